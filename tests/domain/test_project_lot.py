"""Projects drawn by lot: how many, and the same ones again from the seed."""

import random
from fractions import Fraction

import pytest

from desktop_app.domain.project_lot import draw_projects_by_lot, share_of

CODES = tuple(f"YY2025-{number:03}" for number in range(1, 12))


@pytest.mark.parametrize(
    ("candidates", "rate", "drawn"),
    [(9, "0.1", 1), (10, "0.1", 1), (11, "0.1", 2), (0, "0.1", 0), (3, "1", 3)],
)
def test_the_share_is_rounded_up_and_never_more_than_there_are(candidates, rate, drawn):
    assert share_of(candidates, Fraction(rate)) == drawn


def test_the_same_seed_draws_the_same_from_the_same_projects_in_any_order():
    lot = draw_projects_by_lot(CODES, Fraction(1, 10), "3f2a")
    again = draw_projects_by_lot(reversed(CODES), Fraction(1, 10), "3f2a")
    order = list(CODES)
    random.Random("3f2a").shuffle(order)  # noqa: S311 - the same lot again
    assert lot.drawn == again.drawn == tuple(order[:2])


def test_another_seed_gives_another_order():
    lots = {draw_projects_by_lot(CODES, Fraction(1, 2), str(seed)).drawn for seed in range(5)}
    assert len(lots) == 5
