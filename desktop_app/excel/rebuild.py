"""Rebuilds a workbook whose own layout cannot be kept: values, merges, widths, marks, notes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from desktop_app.excel.cell_writer import exportable
from desktop_app.excel.grid import Place, RawBook, RawSheet, Visibility, column_letters
from desktop_app.excel.headers import Header, find_header
from desktop_app.excel.notes import notes_of
from desktop_app.excel.problem_page import (
    HEADERS,
    PAGE_TITLE,
    WIDTHS,
    intro,
    lines_of,
    location,
    problem_cells,
)
from desktop_app.excel.problems import CellProblem
from desktop_app.excel.sheet import SheetSpec
from desktop_app.excel.styles import HEADER_FILL, PROBLEM_FILL
from desktop_app.excel.template import ALLOWED, OPEN_ROWS
from desktop_app.excel.template_mark import LIST_SHEET, PROBLEM_SHEET, find_mark
from desktop_app.excel.validation import validation

_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
         "in_memory": True}  # fmt: skip
_EXACT_NUMBER = 1e15
_PERCENT = "0.00%"
_DATE = "yyyy-mm-dd"
_MOMENT = "yyyy-mm-dd hh:mm"


def rebuild(
    book: RawBook | None,
    out: Path,
    problems: Sequence[CellProblem],
    spec: SheetSpec | None,
    remarks: Sequence[str],
) -> None:
    """Writes the rebuilt workbook; without `book` it holds the 问题清单 page only.

    The drop-downs of our own template are made anew from `spec`.
    """
    stream = BytesIO()
    target = xlsxwriter.Workbook(stream, _SAFE)
    looks = _Looks(target)
    for sheet in book.sheets if book else ():
        if sheet.name not in {PROBLEM_SHEET, LIST_SHEET}:
            notes = notes_of(sheet.name, problems)
            header = _template_header(book, sheet, spec)
            page = _copy_sheet(target, looks, sheet, notes, header)
            if spec is not None and header is not None:
                _restore_checks(target, page, sheet, spec, header)
    _write_problems(target, looks, problems, remarks)
    target.close()
    out.write_bytes(stream.getbuffer())


def _template_header(
    book: RawBook | None, sheet: RawSheet, spec: SheetSpec | None
) -> Header | None:
    """The header of our own template's sheet, whose checks are made anew; None for any other."""
    if book is None or spec is None or sheet.visibility is not Visibility.VISIBLE:
        return None
    return find_header(sheet, [spec]) if find_mark(book) else None


