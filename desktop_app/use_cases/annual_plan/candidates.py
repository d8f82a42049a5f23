"""Which projects may be put into a plan: those put off last year first, and why others may not."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from desktop_app.domain.plans.item import PlanItem
from desktop_app.domain.record import Subject
from desktop_app.use_cases.annual_plan.book import PlanBook, all_books, open_book
from desktop_app.use_cases.annual_plan.entering import (
    APPLIED,
    BLOCKED,
    READY,
    REASON,
    Entering,
    entering,
)
from desktop_app.use_cases.annual_plan.plans import own_row, project_words
from desktop_app.use_cases.annual_plan.views import CandidateList, CandidateRow
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.values.ids import EntryId, ProjectId

DEFERRED = "deferred"
GROUPS: Mapping[str, str] = {
    DEFERRED: "上年暂缓",
    APPLIED: "已申请",
    READY: "可以列入",
    REASON: "须写明理由",
    BLOCKED: "还不能列入",
}
"""Groups of candidates in the order they are offered."""


@dataclass(frozen=True)
class Elsewhere:
    """Where projects stand in other plans."""

    last_year: Mapping[ProjectId, PlanItem]
    """The items of the newest edition of last year's plan."""
    listed: Mapping[ProjectId, int]
    """The year of the issued plan a project has money in."""


def candidates(desk: Desk, plan_id: EntryId) -> CandidateList:
    """Every project plans are for and that is not in this one, with what stands in the way."""
    with desk.workspace.read() as view:
        book = open_book(desk, view, plan_id)
        inside = {item.project_id for item in book.items}
        wanted = [key for key in book.live_projects() if key not in inside]
        rows = candidate_rows(book, wanted, elsewhere_of(book))
        counts = {group: sum(row.group == group for row in rows) for group in GROUPS}
        return CandidateList(
            plan=own_row(book),
            rows=rows,
            counts=tuple((key, label, counts[key]) for key, label in GROUPS.items()),
            asks=entry_asks(book),
        )


def entry_asks(book: PlanBook) -> tuple[tuple[str, str], ...]:
    """Further facts that may be given when a project is put into a plan, with their labels."""
    if not book.kind.entry:
        return ()
    asks = book.pack.asked_at(book.kind.entry_step)
    return tuple((name, book.pack.fact(name).label) for name in asks if name != book.kind.year_fact)


def candidate_rows(
    book: PlanBook, projects: Collection[ProjectId], elsewhere: Elsewhere
) -> tuple[CandidateRow, ...]:
    """These projects as candidates, by group, unit and code; those plans are not for left out."""
    subjects = [Subject("project", key) for key in projects]
    courses = courses_of(book.reading, subjects)
    found = (candidate(book, course, elsewhere) for course in courses.values())
    order = {group: place for place, group in enumerate(GROUPS)}
    return tuple(
        sorted(
            (row for row in found if row is not None),
            key=lambda row: (order[row.group], row.project.unit, row.project.code),
        )
    )


def candidate(book: PlanBook, course: Course, elsewhere: Elsewhere) -> CandidateRow | None:
    """One project as a candidate; None if plans are not for it."""
    project = course.record
    found = standing_before(book, course, elsewhere)
    if found is None:
        return None
    last = elsewhere.last_year.get(project.id)
    labels = book.labels(book.kind.items, "decision")
    group = found.group
    if last is not None and last.decision == DEFERRED and group != BLOCKED:
        group = DEFERRED
    return CandidateRow(
        project=project_words(book, project),
        amount_fen=project.declared_fen,
        group=group,
        group_label=GROUPS[group],
        why=found.why,
        clauses=found.clauses,
        advice=found.advice,
        last_year=labels.get(last.decision, "") if last else "",
    )


def standing_before(book: PlanBook, course: Course, elsewhere: Elsewhere) -> Entering | None:
    """As `entering`, for a project that may have money in an issued plan already."""
    found = entering(course, book.kind, book.year)
    year = elsewhere.listed.get(course.record.id)
    if found is None or year is None or found.group == APPLIED:
        return found
    why = f"已列入 {year} {book.called}，没有办完的年底结转"
    return replace(found, group=BLOCKED, why=(why,), clauses=(), advice="")


def elsewhere_of(book: PlanBook) -> Elsewhere:
    """Where projects stand in the other plans of the kind."""
    others = [each for each in all_books(book.reading, (book.kind,)) if each.year != book.year]
    last = next((each for each in others if each.year == book.year - 1), None)
    listed = {
        item.project_id: other.year
        for other in reversed(others)
        if other.is_frozen and is_in_force(other)
        for item in other.items
        if item.is_listed
    }
    return Elsewhere({item.project_id: item for item in last.items} if last else {}, listed)


def is_in_force(book: PlanBook) -> bool:
    """Whether a plan still counts: it was not replaced by a newer edition."""
    state = book.states.get(book.plan.state)
    return state is None or state.is_live
