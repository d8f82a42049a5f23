"""Pieces that stand side by side where there is room and one below the other where there is not.

A screen of 1366 × 768 at 200 % has half the room: what would only scroll sideways reads downwards.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSplitter, QStackedWidget, QWidget
from typing_extensions import override


class Reflow(QWidget):
    """Widgets in one row, or in as many columns of equal width as find room."""

    def __init__(self, items: Sequence[QWidget], shares: Sequence[int] = (), gap: int = 12) -> None:
        super().__init__()
        self._items = tuple(items)
        self._shares = tuple(shares) or (1,) * len(self._items)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap)
        self._lay_out(len(self._items))

    @property
    def columns(self) -> int:
        """How many stand side by side."""
        return self._columns

    @override
    def minimumSizeHint(self) -> QSize:
        widest = max(item.minimumSizeHint().width() for item in self._items)
        return QSize(widest, self._grid.minimumSize().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fitting = self._fitting(event.size().width())
        if fitting != self._columns:
            self._lay_out(fitting)
            self.updateGeometry()

    def _fitting(self, width: int) -> int:
        gap = self._grid.spacing()
        widths = [item.minimumSizeHint().width() for item in self._items]
        if sum(widths) + gap * (len(widths) - 1) <= width:
            return len(widths)
        return max(1, (width + gap) // (max(widths) + gap))

    def _lay_out(self, columns: int) -> None:
        for place in range(self._columns):
            self._grid.setColumnStretch(place, 0)
        for place, item in enumerate(self._items):
            self._grid.addWidget(item, *divmod(place, columns))
        is_one_row = columns == len(self._items)
        for place in range(columns):
            self._grid.setColumnStretch(place, self._shares[place] if is_one_row else 1)
        self._columns = columns


class CurrentStack(QStackedWidget):
    """Pages of which only the one shown says how much room is needed at least."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _place: self.updateGeometry())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.currentWidget().minimumSizeHint() if self.count() else QSize()


class ReflowSplitter(QSplitter):
    """A splitter that puts its parts one below the other where they find no room side by side."""

    @override
    def minimumSizeHint(self) -> QSize:
        widest = max((part.width() for part in self._least), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = sum(part.width() for part in self._least) + self.handleWidth()
        is_wide = event.size().width() >= needed
        wanted = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if wanted is not self.orientation():
            self.setOrientation(wanted)
            self.updateGeometry()

    @property
    def _least(self) -> list[QSize]:
        """What each part needs at least."""
        parts = [self.widget(place) for place in range(self.count())]
        return [p.minimumSizeHint().expandedTo(p.minimumSize()) for p in parts]
