"""Verdicts of applications: facts with their surroundings, current lights, similar groups."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.pool_facts import pool_facts
from desktop_app.domain.procedure import case_view
from desktop_app.domain.procedure_history import History, course_facts
from desktop_app.domain.project import Project
from desktop_app.domain.record import Subject
from desktop_app.rules.facts import FactValue
from desktop_app.rules.judge import judge_subject
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Facts, Terms
from desktop_app.rules.verdict import Verdict, worst_light
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.duties import duties_of, next_due
from desktop_app.use_cases.histories import history_of, reached
from desktop_app.use_cases.neighbours import Neighbourhood, neighbourhood
from desktop_app.use_cases.regime import (
    current_pack,
    pack_by_id,
    project_pack,
    terms_on,
)
from desktop_app.use_cases.reserve_pool.groups import group_views, similar_lines
from desktop_app.use_cases.reserve_pool.views import SimilarGroupView
from desktop_app.values.ids import ProjectId

LIGHT_WORDS = {
    "pass": "通过",
    "warn": "提醒",
    "fail": "不通过",
    "judge": "需人工判断",
    "insufficient": "资料不足",
    "none": "",
}


@dataclass(frozen=True)
class JudgedProject:
    """One application with its facts and the verdicts that follow from them."""

    code: str
    name: str
    pack: str
    on: date
    facts: Mapping[str, FactValue]
    verdicts: tuple[Verdict, ...]
    similar_lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judged:
    """Applications of a preview: light and word by draft, and the similar groups they are in."""

    lights: Mapping[int, tuple[str, str]]
    groups: tuple[SimilarGroupView, ...]


def project_facts(desk: Desk, view: ReadView, project: Project) -> dict[str, FactValue]:
    """Every fact of a stored application as it stands today."""
    terms = terms_on(view, desk.today)
    near = neighbourhood(desk, view, terms, wanted=(project.id,))
    return _facts(view, project, project_pack(desk, view, project), near, desk.today)


def judge_one(desk: Desk, view: ReadView, project: Project) -> JudgedProject:
    """The verdicts of one stored application today, under its own pack."""
    near = neighbourhood(desk, view, terms_on(view, desk.today), wanted=(project.id,))
    return _judge(view, project, project_pack(desk, view, project), near, desk.today)


def check_project(
    desk: Desk, project_id: ProjectId, *, pack: str = "", on: date | None = None
) -> JudgedProject:
    """The verdicts as they would be under another pack or on another day; nothing is stored.

    The day moves values, settings, readings and today, not the recorded facts.
    """
    day = on or desk.today
    with desk.workspace.read() as view:
        project = view.projects.get(project_id)
        chosen = pack_by_id(desk, view, pack) if pack else project_pack(desk, view, project)
        near = neighbourhood(desk, view, terms_on(view, day), wanted=(project_id,))
        return _judge(view, project, chosen, near, day)


def judge_drafts(desk: Desk, view: ReadView, drafts: Mapping[int, Project]) -> Judged:
    """Judge applications that are not stored yet, by draft number; groups name file and row."""
    if not drafts:
        return Judged({}, ())
    keyed = {int(project.id): project for project in drafts.values()}
    terms = terms_on(view, desk.today)
    near = neighbourhood(desk, view, terms, wanted=keyed, drafts=keyed)
    pack = current_pack(desk, view)
    lights = {}
    for index, project in drafts.items():
        facts = pool_facts(
            project, near.units[project.unit_id], near.surroundings(project, pack, terms)
        )
        light = worst_light(judge_subject(pack, "project", _known(pack, facts), terms))
        lights[index] = (light, LIGHT_WORDS[light])
    return Judged(lights, group_views(near, pack, terms, keyed))


def refresh(desk: Desk, project_ids: Iterable[int]) -> None:
    """Work the verdicts of some applications out again, and of everything alike to them."""
    wanted = set(project_ids)
    with desk.workspace.read() as view:
        terms = terms_on(view, desk.today)
        near = neighbourhood(desk, view, terms, wanted=wanted)
        touched = wanted | {other for key in wanted & set(near.live) for other in near.chain(key)}
    _store(desk, touched, near)


def refresh_all(desk: Desk) -> None:
    """Work the verdicts of every application out again."""
    with desk.workspace.read() as view:
        near = neighbourhood(desk, view, terms_on(view, desk.today))
        everyone = {int(project.id) for project in view.projects.all()}
    _store(desk, everyone, near)


def refresh_if_stale(desk: Desk) -> bool:
    """Refresh when the verdicts were worked out on another day; True if something was done."""
    with desk.workspace.read() as view:
        days = {each.judged_on for each in view.verdicts.all()}
    if not days or days == {desk.today}:
        return False
    refresh_all(desk)
    return True


def _store(desk: Desk, keys: Iterable[int], near: Neighbourhood) -> None:
    if desk.workspace.is_read_only:
        return
    with desk.workspace.begin(desk.act("refresh_verdicts", "重新核查")) as uow:
        for project in uow.projects.many(keys):
            pack = project_pack(desk, uow, project)
            judged = _judge(uow, project, pack, near, desk.today)
            _put(desk, uow, project, judged)


def _put(desk: Desk, uow: UnitOfWork, project: Project, judged: JudgedProject) -> None:
    subject = Subject("project", project.id)
    pack = project_pack(desk, uow, project)
    history = history_of(uow, pack, subject, project.state, project.track)
    terms = terms_on(uow, desk.today, reached(history))
    is_live = pack.state(project.state).is_live
    duties = duties_of(uow, pack, subject, judged.facts, history, terms) if is_live else ()
    uow.verdicts.put(
        subject,
        judged.verdicts,
        judged_on=desk.today,
        open_step=_open_step(pack, judged.facts, history, terms),
        due_on=next_due(duties),
    )


def _open_step(pack: Pack, facts: Facts, history: History, terms: Terms) -> str:
    """Title of the step the application waits at, empty if none is open."""
    for case in history.cases:
        if case.closed_on is None:
            records = history.records_of(case)
            view = case_view(case.procedure, pack, facts, records, terms, history=history)
            for step in view.current:
                return step.title
    return ""


def _judge(
    view: ReadView,
    project: Project,
    pack: Pack,
    near: Neighbourhood,
    on: date,
) -> JudgedProject:
    facts = _facts(view, project, pack, near, on)
    history = history_of(view, pack, Subject("project", project.id), project.state, project.track)
    terms = terms_on(view, on, reached(history))
    verdicts = judge_subject(pack, "project", facts, terms)
    return JudgedProject(
        project.code,
        project.name,
        pack.id,
        on,
        facts,
        verdicts,
        similar_lines(near, project, facts),
    )


def _facts(
    view: ReadView,
    project: Project,
    pack: Pack,
    near: Neighbourhood,
    on: date,
) -> dict[str, FactValue]:
    unit = near.units[project.unit_id]
    around = near.surroundings(project, pack, terms_on(view, on))
    history = history_of(view, pack, Subject("project", project.id), project.state, project.track)
    facts = {**pool_facts(project, unit, around), **course_facts(pack, "project", history)}
    source = _source(view, project)
    named = {
        name: replace(value, source=source) if value.source == "储备库申报表" and source else value
        for name, value in facts.items()
    }
    return _known(pack, named)


def _known(pack: Pack, facts: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """Only the facts the pack knows; columns without a meaning for it are left out."""
    return {name: value for name, value in facts.items() if name in pack.names.facts}


def _source(view: ReadView, project: Project) -> str:
    """File, sheet and row the application came from, empty if it was keyed in."""
    rows = view.batches.provenance(Subject("project", project.id))
    return f"{rows[-1].file} {rows[-1].sheet} 第{rows[-1].row}行" if rows else ""
