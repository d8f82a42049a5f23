"""What calamine does not tell of a sheet: error cells, missing results, pictures, hidden parts.

The whole XML is searched with cheap byte patterns first; cells are looked at one by one only
where something was found, so that an ordinary sheet costs a few searches.
"""

import re
from dataclasses import dataclass, field
from html import unescape

from desktop_app.excel.grid import CellMark, Place, column_number
from desktop_app.excel.kinds import FileRefused
from desktop_app.excel.problems import Cause

MOST_CELLS = 6_000_000
"""Cells of the rectangle around all values; beyond it the reader would fill the memory."""
_SHAPES = bytes.maketrans(b"BCDEFGHIJKLMNOPQRSTUVWXYZ123456789", b"A" * 25 + b"0" * 9)
"""Every letter as A and every digit as 0: sizes can be seen by plain searches."""
_WIDTHS = ((26, b' r="AA'), (702, b' r="AAA'), (16_384, b' r="AAAA'))
_HEIGHTS = ((99_999, b'A000000"'), (999_999, b'A0000000"'), (9_999_999, b'A00000000"'))
"""Columns and rows a sheet has at most unless the shape is found."""
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(/?)>")
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_FORMULA = re.compile(
    rb"<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\b[^>]*>([^<]*))?"
)
_ERROR_TYPE = re.compile(rb"""\st\s*=\s*["']e["']""")
_TEXT_TYPE = re.compile(rb"""\st\s*=\s*["']str["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)<")
_HIDDEN = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']""")
_MIN_MAX = re.compile(rb"""\s(min|max)\s*=\s*["']([0-9]+)["']""")
_LAST_COLUMN = 16_384


@dataclass
class SheetFacts:
    """What the XML of one sheet tells beyond the values."""

    marks: dict[Place, CellMark] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def check_size(xml: bytes) -> None:
    """Raises FileRefused where the rectangle of the values would not fit the memory."""
    _check_size(xml, max(xml.find(b"sheetData"), 0), is_odd=_is_odd(xml))


def scan_sheet(xml: bytes) -> SheetFacts:
    """The facts of one sheet."""
    start = max(xml.find(b"sheetData"), 0)
    end = xml.rfind(b"sheetData>")
    is_odd = b"<sheetData" not in xml[: start + 10] or b" r='" in xml
    facts = SheetFacts()
    facts.marks = cell_marks(xml, start, end if end > start else len(xml), is_odd=is_odd)
    if b"hidden" in xml:
        facts.hidden_rows = _hidden_rows(xml)
        facts.hidden_columns = _hidden_columns(xml[:start])
    return facts


def cell_marks(xml: bytes, start: int, end: int, *, is_odd: bool) -> dict[Place, CellMark]:
    """The cells of (a part of) a sheet whose values the reader does not give.

    Args:
        xml: the sheet, or whole cells of it.
        start: where the cells begin.
        end: where they end.
        is_odd: whether elements may have a prefix.
    """
    found: dict[Place, CellMark] = {}
    if b't="e"' in xml or b"t='e'" in xml or (is_odd and _ERROR_TYPE.search(xml)):
        found.update(_error_cells(xml))
    if b"<f" in xml or (is_odd and b":f" in xml):
        found.update(_formula_cells(xml, start, end))
    return found


def _is_odd(xml: bytes) -> bool:
    """Prefixed elements, attributes in another order: legal XML that no office program writes."""
    return xml.count(b"<c ") != xml.count(b'<c r="')


def _check_size(xml: bytes, start: int, *, is_odd: bool) -> None:
    """The rectangle calamine would lay out, from the cells that hold something."""
    if not is_odd:
        shapes = xml.translate(_SHAPES)
        columns = next(size for size, wider in _WIDTHS if shapes.find(wider, start) < 0)
        rows = next(size for size, longer in _HEIGHTS if shapes.find(longer, start) < 0)
        if rows * columns <= MOST_CELLS:
            return
    rows, columns = _used_size(xml)
    if rows * columns > MOST_CELLS:
        raise FileRefused(Cause.TOO_LARGE, f"表格伸到第{rows}行、第{columns}列，读不下")


def _used_size(xml: bytes) -> tuple[int, int]:
    rows = columns = 0
    for match in _CELL.finditer(xml):
        if match[2]:
            continue
        reference = _REFERENCE.search(match[1])
        if reference is None or _is_blank(xml, match.end()):
            continue
        rows = max(rows, int(reference[2]))
        columns = max(columns, column_number(reference[1].decode()) + 1)
    return rows, columns


def _is_blank(xml: bytes, position: int) -> bool:
    return xml.startswith(b"</", position)


def _place(attributes: bytes) -> Place | None:
    reference = _REFERENCE.search(attributes)
    if reference is None:
        return None
    return int(reference[2]) - 1, column_number(reference[1].decode())


def _error_cells(xml: bytes) -> dict[Place, CellMark]:
    found: dict[Place, CellMark] = {}
    for match in _CELL.finditer(xml):
        if match[2] or not _ERROR_TYPE.search(match[1]):
            continue
        place = _place(match[1])
        value = _VALUE.search(xml, match.end(), xml.find(b"</c>", match.end()) + 1 or len(xml))
        cause = Cause.PICTURE if b" vm=" in match[1] else Cause.ERROR_CELL
        if place is not None:
            found[place] = CellMark(cause, _text(value[1]) if value else "#N/A")
    return found


def _formula_cells(xml: bytes, start: int, end: int) -> dict[Place, CellMark]:
    found: dict[Place, CellMark] = {}
    for match in _FORMULA.finditer(xml, start, end):
        formula, cached = match[1] or b"", match[2]
        opening = _CELL.match(xml, _cell_start(xml, match.start()))
        if opening is None:
            continue
        place = _place(opening[1])
        if place is None:
            continue
        if b"DISPIMG(" in formula.upper():
            found[place] = CellMark(Cause.PICTURE, _text(cached or b"=" + formula))
        elif not cached and not (cached is not None and _TEXT_TYPE.search(opening[1])):
            found[place] = CellMark(Cause.NO_CACHED_VALUE, "=" + _text(formula))
    return found


def _cell_start(xml: bytes, position: int) -> int:
    plain = xml.rfind(b"<c ", 0, position)
    prefixed = xml.rfind(b":c ", max(plain, 0), position)
    return plain if prefixed < 0 else xml.rfind(b"<", 0, prefixed)


def _text(value: bytes) -> str:
    return unescape(value.decode("utf-8", errors="replace"))


def _hidden_rows(xml: bytes) -> frozenset[int]:
    hidden = set()
    for match in _ROW.finditer(xml):
        if _HIDDEN.search(match[1]):
            number = re.search(rb"""\sr\s*=\s*["']([0-9]+)["']""", match[1])
            if number:
                hidden.add(int(number[1]) - 1)
    return frozenset(hidden)


def _hidden_columns(head: bytes) -> frozenset[int]:
    hidden: set[int] = set()
    for match in _COLUMN.finditer(head):
        if _HIDDEN.search(match[1]):
            ends = {key: int(number) for key, number in _MIN_MAX.findall(match[1])}
            last = min(ends.get(b"max", 0), _LAST_COLUMN)
            hidden.update(range(ends.get(b"min", 1) - 1, last))
    return frozenset(hidden)
