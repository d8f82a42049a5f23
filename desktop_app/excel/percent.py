"""Which cells are shown as percentages: there 0.6 means 60 %, in a plain cell it does not."""

import re
from functools import cache
from xml.etree import ElementTree as ET

from desktop_app.excel.grid import Place, Places, column_number

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_BUILT_IN = frozenset({9, 10})
"""The numbers of 0% and 0.00% in every workbook."""
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
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


def percent_places(xml: bytes, styles: frozenset[int]) -> Places:
    """The places of the cells of a sheet that have one of these styles."""

    @cache
    def places() -> frozenset[Place]:
        return frozenset(_places(xml, styles))

    return places


def _places(xml: bytes, styles: frozenset[int]) -> list[Place]:
    found = []
    for match in _CELL.finditer(xml):
        style = _STYLE.search(match[1])
        if style and int(style[1]) in styles and (at := _REFERENCE.search(match[1])):
            found.append((int(at[2]) - 1, column_number(at[1].decode())))
    return found
