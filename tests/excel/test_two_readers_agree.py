"""Two independent readers see the same cells; every problem names a cell that holds its value."""

import datetime as dt
import os
import random

os.environ["OPENPYXL_LXML"] = "False"

import openpyxl
import pytest
import xlrd
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

from desktop_app.excel.grid import quote
from desktop_app.excel.loading import load_book
from desktop_app.excel.reader import read_book
from desktop_app.excel.sheets import sheet_spec
from tests.excel.fuzz_books import make_case


def comparable(value):
    """A value both readers can agree on."""
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, dt.date):
        return f"{value.isoformat()}T00:00:00"
    if isinstance(value, bool) or value is None:
        return value or ("" if value is None else False)
    return float(value) if isinstance(value, (int, float)) else unescape(value)


def differences(path):
    """Cells that our loader and openpyxl see differently; error cells are marks with us."""
    _, book = load_book(path.read_bytes(), lambda: None)
    other = openpyxl.load_workbook(path, data_only=True)
    found = []
    for sheet in book.sheets:
        page = other[sheet.name]
        for row, cells in enumerate(sheet.rows):
            for column, value in enumerate(cells):
                theirs = page.cell(row + 1, column + 1).value
                mark = sheet.marks.get((row, column))
                mine = mark.text if mark and theirs is not None else value
                if comparable(mine) != comparable(theirs):
                    found.append((sheet.name, row, column, mine, theirs))
    return found


@pytest.mark.filterwarnings("ignore:Data Validation extension is not supported")
@pytest.mark.parametrize("name", ["department.xlsx", "department-wps.xlsx", "receipt.xlsx"])
def test_calamine_and_openpyxl_agree_on_the_fixtures(name, samples):
    assert differences(samples / name) == []


def test_calamine_and_openpyxl_agree_on_mutated_books(tmp_path):
    found = {}
    for seed in range(0, 120, 3):
        path = tmp_path / f"{seed}.xlsx"
        make_case(seed).write(path)
        if "styled_to_the_end" not in make_case(seed).label:
            found |= {seed: some} if (some := differences(path)) else {}

    assert found == {}


@pytest.mark.parametrize("name", ["department.xls", "receipt.xls"])
def test_calamine_and_xlrd_agree_on_old_books(name, samples):
    path = samples / name
    _, book = load_book(path.read_bytes(), lambda: None)
    other = CalamineWorkbook.from_path(path)

    for sheet in book.sheets:
        rows = other.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        mine = [[comparable(value) for value in row] for row in sheet.rows]
        theirs = [[comparable(value) for value in row] for row in rows]
        assert [row[: len(theirs[0])] for row in mine[: len(theirs)]] == theirs


def held(path, problem):
    """What the named cell holds, as it is quoted."""
    book = openpyxl.load_workbook(path, data_only=True)
    value = book[problem.sheet][problem.cell].value
    if isinstance(value, dt.datetime) and not (value.hour or value.minute):
        return str(value.date())
    return unescape(quote(value))


def test_two_hundred_problems_name_the_cell_that_holds_the_value(tmp_path, pool):
    rng = random.Random(7)  # noqa: S311 - a reproducible choice
    checked = 0
    for seed in range(300):
        case = make_case(seed)
        path = tmp_path / f"{seed}.xlsx"
        case.write(path)
        problems = read_book(path, [pool]).problems
        for problem in rng.sample(problems, min(3, len(problems))):
            assert held(path, problem) == problem.value, (seed, problem)
            checked += 1
        if checked >= 200:
            break
    assert checked >= 200


def test_an_old_books_problems_name_their_cells(samples, context):
    book = xlrd.open_workbook(samples / "receipt.xls", formatting_info=True)
    sheet = book.sheet_by_name("回执")

    problems = read_book(samples / "receipt.xls", [sheet_spec("city_results", context)]).problems

    assert {(p.cell, p.value) for p in problems} == {("D4", "#N/A"), ("F4", "26/11/19")}
    assert sheet.cell_value(3, 5) == "26/11/19"
