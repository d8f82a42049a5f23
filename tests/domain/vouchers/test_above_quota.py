"""Sales of above-quota units: only those that take part, only the campaign's months."""

from datetime import date
from fractions import Fraction

import pytest

from desktop_app.domain.vouchers.above_quota import MonthSales, Unit, above_quota
from desktop_app.values.money import fen_from_wan

FIRST, LAST = date(2024, 8, 15), date(2024, 12, 31)
UNITS = tuple(
    Unit(code, name, sector, takes_part=takes_part)
    for code, name, sector, takes_part in (
        ("A", "甲", "零售", True), ("B", "乙", "零售", False), ("C", "丙", "住宿", True),
    )
)  # fmt: skip


def sold(code, month, wan, before=None, day=28):
    previous = None if before is None else fen_from_wan(before)
    return MonthSales(code, date(2024, month, day), fen_from_wan(wan), previous)


def found(*sales):
    return above_quota(UNITS, sales, FIRST, LAST)


def test_the_month_the_campaign_begins_in_counts_whatever_day_is_written():
    board = found(sold("A", 8, 10, 8, day=1), sold("A", 7, 99, 1))
    assert board.months == ("2024-08",)
    assert board.whole.sales_fen == fen_from_wan(10)
    assert board.whole.growth == Fraction(1, 4)


def test_units_that_do_not_take_part_are_listed_but_not_counted():
    board = found(sold("B", 8, 10, 8))
    retail, lodging = board.lines
    assert (retail.listed, retail.units, retail.reporting, retail.sales_fen) == (2, 1, 0, 0)
    assert (lodging.listed, lodging.units) == (1, 1)
    assert board.months == ()


def test_growth_compares_only_what_both_years_have():
    board = found(sold("A", 8, 10, 8), sold("A", 9, 100))
    assert board.whole.sales_fen == fen_from_wan(110)
    assert board.whole.growth == Fraction(1, 4)
    assert found(sold("A", 9, 100)).whole.growth is None


def test_a_month_written_twice_counts_once_and_is_named():
    board = found(sold("A", 8, 10, day=1), sold("A", 8, 12, day=31))
    assert board.whole.sales_fen == fen_from_wan(12)
    assert board.faults == ("甲 2024-08 登记了不止一笔，按后登记的一笔算",)


@pytest.mark.parametrize(("now", "is_far"), [("8000", True), ("7999", False), ("0.008", True)])
def test_yuan_taken_for_wan_is_pointed_out(now, is_far):
    board = found(sold("C", 8, now, 8))
    assert bool(board.faults) is is_far


def test_nothing_sold_is_no_fault():
    assert found(sold("C", 8, 0, 8), sold("A", 8, 5, 0)).faults == ()
