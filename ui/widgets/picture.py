"""Pictures of figures on screen: side by side as far as there is room, in the colours shown now."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from desktop_app.domain.picture_marks import picture_height, picture_marks, picture_words
from desktop_app.domain.pictures import Area, Mark, Picture, Plot, Stroke, Tone, Words
from ui import theme
from ui.widgets.basics import clear

TOKENS: dict[Tone, str] = {
    "ink": "text", "muted": "muted", "grid": "line", "strong": "accent", "soft": "accent",
}  # fmt: skip
SOFTNESS = 0.28
"""How much of the ground a soft area covers."""
NARROWEST = 36
"""A picture beside another is at least so wide, in em."""
MARGIN = 8


class PictureView(QWidget):
    """One picture; says its values to screen readers and as a tool tip."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self.picture = picture
        words = picture_words(picture)
        self.setAccessibleName(picture.title)
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def em(self) -> float:
        """The size of the text in pixels."""
        return QFontMetricsF(self.font()).height() * 0.75

    @override
    def sizeHint(self) -> QSize:
        height = picture_height(self.picture, self.em)
        return QSize(int(NARROWEST * self.em), int(height) + 2 * MARGIN)

    def marks(self) -> list[Mark]:
        """What is painted at the present size, inside the margin."""
        metrics = QFontMetricsF(self.font())
        plot = Plot(
            self.width() - 2 * MARGIN, self.height() - 2 * MARGIN, self.em,
            metrics.horizontalAdvance,
        )  # fmt: skip
        return picture_marks(self.picture, plot)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(MARGIN, MARGIN)
        for mark in self.marks():
            _paint(painter, mark)


def _paint(painter: QPainter, mark: Mark) -> None:
    colour = QColor(theme.colour(TOKENS[mark.tone]))
    if mark.tone == "soft":
        colour.setAlphaF(SOFTNESS)
    if isinstance(mark, Words):
        metrics = QFontMetricsF(painter.font())
        shift = {"left": 0.0, "center": 0.5, "right": 1.0}[mark.side]
        x = mark.x - shift * metrics.horizontalAdvance(mark.text)
        painter.setPen(colour)
        middle = (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(x, mark.y + middle), mark.text)
        return
    shape = QPolygonF([QPointF(x, y) for x, y in mark.points])
    if isinstance(mark, Area):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(shape)
    elif isinstance(mark, Stroke):
        pen = QPen(colour, mark.width)
        pen.setStyle(Qt.PenStyle.DashLine if mark.is_dashed else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.drawPolyline(shape)


class PictureBoard(QScrollArea):
    """Several pictures in as many columns as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.views: list[PictureView] = []
        self._columns = 0
        self._inner = QWidget()
        self._grid = QGridLayout(self._inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(self._inner)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_pictures(self, pictures: Sequence[Picture]) -> None:
        """Show these instead of what was shown."""
        clear(self._grid)
        self.views = [PictureView(each) for each in pictures]
        self._columns = 0
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if not self.views:
            return
        least = NARROWEST * self.views[0].em
        columns = max(1, min(len(self.views), int(self.viewport().width() / least)))
        if columns == self._columns:
            return
        self._columns = columns
        top = Qt.AlignmentFlag.AlignTop
        for place, view in enumerate(self.views):
            self._grid.addWidget(view, place // columns, place % columns, top)
        self._grid.setRowStretch(len(self.views), 1)
