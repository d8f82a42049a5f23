"""The cells of one row of a register sheet under the pack its project follows, and their faults."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.register_cells import as_cell, same_cell, unmasked
from desktop_app.domain.register_row import RowRules
from desktop_app.excel.problems import CellProblem
from desktop_app.excel.reading import RowReading
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema.registers import RegisterField, RegisterSpec
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.imports.intakes.intake import Place, Surroundings
from desktop_app.use_cases.imports.intakes.table import unknown_unit_advice
from desktop_app.use_cases.imports.views import FieldChange
from desktop_app.use_cases.registers.listing import shown
from desktop_app.use_cases.standing.purged import (
    ADVICE,
    Purges,
    newly_personal,
    purges_above,
    told_purged,
)
from desktop_app.values.identity import mask_as
from desktop_app.values.ids import EntryId
from desktop_app.values.text import normal_name

Cells = dict[str, JsonValue]
CAUSES = {
    "missing": "missing",
    "wrong_type": "wrong_type",
    "too_long": "too_long",
    "bad_code": "bad_code",
    "out_of_range": "out_of_range",
    "date_order": "date_order",
    "computed": "computed_differs",
}
"""The cause of a problem by the kind of fault of a row."""


@dataclass(frozen=True)
class RowsUnder:
    """The rows of one register under one pack."""

    pack: Pack
    spec: RegisterSpec
    rules: RowRules
    fields: Mapping[str, RegisterField]

    @classmethod
    def of(cls, pack: Pack, register: str, on: date) -> "RowsUnder | None":
        """The register as the pack keeps it, None if it keeps none of that id.

        `on` is the day its rows are taken in.
        """
        spec = next((each for each in pack.registers if each.id == register), None)
        if spec is None:
            return None
        return cls(
            pack, spec, RowRules(spec, pack.names, on), {each.id: each for each in spec.field}
        )


class CellReader:
    """Turns the values of rows into cells, over those of the row on record."""

    def __init__(self, around: Surroundings, place: Place) -> None:
        spec, columns = place.reading.spec, place.reading.columns
        told = {*spec.owner_columns, *spec.told_columns}
        self._around = around
        self._place = place
        self._own = tuple(key for key in columns if key not in told)
        self._purges = Purges()
        self._unread = {(p.sheet, p.cell) for p in place.reading.problems}

    def cells(self, under: RowsUnder, row: RowReading, stored: Mapping[str, JsonValue]) -> Cells:
        """The row as it would be kept: columns the sheet has replace those on record."""
        cells = dict(stored)
        values, fields = row.values, under.fields
        for key in self._own:
            value = values[key]
            if value is None:
                cells.pop(key, None)
            elif key in fields:
                cells[key] = unmasked(fields[key], as_cell(value), stored.get(key))
        for field in under.spec.field:
            if field.equals is not None and values.get(field.id) is None:
                cells.pop(field.id, None)
        return under.rules.completed(cells)

    def problems(self, under: RowsUnder, row: RowReading, cells: Cells) -> list[CellProblem]:
        """Everything that stands against keeping these cells, each at its cell."""
        found = [*self._foreign(under, row), *self._units(under, row, cells)]
        for fault in under.rules.faults(cells):
            if not self._is_told(row, fault.field, is_missing=fault.kind == "missing"):
                cause = CAUSES[fault.kind]
                found.append(self._problem(row, fault.field, cause, fault.message, fault.advice))
        return found

    def purged(
        self,
        under: RowsUnder,
        row: RowReading,
        above: EntryId | None,
        cells: tuple[Cells, Mapping[str, JsonValue]],
    ) -> list[CellProblem]:
        """Personal columns of a campaign whose personal data were taken out; cells new and old."""
        if above is None:
            return []
        if above not in self._purges:
            self._purges[above] = purges_above(self._around.view, (above,)).get(above)
        purge = self._purges[above]
        if purge is None:
            return []
        return [
            self._problem(row, field.id, "conflict", told_purged(purge, (field,)), ADVICE)
            for field in newly_personal(under.spec, *cells)
        ]

    def _is_told(self, row: RowReading, column: str, *, is_missing: bool) -> bool:
        """Whether the reader has said already what is wrong with the cell, or with its column."""
        letter = self._place.reading.columns.get(column)
        if letter is None:
            return is_missing and self._place.reading.spec.column(column).required
        return (self._place.reading.sheet, f"{letter}{row.row}") in self._unread

    def _problem(
        self, row: RowReading, column: str, cause: str, message: str, advice: str
    ) -> CellProblem:
        return self._place.problem(row, column, cause, message, advice)

    def _foreign(self, under: RowsUnder, row: RowReading) -> Iterator[CellProblem]:
        """Columns and choices the pack of this project does not have."""
        for key in self._own:
            value = row.values[key]
            field = under.fields.get(key)
            if value is None:
                continue
            if field is None:
                title = self._place.reading.spec.column(key).title
                message = f"《{under.pack.title}》的{under.spec.title}没有“{title}”这一列"
                yield self._problem(row, key, "conflict", message, "请清空这一格。")
            elif field.choices and value not in {choice.id for choice in field.choices}:
                labels = "、".join(choice.label for choice in field.choices)
                message = f"《{under.pack.title}》里没有这个选项"
                yield self._problem(row, key, "unknown_choice", message, f"可填：{labels}。")

    def _units(self, under: RowsUnder, row: RowReading, cells: Cells) -> Iterator[CellProblem]:
        """Names of units, written in full; a name nobody registered is told."""
        for field in under.spec.field:
            text = cells.get(field.id) if field.format == "unit" else None
            if not isinstance(text, str) or field.id not in self._own:
                continue
            unit = self._around.units.get(normal_name(text))
            if unit is not None:
                cells[field.id] = unit.name
            else:
                advice = unknown_unit_advice(self._around, text)
                message = f"单位名录里没有“{text}”"
                yield self._problem(row, field.id, "unknown_unit", message, advice)


def differing(
    under: RowsUnder, stored: Mapping[str, JsonValue], cells: Mapping[str, JsonValue]
) -> tuple[str, ...]:
    """The columns in which two rows say different things."""
    return tuple(
        key
        for key, field in under.fields.items()
        if not same_cell(field, stored.get(key), cells.get(key))
    )


def cell_changes(
    under: RowsUnder,
    columns: Collection[str],
    stored: Mapping[str, JsonValue],
    cells: Mapping[str, JsonValue],
) -> tuple[FieldChange, ...]:
    """Old and new text of columns, as a clerk reads them."""
    return tuple(
        FieldChange(
            under.fields[key].label,
            _text(under.fields[key], stored.get(key)),
            _text(under.fields[key], cells.get(key)),
        )
        for key in columns
    )


def _text(field: RegisterField, value: JsonValue) -> str:
    unit = (field.unit or "万元") if field.type == "money" else field.unit
    choices = [(choice.id, choice.label) for choice in field.choices]
    text = shown(field.type, unit, value, choices)
    text = mask_as(field.format, text) if field.is_personal and text else text
    return f"{text} {unit}" if text and field.type == "money" else text
