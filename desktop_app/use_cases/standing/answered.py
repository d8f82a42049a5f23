"""Checks answered at a signed step stand as they were signed, until one of their facts changes.

A reminder that went on with a recorded reason, a judgement that was taken, a window that was kept
on the day: none of them asks again once the result is signed. A fact that changes afterwards is
another matter: then the check is judged anew and says what it finds now.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop_app.domain.procedure import case_view
from desktop_app.domain.record import Case, StepRecord
from desktop_app.rules.judge import judge
from desktop_app.rules.schema import POSITIVE_OUTCOMES
from desktop_app.rules.verdict import JsonValue, Verdict

if TYPE_CHECKING:
    from desktop_app.use_cases.standing.course import Course

MOVING = frozenset({"today", "this_year"})
"""Facts that change by themselves: a check signed in time stays in time."""
Lights = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Answer:
    """A check as it was frozen with a signed result."""

    verdict: Verdict
    record: StepRecord


def as_answered(course: "Course", live: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The checks of a subject, those that still stand as they were signed in that form."""
    answers = _answers(course, course.history.records)
    return tuple(_standing(verdict, answers.get(verdict.rule)) for verdict in live)


def lights_as_answered(course: "Course", findings: Lights) -> Lights:
    """As `as_answered` for the lights of a list: an answered check shows none."""
    open_ones = {rule for rule, light in findings if light not in {"pass", "none"}}
    if not open_ones or not _is_signed(course.history.records):
        return findings
    records = course.history.records
    if course.reading.is_brief:  # read without the checks frozen with them
        records = tuple(course.reading.view.steps.of_subject(course.subject))
    answers = {
        rule: answer for rule, answer in _answers(course, records).items() if rule in open_ones
    }
    return tuple((rule, _light(course, rule, light, answers.get(rule))) for rule, light in findings)


def _light(course: "Course", rule: str, light: str, answer: _Answer | None) -> str:
    if answer is None:
        return light
    live = judge(course.pack, rule, course.facts, course.judged)
    return light if live is None else _standing(live, answer).light


def _is_signed(records: Iterable[StepRecord]) -> bool:
    return any(record.outcome in POSITIVE_OUTCOMES for record in records)


def _answers(course: "Course", records: Iterable[StepRecord]) -> dict[str, _Answer]:
    """The latest signed form of every check that no step still ahead asks for again.

    What was signed under one regulation answers nothing under another.
    """
    own = {case.id for case in _own_cases(course)}
    answers = {
        verdict.rule: _Answer(verdict, record)
        for record in records
        if record.outcome in POSITIVE_OUTCOMES and record.case_id in own
        for verdict in record.verdicts
    }
    asked_again = _asked_again(course) if answers else frozenset()
    return {rule: answer for rule, answer in answers.items() if rule not in asked_again}


def _asked_again(course: "Course") -> frozenset[str]:
    """The checks standing at steps of running procedures that are not recorded yet."""
    found: frozenset[str] = frozenset()
    known = {procedure.id for procedure in course.pack.procedures}
    for case in _own_cases(course):
        if case.closed_on is None and case.procedure in known:
            view = case_view(
                case.procedure, course.pack, course.facts, course.history.records_of(case),
                course.terms, (), history=course.history,
            )  # fmt: skip
            for step in view.steps:
                if step.record is None and step.status != "skipped":
                    found |= course.pack.standing_rules(f"{case.procedure}.{step.id}")
    return found


def _own_cases(course: "Course") -> tuple[Case, ...]:
    """The procedures of a subject that run, or ran, under the pack it is looked at with."""
    return tuple(case for case in course.history.cases if case.pack == course.pack.id)


def _standing(live: Verdict, answer: _Answer | None) -> Verdict:
    if answer is None or _facts(live) != _facts(answer.verdict):
        return live
    record = answer.record
    return replace(
        answer.verdict, is_due=True, answered_on=record.acted_on, answer=record.override_reason
    )


def _facts(verdict: Verdict) -> Mapping[str, JsonValue]:
    return {fact.name: fact.value for fact in verdict.facts if fact.name not in MOVING}
