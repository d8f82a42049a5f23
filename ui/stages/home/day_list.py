"""A list of the home page: shown a portion at a time, each entry a way to its page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListView, QListWidget

from desktop_app.values.clauses import with_whole_clauses
from ui.widgets.basics import name

Entry = tuple[str, tuple[str, str]]
"""What an entry says, and the stage and target it leads to."""

LEAST_HEIGHT = 150
"""Three entries of two lines, also where the lists stand one below the other."""


class DayList(QListWidget):
    """Thousands of entries may be overdue at once: the first are there at once."""

    chosen = Signal(str, str)
    """Stage and target of the entry opened."""
    more_asked = Signal(int)
    """The next entries are wanted, from this place on."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        name(self, title, "上下方向键选择，回车打开")
        self._targets: list[tuple[str, str]] = []
        self._total = 0
        self.itemActivated.connect(lambda item: self._open(self.row(item)))

    def show_entries(self, entries: Sequence[Entry], nothing: str, total: int = 0) -> None:
        """Show other entries, the first of `total`, or that there are none."""
        self.clear()
        self._targets, self._total = [], total
        self.add_entries(entries)
        if not entries:
            self.addItem(f"✓ {nothing}")
        self.setCurrentRow(0)

    def add_entries(self, entries: Sequence[Entry]) -> None:
        """Add the next entries in the place of the line that offers them."""
        place = len(self._targets)
        self.takeItem(place)
        self.addItems([with_whole_clauses(text) for text, _ in entries])
        self._targets += [target for _, target in entries]
        left = self._total - len(self._targets)
        if left > 0:
            self.addItem(f"… 还有 {left} 项，按回车接着显示")
        self.setCurrentRow(place)

    def _open(self, place: int) -> None:
        if place < len(self._targets):
            self.chosen.emit(*self._targets[place])
        elif place < self._total:
            self.more_asked.emit(place)
