"""The 问题清单 page of a returned workbook: every problem with a link to its cell."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from desktop_app.excel.cell_writer import exportable
from desktop_app.excel.grid import column_letters
from desktop_app.excel.patch_styles import StylePatch
from desktop_app.excel.problems import CellProblem

HEADERS = ("序号", "工作表", "单元格", "列名", "原值", "问题", "怎么改", "依据")
WIDTHS = (6, 18, 8, 18, 22, 36, 40, 18)
PAGE_TITLE = "问题清单"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINE = 16
_CENTRE = b'<alignment horizontal="center" vertical="center"/>'
_WRAP = b'<alignment vertical="top" wrapText="1"/>'


def intro(problems: Sequence[CellProblem], remarks: Sequence[str]) -> tuple[str, ...]:
    """The lines between the title and the list."""
    return (
        f"共{len(problems)}处问题。请照“怎么改”一栏改好，直接发回本工作簿；本页和批注不用删除。",
        *remarks,
    )


def problem_cells(number: int, problem: CellProblem) -> tuple[str, ...]:
    """One problem as the cells of its line."""
    return (
        str(number), problem.sheet or "整本", problem.cell or "—", problem.column or "—",
        problem.value, problem.message, problem.advice, problem.clause,
    )  # fmt: skip


def location(problem: CellProblem) -> str:
    """The place a link leads to, empty for a problem of the whole file."""
    if not problem.cell or not problem.sheet:
        return ""
    return "'{}'!{}".format(problem.sheet.replace("'", "''"), problem.cell)


def page_xml(problems: Sequence[CellProblem], remarks: Sequence[str], styles: StylePatch) -> bytes:
    """The worksheet part of the page; its looks are added to `styles`."""
    title = styles.add(_font('<b/><sz val="16"/>'))
    header = styles.add(_font('<b/><sz val="11"/>'), alignment=_CENTRE, is_framed=True)
    link = styles.add(
        _font('<u/><sz val="11"/><color rgb="FF0563C1"/>'), alignment=_WRAP, is_framed=True
    )
    text = styles.add(alignment=_WRAP, is_framed=True)
    lines = intro(problems, remarks)
    head = len(lines) + 2
    rows = [_row(1, [PAGE_TITLE], [title])]
    rows += [_row(n, [line], [0]) for n, line in enumerate(lines, 2)]
    rows.append(_row(head, HEADERS, [header] * len(HEADERS)))
    looks = [text, text, link, *[text] * (len(HEADERS) - 3)]
    links = []
    for number, problem in enumerate(problems, 1):
        rows.append(_row(head + number, problem_cells(number, problem), looks))
        if place := location(problem):
            links.append(f'<hyperlink ref="C{head + number}" location={quoteattr(place)}/>')
    return _sheet(rows, links, head).encode()


def lines_of(cells: Sequence[str]) -> int:
    """Lines the tallest cell of a row takes; a Chinese character is as wide as two letters."""
    return max(
        sum(-(-max(_width(line), 1) // width) for line in cell.split("\n"))
        for cell, width in zip(cells, WIDTHS, strict=True)
    )


def _width(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)


def _font(properties: str) -> bytes:
    return f'<font>{properties}<name val="宋体"/></font>'.encode()


def _sheet(rows: Sequence[str], links: Sequence[str], head: int) -> str:
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(WIDTHS, 1)
    )
    hyperlinks = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="{head}" '
        f'topLeftCell="A{head + 1}" activePane="bottomLeft" state="frozen"/></sheetView>'
        f"</sheetViews><cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>{hyperlinks}"
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        "</worksheet>"
    )


def _row(number: int, cells: Sequence[str], looks: Sequence[int]) -> str:
    inner = "".join(
        f'<c r="{column_letters(place)}{number}" s="{look}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{escape(exportable(cell))}</t></is></c>'
        for place, (cell, look) in enumerate(zip(cells, looks, strict=True))
    )
    height = _LINE * lines_of(cells) if len(cells) > 1 else 0
    room = f' ht="{height}" customHeight="1"' if height else ""
    return f'<row r="{number}"{room}>{inner}</row>'
