"""Exports a list: title, 单位 head, header, rows as text or numbers, and our own 合计 formulas."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

from desktop_app.errors import UserFacingError
from desktop_app.excel.cell_writer import WriteCell, cell_writer, exportable, is_text
from desktop_app.excel.grid import cell_name
from desktop_app.excel.output import written_whole
from desktop_app.excel.print_setup import PrintSetup, print_setup, set_up
from desktop_app.excel.sheet import ColumnKind, ColumnSpec, money_unit_of
from desktop_app.excel.styles import Styles, is_wrapped
from desktop_app.values.money import FEN_PER_WAN, FEN_PER_YUAN

_SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LONGEST_NAME = 31
FIRST_ROW = 3
"""Rows before the data: title, head, header."""
MOST_ROWS = 1_048_576 - FIRST_ROW - 1
MEASURED_ROWS = 2_000
"""Rows whose height is worked out for printing; those of longer lists are left to the reader."""
SUMMED = frozenset({ColumnKind.MONEY, ColumnKind.INTEGER, ColumnKind.NUMBER})
"""Kinds of columns that can have a total."""
_NARROW = 6
_LINE = 15
"""Points of a line of text."""
_HIGHEST_ROW = 408
"""What a row may be at most, in points."""


@dataclass(frozen=True)
class Listing:
    """One list as a sheet of a workbook."""

    columns: Sequence[ColumnSpec]
    """The columns after 序号, in order."""
    rows: Iterable[Mapping[str, object]]
    """Values by key as `RowReading.values` holds them; None and missing keys stay empty."""
    title: str
    """The merged title and the sheet's name."""
    head: str = ""
    """Left part of the second row, e.g. `填报单位：…`; the money unit stands at the right."""
    sums: Sequence[str] = ()
    """Keys of columns of amounts or numbers that get a total in the last row."""


def write_list(
    columns: Sequence[ColumnSpec],
    rows: Iterable[Mapping[str, object]],
    out: Path,
    *,
    title: str,
    head: str = "",
    sums: Sequence[str] = (),
) -> int:
    """Writes a workbook of one list (see `Listing`), and gives the number of rows.

    `out` is the .xlsx to write; replaced whole or not at all.
    """
    return write_lists([Listing(columns, rows, title, head, sums)], out)


def write_lists(lists: Iterable[Listing], out: Path) -> int:
    """Writes a workbook with a sheet for every list; gives the number of rows of all."""
    import xlsxwriter  # noqa: PLC0415 - loaded at the first export

    with written_whole(out) as draft:
        stream = BytesIO()
        book = xlsxwriter.Workbook(stream, _SAFE)
        styles = Styles(book)
        count = sum(_write_sheet(book, styles, each) for each in lists)
        book.close()
        draft.write_bytes(stream.getbuffer())
    return count


def _write_sheet(book: Any, styles: Styles, listing: Listing) -> int:
    sheet, columns = book.add_worksheet(sheet_name(listing.title)), listing.columns
    write_title(sheet, styles, listing.title, listing.head, columns)
    write_header(sheet, styles, columns)
    count, totals = _write_rows(sheet, styles, columns, listing.rows, listing.sums)
    if listing.sums and count:
        _write_totals(sheet, styles, columns, totals, count)
    last = FIRST_ROW + max(count, 1) - 1
    framed = {"type": "blanks", "format": styles.frame()}
    sheet.conditional_format(FIRST_ROW, 0, last, len(columns), framed)
    finish_page(sheet, columns, last)
    return count


def sheet_name(title: str) -> str:
    """The title as a sheet's name: 31 characters, without the forbidden ones."""
    return title.translate(_FORBIDDEN_IN_NAMES).strip("' ")[:_LONGEST_NAME] or "表"


def write_title(
    sheet: Any, styles: Styles, title: str, head: str, columns: Sequence[ColumnSpec]
) -> None:
    """The merged title row and the head row with the money unit at the right of the first page."""
    last = setup_of(columns).first_page
    sheet.merge_range(0, 0, 0, last, "", styles.title())
    sheet.write_string(0, 0, exportable(title), styles.title())
    sheet.set_row(0, 32, styles.head())
    sheet.set_row(1, 20, styles.head())
    sheet.write_string(1, 0, exportable(head), styles.head())
    unit = money_unit_of(columns)
    if unit:
        sheet.write_string(1, last, f"单位：{unit}", styles.head("right"))


def write_header(sheet: Any, styles: Styles, columns: Sequence[ColumnSpec]) -> None:
    """The header row, with 序号 first."""
    sheet.set_column(0, 0, _NARROW)
    sheet.set_row(FIRST_ROW - 1, 34)
    sheet.write_string(FIRST_ROW - 1, 0, "序号", styles.header())
    for place, column in enumerate(columns, 1):
        sheet.set_column(place, place, column.set_width)
        sheet.write_string(
            FIRST_ROW - 1, place, exportable(column.header),
            styles.header(is_required=column.required),
        )  # fmt: skip


