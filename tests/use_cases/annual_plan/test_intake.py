"""Putting projects into a plan: who may, who may not and why, all of them in one act."""

import pytest

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner
from desktop_app.errors import Refused
from desktop_app.use_cases.annual_plan.candidates import candidates
from desktop_app.use_cases.annual_plan.deciding import Decision, decide_items
from desktop_app.use_cases.annual_plan.editions import start_plan
from desktop_app.use_cases.annual_plan.intake import NewItem, add_items, drop_items
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.reserve_pool.steps import record_step
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.values.money import fen_from_wan


def test_projects_of_the_pool_are_put_in_as_one_act(planner):
    one, two = planner.pool(平台=380, 网关=120.5)
    plan = planner.plan(projects=(one, two))

    rows = planner.rows(plan)

    assert {name: row.item.asked_fen for name, row in rows.items()} == {
        "平台": 380_000_000,
        "网关": 120_500_000,
    }
    assert [row.item.order for row in rows.values()] == [1, 2]
    assert rows["平台"].project.state_label == "已申报年度计划"
    assert rows["平台"].origin_label == "新申请"
    assert planner.last_event().title == "2 个项目列入年度计划"


def test_the_year_is_recorded_on_the_project(planner, office):
    (one,) = planner.pool(平台=380)
    planner.plan(2028, projects=(one,))

    assert office.project(one).recorded["plan_year"] == 2028


def test_the_act_is_taken_back_as_a_whole(planner, office):
    one, two = planner.pool(平台=380, 网关=120)
    plan = planner.plan()
    before = office.digest()
    add_items(office.desk, plan, [NewItem(one.id), NewItem(two.id)])

    planner.undo()

    assert office.digest() == before
    assert office.project(one).state == "in_pool"


def test_a_project_outside_the_pool_needs_the_prereview_first(planner, office):
    outside = office.apply("新平台", wan=100)
    plan = planner.plan()

    row = planner.candidate(plan, outside)
    with pytest.raises(Refused, match="计划预审") as refused:
        add_items(office.desk, plan, [NewItem(outside.id)])

    assert (row.group, row.can_enter) == ("blocked", False)
    assert "二(一)3" in row.clauses
    assert "二(一)3" in refused.value.clauses
    assert office.project(outside).state == "applied"


def test_with_the_prereview_it_goes_in_for_a_recorded_reason(planner, office):
    outside = office.apply("新平台", wan=100)
    facts = {"prereview_necessity": "充分", "prereview_feasibility": "可行"}
    office.record(outside, "plan_prereview.prereview", "agreed", facts=facts)
    plan = planner.plan()

    assert planner.candidate(plan, outside).group == "reason"
    with pytest.raises(Refused, match="原则上") as refused:
        add_items(office.desk, plan, [NewItem(outside.id)])
    add_items(office.desk, plan, [NewItem(outside.id, reason="防汛急用")])

    assert refused.value.clauses == ("二(一)3",)
    with office.desk.workspace.read() as view:
        record = view.steps.of_subject(office.subject(outside))[-1]
    assert (record.step, record.override_reason) == ("apply", "防汛急用")


def test_a_hold_on_the_unit_stops_its_projects(planner, office, held_unit):
    project = planner.pooled("平台", unit="县教育局")
    held_unit("县教育局")
    plan = planner.plan()

    row = planner.candidate(plan, project)
    with pytest.raises(Refused, match="暂缓安排建设计划") as refused:
        add_items(office.desk, plan, [NewItem(project.id)])

    assert row.group == "blocked"
    assert row.why == ("暂缓安排建设计划（二(六)3）",)
    assert refused.value.clauses == ("二(六)3",)


def test_every_hindrance_is_named_and_nobody_goes_in(planner, office):
    good = planner.pooled("平台")
    bad = office.apply("没入库甲", wan=30)
    worse = office.apply("没入库乙", wan=40)
    plan = planner.plan()

    with pytest.raises(Refused, match=r"2 项不能办理：“没入库甲”.*“没入库乙”"):
        add_items(office.desk, plan, [NewItem(each.id) for each in (good, bad, worse)])

    assert planner.items(plan) == {}
    assert office.project(good).state == "in_pool"


def test_a_project_stands_once_in_a_plan(planner, office):
    (one,) = planner.pool(平台=380)
    plan = planner.plan(projects=(one,))

    with pytest.raises(Refused, match="已在这个计划的清单里"):
        add_items(office.desk, plan, [NewItem(one.id)])


def test_the_same_project_twice_in_one_act_is_refused(planner, office):
    (one,) = planner.pool(平台=380)
    plan = planner.plan()

    with pytest.raises(Refused, match="已在这个计划的清单里"):
        add_items(office.desk, plan, [NewItem(one.id), NewItem(one.id)])


@pytest.mark.parametrize(
    ("wan", "told"),
    [(380.01, "超过申报金额 380.00"), (3_800_000, "按元算是 380.00 万元"), (0, "应大于零")],
)
def test_an_amount_that_cannot_be_is_refused(planner, office, wan, told):
    (one,) = planner.pool(平台=380)
    plan = planner.plan()

    with pytest.raises(Refused, match="平台") as refused:
        add_items(office.desk, plan, [NewItem(one.id, fen_from_wan(wan))])

    assert told in str(refused.value)


