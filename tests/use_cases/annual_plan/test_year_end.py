"""The year's end and what stands beside a plan: carried, deferred, to be confirmed, added."""

import pytest

from desktop_app.domain.project import AmountKind
from desktop_app.errors import Refused
from desktop_app.use_cases.annual_plan.additions import additions
from desktop_app.use_cases.annual_plan.deciding import Decision, decide_items, take_proposal
from desktop_app.use_cases.annual_plan.editions import start_plan
from desktop_app.use_cases.annual_plan.intake import NewItem, add_items
from desktop_app.use_cases.annual_plan.plans import find_plan
from desktop_app.use_cases.annual_plan.ranking import take_ranking
from desktop_app.use_cases.annual_plan.year_end import carry_over, carry_over_preview
from desktop_app.use_cases.reserve_pool.materials import hand_in_material


@pytest.fixture
def year(planner, office):
    """2027: A being built, 120 of 300 paid; B accepted; C put off; D refused; E waits."""
    a, b, c, d = planner.pool(A=300, B=200, C=100, D=50)
    planner.pooled("E", unit="县公安局", wan=70)
    plan = planner.plan(2027, projects=(a, b, c, d), ceiling=500)
    planner.all_opinions(plan, (a, b, c, d))
    items = planner.items(plan)
    decide_items(office.desk, plan, [Decision(items["D"].id, "excluded", reason="重复")])
    take_proposal(office.desk, plan)
    planner.issue(plan)
    with office.desk.workspace.begin(office.desk.act("seed", "建设")) as uow:
        amounts = {**uow.projects.get(a.id).amounts, AmountKind.PAID: 120_000_000}
        uow.projects.change(a.id, state="building", amounts=amounts)
        uow.projects.change(b.id, state="accepted")
    return plan


def fates(found):
    return [(row.what, row.project.name, row.asked_fen) for row in found.rows]


def test_the_preview_says_what_becomes_of_every_project(planner, office, year):
    before = office.digest()

    found = carry_over_preview(office.desk, year)

    assert (found.to_year, found.target) == (2028, None)
    assert fates(found) == [
        ("carried", "A", 180_000_000),
        ("deferred", "C", 100_000_000),
        ("confirm", "E", 70_000_000),
        ("left", "B", None),
        ("left", "D", None),
    ]
    assert [row.why for row in found.of("left")] == ["已办完（已验收）", "处理意见是“不列入”"]
    assert office.digest() == before


def test_the_year_is_carried_over_as_one_act(planner, office, year):
    before = office.digest()

    found = carry_over(office.desk, year)

    plan = find_plan(office.desk, 2028)
    assert found.target.id == plan
    assert planner.last_event().act == "plan_carry_over"
    assert [
        (r.item.name, r.origin_label, r.item.asked_fen, r.item.order)
        for r in planner.page(plan).items
    ] == [("A", "上年结转", 180_000_000, 1), ("C", "上年暂缓", 100_000_000, 2)]
    with office.desk.workspace.read() as view:
        c = view.projects.first(name="C")
    assert (c.state, c.recorded["plan_year"]) == ("plan_applied", 2028)
    planner.undo()
    assert office.digest() == before


def test_nothing_is_carried_over_twice(planner, office, year):
    carry_over(office.desk, year)

    assert [row.what for row in carry_over_preview(office.desk, year).rows] == [
        "confirm",
        "left",
        "left",
    ]
    with pytest.raises(Refused, match="没有要结转的项目"):
        carry_over(office.desk, year)


def test_a_project_may_be_left_out(planner, office, year):
    with office.desk.workspace.read() as view:
        c = view.projects.first(name="C")

    carry_over(office.desk, year, leave_out=[c.id])

    assert list(planner.items(find_plan(office.desk, 2028))) == ["A"]


def test_what_is_carried_over_stands_before_what_is_there(planner, office, year):
    fresh = planner.pooled("F", wan=60)
    plan = start_plan(office.desk, 2028)
    add_items(office.desk, plan, [NewItem(fresh.id)])

    carry_over(office.desk, year)
    take_ranking(office.desk, plan)

    items = planner.items(plan)
    assert next((i.name, i.order) for i in items.values()) == ("A", 1)
    assert items["A"].order_reason == "上年结转，排在前面"


def test_a_carried_project_goes_through_the_next_plan_without_applying(planner, office, year):
    carry_over(office.desk, year)
    plan = find_plan(office.desk, 2028)
    with office.desk.workspace.read() as view:
        projects = [view.projects.first(name=name) for name in "AC"]
    planner.all_opinions(plan, projects)
    items = planner.items(plan)
    decide_items(office.desk, plan, [Decision(i.id, "included") for i in items.values()])

    planner.issue(plan)

    states = [office.project(p).state for p in projects]
    assert states == ["building", "planned_state"]


def test_a_plan_that_is_not_issued_is_not_carried_over(planner, office):
    plan = planner.plan(2027, projects=planner.pool(A=100))

    with pytest.raises(Refused, match="还没有下达"):
        carry_over(office.desk, plan)


def test_a_frozen_plan_of_next_year_takes_nothing_in(planner, office, year):
    fresh = planner.pooled("F", wan=60)
    plan = planner.plan(2028, projects=(fresh,), ceiling=100)
    planner.all_opinions(plan, (fresh,))
    take_proposal(office.desk, plan)
    planner.issue(plan)

    with pytest.raises(Refused, match="冻结"):
        carry_over(office.desk, year)


def test_a_project_of_an_issued_plan_is_no_candidate_of_the_next(planner, office, year):
    plan = start_plan(office.desk, 2028)
    with office.desk.workspace.read() as view:
        a, c = (view.projects.first(name=name) for name in "AC")

    assert planner.candidate(plan, a) is None or not planner.candidate(plan, a).can_enter
    assert planner.candidate(plan, c).group == "deferred"


def test_additions_are_listed_with_the_plan_of_their_year(planner, office):
    plan = planner.plan(2026)
    inside, waiting = office.apply("追加", wan=80), office.apply("待批", wan=40)
    facts = {"prereview_necessity": "充分", "prereview_feasibility": "可行"}
    for project in (inside, waiting):
        hand_in_material(office.desk, office.subject(project), "addition", "addition_reason")
        office.record(project, "addition.prereview", "agreed", facts=facts)
    office.record(inside, "addition.government", "agreed", document_number="青政秘〔2026〕9号")

    rows = additions(office.desk, plan).rows

    assert [(r.project.name, r.outcome, r.document_number, r.step) for r in rows] == [
        ("追加", "批准", "青政秘〔2026〕9号", ""),
        ("待批", "", "", "县政府批准追加"),
    ]
    assert additions(office.desk, planner.plan(2027)).rows == ()
