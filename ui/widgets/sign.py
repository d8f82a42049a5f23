"""The signs of the lights, drawn: colour never stands alone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import theme

SIGNS = {
    "pass": "✓",
    "warn": "!",
    "fail": "×",
    "judge": "?",
    "insufficient": "…",
    "none": "–",
}
WORDS = {
    "pass": "通过",
    "warn": "提醒",
    "fail": "不通过",
    "judge": "需人工判断",
    "insufficient": "资料不足",
    "none": "未核查",
}


def worded(light: str) -> str:
    """Sign and word of a light, e.g. `× 不通过`."""
    return f"{SIGNS[light]} {WORDS[light]}"


class SignDot(QWidget):
    """A round sign in the colour of a light."""

    def __init__(self, light: str, size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(WORDS[light])

    @override
    def sizeHint(self) -> QSize:
        """The dot is as wide as high."""
        return QSize(self._size, self._size)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the disc and the sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tone(self._light))
        disc = QRectF(0.5, 0.5, self._size - 1, self._size - 1)
        painter.drawEllipse(disc)
        font = QFont(self.font())
        font.setPixelSize(round(self._size * 0.66))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.colour("surface"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, SIGNS[self._light])
