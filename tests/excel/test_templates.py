"""The workbook handed out: drop-downs, protection and mark, also after LibreOffice saved it."""

import os

os.environ["OPENPYXL_LXML"] = "False"

import datetime as dt
from dataclasses import replace

import openpyxl
import pytest

from desktop_app.excel.problems import Cause
from desktop_app.excel.reader import read_book
from desktop_app.excel.reading import TemplateMark
from desktop_app.excel.sheet import ColumnSpec
from desktop_app.excel.sheets import SHEETS, sheet_spec
from desktop_app.excel.template_mark import LIST_SHEET, MARK_SHEET
from desktop_app.excel.writer import write_template

KNOWN = {"name": "智慧水务", "nature": "new", "declared_amount": 198_000_000, "goal": "=1+1",
         "is_classified": False, "phone": "13800138000"}  # fmt: skip


@pytest.fixture
def template(tmp_path, pool):
    """A template of one unit with one known row."""
    path = tmp_path / "模板.xlsx"
    mark = TemplateMark(pool.id, pool.version, "水务局", "7")
    write_template(pool, path, unit="水务局", rows=[KNOWN], mark=mark,
                   filled_on=dt.date(2026, 11, 22))  # fmt: skip
    return path


def test_a_template_reads_back_what_was_filled_in(template, pool):
    reading = read_book(template, [pool])

    (row,) = reading.sheets[0].rows
    assert reading.is_clean
    assert reading.template == TemplateMark("reserve_pool", "1", "水务局", "7")
    assert {key: row.values[key] for key in KNOWN} == KNOWN


@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_a_template_survives_libreoffice(template, pool, office, ending):
    reading = read_book(office(template, ending), [pool])

    (row,) = reading.sheets[0].rows
    assert reading.is_clean
    assert reading.template.unit == "水务局"
    assert {key: row.values[key] for key in KNOWN} == KNOWN


def test_long_texts_and_guide_lines_have_their_room(tmp_path, pool):
    rows = [KNOWN, {**KNOWN, "content": "汉" * 200}]
    path = tmp_path / "长.xlsx"
    write_template(pool, path, rows=rows, guide=("短", "说" * 100))
    book = openpyxl.load_workbook(path)
    sheet, guide = book["储备库申报表"], book["填报说明"]
    width = int(next(column.width for column in pool.columns if column.key == "content"))
    lines = 1 + 400 // (width + 1)
    assert (sheet.row_dimensions[5].height, sheet.row_dimensions[6].height) == (None, 15 * lines)
    assert (guide.row_dimensions[2].height, guide.row_dimensions[3].height) == (None, 45)


def test_lists_stand_on_a_very_hidden_sheet_behind_names(template):
    book = openpyxl.load_workbook(template)
    sheet = book["储备库申报表"]

    lists = [check for check in sheet.data_validations.dataValidation if check.type == "list"]

    assert {book[LIST_SHEET].sheet_state, book[MARK_SHEET].sheet_state} == {"veryHidden"}
    assert all(check.formula1.startswith("list_") for check in lists)
    assert len(lists) >= 8


def test_headers_are_locked_and_data_cells_are_open(template):
    sheet = openpyxl.load_workbook(template)["储备库申报表"]

    assert sheet.protection.sheet
    assert sheet["C3"].protection.locked
    assert not sheet["C5"].protection.locked


def test_the_workbooks_structure_is_locked(template):
    assert openpyxl.load_workbook(template).security.lockStructure


def test_the_page_is_a3_landscape_over_as_many_pages_as_can_be_read(template):
    sheet = openpyxl.load_workbook(template)["储备库申报表"]

    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.page_setup.fitToWidth == 2
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.print_title_cols == "$A:$C"
    assert sheet.freeze_panes == "D4"
    assert sheet.auto_filter.ref


def test_the_example_row_is_not_read(template, pool):
    sheet = openpyxl.load_workbook(template)["储备库申报表"]

    assert sheet["A4"].value == "示例"
    assert len(read_book(template, [pool]).sheets[0].rows) == 1


def test_an_old_version_says_which_to_download(template, pool):
    refusal = read_book(template, [replace(pool, version="2")]).refusal

    assert refusal.cause == Cause.OLD_TEMPLATE
    assert "第2版" in refusal.advice


def test_another_sheets_template_is_named(template, context):
    refusal = read_book(template, [sheet_spec("needs", context)]).refusal

    assert refusal.cause == Cause.OTHER_TEMPLATE
    assert "需求征集表" in refusal.advice


def test_an_empty_template_has_nothing_to_import(tmp_path, pool):
    path = tmp_path / "空.xlsx"
    write_template(pool, path)

    assert [p.cause for p in read_book(path, [pool]).problems] == [Cause.NO_ROWS]


@pytest.mark.parametrize("sheet_id", SHEETS)
def test_every_sheet_has_a_template_that_is_recognised(sheet_id, tmp_path, context):
    spec = sheet_spec(sheet_id, context)
    path = tmp_path / "t.xlsx"
    write_template(spec, path)

    reading = read_book(path, [sheet_spec(other, context) for other in SHEETS])

    (sheet,) = reading.sheets
    assert (sheet.spec.id, sheet.missing_columns, sheet.unknown_columns) == (sheet_id, (), {})


@pytest.mark.parametrize("title", ["总投资", "总投资（万元）"])
def test_a_heading_says_its_unit_once(title):
    assert ColumnSpec("declared_amount", title, unit="万元").header == "总投资（万元）"


@pytest.mark.parametrize(
    ("title", "width", "set_width"),
    [
        ("申报金额", 14, 18),  # sixteen letters wide, two more for the button of the filter
        ("申报金额", 18, 18),
        ("申报金额", 30, 30),
        ("历年财政资金合计", 14, 14),  # twenty-six: it breaks in any case
    ],
)
def test_a_header_with_its_unit_is_not_torn_within_the_bracket(title, width, set_width):
    assert ColumnSpec("amount", title, unit="万元", width=width).set_width == set_width
