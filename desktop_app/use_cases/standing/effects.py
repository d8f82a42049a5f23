"""What recording a step changes, by the closed list of effect kinds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from db.unit_of_work import UnitOfWork
from desktop_app.domain.procedure_effects import Effect, effects_of
from desktop_app.domain.project import AmountKind, Project
from desktop_app.domain.record import Case, StepRecord
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.courses import Course
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
    subject = scene.course.subject
    if subject.kind == "project":
        scene.uow.projects.change(subject.id, state=effect.target)
    elif subject.kind == "need":
        scene.uow.needs.change(subject.id, status=effect.target)


def _amount(scene: _Scene, effect: Effect) -> None:
    """Record an amount given with the step as the fact `<kind>_amount` (万元 as text, or 分)."""
    name = f"{effect.target}_amount"
    given = scene.given.get(name)
    if given in (None, ""):
        label = scene.course.pack.fact(name).label
        raise Refused(f"本环节必须登记{label}", advice="请填写金额（万元）后再登记。")
    fen = fen_from_wan(given) if isinstance(given, str) else Fen(int(str(given)))
    project = _project(scene)
    amounts = {**project.amounts, AmountKind(effect.target): fen}
    scene.uow.projects.change(project.id, amounts=amounts)


def _date(scene: _Scene, effect: Effect) -> None:
    if scene.course.subject.kind == "project":
        _remember(scene, effect.target, scene.record.acted_on.isoformat())


def _set(scene: _Scene, effect: Effect) -> None:
    if scene.course.subject.kind != "project":
        return  # a need's facts are columns: the adopter is written by its use case
    truths = {"true": True, "false": False}
    _remember(scene, effect.target, truths.get(effect.value, effect.value))


def _remember(scene: _Scene, name: str, value: bool | str) -> None:  # noqa: FBT001 - a value
    project = _project(scene)
    scene.uow.projects.change(project.id, recorded={**project.recorded, name: value})


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
    """Holds follow from the recorded steps themselves; see `holds`."""


def _track(scene: _Scene, effect: Effect) -> None:
    scene.uow.projects.change(scene.course.subject.id, track=effect.target)


def _create(scene: _Scene, effect: Effect) -> None:
    if effect.target != "need":
        raise Refused(
            f"这一版程序不能由步骤新建“{effect.target}”", advice="请核对规则包的效果清单。"
        )
    project = _project(scene)
    scene.uow.needs.add(
        unit_id=project.unit_id,
        title=project.name,
        scenario=project.content or project.goal,
        year=project.year,
        amount_fen=project.declared_fen,
        source_project_id=project.id,
        registered_on=scene.desk.today,
    )


def _end(scene: _Scene, _effect: Effect) -> None:
    """Close the running case and whatever else of the subject still runs."""
    for case in scene.uow.cases.of(scene.course.subject):
        if case.closed_on is None:
            outcome = scene.record.outcome if case.id == scene.case.id else "withdrawn"
            scene.uow.cases.change(case.id, closed_on=scene.desk.today, outcome=outcome)


def _project(scene: _Scene) -> Project:
    return scene.uow.projects.get(scene.course.subject.id)


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