def finish_page(sheet: Any, columns: Sequence[ColumnSpec], last_row: int) -> None:
    """Freeze, filter, and landscape pages with repeated header."""
    sheet.freeze_panes(FIRST_ROW, _key_columns(columns))
    sheet.autofilter(FIRST_ROW - 1, 0, last_row, len(columns))
    set_up(sheet, setup_of(columns), FIRST_ROW - 1)


def setup_of(columns: Sequence[ColumnSpec]) -> PrintSetup:
    """How the table of these columns, 序号 first, is set on paper."""
    return print_setup([_NARROW, *(column.set_width for column in columns)], _key_columns(columns))


def _key_columns(columns: Sequence[ColumnSpec]) -> int:
    """How many columns from 序号 on name a row: up to its first required one."""
    name = next((place for place, column in enumerate(columns, 1) if column.required), 1)
    return min(name + 1, 4)


def _write_rows(
    sheet: Any,
    styles: Styles,
    columns: Sequence[ColumnSpec],
    rows: Iterable[Mapping[str, object]],
    sums: Sequence[str],
) -> tuple[int, dict[str, Decimal]]:
    counter = styles.counter()
    writers = [(place, column.key, cell_writer(sheet, column, styles.cell(column)))
               for place, column in enumerate(columns, 1)]  # fmt: skip
    write_number = sheet.write_number
    wrapped = wrapped_columns(columns)
    totals = dict.fromkeys(sums, Decimal(0))
    count = 0
    for count, row in enumerate(rows, 1):
        if count > MOST_ROWS:
            raise UserFacingError(
                f"超过{MOST_ROWS}行，一张表放不下", advice="请先筛选，再分几次导出。"
            )
        line = FIRST_ROW + count - 1
        write_number(line, 0, count, counter)
        _write_row(writers, line, row)
        if count <= MEASURED_ROWS:
            make_room(sheet, line, row_lines(wrapped, row))
        for key in totals:
            totals[key] += _number(row.get(key))
    return count, totals


def _write_row(
    writers: Sequence[tuple[int, str, WriteCell]], line: int, row: Mapping[str, object]
) -> None:
    get = row.get
    for place, key, write in writers:
        value = get(key)
        if value is not None:
            write(line, place, value)


def wrapped_columns(columns: Sequence[ColumnSpec]) -> list[tuple[str, int]]:
    """The columns whose texts run over several lines, with their widths."""
    return [
        (column.key, int(column.set_width))
        for column in columns
        if is_wrapped(column) and is_text(column) and column.kind is not ColumnKind.BOOLEAN
    ]


def make_room(sheet: Any, line: int, lines: int) -> None:
    """Give a row the height its lines take."""
    if lines > 1:
        sheet.set_row(line, min(lines * _LINE, _HIGHEST_ROW))


def row_lines(wrapped: Sequence[tuple[str, int]], row: Mapping[str, Any]) -> int:
    """Lines of the tallest cell; not every program finds the height of a row by itself."""
    tallest, most, across = "", 0.0, 1
    for key, width in wrapped:
        text = row.get(key)
        if text and (rough := len(text) / width + text.count("\n")) > most:
            tallest, most, across = text, rough, width
    return text_lines(tallest, across) if most * 2 > 1 else 1


def text_lines(text: str, width: int) -> int:
    """Lines of a text in a column; a Chinese character is as wide as two letters."""
    if "\n" in text:
        return sum(text_lines(line, width) for line in text.split("\n"))
    return 1 + len(text.encode("gb18030")) // (width + 1)


def _number(value: object) -> Decimal | int:
    return value if isinstance(value, (Decimal, int)) else 0


def _write_totals(
    sheet: Any,
    styles: Styles,
    columns: Sequence[ColumnSpec],
    totals: Mapping[str, Decimal],
    count: int,
) -> None:
    line = FIRST_ROW + count
    sheet.write_string(line, 0, "合计", styles.total())
    for place, column in _places(columns):
        style = styles.total(column)
        if column.key in totals and column.kind in SUMMED:
            area = f"{cell_name(FIRST_ROW, place)}:{cell_name(line - 1, place)}"
            shown = float(totals[column.key] / _factor(column))
            sheet.write_formula(line, place, f"=SUM({area})", style, shown)
        else:
            sheet.write_blank(line, place, None, styles.total())


def _factor(column: ColumnSpec) -> int:
    """What the stored number is divided by to be shown."""
    if column.kind is not ColumnKind.MONEY:
        return 1
    return FEN_PER_YUAN if column.unit == "元" else FEN_PER_WAN


def _places(columns: Sequence[ColumnSpec]) -> Iterator[tuple[int, ColumnSpec]]:
    return chain(enumerate(columns, 1))
