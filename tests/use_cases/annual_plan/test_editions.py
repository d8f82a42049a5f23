"""Plans and their editions: one plan a year, copies, differences, what an issue freezes."""

import pytest

from desktop_app.domain.record import Subject
from desktop_app.domain.register import Owner
from desktop_app.errors import Refused
from desktop_app.use_cases.annual_plan.deciding import Decision, decide_items, take_proposal
from desktop_app.use_cases.annual_plan.editions import (
    compare_editions,
    new_edition,
    set_ceiling,
    start_plan,
)
from desktop_app.use_cases.annual_plan.intake import NewItem, add_items, drop_items
from desktop_app.use_cases.annual_plan.plans import find_plan, plan_list
from desktop_app.use_cases.annual_plan.ranking import place_item, take_ranking
from desktop_app.use_cases.registers.editing import EntryDraft, remove_entry, save_entry
from desktop_app.use_cases.reserve_pool.steps import record_step, steps_now
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.use_cases.undoing import undo_event
from desktop_app.values.money import fen_from_wan


def decide(planner, plan, name, decision, wan=None, reason=""):
    fen = fen_from_wan(wan) if wan is not None else None
    item = planner.items(plan)[name]
    decide_items(planner.desk, plan, [Decision(item.id, decision, fen, reason)])


@pytest.fixture
def issued(planner):
    """An issued plan: A listed at 300, B cut from 200 to 150."""
    projects = planner.pool(A=300, B=200)
    plan = planner.plan(projects=projects, ceiling=450)
    planner.all_opinions(plan, projects)
    take_proposal(planner.desk, plan)
    planner.issue(plan)
    return plan


def test_a_plan_takes_its_title_from_the_last_one(planner, office):
    start_plan(office.desk, 2026, title="青山县2026年度信息化项目计划")

    plan = start_plan(office.desk, 2027)

    assert planner.page(plan).plan.title == "青山县2027年度信息化项目计划"


def test_the_first_plan_is_named_by_its_kind(planner, office):
    assert planner.page(start_plan(office.desk, 2027)).plan.title == (
        "2027年度政务信息化项目建设计划"
    )


def test_a_second_plan_of_a_year_is_refused_with_what_to_do(planner, office):
    planner.plan(2027)

    with pytest.raises(Refused, match=r"2027 年度已有计划.*编制中") as refused:
        start_plan(office.desk, 2027)

    assert "新编一版" in refused.value.advice


def test_a_second_plan_of_an_issued_year_is_refused_with_what_to_do(issued, office):
    with pytest.raises(Refused, match="已下达") as refused:
        start_plan(office.desk, 2027)

    assert "计划外追加" in refused.value.advice


@pytest.mark.parametrize("edition", ["2", "3"])
def test_a_further_edition_is_not_keyed_in_beside_an_open_one(planner, office, edition):
    planner.plan(2027)
    cells = {"year": "2027", "edition": edition, "title": "另一版"}

    with pytest.raises(Refused, match=r"新编|第 2 版"):
        save_entry(office.desk, EntryDraft("plan", cells, Owner()))


def test_a_year_nobody_plans_is_refused(office):
    with pytest.raises(Refused, match="计划年度"):
        start_plan(office.desk, 27)


def test_the_issue_freezes_every_way_to_the_list(planner, office, issued):
    item = planner.items(issued)["A"]
    late = planner.pooled("C")
    ways = [
        lambda: add_items(office.desk, issued, [NewItem(late.id)]),
        lambda: drop_items(office.desk, issued, [item.id], reason="不要了"),
        lambda: decide(planner, issued, "A", "deferred", reason="改"),
        lambda: take_ranking(office.desk, issued),
        lambda: place_item(office.desk, issued, item.id, 1, reason="急"),
        lambda: set_ceiling(office.desk, issued, fen_from_wan(900)),
        lambda: take_proposal(office.desk, issued, is_afresh=True),
        lambda: save_entry(
            office.desk, EntryDraft("", {"planned_amount": "1"}, entry_id=item.id, reason="改")
        ),
        lambda: remove_entry(office.desk, item.id, reason="删"),
        lambda: save_entry(
            office.desk,
            EntryDraft("plan_item", {"asked": "5"}, Owner(project_id=late.id, parent_id=issued)),
        ),
    ]
    before = office.digest()

    for way in ways:
        with pytest.raises(Refused, match="冻结") as refused:
            way()
        assert "计划外追加" in refused.value.advice
        assert "新编一版" in refused.value.advice
        assert refused.value.clauses == ("二(一)3", "二(一)4")
    assert office.digest() == before


