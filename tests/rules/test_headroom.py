"""The room under a cap in words: below, on and above it, and where the cap is too much."""

from fractions import Fraction

import pytest

from desktop_app.rules.headroom import Room, by_check
from desktop_app.rules.kinds import Kind, Quantity

MONEY = Kind("money")


def room(used, *, is_strict=False, reading="", is_applied=True, rule="limits"):
    told = "不到 100.00 万元" if is_strict else "不超过 100.00 万元"
    wan = 1_000_000
    return Room(
        rule=rule, title="限额", clauses=(), reading=reading, reading_label=reading,
        is_applied=is_applied, used=Quantity(MONEY, Fraction(used * wan)),
        cap=Quantity(MONEY, Fraction(100 * wan)), is_strict=is_strict, told=told,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("used", "is_strict", "told"),
    [
        (99, False, "现为 99.00 万元，还可增加 1.00 万元（不超过 100.00 万元）"),
        (100, False, "现为 100.00 万元，没有余量（不超过 100.00 万元）"),
        (101, False, "现为 101.00 万元，已超出 1.00 万元（不超过 100.00 万元）"),
        (99, True, "现为 99.00 万元，还可增加不到 1.00 万元（不到 100.00 万元）"),
        (100, True, "现为 100.00 万元，没有余量（不到 100.00 万元）"),
    ],
)
def test_what_is_left_is_told_below_on_and_above(used, is_strict, told):
    assert room(used, is_strict=is_strict).text == told


def test_a_signed_reading_alone_is_told_and_every_one_before_it_is_signed():
    single = room(60, reading="single", is_applied=False)
    cumulative = room(90, reading="cumulative")
    assert by_check([single, cumulative]) == {"limits": [cumulative]}
    unsigned = room(90, reading="cumulative", is_applied=False)
    assert by_check([single, unsigned]) == {"limits": [single, unsigned]}
    other = room(1, rule="other")
    assert by_check([cumulative, other]) == {"limits": [cumulative], "other": [other]}
