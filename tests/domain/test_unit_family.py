"""Who stands above a unit."""

from desktop_app.domain.base_data import Unit
from desktop_app.domain.unit_family import superiors
from desktop_app.values.ids import UnitId

BUREAU, OFFICE, TEAM = UnitId(1), UnitId(2), UnitId(3)


def test_every_level_above_is_a_superior_the_nearest_first():
    units = {
        BUREAU: Unit(BUREAU, "城市管理局", "department"),
        OFFICE: Unit(OFFICE, "市容所", "institution", superior_id=BUREAU),
        TEAM: Unit(TEAM, "市容一队", "institution", superior_id=OFFICE),
    }

    assert superiors(TEAM, units) == (OFFICE, BUREAU)
    assert superiors(BUREAU, units) == ()


def test_units_named_above_each_other_come_to_an_end():
    units = {
        BUREAU: Unit(BUREAU, "甲", "department", superior_id=OFFICE),
        OFFICE: Unit(OFFICE, "乙", "institution", superior_id=BUREAU),
    }

    assert superiors(OFFICE, units) == (BUREAU,)
