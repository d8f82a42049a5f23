"""Lists grouped by a column: counts and sums by hand, groups without a value last."""

from desktop_app.use_cases.grouped_lists import grouped, groups_of
from desktop_app.use_cases.shown_lists import ShownColumn, ShownList, list_pdf

COLUMNS = (
    ShownColumn("code", "编号"),
    ShownColumn("unit", "单位"),
    ShownColumn("amount", "金额", "money", "万元", is_sum=True),
)
ROWS = (
    ("A1", "县教育局", 1_000_000),
    ("A2", "", 50),
    ("A3", "县公安局", 2_000_050),
    ("A4", "县教育局", None),
)
SHOWN = ShownList("清单", COLUMNS, ROWS, "全部")


def test_each_group_has_its_count_and_sums():
    found = grouped(SHOWN, "unit")

    assert found.title == "清单（按单位汇总）"
    assert [column.title for column in found.columns] == ["单位", "数量", "金额"]
    assert found.rows == (
        ("县公安局", 1, 2_000_050),
        ("县教育局", 2, 1_000_000),
        ("（空）", 1, 50),
    )
    assert sum(row[2] for row in found.rows) == 3_000_100


def test_only_columns_that_bring_rows_together_are_offered():
    assert [column.key for column in groups_of(SHOWN)] == ["unit"]


def test_a_grouped_list_prints(desk):
    assert list_pdf(desk, grouped(SHOWN, "unit")).startswith(b"%PDF")
