"""Decisions on items, and the proposal of a ceiling: figures worked out by hand."""

import pytest

from desktop_app.errors import Refused
from desktop_app.use_cases.annual_plan.deciding import (
    Decision,
    decide_items,
    proposed,
    take_proposal,
)
from desktop_app.use_cases.annual_plan.editions import set_ceiling
from desktop_app.values.money import fen_from_wan


def decide(planner, plan, name, decision, wan=None, reason=""):
    fen = fen_from_wan(wan) if wan is not None else None
    item = planner.items(plan)[name]
    decide_items(planner.desk, plan, [Decision(item.id, decision, fen, reason)])


def outcome(planner, plan):
    return [(item.name, item.decision, item.planned_fen) for item in planner.items(plan).values()]


@pytest.fixture
def plan(planner):
    """A at 300, B at 250.5, C at 100, D at 40: 690.50 in all."""
    return planner.plan(projects=planner.pool(A=300, B=250.5, C=100, D=40), ceiling=500)


def test_an_item_listed_in_whole_gets_what_it_asks(planner, plan):
    decide(planner, plan, "A", "included")

    item = planner.items(plan)["A"]
    assert (item.decision, item.planned_fen) == ("included", 300_000_000)


def test_a_cut_item_keeps_what_it_asked_beside_what_it_gets(planner, plan):
    decide(planner, plan, "B", "cut", 200, "压减终端")

    item = planner.items(plan)["B"]
    assert (item.asked_fen, item.planned_fen) == (250_500_000, 200_000_000)
    assert item.reason == "压减终端"
    assert planner.page(plan).plan.sums.cut_fen == 50_500_000


@pytest.mark.parametrize(
    ("decision", "wan", "reason", "told"),
    [
        ("included", 300.01, "", "超过申请的 300.00"),
        ("included", 3_000_000, "", "按元算是 300.00 万元"),
        ("included", 299, "", "核减列入"),
        ("cut", 300, "压减", "与申请金额相同"),
        ("cut", 0, "压减", "没有写安排多少"),
        ("cut", None, "压减", "没有写安排多少"),
        ("cut", 200, " ", "没有写理由"),
        ("deferred", None, "", "没有写理由"),
        ("excluded", 10, "重复", "不列入的项目写了安排金额 10.00"),
        ("postponed", None, "", "可选：included（列入）"),
    ],
)
def test_a_decision_that_does_not_hold_is_refused(planner, plan, decision, wan, reason, told):
    with pytest.raises(Refused) as refused:
        decide(planner, plan, "A", decision, wan, reason)

    assert "“A”" in str(refused.value)
    assert told in str(refused.value)
    assert planner.items(plan)["A"].decision == "none"


def test_all_faults_of_one_act_are_named_and_nothing_is_written(planner, plan):
    items = planner.items(plan)
    wanted = [
        Decision(items["A"].id, "included"),
        Decision(items["B"].id, "deferred"),
        Decision(items["C"].id, "cut", fen_from_wan(500), "压减"),
    ]

    with pytest.raises(Refused, match=r"2 项不能办理：“B”.*“C”"):
        decide_items(planner.desk, plan, wanted)

    assert {item.decision for item in planner.items(plan).values()} == {"none"}


def test_a_decision_is_taken_back(planner, plan):
    decide(planner, plan, "A", "deferred", reason="明年再办")
    decide(planner, plan, "A", "none")

    item = planner.items(plan)["A"]
    assert (item.decision, item.reason, item.planned_fen) == ("none", "", None)


def test_the_item_on_the_line_is_cut_to_what_is_left(planner, plan):
    take_proposal(planner.desk, plan, "cut")

    assert outcome(planner, plan) == [
        ("A", "included", 300_000_000),
        ("B", "cut", 200_000_000),
        ("C", "deferred", None),
        ("D", "deferred", None),
    ]
    assert planner.items(plan)["B"].reason == (
        "资金总额度 500.00 万元按排序安排到本项目，只余 200.00 万元，核减 50.50 万元"
    )
    sums = planner.page(plan).plan.sums
    assert (sums.planned_fen, sums.cut_fen, sums.deferred_fen, sums.open_fen) == (
        500_000_000,
        50_500_000,
        140_000_000,
        0,
    )
    assert sums.asked_fen == sums.planned_fen + sums.cut_fen + sums.deferred_fen


