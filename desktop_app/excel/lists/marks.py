"""Cells of a long workbook that its reader gives as empty: errors, formulas, merged ones."""

import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, product
from pathlib import Path
from xml.etree import ElementTree as ET

from desktop_app.excel.grid import CellMark, Place
from desktop_app.excel.kinds import FileRefused
from desktop_app.excel.package import parse_xml, relations_part, workbook_part, worksheets
from desktop_app.excel.problems import Cause
from desktop_app.excel.scan import cell_marks

MOST_INFLATED = 900 * 1024 * 1024
"""An xlsx beyond this would fill the memory of an office computer; csv has no limit."""
MOST_MARKS = 100_000
"""Beyond this the file is refused as a whole."""
AT_ONCE = 1 << 20
_LONGEST_CELL = 4 * AT_ONCE
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError,
            NotImplementedError, RuntimeError)  # fmt: skip
Look = Callable[[], object]


def check_inflated(path: Path) -> None:
    """Refuses what would fill the memory."""
    try:
        with zipfile.ZipFile(path) as archive:
            inflated = sum(info.file_size for info in archive.infolist())
    except _DAMAGED as error:
        raise FileRefused(Cause.DAMAGED, "文件不完整，打不开") from error
    if inflated > MOST_INFLATED:
        advice = "请另存为 CSV（UTF-8）后导入，或分成几个文件。"
        raise FileRefused(Cause.TOO_LARGE, "表格太大，读不下", advice)


def sheet_marks(path: Path, sheet: str, look: Look) -> dict[Place, CellMark]:
    """The cells of one sheet, of all of them if none is named."""
    found: dict[Place, CellMark] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            for part in _parts(archive, sheet):
                for marks in _marks(archive, part, look):
                    found |= marks
                    if len(found) > MOST_MARKS:
                        told = f"有 {MOST_MARKS:,} 个以上的格子是错误值或没有结果的公式"
                        raise FileRefused(
                            Cause.NO_CACHED_VALUE,
                            told,
                            "请用 WPS、Excel 或 LibreOffice 打开并保存一次。",
                        )
    except _DAMAGED as error:
        raise FileRefused(Cause.DAMAGED, "文件不完整，打不开") from error
    return found


def merged_marks(areas: Iterable[tuple[Place, Place]]) -> dict[Place, CellMark]:
    """The cells of merged areas but the first of each: they show a value they do not have."""
    found: dict[Place, CellMark] = {}
    for (top, left), (bottom, right) in areas:
        cells = product(range(top, bottom + 1), range(left, right + 1))
        for place in islice(cells, 1, MOST_MARKS):
            found[place] = CellMark(Cause.MERGED_DATA, "")
    return found


def _parts(archive: zipfile.ZipFile, sheet: str) -> Iterator[str]:
    names = {name.lower(): name for name in archive.namelist()}

    def read(part: str) -> ET.Element:
        return parse_xml(archive.read(names[part.lower()]))

    book = workbook_part(read(relations_part("")))
    for each in worksheets(book, read(book), read(relations_part(book))):
        if each.name == sheet or not sheet:
            yield names[each.part.lower()]


def _marks(archive: zipfile.ZipFile, part: str, look: Look) -> Iterator[dict[Place, CellMark]]:
    """The cells part by part; a cell that is cut waits for its end."""
    rest, is_odd = b"", False
    with archive.open(part) as content:
        while chunk := content.read(AT_ONCE):
            look()
            is_odd = is_odd or (not rest and b"<sheetData" not in chunk)
            text = rest + chunk
            end = max(text.rfind(b"<c "), text.rfind(b":c ") if is_odd else -1)
            if end < 0 and len(text) < _LONGEST_CELL:
                end = 0
            yield cell_marks(text[:end], 0, end, is_odd=is_odd)
            rest = text[end:]
    yield cell_marks(rest, 0, len(rest), is_odd=is_odd)
