"""What a unit's workbook is pre-filled with, and what an export of a sheet holds."""

from collections.abc import Iterable, Mapping
from typing import Any

from db.unit_of_work import ReadView
from desktop_app.domain.base_data import Unit
from desktop_app.domain.project import AmountKind, Project
from desktop_app.excel.sheet import SheetSpec
from desktop_app.excel.sheets.reserve_pool import FUNDING_PREFIX
from desktop_app.use_cases.going_live.sheet_rows import TAKING_OVER
from desktop_app.use_cases.standing.reading import Reading

Row = Mapping[str, object]


def prefilled_rows(reading: Reading, spec: SheetSpec, unit: Unit) -> tuple[Row, ...]:
    """The rows a unit finds in its workbook: its own live applications and base data."""
    own = [row for row, owner in _rows_with_owner(reading, spec) if owner == unit.id]
    return tuple(own)


def exported_rows(reading: Reading, spec: SheetSpec) -> tuple[Row, ...]:
    """Every record of a sheet, as its export and its re-import need it."""
    return tuple(row for row, _ in _rows_with_owner(reading, spec))


def _rows_with_owner(reading: Reading, spec: SheetSpec) -> Iterable[tuple[Row, int | None]]:
    makers = {
        "reserve_pool": _projects,
        "needs": _needs,
        "units": _units,
        "experts": _experts,
        "systems": _systems,
        "catalogue": _catalogue,
        "holidays": _holidays,
    }
    if spec.id in makers:
        yield from makers[spec.id](reading.view)
    elif spec.id in TAKING_OVER:
        yield from TAKING_OVER[spec.id](reading)


def project_row(project: Project, unit_names: Mapping[int, str]) -> dict[str, object]:
    """One project as a row of the application sheet."""
    row: dict[str, object] = {
        **project.recorded,
        "code": project.code,
        "name": project.name,
        "unit": unit_names[project.unit_id],
        "declared_amount": project.amounts.get(AmountKind.DECLARED),
    }
    for key in ("nature", "category", "goal", "content", "route", "data_needed", "note"):
        row[key] = getattr(project, key) or None
    for line in project.funding:
        row[FUNDING_PREFIX + line.source] = line.amount_fen
    return row


def _projects(view: ReadView) -> Iterable[tuple[Row, int | None]]:
    names = _unit_names(view)
    for project in view.projects.all():
        if not project.is_classified and project.merged_into_id is None:
            yield project_row(project, names), project.submitting_unit_id or project.unit_id


def _needs(view: ReadView) -> Iterable[tuple[Row, int | None]]:
    names = _unit_names(view)
    for need in view.needs.all():
        row = {
            "unit": names[need.unit_id],
            "title": need.title,
            "scenario": need.scenario,
            "amount": need.amount_fen,
            "year": need.year,
            "adopter": names[need.adopter_id] if need.adopter_id else None,
            "note": need.note or None,
        }
        yield row, need.unit_id


def _units(view: ReadView) -> Iterable[tuple[Row, int | None]]:
    names = _unit_names(view)
    for unit in view.units.all():
        row = {
            **_fields(unit, "name", "short_name", "kind", "owner_type", "credit_code"),
            **_fields(unit, "contact", "phone", "valid_until", "note"),
            "superior": names[unit.superior_id] if unit.superior_id else None,
            "aliases": "、".join(unit.aliases) or None,
        }
        yield row, unit.id


def _experts(view: ReadView) -> Iterable[tuple[Row, int | None]]:
    keys = ("name", "unit_name", "field", "committee", "title", "phone", "status", "note")
    for expert in view.experts.all():
        yield _fields(expert, *keys), None


def _systems(view: ReadView) -> Iterable[tuple[Row, int | None]]:
    names = _unit_names(view)
    for system in view.systems.all():
        row = _fields(system, "name", "category", "content", "built_year", "status", "note")
        yield {**row, "unit": names[system.unit_id]}, system.unit_id


def _catalogue(view: ReadView) -> Iterable[tuple[Row, int | None]]:
    names = _unit_names(view)
    keys = ("code", "name", "item", "source_system", "share_type", "update_frequency", "note")
    for item in view.catalogue.all():
        row = {**_fields(item, *keys), "is_public": item.is_public}
        yield {**row, "owner_unit": names[item.owner_unit_id]}, item.owner_unit_id


def _holidays(view: ReadView) -> Iterable[tuple[Row, int | None]]:
    for year in view.calendars.all():
        for kind, days in (("rest", year.rest), ("work", year.work)):
            for day, name in sorted(days.items()):
                yield {"day": day, "kind": kind, "name": name, "source": year.source}, None


def _fields(record: Any, *names: str) -> dict[str, object]:
    """Fields of a record; an empty text is an empty cell."""
    return {name: getattr(record, name) or None for name in names}


def _unit_names(view: ReadView) -> dict[int, str]:
    return {unit.id: unit.name for unit in view.units.all()}
