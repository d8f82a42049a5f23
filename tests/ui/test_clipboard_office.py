"""What the clipboard holds, read by LibreOffice: the same cells, text stays text, no formula."""

import random
import subprocess
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData

from installer.system_packages import has_office_part
from ui.table.clipboard import ClipCell, clip
from ui.table.column import Kind
from ui.table.pasting import pasted_cells
from ui.widgets.tsv import parse_tsv

NEEDS_OFFICE = pytest.mark.skipif(
    not has_office_part("sc"), reason="the workbooks' part of LibreOffice is not installed"
)
TRAPS = (
    "=1+1",
    "+86",
    "-5",
    "@SUM(A1)",
    "411081199001011234",
    "001",
    "1E5",
    "2026-03-01",
    "3/4",
    '引"号',
    "<b>粗</b>",
    "𬭎",
    "TRUE",
    "12%",
)


def _ranges(count: int) -> list[list[list[ClipCell]]]:
    chance = random.Random(20261122)  # noqa: S311 - seeded trial data
    return [
        [
            [
                ClipCell(Kind.MONEY, f"{chance.randrange(10**9) / 100:,.2f}"),
                ClipCell(Kind.CODE, chance.choice(TRAPS)),
                ClipCell(Kind.TEXT, chance.choice(TRAPS)),
            ]
            for _ in range(chance.randint(1, 4))
        ]
        for _ in range(count)
    ]


def _as_office_reads(html: str, folder: Path) -> Path:
    source = folder / "clip.html"
    source.write_text(html, encoding="utf-8")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    command += ["--infilter=HTML (StarCalc)", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "clip.xlsx"


@NEEDS_OFFICE
def test_two_hundred_ranges_reach_libreoffice_unchanged(tmp_path):
    rows = [row for each in _ranges(200) for row in each]
    book = openpyxl.load_workbook(_as_office_reads(clip(rows).html(), tmp_path))
    read = [[cell.value for cell in row] for row in book.active.iter_rows()]
    expected = [[float(money.plain), code.plain, text.plain] for money, code, text in rows]
    assert read == expected
    assert {c.data_type for row in book.active.iter_rows() for c in row} <= {"n", "s"}


def _as_office_copies(book: Path, folder: Path) -> QMimeData:
    """What LibreOffice puts into the clipboard: the cells as shown, and the table behind them."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    shown = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false"
    for kind in ("html:HTML (StarCalc)", shown):
        command = ["soffice", profile, "--headless", "--convert-to", kind]
        command += ["--outdir", str(folder), str(book)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    data = QMimeData()
    data.setText(book.with_suffix(".csv").read_text(encoding="utf-8"))
    data.setHtml(book.with_suffix(".html").read_text(encoding="utf-8"))
    return data


@NEEDS_OFFICE
def test_two_hundred_ranges_come_back_from_libreoffice_with_every_fen(tmp_path):
    rows = [row for each in _ranges(200) for row in each]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([float(row[0].plain), row[1].text, row[2].text])
    for place in range(1, len(rows) + 1):
        for column in (2, 3):
            book.active.cell(place, column).data_type = "s"
        book.active.cell(place, 1).number_format = "#,##0"
    book.save(tmp_path / "back.xlsx")
    read = pasted_cells(_as_office_copies(tmp_path / "back.xlsx", tmp_path))
    amounts = [float(row[0].replace(",", "")) for row in read]
    assert amounts == [float(money.plain) for money, _, _ in rows]
    assert [row[1:] for row in read] == [[code.text, text.text] for _, code, text in rows]


@pytest.mark.parametrize("cells", _ranges(20))
def test_plain_text_of_a_range_comes_back(cells):
    read = parse_tsv(clip(cells).text())
    guarded = [[cell.plain for cell in row] for row in cells]
    assert [[text.removeprefix("'") for text in row] for row in read] == guarded


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)"])
def test_plain_text_never_begins_like_a_formula(text):
    assert clip([[ClipCell(Kind.TEXT, text)]]).text() == f"'{text}\r\n"
