"""Record the signed result of a step: checks, facts, effects, what opens next."""

from dataclasses import replace
from datetime import date
from functools import partial

from db.unit_of_work import UnitOfWork
from desktop_app.domain.procedure_view import StepView
from desktop_app.domain.record import Case, StepRecord, Subject
from desktop_app.rules.schema import POSITIVE_OUTCOMES
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.carrying import carry_over
from desktop_app.use_cases.standing.courses import Course, course_of, courses_of
from desktop_app.use_cases.standing.effects import apply_effects
from desktop_app.use_cases.standing.kinds import KINDS
from desktop_app.use_cases.standing.openings import (
    added_reviewers,
    open_case,
    open_due_procedures,
    steps_of_course,
)
from desktop_app.use_cases.standing.reading import Reading, reading_of
from desktop_app.use_cases.standing.step_checks import (
    override_of,
    refuse_bad_date,
    refuse_unexplained,
    refuse_unnamed_merger,
    refuse_unnumbered,
    refuse_used_number,
    wanted_step,
)
from desktop_app.use_cases.standing.step_entry import StepEntry, StepResult
from desktop_app.use_cases.standing.step_facts import store_step_facts


def record_in(
    desk: Desk, uow: UnitOfWork, subject: Subject, entry: StepEntry, *, is_carried: bool = False
) -> StepResult:
    """Record a step's signed result within an act: checks, facts, effects, next procedures.

    `is_carried`: the result of another subject's step is carried over to this one, under the same
    document number.
    """
    on = min(entry.acted_on or desk.today, desk.today)
    course = _course_on(desk, uow, subject, on)
    steps = (*steps_of_course(course), *added_reviewers(course, entry.step))
    wanted = wanted_step(course, steps, entry)
    refuse_unexplained(wanted, entry)
    case = wanted.case
    if case is None:
        attempt = len(course.history.cases_of(wanted.procedure)) + 1
        case = open_case(desk, uow, course, wanted.procedure, attempt)
    acted_on = refuse_bad_date(desk, uow, course, case, entry)
    if not is_carried:
        refuse_used_number(uow, entry, wanted.reference, acted_on)
    refuse_unnamed_merger(course, case, entry, wanted.path)
    is_positive = entry.outcome in POSITIVE_OUTCOMES
    asks = course.pack.asked_at(wanted.reference)
    store_step_facts(uow, course, asks, entry.facts, is_positive=is_positive)
    course = _course_on(desk, uow, subject, acted_on)
    added = (wanted.path,) if "@" in wanted.path else ()
    step = course.view(case, added).step(wanted.path)
    refuse_unnumbered(uow, step, entry)
    record = _add_record(desk, uow, case, step, replace(entry, acted_on=acted_on))
    made = apply_effects(desk, uow, course, case, record, entry.facts)
    carry_over(uow, course, case, record, entry, partial(_carried, desk, uow))
    after = course_of(desk, uow, subject)
    _close_if_finished(desk, uow, after, case)
    uow.concern((subject, *made))
    open_due_procedures(desk, uow, (subject, *made, *_following(desk, uow, subject)))
    labels = {state.id: state.title for state in after.pack.states}
    state_now = after.history.state
    return StepResult(
        record, step.title, step.id, record.outcome, state_now, labels.get(state_now, "")
    )


def _carried(desk: Desk, uow: UnitOfWork, subject: Subject, entry: StepEntry) -> StepResult:
    return record_in(desk, uow, subject, entry, is_carried=True)


def _course_on(desk: Desk, uow: UnitOfWork, subject: Subject, on: date) -> Course:
    """The subject with the values, settings and readings of the day of the signature."""
    return courses_of(Reading(desk, uow, on), (subject,))[subject]


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


def _following(desk: Desk, uow: UnitOfWork, moved: Subject) -> list[Subject]:
    """What may begin now besides: needs made of a project, projects of a unit set free."""
    reading = reading_of(desk, uow)
    followers = [
        Subject(kind.id, key) for kind in KINDS.values() for key in kind.following(reading, moved)
    ]
    courses = courses_of(reading, followers)
    return [subject for subject, course in courses.items() if course.is_live]


def _close_if_finished(desk: Desk, uow: UnitOfWork, course: Course, case: Case) -> None:
    view = course.view(case)
    if view.is_finished and uow.cases.get(case.id).closed_on is None:
        uow.cases.change(case.id, closed_on=desk.today, outcome=view.outcome)
