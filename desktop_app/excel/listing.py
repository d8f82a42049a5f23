"""Exports a list: title, 单位 head, header, rows as text or numbers, and our own 合计 formulas."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from desktop_app.errors import UserFacingError
from desktop_app.excel.cell_writer import WriteCell, cell_writer, exportable
from desktop_app.excel.grid import cell_name
from desktop_app.excel.output import written_whole
from desktop_app.excel.sheet import ColumnKind, ColumnSpec
from desktop_app.excel.styles import Styles
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
_NARROW = 6


def write_list(
    columns: Sequence[ColumnSpec],
    rows: Iterable[Mapping[str, object]],
    out: Path,
    *,
    title: str,
    head: str = "",
    sums: Sequence[str] = (),
) -> int:
    """Writes a list and gives the number of rows.

    Args:
        columns: the columns after 序号, in order.
        rows: values by key as `RowReading.values` holds them; None and missing keys stay empty.
        out: the .xlsx to write; replaced whole or not at all.
        title: the merged title and the sheet's name.
        head: left part of the second row, e.g. `填报单位：…`; the money unit stands at the right.
        sums: keys of money columns that get a total in the last row.
    """
    import xlsxwriter  # noqa: PLC0415 - loaded at the first export

    with written_whole(out) as draft:
        book = xlsxwriter.Workbook(str(draft), _SAFE)
        sheet = book.add_worksheet(sheet_name(title))
        styles = Styles(book)
        write_title(sheet, styles, title, head, columns)
        write_header(sheet, styles, columns)
        count, totals = _write_rows(sheet, styles, columns, rows, sums)
        if sums and count:
            _write_totals(sheet, styles, columns, totals, count)
        finish_page(sheet, columns, FIRST_ROW + max(count, 1) - 1)
        book.close()
    return count


def sheet_name(title: str) -> str:
    """The title as a sheet's name: 31 characters, without the forbidden ones."""
    return title.translate(_FORBIDDEN_IN_NAMES).strip("' ")[:_LONGEST_NAME] or "表"


def write_title(
    sheet: Any, styles: Styles, title: str, head: str, columns: Sequence[ColumnSpec]
) -> None:
    """The merged title row and the head row with the money unit at the right."""
    last = len(columns)
    sheet.merge_range(0, 0, 0, last, "", styles.title())
    sheet.write_string(0, 0, exportable(title), styles.title())
    sheet.set_row(0, 32)
    sheet.set_row(1, 20, styles.head())
    sheet.write_string(1, 0, exportable(head), styles.head())
    unit = next((column.unit for column in columns if column.unit), "")
    if unit:
        sheet.write_string(1, last, f"单位：{unit}", styles.head("right"))


def write_header(sheet: Any, styles: Styles, columns: Sequence[ColumnSpec]) -> None:
    """The header row, with 序号 first."""
    sheet.set_column(0, 0, _NARROW)
    sheet.set_row(FIRST_ROW - 1, 34)
    sheet.write_string(FIRST_ROW - 1, 0, "序号", styles.header())
    for place, column in enumerate(columns, 1):
        sheet.set_column(place, place, column.width)
        sheet.write_string(
            FIRST_ROW - 1, place, exportable(column.header),
            styles.header(is_required=column.required),
        )  # fmt: skip


def finish_page(sheet: Any, columns: Sequence[ColumnSpec], last_row: int) -> None:
    """Freeze, filter, and an A4 landscape page as wide as the table with repeated header."""
    name = next((place for place, column in enumerate(columns, 1) if column.required), 1)
    sheet.freeze_panes(FIRST_ROW, min(name + 1, 4))
    sheet.autofilter(FIRST_ROW - 1, 0, last_row, len(columns))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(FIRST_ROW - 1)
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    sheet.set_footer("&C第 &P 页，共 &N 页")


def _write_rows(
    sheet: Any,
    styles: Styles,
    columns: Sequence[ColumnSpec],
    rows: Iterable[Mapping[str, object]],
    sums: Sequence[str],
) -> tuple[int, dict[str, int]]:
    counter = styles.counter()
    writers = [(place, column.key, cell_writer(sheet, column, styles.cell(column)))
               for place, column in enumerate(columns, 1)]  # fmt: skip
    write_number = sheet.write_number
    totals = dict.fromkeys(sums, 0)
    count = 0
    for count, row in enumerate(rows, 1):
        if count > MOST_ROWS:
            raise UserFacingError(
                f"超过{MOST_ROWS}行，一张表放不下", advice="请先筛选，再分几次导出。"
            )
        line = FIRST_ROW + count - 1
        write_number(line, 0, count, counter)
        _write_row(writers, line, row)
        for key in totals:
            totals[key] += _whole(row.get(key))
    return count, totals


def _write_row(
    writers: Sequence[tuple[int, str, WriteCell]], line: int, row: Mapping[str, object]
) -> None:
    get = row.get
    for place, key, write in writers:
        value = get(key)
        if value is not None:
            write(line, place, value)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _write_totals(
    sheet: Any,
    styles: Styles,
    columns: Sequence[ColumnSpec],
    totals: Mapping[str, int],
    count: int,
) -> None:
    line = FIRST_ROW + count
    sheet.write_string(line, 0, "合计", styles.total())
    for place, column in _places(columns):
        style = styles.total(column)
        if column.key in totals and column.kind is ColumnKind.MONEY:
            area = f"{cell_name(FIRST_ROW, place)}:{cell_name(line - 1, place)}"
            factor = FEN_PER_YUAN if column.unit == "元" else FEN_PER_WAN
            sheet.write_formula(line, place, f"=SUM({area})", style, totals[column.key] / factor)
        else:
            sheet.write_blank(line, place, None, styles.total())


def _places(columns: Sequence[ColumnSpec]) -> Iterator[tuple[int, ColumnSpec]]:
    return chain(enumerate(columns, 1))
