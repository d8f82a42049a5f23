"""Sums over parts of a table, remarks, a second table, units in words."""

import pytest

from desktop_app.excel.problems import Cause
from desktop_app.excel.reader import read_book
from tests.excel.conftest import HEADERS, project

BARE = tuple(text.replace("（万元）", "") for text in HEADERS)


def total(text, amount, at=0):
    """A row of sums whose word stands in column `at`."""
    return [*[None] * at, text, *[None] * (3 - at), amount, amount]


def names(reading):
    """The names of the rows read."""
    return [row.values["name"] for row in reading.sheets[0].rows]


@pytest.mark.parametrize(
    "sums",
    [
        # 120.5 + 30 = 150.5 above, 49.5 below; 200 together
        (total("本页小计", 150.5), total("累计", 150.5),
         total("本页小计", 49.5), total("累计", 200)),
        (total("水务局小计", 150.5), None, total("林业局 小计：", 49.5), total("总 计", 200)),
        (total("水务局 汇总", 150.5, 1), None,
         total("林业局 汇总", 49.5, 1), total("总计", 200, 1)),
        (total("小计", 150.5, 2), None, total("小计（1个）", 49.5, 2), total("合计", 200, 2)),
        (total("合计", 150.5), list(HEADERS), total("合计", 49.5), None),
        (total("本页合计", 150.5), None, total("本页合计", 49.5), total("以上合计", 200)),
        (total("处室小计", 150.5), total("局机关合计", 150.5), total("二级机构合计", 49.5), None),
    ],
)  # fmt: skip
def test_sums_over_parts_are_no_rows_and_right(book, pool, sums):
    rows = [HEADERS, project(1, "甲", 120.5), project(2, "乙", 30), sums[0], sums[1],
            project(3, "丙", 49.5), sums[2], sums[3]]  # fmt: skip

    reading = read_book(book([row for row in rows if row]), [pool])

    assert reading.problems == ()
    assert names(reading) == ["甲", "乙", "丙"]


@pytest.mark.parametrize(
    ("word", "said", "message"),
    [
        ("水务局小计", 150.51, "水务局小计150.51，各行之和150.50"),
        ("累计", 49.5, "累计49.50，各行之和150.50"),
        ("合计", 150.5, "合计150.50，各行之和200.00"),
    ],
)
def test_a_wrong_sum_over_a_part_is_told_to_the_cent(book, pool, word, said, message):
    rows = [project(1, "甲", 120.5), project(2, "乙", 30), total(word, said),
            project(3, "丙", 49.5)]  # fmt: skip

    reading = read_book(book([HEADERS, *rows]), [pool])

    assert [(each.cell, each.message) for each in reading.problems] == [
        ("E4", message), ("F4", message)
    ]  # fmt: skip


def test_a_project_named_like_a_sum_stays_a_project(book, pool):
    rows = [project(1, "年度审计合计", 30), project(2, "数据 汇总", 20), total("合计", 50)]

    assert names(read_book(book([HEADERS, *rows]), [pool])) == ["年度审计合计", "数据 汇总"]


def test_a_second_table_in_another_order_is_one_problem(book, pool):
    other = ["序号", "建设性质", "项目名称", "申报金额（元）", "项目类别"]
    rows = [project(1, "甲"), [], other, [1, "新建", "乙", 500_000, "业务信息系统"]]

    reading = read_book(book([HEADERS, *rows]), [pool])

    assert [(each.cell, each.cause) for each in reading.problems] == [("A4", Cause.SECOND_TABLE)]
    assert names(reading) == ["甲"]


def test_a_remark_between_the_rows_is_told(book, pool):
    rows = [[None, "1.智慧水利调度平台"], project(2, "乙"), ["说明：金额含税"]]

    reading = read_book(book([HEADERS, *rows]), [pool])

    assert reading.sheets[0].notes == ("第2行看作说明，没有读入：“1.智慧水利调度平台”。",)


@pytest.mark.parametrize(
    ("above", "below"),
    [("2027年申报表（元）", ""), ("金额均为人民币元", ""), ("", "注：金额单位为元")],
)
def test_the_unit_in_words_counts_for_every_column(book, pool, above, below):
    rows = [[above], BARE, project(1, "甲", 1_990_000.01), [below]]

    reading = read_book(book([[cell or None for cell in row] for row in rows]), [pool])

    assert reading.problems == ()
    assert reading.sheets[0].rows[0].values["declared_amount"] == 199_000_001


def test_a_note_in_yuan_under_a_header_in_wan_is_asked(book, pool):
    reading = read_book(book([HEADERS, project(1, "甲"), ["注：金额以元计"]]), [pool])

    assert [(each.cell, each.cause) for each in reading.problems] == [
        ("E1", Cause.UNCLEAR_UNIT), ("F1", Cause.UNCLEAR_UNIT)
    ]  # fmt: skip
