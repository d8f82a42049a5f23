"""The year's end (年底结转): unfinished projects and those put off go into next year's plan.

Shown first as a list of what becomes of every project, then done as one act that can be taken back.
Applications still waiting in the pool are listed by unit, to be confirmed or withdrawn.
"""

from collections.abc import Collection, Iterable, Mapping

from db.unit_of_work import UnitOfWork
from desktop_app.domain.plans.item import OPEN, PlanItem
from desktop_app.domain.project import AmountKind, Project
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.annual_plan.book import PlanBook, all_books, books_of, open_book
from desktop_app.use_cases.annual_plan.candidates import Elsewhere, elsewhere_of
from desktop_app.use_cases.annual_plan.editions import start_in
from desktop_app.use_cases.annual_plan.entering import BLOCKED, READY, REASON, Entering, entering
from desktop_app.use_cases.annual_plan.intake import NewItem, add_in
from desktop_app.use_cases.annual_plan.plans import own_row, project_words
from desktop_app.use_cases.annual_plan.ranking import change_cells
from desktop_app.use_cases.annual_plan.views import CarryOver, CarryRow
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.entries import place_rows
from desktop_app.use_cases.standing.frozen import refuse_frozen
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.values.ids import EntryId, ProjectId
from desktop_app.values.money import Fen

CARRIED, DEFERRED, CONFIRM, LEFT = "carried", "deferred", "confirm", "left"
FATES: Mapping[str, str] = {
    CARRIED: "结转续建",
    DEFERRED: "上年暂缓，转入下年",
    CONFIRM: "在库待确认",
    LEFT: "不结转",
}
"""What becomes of a project at the year's end, in the order of the list."""


def carry_over_preview(desk: Desk, plan_id: EntryId) -> CarryOver:
    """What the year's end would do; nothing is written."""
    with desk.workspace.read() as view:
        return _carry_over(open_book(desk, view, plan_id))


def carry_over(
    desk: Desk, plan_id: EntryId, *, leave_out: Collection[ProjectId] = (), reason: str = ""
) -> CarryOver:
    """Carry unfinished and deferred projects into next year's plan, as one act.

    The plan is begun where there is none yet. Gives what was done; refused where nothing is left
    to be done.

    Args:
        desk: where it is done.
        plan_id: the issued plan of the year that ends.
        leave_out: projects that are not carried over.
        reason: for those that need one to enter the plan.
    """
    require(desk, "plans.edit")
    with desk.workspace.begin(desk.act("plan_carry_over", "年底结转", reason=reason)) as uow:
        book = open_book(desk, uow, plan_id)
        if not book.is_frozen:
            raise Refused(
                f"“{book.plan.name}”还没有下达，不能结转", advice="计划下达以后，到年底再办结转。"
            )
        found = _carry_over(book)
        rows = [row for row in found.rows if row.project.id not in set(leave_out)]
        moved = [row for row in rows if row.what in (CARRIED, DEFERRED)]
        if not moved:
            raise Refused("没有要结转的项目", advice="没有办完的和暂缓的都已在下年计划里。")
        target = _target(desk, uow, book, found)
        _place_carried(desk, uow, target, [row for row in moved if row.what == CARRIED])
        _enter_deferred(desk, uow, target, [r for r in moved if r.what == DEFERRED], reason)
        uow.concern((book.subject, target.subject))
        after = own_row(_reopened(desk, uow, target))
    refresh(desk)
    return CarryOver(found.plan, found.to_year, after, tuple(rows))


def _carry_over(book: PlanBook) -> CarryOver:
    to_year = book.year + 1
    target = _next_plan(book)
    inside = {item.project_id for item in target.items} if target else set[ProjectId]()
    rows = [
        *(_item_rows(book, [i for i in book.items if i.project_id not in inside], to_year)),
        *_waiting_rows(book, inside, to_year),
    ]
    order = {fate: place for place, fate in enumerate(FATES)}
    rows.sort(key=lambda row: (order[row.what], row.project.unit, row.project.code))
    return CarryOver(own_row(book), to_year, own_row(target) if target else None, tuple(rows))


def _next_plan(book: PlanBook) -> PlanBook | None:
    books = all_books(book.reading, (book.kind,))
    return next((each for each in books if each.year == book.year + 1), None)


def _item_rows(book: PlanBook, items: Iterable[PlanItem], to_year: int) -> list[CarryRow]:
    """What becomes of the items of the plan."""
    found = list(items)
    courses = courses_of(book.reading, [Subject("project", i.project_id) for i in found])
    rows = []
    for item in found:
        course = courses[Subject("project", item.project_id)]
        what, why = _fate(book, item, course, to_year)
        rows.append(_row(book, course.record, what, why, item))
    return rows


