"""Writes values into cells: text is always text, ids are text, money are numbers from whole 分."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from desktop_app.excel.sheet import ColumnKind, ColumnSpec
from desktop_app.values.money import FEN_PER_WAN, FEN_PER_YUAN

WriteCell = Callable[[int, int, object], None]
"""Row, column and a value that is not None."""

LONGEST_CELL = 32_767
"""UTF-16 units, the limit of the format."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TEXT_KINDS = frozenset(
    {ColumnKind.TEXT, ColumnKind.LONG_TEXT, ColumnKind.CHOICE, ColumnKind.BOOLEAN,
     ColumnKind.CREDIT_CODE, ColumnKind.ID_CARD, ColumnKind.PHONE, ColumnKind.CODE, ColumnKind.VIN,
     ColumnKind.INVOICE}
)  # fmt: skip
_FORMATS = {
    ColumnKind.MONEY: "#,##0.00####",
    ColumnKind.DATE: "yyyy-mm-dd",
    ColumnKind.INTEGER: "0",
    ColumnKind.NUMBER: "General",
    ColumnKind.YEAR: "0",
}
_PERCENT = "0.00%"
"""A true percentage: 60 typed into it is 60 % in every office program, and reads as the ratio."""


def number_format(column: ColumnSpec) -> str:
    """The number format of a column; `@` keeps codes and ids as text."""
    if column.is_percent:
        return _PERCENT
    return _FORMATS.get(column.kind, "@")


def is_text(column: ColumnSpec) -> bool:
    """Whether the column's cells are written as text."""
    return column.kind in _TEXT_KINDS


def exportable(text: str) -> str:
    """The text without what no workbook can hold, cut to the length of a cell."""
    if not text.isprintable():
        text = _ILLEGAL.sub("", text)
    if len(text) * 2 > LONGEST_CELL:
        while len(text.encode("utf-16-le")) > 2 * LONGEST_CELL:
            text = text[: LONGEST_CELL - 1] if len(text) >= LONGEST_CELL else text[:-1]
    return text


def cell_writer(sheet: Any, column: ColumnSpec, style: object) -> WriteCell:
    """The function that writes one column's values into an XlsxWriter sheet."""
    if column.kind is ColumnKind.MONEY:
        return _money_writer(sheet, column, style)
    if column.kind is ColumnKind.DATE:
        return _date_writer(sheet, style)
    if column.kind in {ColumnKind.INTEGER, ColumnKind.NUMBER, ColumnKind.YEAR}:
        return _number_writer(sheet, style)
    return _text_writer(sheet, _labels(column), style)


def _labels(column: ColumnSpec) -> Mapping[object, str]:
    """The shown text of codes and yes/no; the first label of a code counts."""
    if column.kind is ColumnKind.BOOLEAN:
        return {True: "是", False: "否"}
    return dict(reversed(column.choices))


def _text_writer(sheet: Any, labels: Mapping[object, str], style: object) -> WriteCell:
    write = sheet.write_string

    def put(row: int, place: int, value: object) -> None:
        text = labels.get(value) if labels else None
        write(row, place, exportable(str(value)) if text is None else text, style)

    return put


def _money_writer(sheet: Any, column: ColumnSpec, style: object) -> WriteCell:
    write = sheet.write_number
    factor = FEN_PER_YUAN if column.unit == "元" else FEN_PER_WAN

    def put(row: int, place: int, value: object) -> None:
        if not isinstance(value, int):
            raise TypeError(f"{column.key}: money must be whole fen, not {value!r}")
        write(row, place, value / factor, style)

    return put


def _number_writer(sheet: Any, style: object) -> WriteCell:
    write = sheet.write_number

    def put(row: int, place: int, value: object) -> None:
        write(row, place, float(value) if isinstance(value, Decimal) else value, style)

    return put


def _date_writer(sheet: Any, style: object) -> WriteCell:
    write = sheet.write_datetime

    def put(row: int, place: int, value: object) -> None:
        if not isinstance(value, date):
            raise TypeError(f"a date is expected, not {value!r}")
        write(row, place, datetime(value.year, value.month, value.day), style)  # noqa: DTZ001

    return put
