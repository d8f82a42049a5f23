"""Township needs (统筹需求): the register, who adopts a need, and the project it ends in."""

from dataclasses import dataclass
from datetime import date

from db.unit_of_work import UnitOfWork
from desktop_app.domain.project import Need, Project
from desktop_app.domain.record import Subject
from desktop_app.domain.unit_family import family_head
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.regime import current_pack, project_pack
from desktop_app.use_cases.standing.openings import open_steps
from desktop_app.use_cases.standing.recording import record_in
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.values.ids import ProjectId, UnitId
from desktop_app.values.money import Fen

GRASSROOTS_KINDS = frozenset({"township", "subdistrict"})
"""Kinds of unit whose needs are planned above them, so that they adopt none."""


@dataclass(frozen=True)
class NeedRow:
    """One need as the register shows it."""

    id: int
    unit: str
    title: str
    scenario: str
    year: int
    amount_fen: Fen | None
    adopter: str
    project: str
    state: str
    state_label: str
    registered_on: date | None
    pinyin: str


def need_register(desk: Desk) -> tuple[NeedRow, ...]:
    """All needs; those without an adopter first."""
    with desk.workspace.read() as view:
        pack = current_pack(desk, view)
        units = {unit.id: unit.name for unit in view.units.all()}
        states = {state.id: state.title for state in pack.states}
        needs = view.needs.all()
        projects = {
            p.id: p for p in view.projects.many(n.project_id for n in needs if n.project_id)
        }
        rows = [
            NeedRow(
                need.id,
                units[need.unit_id],
                need.title,
                need.scenario,
                need.year,
                need.amount_fen,
                units[need.adopter_id] if need.adopter_id else "",
                projects[need.project_id].name if need.project_id else "",
                need.status,
                states.get(need.status, need.status),
                need.registered_on,
                need.pinyin,
            )
            for need in needs
        ]
    return tuple(sorted(rows, key=lambda row: (bool(row.adopter), row.id)))


def adopt_need(
    desk: Desk,
    need_id: int,
    adopter: UnitId,
    *,
    signer: str = "",
    acted_on: date | None = None,
    opinion: str = "",
) -> Need:
    """Record the county-level unit that adopts a need, on the step whose turn it is."""
    require(desk, "needs.adopt")
    subject = Subject("need", need_id)
    act = desk.act("adopt_need", "确定统筹需求的认领部门", subjects=(subject,))
    with desk.workspace.begin(act) as uow:
        if uow.needs.get(need_id).unit_id == adopter:
            raise Refused("认领部门就是提出单位", advice="请选主管部门。")
        if uow.units.get(adopter).kind in GRASSROOTS_KINDS:
            raise Refused("乡镇、街道不能认领需求", advice="请选主管部门。")
        uow.needs.change(need_id, adopter_id=adopter)
        step = _turn(desk, uow, subject, "agreed")
        record_in(desk, uow, subject, StepEntry(step, "agreed", acted_on, signer, opinion))
        need = uow.needs.get(need_id)
    refresh(desk)
    return need


def link_need(
    desk: Desk,
    need_id: int,
    project: ProjectId,
    *,
    signer: str = "",
    acted_on: date | None = None,
    opinion: str = "",
) -> Need:
    """Record the project a need is taken up in, on the step whose turn it is."""
    require(desk, "needs.adopt")
    subjects = (Subject("need", need_id), Subject("project", project))
    act = desk.act("link_need", "统筹需求并入项目", subjects=subjects)
    with desk.workspace.begin(act) as uow:
        _refuse_wrong_project(desk, uow, uow.needs.get(need_id), uow.projects.get(project))
        uow.needs.change(need_id, project_id=project)
        step = _turn(desk, uow, subjects[0], "done")
        record_in(desk, uow, subjects[0], StepEntry(step, "done", acted_on, signer, opinion))
        need = uow.needs.get(need_id)
    refresh(desk)
    return need


def _refuse_wrong_project(desk: Desk, uow: UnitOfWork, need: Need, project: Project) -> None:
    """A need goes into a live project of the unit that adopted it, or of that unit's family."""
    if need.adopter_id is None:
        raise Refused("这条需求还没有认领部门", advice="请先确定认领部门，再并入项目。")
    state = project_pack(desk, uow, project).state(project.state)
    if not state.is_live:
        raise Refused(
            f"这个项目{state.title}，不能并入需求",
            advice="请选在办或在库的项目。",
            record=project.code,
        )
    units = {unit.id: unit for unit in uow.units.all()}
    if family_head(project.unit_id, units) != family_head(need.adopter_id, units):
        raise Refused(
            f"这个项目不是认领部门{units[need.adopter_id].name}的",
            advice="请选认领部门或其下属单位的项目。",
            record=project.code,
        )


def _turn(desk: Desk, uow: UnitOfWork, subject: Subject, outcome: str) -> str:
    """The step of the need that can take this outcome now."""
    steps = [s for s in open_steps(desk, uow, subject) if outcome in s.labels]
    if not steps:
        raise Refused("这条需求现在办不了这一步", advice="请在“统筹需求”里核对它的情况。")
    return steps[0].reference
