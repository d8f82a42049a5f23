"""Which cells are shown as percentages: there 0.6 means 60 %, in a plain cell it does not.

A program that fills in our template may leave its cells without a format: the column has one.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from xml.etree import ElementTree as ET

from desktop_app.excel.grid import Percents, Place, column_number

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_BUILT_IN = frozenset({9, 10})
"""The numbers of 0% and 0.00% in every workbook."""
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_NUMBERS = re.compile(rb"""\s(min|max|style)\s*=\s*["']([0-9]+)["']""")
_LAST_COLUMN = 16_384
_STYLE = re.compile(rb"""\ss\s*=\s*["']([0-9]+)["']""")


def shows_percent(code: str) -> bool:
    """Whether a number format multiplies by a hundred: its % is no literal text."""
    return "%" in _LITERAL.sub("", code)


def percent_styles(styles: ET.Element) -> frozenset[int]:
    """The cell styles of a workbook that show percentages, by their number."""
    codes = {
        int(each.get("numFmtId", "0")): each.get("formatCode", "")
        for each in styles.iter(f"{_MAIN}numFmt")
    }
    shown = _BUILT_IN | {number for number, code in codes.items() if shows_percent(code)}
    formats = styles.find(f"{_MAIN}cellXfs")
    return frozenset(
        place
        for place, each in enumerate(formats if formats is not None else ())
        if int(each.get("numFmtId", "0")) in shown
    )


def percent_places(xml: bytes, styles: frozenset[int]) -> Percents:
    """The cells of a sheet that have one of these styles, or stand unstyled in such a column."""

    @cache
    def places() -> Mapping[Place, bool]:
        return dict(_places(xml, styles))

    return places


def _places(xml: bytes, styles: frozenset[int]) -> Iterator[tuple[Place, bool]]:
    columns = _columns(xml, styles)
    for match in _CELL.finditer(xml, max(xml.find(b"sheetData"), 0)):
        at, style = _REFERENCE.search(match[1]), _STYLE.search(match[1])
        if at is None:
            continue
        number = int(style[1]) if style else 0
        place = int(at[2]) - 1, column_number(at[1].decode())
        if number in styles:
            yield place, True
        elif number == 0 and place[1] in columns:
            yield place, False


def _columns(xml: bytes, styles: frozenset[int]) -> frozenset[int]:
    """The columns whose empty cells have one of these styles."""
    found: set[int] = set()
    for match in _COLUMN.finditer(xml, 0, max(xml.find(b"sheetData"), 0)):
        values = {key: int(number) for key, number in _NUMBERS.findall(match[1])}
        if values.get(b"style") in styles:
            last = min(values.get(b"max", 0), _LAST_COLUMN)
            found.update(range(values.get(b"min", 1) - 1, last))
    return frozenset(found)
