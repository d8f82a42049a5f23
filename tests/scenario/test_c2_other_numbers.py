"""C2 with other numbers, months and units: sums over the family and the window, to the line."""

import shutil
from datetime import date

import pytest

from desktop_app.domain.project import FundingLine
from desktop_app.use_cases.base_data import unit_index
from desktop_app.use_cases.reserve_pool.detail import project_page
from desktop_app.use_cases.reserve_pool.editing import Application, add_application
from desktop_app.use_cases.reserve_pool.similar import decide_similarity
from desktop_app.use_cases.sample.story import StoryClock
from desktop_app.use_cases.workspaces import key_file_of, open_desk
from desktop_app.values.money import fen_from_wan
from desktop_app.values.text import normal_name
from tests.county import similar_groups
from tests.scenario.applications import sample_entries
from tests.scenario.conftest import open_county

BEGIN = date(2025, 1, 6)
LAST = date(2026, 9, 1)
PLATFORM = ("cg1", "cg2", "cg3")


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    folder = tmp_path_factory.mktemp("origin") / "工作区"
    open_county(folder, StoryClock(BEGIN)).workspace.close()
    return folder


@pytest.fixture
def desk(origin, tmp_path):
    folder = tmp_path / origin.name
    shutil.copytree(origin, folder)
    shutil.copy(key_file_of(origin), key_file_of(folder))
    clock = StoryClock(LAST)
    desk = open_desk(folder, clock=clock, program="test", operator="经办人甲")
    yield desk
    desk.workspace.close()


def apply(desk, place, unit, amount, on):
    """One application for the platform, in the words of the place-th sample text."""
    entry = sample_entries()[PLATFORM[place]]
    with desk.workspace.read() as view:
        unit_id = unit_index(view)[normal_name(unit)].id
    fen = fen_from_wan(amount)
    application = Application(
        name=entry["name"],
        unit_id=unit_id,
        nature="new",
        category="business",
        goal=entry["goal"],
        content=entry["content"],
        route=entry["route"],
        data_needed=entry["data_needed"],
        declared_fen=fen,
        funding=(FundingLine("county", fen),),
        applied_on=on,
        recorded={"by_reference_kind": "none"},
    )
    return add_application(desk, application)


def split_verdict(desk, project):
    page = project_page(desk, project.id)
    return next(verdict for verdict in page.verdicts if verdict.rule == "no_splitting")


def fact(verdict, name):
    return next(used.value for used in verdict.facts if used.name == name)


@pytest.mark.parametrize(
    ("amounts", "crossed"),
    [
        (("120.00", "79.99"), 0),
        (("120.00", "80.00"), 1),
        (("199.99", "299.00"), 0),
        (("260.00", "239.99"), 0),
        (("260.00", "240.00"), 2),
        (("510.00", "30.00"), 0),
    ],
)
def test_a_line_counts_when_the_sum_reaches_it_and_no_single_one_does(desk, amounts, crossed):
    first = apply(desk, 0, "县城市管理局", amounts[0], date(2026, 3, 2))
    apply(desk, 1, "县城市管理局", amounts[1], date(2026, 4, 7))
    verdict = split_verdict(desk, first)
    assert verdict.word == "需人工判断"
    assert fact(verdict, "split_lines_crossed") == crossed


def test_a_subordinate_and_its_superior_are_one_family(desk):
    first = apply(desk, 0, "县卫生健康委员会", "150.00", date(2026, 3, 2))
    apply(desk, 1, "县人民医院", "120.00", date(2026, 4, 7))
    verdict = split_verdict(desk, first)
    assert fact(verdict, "similar_family_sum") == 270_000_000
    assert fact(verdict, "split_lines_crossed") == 1


def test_two_sister_units_under_one_superior_are_one_family(desk):
    first = apply(desk, 0, "县疾病预防控制中心", "110.00", date(2026, 3, 2))
    apply(desk, 1, "县人民医院", "95.50", date(2026, 4, 7))
    assert fact(split_verdict(desk, first), "similar_family_sum") == 205_500_000


@pytest.mark.parametrize(
    ("earlier", "count"), [(date(2025, 4, 6), 0), (date(2025, 4, 7), 1), (date(2026, 4, 7), 1)]
)
def test_only_twelve_months_are_added_up(desk, earlier, count):
    apply(desk, 1, "县城市管理局", "150.00", earlier)
    project = apply(desk, 0, "县城市管理局", "150.00", date(2026, 4, 7))
    assert fact(split_verdict(desk, project), "similar_family_count") == count


def test_units_of_different_families_are_no_split_but_a_possible_duplicate(desk):
    first = apply(desk, 0, "县城市管理局", "150.00", date(2026, 3, 2))
    apply(desk, 1, "县住房和城乡建设局", "150.00", date(2026, 4, 7))
    rules = {v.rule: v.word for v in project_page(desk, first.id).verdicts}
    assert rules["no_splitting"] == "通过"
    assert rules["similar_elsewhere"] == "需人工判断"


def test_a_decision_does_not_cover_an_application_that_comes_later(desk):
    first = apply(desk, 0, "县城市管理局", "150.00", date(2026, 3, 2))
    second = apply(desk, 1, "县城市管理局", "120.00", date(2026, 4, 7))
    decide_similarity(desk, [first.id, second.id], "separate", "分属两个科室，分别申报。")
    assert split_verdict(desk, first).word == "通过"
    third = apply(desk, 2, "县城市管理局", "90.00", date(2026, 5, 11))
    assert split_verdict(desk, third).word == "需人工判断"
    assert [group.decision for group in similar_groups(desk)] == [""]
