"""Intake of base-data sheets: each row is one record, known again by its key."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from db.repositories.base import Repository
from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.base_data import Unit
from desktop_app.domain.record import Subject
from desktop_app.excel.problems import CellProblem, cause_advice
from desktop_app.excel.reading import RowReading
from desktop_app.excel.sheet import ColumnSpec
from desktop_app.use_cases.imports.intakes.intake import (
    MATCHING,
    STORING,
    Draft,
    Place,
    Surroundings,
    subjects_of,
)
from desktop_app.use_cases.imports.intakes.masked import unmasked_cells
from desktop_app.use_cases.imports.views import FieldChange
from desktop_app.values.money import Fen, wan_text
from desktop_app.values.text import normal_name

Values = dict[str, Any]
CLOSE_NAME = 60
"""Score (of 100) from which a registered name is offered for an unknown one."""
TEXT_KINDS = frozenset(
    {"text", "long_text", "choice", "code", "phone", "credit_code", "vin", "invoice"}
)


@dataclass(frozen=True)
class TableIntake:
    """One record per row; `fields` maps sheet columns to model fields where the names differ."""

    sheet: str
    subject: str
    repository: Callable[[ReadView], Repository[Any]]
    key: tuple[str, ...]
    """Model fields that name a record."""
    title: str
    """Model field shown as the row's title."""
    fields: Mapping[str, str] = field(default_factory=dict)
    unit_fields: frozenset[str] = frozenset()
    """Model fields that hold a unit's key; the sheet holds its name."""
    sender_field: str = ""
    """Unit field that takes the sender where the row names none."""
    defaults: Callable[[Surroundings], Values] = lambda _around: {}

    def plan(self, around: Surroundings, rows: Sequence[tuple[Place, RowReading]]) -> list[Draft]:
        """One draft per row: new, changed, unchanged or a problem."""
        known = {self._key_of_model(each): each for each in self.repository(around.view).all()}
        seen: dict[tuple[str, ...], str] = {}
        return [
            self._draft(around, known, seen, place, row)
            for place, row in around.steps.each(rows, MATCHING)
        ]

    def store(
        self, uow: UnitOfWork, around: Surroundings, drafts: Sequence[Draft]
    ) -> list[Subject]:
        """Write the drafts; units named in the same import as superiors are linked afterwards."""
        repository = self.repository(uow)
        changed = [(d.record_id, d.values) for d in drafts if d.record_id is not None]
        for some in around.steps.parts(changed, STORING):
            repository.change_many(dict(some))
        defaults = self.defaults(around)
        new = [draft for draft in drafts if draft.record_id is None]
        added: list[int] = []
        for part in around.steps.parts(new, STORING):
            rows = [repository.filled({**defaults, **draft.values}) for draft in part]
            added += repository.add_many(rows)
        return subjects_of(self.subject, drafts, added)

    def _draft(
        self,
        around: Surroundings,
        known: Mapping[tuple[str, ...], Any],
        seen: dict[tuple[str, ...], str],
        place: Place,
        row: RowReading,
    ) -> Draft:
        values, problems = self._values(around, place, row)
        key = tuple(normal_name(str(values.get(name) or "")) for name in self.key)
        here = f"{place.file} 的 {place.reading.sheet} 第 {row.row} 行"
        if any(key) and key in seen:
            problems.append(_repeated(place, row, place.reading.spec.key[0], seen[key]))
        seen.setdefault(key, here)
        title = str(values.get(self.title) or "")
        record = known.get(key)
        found, masked = unmasked_cells(
            place, row, lambda column: getattr(record, self.fields.get(column, column), "")
        )
        values |= {self.fields.get(column, column): value for column, value in found.items()}
        problems += masked
        if problems:
            return Draft(place, row, "problem", title, problems=tuple(problems))
        if record is None:
            return Draft(place, row, "new", title, values=values)
        changed = {n: v for n, v in values.items() if getattr(record, n) != v}
        changes = tuple(self._change(place, around, record, n, v) for n, v in changed.items())
        kind = "changed" if changed else "unchanged"
        return Draft(place, row, kind, title, record.id, title, changed, changes)

    def _values(
        self, around: Surroundings, place: Place, row: RowReading
    ) -> tuple[Values, list[CellProblem]]:
        values: Values = {}
        problems: list[CellProblem] = []
        for column in place.reading.columns:
            name = self.fields.get(column, column)
            if not name:
                continue
            value = row.values.get(column)
            if name in self.unit_fields:
                unit, fault = self._unit(around, place, row, column)
                problems += fault
                values[name] = None if unit is None else unit.id
            else:
                values[name] = _plain(value, place.reading.spec.column(column), name)
        left = [name for name in self.defaults(around) if values.get(name) is None]
        values = {name: value for name, value in values.items() if name not in left}
        if self.sender_field and values.get(self.sender_field) is None and not problems:
            if place.sender is None:
                problems.append(_no_sender(place, row))
            else:
                values[self.sender_field] = place.sender.id
        return values, problems

    def _unit(
        self, around: Surroundings, place: Place, row: RowReading, column: str
    ) -> tuple[Unit | None, list[CellProblem]]:
        text = str(row.values.get(column) or "")
        if not text:
            return None, []
        unit = around.units.get(normal_name(text))
        return unit, [] if unit else [unknown_unit(around, place, row, column, text)]

    def _key_of_model(self, record: Any) -> tuple[str, ...]:
        return tuple(normal_name(str(getattr(record, name) or "")) for name in self.key)

    def _change(
        self, place: Place, around: Surroundings, record: Any, name: str, value: Any
    ) -> FieldChange:
        columns = {self.fields.get(c.key, c.key): c for c in place.reading.spec.columns}
        column = columns.get(name)
        names = {unit.id: unit.name for unit in around.units.values()}
        own = names if name in self.unit_fields else {}
        label = column.title if column else "填报单位"
        return FieldChange(
            label, shown(getattr(record, name), column, own), shown(value, column, own)
        )


