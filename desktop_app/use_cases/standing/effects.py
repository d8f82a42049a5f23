"""What recording a step changes, by the closed list of effect kinds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from db.unit_of_work import UnitOfWork
from desktop_app.domain.procedure_effects import Effect, effects_of, may_become
from desktop_app.domain.procedure_opening import opening
from desktop_app.domain.project import Project
from desktop_app.domain.record import Case, StepRecord, Subject
from desktop_app.domain.register import ENTRY, RegisterEntry
from desktop_app.errors import Refused
from desktop_app.rules.facts import STATE_BEFORE
from desktop_app.rules.schema.common import SUBJECT_LABELS
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.use_cases.standing.editions import earlier_editions
from desktop_app.use_cases.standing.entries import (
    feed_projects,
    place_rows,
    row_from_step,
    spec_of,
)
from desktop_app.use_cases.standing.kinds import kind_of

_MOVES = ("project_state", "project_back")


@dataclass(frozen=True)
class _Scene:
    desk: Desk
    uow: UnitOfWork
    course: Course
    case: Case
    record: StepRecord
    given: Mapping[str, object]
    made: list[Subject] = field(default_factory=list)
    """Subjects that have come into being."""


def apply_effects(
    desk: Desk,
    uow: UnitOfWork,
    course: Course,
    case: Case,
    record: StepRecord,
    given: Mapping[str, object],
) -> tuple[Subject, ...]:
    """Carry out every effect the pack gives this outcome, in its order; gives what was made."""
    scene = _Scene(desk, uow, course, case, record, given)
    for effect in effects_of(course.pack, case.procedure, record.step, record.outcome):
        APPLY[effect.kind](scene, effect)
    return tuple(scene.made)


def _state(scene: _Scene, effect: Effect) -> None:
    course = scene.course
    if may_become(course.pack, effect.target, course.history.state):
        course.kind.write_state(scene.uow, course.subject.id, effect.target)
    row = course.record
    if isinstance(row, RegisterEntry):  # rows that no longer count no longer add up
        spec = spec_of(course.pack, row.register_id)
        feed_projects(scene.uow, course.pack, spec, (row.project_id,))


def _project_state(scene: _Scene, effect: Effect) -> None:
    """Put the project a row names into another state."""
    project = _project_of(scene)
    pack = scene.course.pack
    if not may_become(pack, effect.target, project.state):
        return
    if project.state != effect.target:
        _note_before(scene, project, project.state)
    _put_project(scene, project, effect.target)
    if pack.state(effect.target).is_end:
        _close_all(scene, Subject("project", project.id))


def _note_before(scene: _Scene, project: Project, state: str) -> None:
    """What state the project comes back to; "" once it is back."""
    subject = Subject("project", project.id)
    others = {k: v for k, v in scene.uow.facts.of(subject).items() if k != STATE_BEFORE}
    noted = {**others, STATE_BEFORE: state} if state else others
    kind_of("project").write_recorded(scene.uow, project.id, noted)


def _project_back(scene: _Scene, _effect: Effect) -> None:
    """Put the project a row names back where it was, or where its own steps have led it since."""
    project = _project_of(scene)
    if scene.course.pack.state(project.state).is_end or _is_kept_out(scene, project):
        return
    subject = Subject("project", project.id)
    before = scene.uow.facts.of(subject).get(STATE_BEFORE)
    taken_out = [record.id for record, _ in _effects(scene, scene.course.subject, "project_state")]
    since = max(taken_out, default=0) if before else 0
    led_to = [
        effect.target for record, effect in _effects(scene, subject, "state") if record.id > since
    ]
    if not (led_to or before):
        return  # it came to us at rest: what stopped it earlier is still to be lifted
    _note_before(scene, project, "")
    _put_project(scene, project, led_to[-1] if led_to else str(before))


def _is_kept_out(scene: _Scene, project: Project) -> bool:
    """Whether another row of the register put the project where it is and has not let it back."""
    row = scene.course.record
    for other in scene.uow.registers.of_owners("project_id", (project.id,)):
        if other.register_id == row.register_id and other.id != row.id:
            moves = [move for _, move in _effects(scene, other.subject, *_MOVES)]
            if moves and moves[-1].target == project.state:
                return True
    return False


def _effects(scene: _Scene, subject: Subject, *kinds: str) -> Iterator[tuple[StepRecord, Effect]]:
    """The effects of some kinds that the recorded steps of a subject had, in their order."""
    procedures = {case.id: case.procedure for case in scene.uow.cases.of(subject)}
    for record in scene.uow.steps.of_subject(subject):
        procedure = procedures[record.case_id]
        for effect in effects_of(scene.course.pack, procedure, record.step, record.outcome):
            if effect.kind in kinds:
                yield record, effect


def _project_of(scene: _Scene) -> Project:
    project_id = getattr(scene.course.record, "project_id", None)
    if project_id is None:
        raise Refused(
            f"“{scene.course.record.name}”没有写是哪个项目",
            advice="请另登记一条、选定项目，再办这一步。",
        )
    return scene.uow.projects.get(project_id)


def _put_project(scene: _Scene, project: Project, state: str) -> None:
    kind_of("project").write_state(scene.uow, project.id, state)
    scene.uow.concern((Subject("project", project.id),))


def _earlier(scene: _Scene, effect: Effect) -> None:
    """Put the earlier editions of the same thing into another state."""
    course, entry = scene.course, scene.course.record
    spec = spec_of(course.pack, entry.register_id)
    for other in earlier_editions(scene.uow, spec, entry):
        if may_become(course.pack, effect.target, other.state):
            course.kind.write_state(scene.uow, other.id, effect.target)
            scene.uow.concern((other.subject,))


def _amount(scene: _Scene, effect: Effect) -> None:
    """The amount was kept with the facts of the step; here it is seen to that there is one."""
    name = f"{effect.target}_amount"
    if scene.given.get(name) in (None, ""):
        label = scene.course.pack.fact(name).label
        raise Refused(
            f"本环节必须登记{label}",
            advice="请填写金额（万元）后再登记。",
            lacks=(f"facts.{name}",),
        )


def _date(scene: _Scene, effect: Effect) -> None:
    _remember(scene, effect.target, scene.record.acted_on.isoformat())


def _set(scene: _Scene, effect: Effect) -> None:
    truths = {"true": True, "false": False}
    if effect.target not in scene.course.kind.own_columns:  # those their use case writes
        _remember(scene, effect.target, truths.get(effect.value, effect.value))


def _remember(scene: _Scene, name: str, value: bool | str) -> None:  # noqa: FBT001 - a value
    course = scene.course
    others = course.kind.keep_own(scene.uow, course.subject.id, {name: value})
    if others:
        recorded = scene.uow.facts.of(course.subject)
        course.kind.write_recorded(scene.uow, course.subject.id, {**recorded, **others})


def _open(scene: _Scene, effect: Effect) -> None:
    """Open a procedure that is for the subject as it stands now, unless it runs."""
    now = course_of(scene.desk, scene.uow, scene.course.subject)
    may = opening(now.pack, effect.target, now.facts, now.history, now.terms)
    cases = scene.uow.cases.of(scene.course.subject)
    same = [case for case in cases if case.procedure == effect.target]
    if not may.is_applicable or any(case.closed_on is None for case in same):
        return
    scene.uow.cases.add(
        procedure=effect.target,
        subject=scene.course.subject,
        pack=scene.course.pack.id,
        pack_version=scene.course.pack.version,
        opened_on=scene.desk.today,
        attempt=len(same) + 1,
    )


def _close(scene: _Scene, effect: Effect) -> None:
    for case in scene.uow.cases.of(scene.course.subject):
        if case.procedure == effect.target and case.closed_on is None:
            scene.uow.cases.change(case.id, closed_on=scene.desk.today, outcome="withdrawn")


def _deadline(kind: str) -> Callable[[_Scene, Effect], None]:
    def apply(scene: _Scene, effect: Effect) -> None:
        scene.uow.deadlines.add(
            subject=scene.course.subject,
            deadline=effect.target,
            kind=kind,
            recorded_on=scene.record.acted_on,
        )

    return apply


def _follow(_scene: _Scene, _effect: Effect) -> None:
    """Holds follow from the recorded steps; what is done row by row is recorded with them."""


def _track(scene: _Scene, effect: Effect) -> None:
    course = scene.course
    course.kind.write_track(scene.uow, course.subject.id, effect.target)


def _create(scene: _Scene, effect: Effect) -> None:
    course = scene.course
    if effect.target not in SUBJECT_LABELS:
        _create_row(scene, effect)
        return
    record = course.kind.read(scene.uow, (course.subject.id,))[course.subject.id]
    kind_of(effect.target).create_from(scene.uow, course.subject, record, scene.desk.today)


def _create_row(scene: _Scene, effect: Effect) -> None:
    course, uow = scene.course, scene.uow
    spec = spec_of(course.pack, effect.target)
    pairs = (part.partition("=") for part in effect.value.split("&") if part)
    given = {column: choice for column, _, choice in pairs}
    row = row_from_step(uow, course.subject, spec, given, scene.record.acted_on)
    keys = place_rows(uow, course.pack, spec, (row,), scene.record.acted_on)
    scene.made.extend(Subject(ENTRY, key) for key in keys)


def _end(scene: _Scene, _effect: Effect) -> None:
    """Close the running case and whatever else of the subject still runs."""
    _close_all(scene, scene.course.subject)


def _close_all(scene: _Scene, subject: Subject) -> None:
    for case in scene.uow.cases.of(subject):
        if case.closed_on is None:
            outcome = scene.record.outcome if case.id == scene.case.id else "withdrawn"
            scene.uow.cases.change(case.id, closed_on=scene.desk.today, outcome=outcome)


APPLY: Mapping[str, Callable[[_Scene, Effect], None]] = {
    "state": _state,
    "amount": _amount,
    "date": _date,
    "set": _set,
    "open": _open,
    "close": _close,
    "open_deadline": _deadline("opened"),
    "close_deadline": _deadline("met"),
    "project_state": _project_state,
    "project_back": _project_back,
    "earlier": _earlier,
    "hold": _follow,
    "release": _follow,
    "each": _follow,
    "track": _track,
    "create": _create,
    "end": _end,
}
