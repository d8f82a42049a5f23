"""The workbook handed to one unit: guide, drop-downs, notes, protection, example, hidden mark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from desktop_app.excel.cell_writer import cell_writer, exportable
from desktop_app.excel.grid import column_letters
from desktop_app.excel.listing import (
    FIRST_ROW,
    finish_page,
    make_room,
    row_lines,
    setup_of,
    sheet_name,
    text_lines,
    wrapped_columns,
    write_header,
    write_title,
)
from desktop_app.excel.output import written_whole
from desktop_app.excel.reading import TemplateMark
from desktop_app.excel.sheet import ColumnKind, ColumnSpec, SheetSpec
from desktop_app.excel.styles import Styles
from desktop_app.excel.template_mark import (
    LIST_SHEET,
    MARK_NAME,
    MARK_SHEET,
    mark_lines,
    mark_property,
)
from desktop_app.excel.validation import validation

GUIDE_SHEET = "填报说明"
GUIDE_WIDTH = 96
OPEN_ROWS = 300
"""Rows with drop-downs below the example, at least."""
_LONGEST_PROPERTY = 255
_GAP = "　　"
"""Between the parts of the head: two blanks end what is before."""
_COUNTER_WIDTH = 6
_GUIDE_END = (
    "不要合并单元格，不要插入图片，不要加密，不要另存为其他格式。",
    "填好后直接发回本工作簿。有问题的格会标色退回，改好后发回同一个文件即可。",
)


def write_template(  # noqa: PLR0913 - all but two by name
    spec: SheetSpec,
    out: Path,
    *,
    unit: str = "",
    rows: Sequence[Mapping[str, object]] = (),
    mark: TemplateMark | None = None,
    guide: Sequence[str] = (),
    filled_on: date | None = None,
    heads: Mapping[str, str] = MappingProxyType({}),
    is_closed: bool = False,
) -> None:
    """Writes the workbook a unit fills in.

    Args:
        spec: the sheet.
        out: the .xlsx to write; replaced whole or not at all.
        unit: 填报单位, empty for a blank template.
        rows: what is known already, values as `RowReading.values` holds them.
        mark: the hidden mark; one without a round is made when None.
        guide: lines of the guide page, the usual ones when empty.
        filled_on: 填报日期, left open when None.
        heads: what the head says all rows belong to, by the title of the column.
        is_closed: the rows are given: none is added, and what names them cannot be changed.
    """
    with written_whole(out) as draft:
        stream = BytesIO()
        book = _new_book(stream)
        styles = Styles(book)
        _write_guide(book, styles, spec, guide or _usual_guide(spec, is_closed=is_closed))
        sheet = book.add_worksheet(sheet_name(spec.title))
        lists = _write_lists(book, spec)
        _write_data_sheet(sheet, styles, spec, rows, lists, is_closed=is_closed)
        _write_head(sheet, styles, spec, unit, filled_on, heads)
        _write_mark(book, mark or TemplateMark(spec.id, spec.version, unit))
        sheet.activate()
        book.close()
        draft.write_bytes(stream.getbuffer())


def _new_book(stream: BytesIO) -> Any:
    from desktop_app.excel.locked_book import new_locked_book  # noqa: PLC0415 - xlsxwriter is slow

    return new_locked_book(stream)


def _write_guide(book: Any, styles: Styles, spec: SheetSpec, guide: Sequence[str]) -> None:
    sheet = book.add_worksheet(GUIDE_SHEET)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, GUIDE_WIDTH)
    sheet.set_row(0, 32)
    sheet.merge_range(0, 0, 0, 1, "", styles.title())
    sheet.write_string(0, 0, f"{spec.title} 填报说明", styles.title())
    for row, line in enumerate((*guide, *spec.notes), 1):
        sheet.write_number(row, 0, row, styles.counter())
        sheet.write_string(row, 1, exportable(line), styles.note())
        make_room(sheet, row, text_lines(line, GUIDE_WIDTH))
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"select_unlocked_cells": True})


def _usual_guide(spec: SheetSpec, *, is_closed: bool) -> tuple[str, ...]:
    """How any sheet is filled in, as far as it concerns this one."""
    has_example = any(column.example for column in spec.columns)
    start = "从示例行的下一行开始" if has_example else "从表头的下一行开始"
    lines = [
        f"只在“{spec.title}”页填写，{start}，一行一项；不要改动表头和列的次序。",
        "红色列名为必填项。有下拉箭头的格请从列表里选，不要手工改写。",
    ]
    if has_example:
        lines.append("示例行（序号为“示例”）不会读入，可以保留。")
    if is_closed:
        lines.append("每一行都要填；已预填的格不能改，也不能增删行。")
    elif spec.owner_columns:
        lines.append("每一行都要写明属于哪个项目或哪一条；已预填的不要改，没有要报的行空着即可。")
    units = ["金额单位见列名；" if spec.is_ledger else "金额单位见表头右上角；"]
    kinds = {column.kind for column in spec.columns}
    money = units if ColumnKind.MONEY in kinds else []
    percent = ["百分数写成 60% 的样子；"] if any(c.is_percent for c in spec.columns) else []
    dates = "日期写成 2026-11-22 的样子；号码类的格按文本填写。"
    return (*lines, "".join((*money, *percent, dates)), *_GUIDE_END)


def _write_lists(book: Any, spec: SheetSpec) -> dict[str, str]:
    """The list sheet; gives the defined name of each column's list by key."""
    sheet = book.add_worksheet(LIST_SHEET)
    sheet.very_hidden()
    names: dict[str, str] = {}
    for column in spec.columns:
        if not column.labels:
            continue
        place = len(names)
        for row, label in enumerate(column.labels):
            sheet.write_string(row, place, exportable(label))
        name = f"list_{place + 1}"
        letters = column_letters(place)
        book.define_name(name, f"={LIST_SHEET}!${letters}$1:${letters}${len(column.labels)}")
        names[column.key] = name
    return names


