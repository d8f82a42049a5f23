"""Numbers a spreadsheet may hold that are no amounts: percentages, not-a-number, tiny ones."""

import re
from zipfile import ZipFile

import pytest

from desktop_app.excel.bulk import converted_at_once
from desktop_app.excel.cells import CellSetting, converter
from desktop_app.excel.faults import CellFault
from desktop_app.excel.problems import Cause
from desktop_app.excel.reader import read_book
from desktop_app.excel.sheet import ColumnKind, ColumnSpec
from tests.excel.conftest import HEADERS, project


def test_an_amount_in_a_cell_shown_as_a_percentage_is_a_problem(book, pool):
    def shown_as_percentage(workbook, page):
        page.write(1, 4, 1.98, workbook.add_format({"num_format": "0%"}))

    rows = [HEADERS, project(1, "甲", 1.98), project(2, "乙", 0.5)]
    (problem,) = read_book(book(rows, prepare=shown_as_percentage), [pool]).problems

    assert (problem.cell, problem.cause) == ("E2", Cause.WRONG_TYPE)
    assert problem.message == "应填金额，却是百分数198%"


@pytest.mark.parametrize("number", ["NaN", "INF", "-INF", "1E999"])
@pytest.mark.parametrize("count", [2, 100])
def test_what_is_no_finite_number_is_a_problem_at_its_cell(book, pool, number, count):
    plain = book([HEADERS, *(project(n, f"系统{n}", 100.5) for n in range(1, count + 1))])
    odd = plain.with_name("odd.xlsx")
    with ZipFile(plain) as source, ZipFile(odd, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                cell = rb'(<c r="E3"[^>]*><v>)[^<]*'
                content = re.sub(cell, rb"\g<1>" + number.encode(), content)
            target.writestr(name, content)

    problems = read_book(odd, [pool]).problems

    assert [each.cell for each in problems] == ["E3"]


@pytest.mark.parametrize("kind", [kind for kind in ColumnKind if kind is not ColumnKind.CHOICE])
def test_no_kind_of_column_takes_what_is_no_number(kind):
    column = ColumnSpec("x", "某列", kind, unit="万元" if kind is ColumnKind.MONEY else "")
    convert = converter(column, CellSetting())
    for value in (float("nan"), float("inf"), float("-inf")):
        with pytest.raises(CellFault):
            convert(value)
        values = [1.0] * 99 + [value]
        assert converted_at_once(column, values, convert, CellSetting()) is None


def test_a_tiny_number_is_quoted_as_it_is_written(book, pool):
    (problem,) = read_book(
        book([HEADERS, project(1, "甲", 5e-7, county=None)]), [pool]
    ).problems  # fmt: skip

    assert (problem.value, problem.cause) == ("0.0000005", Cause.TOO_FINE)
