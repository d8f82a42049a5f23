"""The base of every tab's page: when it reads its data and how it is reached."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.shell import Shell


class StagePage(QWidget):
    """A page that loads when first shown and again after its data changed."""

    kinds: frozenset[str] = frozenset()
    """Kinds of data it shows; empty means: any change concerns it."""
    help_topic = "start"

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._is_stale = True

    def parts(self) -> Iterator[None]:
        """Build the rest before it is first shown; what lies between two stops is not felt."""
        yield from ()

    def reload(self) -> None:
        """Read the data again."""

    def open_target(self, target: str) -> None:
        """Show a record or a quick filter of this page."""

    def enter(self) -> None:
        """The page comes into view: read what changed since."""
        if self._is_stale:
            self._is_stale = False
            self.reload()

    def note_change(self, kinds: frozenset[str]) -> None:
        """Data changed: read again now if in view, else when it comes into view."""
        if kinds and self.kinds and not kinds & self.kinds:
            return
        self._is_stale = True
        if self.isVisible():
            self.enter()
