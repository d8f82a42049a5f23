"""Gives single cells of a sheet another look, whatever else the sheet holds."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping

from desktop_app.excel.grid import Place, cell_name, column_number
from desktop_app.excel.patch_package import NotPatchableError

_ROW = re.compile(rb'<row\b[^>]*?\sr="([0-9]+)"[^>]*>')
_CELL = re.compile(rb'<c\b[^>]*?\sr="([A-Z]+)[0-9]+"[^>]*>')
_ANY_ROW = re.compile(rb"<row[\s/>]")
_ANY_CELL = re.compile(rb"<c[\s/>]")
_STYLE = re.compile(rb'\ss="([0-9]+)"')
_SHEET_DATA = re.compile(rb"<sheetData\b[^>]*?(/?)>")
Edit = tuple[int, int, bytes]
"""Start, end and what replaces the bytes between."""


def restyled(xml: bytes, places: Iterable[Place], look: Callable[[int], int]) -> bytes:
    """The sheet with every place's look replaced by `look(old)`; missing cells are added."""
    opening = _SHEET_DATA.search(xml)
    if opening is None:
        raise NotPatchableError("sheetData")
    if opening[1]:
        xml = xml.replace(opening[0], b"<sheetData></sheetData>", 1)
    rows = {int(match[1]): match for match in _ROW.finditer(xml)}
    if len(rows) != len(_ANY_ROW.findall(xml)):
        raise NotPatchableError("row")
    by_row: dict[int, set[int]] = {}
    for row, column in places:
        by_row.setdefault(row + 1, set()).add(column)
    edits: list[Edit] = []
    numbers = sorted(rows)
    for number, columns in by_row.items():
        found = rows.get(number)
        if found is None:
            edits.append(_new_row(xml, rows, numbers, number, columns, look))
        else:
            edits += _row_edits(xml, found, number, columns, look)
    return _applied(xml, edits)


def replaced_styles(xml: bytes, styles: Mapping[int, int]) -> bytes:
    """The sheet with every cell of a style in `styles` given the other style."""
    if not styles:
        return xml
    names = b"|".join(b"%d" % style for style in styles)
    pattern = re.compile(rb'(<c\b[^>]*?\ss=")(' + names + rb')(")')
    return pattern.sub(lambda found: found[1] + b"%d" % styles[int(found[2])] + found[3], xml)


def _row_edits(
    xml: bytes, row: re.Match[bytes], number: int, columns: set[int], look: Callable[[int], int]
) -> list[Edit]:
    if row[0].endswith(b"/>"):
        fresh = b"".join(_new_cell(number, column, look) for column in sorted(columns))
        return [(row.start(), row.end(), row[0][:-2] + b">" + fresh + b"</row>")]
    end = xml.find(b"</row>", row.end())
    cells = {column_number(c[1].decode()): c for c in _CELL.finditer(xml, row.end(), end)}
    if len(cells) != len(_ANY_CELL.findall(xml, row.end(), end)):
        raise NotPatchableError("c")
    edits: list[Edit] = []
    order = sorted(cells)
    for column in sorted(columns):
        found = cells.get(column)
        if found is not None:
            edits.append((found.start(), found.end(), _styled(found[0], look)))
            continue
        following = bisect_left(order, column)
        at = cells[order[following]].start() if following < len(order) else end
        edits.append((at, at, _new_cell(number, column, look)))
    return edits


def _styled(opening: bytes, look: Callable[[int], int]) -> bytes:
    style = _STYLE.search(opening)
    new = b' s="%d"' % look(int(style[1]) if style else 0)
    if style:
        return opening[: style.start()] + new + opening[style.end() :]
    return opening.replace(b"<c", b"<c" + new, 1)


def _new_cell(number: int, column: int, look: Callable[[int], int]) -> bytes:
    return b'<c r="%s" s="%d"/>' % (cell_name(number - 1, column).encode(), look(0))


def _new_row(
    xml: bytes,
    rows: Mapping[int, re.Match[bytes]],
    numbers: list[int],
    number: int,
    columns: set[int],
    look: Callable[[int], int],
) -> Edit:
    cells = b"".join(_new_cell(number, column, look) for column in sorted(columns))
    following = bisect_left(numbers, number)
    end = xml.find(b"</sheetData>")
    at = rows[numbers[following]].start() if following < len(numbers) else end
    return at, at, b'<row r="%d">%s</row>' % (number, cells)


def _applied(xml: bytes, edits: list[Edit]) -> bytes:
    pieces: list[bytes] = []
    position = 0
    for start, end, piece in sorted(edits, key=lambda edit: edit[:2]):
        pieces += (xml[position:start], piece)
        position = end
    pieces.append(xml[position:])
    return b"".join(pieces)
