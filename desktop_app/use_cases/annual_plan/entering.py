"""Whether a project may be put into the plan of a year: what its step of entry says now."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.domain.procedure_opening import opening
from desktop_app.domain.procedure_view import StepView
from desktop_app.domain.record import Case
from desktop_app.rules.schema import POSITIVE_OUTCOMES, PlanKind
from desktop_app.rules.verdict import Verdict
from desktop_app.use_cases.called import PLAN
from desktop_app.use_cases.standing.course import Course
from desktop_app.values.stages import stage_title


@dataclass(frozen=True)
class Entering:
    """Where a project stands before a plan.

    `applied`: it has applied for this year; `ready`: it may; `reason`: it may with a reason;
    `blocked`: it may not.
    """

    group: str
    why: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    advice: str = ""
    """What to do, as the checks say."""


APPLIED, READY, REASON, BLOCKED = "applied", "ready", "reason", "blocked"


def entering(course: Course, kind: PlanKind, year: int) -> Entering | None:
    """How a project stands before the plan of a year; None if plans are not for it."""
    if not course.is_live:
        return None
    if not kind.entry:
        return Entering(READY)
    procedure, _, path = kind.entry_step.partition(".")
    case = next((c for c in course.history.cases_of(procedure) if c.closed_on is None), None)
    if case is not None:
        return _running(course, case, path, kind, year)
    return _not_begun(course, procedure, path)


def _not_begun(course: Course, procedure: str, path: str) -> Entering | None:
    may = opening(course.pack, procedure, course.facts, course.history, course.terms)
    if not may.is_applicable:
        return None
    if may.why_not:
        return Entering(BLOCKED, may.why_not, _clauses_of_holds(course, procedure))
    steps = (step for step in course.first_steps(procedure) if step.id == path)
    return _by_step(next(steps, None))


def _running(course: Course, case: Case, path: str, kind: PlanKind, year: int) -> Entering:
    done = {r.step for r in course.history.records_of(case) if r.outcome in POSITIVE_OUTCOMES}
    if path not in done:
        steps = (step for step in course.view(case).current if step.id == path)
        return _by_step(next(steps, None))
    known = course.facts.get(kind.year_fact or "")
    if known is not None and known.value not in (None, year):
        return Entering(
            BLOCKED, (f"申请列入的是 {known.value} {stage_title(PLAN, course.pack.tab_titles)}",)
        )
    return Entering(APPLIED)


def _by_step(step: StepView | None) -> Entering:
    if step is None:
        return Entering(BLOCKED, ("还轮不到申请列入计划",))
    if step.status == BLOCKED:
        bars = [each for each in step.verdicts if each.blocks and not each.can_be_decided]
        return _by_verdicts(BLOCKED, bars, step.why_not)
    if step.needs_reason:
        return _by_verdicts(REASON, step.needs_reason)
    return Entering(READY)


def _by_verdicts(
    group: str, verdicts: Iterable[Verdict], otherwise: tuple[str, ...] = ()
) -> Entering:
    found = tuple(verdicts)
    told = tuple(each.message.rstrip("。") for each in found)
    advice = "".join(dict.fromkeys(each.advice for each in found if each.advice))
    return Entering(group, told or otherwise, _clauses(found), advice)


def _clauses(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clause for each in verdicts for clause in each.clauses))


def _clauses_of_holds(course: Course, procedure: str) -> tuple[str, ...]:
    holds = (
        hold
        for hold in course.pack.holds
        if hold.id in course.history.holds and procedure in hold.stops
    )
    return course.pack.clauses(row for hold in holds for row in hold.rows)
