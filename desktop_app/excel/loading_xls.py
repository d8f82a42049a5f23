"""Loads an old .xls through xlrd, which tells error cells, dates and hidden rows apart."""

import xlrd
from xlrd.compdoc import CompDocError
from xlrd.sheet import Cell, Sheet

from desktop_app.excel.grid import CellMark, Place, RawBook, RawSheet, Visibility
from desktop_app.excel.kinds import FileRefused
from desktop_app.excel.percent import shows_percent
from desktop_app.excel.problems import Cause

_VISIBILITIES = {0: Visibility.VISIBLE, 1: Visibility.HIDDEN, 2: Visibility.VERY_HIDDEN}


def load_xls(data: bytes) -> RawBook:
    """The raw sheets; raises FileRefused for an encrypted or foreign file."""
    try:
        # The log file keeps xlrd's warnings off the screen; its rows are not needed.
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, logfile=_Silence(), on_demand=False
        )
    except (xlrd.XLRDError, CompDocError) as error:
        if "encrypted" in str(error).lower():
            raise FileRefused(Cause.ENCRYPTED, "这是加密文件，需要密码才能打开") from error
        raise FileRefused(Cause.DAMAGED, "文件已损坏，读不出来") from error
    shown = _percent_styles(book)
    sheets = tuple(_sheet(sheet, book.datemode, shown) for sheet in book.sheets())
    return RawBook(sheets, is_1904=book.datemode == 1)


class _Silence:
    """A log target that keeps nothing."""

    def write(self, text: str) -> None:
        """Takes the text and drops it."""


def _percent_styles(book: xlrd.Book) -> frozenset[int]:
    """The cell styles that show percentages, by their number."""
    codes = {key: each.format_str for key, each in book.format_map.items()}
    return frozenset(
        place
        for place, style in enumerate(book.xf_list)
        if shows_percent(codes.get(style.format_key, ""))
    )


def _sheet(sheet: Sheet, datemode: int, percent: frozenset[int]) -> RawSheet:
    marks: dict[Place, CellMark] = {}
    shown: dict[Place, bool] = {}
    rows = []
    for index, cells in enumerate(sheet.get_rows()):
        rows.append(
            [_value(cell, datemode, (index, column), marks) for column, cell in enumerate(cells)]
        )
        shown |= {(index, at): True for at, cell in enumerate(cells) if cell.xf_index in percent}
    width = max(map(len, rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return RawSheet(
        name=sheet.name,
        visibility=_VISIBILITIES.get(sheet.visibility, Visibility.VISIBLE),
        rows=rows,
        merges=tuple((r0, c0, r1 - 1, c1 - 1) for r0, r1, c0, c1 in sheet.merged_cells),
        hidden_rows=frozenset(key for key, info in sheet.rowinfo_map.items() if info.hidden),
        hidden_columns=frozenset(key for key, info in sheet.colinfo_map.items() if info.hidden),
        marks=marks,
        widths={key: info.width / 256 for key, info in sheet.colinfo_map.items()},
        percents=lambda: shown,
    )


def _value(cell: Cell, datemode: int, place: Place, marks: dict[Place, CellMark]) -> object:
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        text = xlrd.error_text_from_code.get(cell.value, "#N/A")
        marks[place] = CellMark(Cause.ERROR_CELL, text)
        return ""
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _moment(cell.value, datemode)
    return cell.value


def _moment(serial: float, datemode: int) -> object:
    """The date of a serial; a serial below a day is a time and stays a number."""
    try:
        moment = xlrd.xldate_as_datetime(serial, datemode)
    except (xlrd.XLDateError, OverflowError, ValueError):
        return serial
    return moment if serial >= 1 else serial