def test_the_item_on_the_line_is_put_off_with_all_behind_it(planner, plan):
    take_proposal(planner.desk, plan, "defer")

    assert [line[1] for line in outcome(planner, plan)] == [
        "included",
        "deferred",
        "deferred",
        "deferred",
    ]
    assert "余 200.00 万元，不够申请的 250.50 万元" in planner.items(plan)["B"].reason


def test_smaller_ones_behind_the_line_go_in_where_they_fit(planner, plan):
    found = take_proposal(planner.desk, plan, "skip")

    assert [line[1] for line in outcome(planner, plan)] == [
        "included",
        "deferred",
        "included",
        "included",
    ]
    assert (found.planned_fen, found.rest_fen) == (440_000_000, 60_000_000)


def test_a_ceiling_met_exactly_leaves_nothing_out_before_it(planner, plan):
    set_ceiling(planner.desk, plan, fen_from_wan(550.5))

    page = proposed(planner.desk, plan, "cut")

    assert [share.decision for share in page.proposal.shares] == [
        "included",
        "included",
        "deferred",
        "deferred",
    ]
    assert page.proposal.rest_fen == 0
    assert [share.is_line for share in page.proposal.shares] == [False, False, True, False]


def test_the_proposal_shows_before_it_writes(planner, plan, office):
    before = office.digest()

    page = proposed(planner.desk, plan)

    assert office.digest() == before
    assert [share.running_fen for share in page.proposal.shares] == [
        300_000_000,
        500_000_000,
        500_000_000,
        500_000_000,
    ]
    assert page.proposal.not_planned_fen == 190_500_000


def test_decisions_that_stand_are_kept_and_their_money_set_aside(planner, plan):
    decide(planner, plan, "D", "included")
    decide(planner, plan, "A", "excluded", reason="重复建设")

    take_proposal(planner.desk, plan, "cut")

    # 500 - 40 = 460：B 250.50，C 100，余 109.50
    assert outcome(planner, plan) == [
        ("A", "excluded", None),
        ("B", "included", 250_500_000),
        ("C", "included", 100_000_000),
        ("D", "included", 40_000_000),
    ]


def test_the_whole_is_proposed_afresh_where_asked(planner, plan):
    decide(planner, plan, "A", "excluded", reason="重复建设")

    take_proposal(planner.desk, plan, "cut", is_afresh=True)

    assert outcome(planner, plan)[0] == ("A", "included", 300_000_000)


def test_the_proposal_is_taken_back_as_one_act(planner, plan, office):
    before = office.digest()
    take_proposal(planner.desk, plan)

    planner.undo()

    assert office.digest() == before


def test_nothing_is_proposed_where_everything_is_decided(planner, plan):
    take_proposal(planner.desk, plan)

    with pytest.raises(Refused, match="都已有处理意见"):
        take_proposal(planner.desk, plan)


def test_without_a_ceiling_nothing_is_proposed(planner):
    plan = planner.plan(projects=planner.pool(A=300))

    with pytest.raises(Refused, match="没有登记资金总额度"):
        proposed(planner.desk, plan)


def test_a_ceiling_below_every_project_is_refused(planner):
    plan = planner.plan(projects=planner.pool(A=300, B=40), ceiling=39.99)

    with pytest.raises(Refused, match="一个也放不下") as refused:
        take_proposal(planner.desk, plan)

    assert "40.00 万元" in refused.value.what


@pytest.mark.parametrize(
    ("wan", "told"),
    [
        (39.99, "一个也放不下"),
        (299, "不够排在第一的“A”申请的 300.00 万元"),
        (40_000, "是不是把元填到了万元的格里"),
    ],
)
def test_a_doubtful_ceiling_is_told(planner, wan, told):
    plan = planner.plan(projects=planner.pool(A=300, B=40), ceiling=wan)

    assert told in "".join(planner.page(plan).doubts)


@pytest.mark.parametrize("wan", [0, -5])
def test_a_ceiling_of_nothing_is_refused(planner, plan, wan):
    with pytest.raises(Refused, match="大于零"):
        set_ceiling(planner.desk, plan, fen_from_wan(wan))
