"""Letters measured in the PDF: GB/T 9704 margins, grid, sizes, page numbers, signature."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from desktop_app.printing.fonts import shipped_set
from desktop_app.printing.forms.letter_parts import balanced
from desktop_app.printing.papers import Letter, LetterKind
from desktop_app.printing.typeset import Style

MM = 72 / 25.4
FULL = "国务院令第八百零二号中小企业促进法规定的有关事项通知如下"


def body_chars(page):
    return [char for char in page.chars if char["size"] == pytest.approx(16, abs=0.01)]


def lines_of(page):
    rows: dict[float, list] = {}
    for char in body_chars(page):
        rows.setdefault(round(char["top"], 1), []).append(char)
    return [sorted(rows[top], key=lambda c: c["x0"]) for top in sorted(rows)]


def text_of(line):
    return "".join(char["text"] for char in line)


@pytest.fixture
def full_page(open_pdf):
    body = FULL * 60
    return open_pdf(Letter("通知", "", (body,), "某县某局", date(2026, 11, 22))).pages[1]


def test_page_is_a4(full_page):
    assert (full_page.width, full_page.height) == pytest.approx((210 * MM, 297 * MM), abs=0.1)


def test_type_area_is_156_by_225_mm_at_28_and_37_mm(full_page):
    chars = body_chars(full_page)
    assert min(c["x0"] for c in chars) == pytest.approx(28 * MM, abs=0.3 * MM)
    assert max(c["x1"] for c in chars) == pytest.approx(184 * MM, abs=0.3 * MM)
    assert min(c["top"] for c in chars) == pytest.approx(37 * MM, abs=0.3 * MM)
    assert max(c["bottom"] for c in chars) == pytest.approx(262 * MM, abs=0.3 * MM)


def test_a_full_page_has_22_lines_of_28_characters(full_page):
    assert [len(line) for line in lines_of(full_page)] == [28] * 22


def test_line_pitch_is_even(full_page):
    tops = [line[0]["top"] for line in lines_of(full_page)]
    pitches = [b - a for a, b in pairwise(tops)]
    assert pitches == pytest.approx([29.609] * 21, abs=0.01)


def test_fonts_and_sizes_by_role(open_pdf, letter):
    sizes = {
        (char["fontname"].split("+")[1], round(char["size"], 1))
        for page in open_pdf(letter).pages
        for char in page.chars
    }
    assert ("FandolFang-Regular", 16.0) in sizes
    assert ("NotoSerifSC-Bold", 22.0) in sizes
    assert ("NotoSansSC-Medium", 16.0) in sizes
    assert ("HengceKai-Regular", 16.0) in sizes
    assert ("NotoSerifSC-Regular", 14.0) in sizes


def test_no_line_leaves_the_type_area(open_pdf, letter):
    chars = [char for page in open_pdf(letter).pages for char in page.chars]
    assert min(char["x0"] for char in chars) >= 28 * MM - 0.5
    assert max(char["x1"] for char in chars) <= 184 * MM + 0.5


def test_page_numbers_stand_at_the_outer_corners(open_pdf):
    pages = open_pdf(Letter("通知", "", (FULL * 60,), "某县某局", None)).pages
    for number, page in enumerate(pages, 1):
        chars = [c for c in page.chars if c["size"] == pytest.approx(14, abs=0.01)]
        assert "".join(c["text"] for c in chars).replace(" ", "") == f"—{number}—"
        if number % 2:
            assert chars[-1]["x1"] == pytest.approx(184 * MM - 14, abs=0.5)
        else:
            assert chars[0]["x0"] == pytest.approx(28 * MM + 14, abs=0.5)


def test_page_number_stands_7_mm_below_the_type_area(full_page):
    chars = [c for c in full_page.chars if c["size"] == pytest.approx(14, abs=0.01)]
    middle = chars[0]["bottom"] - 0.12 * 14 - 0.36 * 14
    assert middle == pytest.approx((262 + 7) * MM, abs=1 * MM)


def test_red_rule_spans_the_type_area_4_mm_below_the_number(open_pdf, letter):
    page = open_pdf(letter).pages[0]
    (rule,) = [line for line in page.lines if line["stroking_color"][0] > 0.5]
    number = [c for c in body_chars(page) if c["text"] == "〔"]
    assert (rule["x0"], rule["x1"]) == pytest.approx((28 * MM, 184 * MM), abs=0.1)
    assert rule["top"] - number[0]["bottom"] == pytest.approx(4 * MM, abs=0.2)


def test_a_red_head_without_number_leaves_room_for_it(open_pdf, letter):
    assert "〔　　　　〕" in open_pdf(replace(letter, number="")).pages[0].extract_text(
        keep_blank_chars=True
    )


@pytest.mark.parametrize("rows", range(12, 23))
def test_the_signature_never_stands_without_two_lines_of_text(open_pdf, rows):
    letter = Letter("通知", "", (FULL * rows,), "某县某局", date(2026, 11, 22))
    last = lines_of(open_pdf(letter).pages[-1])
    texts = [text_of(line) for line in last]
    at = next(i for i, text in enumerate(texts) if "某县某局" in text)
    assert at >= 2
    assert "2026年11月22日" in texts[at + 1]


def test_the_date_stands_four_characters_from_the_right_below_the_centred_sender(open_pdf, letter):
    lines = lines_of(open_pdf(replace(letter, copy_to="")).pages[-1])
    day = next(line for line in lines if text_of(line) == "2026年11月22日")
    sender = next(line for line in lines if text_of(line) == letter.sender)
    assert 184 * MM - day[-1]["x1"] == pytest.approx(4 * 16, abs=2)
    centre = (day[0]["x0"] + day[-1]["x1"]) / 2
    assert (sender[0]["x0"] + sender[-1]["x1"]) / 2 == pytest.approx(centre, abs=2)


def test_no_date_leaves_year_month_and_day_for_ink(open_pdf, letter):
    text = open_pdf(replace(letter, dated=None, copy_to="")).pages[-1].extract_text()
    assert "年" in text.splitlines()[-4]
    assert "2026年11月22日" not in text.splitlines()[-4]


def test_attachments_stand_below_each_other(open_pdf, letter):
    lines = [text_of(line) for page in open_pdf(letter).pages for line in lines_of(page)]
    at = lines.index("附件：1.入库项目清单")
    assert lines[at + 1] == "2.预审意见表"


def test_copies_stand_at_the_foot_of_the_last_page(open_pdf, letter):
    page = open_pdf(letter).pages[-1]
    rules = sorted(line["bottom"] for line in page.lines)
    assert rules[-1] == pytest.approx(262 * MM, abs=0.5)
    assert "抄送：县财政局，县审计局。" in page.extract_text()


def test_a_heading_never_ends_a_page(open_pdf):
    body = ("国" * (28 * 18 - 2), "一、下一步工作", "务" * 300)
    pages = open_pdf(Letter("通知", "甲局", body, "乙局", None)).pages
    assert all("下一步工作" not in text_of(lines_of(page)[-1]) for page in pages)


def test_a_long_title_breaks_before_what_it_is_about_and_at_sense():
    style = Style(shipped_set().face("title"), 22, 30)
    title = "某县数据资源管理局关于报送2026年度政务信息化项目储备库入库项目审核备案的报告"
    assert balanced(style, title, 156 * MM) == (
        "某县数据资源管理局",
        "关于报送2026年度政务信息化项目",
        "储备库入库项目审核备案的报告",
    )


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ("关于", "县域“一网统管”平台（一期）", "可行性研究报告的批复"),
        ("关于组织", "县域“一网统管”平台（一期）", "竣工验收的通知"),
    ],
)
def test_a_title_is_not_broken_inside_the_name_it_is_about(before, name, after):
    style = Style(shipped_set().face("title"), 22, 30)
    lines = balanced(style, before + name + after, 156 * MM, (name,))
    assert lines == (before + name, after)


def test_a_name_too_long_for_a_line_is_broken_all_the_same():
    style = Style(shipped_set().face("title"), 22, 30)
    name = "公共文化数字化服务平台和数字图书馆总分馆通借通还系统改造工程"
    assert balanced(style, f"关于{name}的批复", 156 * MM, (name,)) == (
        "关于公共文化数字化服务平台",
        "和数字图书馆总分馆通借通还系统",
        "改造工程的批复",
    )


def test_a_title_of_many_lines_is_broken_at_sense_and_in_no_quoted_word():
    style = Style(shipped_set().face("title"), 22, 30)
    title = (
        "关于公共文化数字化服务平台和数字图书馆总分馆通借通还系统及“城乡一体”基层综合性文化"
        "服务中心数字化提升改造工程（一期）的批复"
    )
    assert balanced(style, title, 156 * MM) == (
        "关于公共文化数字化服务平台",
        "和数字图书馆总分馆通借通还系统",
        "及“城乡一体”基层综合性文化服务中心",
        "数字化提升改造工程（一期）的批复",
    )


def test_a_letter_of_one_line_is_one_page(open_pdf):
    letter = Letter("函", "甲局", ("同意。",), "乙局", date(2026, 1, 5), kind=LetterKind.PLAIN)
    assert len(open_pdf(letter).pages) == 1


def test_an_annex_is_marked_above_its_title(open_pdf, letter):
    page = open_pdf(replace(letter, kind=LetterKind.PLAIN, annex="附件2")).pages[0]
    first = [char for char in page.chars if char["top"] < 40 * MM]
    assert "".join(char["text"] for char in first) == "附件2"


def test_an_empty_paragraph_is_an_empty_line(open_pdf):
    page = open_pdf(Letter("函", "", ("国务", "", "院令"), "乙局", None)).pages[0]
    lines = {text_of(line): line[0]["top"] for line in lines_of(page)}
    assert lines["院令"] - lines["国务"] == pytest.approx(2 * 29.609, abs=0.01)


def test_a_long_attachment_name_goes_on_under_its_beginning(open_pdf):
    names = ("清单", "某县" + "政务信息化项目" * 5 + "汇总表")
    page = open_pdf(Letter("函", "", ("国务",), "乙局", None, attachments=names)).pages[0]
    lines = lines_of(page)
    at = next(i for i, line in enumerate(lines) if text_of(line).startswith("2."))
    assert lines[at + 1][0]["x0"] == pytest.approx(lines[at][2]["x0"], abs=0.5)


def test_many_attachments_run_over_the_page(open_pdf):
    names = tuple(f"第{order}号材料" for order in range(1, 31))
    pages = open_pdf(Letter("函", "", ("国务",), "乙局", None, attachments=names)).pages
    text = "".join(text_of(line) for page in pages for line in lines_of(page))
    assert all(f"{order}.第{order}号材料" in text for order in range(1, 31))


def test_a_remark_stands_in_brackets_below_the_date(open_pdf, letter):
    remark = "联系人：张三，联系电话：0566-1234567"
    lines = lines_of(open_pdf(replace(letter, remark=remark)).pages[-1])
    assert f"（{remark}）" in map(text_of, lines)


def test_a_sender_longer_than_a_line_is_printed_whole(open_pdf, letter):
    sender = "某县政务信息化项目建设管理工作领导小组办公室暨数据资源统筹共享协调推进联席会议"
    text = "".join(
        text_of(line) for line in lines_of(open_pdf(replace(letter, sender=sender)).pages[-1])
    )
    assert sender in text


@pytest.mark.parametrize(
    ("title", "count"),
    [("通知" * 10, 1), ("通知" * 12, 2), ("关于" + "数" * 60, 4), ("某县某局关于" + "数" * 70, 4)],
)
def test_a_title_without_a_place_to_break_is_cut_evenly(title, count):
    style = Style(shipped_set().face("title"), 22, 30)
    lines = balanced(style, title, 156 * MM)
    assert "".join(lines) == title
    assert len(lines) == count
    assert max(map(len, lines)) - min(map(len, lines)) <= 2


def test_a_short_letter_with_a_long_list_below_keeps_its_lines(open_pdf):
    letter = Letter("函", "", ("国务",), "乙局", None, copy_to="甲局，" * 200)
    pages = open_pdf(letter).pages
    assert "国务" in text_of(lines_of(pages[0])[0])


def test_a_title_with_a_short_matter_takes_two_lines():
    style = Style(shipped_set().face("title"), 22, 30)
    title = "某县数据资源管理局某县发展和改革局关于项目的通知"
    assert balanced(style, title, 156 * MM)[-1] == "关于项目的通知"
