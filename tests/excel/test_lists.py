"""Exported lists: text is never a formula, ids are text, a list reads back as it was written."""

import csv
import os

os.environ["OPENPYXL_LXML"] = "False"

import openpyxl
import pytest

from desktop_app.errors import UserFacingError
from desktop_app.excel.reader import read_book
from desktop_app.excel.sheet import ColumnKind, ColumnSpec
from desktop_app.excel.writer import write_list

STARTS = ("=", "+", "-", "@", "\t=", "\x00=", "\n=", "'", '"', "｜", "％", " =")
BODIES = ("1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"http://example.org\",\"点\")", "SUM(A1:A9)",
          "IMPORTXML(1)", "WEBSERVICE(\"http://x\")", "2+5+cmd", "DDE(\"a\";\"b\")", "平台",
          "<script>alert(1)</script>", "'; DROP TABLE projects;--", "𬭎𫖯〇", "411081199001011234",
          "0012", "1e5", "2026-11-22", "TRUE", "#N/A", "_x0041_", "http://example.org/?a=1&b=2",
          "mailto:a@example.org", "{=A1}", "R1C1", "9" * 40, "&amp;")  # fmt: skip
CORPUS = [start + body for start in STARTS for body in BODIES]
TEXT = [ColumnKind.TEXT, ColumnKind.LONG_TEXT, ColumnKind.CODE, ColumnKind.PHONE,
        ColumnKind.CREDIT_CODE, ColumnKind.ID_CARD, ColumnKind.CHOICE]  # fmt: skip


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """The corpus in a column of every text kind."""
    path = tmp_path_factory.mktemp("lists") / "清单.xlsx"
    columns = [ColumnSpec(kind.value, f"列{kind.value}", kind) for kind in TEXT]
    rows = [{kind.value: text for kind in TEXT} for text in CORPUS]
    write_list(columns, rows, path, title="清单")
    return path


def cleaned(text):
    """The text without the one character no workbook can hold."""
    return text.replace("\x00", "")


def test_the_corpus_has_three_hundred_strings():
    assert len(set(CORPUS)) == 300


def test_no_text_becomes_a_formula(exported):
    sheet = openpyxl.load_workbook(exported).active

    rows = list(sheet.iter_rows(min_row=4, min_col=2, max_col=1 + len(TEXT)))

    assert {cell.data_type for row in rows for cell in row} == {"s"}
    assert [row[0].value for row in rows] == [cleaned(text) for text in CORPUS]


def test_text_columns_have_the_text_format(exported):
    sheet = openpyxl.load_workbook(exported).active

    assert {cell.number_format for cell in sheet[4][1:]} == {"@"}


def test_libreoffice_shows_every_text_unchanged(exported, office):
    path = office(exported, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false")

    with path.open(encoding="utf-8", newline="") as file:
        shown = [row[1] for row in csv.reader(file)][3:]

    assert shown == [cleaned(text) for text in CORPUS]


def test_a_list_reads_back_as_it_was_written(tmp_path, pool):
    rows = [
        {"code": "CB-1", "name": "甲", "unit": "水务局", "nature": "new", "goal": "一\n二",
         "declared_amount": 1_234_567_891, "funding.county": 7, "is_classified": False},
        {"code": "0012", "name": "乙", "unit": "林业局", "nature": "om",
         "declared_amount": 30_000_000, "phone": "13800138000"},
    ]  # fmt: skip
    path = tmp_path / "清单.xlsx"
    write_list(pool.columns, rows, path, title="储备库清单", sums=("declared_amount",))

    reading = read_book(path, [pool])

    read = [{key: value for key, value in row.values.items() if value is not None}
            for row in reading.sheets[0].rows]  # fmt: skip
    assert reading.is_clean
    assert read == rows


def test_our_own_totals_are_the_only_formulas(tmp_path, pool):
    path = tmp_path / "清单.xlsx"
    rows = [{"name": "=1", "declared_amount": 150_000_000}, {"name": "乙", "declared_amount": 50}]
    write_list(pool.columns, rows, path, title="清单", sums=("declared_amount",))

    sheet = openpyxl.load_workbook(path).active
    formulas = [c.value for row in sheet.iter_rows() for c in row if c.data_type == "f"]

    assert formulas == ["=SUM(I4:I5)"]
    assert openpyxl.load_workbook(path, data_only=True).active["I6"].value == 150.00005


def test_libreoffice_opens_a_list_without_message(tmp_path, pool, office):
    path = tmp_path / "清单.xlsx"
    write_list(pool.columns, [{"name": "甲"}], path, title="储备库清单：[2026]/一*")

    assert office(path, "pdf").stat().st_size > 1000


def test_a_text_too_long_for_a_cell_is_cut_and_not_dropped(tmp_path, pool):
    path = tmp_path / "清单.xlsx"
    write_list(pool.columns, [{"name": "甲", "content": "𬭎" * 20_000}], path, title="清单")

    text = openpyxl.load_workbook(path).active["N4"].value

    assert 16_000 < len(text) <= 16_383


def test_a_failed_export_leaves_nothing(tmp_path, pool):
    path = tmp_path / "清单.xlsx"

    with pytest.raises(TypeError, match="whole fen"):
        write_list(pool.columns, [{"declared_amount": 1.5}], path, title="清单")

    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("desktop_app.excel.listing.MOST_ROWS", 2)
    columns = [ColumnSpec("a", "甲")]

    with pytest.raises(UserFacingError, match="一张表放不下"):
        write_list(columns, [{"a": "1"}] * 3, tmp_path / "清单.xlsx", title="清单")

    assert list(tmp_path.iterdir()) == []
