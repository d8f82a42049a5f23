"""Procedures (办件) at work: open them, record signed results, apply their effects."""

from collections.abc import Iterable
from dataclasses import replace

from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.procedure_opening import automatic_openings, opening
from desktop_app.domain.procedure_view import StepView
from desktop_app.domain.record import Case, StepRecord, Subject
from desktop_app.rules.schema import OUTCOME_LABELS, POSITIVE_OUTCOMES, Procedure
from desktop_app.use_cases.courses import Course, course_of, plain_course
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.effects import apply_effects
from desktop_app.use_cases.neighbours import Neighbourhood, neighbourhood
from desktop_app.use_cases.regime import terms_on
from desktop_app.use_cases.step_checks import (
    override_of,
    refuse_bad_date,
    refuse_unexplained,
    refuse_unnamed_merger,
    refuse_used_number,
    wanted_step,
)
from desktop_app.use_cases.step_entry import OpenStep, StepEntry, StepResult
from desktop_app.use_cases.step_facts import store_step_facts

__all__ = ["OpenStep", "StepEntry", "StepResult", "open_steps", "record_in"]


def open_due_procedures(desk: Desk, uow: UnitOfWork, subjects: Iterable[Subject]) -> None:
    """Open the procedures that begin by themselves for these subjects."""
    for subject in subjects:
        course = plain_course(desk, uow, subject)
        for each in automatic_openings(
            course.pack, subject.kind, course.facts, course.history, course.terms
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


def open_steps(
    desk: Desk, view: ReadView, subject: Subject, near: Neighbourhood | None = None
) -> tuple[OpenStep, ...]:
    """Every step whose turn it is, of running cases first, then of those that may be opened."""
    return steps_of_course(course_of(desk, view, subject, near))


def steps_of_course(course: Course) -> tuple[OpenStep, ...]:
    """As `open_steps`, of a course at hand."""
    steps = [
        _open_step(case.procedure, step, case)
        for case in course.history.cases
        if case.closed_on is None
        for step in course.view(case).current
    ]
    return (*steps, *_startable(course))


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


def _startable(course: Course) -> list[OpenStep]:
    """The steps whose turn it would be in the procedures a clerk may open now."""
    found = []
    for procedure in course.pack.procedures:
        if procedure.subject != course.subject.kind or not _may_be_opened(course, procedure):
            continue
        may = opening(course.pack, procedure.id, course.facts, course.history, course.terms)
        if may.is_possible and _fits_state(course, procedure.id):
            found += [_not_begun(course, procedure.id, s) for s in course.first_steps(procedure.id)]
    return found


def _not_begun(course: Course, procedure: str, step: StepView) -> OpenStep:
    flats = course.pack.steps_of(procedure)
    written = next(flat.step for flat in flats if flat.path == step.id)
    labels: dict[str, str] = {o: written.labels.get(o, OUTCOME_LABELS[o]) for o in written.outcomes}
    return OpenStep(procedure, step.id, step.title, step.actor, labels, None)


def _may_be_opened(course: Course, procedure: Procedure) -> bool:
    """Whether a clerk opens it: one that opens by itself only to run once more."""
    if procedure.opens == "auto":
        return procedure.repeats and bool(course.history.cases_of(procedure.id))
    return procedure.opens == "manual"


def _fits_state(course: Course, procedure: str) -> bool:
    """A procedure whose only effect is the state the subject is in already makes no sense now."""
    if course.history.state in {s.id for s in course.pack.states if s.is_end}:
        return False
    targets = {
        text.removeprefix("state:")
        for flat in course.pack.steps_of(procedure)
        for texts in flat.step.effects.values()
        for text in texts
        if text.startswith("state:")
    }
    return targets != {course.history.state}


def _open_step(procedure: str, step: StepView, case: Case) -> OpenStep:
    labels = dict[str, str](step.outcomes)
    return OpenStep(procedure, step.id, step.title, step.actor, labels, case, step)


def record_in(
    desk: Desk,
    uow: UnitOfWork,
    subject: Subject,
    entry: StepEntry,
    near: Neighbourhood | None = None,
) -> StepResult:
    """Record a step's signed result within an act: checks, facts, effects, next procedures.

    `near` is what the applications of this act are compared with, if it is known already.
    """
    around = near or _around(desk, uow, subject)
    course = course_of(desk, uow, subject, around)
    wanted = wanted_step((*steps_of_course(course), *added_reviewers(course, entry.step)), entry)
    refuse_unexplained(wanted, entry)
    case = wanted.case
    if case is None:
        attempt = len(course.history.cases_of(wanted.procedure)) + 1
        case = open_case(desk, uow, course, wanted.procedure, attempt)
    acted_on = refuse_bad_date(desk, uow, course, case, entry)
    refuse_used_number(uow, entry, wanted.path, acted_on)
    refuse_unnamed_merger(course, case, entry, wanted.path)
    is_positive = entry.outcome in POSITIVE_OUTCOMES
    asks = _asks(course, wanted)
    store_step_facts(uow, course, asks, entry.facts, is_positive=is_positive)
    course = course_of(desk, uow, subject, around)
    added = (wanted.path,) if "@" in wanted.path else ()
    step = course.view(case, added).step(wanted.path)
    record = _add_record(desk, uow, case, step, replace(entry, acted_on=acted_on))
    apply_effects(desk, uow, course, case, record, entry.facts)
    after = course_of(desk, uow, subject, around)
    _close_if_finished(desk, uow, after, case)
    open_due_procedures(desk, uow, (subject, *_touched_by(uow, after, subject)))
    uow.concern((subject,))
    labels = {state.id: state.title for state in after.pack.states}
    state_now = after.history.state
    return StepResult(
        record, step.title, step.id, record.outcome, state_now, labels.get(state_now, "")
    )


def _around(desk: Desk, view: ReadView, subject: Subject) -> Neighbourhood | None:
    if subject.kind != "project":
        return None
    return neighbourhood(desk, view, terms_on(view, desk.today), wanted=(subject.id,))


def _add_record(
    desk: Desk, uow: UnitOfWork, case: Case, step: StepView, entry: StepEntry
) -> StepRecord:
    """The signed result as it is kept, with the checks as they stand and any reason given."""
    return uow.steps.add(
        case_id=case.id,
        step=step.id,
        outcome=entry.outcome,
        acted_on=entry.acted_on or desk.today,
        actor=step.actor,
        signer=entry.signer,
        opinion=entry.opinion,
        document_number=entry.document_number,
        paper_id=entry.paper_id,
        incoming_paper_id=entry.incoming_paper_id,
        verdicts=step.verdicts,
        recorded_at=uow.at,
        **override_of(step, entry, desk),
    )


def _touched_by(uow: UnitOfWork, course: Course, subject: Subject) -> list[Subject]:
    """What may begin now besides: needs made of a project, projects of a unit set free."""
    if subject.kind == "unit":
        live = {state.id for state in course.pack.states if state.is_live}
        owned = uow.projects.where(unit_id=subject.id)
        return [Subject("project", each.id) for each in owned if each.state in live]
    if subject.kind != "project":
        return []
    return [Subject("need", need.id) for need in uow.needs.where(source_project_id=subject.id)]


def _asks(course: Course, wanted: OpenStep) -> tuple[str, ...]:
    path = wanted.path.partition("@")[0]
    steps = course.pack.steps_of(wanted.procedure)
    return next(flat.step.asks for flat in steps if flat.path == path)


def _close_if_finished(desk: Desk, uow: UnitOfWork, course: Course, case: Case) -> None:
    view = course.view(case)
    if view.is_finished and uow.cases.get(case.id).closed_on is None:
        uow.cases.change(case.id, closed_on=desk.today, outcome=view.outcome)
