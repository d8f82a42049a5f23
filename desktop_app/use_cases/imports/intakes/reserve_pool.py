"""Intake of the application sheet (储备库申报表): rows become projects in their first state.

A row is known by its project code, else by unit and name. A row without a code that repeats an
application of an earlier month unchanged is reported and skipped, never stored twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from db.unit_of_work import UnitOfWork
from desktop_app.domain.base_data import Unit
from desktop_app.domain.project import AmountKind, FundingLine, Project
from desktop_app.domain.record import Subject
from desktop_app.excel.problems import CellProblem, cause_advice
from desktop_app.excel.reading import RowReading
from desktop_app.excel.sheets.reserve_pool import FUNDING_PREFIX
from desktop_app.rules.schema.common import POSITIVE_OUTCOMES
from desktop_app.use_cases.codes import code_giver, first_state
from desktop_app.use_cases.imports.intakes.intake import Draft, Place, Surroundings
from desktop_app.use_cases.imports.intakes.table import shown, unknown_unit
from desktop_app.use_cases.imports.views import FieldChange
from desktop_app.values.ids import ProjectId
from desktop_app.values.money import wan_text
from desktop_app.values.text import normal_name

COLUMNS = ("name", "nature", "category", "goal", "content", "route", "data_needed", "note")
"""Sheet columns that are columns of the project itself; the others are recorded facts."""
NOT_FACTS = {"code", "unit", "declared_amount", "is_classified", *COLUMNS}


@dataclass(frozen=True)
class Known:
    """What the workspace already holds, for matching."""

    by_code: Mapping[str, Project]
    by_name: Mapping[tuple[int, str], Project]
    locked: Mapping[int, str]
    """Projects whose record may not be changed by an import, with the reason."""


class ReservePoolIntake:
    """Applications of the units for the reserve pool."""

    sheet = "reserve_pool"

    def plan(self, around: Surroundings, rows: Sequence[tuple[Place, RowReading]]) -> list[Draft]:
        """One draft per row: new, changed, unchanged, skipped or a problem."""
        known = _known(around)
        seen: dict[tuple[int, str], str] = {}
        return [_draft(around, known, seen, place, row) for place, row in rows]

    def store(
        self, uow: UnitOfWork, around: Surroundings, drafts: Sequence[Draft]
    ) -> list[Subject]:
        """Write the applications; new ones get their code and the pack of this day."""
        changed = {d.record_id: d.values for d in drafts if d.record_id is not None}
        uow.projects.change_many(changed)
        new = [draft for draft in drafts if draft.record_id is None]
        codes = code_giver(uow, around.pack)
        rows = [
            {**new_project_values(around, draft), "code": codes(draft.place.dated.year)}
            for draft in new
        ]
        keys = iter(uow.projects.add_many(rows))
        return [
            Subject("project", next(keys) if d.record_id is None else d.record_id) for d in drafts
        ]


def new_project_values(around: Surroundings, draft: Draft) -> dict[str, Any]:
    """All fields of a project that does not exist yet, except its code."""
    return {
        **draft.values,
        "year": draft.place.dated.year,
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


def _known(around: Surroundings) -> Known:
    projects = around.view.projects.all()
    return Known(
        by_code={p.code: p for p in projects},
        by_name={(p.unit_id, normal_name(p.name)): p for p in projects if not p.is_classified},
        locked=_locked(around, projects),
    )


def _locked(around: Surroundings, projects: Sequence[Project]) -> dict[int, str]:
    """Projects past their application: a signed result stands on the record as it is."""
    cases = around.view.cases.where(subject_kind="project")
    owners = {case.id: case.subject.id for case in cases}
    returned = {case.subject.id: case.outcome == "returned" for case in cases}
    decided = {
        owners[record.case_id]
        for record in around.view.steps.all()
        if record.case_id in owners and record.outcome in POSITIVE_OUTCOMES
    }
    first = first_state(around.pack)
    return {
        project.id: around.pack.state(project.state).title
        for project in projects
        if project.id in decided or not (project.state == first or returned.get(project.id, False))
    }


def _draft(
    around: Surroundings,
    known: Known,
    seen: dict[tuple[int, str], str],
    place: Place,
    row: RowReading,
) -> Draft:
    name = str(row.values.get("name") or "")
    owner, problems = _owner(around, place, row)
    if owner is None:
        return Draft(place, row, "problem", name, problems=tuple(problems))
    key = (int(owner.id), normal_name(name))
    here = f"{place.file} 的 {place.reading.sheet} 第 {row.row} 行"
    if key in seen:
        fault = place.problem(
            row,
            "name",
            "duplicate_row",
            f"与{seen[key]}是同一个项目",
            cause_advice("duplicate_row"),
        )
        return Draft(place, row, "problem", name, problems=(fault,))
    seen[key] = here
    project, problems = _match(known, place, row, key)
    if problems:
        return Draft(place, row, "problem", name, problems=tuple(problems))
    values = _values(place, row, owner, project)
    if project is None:
        return Draft(place, row, "new", name, values=values)
    return _compared(around, known, place, row, project, values)


def _owner(
    around: Surroundings, place: Place, row: RowReading
) -> tuple[Unit | None, list[CellProblem]]:
    text = str(row.values.get("unit") or "")
    if not text:
        if place.sender is not None:
            return place.sender, []
        message = "看不出是哪个单位申报的"
        return None, [
            place.problem(row, "name", "unknown_unit", message, "请在表头“填报单位”写单位全称。")
        ]
    unit = around.units.get(normal_name(text))
    return unit, [] if unit else [unknown_unit(around, place, row, "unit", text)]


def _match(
    known: Known, place: Place, row: RowReading, key: tuple[int, str]
) -> tuple[Project | None, list[CellProblem]]:
    code = str(row.values.get("code") or "")
    if not code:
        return known.by_name.get(key), []
    project = known.by_code.get(code)
    if project is not None:
        return project, []
    return None, [
        place.problem(
            row, "code", "unknown_record", f"没有编码为“{code}”的项目", "首次申报请不填编码。"
        )
    ]


def _values(place: Place, row: RowReading, owner: Unit, project: Project | None) -> dict[str, Any]:
    given: dict[str, Any] = {key: row.values.get(key) for key in place.reading.columns}
    values: dict[str, Any] = {key: given[key] or "" for key in COLUMNS if key in given}
    values["unit_id"] = owner.id
    if place.sender is None and project is not None:
        values["submitting_unit_id"] = project.submitting_unit_id
    else:
        values["submitting_unit_id"] = (place.sender or owner).id
    if "declared_amount" in given:
        amounts = dict(project.amounts) if project else {}
        amounts.pop(AmountKind.DECLARED, None)
        if given["declared_amount"] is not None:
            amounts[AmountKind.DECLARED] = given["declared_amount"]
        values["amounts"] = amounts
    funding = [key for key in given if key.startswith(FUNDING_PREFIX)]
    if funding:
        values["funding"] = tuple(
            FundingLine(key.removeprefix(FUNDING_PREFIX), given[key])
            for key in funding
            if given[key]
        )
    recorded = dict(project.recorded) if project else {}
    for key in given.keys() - NOT_FACTS - set(funding):
        recorded.pop(key, None)
        if given[key] not in (None, ""):
            recorded[key] = given[key]
    values["recorded"] = {key: recorded[key] for key in sorted(recorded)}
    return values


def _compared(
    around: Surroundings,
    known: Known,
    place: Place,
    row: RowReading,
    project: Project,
    values: Mapping[str, Any],
) -> Draft:
    differing = {k: v for k, v in values.items() if getattr(project, k) != v}
    changes = tuple(_changes(around, place, project, differing))
    title = project.name
    if not differing:
        if not row.values.get("code") and _is_earlier(project, place):
            return _resent(place, row, project)
        return Draft(place, row, "unchanged", title, project.id, project.code)
    if project.id in known.locked:
        message = f"{project.code} 处于“{known.locked[project.id]}”，不能用导入改动"
        advice = "请退回后由单位重报，或在项目页里修改。"
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


def _changes(
    around: Surroundings, place: Place, project: Project, differing: Mapping[str, Any]
) -> list[FieldChange]:
    columns = {column.key: column for column in place.reading.spec.columns}
    names = {unit.id: unit.name for unit in around.units.values()}
    changes = []
    for key, value in differing.items():
        old = getattr(project, key)
        if key == "amounts":
            before, after = old.get(AmountKind.DECLARED), value.get(AmountKind.DECLARED)
            changes.append(FieldChange("申报金额", _wan(before), _wan(after)))
        elif key == "funding":
            changes += _funding_changes(around, old, value)
        elif key == "recorded":
            changes += [
                FieldChange(
                    columns[name].title if name in columns else name,
                    shown(old.get(name), columns.get(name), {}),
                    shown(value.get(name), columns.get(name), {}),
                )
                for name in sorted(old.keys() | value.keys())
                if old.get(name) != value.get(name)
            ]
        elif key in ("unit_id", "submitting_unit_id"):
            label = "项目建设单位" if key == "unit_id" else "填报单位"
            changes.append(FieldChange(label, names.get(old, ""), names.get(value, "")))
        else:
            column = columns.get(key)
            label = column.title if column else key
            changes.append(FieldChange(label, shown(old, column, {}), shown(value, column, {})))
    return changes


def _funding_changes(
    around: Surroundings, old: Sequence[FundingLine], new: Sequence[FundingLine]
) -> list[FieldChange]:
    labels = dict(around.pack.choices("funding_source"))
    before = {line.source: line.amount_fen for line in old}
    after = {line.source: line.amount_fen for line in new}
    return [
        FieldChange(labels.get(s, s), _wan(before.get(s)), _wan(after.get(s)))
        for s in sorted(before.keys() | after.keys())
        if before.get(s) != after.get(s)
    ]


def _wan(fen: Any) -> str:
    return "" if fen is None else f"{wan_text(fen)} 万元"
