"""The steps of a wizard as a line at its top: which are done, which one it is, which come."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import theme

DOT = 24
GAP = 10


class Stepper(QWidget):
    """Numbered steps with their titles; the current one in the accent colour."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self._titles = tuple(titles)
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    @property
    def current(self) -> int:
        """Number of the step, from 0."""
        return self._current

    def go_to(self, step: int) -> None:
        """Show another step as the current one."""
        self._current = step
        self._describe()
        self.update()

    def _describe(self) -> None:
        place = f"第 {self._current + 1} 步，共 {len(self._titles)} 步"
        self.setAccessibleName(f"{place}：{self._titles[self._current]}")

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        widths = [DOT + GAP + metrics.horizontalAdvance(title) + 40 for title in self._titles]
        return QSize(sum(widths), DOT + 8)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.width() / len(self._titles)
        for place, title in enumerate(self._titles):
            self._draw_step(painter, QRectF(place * room, 0, room, self.height()), place, title)

    def _draw_step(self, painter: QPainter, zone: QRectF, place: int, title: str) -> None:
        is_now, is_done = place == self._current, place < self._current
        tint = theme.colour("accent" if is_now or is_done else "line_strong")
        dot = QRectF(zone.left() + 1, zone.center().y() - DOT / 2, DOT, DOT)
        painter.setPen(QPen(tint, 1.5))
        painter.setBrush(tint if is_now else theme.colour("surface"))
        painter.drawEllipse(dot)
        painter.setPen(theme.colour("on_accent") if is_now else tint)
        font = QFont(self.font())
        font.setBold(is_now)
        painter.setFont(font)
        centre = Qt.AlignmentFlag.AlignCenter
        painter.drawText(dot, centre, "✓" if is_done else str(place + 1))
        painter.setPen(theme.colour("text" if is_now else "muted"))
        words = zone.adjusted(DOT + GAP, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        end = words.left() + painter.fontMetrics().horizontalAdvance(title) + GAP
        if place + 1 < len(self._titles) and end < zone.right() - GAP:
            painter.setPen(QPen(theme.colour("line_strong"), 1))
            y = zone.center().y()
            painter.drawLine(int(end), int(y), int(zone.right() - GAP), int(y))