def shown(value: Any, column: ColumnSpec | None, names: Mapping[Any, str]) -> str:
    """A stored value as the clerk reads it: labels, 是/否, 万元, names of units."""
    if value is None or value == "":
        return ""
    if isinstance(value, tuple | list):
        return "、".join(map(str, value))
    if value in names:
        return names[value]
    return _plain_text(value, column)


def _plain_text(value: Any, column: ColumnSpec | None) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if column is not None and column.unit and isinstance(value, int):
        return f"{wan_text(Fen(value))} 万元"
    if column is not None and column.choices:
        return dict(reversed(column.choices)).get(str(value), str(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def unknown_unit(
    around: Surroundings, place: Place, row: RowReading, column: str, text: str
) -> CellProblem:
    """The problem of a unit name nobody registered, with the names most like it."""
    message = f"单位名录里没有“{text}”"
    return place.problem(row, column, "unknown_unit", message, unknown_unit_advice(around, text))


def unknown_unit_advice(around: Surroundings, text: str) -> str:
    """What to do about a unit name nobody registered, with the names most like it."""
    from rapidfuzz import process  # noqa: PLC0415 - only when a name is not found

    names = sorted({unit.name for unit in around.units.values()})
    close = [
        name for name, score, _ in process.extract(text, names, limit=2) if score >= CLOSE_NAME
    ]
    hint = f"是不是“{'”或“'.join(close)}”？" if close else ""
    return f"{hint}{cause_advice('unknown_unit')}"


def _no_sender(place: Place, row: RowReading) -> CellProblem:
    first = next(iter(place.reading.columns))
    return place.problem(
        row, first, "unknown_unit", "看不出是哪个单位报的", "请在表头“填报单位”写单位全称。"
    )


def _repeated(place: Place, row: RowReading, column: str, first: str) -> CellProblem:
    return place.problem(
        row, column, "duplicate_row", f"与{first}重复", cause_advice("duplicate_row")
    )


def _plain(value: object, column: ColumnSpec, name: str) -> Any:
    if name == "aliases":
        text = str(value or "").replace("，", "、").replace(",", "、").replace("；", "、")
        return tuple(part.strip() for part in text.split("、") if part.strip())
    if value is None and column.kind in TEXT_KINDS:
        return ""
    return value
