"""A tab's page that is made of panes, one in view."""

from typing import TypeVar

from PySide6.QtWidgets import QTabWidget, QWidget

from ui.shell import Shell
from ui.stage_page import StagePage
from ui.widgets.basics import column

Pane = TypeVar("Pane", bound=QWidget)


class PanePage(StagePage):
    """Panes under tabs of their own."""

    def __init__(self, shell: Shell, title: str) -> None:
        super().__init__(shell)
        self.tabs = QTabWidget()
        self.tabs.setProperty("role", "pane")
        self.tabs.setAccessibleName(f"{title}页签")
        layout = column(self.tabs)
        layout.setContentsMargins(16, 6, 16, 14)
        self.setLayout(layout)

    def add(self, title: str, pane: Pane) -> Pane:
        """Put a pane behind the others."""
        self.tabs.addTab(pane, title)
        return pane
