"""Verdicts of applications: worked out, kept for the lists, tried under other terms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from db.unit_of_work import ReadView
from desktop_app.domain.pool_facts import pool_facts
from desktop_app.domain.project import Project
from desktop_app.domain.record import Subject
from desktop_app.rules.facts import FactValue
from desktop_app.rules.judge import judge_subject
from desktop_app.rules.verdict import Verdict, worst_light
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.regime import current_pack, pack_by_id, project_pack, terms_on
from desktop_app.use_cases.reserve_pool.groups import group_views
from desktop_app.use_cases.reserve_pool.views import SimilarGroupView
from desktop_app.use_cases.standing.judge_desk import JudgeDesk, JudgedProject, judge_desk
from desktop_app.use_cases.standing.neighbours import Neighbourhood, neighbourhood
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
class Judged:
    """Applications of a preview: light and word by draft, and the similar groups they are in."""

    lights: Mapping[int, tuple[str, str]]
    groups: tuple[SimilarGroupView, ...]
    flagged: Mapping[int, tuple[Verdict, ...]] = field(default_factory=dict)
    """The verdicts 不通过 and 需人工判断, by draft."""


def project_facts(
    desk: Desk, view: ReadView, project: Project, near: Neighbourhood | None = None
) -> dict[str, FactValue]:
    """Every fact of a stored application as it stands today."""
    judges = judge_desk(desk, view, (project.id,), near=near)
    pack = project_pack(desk, view, project)
    return judges.facts(project, pack, judges.history(project, pack))


def judge_one(
    desk: Desk, view: ReadView, project: Project, near: Neighbourhood | None = None
) -> JudgedProject:
    """The verdicts of one stored application today, under its own pack."""
    judges = judge_desk(desk, view, (project.id,), near=near)
    return judges.judge(project, project_pack(desk, view, project))


def check_project(
    desk: Desk, project_id: ProjectId, *, pack: str = "", on: date | None = None
) -> JudgedProject:
    """The verdicts as they would be under another pack or on another day; nothing is stored.

    The day moves values, settings, readings and today, not the recorded facts.
    """
    with desk.workspace.read() as view:
        project = view.projects.get(project_id)
        chosen = pack_by_id(desk, view, pack) if pack else project_pack(desk, view, project)
        return judge_desk(desk, view, (project_id,), on=on).judge(project, chosen)


def judge_drafts(desk: Desk, view: ReadView, drafts: Mapping[int, Project]) -> Judged:
    """Judge applications that are not stored yet, by draft number; groups name file and row."""
    if not drafts:
        return Judged({}, ())
    keyed = {int(project.id): project for project in drafts.values()}
    terms = terms_on(view, desk.today)
    near = neighbourhood(desk, view, terms, wanted=keyed, drafts=keyed)
    pack = current_pack(desk, view)
    lights, flagged = {}, {}
    for index, project in drafts.items():
        around = near.surroundings(project, pack, terms)
        facts = pool_facts(project, near.units[project.unit_id], around)
        known = {name: value for name, value in facts.items() if name in pack.names.facts}
        verdicts = judge_subject(pack, "project", known, terms)
        light = worst_light(verdicts)
        lights[index] = (light, LIGHT_WORDS[light])
        flagged[index] = tuple(each for each in verdicts if each.light in ("fail", "judge"))
    return Judged(lights, group_views(near, pack, terms, keyed), flagged)


def refresh(desk: Desk, project_ids: Iterable[int]) -> None:
    """Work the verdicts of some applications out again, and of everything alike to them."""
    wanted = set(project_ids)
    if not wanted or desk.workspace.is_read_only:
        return
    with desk.workspace.read() as view:
        terms = terms_on(view, desk.today)
        near = neighbourhood(desk, view, terms, wanted=wanted)
        touched = wanted | {other for key in wanted & set(near.live) for other in near.circle(key)}
        if touched != wanted:
            near = neighbourhood(desk, view, terms, wanted=touched)
        rows = _rows(desk, judge_desk(desk, view, touched, near=near), touched)
    _keep(desk, rows)


def refresh_all(desk: Desk) -> None:
    """Work the verdicts of every application out again."""
    if desk.workspace.is_read_only:
        return
    with desk.workspace.read() as view:
        near = neighbourhood(desk, view, terms_on(view, desk.today))
        everyone = {int(project.id) for project in view.projects.all()}
        rows = _rows(desk, judge_desk(desk, view, everyone, near=near), everyone)
    _keep(desk, rows)


def refresh_if_stale(desk: Desk) -> bool:
    """Refresh when the verdicts were worked out on another day; True if something was done."""
    with desk.workspace.read() as view:
        days = view.verdicts.days()
    if not days or days == {desk.today} or desk.workspace.is_read_only:
        return False
    refresh_all(desk)
    return True


def _rows(desk: Desk, judges: JudgeDesk, keys: Iterable[int]) -> list[dict[str, Any]]:
    """The verdicts of these applications as the lists keep them."""
    rows = []
    for project in judges.view.projects.many(keys):
        pack = project_pack(desk, judges.view, project)
        judged = judges.judge(project, pack)
        rows.append(
            {
                "subject": Subject("project", project.id),
                "verdicts": judged.verdicts,
                "judged_on": desk.today,
                "open_step": judges.open_step(project, pack, judged.facts),
                "due_on": judges.due_on(project, pack, judged.facts),
            }
        )
    return rows


def _keep(desk: Desk, rows: Iterable[dict[str, Any]]) -> None:
    with desk.workspace.begin(desk.act("refresh_verdicts", "重新核查")) as uow:
        for row in rows:
            uow.verdicts.put(**row)
