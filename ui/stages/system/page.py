"""系统: operators, backups, self-check, log, undo history, calendars, taking over, about."""

from collections.abc import Iterator

from typing_extensions import override

from ui.pane_page import PanePage
from ui.shell import Shell
from ui.stage_page import StagePage
from ui.stages.system.about import AboutPane
from ui.stages.system.backups import BackupsPane
from ui.stages.system.calendars import CalendarsPane
from ui.stages.system.checks import ChecksPane
from ui.stages.system.going_live import GoingLivePane
from ui.stages.system.history import HistoryPane
from ui.stages.system.operators import OperatorsPane


class SystemPage(PanePage):
    """One pane per matter of trust."""

    help_topic = "system"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "系统")

    @override
    def parts(self) -> Iterator[None]:
        self.history = self.add("操作历史", HistoryPane(self.shell), "undo")
        yield
        self.backups = self.add("备份与恢复", BackupsPane(self.shell), "backup")
        yield
        self.checks = self.add("自检与日志", ChecksPane(self.shell), "log")
        yield
        self.operators = self.add("经办人", OperatorsPane(self.shell))
        yield
        self.calendars = self.add("工作日历", CalendarsPane(self.shell), "deadlines")
        yield
        self.going_live = self.add("在办补录", GoingLivePane(self.shell), "going-live")
        yield
        self.about = self.add("关于", AboutPane(self.shell), "changelog")

    @override
    def open_target(self, target: str) -> None:
        """Show the history, where the latest act can be taken back."""
        self.tabs.setCurrentIndex(0)
        self.history.grid.table.setFocus()


def build(shell: Shell) -> StagePage:
    """Make the page."""
    return SystemPage(shell)
