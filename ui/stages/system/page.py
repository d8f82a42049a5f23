"""系统: operators, backups, self-check, log, undo history, calendars, taking over, about."""

from PySide6.QtWidgets import QTabWidget, QWidget
from typing_extensions import override

from ui.shell import Shell
from ui.stage_page import StagePage
from ui.stages.system.about import AboutPane
from ui.stages.system.backups import BackupsPane
from ui.stages.system.calendars import CalendarsPane
from ui.stages.system.checks import ChecksPane
from ui.stages.system.going_live import GoingLivePane
from ui.stages.system.history import HistoryPane
from ui.stages.system.operators import OperatorsPane
from ui.widgets.basics import column


class SystemPage(StagePage):
    """One pane per matter of trust."""

    help_topic = "system"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.history = HistoryPane(shell)
        self.backups = BackupsPane(shell)
        self.checks = ChecksPane(shell)
        self.operators = OperatorsPane(shell)
        self.calendars = CalendarsPane(shell)
        self.going_live = GoingLivePane(shell)
        self.about = AboutPane(shell)
        self.tabs = QTabWidget()
        self.tabs.setProperty("role", "pane")
        self.tabs.setAccessibleName("系统页签")
        panes: tuple[tuple[str, QWidget], ...] = (
            ("操作历史", self.history),
            ("备份与恢复", self.backups),
            ("自检与日志", self.checks),
            ("经办人", self.operators),
            ("工作日历", self.calendars),
            ("在办补录", self.going_live),
            ("关于", self.about),
        )
        for title, pane in panes:
            self.tabs.addTab(pane, title)
        layout = column(self.tabs)
        layout.setContentsMargins(16, 6, 16, 14)
        self.setLayout(layout)

    @override
    def reload(self) -> None:
        for pane in (
            self.history,
            self.backups,
            self.operators,
            self.calendars,
            self.going_live,
            self.about,
        ):
            pane.reload()

    @override
    def open_target(self, target: str) -> None:
        """Show the history, where the latest act can be taken back."""
        self.tabs.setCurrentIndex(0)
        self.history.grid.table.setFocus()


def build(shell: Shell) -> StagePage:
    """Make the page."""
    return SystemPage(shell)
