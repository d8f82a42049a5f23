"""A workbook as read, before anybody asks what its columns mean."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from desktop_app.excel.problems import Cause

Place = tuple[int, int]
"""Row and column, both counted from 0."""
Percents = Callable[[], Mapping[Place, bool]]
"""Gives the cells shown as percentages, and whether by a format of their own (not the column's);
called only when a column of percentages asks, for it costs something to find them."""
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 0, last ones included."""


class Visibility(StrEnum):
    """How a sheet is shown."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "very_hidden"


def no_percents() -> Mapping[Place, bool]:
    """None at all."""
    return {}


_MARK_MESSAGES = {
    Cause.ERROR_CELL: "公式结果是{}",
    Cause.NO_CACHED_VALUE: "公式没有算出结果",
    Cause.PICTURE: "格里是图片，读不出内容",
    Cause.MERGED_DATA: "和别的格子合并了，读不出内容",
}


@dataclass(frozen=True)
class CellMark:
    """A cell whose value cannot be taken as it stands; `text` is what the cell shows."""

    cause: Cause
    text: str

    @property
    def message(self) -> str:
        """Why it cannot be taken, in words."""
        return _MARK_MESSAGES[self.cause].format(self.text)


@dataclass(frozen=True)
class RawSheet:
    """One sheet from A1 on: empty cells are "", a merged area has its value top left."""

    name: str
    visibility: Visibility
    rows: list[list[object]]
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    marks: dict[Place, CellMark] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    """Column widths in characters; only known for .xls."""
    percents: Percents = no_percents

    def text_at(self, row: int, column: int) -> str:
        """What the cell holds, as it is quoted in a problem."""
        mark = self.marks.get((row, column))
        if mark is not None:
            return mark.text
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return quote(self.rows[row][column])


@dataclass(frozen=True)
class RawBook:
    """All sheets of one workbook and what marks it as a template of ours."""

    sheets: tuple[RawSheet, ...]
    is_1904: bool = False
    is_pasted: bool = False
    """A range pasted into a list: the list says what it is, one known column is enough."""
    properties: dict[str, str] = field(default_factory=dict)


def quote(value: object) -> str:
    """A cell's value as a problem quotes it: text unchanged, whole numbers without decimals."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004
        return str(int(value))
    if value is None:
        return ""
    text = str(value)
    return f"{Decimal(text):f}" if isinstance(value, float) and "e" in text else text


def column_letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The column counted from 0 of its letters: A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def cell_name(row: int, column: int) -> str:
    """The name of a cell counted from 0: (4, 2) is C5."""
    return f"{column_letters(column)}{row + 1}"
