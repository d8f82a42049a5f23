"""Paints the cells: plain text with colour and alignment, whole row soft, current cell framed."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView
from typing_extensions import override

from ui import theme
from ui.fonts import figure_font
from ui.table.column import RIGHT, Kind
from ui.table.model import Index, RowsTableModel

ROW_HEIGHT = 33
PADDING = 8
LINE = 3
"""How thick a line above a row is."""


class CellDelegate(QStyledItemDelegate):
    """Draws a cell without asking the style: a repaint of a full screen stays below 10 ms."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self.marked_rows: set[int] = set()
        """Rows the selection touches; painted soft over their whole width."""
        self._weak = False
        self._plain = QFont()
        self._figures = QFont()
        self._bold = QFont()
        self._metrics = QFontMetrics(self._plain)
        self.use_font(view.font())

    def use_font(self, font: QFont) -> None:
        """Measure with this font from now on."""
        self._plain = QFont(font)
        self._figures = figure_font(font)
        self._bold = QFont(font)
        self._bold.setBold(True)
        self._metrics = QFontMetrics(font)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        text = str(index.data() or "")
        return QSize(self._metrics.horizontalAdvance(text) + 2 * PADDING + 2, ROW_HEIGHT)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, RowsTableModel):
            super().paint(painter, option, index)
            return
        rect: QRect = option.rect  # type: ignore[attr-defined]  # missing in the Qt stubs
        state = option.state  # type: ignore[attr-defined]
        if index.row() in self.marked_rows:
            painter.fillRect(rect, theme.colour("accent_soft"))
        column = model.columns[index.column()]
        row = model.row_at(index.row())
        self._weak, has_line = model.looks(row)
        self._draw_text(painter, rect, column.kind, model.text(row, column), column.value(row))
        if has_line:
            painter.fillRect(rect.x(), rect.y(), rect.width(), LINE, theme.colour("fail"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _draw_text(
        self, painter: QPainter, rect: QRect, kind: Kind, text: str, value: object
    ) -> None:
        if not text:
            return
        is_right = kind in RIGHT
        font, colour = self._plain, theme.colour("muted" if self._weak else "text")
        if kind is Kind.LIGHT:
            font, colour = self._bold, theme.tone(str(value))
        elif is_right or kind in {Kind.CODE, Kind.DATE}:
            font = self._figures
        painter.setFont(font)
        painter.setPen(colour)
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        if self._metrics.horizontalAdvance(text) > room.width():
            text = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)
