"""Which units count as one applicant: a superior with all its subordinates."""

from collections.abc import Mapping

from desktop_app.domain.base_data import Unit
from desktop_app.values.ids import UnitId


def family_head(unit_id: UnitId, units: Mapping[UnitId, Unit]) -> UnitId:
    """The topmost superior of a unit, the unit itself if it has none.

    Units with the same head are one family: a unit, its superior, its sisters, its subordinates.
    """
    passed = {unit_id}
    while (unit := units.get(unit_id)) and unit.superior_id is not None:
        if unit.superior_id in passed:
            return min(passed)
        unit_id = unit.superior_id
        passed.add(unit_id)
    return unit_id


def superiors(unit_id: UnitId, units: Mapping[UnitId, Unit]) -> tuple[UnitId, ...]:
    """Every unit above a unit, the nearest first; its sisters and subordinates are not."""
    above: list[UnitId] = []
    unit = units.get(unit_id)
    while unit and unit.superior_id is not None and unit.superior_id not in (unit_id, *above):
        above.append(unit.superior_id)
        unit = units.get(unit.superior_id)
    return tuple(above)


def family_key(unit_id: UnitId, units: Mapping[UnitId, Unit]) -> str:
    """The family of a unit as text, for comparing candidates."""
    return str(family_head(unit_id, units))
