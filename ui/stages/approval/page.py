"""审批: the projects of the stage and its registers."""

from desktop_app.domain.project import AmountKind
from ui.shell import Shell
from ui.stage_page import StagePage
from ui.stage_tab import StageTab

SHOWN = (AmountKind.DECLARED, AmountKind.ESTIMATE)


def build(shell: Shell) -> StagePage:
    """Make the page."""
    return StageTab(shell, "approval", "审批", SHOWN)
