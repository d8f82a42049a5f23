"""Which procedures (办件) open, and whose turn it is: of running cases and of those to open."""

from collections.abc import Iterable

from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.procedure_opening import automatic_openings, startable_procedures
from desktop_app.domain.procedure_view import StepView, needed_first
from desktop_app.domain.record import Case, Subject
from desktop_app.rules.schema import OUTCOME_LABELS
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import course_of, courses_of
from desktop_app.use_cases.standing.reading import reading_of
from desktop_app.use_cases.standing.step_entry import OpenStep


def open_due_procedures(desk: Desk, uow: UnitOfWork, subjects: Iterable[Subject]) -> None:
    """Open the procedures that begin by themselves for these subjects."""
    for course in courses_of(reading_of(desk, uow), subjects).values():
        open_due_of(desk, uow, course)


def open_due_of(desk: Desk, uow: UnitOfWork, course: Course) -> None:
    """As `open_due_procedures`, of a course at hand."""
    for each in automatic_openings(
        course.pack, course.governed_as, course.facts, course.history, course.terms
    ):
        open_case(desk, uow, course, each.procedure, each.attempt)


def open_case(desk: Desk, uow: UnitOfWork, course: Course, procedure: str, attempt: int) -> Case:
    """Open one procedure for a subject."""
    return uow.cases.add(
        procedure=procedure,
        subject=course.subject,
        pack=course.pack.id,
        pack_version=course.pack.version,
        opened_on=desk.today,
        attempt=attempt,
    )


def open_steps(desk: Desk, view: ReadView, subject: Subject) -> tuple[OpenStep, ...]:
    """Every step whose turn it is, of running cases first, then of those that may be opened."""
    return steps_of_course(course_of(desk, view, subject))


def steps_of_course(course: Course, procedure: str = "") -> tuple[OpenStep, ...]:
    """As `open_steps`, of a course at hand; of one procedure alone where it is named."""
    steps = [
        _open_step(case.procedure, step, case)
        for case in course.history.cases
        if case.closed_on is None and procedure in ("", case.procedure)
        for step in needed_first(course.view(case).current)
    ]
    return (*steps, *_startable(course, procedure))


def added_reviewers(course: Course, wanted: str) -> list[OpenStep]:
    """The reviewer `step@who` beside a step of an open group; `who` is a role or a name."""
    step, _, who = wanted.partition("@")
    found = []
    for case in course.history.cases:
        base = step.removeprefix(f"{case.procedure}.")
        flats = (f for f in course.pack.steps_of(case.procedure) if f.path == base and f.step.open)
        if who.strip() and case.closed_on is None and next(flats, None) is not None:
            beside = f"{base}@{who.strip()}"
            current = course.view(case, (beside,)).current
            found += [_open_step(case.procedure, s, case) for s in current if s.id == beside]
    return found


def _startable(course: Course, wanted: str) -> list[OpenStep]:
    """The steps whose turn it would be in the procedures a clerk may open now."""
    possible = startable_procedures(
        course.pack, course.governed_as, course.facts, course.history, course.terms, wanted
    )
    return [
        _not_begun(course, procedure.id, step)
        for procedure in possible
        for step in course.first_steps(procedure.id)
    ]


def _not_begun(course: Course, procedure: str, step: StepView) -> OpenStep:
    flats = course.pack.steps_of(procedure)
    written = next(flat.step for flat in flats if flat.path == step.id)
    labels: dict[str, str] = {o: written.labels.get(o, OUTCOME_LABELS[o]) for o in written.outcomes}
    return OpenStep(procedure, step.id, step.title, step.actor, labels, None)


def _open_step(procedure: str, step: StepView, case: Case) -> OpenStep:
    labels = dict[str, str](step.outcomes)
    return OpenStep(procedure, step.id, step.title, step.actor, labels, case, step)
