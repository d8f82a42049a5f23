"""Data of an application against the catalogue: what is collected twice, what may not be had."""

from datetime import date

import pytest

from desktop_app.domain.base_data import CatalogueItem, Unit
from desktop_app.domain.pool_facts import Surroundings, pool_facts
from desktop_app.domain.project import Project
from desktop_app.domain.similarity import read_synonyms
from desktop_app.values.ids import CatalogueItemId, ProjectId, UnitId

BUREAU, OFFICE, STRANGER = UnitId(1), UnitId(2), UnitId(9)
UNITS = {
    BUREAU: Unit(BUREAU, "城市管理局", "department", "administration"),
    OFFICE: Unit(OFFICE, "市容所", "institution", superior_id=BUREAU),
    STRANGER: Unit(STRANGER, "水务局", "department"),
}
CATALOGUE = (
    CatalogueItem(
        CatalogueItemId(1), "SJ-01", "人口基础信息", "", STRANGER, share_type="有条件共享"
    ),
    CatalogueItem(CatalogueItemId(2), "SJ-02", "企业登记信息", "", STRANGER),
    CatalogueItem(CatalogueItemId(3), "SJ-03", "渣土消纳场", "", BUREAU),
    CatalogueItem(CatalogueItemId(4), "SJ-04", "涉案人员", "", STRANGER, share_type="不予共享"),
)
AROUND = Surroundings(UNITS, read_synonyms(), 60, catalogue=CATALOGUE)


def application(unit=BUREAU, **more):
    return Project(
        id=ProjectId(1),
        code="P1",
        name="智慧城管平台",
        unit_id=unit,
        year=2026,
        state="applied",
        pack="pack",
        pack_version="1",
        applied_on=date(2026, 3, 2),
        **more,
    )


def twice(project):
    return pool_facts(project, UNITS[project.unit_id], AROUND)["duplicate_data_count"]


@pytest.mark.parametrize(
    ("codes", "count"),
    [
        ("SJ-01、SJ-02", 2),
        ("sj-01，SJ-03", 1),
        ("\uff33\uff2a\uff0d\uff10\uff11", 1),
        ("人口基础数据；企业登记信息台账", 2),
        ("SJ-03", 0),
        ("SJ-04", 0),
        ("SJ-011、SJ-99", 0),
        ("", 0),
    ],
)
def test_data_to_be_collected_that_another_unit_shares_are_counted(codes, count):
    project = application(recorded={"catalogue_codes": codes})

    assert twice(project).value == count


def test_a_request_to_share_data_is_no_second_collection():
    project = application(data_needed="人口基础信息、企业登记信息")

    assert twice(project).value == 0


def test_an_entry_of_the_own_superior_is_no_second_collection():
    project = application(OFFICE, recorded={"catalogue_codes": "SJ-03"})

    assert twice(project).value == 0


def test_a_request_for_data_that_may_not_be_shared_is_told():
    project = application(data_needed="涉案人员信息")

    fact = twice(project)

    assert fact.value == 0
    assert "SJ-04" in fact.extra[0]
