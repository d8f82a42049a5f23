"""Lists: exact sums on every page, repeated heads, groups, signers, paper sizes."""

import re
from dataclasses import replace

import pytest

from desktop_app.printing.bench import Bench
from desktop_app.printing.cells import fitted_widths
from desktop_app.printing.fonts import shipped_set
from desktop_app.printing.papers import ColumnKind, ListColumn, ListGroup, ListPaper
from desktop_app.printing.render import lay_out
from desktop_app.printing.typeset import Breaker, Style

MM = 72 / 25.4


def texts(pdf) -> list[str]:
    return [page.extract_text() for page in pdf.pages]


def amounts(label: str, text: str) -> list[str]:
    return re.findall(rf"{label}（\d+项） ([\d,.]+)", text)


def test_page_sums_add_up_to_the_total(open_pdf, list_paper):
    pages = texts(open_pdf(list_paper))
    parts = [amounts("本页小计", text) for text in pages]
    assert all(len(part) == 1 for part in parts)
    total = sum(round(float(part[0].replace(",", "")) * 100) for part in parts)
    assert total == (56 * 57 // 2) * 100 + 56 * 5
    assert amounts("合计", pages[-1]) == ["1,598.80"]


def test_every_row_is_printed_once(open_pdf, list_paper):
    pages = texts(open_pdf(list_paper))
    counted = [int(n) for text in pages for n in re.findall(r"本页小计（(\d+)项）", text)]
    assert sum(counted) == 56


def test_every_page_repeats_the_column_heads(open_pdf, list_paper):
    pages = texts(open_pdf(list_paper))
    assert len(pages) > 3
    assert all("申报金额" in text for text in pages)


def test_the_last_page_carries_rows_beside_the_total(list_paper):
    bench = Bench(shipped_set())
    for count in range(8, 30):
        last = lay_out(replace(list_paper, rows=list_paper.rows[:count]), bench)[-1]
        assert any("城乡社区" in text.text for text in last.texts)


@pytest.mark.parametrize("taller", range(14))
def test_no_page_carries_a_sum_without_its_rows(list_paper, taller):
    rows = tuple(("村" * (60 if n < taller else 2), 100) for n in range(60))
    columns = (ListColumn("单位"), ListColumn("金额", 1, ColumnKind.WAN, is_sum=True))
    sheets = lay_out(replace(list_paper, columns=columns, rows=rows), Bench(shipped_set()))
    assert len(sheets) > 2
    assert all(any("村村" in text.text for text in sheet.texts) for sheet in sheets)


def test_one_page_needs_no_page_sum(open_pdf, list_paper):
    (page,) = texts(open_pdf(replace(list_paper, rows=list_paper.rows[:3])))
    assert "本页小计" not in page
    assert amounts("合计", page) == ["6.15"]


def test_groups_have_headings_and_sums(open_pdf, list_paper):
    groups = (
        ListGroup("一、新建", list_paper.rows[:2]),
        ListGroup("二、续建", list_paper.rows[2:5]),
    )
    (page,) = texts(open_pdf(replace(list_paper, rows=(), groups=groups)))
    assert "一、新建" in page
    assert amounts("小计", page) == ["3.10", "12.15"]
    assert amounts("合计", page) == ["15.25"]


def test_an_empty_list_prints_heads_and_a_total_of_nothing(open_pdf, list_paper):
    (page,) = texts(open_pdf(replace(list_paper, rows=())))
    assert amounts("合计", page) == ["0.00"]


@pytest.mark.parametrize(
    ("is_landscape", "is_a3", "size"),
    [(True, False, (297, 210)), (False, False, (210, 297)), (True, True, (420, 297))],
)
def test_paper_sizes(open_pdf, list_paper, is_landscape, is_a3, size):
    paper = replace(list_paper, is_landscape=is_landscape, is_a3=is_a3)
    page = open_pdf(paper).pages[0]
    assert (page.width / MM, page.height / MM) == pytest.approx(size, abs=0.1)


def test_codes_and_amounts_are_not_torn_by_narrow_columns():
    style = Style(shipped_set().face("fang"), 10, 13)
    columns = (
        ListColumn("项目编号", 0.3),
        ListColumn("项目名称", 8),
        ListColumn("金额", 0.3, ColumnKind.WAN),
    )
    rows = [("2026-CB-001", "城乡社区综合治理平台" * 4, "12,345.67")]
    widths = fitted_widths(columns, rows, style, 400)
    assert widths[0] > style.width("2026-CB-001")
    assert widths[2] > style.width("12,345.67")
    assert sum(widths) == pytest.approx(400)


def test_a_date_and_short_words_stay_whole_beside_long_texts():
    style = Style(shipped_set().face("fang"), 10, 13)
    columns = tuple(
        ListColumn(title, weight)
        for title, weight in (("名称", 3), ("内容", 4), ("状态", 1), ("入库日期", 1), ("备注", 1))
    )
    rows = [("城乡社区综合治理", "建设内容" * 60, "在库 · 已备案", "2026年12月26日", "备注" * 30)]
    widths = fitted_widths(columns, rows, style, 600)
    assert widths[2] > style.width("在库 · 已备案")
    assert widths[3] > style.width("2026年12月26日")
    assert widths[1] > widths[4]


def test_a_long_head_breaks_before_its_bracket(open_pdf, list_paper):
    columns = tuple(ListColumn(f"申报金额{n}（万元）", kind=ColumnKind.WAN) for n in range(9))
    rows = ((1_000_000,) * 9,)
    (page,) = texts(open_pdf(replace(list_paper, columns=columns, rows=rows, is_landscape=False)))
    lines = page.split("\n")
    assert " ".join(f"申报金额{n}" for n in range(9)) in lines
    assert " ".join(["（万元）"] * 9) in lines


def test_signers_without_a_name_get_a_line_for_ink(open_pdf, list_paper):
    page = open_pdf(replace(list_paper, rows=list_paper.rows[:2])).pages[0]
    assert [line for line in page.lines if line["linewidth"] == pytest.approx(0.4)]
    assert "填报人：张三" in page.extract_text()


def test_money_in_yuan_and_words_in_a_money_column(open_pdf):
    columns = (ListColumn("名称"), ListColumn("金额", kind=ColumnKind.YUAN, is_sum=True))
    rows = (("甲", 123_450), ("乙", "待定"))
    (page,) = texts(open_pdf(ListPaper("清单", columns, rows, is_landscape=False)))
    assert "1,234.50" in page
    assert "待定" in page
    assert amounts("合计", page) == ["1,234.50"]


def test_a_list_of_sums_alone_has_no_room_for_a_label(open_pdf):
    columns = (ListColumn("金额", kind=ColumnKind.WAN, is_sum=True),)
    (page,) = texts(open_pdf(ListPaper("清单", columns, ((1_000_000,),))))
    assert page.count("1.00") == 2


def test_groups_without_sums_have_headings_only(open_pdf, list_paper):
    columns = tuple(replace(column, is_sum=False) for column in list_paper.columns)
    groups = (ListGroup("一、新建", list_paper.rows[:2]), ListGroup("二、续建", ()))
    (page,) = texts(open_pdf(replace(list_paper, columns=columns, rows=(), groups=groups)))
    assert "二、续建" in page
    assert "小计" not in page


def test_notes_too_long_for_the_last_page_move_with_rows_and_total(list_paper):
    notes = tuple(f"第{order}条说明。" for order in range(12))
    for count in range(1, 14):
        paper = replace(list_paper, rows=list_paper.rows[:count], foot=notes)
        for sheet in lay_out(paper, Bench(shipped_set())):
            lowest = min(text.y for text in sheet.texts if text.size > 8)
            assert lowest >= sheet.frame.bottom - 1


def test_a_row_higher_than_a_page_goes_on_over_the_next(open_pdf, list_paper):
    row = ("1", "一体化平台升级改造" * 200, 1_000_000, "")
    pages = open_pdf(replace(list_paper, rows=(row,))).pages
    text = "".join(char["text"] for page in pages for char in page.chars)
    assert len(pages) > 1
    assert text.count("化") == 200


def test_two_rows_that_fill_a_page_leave_the_total_to_the_next(list_paper):
    tall = ("1", "一体化平台升级改造" * 60, 1_000_000, "")
    paper = replace(list_paper, rows=(tall, tall), foot=("说明。",) * 8)
    sheets = lay_out(paper, Bench(shipped_set()))
    assert any("合计" in text.text for text in sheets[-1].texts)
    lowest = min(text.y for sheet in sheets for text in sheet.texts if text.size > 8)
    assert lowest >= sheets[0].frame.bottom - 1


def test_many_columns_are_set_in_a_smaller_size(list_paper):
    columns = tuple(ListColumn(f"第{order}项") for order in range(16))
    rows = (("卫生健康委员会",) * 16,)
    (sheet,) = lay_out(replace(list_paper, columns=columns, rows=rows), Bench(shipped_set()))
    assert any(text.size == 9 and text.text == "第0项" for text in sheet.texts)


def test_a_short_cell_is_broken_evenly():
    style = Style(shipped_set().face("fang"), 10, 13)
    assert Breaker().lines(style, "卫生健康委员会", 65) == ("卫生健康", "委员会")
