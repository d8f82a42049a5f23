"""A tab's page that is made of panes, one in view."""

from typing import Protocol, TypeVar, runtime_checkable

from PySide6.QtWidgets import QTabWidget, QWidget
from typing_extensions import override

from ui.shell import Shell
from ui.stage_page import StagePage
from ui.widgets.basics import column

Pane = TypeVar("Pane", bound=QWidget)


@runtime_checkable
class Reloading(Protocol):
    """A pane that reads its data when it comes into view."""

    def reload(self) -> None:
        """Read the data again."""


class PanePage(StagePage):
    """Panes under tabs of their own; each reads when it comes into view after a change."""

    def __init__(self, shell: Shell, title: str) -> None:
        super().__init__(shell)
        self._fresh: set[QWidget] = set()
        self.tabs = QTabWidget()
        self.tabs.setProperty("role", "pane")
        self.tabs.setAccessibleName(f"{title}页签")
        self.tabs.currentChanged.connect(self._enter_pane)
        layout = column(self.tabs)
        layout.setContentsMargins(16, 6, 16, 14)
        self.setLayout(layout)

    def add(self, title: str, pane: Pane, topic: str = "") -> Pane:
        """Put a pane behind the others; it may have a help page of its own."""
        pane.setProperty("help", topic)
        self.tabs.addTab(pane, title)
        return pane

    @override
    def reload(self) -> None:
        self._fresh.clear()
        self._enter_pane(self.tabs.currentIndex())

    def _enter_pane(self, place: int) -> None:
        pane = self.tabs.widget(place)
        if pane in self._fresh or not self.isVisible():
            return
        self._fresh.add(pane)
        if isinstance(pane, Reloading):
            pane.reload()
