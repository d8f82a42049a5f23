"""Where the money comes from: one bar of the sources, with a table beside it."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.values.money import Fen, wan_text
from ui import theme
from ui.widgets.basics import clear, label

TINTS = ("accent", "pass", "judge", "warn", "fail", "muted")
FULL = 100


class FundingBar(QWidget):
    """A bar with one part per source; the table says the same in figures."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = _Bar()
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(12)
        self._table.setVerticalSpacing(4)
        self._table.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._bar)
        layout.addLayout(self._table)

    def show_sources(self, sources: Sequence[tuple[str, Fen]], declared: Fen | None) -> None:
        """Show the sources and how their sum stands to the declared amount."""
        clear(self._table)
        self._bar.show_parts([amount for _, amount in sources])
        total = Fen(sum(amount for _, amount in sources))
        for place, (title, amount) in enumerate(sources):
            self._add_line(place, title, wan_text(amount), _share(amount, total))
            self._table.addWidget(_Mark(place), place, 0)
        self._add_line(len(sources), "合计", wan_text(total), "")
        if declared is not None and declared != total:
            gap = Fen(total - declared)
            words = "多" if gap > 0 else "少"
            text = f"比申报金额{words} {wan_text(Fen(abs(gap)))} 万元"
            self._table.addWidget(label(f"× {text}", "fail"), len(sources) + 1, 1, 1, 3)

    def _add_line(self, place: int, title: str, amount: str, share: str) -> None:
        right = Qt.AlignmentFlag.AlignRight
        self._table.addWidget(label(title, wrap=True), place, 1)
        self._table.addWidget(label(f"{amount} 万元"), place, 2, right)
        self._table.addWidget(label(share, "muted"), place, 3, right)


def _share(amount: Fen, total: Fen) -> str:
    return f"{Decimal(amount) / Decimal(total) * FULL:.1f} %" if total else ""


def _tint(place: int) -> QColor:
    return theme.colour(TINTS[place % len(TINTS)])


class _Mark(QWidget):
    def __init__(self, place: int) -> None:
        super().__init__()
        self._place = place
        self.setFixedSize(10, 10)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), _tint(self._place))


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._parts: list[Fen] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("资金来源构成")

    def show_parts(self, parts: list[Fen]) -> None:
        self._parts = parts
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, 16)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("head"))
        total = sum(self._parts)
        left = 0.0
        for place, part in enumerate(self._parts if total else []):
            width = self.width() * part / total
            painter.fillRect(QRectF(left, 0, max(0.0, width - 1), self.height()), _tint(place))
            left += width
