"""Drawing projects by lot: the same seed and the same candidates give the same projects.

The order is a pseudo-random one that follows from the seed alone: anybody who has the seed, the
share and the list of candidates can draw again and must find the same.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil


@dataclass(frozen=True)
class ProjectLot:
    """What the lot gave, by project code."""

    seed: str
    rate: Fraction
    candidates: tuple[str, ...]
    """All that could be drawn, in the order of their codes."""
    drawn: tuple[str, ...]


def share_of(candidates: int, rate: Fraction) -> int:
    """How many are drawn: the share, rounded up; never more than there are."""
    return min(candidates, ceil(candidates * rate))


def draw_projects_by_lot(codes: Iterable[str], rate: Fraction, seed: str) -> ProjectLot:
    """A share of the codes, in the order the lot gives them."""
    candidates = tuple(sorted(codes))
    order = list(candidates)
    random.Random(seed).shuffle(order)  # noqa: S311 - a lot that can be drawn again, no secret
    return ProjectLot(seed, rate, candidates, tuple(order[: share_of(len(order), rate)]))
