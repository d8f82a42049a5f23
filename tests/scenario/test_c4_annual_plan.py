"""C4: the plan of a year, from 56 applications over three offices to the projects it funds."""

from datetime import date
from types import SimpleNamespace

import pytest

from desktop_app.domain.register import Owner
from desktop_app.use_cases.registers.listing import register_page
from desktop_app.values.money import fen_from_wan
from tests.county import HandClock
from tests.scenario.bureau import refusal
from tests.scenario.conftest import open_county
from tests.scenario.joint_review import ALTERED, CUT, DEFERRED, EXCLUDED, MISSING, JointReview

FUNDED = 38
"""56 less 15 deferred and 3 left out."""


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    """The whole course; what was seen on the way is kept beside the review."""
    clock = HandClock(date(2024, 9, 2))
    desk = open_county(tmp_path_factory.mktemp("plan") / "ws", clock)
    review = JointReview(desk, clock).enter()
    seen = SimpleNamespace(review=review, life=review.first, plan=review.plan)
    _joint_review(seen)
    _list_and_issue(seen)
    yield seen
    desk.workspace.close()


def _joint_review(seen):
    review, life, plan = seen.review, seen.life, seen.plan
    life.on(2024, 10, 14)
    review.opine("cyberspace", review.keys)
    review.opine("planning", [key for key in review.keys if key not in MISSING])
    seen.altered = review.opine("finance", review.keys, ALTERED)
    seen.early = refusal(life.record, "annual_plan.planning", "done", plan)
    seen.lacking = life.verdicts(plan)["planning_opinions"]
    seen.asked = life.entry(review.items["zr1"]).cells["asked"]
    review.opine("planning", MISSING)
    for office in ("cyberspace", "planning", "finance"):
        life.record(f"annual_plan.{office}", "done", plan)


def _list_and_issue(seen):
    review, life, plan = seen.review, seen.life, seen.plan
    review.decide(key for key in review.keys if key != "cz1")
    seen.undecided = refusal(life.record, "annual_plan.list", "done", plan)
    review.decide(["cz1"])
    life.correct(review.items["wl2"], reason="")
    seen.unexplained = refusal(life.record, "annual_plan.list", "done", plan)
    review.decide(["wl2"])
    life.on(2024, 11, 25).record("annual_plan.list", "done", plan)
    seen.above = refusal(life.record, "annual_plan.city", "agreed", plan)
    results = {"city_result": "同意", "province_result": "同意"}
    for key in review.keys:
        life.correct(review.items[key], **results)
    life.correct(review.items["sf1"], city_result="不同意", city_note="与市级平台重复。")
    seen.returned = refusal(life.record, "annual_plan.city", "agreed", plan)
    life.correct(review.items["sf1"], decision="暂缓", reason="市级退回。", planned_amount="")
    for step in ("city", "province"):
        life.record(f"annual_plan.{step}", "agreed", plan)
    seen.unmet = refusal(life.record, "annual_plan.government", "agreed", plan)
    met = {"plan_meeting": "县政府第71次常务会议"}
    life.on(2025, 1, 10).record("annual_plan.government", "agreed", plan, facts=met)
    seen.unnumbered = refusal(life.record, "annual_plan.issue", "issued", plan, document_number="")
    number = {"document_number": "青政办秘〔2025〕3号"}
    life.on(2025, 1, 15).record("annual_plan.issue", "issued", plan, **number)


def test_56_projects_ask_for_6842_50(year):
    sums = register_page(year.review.desk, "plan_item", Owner(parent_id=year.plan.id)).sums
    assert len(year.review.keys) == 56
    assert sums["asked"] == "6,842.50"


def test_the_review_does_not_close_while_two_opinions_are_missing(year):
    assert "发改部门意见齐全：不通过（二(一)3）" in year.early.what
    assert year.lacking.message == (
        "发改部门的联审意见不齐：共 56 个，收到 54 份，没有意见的项目 2 个。"
    )
    names = [year.review.projects[key].name for key in MISSING]
    source = next(f.source for f in year.lacking.facts if f.name == "plan_without_planning")
    assert source == "、".join(names)


