"""Record the signed result of a step: checks, facts, effects, what opens next.

Many results are recorded together: the courses of all subjects are read three times in all, before
and after the facts of the step are kept and once it is done, whatever their number.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.unit_of_work import UnitOfWork
from desktop_app.domain.procedure_effects import effects_of
from desktop_app.domain.procedure_view import StepView
from desktop_app.domain.record import Case, StepRecord, Subject
from desktop_app.rules.schema import POSITIVE_OUTCOMES
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.effects import apply_effects
from desktop_app.use_cases.standing.kinds import KINDS
from desktop_app.use_cases.standing.openings import (
    added_reviewers,
    open_case,
    open_due_procedures,
    steps_of_course,
)
from desktop_app.use_cases.standing.purged import refuse_personal_text
from desktop_app.use_cases.standing.reading import Reading, reading_of
from desktop_app.use_cases.standing.refusals import Refusals
from desktop_app.use_cases.standing.row_by_row import needs_nothing, picked_rows
from desktop_app.use_cases.standing.step_checks import (
    override_of,
    refuse_bad_date,
    refuse_unexplained,
    refuse_unnamed_merger,
    refuse_unneeded,
    refuse_unnumbered,
    refuse_used_number,
    wanted_step,
)
from desktop_app.use_cases.standing.step_entry import OpenStep, StepEntry, StepResult
from desktop_app.use_cases.standing.step_facts import store_step_facts

Wanted = Sequence[tuple[Subject, StepEntry]]


@dataclass(frozen=True)
class _Turn:
    """A step whose turn it is, with its case and the day it was signed settled."""

    subject: Subject
    entry: StepEntry
    case: Case
    path: str


@dataclass(frozen=True)
class _Done:
    """A recorded step with what it was recorded on and what came into being."""

    course: Course
    turn: _Turn
    step: StepView
    record: StepRecord
    made: tuple[Subject, ...]


def record_in(desk: Desk, uow: UnitOfWork, subject: Subject, entry: StepEntry) -> StepResult:
    """Record a step's signed result within an act: checks, facts, effects, next procedures."""
    return record_together(desk, uow, ((subject, entry),))[0]


def record_together(
    desk: Desk, uow: UnitOfWork, wanted: Wanted, names: Mapping[Subject, str] | None = None
) -> tuple[StepResult, ...]:
    """As `record_in`, for many subjects, each once; refused as a whole with every reason named.

    Args:
        desk: where it is recorded.
        uow: the act.
        wanted: what is recorded on whom.
        names: what to call the subjects in a refusal, None for a single one.
    """
    return _recorded(desk, uow, wanted, Refusals(names or {}), is_carried=False)


def _recorded(
    desk: Desk, uow: UnitOfWork, wanted: Wanted, refusals: Refusals, *, is_carried: bool
) -> tuple[StepResult, ...]:
    """As `record_together`; `is_carried`: results of another subject's step, under its number."""
    turns = _begun(desk, uow, wanted, refusals, is_carried=is_carried)
    done = _written(desk, uow, turns, refusals)
    for each in done:
        _record_row_by_row(desk, uow, each)
    after = courses_of(reading_of(desk, uow), (each.turn.subject for each in done))
    for each in done:
        _close_if_finished(desk, uow, after[each.turn.subject], each.turn.case)
    touched = [subject for each in done for subject in (each.turn.subject, *each.made)]
    uow.concern(touched)
    open_due_procedures(desk, uow, dict.fromkeys((*touched, *_following(desk, uow, done))))
    return tuple(_result(each, after[each.turn.subject]) for each in done)


def _begun(
    desk: Desk, uow: UnitOfWork, wanted: Wanted, refusals: Refusals, *, is_carried: bool
) -> list[_Turn]:
    """Every step in its turn with its facts kept; refused with every reason at once."""
    days = [(subject, min(entry.acted_on or desk.today, desk.today)) for subject, entry in wanted]
    courses = _courses_on(desk, uow, days)
    turns: list[_Turn] = []
    for subject, entry in wanted:
        with refusals.of(subject):
            turns += _turn(desk, uow, courses[subject], entry, is_carried=is_carried)
    refusals.raise_all()
    return turns


def _turn(
    desk: Desk, uow: UnitOfWork, course: Course, entry: StepEntry, *, is_carried: bool
) -> list[_Turn]:
    """The step in its turn; none where a carried result has nothing to do (see `row_by_row`)."""
    steps = _steps(course, entry)
    if is_carried and needs_nothing(course, steps, entry):
        return []
    step = wanted_step(course, steps, entry)
    refuse_unexplained(step, entry)
    case = step.case
    if case is None:
        attempt = len(course.history.cases_of(step.procedure)) + 1
        case = open_case(desk, uow, course, step.procedure, attempt)
    acted_on = refuse_bad_date(desk, uow, course, case, entry)
    if not is_carried:
        refuse_used_number(uow, entry, step.reference, acted_on)
    refuse_unnamed_merger(course, case, entry, step.path)
    is_positive = entry.outcome in POSITIVE_OUTCOMES
    asks = course.pack.asked_at(step.reference)
    store_step_facts(uow, course, asks, entry.facts, is_positive=is_positive)
    return [_Turn(course.subject, replace(entry, acted_on=acted_on), case, step.path)]


