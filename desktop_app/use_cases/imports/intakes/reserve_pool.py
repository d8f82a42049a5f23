"""Intake of the application sheet (储备库申报表): rows become projects in their first state.

A row is known by its project code, else by unit and name. A row without a code that repeats an
application of an earlier month unchanged is reported and skipped, never stored twice.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from db.unit_of_work import UnitOfWork
from desktop_app.domain.base_data import Unit
from desktop_app.domain.project import Project
from desktop_app.domain.record import Subject
from desktop_app.excel.problems import CellProblem, cause_advice
from desktop_app.excel.reading import RowReading
from desktop_app.rules.schema.common import POSITIVE_OUTCOMES
from desktop_app.use_cases.codes import code_giver, first_state
from desktop_app.use_cases.imports.intakes.application_changes import application_changes
from desktop_app.use_cases.imports.intakes.application_values import Columns, application_values
from desktop_app.use_cases.imports.intakes.intake import (
    MATCHING,
    STORING,
    Draft,
    Place,
    Surroundings,
    subjects_of,
)
from desktop_app.use_cases.imports.intakes.masked import unmasked_cells
from desktop_app.use_cases.imports.intakes.table import unknown_unit
from desktop_app.use_cases.progress import SMALL_PART
from desktop_app.use_cases.standing.first_procedures import FirstProcedures
from desktop_app.use_cases.standing.resubmission import after_change
from desktop_app.values.ids import ProjectId
from desktop_app.values.text import normal_name

Seen = dict[tuple[str, str], str]
"""Where the first row of a project stands, by unit and name and by the record it means."""


@dataclass(frozen=True)
class Known:
    """What the workspace already holds, for matching."""

    by_code: Mapping[str, int]
    by_name: Mapping[tuple[int, str], int]
    projects: dict[int, Project]
    """The projects rows were matched with, by key."""
    locked: Mapping[int, str]
    """Those of them whose record may not be changed by an import, with the reason."""


class ReservePoolIntake:
    """Applications of the units for the reserve pool."""

    sheet = "reserve_pool"

    def plan(self, around: Surroundings, rows: Sequence[tuple[Place, RowReading]]) -> list[Draft]:
        """One draft per row: new, changed, unchanged, skipped or a problem."""
        known = _known(around, rows)
        seen: Seen = {}
        places = {id(place): place for place, _ in rows}
        columns = {key: Columns.of(place.reading.columns) for key, place in places.items()}
        return [
            _unmasked(around, known, seen, columns[id(place)], place, row)
            for place, row in around.steps.each(rows, MATCHING)
        ]

    def store(
        self, uow: UnitOfWork, around: Surroundings, drafts: Sequence[Draft]
    ) -> list[Subject]:
        """Write the applications; new ones get their code and the pack of this day."""
        changed = [(d.record_id, d.values) for d in drafts if d.record_id is not None]
        for some in around.steps.parts(changed, STORING, SMALL_PART):
            uow.projects.change_many(dict(some))
            after_change(around.desk, uow, [Subject("project", key) for key, _ in some])
        new = [draft for draft in drafts if draft.record_id is None]
        codes = code_giver(uow, around.pack)
        first = FirstProcedures(around.desk, uow, "project")
        added: list[int] = []
        for part in around.steps.parts(new, STORING):
            rows = [{**new_project_values(around, d), "code": codes(_year(d))} for d in part]
            keys = uow.projects.add_many(rows)
            first.open([_project(key, row) for key, row in zip(keys, rows, strict=True)])
            added += keys
        return subjects_of("project", drafts, added)


def _year(draft: Draft) -> int:
    return draft.place.dated.year


def _project(key: int, values: Mapping[str, Any]) -> Project:
    """The project just stored, without reading it again."""
    return Project(id=ProjectId(key), **values)


def new_project_values(around: Surroundings, draft: Draft) -> dict[str, Any]:
    """All fields of a project that does not exist yet, except its code."""
    return {
        **draft.values,
        "year": _year(draft),
        "state": first_state(around.pack),
        "pack": around.pack.id,
        "pack_version": around.pack.version,
        "applied_on": draft.place.dated,
    }


def as_project(
    around: Surroundings, draft: Draft, key: int, stored: Mapping[int, Project]
) -> Project:
    """The project as it would stand after the import, for judging a preview; `key` if new."""
    if draft.record_id is not None:
        values: dict[str, Any] = dict(draft.values)
        return replace(stored[draft.record_id], **values)
    label = f"{draft.place.file}!{draft.row.row}"
    return Project(id=ProjectId(key), code=label, **new_project_values(around, draft))


def _known(around: Surroundings, rows: Sequence[tuple[Place, RowReading]]) -> Known:
    """What rows can be matched with; whole records only of what they are matched with."""
    listed = around.view.projects.rows()
    by_code = {each.code: int(each.id) for each in listed}
    open_ones = [each for each in listed if not each.is_classified]
    by_name = {(int(each.unit_id), normal_name(each.name)): int(each.id) for each in open_ones}
    known = Known(by_code, by_name, {}, {})
    found = {_matched(around, known, place, row) for place, row in rows}
    for part in around.steps.parts(sorted(key for key in found if key is not None), MATCHING):
        known.projects.update({int(each.id): each for each in around.view.projects.many(part)})
    return replace(known, locked=_locked(around, known.projects.values()))


def _matched(around: Surroundings, known: Known, place: Place, row: RowReading) -> int | None:
    """Key of the project a row means, None if it is a new one."""
    code = str(row.values.get("code") or "")
    if code:
        return known.by_code.get(code)
    unit = named_unit(around, place, row)
    name = normal_name(str(row.values.get("name") or ""))
    return None if unit is None else known.by_name.get((int(unit.id), name))


def _locked(around: Surroundings, projects: Collection[Project]) -> dict[int, str]:
    """Projects past their application: a signed result stands on the record as it is."""
    wanted = {int(project.id) for project in projects}
    if not wanted:
        return {}
    cases = around.view.cases.of_many("project", wanted)
    owners = {case.id: case.subject.id for case in cases}
    returned = {case.subject.id: case.outcome == "returned" for case in cases}
    decided = {
        owners[record.case_id]
        for record in around.view.steps.in_brief("project", wanted)
        if record.outcome in POSITIVE_OUTCOMES
    }
    first = first_state(around.pack)
    return {
        project.id: around.pack.state(project.state).title
        for project in projects
        if project.id in decided or not (project.state == first or returned.get(project.id, False))
    }


def _unmasked(
    around: Surroundings,
    known: Known,
    seen: Seen,
    columns: Columns,
    place: Place,
    row: RowReading,
) -> Draft:
    """The draft of a row, its masked cells taken for those on record."""
    matched = _matched(around, known, place, row)
    stored = known.projects[matched].recorded if matched is not None else {}
    found, faults = unmasked_cells(place, row, stored.get)
    if found:
        row = row._replace(values={**row.values, **found})
    draft = _draft(around, known, seen, columns, place, row)
    if not faults:
        return draft
    return replace(draft, kind="problem", problems=(*draft.problems, *faults))


def _draft(
    around: Surroundings,
    known: Known,
    seen: Seen,
    columns: Columns,
    place: Place,
    row: RowReading,
) -> Draft:
    name = str(row.values.get("name") or "")
    owner = named_unit(around, place, row)
    if owner is None:
        fault = unknown_owner(around, place, row)
        return Draft(place, row, "problem", name, problems=(fault,))
    matched = _matched(around, known, place, row)
    keys = [(f"unit {owner.id}", normal_name(name))] if name else []
    keys += [("project", str(matched))] if matched is not None else []
    if first := _first_place(seen, keys, place, row):
        message, advice = f"与{first}是同一个项目", cause_advice("duplicate_row")
        fault = place.problem(row, "name", "duplicate_row", message, advice)
        return Draft(place, row, "problem", name, problems=(fault,))
    if matched is None and (code := row.values.get("code")):
        message, advice = f"没有编码为“{code}”的项目", "首次申报请不填编码。"
        fault = place.problem(row, "code", "unknown_record", message, advice)
        return Draft(place, row, "problem", name, problems=(fault,))
    project = None if matched is None else known.projects[matched]
    values = application_values(columns, place, row, owner, project)
    if project is None:
        return Draft(place, row, "new", name, values=values)
    return _compared(around, known, place, row, project, values)


def _first_place(seen: Seen, keys: Sequence[tuple[str, str]], place: Place, row: RowReading) -> str:
    """Where an earlier row of the same project stands, empty for its first row."""
    found = next((seen[key] for key in keys if key in seen), "")
    here = f"{place.file} 的 {place.reading.sheet} 第 {row.row} 行"
    seen.update(dict.fromkeys(keys, here) if not found else {})
    return found


def named_unit(around: Surroundings, place: Place, row: RowReading) -> Unit | None:
    """The unit a row is of, the sender where it names none; None if nobody knows it."""
    text = str(row.values.get("unit") or "")
    return around.units.get(normal_name(text)) if text else place.sender


def unknown_owner(around: Surroundings, place: Place, row: RowReading) -> CellProblem:
    """The problem of a row whose unit nobody knows."""
    text = str(row.values.get("unit") or "")
    if text:
        return unknown_unit(around, place, row, "unit", text)
    message = "看不出是哪个单位申报的"
    return place.problem(row, "name", "unknown_unit", message, "请在表头“填报单位”写单位全称。")


def _compared(
    around: Surroundings,
    known: Known,
    place: Place,
    row: RowReading,
    project: Project,
    values: Mapping[str, Any],
) -> Draft:
    differing = {k: v for k, v in values.items() if getattr(project, k) != v}
    changes = tuple(application_changes(around, place, project, differing))
    title = project.name
    if not differing:
        if not row.values.get("code") and _is_earlier(project, place):
            return _resent(place, row, project)
        return Draft(place, row, "unchanged", title, project.id, project.code)
    if project.id in known.locked:
        message = f"{project.code} 处于“{known.locked[project.id]}”，不能用导入改动"
        ended = {state.id for state in around.pack.states if not state.is_live}
        advice = "请退回后由单位重报，或在项目页里修改。"
        if project.state in ended:
            advice = "撤回、未入库的要先登记恢复；确属新的申报，请换一个名称。"
        column = "code" if "code" in place.reading.columns else "name"
        fault = place.problem(row, column, "conflict", message, advice)
        return Draft(place, row, "problem", title, project.id, project.code, problems=(fault,))
    return Draft(place, row, "changed", title, project.id, project.code, differing, changes)


def _is_earlier(project: Project, place: Place) -> bool:
    """Whether the application on record is of an earlier month than this workbook."""
    applied, dated = project.applied_on, place.dated
    return (applied.year, applied.month) < (dated.year, dated.month)


def _resent(place: Place, row: RowReading, project: Project) -> Draft:
    message = f"{project.applied_on:%Y-%m-%d} 已申报，编码 {project.code}，内容相同"
    advice = "重复报送的请删去本行；确要修改的请填上项目编码。"
    remark = place.problem(row, "name", "duplicate_row", message, advice)
    return Draft(place, row, "skipped", project.name, project.id, project.code, remarks=(remark,))
