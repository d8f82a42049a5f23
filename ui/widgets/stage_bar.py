"""Where a project stands: its stages from left to right, each with the day it was reached."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import theme

HEIGHT, DOT = 58, 12


class StageBar(QWidget):
    """A line with one dot per stage; reached ones are full, the present one is larger."""

    def __init__(self) -> None:
        super().__init__()
        self._stages: list[tuple[str, date | None]] = []
        self._here = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("所处环节")

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, HEIGHT)

    def show_stages(self, stages: Sequence[tuple[str, date | None]], here: str) -> None:
        """Show these stages by title with the day each was reached; `here` is the present one."""
        self._stages, self._here = list(stages), here
        told = "，".join(f"{title} {day or '未到'}" for title, day in stages)
        self.setAccessibleDescription(f"现在：{here}。{told}")
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._stages:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self.width() / len(self._stages)
        for place, (title, day) in enumerate(self._stages):
            self._paint_stage(painter, place, step, title, day)
        painter.end()

    def _paint_stage(
        self, painter: QPainter, place: int, step: float, title: str, day: date | None
    ) -> None:
        middle, top = step * (place + 0.5), DOT
        is_here = title == self._here
        tint = theme.colour("accent" if day or is_here else "line_strong")
        painter.setPen(QPen(tint, 2))
        if place:
            painter.drawLine(int(middle - step + DOT), top, int(middle - DOT), top)
        size = DOT + 4 if is_here else DOT
        painter.setBrush(tint if day else theme.colour("surface"))
        painter.drawEllipse(QRectF(middle - size / 2, top - size / 2, size, size))
        painter.setPen(theme.colour("text" if day or is_here else "muted"))
        centre = Qt.AlignmentFlag.AlignHCenter
        painter.drawText(QRectF(middle - step / 2, top + 8, step, 18), centre, title)
        painter.setPen(theme.colour("muted"))
        words = day.isoformat() if day else "未到"
        painter.drawText(QRectF(middle - step / 2, top + 26, step, 18), centre, words)