class _Looks:
    """The few looks of a rebuilt sheet."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, bool, bool], object] = {}
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.header = book.add_format({"bold": True, "align": "center", "bg_color": HEADER_FILL})
        self.wrap = book.add_format(
            {"text_wrap": True, "valign": "top", "num_format": "@", "border": 1}
        )
        self.link = book.add_format({"underline": True, "font_color": "#0563C1", "valign": "top"})

    def cell(self, number_format: str, *, is_marked: bool = False, is_open: bool = False) -> object:
        """A cell look with this number format, in the problem colour or not, open for filling."""
        key = (number_format, is_marked, is_open)
        if key not in self._made:
            properties: dict[str, object] = {
                "num_format": number_format,
                "valign": "vcenter",
                "text_wrap": True,
                "border": 1,
                "border_color": "#BFBFBF",
                "locked": not is_open,
            }
            if is_marked:
                properties["bg_color"] = PROBLEM_FILL
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


def _copy_sheet(
    book: Any,
    looks: _Looks,
    sheet: RawSheet,
    notes: Mapping[Place, str],
    header: Header | None,
) -> Any:
    page = book.add_worksheet(sheet.name)
    if sheet.visibility is Visibility.VERY_HIDDEN:
        page.very_hidden()
    elif sheet.visibility is Visibility.HIDDEN:
        page.hide()
    first_open = header.last + 1 if header else len(sheet.rows) + 1
    for column, width in sheet.widths.items():
        page.set_column(column, column, width, looks.cell("@", is_open=True) if header else None)
    for first_row, first, last_row, last in sheet.merges:
        page.merge_range(first_row, first, last_row, last, "", looks.cell("@"))
    for place in _filled(sheet, notes):
        style = partial(
            looks.cell, is_marked=place in notes, is_open=header is None or place[0] >= first_open
        )
        _write(page, style, sheet, place)
    for (row, column), text in notes.items():
        page.write_comment(row, column, exportable(text), {"author": "衡册", "x_scale": 2})
    return page


def _filled(sheet: RawSheet, notes: Mapping[Place, str]) -> list[Place]:
    """The cells that hold something or have a note."""
    filled = {
        (row, column)
        for row, cells in enumerate(sheet.rows)
        for column, value in enumerate(cells)
        if value != ""
    }
    inside = {*notes, *sheet.marks}
    return sorted(filled | inside)


def _write(page: Any, style: Callable[[str], object], sheet: RawSheet, place: Place) -> None:
    row, column = place
    value = sheet.marks[place].text if place in sheet.marks else _value(sheet, place)
    if isinstance(value, bool):
        page.write_boolean(row, column, value, style("General"))
    elif isinstance(value, (int, float)) and abs(value) < _EXACT_NUMBER:
        look = style(_PERCENT if place in sheet.percents() else "General")
        page.write_number(row, column, value, look)
    elif isinstance(value, datetime):
        has_time = bool(value.hour or value.minute)
        look = style(_MOMENT if has_time else _DATE)
        page.write_datetime(row, column, value.replace(tzinfo=None), look)
    elif isinstance(value, date):
        moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001
        page.write_datetime(row, column, moment, style(_DATE))
    elif value == "":
        page.write_blank(row, column, None, style("@"))
    else:
        look = style("@")
        page.write_string(row, column, exportable(str(value)), look)


def _value(sheet: RawSheet, place: Place) -> object:
    row, column = place
    is_inside = row < len(sheet.rows) and column < len(sheet.rows[row])
    return sheet.rows[row][column] if is_inside else ""


def _restore_checks(book: Any, page: Any, sheet: RawSheet, spec: SheetSpec, header: Header) -> None:
    """Drop-downs and protection of our own template."""
    page.protect("", ALLOWED)
    names = _write_lists(book, spec, header, len(book.worksheets()))
    last = len(sheet.rows) + OPEN_ROWS // 3
    for column in spec.columns:
        place = header.columns.get(column.key)
        if place is None:
            continue
        options = validation(column, names.get(column.key))
        if options:
            page.data_validation(header.last + 1, place, last, place, options)


def _write_lists(book: Any, spec: SheetSpec, header: Header, number: int) -> dict[str, str]:
    page = book.add_worksheet(f"{LIST_SHEET}{number}")
    page.very_hidden()
    names: dict[str, str] = {}
    for column in spec.columns:
        if not column.labels or column.key not in header.columns:
            continue
        place = len(names)
        for row, label in enumerate(column.labels):
            page.write_string(row, place, label)
        letters = column_letters(place)
        name = f"list_{number}_{place + 1}"
        area = f"${letters}$1:${letters}${len(column.labels)}"
        book.define_name(name, f"={LIST_SHEET}{number}!{area}")
        names[column.key] = name
    return names


def _write_problems(
    book: Any, looks: _Looks, problems: Sequence[CellProblem], remarks: Sequence[str]
) -> None:
    page = book.add_worksheet(PROBLEM_SHEET)
    for column, width in enumerate(WIDTHS):
        page.set_column(column, column, width)
    page.write_string(0, 0, PAGE_TITLE, looks.title)
    lines = intro(problems, remarks)
    for row, line in enumerate(lines, 1):
        page.write_string(row, 0, exportable(line))
    head = len(lines) + 1
    for column, text in enumerate(HEADERS):
        page.write_string(head, column, text, looks.header)
    for number, problem in enumerate(problems, 1):
        page.set_row(head + number, 16 * lines_of(problem_cells(number, problem)))
        for column, text in enumerate(problem_cells(number, problem)):
            page.write_string(head + number, column, exportable(text), looks.wrap)
        if place := location(problem):
            page.write_url(head + number, 2, f"internal:{place}", looks.link, problem.cell)
    page.freeze_panes(head + 1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.activate()
