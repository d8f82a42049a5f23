"""How rows of the log read: records by name, cells by their column's title, in its unit."""

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from db.labels import SUBJECT_TABLES
from desktop_app.domain.project import AMOUNT_LABELS, AmountKind
from desktop_app.domain.record import Change
from desktop_app.excel.sheet import ColumnKind, ColumnSpec, SheetSpec
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import RegisterSpec
from desktop_app.use_cases.imports.intakes import INTAKES
from desktop_app.use_cases.imports.intakes.table import TableIntake, shown
from desktop_app.use_cases.imports.specs import specs_in_force
from desktop_app.use_cases.registers.listing import RegisterColumn, column_of
from desktop_app.use_cases.registers.listing import shown as shown_entry
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.values.identity import mask_personal, mask_text
from desktop_app.values.money import Fen, wan_text

Cell = tuple[str, str, str]
"""Title of the column, old text, new text."""
SHEETS = {
    "project": "reserve_pool",
    "need": "needs",
    "unit": "units",
    "expert": "experts",
    "existing_system": "systems",
    "catalogue_item": "catalogue",
}
"""The sheet whose columns a table's cells are titled by."""
OWN_TITLES = {
    "project": {
        "code": "项目编号",
        "unit_id": "项目建设单位",
        "submitting_unit_id": "报送单位",
        "year": "年度",
        "state": "状态",
        "applied_on": "申报日期",
        "is_classified": "是否涉密",
    }
}
"""Titles of cells that no sheet has a column for."""
UNIT_CELLS = frozenset({"unit_id", "submitting_unit_id", "superior_id", "owner_unit_id"})
DETAILS = frozenset({"project_amount", "funding_line", "recorded_fact"})
"""Rows that are written anew when what they belong to changes."""
PERSONS = frozenset({"expert"})
"""Tables whose rows are people, named in the log by the first character."""


