"""What recording a step changes, by the closed list of effect kinds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from db.unit_of_work import UnitOfWork
from desktop_app.domain.procedure_effects import Effect, effects_of
from desktop_app.domain.project import AmountKind
from desktop_app.domain.record import Case, StepRecord
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.courses import Course
from desktop_app.use_cases.standing.kinds import kind_of
from desktop_app.values.money import Fen, fen_from_wan


@dataclass(frozen=True)
class _Scene:
    desk: Desk
    uow: UnitOfWork
    course: Course
    case: Case
    record: StepRecord
    given: Mapping[str, object]


def apply_effects(
    desk: Desk,
    uow: UnitOfWork,
    course: Course,
    case: Case,
    record: StepRecord,
    given: Mapping[str, object],
) -> None:
    """Carry out every effect the pack gives this outcome, in its order."""
    scene = _Scene(desk, uow, course, case, record, given)
    for effect in effects_of(course.pack, case.procedure, record.step, record.outcome):
        APPLY[effect.kind](scene, effect)


def _state(scene: _Scene, effect: Effect) -> None:
    course = scene.course
    course.kind.write_state(scene.uow, course.subject.id, effect.target)


def _amount(scene: _Scene, effect: Effect) -> None:
    """Record an amount given with the step as the fact `<kind>_amount` (万元 as text, or 分)."""
    course, name = scene.course, f"{effect.target}_amount"
    given = scene.given.get(name)
    if given in (None, ""):
        label = course.pack.fact(name).label
        raise Refused(f"本环节必须登记{label}", advice="请填写金额（万元）后再登记。")
    fen = fen_from_wan(given) if isinstance(given, str) else Fen(int(str(given)))
    course.kind.write_amount(scene.uow, course.subject.id, AmountKind(effect.target), fen)


def _date(scene: _Scene, effect: Effect) -> None:
    _remember(scene, effect.target, scene.record.acted_on.isoformat())


def _set(scene: _Scene, effect: Effect) -> None:
    truths = {"true": True, "false": False}
    if effect.target not in scene.course.kind.own_columns:  # those their use case writes
        _remember(scene, effect.target, truths.get(effect.value, effect.value))


def _remember(scene: _Scene, name: str, value: bool | str) -> None:  # noqa: FBT001 - a value
    course, recorded = scene.course, scene.uow.facts.of(scene.course.subject)
    course.kind.write_recorded(scene.uow, course.subject.id, {**recorded, name: value})


def _open(scene: _Scene, effect: Effect) -> None:
    cases = scene.uow.cases.of(scene.course.subject)
    same = [case for case in cases if case.procedure == effect.target]
    if any(case.closed_on is None for case in same):
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
    """Holds follow from the recorded steps themselves; see `histories`."""


def _track(scene: _Scene, effect: Effect) -> None:
    course = scene.course
    course.kind.write_track(scene.uow, course.subject.id, effect.target)


def _create(scene: _Scene, effect: Effect) -> None:
    course = scene.course
    record = course.kind.read(scene.uow, (course.subject.id,))[course.subject.id]
    kind_of(effect.target).create_from(scene.uow, course.subject, record, scene.desk.today)


def _end(scene: _Scene, _effect: Effect) -> None:
    """Close the running case and whatever else of the subject still runs."""
    for case in scene.uow.cases.of(scene.course.subject):
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
    "hold": _follow,
    "release": _follow,
    "track": _track,
    "create": _create,
    "end": _end,
}
