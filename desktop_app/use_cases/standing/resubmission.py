"""What comes back: the next attempt after a return, and cases that no longer fit."""

from collections.abc import Iterable

from db.unit_of_work import UnitOfWork
from desktop_app.domain.procedure_history import History
from desktop_app.domain.procedure_opening import opening, was_left_in_place
from desktop_app.domain.record import Case, Subject
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import course_of, courses_of
from desktop_app.use_cases.standing.openings import open_case, open_due_of, open_due_procedures
from desktop_app.use_cases.standing.reading import reading_of


def after_change(desk: Desk, uow: UnitOfWork, subjects: Iterable[Subject]) -> None:
    """Follow changed subjects: a returned one is tried again, an unfitting case is closed."""
    courses = courses_of(reading_of(desk, uow), subjects)
    moved = {s for s, course in courses.items() if close_unfitting(desk, uow, course)}
    returned = (s for s, course in courses.items() if is_returned(course.history))
    moved |= {subject for subject in returned if resubmit(desk, uow, subject)}
    for subject, course in courses.items():
        if subject not in moved:
            open_due_of(desk, uow, course)
    open_due_procedures(desk, uow, moved)


def is_returned(history: History) -> bool:
    """Whether the latest attempt ended with a return and nothing came back yet."""
    return bool(history.cases) and history.cases[-1].outcome == "returned"


def resubmit(desk: Desk, uow: UnitOfWork, subject: Subject) -> bool:
    """Start the next attempt if it was returned; gives whether it was."""
    course = course_of(desk, uow, subject)
    if not is_returned(course.history):
        return False
    last = course.history.cases[-1]
    _forget_findings(uow, course, last)
    _meet_deadlines(desk, uow, course, last)
    first = course.pack.first_state(course.governed_as)
    if first is not None and not was_left_in_place(course.pack, course.history, last):
        course.kind.write_state(uow, subject.id, first.id)
    may = opening(course.pack, last.procedure, course.facts, course.history, course.terms)
    if may.is_applicable:
        attempt = len(course.history.cases_of(last.procedure)) + 1
        open_case(desk, uow, course, last.procedure, attempt)
    return True


def close_unfitting(desk: Desk, uow: UnitOfWork, course: Course) -> bool:
    """Close a case nothing was recorded in whose procedure is no longer for these facts.

    Gives whether one was closed.
    """
    is_closed = False
    for case in course.history.cases:
        if case.closed_on is not None or course.history.records_of(case):
            continue
        may = opening(course.pack, case.procedure, course.facts, course.history, course.terms)
        if not may.is_applicable:
            uow.cases.change(case.id, closed_on=desk.today, outcome="withdrawn")
            is_closed = True
    return is_closed


def _forget_findings(uow: UnitOfWork, course: Course, case: Case) -> None:
    """What the reviewer found last time is asked anew; the log keeps it."""
    asked = {name for flat in course.pack.steps_of(case.procedure) for name in flat.step.asks}
    recorded = uow.facts.of(course.subject)
    kept = {name: value for name, value in recorded.items() if name not in asked}
    if kept != recorded:
        course.kind.write_recorded(uow, course.subject.id, kept)


def _meet_deadlines(desk: Desk, uow: UnitOfWork, course: Course, case: Case) -> None:
    """The duty to send it in again, which began with the return, is done."""
    for spec in course.pack.deadlines:
        returns = (s for s in spec.starts if s.startswith(f"{case.procedure}."))
        if any(start.endswith(":returned") for start in returns):
            uow.deadlines.add(
                subject=course.subject, deadline=spec.id, kind="met", recorded_on=desk.today
            )
