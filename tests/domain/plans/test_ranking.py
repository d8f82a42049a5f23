"""Points, weighted means, shared places and agendas with places by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.plans.ranking import (
    Measure,
    arranged,
    linear_points,
    places,
    score_of,
    tied,
)

NUMBERS = st.fractions(min_value=-1000, max_value=1000, max_denominator=100)


def measure(points, weight, lacking=""):
    return Measure(
        "m", "准则", "值", None if points is None else Fraction(points),
        None if weight is None else Fraction(weight), lacking,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "best", "worst", "points"),
    [
        (0, 0, 5, 100),
        (5, 0, 5, 0),
        (2, 0, 5, 60),
        (9, 0, 5, 0),
        (80, 100, 0, 80),
        (120, 100, 0, 100),
        (3, 1, 11, 80),
    ],
)
def test_points_run_straight_from_the_best_to_the_worst(value, best, worst, points):
    assert linear_points(*map(Fraction, (value, best, worst))) == points


@given(NUMBERS, NUMBERS, NUMBERS)
def test_points_stay_between_nothing_and_a_hundred(value, best, worst):
    if best != worst:
        assert 0 <= linear_points(value, best, worst) <= 100


def test_the_mean_is_weighted_and_half_up_to_two_decimals():
    # (90×20 + 45×10) ÷ 30 = 75；(100×2 + 0×1) ÷ 3 = 66.666…
    assert score_of([measure(90, 20), measure(45, 10)]).total == Decimal("75.00")
    assert score_of([measure(100, 2), measure(0, 1)]).total == Decimal("66.67")


def test_what_is_not_known_is_left_out_of_the_weights():
    score = score_of([measure(80, 30), measure(None, 70, "资料不足，缺少甲")])

    assert (score.total, score.known_weight, score.whole_weight) == (Decimal("80.00"), 30, 100)
    assert [m.lacking for m in score.lacking] == ["资料不足，缺少甲"]
    assert "资料不足，缺少甲，不计（权重 70）" in score.words


def test_a_criterion_without_weight_does_not_count_and_says_so():
    score = score_of([measure(80, 30), measure(0, None), measure(0, 0)])

    assert score.total == Decimal("80.00")
    assert score.words.count("没有权重，不计") == 2


def test_nothing_known_gives_no_score():
    assert score_of([measure(None, 70, "缺")]).total is None


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 50)), min_size=1, max_size=8))
def test_a_mean_lies_between_its_lowest_and_its_highest_points(pairs):
    total = score_of([measure(points, weight) for points, weight in pairs]).total
    points = [points for points, _ in pairs]
    assert min(points) <= total <= max(points)


def test_equal_scores_share_a_place_and_the_next_is_skipped():
    scores = {"a": Decimal("70"), "b": Decimal("90"), "c": Decimal("70"), "d": None}
    found = places({**scores, "e": Decimal("10")})

    assert found == {"b": 1, "a": 2, "c": 2, "e": 4, "d": None}
    assert tied(found) == {"a", "c"}


@pytest.mark.parametrize(
    ("by_hand", "order"),
    [
        ({}, "abcd"),
        ({"d": 1}, "dabc"),
        ({"a": 4}, "bcda"),
        ({"c": 1, "d": 1}, "cdab"),
        ({"a": 99}, "bcda"),
        ({"a": 4, "b": 4}, "cdba"),
        ({"d": 2, "a": 2}, "bdac"),
    ],
)
def test_others_close_up_around_those_placed_by_hand(by_hand, order):
    assert "".join(arranged("abcd", by_hand)) == order


@given(st.permutations(range(7)), st.dictionaries(st.integers(0, 6), st.integers(-3, 12)))
def test_everybody_is_on_the_agenda_once(computed, by_hand):
    assert sorted(arranged(computed, by_hand)) == list(range(7))
