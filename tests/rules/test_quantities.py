"""Exact quantities: how they read, what they hold, what a unit cannot hold."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from desktop_app.rules.dated import WrittenValueError, quantity_in, setting_quantity
from desktop_app.rules.facts import FactSpec, FactValue
from desktop_app.rules.kinds import Kind, Quantity, TermLength, fact_quantity
from desktop_app.rules.operands import move
from desktop_app.rules.schema import OfficeSetting
from desktop_app.rules.wording import listed, nearest


@pytest.mark.parametrize(
    ("unit", "written", "text", "held"),
    [
        ("万元", 500, "500.00 万元", 500_000_000),
        ("万元", Decimal("0.5"), "0.50 万元", 500_000),
        ("亿元", Decimal("0.02"), "200.00 万元", 200_000_000),
        ("元", Decimal("0.01"), "0.01 元", 1),
        ("元", 29_500, "29,500.00 元", 2_950_000),
        ("元", 0, "0.00 元", 0),
        ("%", Decimal("12.5"), "12.5%", "0.125"),
        ("个", 3, "3 个", 3),
        ("倍", Decimal("1.5"), "1.5 倍", "1.5"),
        ("年份", 2026, "2026 年", 2026),
        ("工作日", 10, "10 工作日", "10工作日"),
        ("日期", date(2025, 1, 2), "2025-01-02", "2025-01-02"),
        ("日期", "2025-01-02", "2025-01-02", "2025-01-02"),
        ("月日", "9-30", "9月30日", "09-30"),
        ("词", ("品牌", "型号"), "品牌、型号", ("品牌", "型号")),
    ],
)
def test_value_reads_as_written_and_is_held_exactly(unit, written, text, held):
    quantity = quantity_in(unit, written)

    assert (quantity.text, quantity.json) == (text, held)


@pytest.mark.parametrize(
    ("unit", "written"),
    [
        ("万元", "五百"),
        ("万元", True),
        ("元", Decimal("0.001")),
        ("日", -1),
        ("日", Decimal("1.5")),
        ("日期", 20250102),
        ("日期", "去年"),
        ("月日", "2-30"),
        ("词", "品牌"),
    ],
)
def test_value_its_unit_cannot_hold_is_refused(unit, written):
    with pytest.raises(ValueError, match=r"."):
        quantity_in(unit, written)


def setting(**keys):
    return OfficeSetting.model_validate({"id": "a.b", "label": "甲", "question": "几？", **keys})


def test_setting_is_none_until_defined_and_checked_against_its_range():
    term = setting(unit="日", min=Decimal(1), max=Decimal(60))

    assert setting_quantity(term, None) is None
    assert setting_quantity(term, "20").value == TermLength(20, "日")
    with pytest.raises(WrittenValueError, match="应在 1 到 60 之间"):
        setting_quantity(term, 61)


def test_setting_of_words_and_choices():
    way = setting(choices=({"id": "web", "label": "网站"},))

    assert setting_quantity(way, "web").text == "网站"
    assert setting_quantity(setting(unit="词"), ("甲",)).value == ("甲",)
    with pytest.raises(WrittenValueError, match="不在选项之中"):
        setting_quantity(way, "radio")


CHOICES = (("a", "甲"), ("b", "乙"))


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("bool", True, "是"),
        ("bool", False, "否"),
        ("text", "字", "字"),
        ("integer", 3, "3 条"),
        ("number", "0.25", "0.25 条"),
        ("number", 2, "2 条"),
        ("money", 198_000_000, "198.00 万元"),
        ("date", "2025-01-02", "2025-01-02"),
        ("choice", "a", "甲"),
        ("choices", ("a", "b"), "甲、乙"),
        ("choices", "b", "乙"),
    ],
)
def test_fact_reads_as_a_clerk_reads_it(kind, value, text):
    spec = FactSpec("x", kind, "事项", unit="条", choices=CHOICES)

    assert fact_quantity(spec, FactValue(value)).text == text


@pytest.mark.parametrize("value", [None, "", (), "c"])
def test_missing_or_unknown_choice_is_missing(value):
    spec = FactSpec("x", "choice", "事项", choices=CHOICES)

    assert fact_quantity(spec, FactValue(value)) is None
    assert fact_quantity(spec, None) is None


def test_unknown_one_of_several_choices_is_missing():
    assert (
        fact_quantity(FactSpec("x", "choices", "x", choices=CHOICES), FactValue(("a", "c"))) is None
    )


def test_value_of_a_wrong_type_is_a_bug():
    with pytest.raises(TypeError):
        fact_quantity(FactSpec("x", "money", "金额"), FactValue("五百"))


def test_quantity_refuses_to_be_what_it_is_not():
    word = Quantity(Kind("text"), "字")

    with pytest.raises(TypeError):
        _ = word.number
    with pytest.raises(TypeError):
        _ = word.day


def test_days_read_as_days():
    assert Quantity(Kind("days"), Fraction(12)).text == "12 天"


@pytest.mark.parametrize(
    ("length", "direction", "day"),
    [
        (TermLength(1, "个月"), 1, date(2025, 2, 28)),
        (TermLength(1, "年"), -1, date(2024, 1, 31)),
        (TermLength(3, "日"), 1, date(2025, 2, 3)),
        (Fraction(2), -1, date(2025, 1, 29)),
    ],
)
def test_day_is_moved_by_a_term(length, direction, day):
    assert move(date(2025, 1, 31), length, direction) == day


def test_day_is_not_moved_by_what_is_no_length():
    with pytest.raises(TypeError):
        move(date(2025, 1, 31), "三天")


def test_lists_are_cut_and_near_names_offered():
    assert listed("abc", most=2) == "a、b 等3个"
    assert listed("ab") == "a、b"
    assert nearest("natur", ["nature"]) == "是不是：nature？"
    assert nearest("zzz", ["nature"]) == "先在本包中声明它，或改正写法"
