"""Books written by LibreOffice and as WPS writes them, read whole."""

import datetime as dt

import pytest

from desktop_app.excel.problems import Cause
from desktop_app.excel.reader import read_book
from desktop_app.excel.sheets import SHEETS, sheet_spec


@pytest.mark.parametrize("name", ["department.xlsx", "department.xls"])
def test_two_header_rows_totals_and_notes_are_understood(name, pool, samples):
    reading = read_book(samples / name, [pool])

    (sheet,) = reading.sheets
    assert reading.problems == ()
    assert [row.values["declared_amount"] for row in sheet.rows] == [
        186_500_000, 120_000_000, 88_000_000,
    ]  # fmt: skip
    assert sheet.header_rows == (3, 4)
    assert sheet.heading == {"unit": "水务局", "date": "2026年11月20日", "money_unit": "万元"}


def test_a_filtered_row_is_read_and_reported(pool, samples):
    (sheet,) = read_book(samples / "department.xlsx", [pool]).sheets

    assert [row.is_hidden for row in sheet.rows] == [False, True, False]
    assert any("被隐藏" in note for note in sheet.notes)


def test_a_row_without_unit_belongs_to_the_unit_of_the_heading(pool, samples):
    (sheet,) = read_book(samples / "department.xlsx", [pool]).sheets

    assert {row.values["unit"] for row in sheet.rows} == {"水务局"}


def test_a_picture_in_a_cell_is_a_problem(pool, samples):
    (problem,) = read_book(samples / "department-wps.xlsx", [pool]).problems

    assert (problem.cell, problem.cause) == ("H6", Cause.PICTURE)


@pytest.mark.parametrize("name", ["receipt.xlsx", "receipt.xls"])
def test_the_sheet_is_recognised_among_all(name, context, samples):
    specs = [sheet_spec(sheet, context) for sheet in SHEETS]

    (sheet,) = read_book(samples / name, specs).sheets

    assert sheet.spec.id == "city_results"
    assert [row.values["dated"] for row in sheet.rows] == [
        dt.date(2026, 11, 18), dt.date(2026, 11, 19), None,
    ]  # fmt: skip
    assert {problem.cell for problem in sheet.problems} == {"D4", "F4"}


@pytest.mark.parametrize(
    ("name", "cause"), [("web-page.xls", Cause.WEB_PAGE), ("text.xlsx", Cause.TEXT_FILE)]
)
def test_a_page_or_text_with_a_workbooks_name_is_refused(name, cause, pool, samples):
    assert read_book(samples / name, [pool]).refusal.cause == cause
