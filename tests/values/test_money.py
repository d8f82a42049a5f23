"""Money: exact conversion, rates, the words of a bill, written amounts."""

# ruff: noqa: RUF001 - lookalikes are what is tested

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.values.money import (
    AmountFault,
    Fen,
    ParsedAmount,
    fen_from_wan,
    fen_from_yuan,
    parse_amount,
    ratio,
    uppercase,
    wan_text,
    yuan_text,
)

ANY_FEN = st.integers(min_value=-(10**16), max_value=10**16).map(Fen)


@pytest.mark.parametrize(
    ("yuan", "fen"),
    [
        (0.1 + 0.2, 30),
        ("1409.50", 140950),
        (198, 19800),
        (Decimal("1234567890123456.78"), 123456789012345678),
        (-3.2, -320),
        ("10.000001", 1000),
        ("9.999999", 1000),
    ],
)
def test_yuan_become_whole_fen(yuan, fen):
    assert fen_from_yuan(yuan) == fen


@pytest.mark.parametrize(
    ("wan", "fen"), [("198.00", 198_000_000), (0.1 + 0.2, 300_000), ("499.999999", 499_999_999)]
)
def test_wan_become_whole_fen(wan, fen):
    assert fen_from_wan(wan) == fen


@pytest.mark.parametrize(
    "yuan", ["0.001", "10.0000011", 0.005, "abc", "", "NaN", "Infinity", "1e40"]
)
def test_what_is_finer_than_a_fen_or_no_number_is_refused(yuan):
    with pytest.raises(ValueError, match=r"“|金额"):
        fen_from_yuan(yuan)


def test_an_amount_finer_than_a_fen_in_wan_is_refused():
    with pytest.raises(ValueError, match="更细"):
        fen_from_wan("1.0000001")


def test_a_truth_value_is_no_amount():
    with pytest.raises(TypeError):
        fen_from_yuan(amount=True)


@given(ANY_FEN)
def test_the_text_in_yuan_leads_back_to_the_same_fen(fen):
    assert fen_from_yuan(yuan_text(fen).replace(",", "")) == fen


@given(ANY_FEN)
def test_the_text_in_wan_leads_back_to_the_same_fen(fen):
    assert fen_from_wan(wan_text(fen).replace(",", "")) == fen


@given(st.integers(min_value=-(10**11), max_value=10**11))
def test_a_float_of_yuan_is_the_fen_it_came_from(fen):
    assert fen_from_yuan(fen / 100) == fen


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (198_000_000, "198.00"),
        (684_250_000_000, "684,250.00"),
        (1_234_500, "1.2345"),
        (1, "0.000001"),
    ],
)
def test_wan_show_more_places_where_two_would_lie(fen, text):
    assert wan_text(Fen(fen)) == text


def test_a_ratio_is_exact_at_its_limit():
    assert ratio(Fen(102_000_000), Fen(680_000_000)) == Decimal("0.15")


def test_a_ratio_of_nothing_is_refused():
    with pytest.raises(ValueError, match="零"):
        ratio(Fen(1), Fen(0))


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        ("1409.50", "人民币壹仟肆佰零玖元伍角"),
        ("6007.14", "人民币陆仟零柒元壹角肆分"),
        ("1680.32", "人民币壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "人民币壹拾万柒仟元零伍角叁分"),
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
    ],
)
def test_bill_words_are_those_printed_in_the_payment_rules(yuan, words):
    assert uppercase(fen_from_yuan(yuan)) == words


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        ("0", "人民币零元整"),
        ("0.05", "人民币伍分"),
        ("0.50", "人民币伍角"),
        ("100", "人民币壹佰元整"),
        ("10.05", "人民币壹拾元零伍分"),
        ("100500", "人民币壹拾万零伍佰元整"),
        ("5840000", "人民币伍佰捌拾肆万元整"),
        ("105000000", "人民币壹亿零伍佰万元整"),
        ("100000001", "人民币壹亿零壹元整"),
        ("1000000000000", "人民币壹万亿元整"),
        ("-3.20", "人民币负叁元贰角"),
    ],
)
def test_bill_words_of_other_amounts(yuan, words):
    assert uppercase(fen_from_yuan(yuan)) == words


@given(ANY_FEN)
def test_bill_words_never_repeat_a_zero_and_never_end_in_one(fen):
    words = uppercase(fen)

    assert "零零" not in words
    assert words[-1] in "整角分"


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("12万", "12", "万元"),
        ("12.5 万 元", "12.5", "万元"),
        ("￥1,234.50", "1234.50", None),
        ("１２，３４５．６７", "12345.67", None),
        ("人民币12元整", "12", "元"),
        ("3.5亿元", "35000", "万元"),
        ("-5", "-5", None),
        ("\u00a0198.00\ufeff", "198.00", None),
    ],
)
def test_written_amounts_keep_their_number_and_unit(text, number, unit):
    assert parse_amount(text) == ParsedAmount(Decimal(number), unit)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("—", "placeholder"),
        ("无", "placeholder"),
        ("待定", "placeholder"),
        ("约3万", "approximate"),
        ("12万左右", "approximate"),
        ("3-5万", "range"),
        ("12万5千", "mixed"),
        ("1,23", "separators"),
        ("1.2.3", "separators"),
        ("1.2E+05", "scientific"),
        ("$12", "currency"),
        ("5千元", "unit"),
        ("三万元", "words"),
        ("见附件", "not_a_number"),
        ("=1+1", "not_a_number"),
    ],
)
def test_what_gives_no_exact_amount_is_named(text, kind):
    with pytest.raises(AmountFault) as caught:
        parse_amount(text)

    assert caught.value.kind == kind


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_a_named_fault(text):
    try:
        answer = str(parse_amount(text).number)
    except AmountFault as fault:
        answer = fault.kind

    assert answer
