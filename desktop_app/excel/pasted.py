"""A range pasted from a sheet, read as if it were a workbook with that one range in it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.excel.grid import RawBook, RawSheet, Visibility
from desktop_app.excel.headers import find_header
from desktop_app.excel.reading import ColumnMap
from desktop_app.excel.sheet import SheetSpec

PASTED_NAME = "粘贴的内容"


@dataclass(frozen=True)
class PastedRange:
    """The cells as text; `headings` are used where the range brings no header of its own."""

    cells: tuple[tuple[str, ...], ...]
    headings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What messages and the log call it."""
        return PASTED_NAME

    @property
    def digest(self) -> str:
        """SM3 of the cells and headings: the same range again is recognised."""
        data = repr((self.headings, self.cells)).encode()
        return hashlib.new("sm3", data).hexdigest()

    def raw_book(self, specs: Sequence[SheetSpec], maps: Sequence[ColumnMap]) -> RawBook:
        """The range as a workbook; the headings go on top if nothing in it is a header."""
        sheet = _sheet(self.cells)
        if self.headings and find_header(sheet, specs, maps, fewest=1) is None:
            width = max(map(len, self.cells), default=0)
            sheet = _sheet((self.headings[:width], *self.cells))
        return RawBook((sheet,), is_pasted=True)


def _sheet(rows: Sequence[Sequence[str]]) -> RawSheet:
    width = max((len(row) for row in rows), default=0)
    cells: list[list[object]] = [[*row, *[""] * (width - len(row))] for row in rows]
    return RawSheet(PASTED_NAME, Visibility.VISIBLE, cells)
