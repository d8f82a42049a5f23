"""The sheets of this workspace: the built-in ones with the pack's choices, and its registers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from db.unit_of_work import ReadView
from desktop_app.excel.sheet import Choices, ColumnKind, ColumnSpec, SheetContext, SheetSpec
from desktop_app.excel.sheets import SHEETS, sheet_spec
from desktop_app.excel.sheets.registers import register_sheet
from desktop_app.rules.pack import Pack
from desktop_app.rules.register_place import RegisterPlace, register_place
from desktop_app.rules.schema.sheets import SheetColumn
from desktop_app.use_cases.imports.mid_life_columns import (
    RUNNING_PROJECTS,
    date_columns,
    mid_life_choices,
)

KINDS = {
    "money": ColumnKind.MONEY,
    "integer": ColumnKind.INTEGER,
    "date": ColumnKind.DATE,
    "text": ColumnKind.LONG_TEXT,
    "bool": ColumnKind.BOOLEAN,
    "choice": ColumnKind.CHOICE,
}
CHOICE_FACTS = (
    "nature",
    "category",
    "infrastructure_kind",
    "funding_source",
    "by_reference_kind",
    "superior_opinion",
    "unit_kind",
    "owner_type",
)


BUILTIN_STAGES = {
    "reserve_pool": "reserve_pool",
    "needs": "reserve_pool",
    "city_results": "reserve_pool",
    "holidays": "system",
    "running_projects": "system",
    "past_steps": "system",
}
"""Stages of the built-in sheets that are not base data."""


def specs_in_force(view: ReadView, packs: Sequence[Pack]) -> dict[str, SheetSpec]:
    """Every sheet of several packs by id; the first pack that has a sheet makes it."""
    found: dict[str, SheetSpec] = {}
    for pack in packs:
        found = {**workspace_specs(view, pack), **found}
    return found


def workspace_specs(view: ReadView, pack: Pack) -> dict[str, SheetSpec]:
    """Every sheet by id, as this pack and this office's units make it."""
    units = tuple(unit.name for unit in view.units.all() if unit.valid_until is None)
    return pack_specs(pack, units, mid_life_choices(view, pack))


def pack_specs(
    pack: Pack, units: tuple[str, ...] = (), offered: Mapping[str, Choices] | None = None
) -> dict[str, SheetSpec]:
    """Every sheet by id as the pack makes it; `offered`: further choices by fact."""
    choices = {fact: pack.choices(fact) for fact in CHOICE_FACTS} | dict(offered or {})
    specs = {}
    for sheet in SHEETS:
        columns = pack.sheet_columns(sheet)
        more = date_columns(pack) if sheet == RUNNING_PROJECTS else ()
        own = tuple(_column(pack, each) for each in columns)
        context = SheetContext(choices, (*more, *own), units)
        specs[sheet] = _reworded(pack, _ordered(sheet_spec(sheet, context), columns))
    context = SheetContext(units=units)
    for register in pack.registers:
        if register.has_sheet:
            spec = register_sheet(place_of(pack, register.id), context)
            specs[register.id] = _reworded(pack, spec)
    return specs


def place_of(pack: Pack, register: str) -> RegisterPlace:
    """Where a register of the pack stands; KeyError if the pack keeps none of that id."""
    return register_place(pack.registers, register, {office.role for office in pack.offices})


def sheet_stages(pack: Pack) -> dict[str, str]:
    """The stage each sheet of the pack belongs to, by sheet."""
    stages = {sheet: BUILTIN_STAGES.get(sheet, "base_data") for sheet in SHEETS}
    kept = {each.id: each.stage or "general" for each in pack.registers if each.has_sheet}
    return stages | kept


def _column(pack: Pack, column: SheetColumn) -> ColumnSpec:
    fact = pack.fact(column.fact)
    kind = KINDS.get(fact.type, ColumnKind.TEXT)
    return ColumnSpec(
        key=column.fact,
        title=column.title,
        kind=kind,
        unit="万元" if kind is ColumnKind.MONEY else "",
        required=column.required,
        choices=fact.choices,
        width=column.width,
        hint=column.hint,
        aliases=column.aliases,
        max_length=column.max_length or 0,
        minimum=0 if kind is ColumnKind.MONEY else None,
    )


def _ordered(spec: SheetSpec, columns: tuple[SheetColumn, ...]) -> SheetSpec:
    """The spec with each further column behind the one it names."""
    ordered = list(spec.columns)
    for column in columns:
        keys = [each.key for each in ordered]
        if column.after in keys:
            moved = ordered.pop(keys.index(column.fact))
            behind = [each.key for each in ordered].index(column.after) + 1
            ordered.insert(behind, moved)
    return replace(spec, columns=tuple(ordered))


def _reworded(pack: Pack, spec: SheetSpec) -> SheetSpec:
    """The spec under the pack's own title and notes, its columns as the pack calls them."""
    text = pack.sheet_text(spec.id)
    if text is None:
        return spec
    columns = tuple(
        _renamed(column, text.titles.get(column.key, ""))
        for column in spec.columns
        if column.key not in text.without
    )
    notes = (*spec.notes, *text.notes)
    return replace(spec, title=text.title or spec.title, notes=notes, columns=columns)


def _renamed(column: ColumnSpec, title: str) -> ColumnSpec:
    """The column under another heading; the usual one is still known when read."""
    if not title:
        return column
    return replace(column, title=title, aliases=(*column.aliases, column.title))
