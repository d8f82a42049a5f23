"""Key an application in or change one by hand; say who sent it in; merge two."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.project import AmountKind, FundingLine, Project
from desktop_app.domain.record import Subject
from desktop_app.domain.succession import MERGED
from desktop_app.domain.unit_family import superiors
from desktop_app.errors import Refused
from desktop_app.rules.verdict import JsonValue
from desktop_app.rules.wording import listed
from desktop_app.use_cases.codes import code_giver, first_state
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.regime import current_pack, project_pack
from desktop_app.use_cases.standing.openings import open_due_procedures
from desktop_app.use_cases.standing.recording import record_in
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.use_cases.standing.resubmission import after_change, resubmit
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.values.ids import ProjectId, UnitId
from desktop_app.values.money import Fen
from desktop_app.values.text import normal_name


@dataclass(frozen=True)
class Application:
    """The fields of an application as keyed in; amounts in 分."""

    name: str
    unit_id: UnitId
    nature: str = ""
    category: str = ""
    goal: str = ""
    content: str = ""
    route: str = ""
    data_needed: str = ""
    note: str = ""
    declared_fen: Fen | None = None
    funding: tuple[FundingLine, ...] = ()
    applied_on: date | None = None
    submitting_unit_id: UnitId | None = None
    recorded: Mapping[str, JsonValue] = field(default_factory=dict)


def add_application(desk: Desk, application: Application) -> Project:
    """Key in one application; it gets its code and starts in the first state of the pack."""
    require(desk, "projects.edit")
    _refuse_incomplete(desk, application)
    act = desk.act("add_application", f"登记申报“{application.name}”")
    with desk.workspace.begin(act) as uow:
        pack = current_pack(desk, uow)
        same = [
            p
            for p in uow.projects.where(unit_id=application.unit_id)
            if normal_name(p.name) == normal_name(application.name)
        ]
        if same:
            raise Refused(
                f"该单位已申报“{application.name}”",
                advice="请直接修改已有的申报。",
                record=same[0].code,
            )
        applied_on = application.applied_on or desk.today
        project = uow.projects.add(
            **_values(application),
            code=code_giver(uow, pack)(applied_on.year),
            year=applied_on.year,
            state=first_state(pack),
            pack=pack.id,
            pack_version=pack.version,
            applied_on=applied_on,
        )
        subject = Subject("project", project.id)
        uow.concern((subject,))
        open_due_procedures(desk, uow, (subject,))
    refresh(desk)
    return project


def change_application(desk: Desk, project_id: ProjectId, application: Application) -> Project:
    """Change an application by hand; the old values stay in the log."""
    require(desk, "projects.edit")
    _refuse_incomplete(desk, application)
    subject = Subject("project", project_id)
    act = desk.act("change_application", f"修改申报“{application.name}”", subjects=(subject,))
    with desk.workspace.begin(act) as uow:
        change_in(desk, uow, project_id, application)
        project = uow.projects.get(project_id)
    refresh(desk)
    return project


def change_in(desk: Desk, uow: UnitOfWork, project_id: ProjectId, application: Application) -> None:
    """As `change_application`, within an act."""
    old = uow.projects.get(project_id)
    values = _values(application)
    amounts = {k: v for k, v in old.amounts.items() if k is not AmountKind.DECLARED}
    values["amounts"] = amounts | values["amounts"]
    values["recorded"] = {**old.recorded, **application.recorded}
    uow.projects.change(project_id, **values)
    after_change(desk, uow, (Subject("project", project_id),))


def application_of(project: Project) -> Application:
    """What a project states of itself, to be changed in part; without its recorded facts."""
    return Application(
        project.name,
        project.unit_id,
        project.nature,
        project.category,
        project.goal,
        project.content,
        project.route,
        project.data_needed,
        project.note,
        project.declared_fen,
        project.funding,
        project.applied_on,
        project.submitting_unit_id,
    )


def set_submitting_unit(desk: Desk, project_id: ProjectId, sender: UnitId, reason: str) -> Project:
    """Record who sent an application in, e.g. the superior after a direct one was returned."""
    require(desk, "projects.edit")
    if not reason.strip():
        raise Refused("没有写依据", advice="请写明依据，如主管部门报送的函或表，再登记报送单位。")
    subject = Subject("project", project_id)
    act = desk.act("set_submitting_unit", "登记报送单位", reason=reason, subjects=(subject,))
    with desk.workspace.begin(act) as uow:
        _refuse_stranger(uow, uow.projects.get(project_id), sender)
        uow.projects.change(project_id, submitting_unit_id=sender)
        after_change(desk, uow, (subject,))
        project = uow.projects.get(project_id)
    refresh(desk)
    return project


def _refuse_stranger(uow: UnitOfWork, project: Project, sender: UnitId) -> None:
    """Refuse a sender that is neither the unit itself nor one above it."""
    units = {unit.id: unit for unit in uow.units.all()}
    possible = (project.unit_id, *superiors(project.unit_id, units))
    if sender not in possible:
        raise Refused(
            f"“{units[sender].name}”不是这个项目的主管部门",
            advice=f"报送单位可以是：{listed(units[each].name for each in possible)}。",
            record=project.code,
        )


def resubmit_application(desk: Desk, project_id: ProjectId, reason: str) -> Project:
    """Take a returned application in again as it stands, e.g. with a statement on paper."""
    require(desk, "projects.edit")
    if not reason.strip():
        raise Refused("没有写补正了什么", advice="请写明单位补来了什么，再登记重新报送。")
    subject = Subject("project", project_id)
    act = desk.act("resubmit_application", "重新报送", reason=reason, subjects=(subject,))
    with desk.workspace.begin(act) as uow:
        if not resubmit(desk, uow, subject):
            project = uow.projects.get(project_id)
            raise Refused("这个项目没有被退回", advice="不必重新报送。", record=project.code)
        open_due_procedures(desk, uow, (subject,))
    refresh(desk)
    with desk.workspace.read() as view:
        return view.projects.get(project_id)


def merge_applications(
    desk: Desk, kept: ProjectId, absorbed: ProjectId, entry: StepEntry
) -> Project:
    """Let one application take another in; gives the one that is kept.

    `entry` names the pack's step that records the merger, the day it was decided, the reason as
    its opinion, and the paper it rests on.
    """
    require(desk, "projects.merge")
    if kept == absorbed:
        raise Refused("选的是同一个项目", advice="请选一个留下的项目和一个并入的项目。")
    if not entry.opinion.strip():
        raise Refused("合并没有写理由", advice="请写明为什么合并，理由会存档。")
    subjects = (Subject("project", absorbed), Subject("project", kept))
    act = desk.act("merge_applications", "合并申报", reason=entry.opinion, subjects=subjects)
    with desk.workspace.begin(act) as uow:
        target = uow.projects.get(kept)
        day = entry.acted_on or desk.today
        _refuse_dead_target(desk, uow, target)
        _refuse_before_application(target, day)
        record_in(desk, uow, subjects[0], replace(entry, acted_on=day, merged_into=kept))
        uow.projects.change(absorbed, merged_into_id=kept)
        uow.successions.add(
            kind=MERGED,
            happened_on=day,
            project_id=absorbed,
            to_project_id=kept,
            reason=entry.opinion.strip(),
            document_number=_number_of(uow, entry),
        )
    refresh(desk)
    return target


def _number_of(view: ReadView, entry: StepEntry) -> str:
    """The 文号 typed in, else that of the paper received; empty where there is none."""
    typed = entry.document_number.strip()
    if typed or entry.incoming_paper_id is None:
        return typed
    return view.incoming.get(entry.incoming_paper_id).number


def _refuse_before_application(target: Project, day: date) -> None:
    if day < target.applied_on:
        raise Refused(
            f"合并日期 {day} 早于留下的项目的申报日期 {target.applied_on}",
            advice="请核对日期。",
            record=target.code,
        )


def _refuse_dead_target(desk: Desk, uow: UnitOfWork, target: Project) -> None:
    if target.merged_into_id is not None:
        raise Refused(
            "留下的项目自己已并入别的项目", advice="请改选留下的项目。", record=target.code
        )
    state = project_pack(desk, uow, target).state(target.state)
    if not state.is_live:
        raise Refused(
            f"留下的项目{state.title}，不能再并入别的申报",
            advice="请改选留下的项目，或先恢复它。",
            record=target.code,
        )


def _refuse_incomplete(desk: Desk, application: Application) -> None:
    if not application.name.strip():
        raise Refused("项目名称没有填", advice="请填写项目全称。")
    if application.applied_on and application.applied_on > desk.today:
        raise Refused("申报日期还没有到", advice="请核对申报日期。", record=application.name)
    if application.declared_fen is not None and application.declared_fen < 0:
        raise Refused("申报金额不能小于零", advice="请核对金额。", record=application.name)


def _values(application: Application) -> dict[str, Any]:
    amounts = {}
    if application.declared_fen is not None:
        amounts[AmountKind.DECLARED] = application.declared_fen
    return {
        "name": application.name.strip(),
        "unit_id": application.unit_id,
        "submitting_unit_id": application.submitting_unit_id or application.unit_id,
        "nature": application.nature,
        "category": application.category,
        "goal": application.goal,
        "content": application.content,
        "route": application.route,
        "data_needed": application.data_needed,
        "note": application.note,
        "amounts": amounts,
        "funding": application.funding,
        "recorded": dict(application.recorded),
    }