def _steps(course: Course, entry: StepEntry) -> tuple[OpenStep, ...]:
    """The steps whose turn it is: of the procedure named, or of all where that finds none."""
    procedure, _, path = entry.step.partition(".")
    own = steps_of_course(course, procedure) if path else ()
    if any(entry.step == step.reference for step in own):
        return own
    return (*steps_of_course(course), *added_reviewers(course, entry.step))


def _written(
    desk: Desk, uow: UnitOfWork, turns: Sequence[_Turn], refusals: Refusals
) -> list[_Done]:
    """The records with the checks as they stand now that the facts are kept, and their effects."""
    days = [(turn.subject, turn.entry.acted_on or desk.today) for turn in turns]
    courses = _courses_on(desk, uow, days)
    found: list[_Done] = []
    for turn in turns:
        course = courses[turn.subject]
        added = (turn.path,) if "@" in turn.path else ()
        step = course.view(turn.case, added).step(turn.path)
        with refusals.of(turn.subject):
            refuse_unneeded(step, turn.entry)
            refuse_unnumbered(uow, step, turn.entry)
            record = _add_record(desk, uow, turn.case, step, turn.entry)
            made = apply_effects(desk, uow, course, turn.case, record, turn.entry.facts)
            found.append(_Done(course, turn, step, record, made))
    refusals.raise_all()
    return found


def _courses_on(
    desk: Desk, uow: UnitOfWork, wanted: Iterable[tuple[Subject, date]]
) -> dict[Subject, Course]:
    """The subjects with the values, settings and readings of the day of the signature."""
    by_day: dict[date, list[Subject]] = {}
    for subject, on in wanted:
        by_day.setdefault(on, []).append(subject)
    found: dict[Subject, Course] = {}
    for on, subjects in by_day.items():
        found |= courses_of(Reading(desk, uow, on), subjects)
    return found


def _record_row_by_row(desk: Desk, uow: UnitOfWork, done: _Done) -> None:
    """Record what the pack asks for on the projects of the rows below (`each`)."""
    case, record = done.turn.case, done.record
    for effect in effects_of(done.course.pack, case.procedure, record.step, record.outcome):
        if effect.kind == "each":
            rows = picked_rows(uow, done.course, effect, done.turn.entry)
            wanted = [(subject, entry) for subject, entry, _ in rows]
            names = Refusals({subject: row.name for subject, _, row in rows})
            _recorded(desk, uow, wanted, names, is_carried=True)


def _result(done: _Done, after: Course) -> StepResult:
    labels = {state.id: state.title for state in after.pack.states}
    state = after.history.state
    return StepResult(
        done.record,
        done.step.title,
        done.step.id,
        done.record.outcome,
        state,
        labels.get(state, ""),
    )


def _add_record(
    desk: Desk, uow: UnitOfWork, case: Case, step: StepView, entry: StepEntry
) -> StepRecord:
    """The signed result as it is kept, with the checks as they stand and any reason given."""
    refuse_personal_text(uow, case.subject, opinion=entry.opinion, why=entry.override_reason)
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


def _following(desk: Desk, uow: UnitOfWork, done: Sequence[_Done]) -> list[Subject]:
    """What may begin now besides: needs made of a project, what was held and is set free."""
    reading = reading_of(desk, uow)
    freed = [subject for each in done for subject in _set_free(uow, each)]
    below = _behind(reading, freed)
    near = _behind(reading, [each.turn.subject for each in done])
    followers = (*near, *freed, *below, *_behind(reading, below))
    courses = courses_of(reading, dict.fromkeys(followers))
    return [subject for subject, course in courses.items() if course.is_live]


def _behind(reading: Reading, subjects: Sequence[Subject]) -> list[Subject]:
    """Those for which something may open once a step is recorded on these."""
    return [
        Subject(kind.id, key)
        for kind in KINDS.values()
        for subject in subjects
        for key in kind.following(reading, subject)
    ]


def _set_free(uow: UnitOfWork, done: _Done) -> Iterator[Subject]:
    """What the holds lifted by a step were on: its own subject, or what a row names."""
    course, record = done.course, done.record
    effects = effects_of(course.pack, done.turn.case.procedure, record.step, record.outcome)
    lifted = {effect.target for effect in effects if effect.kind == "release"}
    kinds = {hold.subject for hold in course.pack.holds if hold.id in lifted}
    seen = course.kind.seen(course.record)
    unit = seen.unit_id
    if unit is None and seen.project_id is not None:
        unit = uow.projects.get(seen.project_id).unit_id
    named = {"project": seen.project_id, "unit": unit, "system": seen.system_id}
    for kind in kinds:
        key = named.get(kind)
        if key is not None:
            yield Subject(kind, key)


def _close_if_finished(desk: Desk, uow: UnitOfWork, course: Course, case: Case) -> None:
    view = course.view(case)
    if view.is_finished and uow.cases.get(case.id).closed_on is None:
        uow.cases.change(case.id, closed_on=desk.today, outcome=view.outcome)
