"""Headers, units, totals, merged cells, repeated rows, templates: what is mapped and what asked."""

import os

os.environ["OPENPYXL_LXML"] = "False"

import openpyxl
import pytest

from desktop_app.errors import Cancelled
from desktop_app.excel.problems import Cause
from desktop_app.excel.reader import read_book
from desktop_app.excel.reading import AmountMemory, ColumnMap
from tests.excel.conftest import HEADERS, project

HEAD = ["填报单位：水务局", None, None, None, None, None, "单位：万元"]


def causes(reading):
    """Cells and causes of the problems."""
    return {(problem.cell, problem.cause) for problem in reading.problems}


def test_an_unknown_column_is_listed_and_not_read(book, pool):
    reading = read_book(book([[*HEADERS, "内部编号"], [*project(1, "甲"), "x1"]]), [pool])

    (sheet,) = reading.sheets
    assert sheet.unknown_columns == {"K": "内部编号"}
    assert "x1" not in sheet.rows[0].values.values()


def test_a_missing_required_column_names_the_likely_one(book, pool):
    headers = ["申报的金额" if "申报金额" in text else text for text in HEADERS]

    reading = read_book(book([headers, project(1, "甲")]), [pool])

    assert causes(reading) == {("E1", Cause.UNCLEAR_COLUMN)}
    assert reading.sheets[0].suggestions == {"E": "declared_amount"}


def test_the_clerks_decision_about_a_column_is_followed(book, pool):
    headers = ["申报的金额" if "申报金额" in text else text for text in HEADERS]
    decision = ColumnMap("reserve_pool", "申报的金额", "declared_amount")

    reading = read_book(book([headers, project(1, "甲", 198)]), [pool], column_maps=[decision])

    assert reading.is_clean
    assert reading.sheets[0].rows[0].values["declared_amount"] == 198_000_000


def test_a_column_twice_is_a_problem(book, pool):
    reading = read_book(book([[*HEADERS, "项目名称"], [*project(1, "甲"), "乙"]]), [pool])

    assert ("K1", Cause.DUPLICATE_COLUMN) in causes(reading)


def test_amounts_under_a_header_in_yuan_are_exact(book, pool):
    headers = [text.replace("申报金额（万元）", "申报金额（元）") for text in HEADERS]

    reading = read_book(book([headers, project(1, "甲", 1_980_000, county=198)]), [pool])

    assert reading.is_clean
    assert reading.sheets[0].rows[0].values["declared_amount"] == 198_000_000


def test_a_header_in_yuan_under_a_head_in_wan_is_asked(book, pool):
    headers = [text.replace("申报金额（万元）", "申报金额（元）") for text in HEADERS]

    reading = read_book(book([HEAD, headers, project(1, "甲", 1_980_000, county=198)]), [pool])

    assert ("E2", Cause.UNCLEAR_UNIT) in causes(reading)


@pytest.mark.parametrize(
    ("amounts", "cell"),
    [
        ([(198, 198), (1_960_000, 1_960_000), (190, 190)], "E3"),
        ([(1_980_000, 198)], "E2"),
        ([(198, 1_980_000)], "F2"),
        ([("1960000元", 196)], "E2"),
        ([(12_000, 12_000)], "E2"),
    ],
)
def test_yuan_among_wan_is_a_question_at_the_cell(book, pool, amounts, cell):
    rows = [project(n, f"项目{n}", amount, county=county)
            for n, (amount, county) in enumerate(amounts, 1)]  # fmt: skip

    reading = read_book(book([HEADERS, *rows]), [pool])

    assert (cell, Cause.MONEY_UNIT) in causes(reading)


def test_both_readings_are_shown(book, pool):
    reading = read_book(book([HEADERS, project(1, "甲", 1_980_000)]), [pool])

    assert "1,980,000.00万元还是198.00万元" in reading.problems[0].message


def test_an_amount_ten_thousand_times_the_stored_one_is_asked(book, pool):
    memory = AmountMemory(known={("水务局", "甲"): 50_000_000})
    rows = [HEAD, HEADERS, project(1, "甲", 5_000, county=None)]
    small = read_book(book(rows), [pool], memory=AmountMemory(known={("水务局", "甲"): 510_000}))

    large = read_book(book(rows), [pool], memory=memory)

    assert ("E3", Cause.MONEY_UNIT) in causes(small)
    assert large.is_clean


def test_a_confirmed_amount_is_not_asked_again(book, pool):
    memory = AmountMemory(accepted=frozenset({("申报表", "E2"), ("申报表", "F2")}))

    assert read_book(book([HEADERS, project(1, "甲", 15_000)]), [pool], memory=memory).is_clean


