"""Names that are no more: those units had before, and those of units that were merged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from db.unit_of_work import ReadView
from desktop_app.values.ids import UnitId


@dataclass(frozen=True)
class FormerName:
    """A name a unit had, or the name of a unit it took in."""

    name: str
    unit_id: UnitId
    """The unit that goes by it today."""
    until: date
    """The last day it was the name."""
    is_merged: bool = False


def former_names(view: ReadView) -> tuple[FormerName, ...]:
    """Every name that is no more: former ones, and those of units that were merged."""
    merged = view.successions.merged_units()
    found = [
        FormerName(name, UnitId(_heir(unit_id, merged)), until)
        for unit_id, name, until in view.units.former_names()
    ]
    for unit in view.units.many(merged):
        heir, until = UnitId(_heir(unit.id, merged)), unit.valid_until or date.max
        names = (unit.name, unit.short_name, *unit.aliases)
        found += [FormerName(name, heir, until, is_merged=True) for name in names if name]
    return tuple(found)


def _heir(unit_id: int, merged: Mapping[int, int]) -> int:
    """The unit a merged one is today; one that was not merged is its own heir."""
    seen = {unit_id}
    while (after := merged.get(unit_id)) is not None and after not in seen:
        unit_id = after
        seen.add(after)
    return unit_id
