"""The ranking of a plan: every criterion visible, places taken as one act, orders by hand."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from db.unit_of_work import UnitOfWork
from desktop_app.domain.plans.item import PlanItem
from desktop_app.domain.plans.ranking import Score, arranged, places, rounded, score_of, tied
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.rules.kinds import Quantity
from desktop_app.rules.scene import scene
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.annual_plan.book import PlanBook, open_book
from desktop_app.use_cases.annual_plan.measuring import measures_of
from desktop_app.use_cases.annual_plan.plans import own_row, words_of
from desktop_app.use_cases.annual_plan.views import RankingPage, RankingRow
from desktop_app.use_cases.called import PLAN, POOL, called
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.standing.entries import change_rows
from desktop_app.use_cases.standing.frozen import refuse_frozen
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.values.ids import EntryId
from desktop_app.values.stages import stage_title

LAST = 10**9
"""Behind every place: items that have no score."""


def ranking(desk: Desk, plan_id: EntryId) -> RankingPage:
    """The ranking as it comes out now, the best first, beside what was taken last."""
    with desk.workspace.read() as view:
        book = open_book(desk, view, plan_id)
        scores = scores_of(book)
        ranks = places({key: score.total for key, score in scores.items()})
        shared = tied(ranks)
        words = words_of(book)
        rows = [
            RankingRow(
                item=item,
                project=words[item.project_id],
                score=scores[item.id],
                rank=ranks[item.id],
                is_tied=item.id in shared,
                has_changed=item.score is not None and item.score != scores[item.id].total,
            )
            for item in computed_order(book, ranks)
        ]
        return RankingPage(own_row(book), tuple(rows), _criteria(book), _lacking(rows))


def take_ranking(desk: Desk, plan_id: EntryId) -> int:
    """Write score, place and agenda as computed now; items placed by hand stay there.

    Gives how many items were ranked.
    """
    require(desk, "plans.edit")
    act = desk.act("plan_rank", f"按得分排列{called(desk, PLAN)}")
    with desk.workspace.begin(act) as uow:
        book = _open_for_ordering(desk, uow, plan_id)
        scores = scores_of(book)
        ranks = places({key: score.total for key, score in scores.items()})
        by_hand = {item.id: item.order or LAST for item in book.items if item.order_reason}
        order = arranged([item.id for item in computed_order(book, ranks)], by_hand)
        seats = {key: place for place, key in enumerate(order, 1)}
        changes = {
            item.id: {
                "order": seats[item.id],
                "rank": ranks[item.id],
                "score": _text(scores[item.id]),
                "score_basis": scores[item.id].words,
            }
            for item in book.items
        }
        change_cells(uow, book, changes)
        uow.concern((book.subject,))
    refresh(desk)
    return sum(1 for place in ranks.values() if place is not None)


def place_item(
    desk: Desk, plan_id: EntryId, item_id: EntryId, place: int | None, *, reason: str = ""
) -> None:
    """Put an item at a place by hand, with the reason beside the computed place.

    Without a place it goes back to where its score puts it. The others close up around it.
    """
    require(desk, "plans.edit")
    act = desk.act("plan_place", f"人工调整{called(desk, PLAN)}的排序", reason=reason)
    with desk.workspace.begin(act) as uow:
        book = _open_for_ordering(desk, uow, plan_id)
        item = book.item(item_id)
        if place is not None:
            _refuse_place(book, place, reason)
        change_cells(uow, book, _moved(book, item, place, reason))
        uow.concern((book.subject, Subject("project", item.project_id)))
    refresh(desk)


def scores_of(book: PlanBook) -> Mapping[EntryId, Score]:
    """The score of every item as it comes out now."""
    if not book.kind.criterion:
        raise Refused(
            f"{book.pack.title}没有写排序的准则", advice="在规则包的 plans.toml 里写明后再排序。"
        )
    subjects = {Subject("project", item.project_id): item.id for item in book.items}
    found = measures_of(book.reading, book.pack, book.kind.criterion, subjects)
    return {subjects[subject]: score_of(measures) for subject, measures in found.items()}


def computed_order(book: PlanBook, ranks: Mapping[EntryId, int | None]) -> tuple[PlanItem, ...]:
    """Items by place; equal places by project code, those without a score last."""
    codes = {key: project.code for key, project in book.projects.items()}
    return tuple(
        sorted(book.items, key=lambda item: (ranks.get(item.id) or LAST, codes[item.project_id]))
    )


def change_cells(
    uow: UnitOfWork, book: PlanBook, changes: Mapping[EntryId, Mapping[str, JsonValue]]
) -> None:
    """Put some columns of items to other values; None empties a column."""
    rows = {entry.id: entry for entry in uow.registers.many(changes)}
    merged = {key: {**rows[key].cells, **cells} for key, cells in changes.items()}
    change_rows(uow, book.pack, book.item_spec, merged)


def _open_for_ordering(desk: Desk, uow: UnitOfWork, plan_id: EntryId) -> PlanBook:
    book = open_book(desk, uow, plan_id)
    refuse_frozen(uow, book.pack, (book.id,))
    if not book.items:
        raise Refused(
            "这个计划还没有项目",
            advice=f"请先从{stage_title(POOL, book.pack.tab_titles)}列入项目。",
            record=book.plan.name,
        )
    return book


def _refuse_place(book: PlanBook, place: int, reason: str) -> None:
    if not 1 <= place <= len(book.items):
        raise Refused(
            f"没有第 {place} 位",
            advice=f"清单共 {len(book.items)} 项，请写 1 到 {len(book.items)}。",
        )
    if not reason.strip():
        raise Refused("没有写人工调整排序的理由", advice="请写明理由，它和得分名次一起存档。")


def _moved(
    book: PlanBook, item: PlanItem, place: int | None, reason: str
) -> dict[EntryId, dict[str, JsonValue]]:
    """The new agenda: this item served first, then the others placed by hand, then the rest."""
    others = {i.id: i.order or LAST for i in book.items if i.order_reason and i.id != item.id}
    by_hand = {item.id: place, **others} if place is not None else others
    ranks = {each.id: each.rank for each in book.items}
    is_ranked = any(each.rank is not None for each in book.items)
    rest = computed_order(book, ranks) if is_ranked else book.items
    order = arranged([each.id for each in rest], by_hand)
    changes: dict[EntryId, dict[str, JsonValue]] = {
        key: {"order": seat} for seat, key in enumerate(order, 1)
    }
    changes[item.id]["order_reason"] = reason.strip() if place is not None else None
    return changes


def _text(score: Score) -> str | None:
    return None if score.total is None else f"{score.total:f}"


def _criteria(book: PlanBook) -> tuple[tuple[str, str, str, str], ...]:
    around = scene(book.pack, {}, book.reading.terms)
    return tuple(
        (
            each.id,
            each.title,
            _weight_text(around.lookup(each.weight)),
            "、".join(book.pack.clauses(each.rows)),
        )
        for each in book.kind.criterion
    )


def _weight_text(found: Quantity | None) -> str:
    return "没有设定" if found is None else f"{rounded(Fraction(found.number)).normalize():f}"


def _lacking(rows: Sequence[RankingRow]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for row in rows:
        for measure in row.score.lacking:
            counts[measure.title] = counts.get(measure.title, 0) + 1
    return tuple(counts.items())
