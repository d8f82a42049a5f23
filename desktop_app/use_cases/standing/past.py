"""历史补录: what happened before the program came: recorded as it was, not judged, marked as such.

An office starts with projects in mid-life. Their earlier steps are written down with date, number
and signer as far as they are known; no check is held against them and no gate stops them. What
would open by itself at their beginning counts as gone through.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from db.unit_of_work import UnitOfWork
from desktop_app.domain.mid_life import stage_rank, state_rank
from desktop_app.domain.procedure_effects import effects_of
from desktop_app.domain.procedure_opening import automatic_openings
from desktop_app.domain.record import Case, Subject
from desktop_app.errors import Refused
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import OUTCOME_LABELS
from desktop_app.rules.steps import FlatStep
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.kinds import kind_of
from desktop_app.use_cases.standing.openings import open_case, open_due_procedures
from desktop_app.use_cases.standing.reading import reading_of

GONE_THROUGH = "noted"
"""Outcome of a case nothing more is known of than that it lies behind."""
MOST_ROUNDS = 20
"""Openings may follow from each other; no pack has a longer chain."""


@dataclass(frozen=True)
class PastStep:
    """One step taken before the program came."""

    step: str
    """`procedure.step`"""
    outcome: str
    acted_on: date
    signer: str = ""
    document_number: str = ""
    opinion: str = ""


def go_on_from_here(desk: Desk, uow: UnitOfWork, subjects: Collection[Subject]) -> None:
    """End what lies behind the states subjects are in, and open what begins in them."""
    _close_what_is_behind(desk, uow, subjects)
    _close_what_was_left(desk, uow, subjects)
    open_due_procedures(desk, uow, subjects)


def record_past(
    desk: Desk,
    uow: UnitOfWork,
    steps: Iterable[tuple[Subject, PastStep]],
    *,
    is_told: bool = False,
) -> None:
    """Write down steps that were taken before; refused only where one cannot have been so.

    The steps of each subject are written in the order of their days, those of many subjects
    together. `is_told`: days before the beginning were told to the clerk and are kept.
    """
    waiting: dict[Subject, list[PastStep]] = {}
    for subject, past in sorted(steps, key=lambda pair: pair[1].acted_on):
        waiting.setdefault(subject, []).append(past)
    while waiting:
        courses = courses_of(reading_of(desk, uow), waiting)
        written = {
            subject: (past, _write(desk, uow, courses[subject], past, is_told=is_told))
            for subject, (past, *_) in waiting.items()
        }
        after = courses_of(reading_of(desk, uow), written)
        for subject, (past, case) in written.items():
            view = after[subject].unjudged(case)
            if view.is_finished:
                uow.cases.change(case.id, closed_on=past.acted_on, outcome=view.outcome)
        waiting = {subject: rest for subject, (_, *rest) in waiting.items() if rest}


def _write(desk: Desk, uow: UnitOfWork, course: Course, past: PastStep, *, is_told: bool) -> Case:
    """One step of one subject, in the case it belongs to."""
    procedure, _, path = past.step.partition(".")
    _refuse_impossible(desk, course, procedure, path, past)
    if not is_told:
        _refuse_before_beginning(course, procedure, path, past)
    case = _case_of(desk, uow, course, procedure, past)
    uow.steps.add(
        case_id=case.id,
        step=path,
        outcome=past.outcome,
        acted_on=past.acted_on,
        actor=_actor(course.pack, procedure, path),
        signer=past.signer,
        opinion=past.opinion,
        document_number=past.document_number,
        recorded_at=uow.at,
        is_past=True,
    )
    _keep_facts(uow, course, procedure, path, past)
    return case


def _refuse_impossible(
    desk: Desk, course: Course, procedure: str, path: str, past: PastStep
) -> None:
    known = {each.id: each for each in course.pack.procedures}
    flats = course.pack.steps_of(procedure) if procedure in known else ()
    flat = next((each for each in flats if each.path == path), None)
    if flat is None or known[procedure].subject != course.governed_as:
        raise Refused(f"{course.pack.title}没有环节“{past.step}”", advice="请按规则包的环节填写。")
    if past.outcome not in flat.step.outcomes:
        labels: dict[str, str] = dict(OUTCOME_LABELS) | dict(flat.step.labels.items())
        choices = "、".join(labels[each] for each in flat.step.outcomes)
        raise Refused(
            f"“{flat.step.title}”没有“{labels.get(past.outcome, past.outcome)}”这种结果",
            advice=f"可选：{choices}。",
        )
    if past.acted_on > desk.today:
        raise Refused(f"“{flat.step.title}”的日期 {past.acted_on} 还没有到", advice="请核对日期。")


def _refuse_before_beginning(course: Course, procedure: str, path: str, past: PastStep) -> None:
    flat = next(each for each in course.pack.steps_of(procedure) if each.path == path)
    began = course.kind.began_on(course.record)
    if began is not None and past.acted_on < began:
        raise Refused(
            f"“{flat.step.title}”的日期 {past.acted_on} 早于{course.kind.beginning} {began}",
            advice="请核对两个日期。",
        )


def _case_of(desk: Desk, uow: UnitOfWork, course: Course, procedure: str, past: PastStep) -> Case:
    """The running case of the procedure, or a new one begun with this step.

    One that only counts as gone through is taken up again: now it is known what was done in it.
    """
    cases = course.history.cases_of(procedure)
    running = next((case for case in cases if case.closed_on is None), None)
    if running is not None:
        return running
    blank = next((case for case in cases if is_gone_through(course, case)), None)
    if blank is not None:
        return uow.cases.change(blank.id, opened_on=past.acted_on, closed_on=None, outcome="")
    case = open_case(desk, uow, course, procedure, len(cases) + 1)
    return uow.cases.change(case.id, opened_on=past.acted_on)


def _actor(pack: Pack, procedure: str, path: str) -> str:
    flat = next(each for each in pack.steps_of(procedure) if each.path == path)
    return flat.step.actor or ""


def _keep_facts(uow: UnitOfWork, course: Course, procedure: str, path: str, past: PastStep) -> None:
    """The dates and facts the step says of the subject; its amounts and state are given."""
    values: dict[str, bool | str] = {}
    for effect in effects_of(course.pack, procedure, path, past.outcome):
        if effect.kind == "date":
            values[effect.target] = past.acted_on.isoformat()
        elif effect.kind == "set" and effect.target not in course.kind.own_columns:
            truths: dict[str, bool] = {"true": True, "false": False}
            values[effect.target] = truths.get(effect.value, effect.value)
    if values:
        kind, key = kind_of(course.subject.kind), course.subject.id
        others = kind.keep_own(uow, key, values)
        kind.write_recorded(uow, key, {**uow.facts.of(course.subject), **others})


def _close_what_is_behind(desk: Desk, uow: UnitOfWork, subjects: Collection[Subject]) -> None:
    """What would open by itself, except what the present state opens, counts as gone through."""
    left = tuple(subjects)
    for _ in range(MOST_ROUNDS):
        courses = courses_of(reading_of(desk, uow), left)
        behind = {subject: tuple(_behind(course)) for subject, course in courses.items()}
        left = tuple(subject for subject, found in behind.items() if found)
        if not left:
            return
        uow.cases.add_many(
            [
                {
                    "procedure": procedure,
                    "subject": subject,
                    "pack": courses[subject].pack.id,
                    "pack_version": courses[subject].pack.version,
                    "opened_on": desk.today,
                    "attempt": 1,
                    "closed_on": desk.today,
                    "outcome": GONE_THROUGH,
                }
                for subject in left
                for procedure in behind[subject]
            ]
        )


def is_gone_through(course: Course, case: Case) -> bool:
    """Whether nothing is known of a case but that it lies behind."""
    return case.outcome == GONE_THROUGH and not course.history.records_of(case)


def is_of_the_past(course: Course, case: Case) -> bool:
    """Whether all that is known of a case was written down as the past."""
    records = course.history.records_of(case)
    return is_gone_through(course, case) or (
        bool(records) and all(record.is_past for record in records)
    )


def _close_what_was_left(desk: Desk, uow: UnitOfWork, subjects: Collection[Subject]) -> None:
    """A procedure of which only some steps are known ends where the state shows it has ended."""
    for course in courses_of(reading_of(desk, uow), subjects).values():
        for case in course.history.cases:
            records = course.history.records_of(case)
            is_past = bool(records) and is_of_the_past(course, case)
            if case.closed_on is None and is_past and _has_led_here(course, case):
                last = max(record.acted_on for record in records)
                uow.cases.change(case.id, closed_on=last, outcome=records[-1].outcome)


def _has_led_here(course: Course, case: Case) -> bool:
    """Whether it belongs to an earlier stage, or what is left of it would lead where it stands."""
    pack, state = course.pack, course.history.state
    if stage_rank(pack, pack.procedure(case.procedure).stage) < state_rank(pack, state):
        return True
    recorded = {record.step for record in course.history.records_of(case)}
    left = [f for f in pack.steps_of(case.procedure) if f.path not in recorded]
    return any(state in _states_of(flat) for flat in left)


def _states_of(flat: FlatStep) -> set[str]:
    """The states the outcomes of a step lead to."""
    texts = (text for effects in flat.step.effects.values() for text in effects)
    return {text.removeprefix("state:") for text in texts if text.startswith("state:")}


def is_midway(pack: Pack, procedure: str, state: str) -> bool:
    """Whether the state is one a procedure passes through before it ends."""
    steps = [states for flat in pack.steps_of(procedure) if (states := _states_of(flat))]
    return any(state in each for each in steps[:-1]) and not (steps and state in steps[-1])


def _ends_in(pack: Pack, reference: str, state: str) -> bool:
    """Whether a state is what the last step of a procedure leads to."""
    if reference not in {each.id for each in pack.procedures}:
        return False
    return state in _states_of(pack.steps_of(reference)[-1])


def _behind(course: Course) -> Iterable[str]:
    pack, state = course.pack, course.history.state
    first = pack.first_state(course.governed_as)
    is_new = first is not None and first.id == state
    found = automatic_openings(pack, course.governed_as, course.facts, course.history, course.terms)
    for each in found:
        after = pack.procedure(each.procedure).after
        is_next = any(_ends_in(pack, reference, state) for reference in after)
        is_here = state in after or is_next or (is_new and not after)
        if not is_here and not is_midway(pack, each.procedure, state):
            yield each.procedure
