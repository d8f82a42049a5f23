"""Quick filters: one chip per kind of row, each with its count, on one line."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from ui.widgets.basics import button, name

Chip = tuple[str, str, int | None]
"""Id, words, count; no count for None."""
GAP = 8
MORE = "更多"


class QuickFilters(QWidget):
    """Chips of which exactly one is chosen; those without room are in the menu at the end."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._chips: dict[str, QPushButton] = {}
        self._words: dict[str, str] = {}
        self._more = button("", self._open_more, role="chip")
        self._more.setParent(self)
        self._more.setCheckable(True)
        self._more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def current(self) -> str:
        """Id of the chosen chip, empty before there is one."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")

    @property
    def keys(self) -> list[str]:
        """Ids of the chips, in order."""
        return list(self._chips)

    @property
    def folded(self) -> list[str]:
        """Ids of the chips that are in the menu at the end."""
        return [key for key, chip in self._chips.items() if chip.isHidden()]

    def words_of(self, key: str) -> str:
        """What a chip is called, without its count."""
        return self._words.get(key, "")

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these chips; the choice stays if its chip is still there, else the first one."""
        before = self.current
        if [key for key, *_ in chips] != list(self._chips):
            self._rebuild(chips)
        self._words = {key: words for key, words, _ in chips}
        for key, words, count in chips:
            chip = self._chips[key]
            chip.setText(words if count is None else f"{words} {count}")
            name(chip, chip.text(), f"只看：{words}")
        keep = before if before in self._chips else next(iter(self._chips), "")
        if keep:
            self._chips[keep].setChecked(True)
        self.updateGeometry()
        self._arrange()

    def choose(self, key: str) -> None:
        """Choose a chip as if it was clicked; an unknown one changes nothing."""
        if key in self._chips:
            self._chips[key].setChecked(True)
            self._arrange()
            self.chosen.emit(key)

    @override
    def sizeHint(self) -> QSize:
        sizes = [chip.sizeHint() for chip in (*self._chips.values(), self._more)]
        width = sum(size.width() + GAP for size in sizes[:-1])
        return QSize(max(0, width - GAP), max(size.height() for size in sizes))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._arrange()

    def _rebuild(self, chips: Sequence[Chip]) -> None:
        for chip in self._chips.values():
            chip.hide()
            chip.setParent(None)
            chip.deleteLater()
        self._chips = {}
        for key, *_ in chips:
            chip = button("", role="chip")
            chip.setParent(self)
            chip.setCheckable(True)
            chip.clicked.connect(lambda _=False, key=key: self.choose(key))
            self._group.addButton(chip)
            self._chips[key] = chip
        self._more.raise_()
        if self._chips:
            QWidget.setTabOrder(list(self._chips.values())[-1], self._more)

    def _arrange(self) -> None:
        """Side by side as far as there is room; the menu's chip tells what is chosen in it."""
        self._name_more("")
        shown = self._fitting()
        current = self.current
        if current and current not in shown:
            self._name_more(self._chips[current].text())
            shown = self._fitting()
        x = 0
        for key, chip in self._chips.items():
            chip.setVisible(key in shown)
            if key in shown:
                x = self._put(chip, x)
        self._more.setVisible(len(shown) < len(self._chips))
        self._put(self._more, x)

    def _fitting(self) -> list[str]:
        """Ids of the chips that have room, from the first one on."""
        widths = {key: chip.sizeHint().width() + GAP for key, chip in self._chips.items()}
        if sum(widths.values()) - GAP <= self.width():
            return list(widths)
        room = self.width() - self._more.sizeHint().width()
        shown: list[str] = []
        for key, width in widths.items():
            room -= width
            if room < 0:
                break
            shown.append(key)
        return shown

    def _put(self, chip: QPushButton, x: int) -> int:
        chip.setGeometry(QRect(QPoint(x, 0), chip.sizeHint()))
        return x + chip.width() + GAP

    def _name_more(self, chosen: str) -> None:
        self._more.setText(f"{chosen or MORE} ▾")
        self._more.setChecked(bool(chosen))
        name(self._more, chosen or MORE, "放不下的快捷筛选")

    def _open_more(self) -> None:
        menu = QMenu(self._more)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        current = self.current
        for key in self.folded:
            action = menu.addAction(self._chips[key].text(), lambda key=key: self.choose(key))
            action.setCheckable(True)
            action.setChecked(key == current)
        self._more.setChecked(current in self.folded)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))
