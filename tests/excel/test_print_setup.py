"""Wide tables on paper: readable size, key columns on every page, rows as high as their text."""

import openpyxl
import pytest

from desktop_app.excel.print_setup import A3, A4, print_setup
from desktop_app.excel.sheet import ColumnKind, ColumnSpec
from desktop_app.excel.writer import write_list


@pytest.mark.parametrize(
    ("count", "paper"),
    [
        # a column of ten characters takes 75 pixels, 19.84 mm; A4 offers 271.6 mm, A3 394.6 mm
        (13, A4),  # 257.97 mm: at full size
        (21, A4),  # 416.72 mm: 65.2 percent
        (22, A3),  # 436.56 mm: 62.2 percent of A4, 90.4 of A3
        (30, A3),  # 595.31 mm: 66.3 percent
    ],
)
def test_a_table_stays_on_one_page_while_it_can_be_read(count, paper):
    setup = print_setup([10.0] * count, 2)
    assert (setup.paper, setup.pages, setup.repeated) == (paper, 1, 0)
    assert setup.first_page == count - 1


@pytest.mark.parametrize(("count", "pages"), [(31, 2), (58, 2), (59, 3), (86, 3), (87, 4)])
def test_a_wider_table_goes_over_several_pages_with_its_key_columns(count, pages):
    # a page of A3 at 65 percent holds 30 columns: two keys and 28 of its own
    setup = print_setup([10.0] * count, 2)
    assert (setup.paper, setup.pages, setup.repeated) == (A3, pages, 2)


def test_the_title_stands_on_what_is_surely_the_first_page():
    # 40 columns and the two keys again are 42 on two pages, 21 each; four fifths are 16.8
    assert print_setup([10.0] * 40, 2).first_page == 15


def test_key_columns_wider_than_half_a_page_are_not_repeated():
    assert print_setup([80.0] * 12, 4).repeated == 1


def test_the_workbook_carries_the_set_up(tmp_path):
    columns = [ColumnSpec("money", "金额", ColumnKind.MONEY, unit="万元", width=10)]
    columns += [ColumnSpec(f"c{n}", f"列{n}", width=10, required=n == 1) for n in range(1, 39)]
    write_list(columns, [], tmp_path / "宽.xlsx", title="宽表")
    sheet = openpyxl.load_workbook(tmp_path / "宽.xlsx").active
    setup = sheet.page_setup
    assert (int(setup.paperSize), setup.orientation, setup.pageOrder) == (
        A3, "landscape", "overThenDown",
    )  # fmt: skip
    assert (int(setup.fitToWidth), int(setup.fitToHeight)) == (2, 0)
    assert (sheet.print_title_cols, sheet.print_title_rows) == ("$A:$C", "$3:$3")
    title = str(sheet.merged_cells)
    assert title == "A1:Q1"
    assert sheet["Q2"].value == "单位：万元"


def test_empty_cells_of_a_list_are_framed_on_paper_too(tmp_path):
    columns = [ColumnSpec("name", "名称"), ColumnSpec("note", "备注")]
    write_list(columns, [{"name": "甲"}, {"name": "乙"}], tmp_path / "空.xlsx", title="空表")
    sheet = openpyxl.load_workbook(tmp_path / "空.xlsx").active
    (area,) = sheet.conditional_formatting
    (rule,) = area.rules
    assert (str(area.sqref), rule.type) == ("A4:C5", "containsBlanks")
    assert rule.dxf.border.left.style == "thin"


def test_a_row_is_as_high_as_its_longest_text(tmp_path):
    columns = [
        ColumnSpec("name", "名称", width=20),
        ColumnSpec("goal", "目标", ColumnKind.LONG_TEXT, width=30),
    ]
    rows = [
        {"name": "短", "goal": "一行"},
        {"name": "短", "goal": "字" * 31},  # 62 letters wide: three lines of 30
        {"name": "短", "goal": "甲\n乙\n丙\n丁"},
        {"name": "短", "goal": "字" * 2000},  # higher than a row can be
    ]
    write_list(columns, rows, tmp_path / "高.xlsx", title="高表")
    sheet = openpyxl.load_workbook(tmp_path / "高.xlsx").active
    heights = [sheet.row_dimensions[row].height for row in range(4, 8)]
    assert heights == [None, 45, 60, 408]
