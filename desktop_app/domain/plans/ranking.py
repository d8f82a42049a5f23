"""Ranking: points for each criterion, their weighted mean, places with ties, orders by hand."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TypeVar

from desktop_app.rules.plans import FULL

_CENT = Decimal("0.01")
KeyT = TypeVar("KeyT", bound=Hashable)


@dataclass(frozen=True)
class Measure:
    """One criterion for one project: raw value, points, weight, or why it cannot be told."""

    criterion: str
    title: str
    raw: str
    """The value as a clerk reads it; empty where it is not known."""
    points: Fraction | None
    """0 to 100, None where the value is not known."""
    weight: Fraction | None
    """None where the office has set none."""
    lacking: str = ""
    """What is missing, for a criterion that does not count."""
    details: tuple[str, ...] = ()
    """What the raw value is made of."""
    clauses: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it goes into the sum."""
        return self.points is not None and bool(self.weight)

    @property
    def product(self) -> Fraction:
        """Points times weight, nothing for one that does not count."""
        return (self.points or Fraction(0)) * (self.weight or Fraction(0))


@dataclass(frozen=True)
class Score:
    """The measures of one project and what they come to, of 100, None where none counts."""

    measures: tuple[Measure, ...]
    total: Decimal | None
    known_weight: Fraction
    whole_weight: Fraction

    @property
    def lacking(self) -> tuple[Measure, ...]:
        """The criteria that have a weight and cannot be told."""
        return tuple(each for each in self.measures if each.points is None and each.weight)

    @property
    def words(self) -> str:
        """How the score comes about, every criterion named."""
        return "；".join(_words(each) for each in self.measures)


def linear_points(value: Fraction, best: Fraction, worst: Fraction) -> Fraction:
    """Points of a number: 100 at the best end or beyond, 0 at the worst, straight between."""
    share = (value - worst) / (best - worst)
    return FULL * min(max(share, Fraction(0)), Fraction(1))


def score_of(measures: Iterable[Measure]) -> Score:
    """The weighted mean over the criteria that can be told, half up to two decimals."""
    found = tuple(measures)
    known = sum((each.weight or Fraction(0) for each in found if each.counts), Fraction(0))
    whole = sum((each.weight or Fraction(0) for each in found), Fraction(0))
    products = sum((each.product for each in found if each.counts), Fraction(0))
    return Score(found, rounded(products / known) if known else None, known, whole)


def rounded(number: Fraction) -> Decimal:
    """A number half up to two decimals."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(_CENT, ROUND_HALF_UP)


def places(scores: Mapping[KeyT, Decimal | None]) -> dict[KeyT, int | None]:
    """The place of each by score, the highest first; equal scores share it (1, 2, 2, 4)."""
    known = sorted((score for score in scores.values() if score is not None), reverse=True)
    first: dict[Decimal, int] = {}
    for place, score in enumerate(known, 1):
        first.setdefault(score, place)
    return {key: None if score is None else first[score] for key, score in scores.items()}


def tied(found: Mapping[KeyT, int | None]) -> frozenset[KeyT]:
    """Those who share their place with another."""
    counts: dict[int, int] = {}
    for place in found.values():
        if place is not None:
            counts[place] = counts.get(place, 0) + 1
    return frozenset(key for key, place in found.items() if place and counts[place] > 1)


def arranged(computed: Sequence[KeyT], by_hand: Mapping[KeyT, int]) -> tuple[KeyT, ...]:
    """The agenda: those placed by hand at their places, the others around them as computed.

    Args:
        computed: everybody in the computed order.
        by_hand: places wanted, from 1; who comes first here is served first where two want one.
    """
    seats: dict[int, KeyT] = {}
    size = len(computed)
    for key, wanted in by_hand.items():
        place = min(max(wanted, 1), size)
        free = [seat for seat in range(1, size + 1) if seat not in seats]
        seats[min((s for s in free if s >= place), default=free[-1])] = key
    rest = iter(key for key in computed if key not in by_hand)
    return tuple(seats[seat] if seat in seats else next(rest) for seat in range(1, size + 1))


def _words(measure: Measure) -> str:
    if not measure.weight:
        return f"{measure.title}：没有权重，不计"
    weight = rounded(measure.weight).normalize()
    if measure.points is None:
        return f"{measure.title}：{measure.lacking}，不计（权重 {weight:f}）"
    return f"{measure.title}：{measure.raw}，{rounded(measure.points)} 分 × {weight:f}"
