"""The rows of a long list as they come out of the file: csv, xlsx or xls, part by part."""

import codecs
import csv
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from desktop_app.excel.grid import CellMark, Place, cell_name
from desktop_app.excel.kinds import BookKind, FileRefused, sniff
from desktop_app.excel.lists.heading import MOST_ABOVE
from desktop_app.excel.lists.marks import AT_ONCE, Look, check_inflated, merged_marks, sheet_marks
from desktop_app.excel.loading import load_book
from desktop_app.excel.problems import Cause

PART_ROWS = 4_000
ENCODINGS = ("utf-8-sig", "gb18030")
_HEAD = 64 * 1024
_MARKUP = re.compile(
    rb"<(!doctype\s+html|html|table)\b|schemas-microsoft-com:office:spreadsheet|^mime-version:",
    re.IGNORECASE | re.MULTILINE,
)
"""Pages that spreadsheets save under other names; they are not tables of text."""
Row = list[object]


@dataclass(frozen=True)
class Source:
    """An opened list: its sheet (empty for csv) and its rows, the first one is row 1."""

    sheet: str
    parts: Iterator[list[Row]]
    digest: str
    marks: Mapping[Place, CellMark] = field(default_factory=dict)
    """Cells that are empty here and are not so in the file."""


def open_list(path: Path, sheet: str, look: Look) -> Source:
    """Opens a list; raises FileRefused saying what the file is if it is none."""
    if path.exists() and not path.is_file():
        raise FileRefused(Cause.NO_FILE, "这不是普通文件，也许是文件夹", "请选清单文件本身。")
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\x00 \r\n\t"):
        raise FileRefused(Cause.EMPTY_FILE, "这是空文件，没有内容")
    is_text = _is_text(head)
    digest, encoding = _looked_through(path, _encodings(head) if is_text else (), look)
    if is_text:
        return Source("", _csv_parts(path, encoding, look), digest)
    data = path.read_bytes()
    kind = sniff(data)
    if kind is BookKind.XLSX:
        check_inflated(path)
    try:
        found = _chosen(CalamineWorkbook.from_path(path), sheet)
    except CalamineError as error:
        raise _unread(path, kind, look) from error
    marks = sheet_marks(path, found.name, look) if kind is BookKind.XLSX else {}
    marks |= merged_marks(found.merged_cell_ranges or ())
    if kind is BookKind.XLS:
        marks |= _old_marks(data, found.name)
    return Source(found.name, _in_parts(_cells(found), look), digest, marks)


def _old_marks(data: bytes, name: str) -> Mapping[Place, CellMark]:
    _, book = load_book(data, lambda: None)
    return next((each.marks for each in book.sheets if each.name == name), {})


def _unread(path: Path, kind: BookKind, look: Look) -> FileRefused:
    """Why a workbook could not be read: perhaps an error value of a new kind, as #SPILL!."""
    marks = sheet_marks(path, "", look) if kind is BookKind.XLSX else {}
    for place, mark in marks.items():
        if mark.cause is Cause.ERROR_CELL:
            told = f"{cell_name(*place)} 是错误值（{mark.text}）"
            return FileRefused(mark.cause, told, "请改正这些格子后重新导出。")
    return FileRefused(Cause.DAMAGED, "文件已损坏，读不出来")


