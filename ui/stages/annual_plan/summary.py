"""How the money of a plan stands: one bar with the ceiling drawn in, the figures beside it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop_app.use_cases.annual_plan.views import PlanRow
from desktop_app.values.money import Fen, wan_text
from ui import theme
from ui.widgets.basics import column, label

PARTS = (
    ("安排", "accent", Qt.BrushStyle.SolidPattern),
    ("核减", "warn", Qt.BrushStyle.BDiagPattern),
    ("暂缓和不列入", "muted", Qt.BrushStyle.Dense6Pattern),
    ("未定", "line_strong", Qt.BrushStyle.SolidPattern),
)
"""Each part with its colour and its pattern: the bar reads in black and white too."""


class Summary(QWidget):
    """Asked = planned + cut + put off or refused + open; the words say the same as the bar."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = _Bar()
        self._words = label("", wrap=True)
        self.setLayout(column(self._words, self._bar, spacing=4))

    def show_plan(self, plan: PlanRow) -> None:
        """Show the sums of a plan."""
        sums = plan.sums
        parts = (sums.planned_fen, sums.cut_fen, sums.deferred_fen, sums.open_fen)
        named = [
            f"{title} {wan_text(fen)}"
            for (title, _, _), fen in zip(PARTS, parts, strict=True)
            if fen or title == PARTS[0][0]
        ]
        asked = f"{sums.items} 项申请 {wan_text(sums.asked_fen)} 万元 = {' + '.join(named)}"
        self._words.setText(f"{asked}　　{_rest(plan)}")
        self._bar.show_parts(parts, plan.ceiling_fen, self._words.text())


def _rest(plan: PlanRow) -> str:
    if plan.ceiling_fen is None:
        return "资金总额度还没有登记"
    rest = Fen(plan.ceiling_fen - plan.sums.planned_fen)
    words = f"余 {wan_text(rest)}" if rest >= 0 else f"× 超出 {wan_text(Fen(-rest))}"
    return f"总额度 {wan_text(plan.ceiling_fen)}，{words} 万元"


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[Fen, ...] = ()
        self._ceiling: Fen | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("计划资金构成")

    def show_parts(self, parts: tuple[Fen, ...], ceiling: Fen | None, words: str) -> None:
        self._parts, self._ceiling = parts, ceiling
        self.setToolTip(words)
        self.setAccessibleDescription(words)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, 18)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = QRectF(self.rect()).adjusted(0, 3, 0, -3)
        painter.fillRect(room, theme.colour("head"))
        whole = max(sum(self._parts), self._ceiling or 0)
        left = 0.0
        for (_, token, pattern), part in zip(PARTS, self._parts if whole else (), strict=False):
            width = room.width() * part / whole
            self._fill(painter, room, left, width, theme.colour(token), pattern)
            left += width
        if whole and self._ceiling is not None:
            x = min(self.width() - 2.0, self.width() * self._ceiling / whole)
            painter.setPen(QPen(theme.colour("fail"), 3))
            painter.drawLine(round(x), 0, round(x), self.height())

    def _fill(
        self,
        painter: QPainter,
        room: QRectF,
        left: float,
        width: float,
        tint: QColor,
        pattern: Qt.BrushStyle,
    ) -> None:
        part = QRectF(left, room.top(), max(0.0, width - 1), room.height())
        painter.fillRect(part, QBrush(tint, pattern))
