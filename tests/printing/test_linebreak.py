"""Chinese line breaking: forbidden starts and ends, numbers, dates and doubled marks kept whole."""

import re
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.printing.fonts import shipped_set
from desktop_app.printing.linebreak import NO_END, NO_START, break_lines, clean
from resources import resource

PARAGRAPH = (
    "各乡（镇）、街道：“惠企乐购”消费券总金额3,000,000.00元，根据《条例》（国务院令第802号）规定，"
    "占比12.5%……现通知如下——请遵照执行！（联系人：张三，电话0566-1234567）"
)
HANZI = "国务院令第八百零二号中小企业促进法规定的有关事项通知如下"


def broken(text: str, width: float, **options: float) -> list[str]:
    widths = shipped_set().face("fang").widths
    advance = list(accumulate(map(widths.__getitem__, text), initial=0.0))
    return [text[a:b] for a, b in break_lines(text, advance, width, **options)]


def faults(lines: list[str]) -> list[tuple[str, str]]:
    bad = re.compile(r"[\dA-Za-z]\|[\dA-Za-z]|\d\|[.,]\d|\d[.,]\|\d|—\|—|…\|…")
    return [
        (a, b)
        for a, b in pairwise(lines)
        if b[0] in NO_START or a[-1] in NO_END or bad.search(f"{a[-2:]}|{b[:2]}")
    ]


def corpus() -> list[str]:
    files = [
        *sorted(resource("help").glob("*.md")),
        *sorted(resource("rule_packs").glob("*/articles.toml")),
    ]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [
        PARAGRAPH * 4,
        *(clean(line).replace(" ", "") for line in lines if len(line) > 40 and "`" not in line),
    ]


def test_plain_text_takes_28_characters_a_line():
    assert [len(line) for line in broken(HANZI * 5, 28)] == [28] * 5


def test_first_line_is_shorter_by_its_indentation():
    assert [len(line) for line in broken(HANZI * 2, 28, indent=2)] == [26, 28, 2]


def test_no_forbidden_start_or_end_and_no_split_number_over_the_corpus():
    texts = corpus()
    assert len(texts) > 100
    wrong = [
        fault
        for text in texts
        for width in (14, 17.5, 20, 24, 28, 33.3)
        for fault in faults(broken(text, width, slack=1.0))
    ]
    assert wrong == []


@given(st.text(alphabet="国务院令，。、（）《》“”…—12345.元", min_size=1, max_size=80))
def test_every_character_is_printed_once_and_in_order(text):
    assert "".join(broken(text, 11)) == text


@given(st.text(alphabet="国务院令，。、（）《》“”12345 ", min_size=1, max_size=80))
def test_no_line_is_wider_than_its_room_and_slack(text):
    face = shipped_set().face("fang")
    assert all(face.width(line) <= 12.0 + 1e-6 for line in broken(text, 11, slack=1.0))


@pytest.mark.parametrize(
    "whole",
    [
        "3,000,000.00元", "12.5%", "第二十三条", "二（一）2", "二(一)6", "十6", "二(三)3(1)-(3)",
        "〔2026〕15号", "……", "——", "万元整",
    ],
)  # fmt: skip
def test_a_piece_that_belongs_together_stays_on_one_line(whole):
    for before in range(20, 30):
        lines = broken("国" * before + whole + "务院令" * 12, 28)
        assert any(whole in line for line in lines)


def test_a_date_stays_whole_where_that_leaves_a_hole_of_at_most_four_characters():
    for before in range(24, 30):
        assert any("2026年11月22日" in x for x in broken("国" * before + "2026年11月22日" * 2, 28))


def test_a_date_may_break_between_its_parts_before_a_hole_of_over_four_characters():
    lines = broken("国" * 22 + "2026年11月22日" + "务" * 30, 28)
    assert lines[0].endswith("11月")
    assert lines[1].startswith("22日")


def test_a_stop_that_just_does_not_fit_is_squeezed_into_its_line():
    lines = broken("国" * 28 + "。" + "务" * 5, 28, slack=1.0)
    assert lines[0] == "国" * 28 + "。"


def test_without_slack_the_last_character_goes_with_its_stop():
    assert broken("国" * 28 + "。" + "务" * 5, 28)[1] == "国。" + "务" * 5


def test_a_code_longer_than_the_line_is_torn_rather_than_lost():
    lines = broken("A" * 100, 10)
    assert "".join(lines) == "A" * 100
    assert len(lines) > 5


def test_spaces_at_a_break_are_dropped():
    assert broken("国" * 10 + " " + "务" * 10, 10) == ["国" * 10, "务" * 10]


@pytest.mark.parametrize(
    ("screen", "paper"),
    [
        ("发票价格 29,500.00 元 不在补贴范围", "发票价格29,500.00元不在补贴范围"),
        ("按 2025年2月6日 的核查，分 3 批", "按2025年2月6日的核查，分3批"),
        ("已于 2024-09-20 入库", "已于2024-09-20入库"),
        ("相似申报 0 个 ＝ 0 个", "相似申报0个 ＝ 0个"),
        ("申报金额 92.00 万元 ＞ 500.00 万元", "申报金额 92.00万元 ＞ 500.00万元"),
        ("QY2024-001 人口比对", "QY2024-001 人口比对"),
    ],
)
def test_a_number_inside_a_sentence_stands_close_to_its_words(screen, paper):
    assert clean(screen) == paper


def test_control_and_zero_width_characters_are_cleaned():
    assert clean("合计 98.00 万元，另 5 元；1 个 元件") == "合计 98.00万元，另 5元；1个 元件"
    assert clean("项\u200b目\ufeff\x07\t名\u00a0称\ufe0f") == "项目 名 称"
