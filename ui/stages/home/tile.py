"""A big number with its title; the whole tile is the button."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout
from typing_extensions import override

from ui.widgets.basics import label, name, set_role


class Tile(QPushButton):
    """Shows one number of the day and leads to its list."""

    def __init__(self, title: str, on_click: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "tile")
        self._title = title
        self._number = label("–", "number")
        self._detail = label("", "small")
        self._content = layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(2)
        for each in (label(title, "muted"), self._number, self._detail):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(each)
        layout.addStretch(1)
        self._detail.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: on_click())
        name(self, title)

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(self._content.sizeHint())

    @override
    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(self._content.minimumSize())

    def show_number(self, number: str, light: str) -> None:
        """Show the number in the colour of a light, '' for plain."""
        self._number.setText(number)
        set_role(self._number, f"number-{light}" if light else "number")
        name(self, f"{self._title} {number}")

    def show_detail(self, text: str) -> None:
        """A second line under the number."""
        self._detail.setText(text)
        self._detail.setVisible(bool(text))