def test_a_decision_under_an_issue_is_not_taken_back(planner, office):
    projects = planner.pool(A=300)
    plan = planner.plan(projects=projects, ceiling=450)
    planner.all_opinions(plan, projects)
    take_proposal(planner.desk, plan)
    event = planner.last_event()
    planner.issue(plan)

    with pytest.raises(Refused, match="此后已登记办理环节"):
        undo_event(office.desk, event.id)


def test_a_new_edition_starts_as_a_copy(planner, office):
    projects = planner.pool(A=300, B=200)
    plan = planner.plan(projects=projects, ceiling=450)
    planner.all_opinions(plan, projects)
    take_proposal(office.desk, plan)

    new = new_edition(office.desk, plan, reason="市局退回修改")

    page = planner.page(new)
    assert (page.plan.edition, page.plan.ceiling_fen) == (2, 450_000_000)
    assert [(r.item.name, r.item.decision, r.opinions) for r in page.items] == [
        ("A", "included", "3/3"),
        ("B", "cut", "3/3"),
    ]
    assert [(r.edition, r.state_label) for r in page.editions] == [
        (2, "编制中"),
        (1, "已被新版替代"),
    ]
    assert planner.last_event().reason == "市局退回修改"


def test_the_old_edition_is_only_read_any_more(planner, office):
    plan = planner.plan(projects=planner.pool(A=300))
    new_edition(office.desk, plan, reason="改")

    with pytest.raises(Refused, match="旧版只供查看"):
        decide(planner, plan, "A", "included")
    with pytest.raises(Refused, match="不是最新的一版"):
        new_edition(office.desk, plan, reason="再改")


def test_opinions_are_left_behind_where_asked(planner, office):
    projects = planner.pool(A=300)
    plan = planner.plan(projects=projects)
    planner.all_opinions(plan, projects)

    new = new_edition(office.desk, plan, reason="重新联审", with_opinions=False)

    assert planner.rows(new)["A"].opinions == "0/3"


def test_a_new_edition_needs_a_reason_and_is_taken_back_as_one_act(planner, office):
    plan = planner.plan(projects=planner.pool(A=300))
    with pytest.raises(Refused, match="原因"):
        new_edition(office.desk, plan, reason=" ")
    before = office.digest()
    new_edition(office.desk, plan, reason="改")

    planner.undo()

    assert office.digest() == before


def test_two_editions_side_by_side(planner, office):
    a, b, c, d = planner.pool(A=300, B=200, C=50, D=80)
    plan = planner.plan(projects=(a, b, c), ceiling=600)
    take_proposal(office.desk, plan)
    new = new_edition(office.desk, plan, reason="改")
    decide(planner, new, "B", "cut", 120, "压减终端")
    drop_items(office.desk, new, [planner.items(new)["C"].id], reason="单位撤回")
    add_items(office.desk, new, [NewItem(d.id, fen_from_wan(60))])

    found = compare_editions(office.desk, plan, new)

    assert (found.old.edition, found.new.edition) == (1, 2)
    assert [
        (r.kind_label, r.project.name, r.before_decision, r.after_decision, r.moved_fen, r.reason)
        for r in found.rows
    ] == [
        ("调整", "B", "列入", "核减列入", -80_000_000, "压减终端"),
        ("新增", "D", "", "未定", 0, ""),
        ("删去", "C", "列入", "", -50_000_000, ""),
    ]
    assert (found.rows[0].before.planned_fen, found.rows[0].after.planned_fen) == (
        200_000_000,
        120_000_000,
    )


def test_an_edition_against_itself_shows_nothing(planner, office):
    plan = planner.plan(projects=planner.pool(A=300))

    assert compare_editions(office.desk, plan, plan).rows == ()


def test_after_the_issue_a_new_edition_keeps_what_was_listed(planner, office, issued):
    new = new_edition(office.desk, issued, reason="县政府调整")

    rows = planner.rows(new)
    assert [(r.origin_label, r.item.decision) for r in rows.values()] == [
        ("上一版已下达", "included"),
        ("上一版已下达", "cut"),
    ]
    with pytest.raises(Refused, match="上一版里已经下达"):
        drop_items(office.desk, new, [rows["A"].item.id], reason="不要了")


