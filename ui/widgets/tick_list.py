"""A list whose lines are ticked; each line carries what it stands for."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem

from ui.widgets.basics import button, name, row

CARRIED = Qt.ItemDataRole.UserRole
TICK = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}


class TickList(QListWidget):
    """`itemChanged` tells of a tick; lines too long for the list say all as a tip."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        name(self, title, "空格键勾选")

    def offer(self, lines: Iterable[tuple[str, object, bool]]) -> None:
        """Put other lines in the place of those there: words, what they carry, ticked or not."""
        self.clear()
        for words, carried, is_ticked in lines:
            item = QListWidgetItem(words)
            item.setData(CARRIED, carried)
            item.setToolTip(words)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(TICK[is_ticked])
            self.addItem(item)

    @property
    def items_in_order(self) -> list[QListWidgetItem]:
        """The lines from the top down."""
        return [self.item(place) for place in range(self.count())]

    @property
    def ticked(self) -> list[QListWidgetItem]:
        """The ticked lines from the top down, those hidden by a search among them."""
        return [i for i in self.items_in_order if i.checkState() is Qt.CheckState.Checked]

    def tick_shown(self, *, is_ticked: bool) -> None:
        """Tick every line in view, or none."""
        for item in self.items_in_order:
            if not item.isHidden():
                item.setCheckState(TICK[is_ticked])

    def all_or_none(self) -> QHBoxLayout:
        """Two links that tick every line in view, or none of them."""
        every = button("全选", lambda: self.tick_shown(is_ticked=True), "link")
        none = button("全不选", lambda: self.tick_shown(is_ticked=False), "link")
        return row(every, none, None)
