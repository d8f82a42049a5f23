"""Department workbooks as offices really send them: one writer, many layouts."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.scenario.layouts import GROUPS, LAYOUTS, LONG, MONEY, TITLES, Layout

Row = Mapping[str, object]

THIN = Side(style="thin", color="808080")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
DIGITS = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789."}
"""Half-width to full-width."""


@dataclass(frozen=True)
class Book:
    """One workbook to be written."""

    file: str
    unit: str
    dated: date
    rows: Sequence[Row]
    layout: str = "plain"
    title: str = "政务信息化项目储备库申报表"
    handler: str = "经办人甲"


def write_books(books: Iterable[Book], folder: Path) -> dict[str, Path]:
    """Write the workbooks into the folder; the paths by file name."""
    folder.mkdir(parents=True, exist_ok=True)
    paths: dict[str, Path] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for book in books:
            office = LAYOUTS[book.layout].office
            target = folder / book.file
            if office:
                source = Path(scratch, "in", office, Path(book.file).stem + ".xlsx")
                source.parent.mkdir(parents=True, exist_ok=True)
                _workbook(book).save(source)
            else:
                _workbook(book).save(target)
            paths[book.file] = target
        for office in ("xls", "xlsx"):
            _through_libreoffice(Path(scratch, "in", office), office, folder)
    return paths


def _through_libreoffice(source: Path, kind: str, folder: Path) -> None:
    files = sorted(map(str, source.glob("*.xlsx"))) if source.exists() else []
    program = shutil.which("soffice")
    if not files:
        return
    if program is None:
        raise RuntimeError("LibreOffice is needed to write these workbooks")
    profile = f"-env:UserInstallation=file://{tempfile.gettempdir()}/lo-samples"
    command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, *files], check=True, capture_output=True)


def _workbook(book: Book) -> Workbook:
    layout = LAYOUTS[book.layout]
    workbook = Workbook()
    sheet = workbook.active
    if layout.cover_sheet:
        sheet.title = "填表说明"
        sheet["A1"] = "填表说明"
        sheet["A2"] = "1.请先阅读通知再填写申报表。"
        sheet["A3"] = "2.金额以万元为单位。"
        sheet = workbook.create_sheet("申报表")
        workbook.active = 1
    else:
        sheet.title = "申报表"
    keys = _keys(book.rows, layout)
    writer = _Writer(sheet, layout, keys)
    writer.heading(book)
    writer.header()
    for number, row in enumerate(book.rows, start=1):
        writer.row(number, row)
    if layout.totals:
        writer.totals(book.rows)
    if layout.foot:
        writer.foot(book)
    return workbook


def _keys(rows: Sequence[Row], layout: Layout) -> list[str]:
    always = {"name", "nature", "declared_amount", "goal", "content", "route", "data_needed"}
    used = [k for k in TITLES if k in always or any(row.get(k) not in (None, "") for row in rows)]
    if layout.moved:
        money = [key for key in used if key in MONEY]
        used = [key for key in used if key not in MONEY]
        place = used.index("data_needed") + 1
        used = used[:place] + money + used[place:]
    return used


class _Writer:
    """Writes one sheet from the top down."""

    def __init__(self, sheet: Worksheet, layout: Layout, keys: list[str]) -> None:
        self.sheet, self.layout, self.keys = sheet, layout, keys
        self.start = 2 if layout.counter else 1
        self.width = self.start + len(keys) - 1
        self.line = 1

    def heading(self, book: Book) -> None:
        layout, sheet = self.layout, self.sheet
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=self.width)
        sheet["A1"] = f"{book.dated.year}年度{book.title}"
        sheet["A1"].font = Font(name="黑体", size=18)
        sheet["A1"].alignment = Alignment(horizontal="center")
        self.line = 2
        if layout.notes_above:
            sheet["A2"] = "说明：一行填一个项目，下属单位的项目由主管部门一并报送。"
            sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=self.width)
            self.line = 3
        self._heading_line(book)
        self.line += 1

    def _heading_line(self, book: Book) -> None:
        sheet, line = self.sheet, self.line
        day = book.dated
        texts = {
            "chinese": f"填报日期：{day.year}年{day.month}月{day.day}日",
            "iso": f"填报日期：{day.isoformat()}",
            "dotted": f"填报日期：{day.year}.{day.month:02}.{day.day:02}",
            "cell": "填报日期：",
        }
        if self.layout.unit_beside:
            sheet.cell(line, 1, "填报单位：")
            sheet.cell(line, 2, book.unit)
        else:
            sheet.cell(line, 1, f"填报单位（盖章）：{book.unit}")
        middle = max(4, self.width // 2)
        sheet.cell(line, middle, texts[self.layout.dated])
        if self.layout.dated == "cell":
            sheet.cell(line, middle + 1, day).number_format = "yyyy/m/d"
        unit = "元" if self.layout.money == "yuan" else "万元"
        sheet.cell(line, self.width, f"单位：{unit}")

    def header(self) -> None:
        rows = 2 if self.layout.two_rows else 1
        if self.layout.counter:
            self._head_cell(1, "序号", rows)
        groups: list[tuple[str, int, int]] = []
        for place, key in enumerate(self.keys, start=self.start):
            group = GROUPS.get(key) if self.layout.two_rows else None
            if group is None:
                self._head_cell(place, self._title(key), rows)
                continue
            self._style(self.sheet.cell(self.line + 1, place, self._title(key)), head=True)
            if groups and groups[-1][0] == group and groups[-1][2] == place - 1:
                groups[-1] = (group, groups[-1][1], place)
            else:
                groups.append((group, place, place))
        for group, first, last in groups:
            cell = self.sheet.cell(self.line, first, group)
            self._style(cell, head=True)
            if last > first:
                self.sheet.merge_cells(
                    start_row=self.line, end_row=self.line, start_column=first, end_column=last
                )
        self.line += rows
        self.sheet.freeze_panes = self.sheet.cell(self.line, self.start + 1)

    def _title(self, key: str) -> str:
        title = (self.layout.titles or {}).get(key, TITLES[key])
        if key in MONEY:
            return f"{title}（{'元' if self.layout.money == 'yuan' else '万元'}）"
        return title

    def _head_cell(self, place: int, title: str, rows: int) -> None:
        self._style(self.sheet.cell(self.line, place, title), head=True)
        width = 30 if len(title) > 3 and title in {TITLES[key] for key in LONG} else 14
        self.sheet.column_dimensions[get_column_letter(place)].width = width
        if rows > 1:
            self.sheet.merge_cells(
                start_row=self.line, end_row=self.line + 1, start_column=place, end_column=place
            )

    def _style(self, cell, *, head: bool = False) -> None:
        cell.font = Font(name=self.layout.font, size=10, bold=head)
        cell.border = FRAME
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        if head:
            cell.fill = PatternFill("solid", fgColor="DDE6F3")

    def row(self, number: int, row: Row) -> None:
        if self.layout.counter:
            self._style(self.sheet.cell(self.line, 1, number))
        for place, key in enumerate(self.keys, start=self.start):
            value = row.get(key)
            cell = self.sheet.cell(self.line, place, self._written(key, value))
            self._style(cell)
            if key in MONEY and isinstance(cell.value, float):
                cell.number_format = "#,##0.00"
        self.line += 1

    def _written(self, key: str, value: object) -> object:
        if key not in MONEY or not isinstance(value, int | float):
            return value
        kind = self.layout.money
        if kind == "yuan":
            return round(value * 10_000, 2)
        if kind == "number":
            return float(value)
        return f"{value:,.2f}" if kind == "text" else f"{value:.2f}".translate(DIGITS)

    def totals(self, rows: Sequence[Row]) -> None:
        mark = 1 if self.layout.counter else self.start
        self._style(self.sheet.cell(self.line, mark, "合计"), head=True)
        for place, key in enumerate(self.keys, start=self.start):
            if key in MONEY:
                amounts = [v for row in rows if isinstance(v := row.get(key), int | float)]
                total = round(sum(amounts), 2)
                self._style(self.sheet.cell(self.line, place, self._written(key, total)))
        self.line += 1

    def foot(self, book: Book) -> None:
        line = self.line + 1
        self.sheet.cell(line, 1, "单位负责人：")
        self.sheet.cell(line, max(3, self.width // 3), f"填报人：{book.handler}")
        self.sheet.cell(line, max(5, self.width // 2), "联系电话：0500-2000100")