@dataclass(frozen=True)
class _Area:
    """The rows to be filled in: which, and what of them is locked."""

    first: int
    last: int
    locked: frozenset[str]
    is_closed: bool

    @classmethod
    def of(cls, spec: SheetSpec, known: int, *, is_closed: bool) -> "_Area":
        """The area of a sheet with so many known rows."""
        first = FIRST_ROW + any(column.example for column in spec.columns)
        more = 0 if is_closed else max(OPEN_ROWS - known, OPEN_ROWS // 3)
        locked = spec.told_columns | (spec.naming_columns if is_closed else frozenset())
        return cls(first, first + max(known + more, 1) - 1, locked, is_closed)


def _write_data_sheet(
    sheet: Any,
    styles: Styles,
    spec: SheetSpec,
    rows: Sequence[Mapping[str, object]],
    lists: Mapping[str, str],
    *,
    is_closed: bool,
) -> None:
    columns, area = spec.columns, _Area.of(spec, len(rows), is_closed=is_closed)
    write_header(sheet, styles, columns)
    sheet.set_column(0, 0, 6, styles.counter(is_locked=is_closed))
    for place, column in enumerate(columns, 1):
        style = styles.cell(column, is_locked=is_closed or column.key in area.locked)
        _prepare_column(sheet, style, place, column, lists.get(column.key), area)
    if area.first > FIRST_ROW:
        _write_example(sheet, styles, columns)
    _write_known(sheet, styles, columns, rows, area)
    finish_page(sheet, columns, area.last)
    sheet.protect("", {**ALLOWED, "insert_rows": not is_closed, "delete_rows": not is_closed})


ALLOWED = dict.fromkeys(
    ("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort",
     "autofilter", "objects", "scenarios"),
    True,
)  # fmt: skip


def _prepare_column(
    sheet: Any,
    style: object,
    place: int,
    column: ColumnSpec,
    list_name: str | None,
    area: _Area,
) -> None:
    sheet.set_column(place, place, column.set_width, style)
    if column.hint:
        sheet.write_comment(FIRST_ROW - 1, place, exportable(column.hint), {"author": "衡册"})
    options = validation(column, list_name)
    if options:
        sheet.data_validation(area.first, place, area.last, place, options)


def _write_example(sheet: Any, styles: Styles, columns: Sequence[ColumnSpec]) -> None:
    sheet.write_string(FIRST_ROW, 0, "示例", styles.cell(columns[0], is_example=True))
    for place, column in enumerate(columns, 1):
        style = styles.cell(column, is_example=True)
        text = column.example or (column.labels[0] if column.choices else "")
        sheet.write_string(FIRST_ROW, place, exportable(text), style)


def _write_known(
    sheet: Any,
    styles: Styles,
    columns: Sequence[ColumnSpec],
    rows: Sequence[Mapping[str, object]],
    area: _Area,
) -> None:
    wrapped = wrapped_columns(columns)
    for line, row in enumerate(rows, area.first):
        counter = styles.counter(is_locked=area.is_closed)
        sheet.write_number(line, 0, line - area.first + 1, counter)
        make_room(sheet, line, row_lines(wrapped, row))
    for place, column in enumerate(columns, 1):
        is_locked = column.key in area.locked
        style = styles.cell(column, is_locked=is_locked)
        write = cell_writer(sheet, column, style)
        for line, row in enumerate(rows, area.first):
            if (value := row.get(column.key)) is not None:
                write(line, place, value)
            elif area.is_closed and not is_locked:
                sheet.write_blank(line, place, None, style)


def _write_head(
    sheet: Any,
    styles: Styles,
    spec: SheetSpec,
    unit: str,
    filled_on: date | None,
    heads: Mapping[str, str],
) -> None:
    write_title(sheet, styles, spec.title, "", spec.columns)
    last = setup_of(spec.columns).first_page
    day = f"{filled_on:%Y-%m-%d}" if filled_on else ""
    said = [f"填报单位（盖章）：{unit}", *(f"{title}：{text}" for title, text in heads.items())]
    text = _GAP.join(said)
    middle = max(min(max(last // 2, 4), last - 1), _columns_under(text, spec.columns))
    sheet.write_string(1, 0, exportable(text), styles.open_head())
    sheet.write_string(1, min(middle, last), f"填报日期：{day}", styles.open_head())


def _columns_under(text: str, columns: Sequence[ColumnSpec]) -> int:
    """How many columns a text lies over; a Chinese character is as wide as two letters."""
    left, place = len(text.encode("gb18030")) + 2 - _COUNTER_WIDTH, 1
    for column in columns:
        if left <= 0:
            break
        left -= int(column.set_width)
        place += 1
    return place


def _write_mark(book: Any, mark: TemplateMark) -> None:
    sheet = book.add_worksheet(MARK_SHEET)
    for row, (name, value) in enumerate(mark_lines(mark)):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, exportable(value))
    sheet.very_hidden()
    text = mark_property(mark)
    if len(text) <= _LONGEST_PROPERTY:
        book.set_custom_property(MARK_NAME, text)
