"""The header of a grid: title with unit, order of the sort, and the door to the column filter."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView
from typing_extensions import override

from ui import theme
from ui.table.filters import GridState, Order

HEIGHT = 36
DOOR = 20
"""Width of the zone at the right of a section that opens the filter."""
PADDING = 8


class GridHeader(QHeaderView):
    """Click sorts, Shift+click adds a column to the sort, the funnel opens the filter."""

    filter_asked = Signal(int)
    order_asked = Signal(int, bool)
    """Logical column and whether it joins the columns sorted already."""

    def __init__(self, state: Callable[[], GridState], keys: tuple[str, ...]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._state = state
        self._keys = keys
        self._press: QPointF | None = None
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(48)
        self.setFixedHeight(HEIGHT)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.sectionClicked.connect(self._clicked)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press = event.position()
        super().mousePressEvent(event)

    def _clicked(self, logical: int) -> None:
        if self._press is None:
            return
        right = self.sectionViewportPosition(logical) + self.sectionSize(logical)
        if self._press.x() > right - DOOR:
            self.filter_asked.emit(logical)
            return
        shift = Qt.KeyboardModifier.ShiftModifier
        self.order_asked.emit(logical, bool(QGuiApplication.keyboardModifiers() & shift))

    @override
    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        text = self._title(logicalIndex)
        return QSize(self.fontMetrics().horizontalAdvance(text) + PADDING + DOOR + 14, HEIGHT)

    def _title(self, logical: int) -> str:
        return str(self.model().headerData(logical, Qt.Orientation.Horizontal) or "")

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        painter.fillRect(rect, theme.colour("head"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        order = self._order_of(logicalIndex)
        self._draw_title(painter, rect, logicalIndex, is_sorted=order is not None)
        if order is not None:
            self._draw_order(painter, rect, *order)
        self._draw_door(painter, rect, self._keys[logicalIndex])
        painter.restore()

    def _order_of(self, logical: int) -> tuple[int, Order] | None:
        orders = self._state().orders
        for place, order in enumerate(orders):
            if order.key == self._keys[logical]:
                return (place + 1 if len(orders) > 1 else 0), order
        return None

    def _draw_title(self, painter: QPainter, rect: QRect, logical: int, *, is_sorted: bool) -> None:
        font = QFont(self.font())
        font.setBold(is_sorted)
        painter.setFont(font)
        painter.setPen(theme.colour("text" if is_sorted else "muted"))
        room = rect.adjusted(PADDING, 0, -(DOOR + (12 if is_sorted else 0)), 0)
        align = self.model().headerData(
            logical, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        metrics = painter.fontMetrics()
        text = metrics.elidedText(self._title(logical), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, align, text)

    def _draw_order(self, painter: QPainter, rect: QRect, place: int, order: Order) -> None:
        painter.setPen(theme.colour("accent"))
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() - 1)
        painter.setFont(font)
        zone = QRect(rect.right() - DOOR - 12, rect.top(), 18, rect.height())
        sign = "↑" if order.is_ascending else "↓"
        text = f"{sign}{place}" if place else sign
        painter.drawText(zone, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_door(self, painter: QPainter, rect: QRect, key: str) -> None:
        is_filtered = key in self._state().filters
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y = rect.right() - DOOR / 2, rect.center().y()
        points = [
            QPointF(x - 4, y - 4),
            QPointF(x + 4, y - 4),
            QPointF(x + 1, y),
            QPointF(x + 1, y + 4),
        ]
        points += [QPointF(x - 1, y + 3), QPointF(x - 1, y)]
        tint = theme.colour("accent" if is_filtered else "line_strong")
        painter.setPen(QPen(tint, 1))
        painter.setBrush(tint if is_filtered else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF(points))
