"""消费券: the campaign in front, the registers it is made of behind."""

from typing_extensions import override

from desktop_app.use_cases.registers.heads import RegisterHead
from ui.register_tab import RegisterTab
from ui.shell import Shell
from ui.stage_page import StagePage
from ui.stages.vouchers.pane import CampaignPane

STAGE, TITLE = "vouchers", "消费券"


class VouchersTab(RegisterTab):
    """Registers below other rows are shown with the row they stand under."""

    def __init__(self, shell: Shell) -> None:
        self.campaign = CampaignPane(shell)
        self._tops: set[str] = set()
        super().__init__(shell, STAGE, TITLE, self.campaign, "总览")

    @override
    def shows_register(self, head: RegisterHead) -> bool:
        if head.owner == "none":
            self._tops.add(head.id)
        return head.owner == "none" or head.owner in self._tops


def build(shell: Shell) -> StagePage:
    """Make the page."""
    return VouchersTab(shell)