def _fate(book: PlanBook, item: PlanItem, course: Course, to_year: int) -> tuple[str, str]:
    """What becomes of an item, and why."""
    state = book.states.get(course.history.state)
    title = state.title if state else course.history.state
    if state is not None and not state.is_live:
        return LEFT, title
    if item.is_listed:
        is_finished = _is_finished(book, course)
        return (LEFT, f"已办完（{title}）") if is_finished else (CARRIED, title)
    if item.decision == DEFERRED:
        return _deferred_fate(book, item, course, to_year)
    label = book.labels(book.kind.items, "decision").get(item.decision, "")
    return LEFT, f"处理意见是“{label}”" if label else "没有处理意见"


def _deferred_fate(book: PlanBook, item: PlanItem, course: Course, to_year: int) -> tuple[str, str]:
    standing = entering(course, book.kind, to_year)
    if standing is None:
        return LEFT, "现在的状态不能申请列入计划"
    if standing.group == BLOCKED:
        return LEFT, "；".join(standing.why)
    return DEFERRED, "；".join(filter(None, (item.reason, *standing.why)))


def _is_finished(book: PlanBook, course: Course) -> bool:
    ends = {state.id for state in course.pack.states if state.is_end}
    return course.history.state in ends | set(book.kind.finished)


def _waiting_rows(
    book: PlanBook, inside: Collection[ProjectId], to_year: int
) -> Iterable[CarryRow]:
    """Applications waiting in the pool, in no plan of either year."""
    mine = {item.project_id for item in book.items}
    listed = elsewhere_of(book).listed
    elsewhere = {*mine, *inside, *listed}
    wanted = [Subject("project", key) for key in book.live_projects() if key not in elsewhere]
    for course in courses_of(book.reading, wanted).values():
        standing = entering(course, book.kind, to_year)
        if standing is not None and standing.group in (READY, REASON):
            yield _row(book, course.record, CONFIRM, _why_confirm(course.record, standing), None)


def _why_confirm(project: Project, standing: Entering) -> str:
    return "；".join((f"{project.applied_on} 申报", *standing.why))


def _row(book: PlanBook, project: Project, what: str, why: str, item: PlanItem | None) -> CarryRow:
    paid = project.amounts.get(AmountKind.PAID)
    planned = item.planned_fen if item else None
    asked = item.asked_fen if item else project.declared_fen
    if what == CARRIED and planned is not None:
        asked = Fen(max(0, planned - (paid or 0)))
    words, next_year = project_words(book, project), None if what == LEFT else asked
    return CarryRow(words, project.unit_id, what, next_year, planned, paid, why)


def _target(desk: Desk, uow: UnitOfWork, book: PlanBook, found: CarryOver) -> PlanBook:
    """Next year's plan, begun where there is none; refused where its list is frozen."""
    if found.target is not None:
        refuse_frozen(uow, book.pack, (found.target.id,))
        return open_book(desk, uow, found.target.id, is_brief=False)
    reading = Reading(desk, uow, desk.today)
    key = start_in(desk, uow, reading, book.kind, {"year": found.to_year})
    return open_book(desk, uow, key, is_brief=False)


def _place_carried(
    desk: Desk, uow: UnitOfWork, target: PlanBook, rows: Collection[CarryRow]
) -> None:
    """Unfinished projects stand first on the agenda; they have applied once and do not again."""
    behind = {i.id: {"order": place} for place, i in enumerate(target.items, len(rows) + 1)}
    change_cells(uow, target, behind)
    placed = [
        (target.owner(row.project.id), _carried_cells(target, row, place))
        for place, row in enumerate(rows, 1)
    ]
    place_rows(uow, target.pack, target.item_spec, placed, desk.today)


def _carried_cells(target: PlanBook, row: CarryRow, place: int) -> dict[str, JsonValue]:
    return {
        "order": place,
        "project_name": row.project.name,
        "origin": CARRIED,
        "asked": row.asked_fen,
        "decision": OPEN if OPEN in target.labels(target.kind.items, "decision") else None,
        "order_reason": "上年结转，排在前面",
    }


def _enter_deferred(
    desk: Desk, uow: UnitOfWork, target: PlanBook, rows: Collection[CarryRow], reason: str
) -> None:
    if rows:
        book = _reopened(desk, uow, target)
        wanted = [NewItem(row.project.id, row.asked_fen, reason) for row in rows]
        nowhere = Elsewhere(elsewhere_of(book).last_year, {})
        add_in(desk, uow, book, wanted, nowhere)


def _reopened(desk: Desk, uow: UnitOfWork, target: PlanBook) -> PlanBook:
    """The plan as it stands after what was just put into it."""
    reading = Reading(desk, uow, desk.today)
    return books_of(reading, target.pack, target.kind, (uow.registers.get(target.id),))[0]