def sheet_names(path: Path) -> tuple[str, ...]:
    """The visible sheets of a workbook that have rows; one without a name for text."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if _is_text(head):
        return ("",)
    sniff(path.read_bytes())
    try:
        book = CalamineWorkbook.from_path(path)
        return tuple(
            each.name
            for each in book.sheets_metadata
            if each.visible is SheetVisibleEnum.Visible
            and book.get_sheet_by_name(each.name).height > 1
        )
    except CalamineError as error:
        raise FileRefused(Cause.DAMAGED, "文件已损坏，读不出来") from error


def _in_parts(rows: Iterator[Row], look: Look) -> Iterator[list[Row]]:
    while part := list(islice(rows, PART_ROWS)):
        look()
        yield part


def _looked_through(path: Path, encodings: Sequence[str], look: Look) -> tuple[str, str]:
    """The digest of a file and the first encoding the whole of it can be read in."""
    state = hashlib.sha256()
    first = _Decoding(encodings[0]) if encodings else None
    with path.open("rb") as file:
        while part := file.read(AT_ONCE):
            look()
            state.update(part)
            if first is not None:
                first.go_on(part)
    readable = [first] if first is not None and first.is_whole() else []
    for name in encodings[1:] if not readable else ():
        readable += [each for each in (_decoded(path, name, look),) if each.is_whole()]
    if encodings and not readable:
        raise _mixed()
    return state.hexdigest(), readable[0].name if readable else ""


class _Decoding:
    """Whether bytes that come part by part make sense in an encoding."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._decoder = codecs.getincrementaldecoder(name)()
        self._fails = False

    def go_on(self, part: bytes, *, is_end: bool = False) -> None:
        """Takes the next bytes."""
        if not self._fails:
            try:
                self._decoder.decode(part, is_end)
            except UnicodeDecodeError:
                self._fails = True

    def is_whole(self) -> bool:
        """Whether all of it made sense, the end included."""
        self.go_on(b"", is_end=True)
        return not self._fails


def _decoded(path: Path, name: str, look: Look) -> _Decoding:
    found = _Decoding(name)
    with path.open("rb") as file:
        while part := file.read(AT_ONCE):
            look()
            found.go_on(part)
    return found


def _mixed() -> FileRefused:
    return FileRefused(
        Cause.DAMAGED,
        "文件里混有两种编码，有的字读不出来",
        "请用表格软件打开原件，另存为 xlsx，或另存为 UTF-8 编码的 CSV。",
    )


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if head.startswith((b"PK", b"\xd0\xcf\x11\xe0", b"%PDF")) or b"\x00" in head:
        return False
    return not _MARKUP.search(head[:4096])


def _encodings(head: bytes) -> tuple[str, ...]:
    """The encodings a text may be in, the likeliest first."""
    return ("utf-16",) if head.startswith((b"\xff\xfe", b"\xfe\xff")) else ENCODINGS


def _csv_parts(path: Path, encoding: str, look: Look) -> Iterator[list[Row]]:
    with path.open(encoding=encoding, newline="") as file:
        head = "".join(islice(file, MOST_ABOVE))
        file.seek(0)
        reader = csv.reader(file, delimiter=max(",\t;", key=head.count))
        rows: Iterator[Any] = reader
        try:
            yield from _in_parts(rows, look)
        except UnicodeDecodeError as error:
            raise _mixed() from error
        except csv.Error as error:
            raise FileRefused(
                Cause.DAMAGED,
                f"第 {reader.line_num} 行附近读不下去",
                "多半是引号不成对；请用表格软件打开原件后另存。",
            ) from error


def _chosen(book: CalamineWorkbook, wanted: str) -> CalamineSheet:
    shown = [each.name for each in book.sheets_metadata if each.visible is SheetVisibleEnum.Visible]
    names = [wanted] if wanted else shown
    if not names or names[0] not in book.sheet_names:
        raise FileRefused(
            Cause.NO_SHEET, f"没有工作表“{wanted}”", f"这个文件里有：{'、'.join(shown)}。"
        )
    if len(names) > 1:
        names = _fullest(book, names)
    return book.get_sheet_by_name(names[0])


def _cells(sheet: CalamineSheet) -> Iterator[Row]:
    """The rows from A1 on; the reader leaves out empty columns before the first filled one."""
    rows: Iterator[Any] = iter(sheet.iter_rows())
    left = [""] * (sheet.start or (0, 0))[1]
    return ([*left, *row] for row in rows) if left else rows


def _fullest(book: CalamineWorkbook, names: list[str]) -> list[str]:
    """Of several sheets the one with rows; which of two is meant has to be said."""
    filled = [name for name in names if book.get_sheet_by_name(name).height > 1]
    if len(filled) > 1:
        raise FileRefused(
            Cause.UNCLEAR_SHEET,
            f"有几张有内容的工作表：{'、'.join(filled)}",
            "请说明导入哪一张。",
        )
    return filled or names[:1]
