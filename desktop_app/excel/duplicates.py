"""Rows that name the same thing twice within a book."""

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.excel.grid import column_number, quote
from desktop_app.excel.money_units import row_name
from desktop_app.excel.problems import Cause, CellProblem, cause_advice
from desktop_app.excel.reading import RowReading, SheetReading

Spot = tuple[str, int]
"""Sheet and row."""
Seen = dict[tuple[str, tuple[str, ...]], Spot]
"""Where a row stands, by sheet id and row name."""


def repeated_rows(file: str, sheets: Sequence[SheetReading]) -> tuple[SheetReading, ...]:
    """The sheets with a problem at every row that repeats an earlier one of the same book."""
    seen: Seen = {}
    return tuple(
        replace(sheet, problems=(*sheet.problems, *problems)) if problems else sheet
        for sheet in sheets
        for problems in (_repeats(file, sheet, seen),)
    )


def _repeats(file: str, sheet: SheetReading, seen: Seen) -> list[CellProblem]:
    found: list[CellProblem] = []
    spec = sheet.spec
    for row in sheet.rows if not spec.is_ledger else ():
        name = row_name(spec, row)
        if "" in name and not _names_row(sheet, name):
            continue
        key = (spec.id, name)
        earlier = seen.get(key)
        if earlier is not None:
            found.append(_problem(file, sheet, row, earlier))
        else:
            seen[key] = (sheet.sheet, row.row)
    return found


def _names_row(sheet: SheetReading, name: tuple[str, ...]) -> bool:
    """Whether the row has its whole key; the unit may be left to the heading."""
    return all(
        part or key == sheet.spec.unit_column
        for key, part in zip(sheet.spec.key, name, strict=True)
    )


def _problem(file: str, sheet: SheetReading, row: RowReading, earlier: Spot) -> CellProblem:
    key = next(key for key in reversed(sheet.spec.key) if key in sheet.columns)
    letters = sheet.columns[key]
    other_sheet, other_row = earlier
    where = f"第{other_row}行"
    if other_sheet != sheet.sheet:
        where = f"“{other_sheet}”{where}"
    return CellProblem(
        file, sheet.sheet, f"{letters}{row.row}", quote(row.raw[column_number(letters)]),
        Cause.DUPLICATE_ROW, f"与{where}重复"[:40], cause_advice(Cause.DUPLICATE_ROW),
        column=sheet.title_of(letters),
    )  # fmt: skip