def test_the_altered_amounts_stand_beside_what_was_asked(year):
    page = register_page(year.review.desk, "plan_opinion", Owner(parent_id=year.plan.id))
    altered = {row.project.split(" ", 1)[1]: row.texts["amount"] for row in page.rows
               if row.cells["opinion"] == "adjusted"}  # fmt: skip
    names = {key: year.review.projects[key].name for key in ALTERED}
    assert altered == {names["zr1"]: "200.00", names["sj2"]: "150.00", names["zj2"]: "150.00"}
    assert len(page.rows) == 168
    assert year.asked == fen_from_wan(300)


def test_the_list_waits_for_every_decision_and_every_reason(year):
    assert "每个项目都有处理意见：不通过" in year.undecided.what
    assert "二(一)3" in year.undecided.clauses
    assert "核减、暂缓、不列入都有理由：不通过" in year.unexplained.what


def test_the_city_is_not_recorded_before_its_results_nor_against_one(year):
    assert "市级审核逐项有结果：不通过（二(一)3）" in year.above.what
    assert "市级审核逐项有结果：不通过" in year.returned.what


def test_the_plan_is_not_settled_without_its_meeting_nor_issued_without_a_number(year):
    assert year.unmet.what == "本环节必须登记：县政府确定计划的会议"
    assert year.unnumbered.what == "“下达计划”没有填文号"


def test_every_funded_project_is_planned_with_its_own_amount(year):
    review = year.review
    funded = [key for key in review.keys if key not in DEFERRED | EXCLUDED | {"sf1"}]
    found = {key: review.lives[key].now() for key in funded}
    assert len(found) == FUNDED - 1
    assert {each.state for each in found.values()} == {"planned_state"}
    assert {each.track for each in found.values()} == {"planned"}
    assert all(
        found[key].amounts["planned"] == fen_from_wan(review.asked(key))
        for key in funded
        if key not in CUT
    )
    assert {key: found[key].amounts["planned"] for key in CUT} == {
        "zr1": 200_000_000, "sj2": 150_000_000, "ga1": 180_000_000, "zj2": 150_000_000,
        "wj2": 160_500_000, "zj1": 80_000_000,
    }  # fmt: skip


def test_the_plan_adds_up_to_the_cent(year):
    sums = register_page(year.review.desk, "plan_item", Owner(parent_id=year.plan.id)).sums
    planned = sum(life.now().amounts.get("planned", 0) for life in year.review.lives.values())
    assert sums["planned_amount"] == "3,950.99"
    assert planned == 3_950_990_000


def test_what_was_put_off_or_left_out_is_not_planned_and_says_why(year):
    review = year.review
    assert {review.lives[key].now().state for key in DEFERRED | EXCLUDED} == {"plan_deferred"}
    last = review.lives["cg1"].course().history.latest("plan_entry.listed")
    assert (last.outcome, last.opinion) == ("deferred", "与在建平台衔接后再报。")


def test_a_project_the_city_returned_is_not_issued(year):
    life = year.review.lives["sf1"]
    assert life.now().state == "plan_deferred"
    assert life.course().history.latest("plan_entry.city").opinion == "与市级平台重复。"
    assert "planned" not in life.now().amounts


def test_an_issued_plan_is_issued_once_and_stays_as_it_is(year):
    review, life = year.review, year.life
    before = life.digest()
    again = refusal(life.record, "annual_plan.issue", "issued", year.plan)
    changed = refusal(life.correct, review.items["cz1"], planned_amount="99")
    assert "已经办结" in again.what
    assert "已下达，内容不能再增、改、删" in changed.what
    assert changed.clauses == ("二(一)3", "二(一)4")
    assert life.digest() == before


def test_a_planned_project_is_not_offered_to_apply_again(year):
    turn = year.review.lives["cz1"].turn()
    assert "plan_entry.apply" not in turn
    assert "merged_approval.accept" in turn
