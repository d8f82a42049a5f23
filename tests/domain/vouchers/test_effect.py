"""Rates and leverage as exact fractions, and how they are written."""

from fractions import Fraction

from desktop_app.domain.vouchers.effect import EffectLine, percent, times, total
from desktop_app.values.money import fen_from_yuan

LINE = EffectLine(
    "1.general", "普惠券", fen_from_yuan(1_000), 80, 60, 45, fen_from_yuan(500), fen_from_yuan(50),
    fen_from_yuan("2250.45"),
)  # fmt: skip


def test_rates_of_a_line():
    assert LINE.accepted_fen == fen_from_yuan(450)
    assert (LINE.issue_rate, LINE.redemption_rate) == (Fraction(3, 4), Fraction(3, 4))
    assert LINE.money_rate == Fraction(9, 20)
    assert times(LINE.leverage) == "5.00"


def test_what_has_no_base_has_no_rate():
    bare = EffectLine("x", "无")
    assert (bare.issue_rate, bare.redemption_rate, bare.money_rate, bare.leverage) == (None,) * 4
    assert percent(None) == times(None) == "—"


def test_everything_taken_off_leaves_no_leverage():
    gone = EffectLine("x", "无", claimed_fen=fen_from_yuan(5), cut_fen=fen_from_yuan(5))
    assert gone.leverage is None


def test_rates_are_rounded_half_up():
    assert [percent(Fraction(n, 20_000)) for n in (1, 19_250, 20_000)] == [
        "0.01%", "96.25%", "100.00%",
    ]  # fmt: skip


def test_the_sum_of_lines():
    whole = total((LINE, LINE))
    assert (whole.used, whole.sales_fen) == (90, fen_from_yuan("4500.90"))
    assert whole.leverage == LINE.leverage