def test_the_issue_of_a_new_edition_reaches_the_projects(planner, office, issued):
    new = new_edition(office.desk, issued, reason="县政府调整")
    late = planner.pooled("C", wan=90)
    add_items(office.desk, new, [NewItem(late.id)])
    planner.all_opinions(new, (late,))
    decide(planner, new, "A", "cut", 260, "财力紧张")
    decide(planner, new, "B", "deferred", reason="明年再办")
    decide(planner, new, "C", "included")

    planner.issue(new)

    projects = {name: office.project(row.project) for name, row in planner.rows(new).items()}
    assert {name: (p.state, p.track) for name, p in projects.items()} == {
        "A": ("planned_state", "planned"),
        "B": ("plan_deferred", "plan_left"),
        "C": ("planned_state", "planned"),
    }
    planned = {name: p.amounts.get("planned") for name, p in projects.items()}
    assert (planned["A"], planned["C"]) == (260_000_000, 90_000_000)
    states = {row.edition: row.state_label for row in plan_list(office.desk)}
    assert states == {1: "已被新版替代", 2: "已下达"}


def _put(office, project, state):
    """Where a project has come to, seeded as the course of it would have left it."""
    with office.desk.workspace.begin(office.desk.act("seed", state)) as uow:
        uow.projects.change(project.id, state=state)


def test_a_newer_edition_leaves_an_accepted_project_as_it_was(planner, office, issued):
    rows = planner.rows(issued)
    a, b = (rows[name].project for name in "AB")
    _put(office, a, "accepted")
    new = new_edition(office.desk, issued, reason="县政府调整")
    for wanted in (("cut", 260), ("deferred", None)):
        with pytest.raises(Refused, match=r"已验收，上一版安排的 300\.00 万元不再调整"):
            decide(planner, new, "A", *wanted, reason="财力紧张")
    decide(planner, new, "B", "cut", 120, "压减终端")
    planner.issue(new)
    found = [office.project(each) for each in (a, b)]
    assert [(p.state, p.amounts["planned"]) for p in found] == [
        ("accepted", 300_000_000), ("planned_state", 120_000_000),
    ]  # fmt: skip
    assert [len(_adjustments(office, each)) for each in (a, b)] == [0, 1]


def _adjustments(office, project):
    with office.desk.workspace.read() as view:
        cases = view.cases.of(Subject("project", project.id))
    return [case for case in cases if case.procedure == "plan_adjustment"]


def test_the_plan_is_adjusted_while_it_is_built_and_not_once_it_is_accepted(
    planner, office, issued
):
    subject = Subject("project", planner.rows(issued)["A"].project.id)
    _put(office, planner.rows(issued)["A"].project, "building")
    turn = [step.reference for step in steps_now(office.desk, subject)]
    assert "plan_adjustment.adjust" in turn
    _put(office, planner.rows(issued)["A"].project, "accepted")
    turn = [step.reference for step in steps_now(office.desk, subject)]
    assert "plan_adjustment.adjust" not in turn
    facts = {"planned_amount": "260"}
    entry = StepEntry("plan_adjustment.adjust", "issued", signer="甲", facts=facts)
    with pytest.raises(Refused, match=r"“年度计划调整”不适用（.*已验收"):
        record_step(office.desk, subject, entry)


def test_a_listed_project_put_off_in_the_next_edition_is_free_again(planner, office):
    projects = planner.pool(A=300, B=200)
    plan = planner.plan(projects=projects, ceiling=600)
    planner.all_opinions(plan, projects)
    take_proposal(office.desk, plan)
    for step in ("cyberspace", "planning", "finance", "list"):
        planner.record(plan, step)
    new = new_edition(office.desk, plan, reason="压减")
    decide(planner, new, "B", "deferred", reason="明年再办")

    planner.issue(new)

    assert office.project(projects[0]).state == "planned_state"
    assert office.project(projects[1]).state == "plan_deferred"
    assert planner.candidate(start_plan(office.desk, 2028), projects[1]).group == "deferred"


def test_a_plan_is_found_by_year_and_edition(planner, office):
    first = planner.plan(2027)
    second = new_edition(office.desk, first, reason="改")

    assert find_plan(office.desk, 2027) == second
    assert find_plan(office.desk, 2027, 1) == first
    with pytest.raises(Refused, match="没有 2030 年度"):
        find_plan(office.desk, 2030)
    with pytest.raises(Refused, match="没有第 3 版"):
        find_plan(office.desk, 2027, 3)