class LogWording:
    """Words for changed rows, as the workspace and its packs name them today."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._view = reading.view
        self._ways = {
            **dict.fromkeys(SHEETS, self._of_sheet),
            "project_amount": self._amount,
            "funding_line": self._funding,
            "recorded_fact": self._fact,
            "register_entry": self._entry,
        }

    def is_record(self, change: Change) -> bool:
        """Whether the row is one a clerk knows by name."""
        return change.table in SHEETS or change.table == "register_entry"

    def record(self, change: Change) -> str:
        """The name of the changed record; a person's masked."""
        if change.table in PERSONS:
            person = self._view.experts.find(change.row_id)
            name = mask_personal(person.name) if person else f"第 {change.row_id} 条"
            return f"专家“{name}”"
        spec = self._register(change) if change.table == "register_entry" else None
        titles = [each for each in spec.field if each.id == spec.name] if spec else []
        if spec and any(each.is_personal for each in titles):
            return f"{spec.label}（第 {change.row_id} 条）"
        return mask_text(self._view.events.label(*self._owner(change)))

    def _owner(self, change: Change) -> tuple[str, int]:
        """The row itself, of a detail what it belongs to."""
        row = self._whole(change) if change.table in DETAILS else {}
        kind, key = row.get("subject_kind", "project"), row.get("project_id", row.get("subject_id"))
        if isinstance(key, int) and kind in SUBJECT_TABLES:
            return SUBJECT_TABLES[kind], key
        return change.table, change.row_id

    def cells(self, change: Change) -> Iterator[Cell]:
        """The cells that differ, without those only the program needs."""
        way = self._ways.get(change.table)
        if way is not None and (change.before or change.after):
            yield from way(change)

    def _of_sheet(self, change: Change) -> Iterator[Cell]:
        columns = self._columns(change.table)
        titles = {name: column.title for name, column in columns.items()}
        for name, title in (OWN_TITLES.get(change.table, {}) | titles).items():
            sides = [_or_empty(_plain(side, name)) for side in (change.before, change.after)]
            if sides[0] != sides[1]:
                column = columns.get(name)
                yield _masked(column, title, *(self._text(name, column, each) for each in sides))

    def _columns(self, table: str) -> Mapping[str, ColumnSpec]:
        """The columns of the table's sheet by the cell they fill."""
        intake = INTAKES[SHEETS[table]]
        fields = intake.fields if isinstance(intake, TableIntake) else {}
        spec = self._specs[SHEETS[table]]
        return {fields.get(column.key, column.key): column for column in spec.columns}

    @cached_property
    def _specs(self) -> Mapping[str, SheetSpec]:
        return specs_in_force(self._view, self._reading.in_force)

    @cached_property
    def _units(self) -> Mapping[int, str]:
        return {key: unit.name for key, unit in self._reading.units.items()}

    def _text(self, name: str, column: ColumnSpec | None, value: Any) -> str:
        """A stored cell: JSON lists, yes and no kept as 1 and 0, keys of units, ids of states."""
        value = _read(value, list)
        if name in UNIT_CELLS:
            return shown(value, None, self._units)
        if name == "state":
            titles = {
                state.id: state.title for pack in self._reading.in_force for state in pack.states
            }
            return titles.get(str(value), str(value))
        is_flag = name.startswith("is_") or (column and column.kind is ColumnKind.BOOLEAN)
        if is_flag and isinstance(value, int):
            return shown(bool(value), column, {})
        return shown(value, column, {})

    def _amount(self, change: Change) -> Iterator[Cell]:
        kind = self._whole(change).get("kind")
        label = AMOUNT_LABELS[AmountKind(kind)] if kind in set(AmountKind) else ""
        yield (f"{label}金额", *_wan(change))

    def _funding(self, change: Change) -> Iterator[Cell]:
        source = str(self._whole(change).get("source", ""))
        labels = dict(self._reading.current.choices("funding_source"))
        yield (f"资金来源（{labels.get(source, source)}）", *_wan(change))

    def _fact(self, change: Change) -> Iterator[Cell]:
        row = self._whole(change)
        name = str(row.get("name", ""))
        pack = self._pack_of(row)
        column = next(
            (spec.column(name) for spec in self._specs.values() if name in _keys(spec)), None
        )
        fact = pack.fact(name) if name in pack.names.facts else None
        title = column.title if column else fact.label if fact else "登记事项"
        if column is None and fact is not None:
            column = ColumnSpec(name, title, choices=fact.choices)
        sides = (_plain(side, "value") for side in (change.before, change.after))
        old, new = (shown(_read(each, list, str, int), column, {}) for each in sides)
        yield _masked(column, title, old, new)

    def _entry(self, change: Change) -> Iterator[Cell]:
        spec = self._register(change)
        before, after = (_read(_plain(s, "cells"), dict) for s in (change.before, change.after))
        for field in spec.field if spec else ():
            sides = [s.get(field.id) if isinstance(s, dict) else None for s in (before, after)]
            if sides[0] != sides[1]:
                hide = mask_personal if field.is_personal else mask_text
                old, new = (hide(_entry_text(column_of(field), each)) for each in sides)
                yield field.label, old, new

    def _register(self, change: Change) -> RegisterSpec | None:
        row = self._whole(change)
        registers = self._pack_of(row).registers
        return next((each for each in registers if each.id == row.get("register_id")), None)

    def _whole(self, change: Change) -> Mapping[str, Any]:
        """The row as it stands, else as the log has it."""
        told = {**(change.before or {}), **(change.after or {})}
        return {**told, **(self._view.events.row_of(change) or {})}

    def _pack_of(self, row: Mapping[str, Any]) -> Pack:
        """The pack a row or its project follows, else the one in force."""
        if row.get("subject_kind") == "project":
            project = self._view.projects.find(row["subject_id"])
            return self._pinned(project.pack, project.pack_version) if project else self._current
        return self._pinned(str(row.get("pack", "")), str(row.get("pack_version", "")))

    def _pinned(self, pack: str, version: str) -> Pack:
        is_known = self._view.packs.version(pack, version) is not None
        return self._reading.pinned((pack, version)) if is_known else self._current

    @property
    def _current(self) -> Pack:
        return self._reading.current


def _or_empty(value: Any) -> Any:
    return "" if value is None else value


def _masked(column: ColumnSpec | None, title: str, old: str, new: str) -> Cell:
    is_personal = column is not None and column.is_personal
    hide = mask_personal if is_personal else mask_text
    return title, hide(old), hide(new)


def _wan(change: Change) -> tuple[str, str]:
    sides = (_plain(side, "amount_fen") for side in (change.before, change.after))
    old, new = (f"{wan_text(Fen(fen))} 万元" if isinstance(fen, int) else "" for fen in sides)
    return old, new


def _plain(side: Mapping[str, Any] | None, name: str) -> Any:
    return side.get(name) if side else None


def _read(value: Any, *kinds: type) -> Any:
    """The JSON in a cell if it is of these kinds, else the cell as it is."""
    if isinstance(value, dict | list):  # no cell holds one: the log was written by another hand
        return str(value)
    try:
        found = json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        return value
    return found if isinstance(found, kinds) else value


def _entry_text(column: RegisterColumn, value: Any) -> str:
    as_kept = tuple(map(str, value)) if isinstance(value, list) else value
    try:
        text = shown_entry(column.type, column.unit, as_kept, column.choices)
    except ArithmeticError:  # no number where one belongs: written by another hand
        return str(value)
    return f"{text} {column.unit}" if text and column.type == "money" else text


def _keys(spec: SheetSpec) -> set[str]:
    return {column.key for column in spec.columns}
