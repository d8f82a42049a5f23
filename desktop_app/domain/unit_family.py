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


def family_key(unit_id: UnitId, units: Mapping[UnitId, Unit]) -> str:
    """The family of a unit as text, for comparing candidates."""
    return str(family_head(unit_id, units))
