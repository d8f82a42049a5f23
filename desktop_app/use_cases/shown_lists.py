"""What a list on screen shows, as a workbook or as a printed list: same columns, rows and order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from desktop_app.errors import Refused
from desktop_app.excel.sheet import ColumnKind as SheetKind
from desktop_app.excel.sheet import ColumnSpec
from desktop_app.excel.writer import Listing, write_lists
from desktop_app.printing.papers import Align, ListColumn, ListPaper, Stamp
from desktop_app.printing.papers import ColumnKind as PrintKind
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.papers.press import render_pdf
from desktop_app.use_cases.papers.printable import refuse_missing
from desktop_app.use_cases.places import UNSAFE_IN_NAMES, make_folder, write_file

Kind = Literal["text", "number", "money", "date", "figure"]
"""`figure`: a share or a score written as text, set right like a number."""
Value = str | int | date | None
"""Money in 分; None where nothing stands."""
PDF = ".pdf"
MOST_PRINTED = 5_000
MANY_COLUMNS = 12
"""From so many columns on a list is printed on A3."""
PIXELS_PER_CHARACTER = 8


@dataclass(frozen=True)
class ShownColumn:
    """One column as it stands on screen; the money unit is that of the screen."""

    key: str
    title: str
    kind: Kind = "text"
    unit: str = ""
    width: int = 120
    """In pixels."""
    is_sum: bool = False
    is_extra: bool = False
    """Left out on screen until it is chosen there."""


@dataclass(frozen=True)
class ShownList:
    """A list as it stands on screen, with the words that say which view it is."""

    title: str
    columns: tuple[ShownColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    view: str
    """View, filters and order in words."""


def export_list(desk: Desk, shown: ShownList, out: Path) -> int:
    """Write the list as a workbook; gives the number of rows."""
    return export_book(desk, (shown,), out)


def export_book(desk: Desk, lists: Iterable[ShownList], out: Path) -> int:
    """Write several lists as the sheets of one workbook; gives the number of rows."""
    require(desk, "export")
    make_folder(out.parent)
    return write_lists([_listing(desk, shown) for shown in lists], out)


def _listing(desk: Desk, shown: ShownList) -> Listing:
    keys = [column.key for column in shown.columns]
    return Listing(
        [_sheet_column(column) for column in shown.columns],
        [dict(zip(keys, row, strict=True)) for row in shown.rows],
        shown.title,
        _head(desk, shown),
        [c.key for c in shown.columns if c.is_sum and c.kind == "money"],
    )


def export_each(desk: Desk, lists: Iterable[ShownList], folder: Path) -> tuple[Path, ...]:
    """Write several lists as workbooks of their own, named by their titles."""
    paths = []
    for shown in lists:
        paths.append(folder / f"{shown.title}.xlsx".translate(UNSAFE_IN_NAMES))
        export_list(desk, shown, paths[-1])
    return tuple(paths)


def write_list(desk: Desk, shown: ShownList, out: Path) -> None:
    """Write the list to a file: a PDF where its name ends so, else a workbook."""
    if out.suffix.lower() == PDF:
        write_file(out, list_pdf(desk, shown))
    else:
        export_list(desk, shown, out)


def list_pdf(desk: Desk, shown: ShownList) -> bytes:
    """The list as a PDF with repeated heads, 合计, 制表人 and time."""
    require(desk, "export")
    if not shown.rows:
        raise Refused("列表是空的", advice="请先清除筛选，再打印。")
    if len(shown.rows) > MOST_PRINTED:
        raise Refused(
            f"共 {len(shown.rows):,} 行，一次最多打印 {MOST_PRINTED:,} 行",
            advice="请先筛选，或导出为工作簿。",
        )
    head = desk.workspace.log_head()
    stamp = Stamp(version=head.count, log_head=head.digest, form="列表", issued_on=desk.today)
    paper = list_paper(desk, shown)
    refuse_missing(paper)
    return render_pdf(paper, stamp)


def list_paper(desk: Desk, shown: ShownList) -> ListPaper:
    """The list as a paper of its own or a part of another."""
    money = next((c.unit for c in shown.columns if c.kind == "money"), "")
    now = desk.clock()
    order = ListColumn("序号", weight=0.5, align=Align.CENTER)
    return ListPaper(
        title=shown.title,
        columns=(order, *(_print_column(column) for column in shown.columns)),
        rows=tuple(
            (str(number), *(_print_cell(value) for value in row))
            for number, row in enumerate(shown.rows, 1)
        ),
        left=_head(desk, shown),
        right=f"金额单位：{money}" if money else "",
        signers=(("制表人", desk.operator), ("制表时间", f"{now:%Y-%m-%d %H:%M}")),
        is_a3=len(shown.columns) >= MANY_COLUMNS,
    )


def _head(desk: Desk, shown: ShownList) -> str:
    """Which view it is, when and by whom."""
    return f"{shown.view}　{desk.today} 制表　{desk.operator}".rstrip()


def _title(column: ShownColumn) -> str:
    return f"{column.title}（{column.unit}）" if column.unit else column.title


def _sheet_column(column: ShownColumn) -> ColumnSpec:
    kinds = {"money": SheetKind.MONEY, "date": SheetKind.DATE, "number": SheetKind.INTEGER}
    width = max(8.0, column.width / PIXELS_PER_CHARACTER)
    kind = kinds.get(column.kind, SheetKind.TEXT)
    return ColumnSpec(column.key, column.title, kind, column.unit, width=width)


def _print_column(column: ShownColumn) -> ListColumn:
    kinds = {"money": PrintKind.WAN if column.unit == "万元" else PrintKind.YUAN}
    kinds["number"] = PrintKind.COUNT
    return ListColumn(
        column.title if column.kind == "money" else _title(column),
        weight=float(column.width),
        kind=kinds.get(column.kind, PrintKind.TEXT),
        align=Align.RIGHT if column.kind == "figure" else Align.AUTO,
        is_sum=column.is_sum,
    )


def _print_cell(value: Value) -> str | int | None:
    return value.isoformat() if isinstance(value, date) else value
