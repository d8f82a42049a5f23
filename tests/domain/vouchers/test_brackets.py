"""Gaps and overlaps between price brackets, and the prices just around every end."""

import pytest

from desktop_app.domain.vouchers.brackets import bracket_faults, bracket_text, edge_tests
from desktop_app.domain.vouchers.plan import Bracket, Kind
from desktop_app.values.money import Fen


def bracket(low, high, subsidy=1_000, *, low_in=True, high_in=False, fuel="fuel"):
    """A bracket in 元."""
    return Bracket(
        fuel=fuel,
        fuel_title={"fuel": "燃油车"}.get(fuel, "新能源车"),
        low_fen=None if low is None else Fen(low * 100),
        high_fen=None if high is None else Fen(high * 100),
        subsidy_fen=Fen(subsidy * 100),
        is_low_included=low_in,
        is_high_included=high_in,
    )


def kind(*brackets):
    return Kind(id="car", title="汽车券", trades=("car",), brackets=brackets)


@pytest.mark.parametrize(
    ("brackets", "faults"),
    [
        ((bracket(3, 5), bracket(5, None)), ()),
        ((bracket(5, None), bracket(3, 5)), ()),
        ((bracket(3, 5), bracket(6, None)), ("燃油车5.00 元到 6.00 元之间没有档",)),
        ((bracket(3, 5), bracket(5, None, low_in=False)), ("燃油车正好 5.00 元哪一档也不在",)),
        (
            (bracket(3, 5, high_in=True), bracket(5, None)),
            ("燃油车正好 5.00 元落在“3.00（含）—5.00（含） 元”和“5.00（含）以上”两档",),
        ),
        ((bracket(3, 5, high_in=True), bracket(5, None, low_in=False)), ()),
        (
            (bracket(3, 6), bracket(5, None)),
            ("燃油车“3.00（含）—6.00 元”和“5.00（含）以上”两档重叠",),
        ),
        (
            (bracket(3, None), bracket(5, None)),
            ("燃油车“3.00（含）以上”和“5.00（含）以上”两档重叠",),
        ),
        ((bracket(5, 5),), ("燃油车“5.00（含）—5.00 元”这一档没有价格落得进去",)),
        ((bracket(None, 5), bracket(5, None)), ()),
    ],
)
def test_gaps_and_overlaps_are_named(brackets, faults):
    assert bracket_faults(kind(*brackets)) == faults


def test_sorts_of_cars_are_looked_at_apart():
    car = kind(bracket(3, 5), bracket(5, None), bracket(4, None, fuel="new_energy"))
    assert bracket_faults(car) == ()


def test_the_edges_are_tried_one_cent_to_either_side():
    found = [(t.price_fen, t.subsidy_fen) for t in edge_tests(kind(bracket(3, 5, 1)))]
    assert found == [(299, 0), (300, 100), (301, 100), (499, 100), (500, 0), (501, 0)]


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (bracket(3, 5), "3.00（含）—5.00 元"),
        (bracket(None, 5), "5.00以下"),
        (bracket(3, None, low_in=False), "3.00以上"),
        (bracket(None, None), "不限价格"),
    ],
)
def test_a_bracket_reads_as_the_plan_writes_it(found, text):
    assert bracket_text(found) == text