def test_a_wrong_total_is_a_problem_and_no_row(book, pool):
    total = ["合计", None, None, None, 301, 300]

    reading = read_book(book([HEADERS, project(1, "甲"), project(2, "乙", 200), total]), [pool])

    assert causes(reading) == {("E4", Cause.TOTAL_DIFFERS)}
    assert len(reading.sheets[0].rows) == 2


def test_subtotals_are_checked_by_section(book, pool):
    rows = [project(1, "甲"), ["小计", None, None, None, 100], project(2, "乙", 50),
            ["小计", None, None, None, 50], ["合计", None, None, None, 150]]  # fmt: skip

    assert read_book(book([HEADERS, *rows]), [pool]).is_clean


def test_a_name_merged_over_two_rows_is_a_problem(book, pool):
    rows = [HEADERS, project(1, "甲"), project(2, None)]

    reading = read_book(book(rows, prepare=lambda _b, s: s.merge_range("B2:B3", "甲")), [pool])

    assert ("B2", Cause.MERGED_DATA) in causes(reading)


def test_a_choice_merged_downwards_counts_for_every_row(book, pool):
    rows = [HEADERS, project(1, "甲"), project(2, "乙", nature=None)]

    reading = read_book(book(rows, prepare=lambda _b, s: s.merge_range("C2:C3", "续建")), [pool])

    assert [row.values["nature"] for row in reading.sheets[0].rows] == ["continuing"] * 2


@pytest.mark.parametrize(
    "rows",
    [
        [[*HEADERS, "是否涉密"], [*project(1, "甲"), "否"], [*project(2, "乙"), "是"]],
        [[*HEADERS, "密级"], [*project(1, "甲"), "秘密"]],
        [HEADERS, project(1, "某平台（涉密）")],
        [["机密★10年"], HEADERS, project(1, "甲")],
    ],
)
def test_a_classified_row_refuses_the_book_and_nothing_is_kept(book, pool, rows):
    reading = read_book(book(rows), [pool])

    assert reading.refusal.cause == Cause.CLASSIFIED
    assert (reading.sheets, reading.digest) == ((), "")
    assert "甲" not in repr(reading)


def test_stopping_leaves_at_once(book, pool):
    path = book([HEADERS, project(1, "甲")])

    with pytest.raises(Cancelled):
        read_book(path, [pool], cancelled=lambda: True)


def test_prepared_rows_with_a_number_or_a_zero_are_no_data(book, pool):
    rows = [project(1, "甲"), [2], [3, None, None, None, 0, 0]]

    reading = read_book(book([HEADERS, *rows]), [pool])

    assert reading.is_clean
    assert len(reading.sheets[0].rows) == 1


def test_a_unit_at_the_end_of_a_header_counts(book, pool):
    headers = [text.replace("（万元）", "/万元") for text in HEADERS]

    assert read_book(book([headers, project(1, "甲")]), [pool]).is_clean


def test_two_sheets_of_one_book_are_both_read(book, pool):
    def second(workbook, _sheet):
        page = workbook.add_worksheet("续表")
        page.write_row(0, 0, HEADERS)
        page.write_row(1, 0, project(1, "乙"))

    reading = read_book(book([HEADERS, project(1, "甲")], prepare=second), [pool])

    assert [sheet.rows[0].values["name"] for sheet in reading.sheets] == ["甲", "乙"]


def test_a_hidden_sheet_is_reported_and_not_read(book, pool):
    def second(workbook, _sheet):
        page = workbook.add_worksheet("旧稿")
        page.write_row(0, 0, HEADERS)
        page.write_row(1, 0, project(1, "乙"))
        page.hide()

    reading = read_book(book([HEADERS, project(1, "甲")], prepare=second), [pool])

    assert len(reading.sheets) == 1
    assert reading.notes == ("隐藏的工作表“旧稿”没有读入。",)


def test_a_formula_without_result_is_a_problem(book, pool, tmp_path):
    path = book([HEADERS, project(1, "甲")])
    workbook = openpyxl.load_workbook(path)
    workbook.active["E2"] = "=50+50"
    workbook.save(path)

    (problem,) = read_book(path, [pool]).problems

    assert (problem.cell, problem.value, problem.cause) == ("E2", "=50+50", Cause.NO_CACHED_VALUE)


def test_a_total_over_an_amount_in_doubt_is_not_complained_of(book, pool):
    rows = [project(1, "甲"), project(2, "乙", 1_980_000), ["合计", None, None, None, 298]]

    reading = read_book(book([HEADERS, *rows]), [pool])

    assert {cause for _, cause in causes(reading)} == {Cause.MONEY_UNIT}


def test_progress_counts_to_the_end(book, pool):
    steps = []

    read_book(book([HEADERS, project(1, "甲")]), [pool], progress=lambda *step: steps.append(step))

    assert [done for done, _ in steps] == list(range(1, len(steps) + 1))
    assert all(done <= total for done, total in steps)
