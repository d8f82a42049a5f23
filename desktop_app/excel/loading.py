"""Loads a workbook into raw sheets: calamine for values, the XML for what calamine hides."""

import re
import struct
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from desktop_app.excel.grid import Area, Percents, RawBook, RawSheet, no_percents
from desktop_app.excel.kinds import BookKind, FileRefused, sniff
from desktop_app.excel.package import Package, SheetPart, parse_xml, target_of
from desktop_app.excel.percent import percent_places, percent_styles
from desktop_app.excel.problems import Cause
from desktop_app.excel.scan import SheetFacts, check_size, scan_sheet

_CUSTOM_PROPERTIES = "docProps/custom.xml"
_READER_FAULTS = (
    CalamineError, BadZipFile, zlib.error, struct.error, ArithmeticError, AssertionError,
    AttributeError, EOFError, LookupError, NotImplementedError, OSError, TypeError, ValueError,
)  # fmt: skip
"""What byte damage makes the libraries raise; each is the file's fault, found by mutation runs."""

_ERROR_VALUE = re.compile(
    rb"""(<c\b[^>]*?\st=["']e["'][^>]*>(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)?<v>)[^<]*"""
)


class Scan(NamedTuple):
    """One sheet while its XML is being searched beside."""

    part: SheetPart
    facts: Future[SheetFacts]
    percents: Percents


Pulse = Callable[[], None]
"""Called between steps; raises `Cancelled` to stop the work."""


def load_book(data: bytes, pulse: Pulse) -> tuple[BookKind, RawBook]:
    """The kind and raw sheets of a workbook; raises FileRefused with the reason."""
    kind = sniff(data)
    try:
        return kind, _load_xlsx(data, pulse) if kind is BookKind.XLSX else _load_xls(data)
    except _READER_FAULTS as error:
        raise FileRefused(Cause.DAMAGED, "文件已损坏，读不出来") from error
    except BaseException as error:
        # A panic inside calamine arrives as an exception of its own kind above Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise FileRefused(Cause.DAMAGED, "文件已损坏，读不出来") from error


def _load_xls(data: bytes) -> RawBook:
    from desktop_app.excel.loading_xls import load_xls  # noqa: PLC0415 - xlrd only when needed

    return load_xls(data)


def _load_xlsx(data: bytes, pulse: Pulse) -> RawBook:
    package = Package(data)
    # calamine lets go of the interpreter while it parses: the scan runs beside it.
    with closing(package), ThreadPoolExecutor(1) as beside:
        scans = _checked_parts(package, beside)
        if not scans:
            raise FileRefused(Cause.DAMAGED, "文件里没有工作表")
        pulse()
        try:
            sheets = _raw_sheets(data, scans, pulse)
        except CalamineError:
            # calamine gives up on kinds of error it does not know, such as #SPILL!.
            sheets = _raw_sheets(_with_known_errors(data, scans), scans, pulse)
        return RawBook(sheets, package.is_1904, properties=_custom_properties(package))


def _raw_sheets(data: bytes, scans: Sequence[Scan], pulse: Pulse) -> tuple[RawSheet, ...]:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    sheets = []
    for part, facts, percents in scans:
        pulse()
        rows, merges = _values(book, part)
        found = facts.result()
        sheets.append(
            RawSheet(
                part.name, part.visibility, rows, merges,
                found.hidden_rows, found.hidden_columns, found.marks, percents=percents,
            )
        )  # fmt: skip
        pulse()
    return tuple(sheets)


def _with_known_errors(data: bytes, scans: Sequence[Scan]) -> bytes:
    """The package with every error cell saying #N/A; what they really say is in the marks."""
    sheets = {scan.part.part for scan in scans}
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(
                name, _ERROR_VALUE.sub(rb"\1#N/A", content) if name in sheets else content
            )
    return out.getvalue()


def _checked_parts(package: Package, beside: ThreadPoolExecutor) -> list[Scan]:
    """Every part calamine will inflate is inflated here first, under limits and checksums."""
    parts = package.sheets()
    sheets = {part.part for part in parts}
    for name in package.names():
        if name not in sheets and not name.startswith("xl/media/") and not name.endswith(".bin"):
            package.read(name)
    shown = _percent_styles(package)
    scans: list[Scan] = []
    for part in parts:
        xml = package.read(part.part)
        check_size(xml)
        percents = percent_places(xml, shown) if shown else no_percents
        scans.append(Scan(part, beside.submit(scan_sheet, xml), percents))
    return scans


def _percent_styles(package: Package) -> frozenset[int]:
    """The cell styles that show percentages; none in a workbook without styles."""
    book = package.workbook_part
    for relation in package.relations(book):
        part = target_of(book, str(relation.get("Target")))
        if str(relation.get("Type")).endswith("/styles") and package.has(part):
            return percent_styles(parse_xml(package.read(part)))
    return frozenset()


def _values(book: CalamineWorkbook, part: SheetPart) -> tuple[list[list[object]], tuple[Area, ...]]:
    sheet = book.get_sheet_by_name(part.name)
    rows: list[list[object]] = list(sheet.to_python(skip_empty_area=False))  # type: ignore[arg-type]
    merges = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return rows, merges


def _custom_properties(package: Package) -> dict[str, str]:
    if not package.has(_CUSTOM_PROPERTIES):
        return {}
    root = parse_xml(package.read(_CUSTOM_PROPERTIES))
    return {str(item.get("name")): "".join(item.itertext()) for item in root}
