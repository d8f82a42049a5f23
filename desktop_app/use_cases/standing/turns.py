"""Whose turn it is; a step whose turn it is not is refused with what stands in its way."""

from collections.abc import Sequence

from desktop_app.domain.procedure_opening import DONE, opening
from desktop_app.errors import Refused
from desktop_app.rules.expression import condition_names
from desktop_app.rules.scene import scene
from desktop_app.rules.schema import OUTCOME_LABELS, Procedure
from desktop_app.rules.wording import listed
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.step_entry import OpenStep


class NotItsTurn(Refused):
    """A step that waits, was recorded already, is not needed or does not apply."""


def step_in_turn(course: Course, steps: Sequence[OpenStep], wanted: str) -> OpenStep:
    """The step of this path or reference; refused with the reason if it is not its turn."""
    named = [step for step in steps if wanted in (step.path, step.reference)]
    if named:
        return named[0]
    title, clauses, reasons = _hindrance(course, wanted)
    turn = listed(f"{step.title}（{step.reference}）" for step in steps)
    raise NotItsTurn(
        f"现在不能登记“{title}”：{'；'.join(reasons)}",
        advice=f"现在可以办：{turn or '没有待办的步骤'}。",
        clauses=clauses,
    )


def hindrance(course: Course, step: str) -> Sequence[str]:
    """Why a step of a procedure (`procedure.step`) may not be recorded now."""
    return _hindrance(course, step)[2]


def _hindrance(course: Course, wanted: str) -> tuple[str, tuple[str, ...], Sequence[str]]:
    """Title and clauses of the step, and why it may not be recorded."""
    own = [each for each in course.pack.procedures if each.subject == course.governed_as]
    found = [
        (procedure, flat)
        for procedure in own
        for flat in course.pack.steps_of(procedure.id)
        if wanted.partition("@")[0] in (flat.path, f"{procedure.id}.{flat.path}")
    ]
    if not found:
        return wanted, (), ["没有这一步"]
    procedure, flat = found[-1]
    rows = flat.step.rows or procedure.rows
    reasons = _in_running(course, procedure, flat.path) or _before_opening(course, procedure)
    return flat.step.title, course.pack.clauses(rows), reasons


def _in_running(course: Course, procedure: Procedure, path: str) -> Sequence[str]:
    """Why a step of a procedure that runs is not up; empty if it does not run."""
    for case in course.history.cases_of(procedure.id):
        if case.closed_on is None:
            step = course.view(case).step(path)
            if step.record is not None:
                labels = {**OUTCOME_LABELS, **dict(step.outcomes)}
                return [f"{step.record.acted_on} 已登记“{labels[step.record.outcome]}”"]
            return step.why_not or ["这一次办理不需要这一步"]
    return ()


def _before_opening(course: Course, procedure: Procedure) -> Sequence[str]:
    may = opening(course.pack, procedure.id, course.facts, course.history, course.terms)
    if DONE in may.why_not:
        return [DONE]
    if not may.is_applicable:
        return [f"“{procedure.title}”不适用（{_told(course, procedure)}）"]
    return may.why_not or [f"“{procedure.title}”还没有开办，或这一步还没有轮到"]


def _told(course: Course, procedure: Procedure) -> str:
    """What decides whether a procedure applies, as it stands."""
    titles = {track.id: track.title for track in course.pack.tracks}
    on_track = not procedure.tracks or course.history.track in procedure.tracks
    if not on_track:
        return f"只办“{'、'.join(titles[each] for each in procedure.tracks)}”的"
    lookup = scene(course.pack, course.facts, course.terms).lookup
    names = course.pack.names.facts
    used = [name for name in condition_names(procedure.applies) if name in names]
    values = ((names[name].label, lookup(name)) for name in used)
    return "；".join(f"{label} {found.text if found else '未填'}" for label, found in values)
