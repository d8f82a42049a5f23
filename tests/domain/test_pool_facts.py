"""Facts of a reserve-pool application: splitting, parking, funding, data, superior units."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop_app.domain.base_data import ExistingSystem, Unit
from desktop_app.domain.pool_facts import Surroundings, own_facts, pool_facts
from desktop_app.domain.project import AmountKind, FundingLine, Project
from desktop_app.domain.similarity import read_synonyms
from desktop_app.rules.amount_line import AmountLine
from desktop_app.values.ids import ProjectId, SystemId, UnitId
from desktop_app.values.money import fen_from_wan

SYNONYMS = read_synonyms()
LINES = (
    AmountLine("county", "县级组织验收", fen_from_wan(200), "甲条"),
    AmountLine("feasibility", "编报可研", fen_from_wan(500), "乙条"),
)
BUREAU, OFFICE, SISTER, STRANGER = UnitId(1), UnitId(2), UnitId(3), UnitId(9)
UNITS = {
    BUREAU: Unit(BUREAU, "城市管理局", "department", "administration"),
    OFFICE: Unit(OFFICE, "市容所", "institution", superior_id=BUREAU),
    SISTER: Unit(SISTER, "园林所", "institution", superior_id=BUREAU),
    STRANGER: Unit(STRANGER, "水务局", "department"),
}
PLATFORM = "整合城区视频监控，建设市容案件受理、派遣、处置、考核系统和移动执法终端"


def application(number, wan, day, *, unit=BUREAU, name="智慧城管平台", **more):
    return Project(
        id=ProjectId(number),
        code=f"P{number}",
        name=name,
        unit_id=unit,
        year=day.year,
        state="applied",
        pack="pack",
        pack_version="1",
        applied_on=day,
        amounts={} if wan is None else {AmountKind.DECLARED: fen_from_wan(wan)},
        **{"goal": "提升城市精细化管理水平", "content": PLATFORM, **more},
    )


def around(*live, **more):
    return Surroundings(UNITS, SYNONYMS, 60, live=live, **{"lines": LINES, **more})


def values(project, surroundings):
    facts = pool_facts(project, UNITS[project.unit_id], surroundings)
    return {name: fact.value for name, fact in facts.items()}


SPLIT = (
    application(1, "198.00", date(2026, 3, 2), name="智慧城管平台（指挥调度）"),
    application(2, "196.00", date(2026, 3, 30), name="城市管理平台移动执法部分"),
    application(3, "190.00", date(2026, 5, 1), name="城管综合平台视频案件系统"),
)


@pytest.mark.parametrize("project", SPLIT)
def test_three_rows_below_both_lines_cross_both_together(project):
    facts = values(project, around(*SPLIT))

    assert facts["similar_family_count"] == 2
    assert facts["similar_family_sum"] == fen_from_wan(584)
    assert facts["split_lines_crossed"] == 2


def test_the_crossed_lines_and_the_shared_words_are_named():
    facts = pool_facts(SPLIT[0], UNITS[BUREAU], around(*SPLIT))

    assert facts["split_lines_crossed"].extra == (
        "县级组织验收200.00万元（甲条）：合计584.00万元达到，单项均未达到",
        "编报可研500.00万元（乙条）：合计584.00万元达到，单项均未达到",
    )
    assert "P3 城管综合平台视频案件系统 190.00万元 2026-05-01" in (
        facts["similar_family_sum"].extra
    )
    assert PLATFORM.split("，", maxsplit=1)[0] in facts["similar_family_sum"].extra[-1]


@pytest.mark.parametrize(
    ("wan", "other", "crossed"),
    [
        ("100.00", "99.99", 0),
        ("100.00", "100.00", 1),
        ("100.00", "100.01", 1),
        ("200.00", "100.00", 0),
        ("200.00", "299.99", 0),
        ("200.00", "300.00", 1),
        ("199.99", "300.01", 1),
        ("500.00", "500.00", 0),
    ],
)
def test_a_line_is_crossed_by_a_sum_that_reaches_it_and_no_single_row(wan, other, crossed):
    first, second = (
        application(1, wan, date(2026, 3, 2)),
        application(2, other, date(2026, 3, 3)),
    )

    assert values(first, around(first, second))["split_lines_crossed"] == crossed


@pytest.mark.parametrize(
    ("other_day", "count"),
    [
        (date(2025, 3, 1), 0),
        (date(2025, 3, 2), 1),
        (date(2027, 3, 2), 1),
        (date(2027, 3, 3), 0),
    ],
)
def test_twelve_months_end_on_the_same_day_of_the_month(other_day, count):
    project = application(1, "150", date(2026, 3, 2))

    facts = values(project, around(project, application(2, "150", other_day)))

    assert facts["similar_family_count"] == count


def test_rows_of_two_windows_are_not_added_together():
    project = application(1, "150", date(2026, 3, 2))
    before = application(2, "20", date(2025, 4, 1))
    after = application(3, "100", date(2027, 2, 1))

    assert values(project, around(project, before, after))["similar_family_sum"] == fen_from_wan(
        250
    )


@pytest.mark.parametrize(
    ("own", "other", "is_family"),
    [
        (OFFICE, BUREAU, True),
        (BUREAU, OFFICE, True),
        (OFFICE, SISTER, True),
        (OFFICE, STRANGER, False),
    ],
)
def test_the_family_is_the_superior_with_all_its_units(own, other, is_family):
    project = application(1, "150", date(2026, 3, 2), unit=own)

    facts = values(project, around(application(2, "150", date(2026, 3, 3), unit=other)))

    assert facts["similar_family_count"] == int(is_family)
    assert facts["similar_elsewhere_count"] == int(not is_family)


def test_classified_and_merged_applications_are_not_compared():
    project = application(1, "150", date(2026, 3, 2))
    merged = application(2, "150", date(2026, 3, 3), merged_into_id=ProjectId(1))
    classified = application(3, "150", date(2026, 3, 3), is_classified=True)

    assert values(project, around(merged, classified))["similar_family_count"] == 0


def test_an_application_alone_has_its_own_amount_as_the_sum():
    facts = values(application(1, "600", date(2026, 3, 2)), around())

    assert facts["similar_family_sum"] == fen_from_wan(600)
    assert facts["split_lines_crossed"] == 0


def test_an_application_of_another_matter_is_no_splitting():
    project = application(1, "150", date(2026, 3, 2))
    other = application(
        2, "150", date(2026, 3, 3), name="机关视频会议系统", goal="", content="会场终端和话筒"
    )

    assert values(project, around(other))["similar_family_count"] == 0


@pytest.mark.parametrize(
    ("wan", "percent", "gap"),
    [
        ("189.99", "5", None),
        ("190.00", "5", "10.00"),
        ("199.99", "5", "0.01"),
        ("200.00", "5", None),
        ("475.00", "5", "25.00"),
        ("474.99", "5", None),
        ("600.00", "5", None),
        ("199.99", "0", None),
    ],
)
def test_an_amount_is_parked_within_the_percentage_below_the_nearest_line(wan, percent, gap):
    facts = values(application(1, wan, date(2026, 3, 2)), around(parked_percent=Decimal(percent)))

    assert facts["parked_line_gap"] == (None if gap is None else fen_from_wan(gap))
    assert facts["parked_below_line"] is (gap is not None)


def test_the_line_an_amount_is_parked_below_is_named_with_amount_and_clause():
    lines = (
        *LINES,
        AmountLine("upward", "报省审核", fen_from_wan(500), "丙条"),
        AmountLine("house", "局长办公会", fen_from_wan(300), "甲条", is_house=True),
    )
    terms = around(parked_percent=Decimal(5), lines=lines)

    def named(wan):
        return values(application(1, wan, date(2026, 3, 2)), terms)["parked_line_name"]

    assert named("199") == "“县级组织验收”200.00 万元（甲条）"
    assert named("499.99") == "“编报可研”500.00 万元（乙条）、“报省审核”500.00 万元（丙条）"
    assert named("299") == "“局长办公会”300.00 万元（本办设定）"
    assert named("150") is None


def test_parking_is_unknown_without_a_percentage_or_an_amount():
    silent = values(application(1, "199", date(2026, 3, 2)), around())
    unpriced = values(application(1, None, date(2026, 3, 2)), around(parked_percent=Decimal(5)))

    assert silent["parked_below_line"] is None
    assert unpriced["parked_below_line"] is None


@pytest.mark.parametrize(
    ("sources", "total", "difference", "is_fiscal"),
    [
        ({"county": "100", "transfer": "98"}, "198", "0", True),
        ({"county": "100", "own": "50"}, "150", "-48", True),
        ({"company": "200"}, "200", "2", False),
        ({"bond": "198"}, "198", "0", True),
    ],
)
def test_funding_lines_are_added_and_set_against_the_amount(sources, total, difference, is_fiscal):
    funding = tuple(FundingLine(source, fen_from_wan(wan)) for source, wan in sources.items())

    public = around(fiscal_sources=frozenset({"county", "transfer", "bond"}))
    facts = values(application(1, "198", date(2026, 3, 2), funding=funding), public)

    assert facts["funding_total"] == fen_from_wan(total)
    assert facts["funding_difference"] == fen_from_wan(difference)
    assert facts["has_fiscal_funding"] is is_fiscal


def test_without_funding_lines_the_funding_facts_are_missing():
    facts = values(application(1, "198", date(2026, 3, 2)), around())

    assert facts["funding_total"] is None
    assert facts["has_fiscal_funding"] is None


@pytest.mark.parametrize(
    ("sender", "came"),
    [(None, False), (OFFICE, False), (BUREAU, True), (SISTER, False), (STRANGER, False)],
)
def test_a_subordinate_past_its_superior_is_seen(sender, came):
    project = application(1, "98", date(2026, 3, 2), unit=OFFICE, submitting_unit_id=sender)

    facts = values(project, around())

    assert facts["has_superior"] is True
    assert facts["submitted_by_superior"] is came


def test_a_system_already_built_for_the_same_matter_is_found():
    built = ExistingSystem(
        SystemId(1), "数字城管信息系统", BUREAU, content="市容案件派遣与考核，移动执法"
    )
    other = ExistingSystem(SystemId(2), "会计核算系统", STRANGER, content="记账报销")

    facts = values(application(1, "98", date(2026, 3, 2)), around(systems=(built, other)))

    assert facts["similar_system_count"] == 1


def test_video_surveillance_is_seen_in_the_kind_or_the_name():
    by_kind = application(1, "98", date(2026, 3, 2), recorded={"infrastructure_kind": "video"})
    by_name = application(1, "98", date(2026, 3, 2), name="雪亮工程补点项目")
    stated = replace(by_name, recorded={"is_video_surveillance": False})
    plain = application(1, "98", date(2026, 3, 2))

    answers = [
        values(project, around())["is_video_surveillance"]
        for project in (by_kind, by_name, stated, plain)
    ]

    assert answers == [True, True, False, False]


def test_a_recorded_decision_is_told():
    facts = values(application(1, "98", date(2026, 3, 2)), around(decision="separate"))

    assert facts["similarity_decided"] is True
    assert facts["similarity_decision"] == "separate"


def test_a_blank_cell_that_means_something_is_read_so():
    facts = values(application(1, "98", date(2026, 3, 2)), around())

    assert (facts["by_reference_kind"], facts["superior_opinion"]) == ("none", "none")


def test_a_stated_superior_opinion_stands():
    stated = application(1, "98", date(2026, 3, 2), recorded={"superior_opinion": "agreed"})

    assert values(stated, around())["superior_opinion"] == "agreed"


def test_the_route_amount_names_the_latest_recorded_amount():
    project = application(1, "98", date(2026, 3, 2))
    priced = replace(project, amounts={**project.amounts, AmountKind.ESTIMATE: fen_from_wan(102)})

    fact = pool_facts(priced, UNITS[BUREAU], around())["route_amount"]

    assert (fact.value, fact.source) == (fen_from_wan(102), "概算金额")


def test_a_fact_asked_for_alone_is_the_one_among_all():
    rich = replace(
        SPLIT[0],
        nature="new",
        data_needed="人口库",
        funding=(FundingLine("county", fen_from_wan(198)),),
        recorded={"by_reference_kind": "embedded", "sector_design": "按省设计"},
    )
    whole = own_facts(rich, UNITS[BUREAU], around())

    alone = {n: own_facts(rich, UNITS[BUREAU], around(), {n}).get(n) for n in whole}

    assert alone == whole
    assert {"sector_design", "route_amount", "unit_kind", "superior_opinion"} <= whole.keys()