def test_an_application_for_another_year_is_not_put_in(planner, office):
    (one,) = planner.pool(平台=380)
    office.record(one, "plan_entry.apply", "done", facts={"plan_year": "2028"})
    plan = planner.plan(2027)

    assert planner.candidate(plan, one).why == ("申请列入的是 2028 年度计划",)
    with pytest.raises(Refused, match="2028 年度"):
        add_items(office.desk, plan, [NewItem(one.id)])


def test_an_application_of_this_year_is_offered_as_such_and_not_recorded_twice(planner, office):
    (one,) = planner.pool(平台=380)
    office.record(one, "plan_entry.apply", "done", facts={"plan_year": "2027"})
    plan = planner.plan(2027)

    assert planner.candidate(plan, one).group == "applied"
    add_items(office.desk, plan, [NewItem(one.id)])

    with office.desk.workspace.read() as view:
        steps = [r.step for r in view.steps.of_subject(office.subject(one))]
    assert steps.count("apply") == 1


def test_those_put_off_last_year_come_first(planner, office):
    late, _ = planner.pool(甲平台=100, 乙平台=50)
    old = planner.plan(2027, projects=(late,))
    decide(planner, old, 甲平台="deferred")
    planner.all_opinions(old, (late,))
    planner.issue(old)
    plan = start_plan(office.desk, 2028)

    rows = candidates(office.desk, plan).rows

    assert [(row.project.name, row.group_label) for row in rows] == [
        ("甲平台", "上年暂缓"),
        ("乙平台", "可以列入"),
    ]
    assert rows[0].last_year == "暂缓"
    add_items(office.desk, plan, [NewItem(late.id)])
    assert planner.rows(plan)["甲平台"].origin_label == "上年暂缓"


def test_projects_plans_are_not_for_are_not_offered(planner, office):
    gone = planner.pooled("撤回的")
    office.record(gone, "withdrawal.withdraw", "done")
    plan = planner.plan()

    assert planner.candidate(plan, gone) is None


def test_an_item_is_taken_out_with_a_reason(planner, office):
    one, two = planner.pool(平台=380, 网关=120)
    plan = planner.plan(projects=(one, two))
    item = planner.items(plan)["网关"]

    with pytest.raises(Refused, match="理由"):
        drop_items(office.desk, plan, [item.id], reason=" ")
    drop_items(office.desk, plan, [item.id], reason="单位撤回申请")

    assert list(planner.items(plan)) == ["平台"]
    assert planner.last_event().reason == "单位撤回申请"
    assert planner.candidate(plan, two).group == "applied"


def test_an_item_with_opinions_stays_and_is_decided_on(planner, office):
    (one,) = planner.pool(平台=380)
    plan = planner.plan(projects=(one,))
    planner.opinion(plan, one, "finance")

    with pytest.raises(Refused, match="联审部门已对“平台”出具意见"):
        drop_items(office.desk, plan, [planner.items(plan)["平台"].id], reason="撤回")


def test_a_fact_of_the_step_goes_in_with_the_project(planner, office):
    (one,) = planner.pool(平台=380)
    plan = planner.plan()

    asks = candidates(office.desk, plan).asks
    add_items(office.desk, plan, [NewItem(one.id, facts={"need_order": "2"})])

    assert dict(asks)["need_order"] == "本单位需求排序"
    assert office.project(one).recorded["need_order"] == 2


def decide(planner, plan, **decisions):
    items = planner.items(plan)
    wanted = [
        Decision(items[name].id, decision, reason="按排序" if decision != "included" else "")
        for name, decision in decisions.items()
    ]
    decide_items(planner.desk, plan, wanted)


@pytest.fixture
def held_unit(planner, office):
    """Puts a unit on hold by a finding that was not mended in time."""

    def hold(name):
        cells = {
            "title": "未批先建",
            "source": "监督检查",
            "found_on": "2026-03-01",
            "facts": "没有批复先施工",
            "clause": "二(一)4",
            "due_on": "2026-05-01",
        }
        owner = Owner(unit_id=office.unit(name))
        finding = save_entry(office.desk, EntryDraft("finding", cells, owner))
        for step in ("rectification.notice", "postponement.decide"):
            entry = StepEntry(step, "issued", signer="甲", document_number=f"数整〔2026〕{step}")
            record_step(office.desk, Subject(ENTRY, finding), entry)

    return hold


def test_an_item_that_never_entered_the_pool_is_marked(planner, office):
    outside, inside = office.apply("库外", wan=50), planner.pooled("库内")
    facts = {"prereview_necessity": "充分", "prereview_feasibility": "可行"}
    office.record(outside, "plan_prereview.prereview", "agreed", facts=facts)
    plan = planner.plan(projects=[office.project(outside), inside])

    rows = planner.rows(plan)

    assert {name: row.is_outside_pool for name, row in rows.items()} == {
        "库外": True,
        "库内": False,
    }


def test_needs_nobody_took_up_are_named_while_the_plan_is_drawn_up(planner, office):
    with office.desk.workspace.begin(office.desk.act("seed", "需求")) as uow:
        town = office.unit("县教育局")
        for title in ("渡口监控", "山洪预警"):
            uow.needs.add(unit_id=town, title=title, scenario="汛期值守", year=2026)
    plan = planner.plan(projects=[planner.pooled("甲")])

    assert planner.page(plan).doubts == (
        "统筹需求还没有单位认领，进不了计划：渡口监控、山洪预警。",
    )
