"""The department's own workbook back: coloured cells, notes, a 问题清单 page, the rest as it was.

The package is patched part by part, so that formulas keep their results, drop-downs of newer
kinds, pictures and print settings stay. What cannot be patched (.xls) is rebuilt and says so.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

from desktop_app.excel.grid import RawBook
from desktop_app.excel.kinds import BookKind, FileRefused, sniff
from desktop_app.excel.loading import load_book
from desktop_app.excel.notes import notes_of
from desktop_app.excel.output import written_whole
from desktop_app.excel.package import SheetPart
from desktop_app.excel.patch_cells import replaced_styles, restyled
from desktop_app.excel.patch_comments import add_comments
from desktop_app.excel.patch_package import OFFICE, NotPatchableError, PatchedPackage, appended
from desktop_app.excel.patch_styles import StylePatch
from desktop_app.excel.problem_page import page_xml
from desktop_app.excel.problems import CellProblem
from desktop_app.excel.sheet import SheetSpec
from desktop_app.excel.template_mark import PROBLEM_SHEET

REBUILT_REMARK = "原文件是旧格式或无法保留版式，本件按内容重建为 .xlsx，请以本件为准继续填写。"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_SELECTED = re.compile(rb'(<sheetView\b[^>]*?)\stabSelected="(?:1|true)"')
_HEAD = 65_536


@dataclass(frozen=True)
class AnnotatedCopy:
    """The copy that goes back; `is_rebuilt` when the layout could not be kept."""

    path: Path
    is_rebuilt: bool


@dataclass(frozen=True)
class AnnotateJob:
    """One copy to make; `spec` lets drop-downs of our own template be made anew."""

    source: Path
    out: Path
    problems: tuple[CellProblem, ...]
    spec: SheetSpec | None = None
    remarks: tuple[str, ...] = ()


def annotate(
    source: Path,
    out: Path,
    problems: Iterable[CellProblem],
    *,
    spec: SheetSpec | None = None,
    remarks: Sequence[str] = (),
) -> AnnotatedCopy:
    """Writes the annotated copy; its ending becomes .xlsx, an unreadable file gives the page only.

    Args:
        source: the department's workbook, which is not touched.
        out: where the copy goes.
        problems: what was found; those without a cell stand on the page only.
        spec: the sheet, to make drop-downs of our own template anew when rebuilding.
        remarks: further lines above the list.
    """
    found = tuple(problems)
    out = out.with_suffix(".xlsx")
    data = source.read_bytes()
    with written_whole(out) as draft:
        is_patched = _try_patch(data, draft, found, remarks)
        if not is_patched:
            _rebuild(_book_of(data), draft, found, spec, remarks)
    return AnnotatedCopy(out, is_rebuilt=not is_patched)


def _try_patch(
    data: bytes, draft: Path, problems: tuple[CellProblem, ...], remarks: Sequence[str]
) -> bool:
    """Patches an .xlsx; False if it is another kind or written in a way that is not patched."""
    try:
        if sniff(data) is not BookKind.XLSX:
            return False
        _patch(data, draft, problems, remarks)
    except (FileRefused, NotPatchableError):
        return False
    return True


def _book_of(data: bytes) -> RawBook | None:
    """The content to rebuild from, None if the file cannot be read at all."""
    try:
        return load_book(data, lambda: None)[1]
    except FileRefused:
        return None


def _rebuild(
    book: RawBook | None,
    draft: Path,
    problems: tuple[CellProblem, ...],
    spec: SheetSpec | None,
    remarks: Sequence[str],
) -> None:
    from desktop_app.excel.rebuild import rebuild  # noqa: PLC0415 - xlsxwriter only when needed

    extra = (REBUILT_REMARK,) if book is not None else ()
    rebuild(book, draft, problems, spec, (*extra, *remarks))


def _patch(
    data: bytes, draft: Path, problems: tuple[CellProblem, ...], remarks: Sequence[str]
) -> None:
    package = PatchedPackage(data)
    styles_part = package.related(package.workbook_part, "styles")
    if styles_part is None:
        raise NotPatchableError("styles")
    styles = StylePatch(package.read(styles_part.part))
    old = {style: styles.unmarked(style) for style in styles.marked_before()}
    sheets = package.sheets()
    for sheet in sheets:
        if sheet.name != PROBLEM_SHEET:
            _patch_sheet(package, sheet, styles, old, problems)
    page = page_xml(problems, remarks, styles)
    _add_page(package, sheets, page)
    package.write(styles_part.part, styles.content())
    package.save(draft)


def _patch_sheet(
    package: PatchedPackage,
    sheet: SheetPart,
    styles: StylePatch,
    old: dict[int, int],
    problems: tuple[CellProblem, ...],
) -> None:
    notes = notes_of(sheet.name, problems)
    source = package.read(sheet.part)
    if b"<worksheet" not in source[:_HEAD]:
        raise NotPatchableError("worksheet")
    head = _SELECTED.sub(rb"\1", source[:_HEAD])
    xml = replaced_styles(head + source[_HEAD:], old)
    if notes:
        xml = restyled(xml, notes, styles.marked)
    if notes or package.related(sheet.part, "comments"):
        xml = add_comments(package, sheet.part, xml, notes)
    if xml != source:
        package.write(sheet.part, xml)


def _add_page(package: PatchedPackage, sheets: Sequence[SheetPart], page: bytes) -> None:
    for place, sheet in enumerate(sheets):
        if sheet.name == PROBLEM_SHEET:
            package.write(sheet.part, page)
            _activate(package, place)
            return
    part = package.free_name("xl/worksheets/sheet{}.xml")
    package.write(part, page)
    package.declare(part, _SHEET_TYPE)
    relation = package.relate(package.workbook_part, "worksheet", part)
    book = package.read(package.workbook_part)
    numbers = [int(number) for number in re.findall(rb'\ssheetId="([0-9]+)"', book)]
    entry = (
        f'<sheet name={quoteattr(PROBLEM_SHEET)} sheetId="{max(numbers, default=0) + 1}" '
        f'xmlns:r="{OFFICE}" r:id="{relation}"/>'
    )
    package.write(package.workbook_part, appended(book, b"sheets", entry.encode()))
    _activate(package, len(re.findall(rb"<sheet\s", book)))


def _activate(package: PatchedPackage, place: int) -> None:
    """Opens the workbook at this tab."""
    book = package.read(package.workbook_part)
    opening = re.search(rb"<workbookView\b[^>]*?>", book)
    if opening is None:
        return
    view = re.sub(rb'\s(?:activeTab|firstSheet)="[^"]*"', b"", opening[0])
    view = view.replace(b"<workbookView", b'<workbookView activeTab="%d"' % place, 1)
    package.write(package.workbook_part, book.replace(opening[0], view, 1))
