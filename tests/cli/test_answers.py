"""`settings` and `readings`: what the office answers for itself, listed, entered and signed."""

from types import SimpleNamespace

import pytest

from desktop_app.cli.entries import _sum_words

SIGNED = ("--reason", "局务会议议定", "--signer", "局长乙")


def answers(console, command):
    return {row["id"]: row for row in console.json(command)[1]["rows"]}


@pytest.mark.parametrize(
    ("setting", "typed", "told"),
    [
        ("house.quotes", "5", "5 家"),
        ("house.low_use", "12.5", "12.5%"),
        ("house.need_cutoff", "11月15日", "11月15日"),
        ("house.plan_apply_by", "8-31", "8月31日"),
        ("house.om_words", "运维，驻场、续保", "运维、驻场、续保"),
    ],
)
def test_a_setting_of_any_kind_is_entered_as_it_is_read(console, setting, typed, told):
    assert console("settings", setting, typed, *SIGNED)[0] == 0
    assert answers(console, "settings")[setting]["value"] == told
    assert answers(console, "settings")[setting]["since"] == "2026-07-20"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("settings", "house.quotes", "三", *SIGNED), 1, "每项询价的家数：应为数字（单位：家）"),
        (("settings", "house.need_cutoff", "11月31日", *SIGNED), 1, "应为月日"),
        (("settings", "house.quotes", "5"), 1, "没有写理由或签定人"),
        (("settings", "house.quotes", *SIGNED), 2, "要写取值或选项的编号"),
        (("settings", "house.nothing", "5", *SIGNED), 1, "没有“house.nothing”这项本办设定"),
        (("readings", "reading.change_sum", "never", *SIGNED), 1, "可选：single（每次单独计算）"),
        (("readings", "reading.nothing", "single", *SIGNED), 1, "没有“reading.nothing”这条口径"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_with_what_to_write(console, words, code, told):
    before = console("settings")[1], console("readings")[1]
    assert (console(*words)[0], told in console(*words)[1]) == (code, True)
    assert (console("settings")[1], console("readings")[1]) == before


def test_a_reading_is_signed_from_a_day_on(console):
    words = ("readings", "reading.change_sum", "cumulative", *SIGNED, "--since", "2026-07-01")
    assert console(*words) == (0, "已签定：自主调整按单次还是累计 历次累计计算。\n")
    row = answers(console, "readings")["reading.change_sum"]
    assert (row["chosen"], row["since"], row["signer"]) == ("历次累计计算", "2026-07-01", "局长乙")


@pytest.mark.parametrize(
    ("live", "told"),
    [
        ([True, True], "　金额合计 12.00 万元"),
        ([True, False], "　金额合计 12.00 万元（不计已终止的 1 条）"),
    ],
)
def test_a_sum_is_told_with_its_unit_and_what_it_leaves_out(live, told):
    page = SimpleNamespace(
        columns=[SimpleNamespace(id="amount", label="金额", unit="万元")],
        sums={"amount": "12.00"},
        rows=[SimpleNamespace(is_live=each) for each in live],
    )
    assert _sum_words(page) == told
