"""The built-in facts of a unit: what it is, what it is called, and the unit it is under."""

from collections.abc import Mapping

from desktop_app.domain.base_data import Unit
from desktop_app.rules.facts import FactValue
from desktop_app.values.ids import UnitId

SOURCE = "单位名录"
NAMES = frozenset({"unit_kind", "owner_type", "has_superior", "unit_title", "superior_title"})


def unit_facts(unit: Unit, units: Mapping[UnitId, Unit]) -> dict[str, FactValue]:
    """The facts of a unit by name; a unit of its own has no superior's name."""
    above = units.get(unit.superior_id) if unit.superior_id is not None else None
    return {
        "unit_kind": FactValue(unit.kind or None, SOURCE),
        "owner_type": FactValue(unit.owner_type or None, SOURCE),
        "has_superior": FactValue(unit.superior_id is not None, SOURCE),
        "unit_title": FactValue(unit.name, SOURCE),
        "superior_title": FactValue(above.name if above else None, SOURCE),
    }
