"""Drawing experts by lot: who must stay away and why, and who the lot falls on.

The lot is a pseudo-random order of the candidates that follows from a seed alone: anybody who has
the seed and the list of candidates can draw again and must find the same persons.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.base_data import Expert
from desktop_app.values.text import normal_name

ACTIVE = frozenset({"", "在库"})
"""Words of the expert list for those who may be asked."""
MEMBER, RESERVE, RECUSED = "member", "reserve", "recused"


@dataclass(frozen=True)
class Candidate:
    """One expert looked at for a draw; `reason` says why it may not be drawn, empty if it may."""

    expert: Expert
    reason: str = ""

    @property
    def key(self) -> str:
        """What the order of the lot goes by besides the seed."""
        return f"{self.expert.name}|{self.expert.unit_name}"


@dataclass(frozen=True)
class Drawn:
    """What the lot gave."""

    seed: str
    members: tuple[Expert, ...]
    reserves: tuple[Expert, ...]
    candidates: int
    """How many could be drawn."""


def candidates_for(
    experts: Iterable[Expert],
    *,
    fields: Sequence[str],
    parties: Mapping[str, str],
    already: Iterable[tuple[str, str]] = (),
) -> tuple[Candidate, ...]:
    """Every active expert of the fields asked for, with the reason that keeps some away.

    Args:
        experts: the expert list.
        fields: 专业 asked for; empty means any.
        parties: names of units with an interest, normal form, each with the role it has.
        already: name and unit of those already on the list of this review.
    """
    known = {(normal_name(name), normal_name(unit)) for name, unit in already}
    wanted = {normal_name(field) for field in fields}
    found = []
    for expert in experts:
        if expert.status not in ACTIVE:
            continue
        if wanted and normal_name(expert.field) not in wanted:
            continue
        if (normal_name(expert.name), normal_name(expert.unit_name)) in known:
            continue
        role = parties.get(normal_name(expert.unit_name), "")
        found.append(Candidate(expert, f"工作单位是{role}" if role else ""))
    return tuple(found)


def draw(candidates: Iterable[Candidate], members: int, reserves: int, seed: str) -> Drawn:
    """The lot: members first, then reserves in the order they step in."""
    free = sorted((each for each in candidates if not each.reason), key=lambda each: each.key)
    order = list(free)
    random.Random(seed).shuffle(order)  # noqa: S311 - a lot that can be drawn again, no secret
    chosen = [each.expert for each in order]
    return Drawn(
        seed,
        tuple(chosen[:members]),
        tuple(chosen[members : members + reserves]),
        len(free),
    )
