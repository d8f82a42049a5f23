"""Quick filters: one chip per kind of row, each with its count."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from ui.widgets.basics import button, clear, name
from ui.widgets.flow import FlowLayout

Chip = tuple[str, str, int | None]
"""Id, words, count; no count for None."""


class QuickFilters(QWidget):
    """Chips of which exactly one is chosen; counts can change under the choice."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._layout = FlowLayout(self)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._chips: dict[str, QPushButton] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def current(self) -> str:
        """Id of the chosen chip, empty before there is one."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")

    @property
    def keys(self) -> list[str]:
        """Ids of the chips, in order."""
        return list(self._chips)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these chips; the choice stays if its chip is still there, else the first one."""
        before = self.current
        if [key for key, *_ in chips] != list(self._chips):
            self._rebuild(chips)
        for key, words, count in chips:
            chip = self._chips[key]
            chip.setText(words if count is None else f"{words} {count}")
            name(chip, chip.text(), f"只看：{words}")
        keep = before if before in self._chips else next(iter(self._chips), "")
        if keep:
            self._chips[keep].setChecked(True)
        self.updateGeometry()

    def choose(self, key: str) -> None:
        """Choose a chip as if it was clicked; an unknown one changes nothing."""
        if key in self._chips:
            self._chips[key].setChecked(True)
            self.chosen.emit(key)

    def _rebuild(self, chips: Sequence[Chip]) -> None:
        clear(self._layout)
        self._chips = {}
        for key, *_ in chips:
            chip = button("", role="chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._group.addButton(chip)
            self._layout.addWidget(chip)
            self._chips[key] = chip
