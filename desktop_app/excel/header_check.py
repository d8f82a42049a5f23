"""Problems of a header: missing and repeated columns, units that contradict each other."""

from collections.abc import Iterator, Mapping

from desktop_app.excel.faults import CellFault, shown
from desktop_app.excel.grid import RawSheet, cell_name, column_letters
from desktop_app.excel.headers import Header, likely_key
from desktop_app.excel.problems import Cause, CellProblem, cause_advice
from desktop_app.excel.sheet import ColumnKind

_UNITS = ("元", "万元", "")


def header_problems(
    file: str, sheet: RawSheet, header: Header, heading: Mapping[str, str]
) -> Iterator[CellProblem]:
    """The problems of the header, each at a header cell."""
    for column, fault in (*_missing(header), *_repeated(header), *_units(header, heading)):
        row = _text_row(sheet, header, column)
        yield CellProblem(
            file, sheet.name, cell_name(row, column), sheet.text_at(row, column),
            fault.cause, fault.message, fault.advice or cause_advice(fault.cause),
        )  # fmt: skip


def _text_row(sheet: RawSheet, header: Header, column: int) -> int:
    """The lowest header row that has text in this column."""
    for row in range(header.last, header.first - 1, -1):
        if sheet.text_at(row, column):
            return row
    return header.last


def _missing(header: Header) -> Iterator[tuple[int, CellFault]]:
    likely = {likely_key(header, text): column for column, text in header.unknown.items()}
    for spec in header.spec.needed:
        if spec.key in header.columns:
            continue
        if spec.key in likely:
            column = likely[spec.key]
            yield (
                column,
                CellFault(
                    Cause.UNCLEAR_COLUMN,
                    f"{shown(header.unknown[column])}是不是“{spec.title}”？",
                    f"请把列名改成“{spec.title}”，或由经办人在导入时指定。",
                ),
            )
        else:
            yield (
                min(header.columns.values()),
                CellFault(
                    Cause.MISSING_COLUMN,
                    f"缺少“{spec.title}”列",
                    f"请按模板补上“{spec.title}”列。",
                ),
            )


def _repeated(header: Header) -> Iterator[tuple[int, CellFault]]:
    for key, column in header.repeated:
        title = header.spec.column(key).title
        first = column_letters(header.columns[key])
        yield column, CellFault(Cause.DUPLICATE_COLUMN, f"“{title}”有两列，另一列在{first}列")


def _units(header: Header, heading: Mapping[str, str]) -> Iterator[tuple[int, CellFault]]:
    stated = heading["money_unit"]
    for spec in header.spec.columns:
        column = header.columns.get(spec.key)
        if spec.kind is not ColumnKind.MONEY or column is None:
            continue
        own = header.units.get(spec.key, "")
        if own not in _UNITS or (not own and stated not in _UNITS):
            yield (
                column,
                CellFault(
                    Cause.UNCLEAR_UNIT, f"金额单位是{own or stated}，只认元和万元", "请改成万元。"
                ),
            )
        elif own and stated and own != stated:
            yield (
                column,
                CellFault(
                    Cause.UNCLEAR_UNIT,
                    f"列名写{own}，表头写“单位：{stated}”",
                    "请改成同一个单位，并核对各行金额。",
                ),
            )
