"""Single cells: one exact value or one problem, never a guess and never empty for something."""

import datetime as dt

import pytest

from desktop_app.excel.cells import CellSetting, converter
from desktop_app.excel.faults import CellFault
from desktop_app.excel.problems import (
    Cause,
    CellProblem,
    cause_advice,
    cause_title,
    group_by_cause,
)
from desktop_app.excel.reader import read_book
from desktop_app.excel.sheet import ColumnKind, ColumnSpec
from tests.excel.conftest import HEADERS, project
from tests.excel.fuzz_books import make_case

DAY = dt.date(2026, 11, 22)
LONGEST_MESSAGE = 40


def column(kind, **changes):
    """A column of a kind."""
    return ColumnSpec("x", "某列", ColumnKind(kind), **changes)


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("date", dt.datetime(2026, 11, 22, 8, 30), DAY),  # noqa: DTZ001 - as the cell holds it
        ("date", DAY, DAY),
        ("date", "2026.11.22", DAY),
        ("date", "2026年11月22日", DAY),
        ("date", "20261122", DAY),
        ("date", 20261122.0, DAY),
        ("date", 46348.0, DAY),
        ("date", "\u00a0", None),
        ("year", "2026年", 2026),
        ("year", "2026年度", 2026),
        ("year", 2026.0, 2026),
        ("integer", "１２", 12),  # noqa: RUF001 - full-width digits
        ("integer", -3.0, -3),
        ("integer", " ", None),
        ("credit_code", "91350100m000100y43", "91350100M000100Y43"),
        ("credit_code", " 91350100M000100Y43 ", "91350100M000100Y43"),
        ("id_card", "11010519491231002x", "11010519491231002X"),
        ("invoice", "3400191130－12345678", "3400191130-12345678"),
        ("invoice", "24342000000012345678", "24342000000012345678"),
        ("code", "CB－001 ", "CB-001"),
        ("code", 20260001.0, "20260001"),
        ("code", "0012", "0012"),
    ],
)
def test_a_writing_has_one_value(kind, written, value):
    assert converter(column(kind), CellSetting())(written) == value


@pytest.mark.parametrize(
    ("kind", "written", "cause"),
    [
        ("date", "26/11/22", Cause.NOT_A_DATE),
        ("date", "2026年2月30日", Cause.NOT_A_DATE),
        ("date", "2026年11月", Cause.NOT_A_DATE),
        ("date", "11月22日", Cause.NOT_A_DATE),
        ("date", 2026.0, Cause.NOT_A_DATE),
        ("date", True, Cause.NOT_A_DATE),
        ("date", dt.timedelta(hours=3), Cause.NOT_A_DATE),
        ("date", "1911-10-10", Cause.DATE_RANGE),
        ("date", "无", Cause.NOT_A_DATE),
        ("year", 26.0, Cause.OUT_OF_RANGE),
        ("year", "明年", Cause.NOT_AN_INTEGER),
        ("year", DAY, Cause.NOT_AN_INTEGER),
        ("integer", 1.5, Cause.NOT_AN_INTEGER),
        ("integer", 1e16, Cause.NOT_AN_INTEGER),
        ("credit_code", "91350100M000100Y44", Cause.BAD_CODE),
        ("credit_code", 9.135e17, Cause.LOST_DIGITS),
        ("id_card", "110105194912310021", Cause.BAD_CODE),
        ("invoice", "12345678", Cause.BAD_CODE),
        ("id_card", "110105491231002", Cause.BAD_CODE),
        ("id_card", 4.11081199001011e17, Cause.LOST_DIGITS),
        ("id_card", "4.11081E+17", Cause.LOST_DIGITS),
        ("phone", "1380013800", Cause.BAD_CODE),
        ("code", "a\x00b", Cause.CONTROL_CHARACTERS),
        ("text", dt.timedelta(hours=3), Cause.WRONG_TYPE),
        ("money", dt.timedelta(hours=3), Cause.WRONG_TYPE),
        ("money", 10**16, Cause.OUT_OF_RANGE),
    ],
)
def test_an_unclear_writing_is_a_problem(kind, written, cause):
    with pytest.raises(CellFault) as caught:
        converter(column(kind, unit="万元"), CellSetting())(written)

    assert caught.value.cause == cause


def test_a_serial_counts_from_1904_where_the_workbook_says_so():
    assert converter(column("date"), CellSetting(is_1904=True))(44886.0) == DAY


@pytest.mark.parametrize(("written", "length"), [("字" * 51, 51), ("甲" * 200, 200)])
def test_a_text_over_its_length_is_a_problem(written, length):
    with pytest.raises(CellFault, match=str(length)):
        converter(column("text", max_length=50), CellSetting())(written)


def test_a_code_over_its_length_is_a_problem():
    with pytest.raises(CellFault, match="最多3个字"):
        converter(column("code", max_length=3), CellSetting())("ABCD")


def test_an_integer_outside_its_limits_is_a_problem():
    with pytest.raises(CellFault, match="超出范围"):
        converter(column("integer", maximum=5), CellSetting())(6.0)


def test_a_negative_amount_is_named_as_such():
    with pytest.raises(CellFault, match="不能小于零"):
        converter(column("money", unit="元", minimum=0), CellSetting("元"))("-3")


def test_an_unknown_choice_offers_the_nearest_label():
    choice = column("choice", choices=(("new", "新建"), ("om", "运维")))

    with pytest.raises(CellFault) as caught:
        converter(choice, CellSetting())("运唯")

    assert caught.value.advice == "是不是“运维”？可填：新建、运维。"


@pytest.mark.parametrize("cause", list(Cause))
def test_every_cause_has_a_title_and_an_advice(cause):
    assert cause_title(cause)
    assert cause_advice(cause).endswith("。")


def test_every_message_is_short_and_says_what_to_do(tmp_path, pool):
    long = []
    for seed in range(0, 400, 4):
        path = tmp_path / "a.xlsx"
        make_case(seed).write(path)
        long += [p for p in read_book(path, [pool]).problems
                 if len(p.message) > LONGEST_MESSAGE or not p.advice]  # fmt: skip

    assert long == []


def test_problems_are_grouped_with_the_most_frequent_cause_first():
    problems = [CellProblem("f", "s", f"A{n}", "", cause, "m", "a")
                for n, cause in enumerate(("missing", "about", "about"))]  # fmt: skip

    groups = group_by_cause(problems)

    assert [(cause, len(members)) for cause, members in groups] == [("about", 2), ("missing", 1)]
    assert (problems[0].place, problems[0].title) == ("s!A0", "必填项没填")


HOSTILE = ["2026" + " " * 30_000 + "x", "填报单位：" + " " * 30_000, "(" * 30_000, "1," * 15_000,
           "\n " * 15_000 + "x", "E" * 30_000, "合" + "计" * 30_000, "注" * 30_000]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_keeps_the_reader_busy(book, pool, text):
    rows = [[text], HEADERS, *([text] * len(HEADERS) for _ in range(20)), project(1, "甲")]

    reading = read_book(book(rows), [pool])

    assert reading.sheets[0].rows[-1].values["name"] == "甲"
