"""本项: one item: amounts side by side, what was decided, how its score comes about."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.plans.ranking import Measure, Score, rounded
from desktop_app.use_cases.annual_plan.tables import opinion_text
from desktop_app.use_cases.annual_plan.views import ItemRow, RankingRow, ReviewPage, ReviewRow
from desktop_app.values.money import Fen, wan_text
from ui.stages.annual_plan.work import Book
from ui.widgets.basics import clear, column, label, scrolled
from ui.widgets.facts import FactList, Line

HOW = "得分 = 各准则的分 × 权重，除以知道的准则的权重之和"


class ItemPane(QWidget):
    """Everything the office weighs when it decides on one item."""

    def __init__(self) -> None:
        super().__init__()
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 8, 6, 0)
        self._column.setSpacing(8)
        self.setLayout(column(scrolled(inner)))

    def show_nothing(self, words: str) -> None:
        """No item is current."""
        clear(self._column)
        self._column.addWidget(label(words, "muted", wrap=True))
        self._column.addStretch(1)

    def show_item(self, book: Book, row: ItemRow) -> None:
        """Show one item with the opinions on it and its score."""
        clear(self._column)
        self._column.addWidget(label(row.item.name, "section", wrap=True))
        self._add_lines(_decision_lines(row))
        opinions = book.opinions(row.item.id)
        if book.review is not None and opinions is not None:
            self._column.addWidget(label(f"{book.review.review}意见", "section"))
            self._add_lines(_opinion_lines(book.review, opinions))
            for conflict in opinions.conflicts:
                self._column.addWidget(label(f"! {conflict}", "banner-warn", wrap=True))
        score = book.score(row.item.id)
        if score is not None:
            self._add_score(score)
        self._column.addStretch(1)

    def _add_lines(self, lines: list[Line]) -> None:
        facts = FactList()
        facts.show_lines(lines)
        self._column.addWidget(facts)

    def _add_score(self, row: RankingRow) -> None:
        self._column.addWidget(label(_score_title(row), "section", wrap=True))
        if row.has_changed:
            late = f"! 采用排序时是 {row.item.score} 分，情况有变"
            self._column.addWidget(label(late, "banner-warn", wrap=True))
        for measure in row.score.measures:
            self._column.addWidget(label(_measure(measure), wrap=True))
            more = [*measure.details, "、".join(measure.clauses)]
            self._column.addWidget(label("\n".join(t for t in more if t), "muted", wrap=True))
        self._column.addWidget(label(_sum(row.score), wrap=True))


def _decision_lines(row: ItemRow) -> list[Line]:
    item = row.item
    place = f"第 {item.order} 位" if item.order else ""
    by_hand = f"人工调整：{item.order_reason}" if item.order_reason else ""
    rank = f"得分名次 {item.rank}" if item.rank else ""
    over = "，额度线以下，排不到" if row.is_below else ""
    lines = [
        ("项目", f"{row.project.code}　{row.project.unit}　{row.project.state_label}"),
        ("来源", f"{row.origin_label}{'，未入库' if row.is_outside_pool else ''}"),
        ("排序", "，".join(part for part in (place, rank, by_hand) if part)),
        ("申请", _wan(item.asked_fen)),
        ("处理意见", row.decision_label if item.is_decided else "未定"),
        ("安排", _wan(item.planned_fen)),
        ("理由", item.reason),
        ("累计", f"{wan_text(row.taken_fen)} 万元{over}"),
    ]
    return [(caption, text) for caption, text in lines if text]


def _wan(fen: Fen | None) -> str:
    return f"{wan_text(fen)} 万元" if fen is not None else ""


def _opinion_lines(review: ReviewPage, row: ReviewRow) -> list[Line]:
    lines = []
    for office in review.offices:
        found = row.opinions.get(office.id)
        if found is not None:
            signed = "　".join(str(part) for part in (found.signer, found.signed_on) if part)
            text = f"{opinion_text(found, review.opinion_labels)}\n{signed}".rstrip()
            lines.append((office.label, text))
        elif office.id in row.missing:
            lines.append((office.label, "… 未出具"))
    return lines


def _score_title(row: RankingRow) -> str:
    if row.score.total is None:
        return "得分：没有一条准则的资料是知道的"
    tied = "（并列）" if row.is_tied else ""
    return f"得分 {row.score.total}，第 {row.rank} 名{tied}"


def _measure(measure: Measure) -> str:
    weight = "没有设定" if measure.weight is None else f"{rounded(measure.weight).normalize():f}"
    head = f"{measure.title}（权重 {weight}）"
    if measure.points is None:
        return f"… {head}：{measure.lacking}，不计"
    return f"{head}：{measure.raw}，得 {rounded(measure.points)} 分"


def _sum(score: Score) -> str:
    """The arithmetic of the total."""
    counted = [each for each in score.measures if each.counts]
    if not counted or score.total is None:
        return HOW
    parts = " + ".join(
        f"{rounded(each.points)}×{rounded(each.weight).normalize():f}"
        for each in counted
        if each.points is not None and each.weight is not None
    )
    known = f"{rounded(score.known_weight).normalize():f}"
    return f"{HOW}：（{parts}）÷ {known} = {score.total}"
