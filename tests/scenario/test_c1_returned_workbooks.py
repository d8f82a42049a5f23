"""C1: what goes back to the departments can be mended where it says so and sent in again."""

import openpyxl
import pdfplumber
import pytest

from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.imports.returns import write_returns
from tests.scenario import intake

UNITS = ("县司法局", "县发展和改革委员会", "县林业局")


@pytest.fixture(scope="module")
def returned(county, clock, tmp_path_factory):
    """The annotated copies of three workbooks: one fault, two faults, none."""
    clock.turn_to(intake.FIRST)
    folder = tmp_path_factory.mktemp("returned")
    books = [p for p in intake.first_round(folder / "in") if p.stem in UNITS]
    planned = preview_import(county, books)
    copies = write_returns(county, planned, folder / "out")
    return {copy.file.removesuffix(".xlsx"): copy for copy in copies}


def test_the_faulty_cell_carries_colour_and_note_in_the_department_layout(returned):
    sheet = openpyxl.load_workbook(returned["县司法局"].workbook)["申报表"]
    assert sheet["A1"].value == "2026年度政务信息化项目储备库申报表"
    assert sheet["D5"].comment is not None
    assert sheet["D5"].fill.fill_type == "solid"
    assert sheet["D6"].comment is None


def test_the_problem_page_lists_every_place(returned):
    page = openpyxl.load_workbook(returned["县发展和改革委员会"].workbook)["问题清单"]
    told = "\n".join(str(cell.value) for row in page.iter_rows() for cell in row if cell.value)
    assert "K5" in told
    assert "K6" in told
    assert "申报金额" in told


def test_the_cover_note_is_addressed_to_the_unit_and_counts_the_places(returned):
    with pdfplumber.open(returned["县发展和改革委员会"].cover_note) as note:
        text = "".join("".join(page.extract_text().split()) for page in note.pages)
    assert "县发展和改革委员会" in text
    assert "2处" in text
    assert "K5（申报金额）" in text
    assert "申报表!" not in text  # one sheet: its name at every cell says nothing


def test_a_workbook_mended_at_the_named_cell_is_accepted(returned, county, tmp_path):
    book = openpyxl.load_workbook(returned["县司法局"].workbook)
    book["申报表"]["D5"] = "新建"
    mended = tmp_path / "县司法局（改）.xlsx"
    book.save(mended)
    file = preview_import(county, [mended]).preview.files[0]
    assert file.problems == ()
    assert file.count("new") == 3


def test_a_faultless_workbook_comes_back_without_a_mark(returned):
    copy = returned["县林业局"]
    sheet = openpyxl.load_workbook(copy.workbook)["申报表"]
    assert copy.problems == 0
    assert all(cell.comment is None for row in sheet.iter_rows() for cell in row)


def test_the_note_of_a_faultless_workbook_promises_no_place_in_the_pool(returned):
    with pdfplumber.open(returned["县林业局"].cover_note) as note:
        text = "".join("".join(page.extract_text().split()) for page in note.pages)
    assert "以审查意见为准" in text
