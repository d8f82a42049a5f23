"""A list of the home page: shown a portion at a time, each entry a way to its page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListView, QListWidget

from ui.widgets.basics import name

PORTION = 200
"""So many entries are shown at a time; the last line brings more."""
Entry = tuple[str, tuple[str, str]]
"""What an entry says, and the stage and target it leads to."""


class DayList(QListWidget):
    """Thousands of entries may be overdue at once: the first are there at once."""

    chosen = Signal(str, str)
    """Stage and target of the entry opened."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        name(self, title, "上下方向键选择，回车打开")
        self._entries: list[Entry] = []
        self._shown = 0
        self.itemActivated.connect(lambda item: self._open(self.row(item)))

    def show_entries(self, entries: Sequence[Entry], nothing: str) -> None:
        """Show other entries, or that there are none."""
        self.clear()
        self._entries, self._shown = list(entries), 0
        if entries:
            self._show_more()
        else:
            self.addItem(f"✓ {nothing}")
        self.setCurrentRow(0)

    def _open(self, place: int) -> None:
        if place < self._shown:
            self.chosen.emit(*self._entries[place][1])
        elif self._entries:
            self._show_more()
            self.setCurrentRow(place)

    def _show_more(self) -> None:
        """Add the next portion in the place of the line that offers it."""
        self.takeItem(self._shown)
        portion = self._entries[self._shown : self._shown + PORTION]
        self.addItems([text for text, _ in portion])
        self._shown += len(portion)
        left = len(self._entries) - self._shown
        if left:
            self.addItem(f"… 还有 {left} 项，按回车再显示 {min(PORTION, left)} 项")
