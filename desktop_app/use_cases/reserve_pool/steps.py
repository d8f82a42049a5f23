"""Signed results on applications: record one, or one paper's result for many."""

from collections.abc import Collection, Mapping, Sequence

from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.procedure_view import recording
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.rules.wording import listed
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import course_of, courses_of
from desktop_app.use_cases.standing.openings import (
    added_reviewers,
    open_steps,
    steps_of_course,
)
from desktop_app.use_cases.standing.reading import reading_of
from desktop_app.use_cases.standing.recording import record_together
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.use_cases.standing.step_entry import OpenStep, StepEntry, StepResult
from desktop_app.use_cases.standing.step_facts import store_step_facts
from desktop_app.use_cases.standing.turns import step_in_turn


def steps_now(desk: Desk, subject: Subject) -> tuple[OpenStep, ...]:
    """The steps that can be recorded for a subject now, with their outcomes."""
    with desk.workspace.read() as view:
        return open_steps(desk, view, subject)


def reviewers(desk: Desk, subject: Subject) -> tuple[tuple[str, str], ...]:
    """Role and name of the offices that may be asked for an opinion beside a step."""
    with desk.workspace.read() as view:
        pack = course_of(desk, view, subject).pack
    return tuple((each.role, pack.office_name(each.role, desk.today)) for each in pack.offices)


def reviewer_step(desk: Desk, subject: Subject, step: str, who: str) -> OpenStep:
    """The opinion of one more reviewer beside an open step; `who` is a role or a name."""
    with desk.workspace.read() as view:
        found = added_reviewers(course_of(desk, view, subject), f"{step}@{who.strip()}")
    if not found:
        raise Refused(
            f"不能在这一环节加记“{who.strip()}”的意见",
            advice="请核对这一环节是否在办、这家是否已经登记过。",
        )
    return found[0]


def record_step(desk: Desk, subject: Subject, entry: StepEntry) -> StepResult:
    """Record the signed result of a step; checks are frozen with it, effects follow the pack."""
    return record_for_many(desk, (subject,), entry)[0]


def record_for_many(
    desk: Desk, subjects: Sequence[Subject], entry: StepEntry
) -> tuple[StepResult, ...]:
    """Record one signed result for many subjects in one act: all of them, or none."""
    return record_each(desk, [(subject, entry) for subject in dict.fromkeys(subjects)])


def record_each(desk: Desk, wanted: Sequence[tuple[Subject, StepEntry]]) -> tuple[StepResult, ...]:
    """Record the signed results of one step on many subjects, each its own: all, or none."""
    require(desk, "steps.record")
    if not wanted:
        raise Refused("没有选项目", advice="请先选中要登记的行。")
    subjects = tuple(subject for subject, _ in wanted)
    first = wanted[0][1]
    many = f"（{len(subjects)} 项）" if len(subjects) > 1 else ""
    title = f"{recording(_step_title(desk, subjects[0], first.step))}{many}"
    reasons = dict.fromkeys(entry.override_reason for _, entry in wanted if entry.override_reason)
    act = desk.act("record_step", title, reason="；".join(reasons), subjects=subjects)
    with desk.workspace.begin(act) as uow:
        results = record_together(desk, uow, wanted, _names(uow, subjects))
    refresh(desk)
    return results


def _names(view: ReadView, subjects: Collection[Subject]) -> dict[Subject, str]:
    """What to call each of several subjects where one is refused; a single one needs no name."""
    if len(subjects) == 1:
        return {}
    kinds = {subject.kind for subject in subjects}
    return {
        Subject(kind, key): label.name
        for kind in kinds
        for key, label in view.names.of(kind, [s.id for s in subjects if s.kind == kind]).items()
    }


def note_findings(desk: Desk, subject: Subject, step: str, facts: Mapping[str, object]) -> str:
    """Keep what a reviewer found before the result is signed, so that the sheet to sign says it.

    Only facts the step asks for; an empty value takes a finding back. Gives the step's title.
    """
    return note_findings_each(desk, step, [(subject, facts)])


def note_findings_each(
    desk: Desk, step: str, found: Sequence[tuple[Subject, Mapping[str, object]]]
) -> str:
    """As `note_findings`, for many subjects at the same step in one act; gives its title."""
    require(desk, "steps.record")
    subjects = tuple(subject for subject, _ in found)
    if not subjects:
        raise Refused("没有选项目", advice="请先选中要记审查情况的行。")
    title = _step_title(desk, subjects[0], step)
    act = desk.act("note_findings", f"记“{title}”审查情况", subjects=subjects)
    with desk.workspace.begin(act) as uow:
        courses = courses_of(reading_of(desk, uow), subjects)
        for subject, facts in found:
            _note(uow, courses[subject], step, facts, title)
    refresh(desk)
    return title


def _note(
    uow: UnitOfWork, course: Course, step: str, facts: Mapping[str, object], title: str
) -> None:
    turn = step_in_turn(course, steps_of_course(course), step)
    asks = course.pack.asked_at(turn.reference)
    strangers = [name for name in facts if name not in asks]
    if strangers:
        labels = listed(course.pack.fact(name).label for name in asks)
        raise Refused(
            f"“{title}”不登记“{strangers[0]}”", advice=f"这一步登记：{labels or '没有事项'}。"
        )
    store_step_facts(uow, course, asks, facts, is_positive=False)


def _step_title(desk: Desk, subject: Subject, step: str) -> str:
    """The step as a clerk reads it in the log; the id if the pack has no such step."""
    procedure, _, path = step.partition(".")
    with desk.workspace.read() as view:
        pack = course_of(desk, view, subject).pack
    known = {each.id for each in pack.procedures}
    flats = pack.steps_of(procedure) if procedure in known else ()
    named = next((flat.step.title for flat in flats if flat.path == path), "")
    return named or next((s.title for s in steps_now(desk, subject) if s.path == step), step)
