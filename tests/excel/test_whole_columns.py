"""Columns converted at once give what the cells would give one by one."""

import pytest

from desktop_app.excel.bulk import converted_at_once
from desktop_app.excel.cells import CellSetting, converter
from desktop_app.excel.faults import CellFault
from desktop_app.excel.money_units import row_name
from desktop_app.excel.reader import read_book
from desktop_app.excel.reading import RowReading
from desktop_app.excel.sheet import ColumnKind, ColumnSpec
from desktop_app.values.text import normal_name
from tests.excel import fuzz_cells
from tests.excel.conftest import HEADERS, project

USUAL = {
    "money": 198.25, "text": "智慧水务", "long_text": "目标", "code": "P-001", "choice": "新建",
    "boolean": "是", "date": "2026-11-22", "year": "2026", "phone": "13800138000",
}  # fmt: skip
POOLS = {
    "money": fuzz_cells.AMOUNTS, "text": fuzz_cells.TEXTS, "long_text": fuzz_cells.LONG_TEXTS,
    "choice": fuzz_cells.CHOICES, "boolean": fuzz_cells.FLAGS, "phone": fuzz_cells.PHONES,
    "code": fuzz_cells.PHONES, "date": fuzz_cells.PHONES, "year": fuzz_cells.FLAGS,
}  # fmt: skip


def spec(kind):
    """A column of a kind."""
    choices = (("new", "新建"), ("upgrade", "升级改造"), ("om", "运维"))
    return ColumnSpec("x", "某列", ColumnKind(kind), unit="万元", minimum=0, max_length=4000,
                      choices=choices)  # fmt: skip


def one_by_one(convert, values):
    """Each value converted, None for the whole where one is a problem."""
    try:
        return [None if value == "" else convert(value) for value in values]
    except CellFault:
        return None


@pytest.mark.parametrize("kind", USUAL)
def test_an_odd_cell_among_usual_ones_is_never_read_otherwise(kind):
    convert = converter(spec(kind), CellSetting())
    wrong = []
    for odd, _ in (*POOLS[kind], ("", None)):
        cell = float(odd) if type(odd) is int else "" if odd is None else odd
        values = [USUAL[kind]] * 99 + [cell]
        at_once = converted_at_once(spec(kind), values, convert, CellSetting())
        wrong += [] if at_once in (None, one_by_one(convert, values)) else [odd]

    assert wrong == []


@pytest.mark.parametrize("kind", USUAL)
def test_usual_columns_are_converted_at_once(kind):
    convert = converter(spec(kind), CellSetting())
    values = [USUAL[kind]] * 100

    at_once = converted_at_once(spec(kind), values, convert, CellSetting())

    assert at_once == one_by_one(convert, values)


def test_the_name_of_a_row_is_its_normal_name(pool):
    for name in ("智慧水务", "AB-12 (三)", "a_b", "ＡＢ", "智慧 水务", ""):  # noqa: RUF001
        row = RowReading(1, {"unit": "", "name": name}, [])

        assert row_name(pool, row) == ("", normal_name(name))


def test_a_long_sheet_reads_like_a_short_one(book, pool):
    rows = [project(n, f"项目{n}", 10 + n) for n in range(1, 201)]

    reading = read_book(book([HEADERS, *rows]), [pool])

    values = [row.values for row in reading.sheets[0].rows]
    assert reading.is_clean
    assert [line["declared_amount"] for line in values] == [
        (10 + n) * 1_000_000 for n in range(1, 201)
    ]
    assert {line["nature"] for line in values} == {"new"}
