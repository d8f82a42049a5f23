"""Projects let in beside a plan (计划外追加), listed with the plan of their year."""

from collections.abc import Iterable

from desktop_app.domain.procedure_opening import opening
from desktop_app.domain.record import Case, Subject
from desktop_app.rules.schema import OUTCOME_LABELS, POSITIVE_OUTCOMES
from desktop_app.use_cases.annual_plan.book import PlanBook, open_book
from desktop_app.use_cases.annual_plan.plans import own_row, project_words
from desktop_app.use_cases.annual_plan.views import AdditionList, AdditionRow, ProjectWords
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.values.ids import EntryId


def additions(desk: Desk, plan_id: EntryId) -> AdditionList:
    """The projects added, refused or on their way in the plan's year, by the day they began.

    Besides, the projects that may ask for it: none while the plan itself is still open to them.
    """
    with desk.workspace.read() as view:
        book = open_book(desk, view, plan_id)
        procedure = book.kind.addition
        if procedure is None:
            return AdditionList(own_row(book), (), (), "", "")
        cases = view.cases.where(procedure=procedure)
        subjects = dict.fromkeys(case.subject for case in cases if case.subject.kind == "project")
        courses = courses_of(book.reading, subjects)
        known = book.pack.procedure(procedure)
        return AdditionList(
            own_row(book),
            tuple(_rows(book, cases, courses)),
            tuple(_may_ask(book, procedure)),
            f"{procedure}.{next(flat.path for flat in book.pack.steps_of(procedure))}",
            known.help,
        )


def _may_ask(book: PlanBook, procedure: str) -> Iterable[ProjectWords]:
    """The projects the way in beside the plan may be begun for now, by code."""
    subjects = [Subject("project", key) for key in book.live_projects()]
    for course in courses_of(book.reading, subjects).values():
        known = {each.id for each in course.pack.procedures}
        if procedure not in known:
            continue
        may = opening(course.pack, procedure, course.facts, course.history, course.terms)
        if may.is_possible:
            yield project_words(book, course.record)


def _rows(
    book: PlanBook, cases: Iterable[Case], courses: dict[Subject, Course]
) -> Iterable[AdditionRow]:
    for case in sorted(cases, key=lambda case: (case.opened_on, case.id)):
        course = courses.get(case.subject)
        if course is not None:
            row = _row(book, case, course)
            day = row.approved_on or case.closed_on or case.opened_on
            if day.year == book.year:
                yield row


def _row(book: PlanBook, case: Case, course: Course) -> AdditionRow:
    view = course.view(case)
    records = course.history.records_of(case)
    last = records[-1] if records else None
    is_approved = case.closed_on is not None and case.outcome in POSITIVE_OUTCOMES
    waiting = view.current[0].title if view.current else ""
    return AdditionRow(
        project=project_words(book, course.record),
        amount_fen=course.record.declared_fen,
        opened_on=case.opened_on,
        approved_on=last.acted_on if last and is_approved else None,
        document_number=last.document_number if last and is_approved else "",
        outcome=_label(course, case, last.step if last else "") if case.closed_on else "",
        step="" if case.closed_on else waiting,
    )


def _label(course: Course, case: Case, path: str) -> str:
    flats = (flat for flat in course.pack.steps_of(case.procedure) if flat.path == path)
    flat = next(flats, None)
    labels: dict[str, str] = dict(flat.step.labels.items()) if flat else {}
    return labels.get(case.outcome, OUTCOME_LABELS.get(case.outcome, case.outcome))
