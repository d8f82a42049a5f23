"""A result recorded on one subject is carried over to the project of every row below it (`each`).

Positive results must land: a row whose project cannot take its one is named and nothing is stored.
A negative result that finds nothing to stop is left out, and so is a positive one the project has
already from an earlier time the same step was recorded (a list that came back and went out again).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from db.unit_of_work import UnitOfWork
from desktop_app.domain.procedure_effects import EachRow, effects_of, parse_each
from desktop_app.domain.record import Case, StepRecord, Subject
from desktop_app.domain.register import RegisterEntry
from desktop_app.errors import Refused
from desktop_app.rules.schema import POSITIVE_OUTCOMES
from desktop_app.use_cases.standing.courses import Course
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.use_cases.standing.turns import NotItsTurn

Recorder = Callable[[Subject, StepEntry], object]
"""Records a carried result on a subject, within the same act."""


@dataclass(frozen=True)
class _Carried:
    """What is carried over, and where it is recorded."""

    uow: UnitOfWork
    course: Course
    entry: StepEntry
    record_on: Recorder
    was_before: bool
    """Whether the same step of the same procedure was recorded before."""


def carry_over(
    uow: UnitOfWork, course: Course, case: Case, record: StepRecord, entry: StepEntry,
    record_on: Recorder,
) -> None:  # fmt: skip
    """Record the results the pack asks for on the projects of the rows below a subject.

    Args:
        uow: the act under way.
        course: the subject the result was recorded on, as it stood before.
        case: its procedure.
        record: the result.
        entry: the result as it was given.
        record_on: records one result on one project.
    """
    earlier = course.history.records_of(case)
    was_before = any(each.step == record.step for each in earlier)
    carried = _Carried(uow, course, entry, record_on, was_before)
    for effect in effects_of(course.pack, case.procedure, record.step, record.outcome):
        if effect.kind == "each":
            each = parse_each(effect.value)
            for row in uow.registers.of_owners("parent_id", (course.subject.id,)):
                if row.register_id == effect.target and each.picks(row.cells):
                    _record_row(carried, row, each)


def _record_row(carried: _Carried, row: RegisterEntry, each: EachRow) -> None:
    if row.project_id is None:
        raise Refused(f"“{row.name}”没有写是哪个项目", advice="请先补上，再登记。")
    subject = Subject("project", row.project_id)
    asks = carried.course.pack.asked_at(each.step)
    facts = {name: row.cells[name] for name in asks if name in row.cells}
    opinion = str(row.cells.get(each.opinion) or carried.entry.opinion)
    wanted = replace(
        carried.entry, step=each.step, outcome=each.outcome, facts=facts, opinion=opinion
    )
    try:
        carried.record_on(subject, wanted)
    except NotItsTurn as refusal:
        if each.outcome in POSITIVE_OUTCOMES and not _has_it(carried, subject, each):
            raise _about(row, refusal) from refusal
    except Refused as refusal:
        raise _about(row, refusal) from refusal


def _has_it(carried: _Carried, subject: Subject, each: EachRow) -> bool:
    """Whether the latest result of that step is this one, carried over an earlier time."""
    procedure, _, path = each.step.partition(".")
    if not carried.was_before:
        return False
    cases = [case for case in carried.uow.cases.of(subject) if case.procedure == procedure]
    last = {case.id for case in cases[-1:]}
    records = [
        record
        for record in carried.uow.steps.of_subject(subject)
        if record.case_id in last and record.step == path
    ]
    return bool(records) and records[-1].outcome == each.outcome


def _about(row: RegisterEntry, refusal: Refused) -> Refused:
    return Refused(f"“{row.name}”：{refusal.what}", advice=refusal.advice, clauses=refusal.clauses)
