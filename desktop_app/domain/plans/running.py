"""The running total down the agenda and the line where the money of the ceiling ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain.plans.item import PlanItem, total
from desktop_app.values.money import Fen


@dataclass(frozen=True)
class Running:
    """How the money stands once the agenda has come to an item."""

    item: PlanItem
    taken_fen: Fen
    """Taken up to and with it: planned where it is listed, asked for where nobody has decided."""
    is_below: bool
    """Below the line: there is no money left for it, and nobody behind it gets all it asks."""
    is_line: bool
    """The first one below the line."""


def running(items: Sequence[PlanItem], ceiling: Fen | None) -> tuple[Running, ...]:
    """The running total; without a ceiling there is no line.

    What was listed by hand is set aside first, wherever it stands. What was refused or put off
    above the line for another reason stays above it.
    """
    fits = _fitting(items, ceiling)
    whole = [place for place, item in enumerate(items) if fits[place] and not _is_cut(item)]
    start = whole[-1] + 1 if whole else 0
    line = next((place for place in range(start, len(items)) if not fits[place]), len(items))
    found, taken = [], Fen(0)
    for place, item in enumerate(items):
        if item.is_listed or not item.is_decided:
            taken = Fen(taken + (item.listed_fen if item.is_listed else item.asked_fen or 0))
        found.append(Running(item, taken, place >= line and not fits[place], place == line))
    return tuple(found)


def _fitting(items: Sequence[PlanItem], ceiling: Fen | None) -> list[bool]:
    """For every item whether it takes money or there is room for it in its turn."""
    if ceiling is None:
        return [True] * len(items)
    rest = Fen(ceiling - total(item.listed_fen for item in items))
    found, is_over = [], False
    for item in items:
        asked = item.asked_fen or Fen(0)
        has_room = item.is_listed or (asked <= rest and not is_over)
        if not item.is_decided:
            is_over = is_over or not has_room
            rest = Fen(rest - asked) if has_room else rest
        found.append(has_room)
    return found


def _is_cut(item: PlanItem) -> bool:
    return item.is_listed and item.listed_fen != item.asked_fen
