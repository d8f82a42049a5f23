"""A plan from its list to its issue and the year's end in the window; what is refused, and empty.

Three projects of 100.00 each. The ceiling of 250.00 lets two in whole and cuts the third to 50.00.
"""

import pytest
from PySide6.QtWidgets import QPushButton

from desktop_app.domain.register import Owner
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.workspaces import create_workspace
from resources import resource
from tests.ui.conftest import _clock, standing
from tests.ui.plan_year import PlanHand, code, standing_year
from tests.ui.screens import press

OFFICES = ("cyberspace", "planning", "finance")
PLANNING_PACKS = sorted(
    path.parent.name
    for path in resource("rule_packs").glob("*/plans.toml")
    if path.parent.name != "blank"
)


@pytest.fixture
def hand(qapp, filled_folder, tmp_path):
    """The tab over a pool of three projects, no plan yet."""
    with standing_year(qapp, filled_folder, tmp_path / "year", 3) as stand:
        yield PlanHand(stand)


@pytest.fixture
def planned(hand):
    """A plan with all three, every office agreeing."""
    hand.new_plan(ceiling="250")
    hand.add_all()
    desk = hand.stand.window.shell.desk
    for row in hand.pane.book.page.items:
        for office in OFFICES:
            cells = {
                "office": office,
                "opinion": "agreed",
                "signer": "某",
                "signed_on": "2026-11-01",
            }
            owner = Owner(project_id=row.project.id, parent_id=hand.plan.id)
            save_entry(desk, EntryDraft("plan_opinion", cells, owner))
    hand.stand.window.shell.changed()
    hand.settle()
    return hand


@pytest.fixture
def issued(planned):
    """The plan decided by the ceiling and taken through every step."""
    planned.open(planned.pane.ceiling)._take.click()
    planned.settle()
    planned.open(planned.pane.items)
    for _ in OFFICES:
        planned.record()
    planned.record()
    for level in ("city_result", "province_result"):
        planned.pane.items.list.grid.table.selectAll()
        planned.pane.items.open_form("answer")
        planned.fill(level=level, result="agreed")
    for _ in ("city", "province"):
        planned.record()
    planned.record(facts={"plan_meeting": "县政府第九次常务会议"})
    planned.record(number="青数〔2026〕88号")
    return planned


def test_without_a_plan_the_page_says_what_to_do_and_does_it(hand):
    cover = hand.pane.cover
    assert "还没有年度计划" in cover.texts
    cover.actions_offered[0].click()
    hand.fill(year="2027", ceiling="250")
    assert (hand.plan.year, hand.plan.edition, hand.plan.ceiling_fen) == (2027, 1, 2_500_000_00)
    assert "清单里还没有项目" in hand.pane.items.list.cover.texts


def test_an_empty_plan_has_words_in_every_view(hand):
    hand.new_plan()
    told = {}
    for view in hand.pane.views:
        hand.open(view)
        told[view.title] = view.list.cover.texts[:1]
    assert told == {
        "清单": ["清单里还没有项目"],
        "排序": ["还没有可以排序的项目"],
        "意见": ["还没有送部门出意见的项目"],
        "额度": ["这个计划没有登记资金总额度"],
        "版次": ["这个年度只有一版"],
        "追加": ["本年度没有计划外追加的项目"],
        "结转": told["结转"],
    }


def test_a_second_plan_of_a_year_is_refused_in_plain_words(hand):
    hand.new_plan()
    hand.pane.open_new()
    dialog = hand.stand.dialog()
    dialog._form.fields["year"].write("2027")
    dialog._action.click()
    hand.settle()
    (fault,) = hand.stand.faults
    hand.stand.faults.clear()
    assert fault.what.startswith("2027 年度已有计划")
    assert dialog.isVisible()
    dialog._form.fields["year"].write("明年")
    dialog._action.click()
    assert dialog._form.fields["year"].complaint == "请填四位年份，如 2027"
    hand.stand.close_dialogs()


def test_what_is_not_in_the_pool_cannot_be_chosen_and_its_clause_is_told(hand):
    hand.new_plan()
    hand.pane.items.open_candidates()
    dialog = hand.stand.dialog()
    dialog.chips.choose("blocked")
    hand.settle()
    assert "没有入库" in dialog._why.text()
    assert "二(一)3" in dialog._why.text()
    assert not dialog._action.isEnabled()
    dialog.close()


def test_an_amount_of_another_unit_is_asked_about(hand):
    hand.new_plan()
    hand.pane.items.open_candidates()
    dialog = hand.stand.dialog()
    dialog.chips.choose("ready")
    hand.settle()
    dialog._amount.write("1000000")
    dialog._action.click()
    hand.settle()
    (fault,) = hand.stand.faults
    hand.stand.faults.clear()
    assert "是不是把元填成了万元" in fault.advice
    assert hand.pane.book.plan.sums.items == 0
    hand.stand.close_dialogs()


def test_a_cut_without_a_reason_is_refused_and_the_form_stays(planned):
    planned.select(planned.pane.items, {code(1)})
    planned.pane.items.open_form("decide")
    dialog = planned.stand.dialog()
    dialog._form.fields["decision"].write("cut")
    dialog._form.fields["amount"].write("80")
    dialog._action.click()
    planned.settle()
    (fault,) = planned.stand.faults
    planned.stand.faults.clear()
    assert "核减列入没有写理由" in fault.what
    dialog._form.fields["reason"].write("压减")
    dialog._action.click()
    planned.settle()
    item = planned.item(code(1)).item
    assert (item.decision, item.planned_fen, item.reason) == ("cut", 80_000_000, "压减")


def test_a_ceiling_in_yuan_is_doubted_above_the_list(planned):
    planned.pane.ceiling.open_ceiling()
    planned.fill(ceiling="2500000")
    assert "是不是把元填到了万元的格里" in planned.pane.items.banner.text()
    planned.pane.ceiling.open_ceiling()
    planned.fill(ceiling="99.99")
    planned.open(planned.pane.ceiling)
    assert "一个也放不下" in planned.pane.ceiling.list.cover.texts[0]


def test_an_item_is_placed_by_hand_beside_its_rank_and_goes_back(planned):
    ranking = planned.open(planned.pane.ranking)
    ranking._take.click()
    planned.settle()
    ranking.list.grid.select_key(planned.item(code(3)).item.id)
    ranking.open_order()
    planned.fill(place="1", reason="上级督办")
    assert [row.project.code for row in planned.pane.book.page.items] == [code(3), code(1), code(2)]
    assert (planned.item(code(3)).item.rank, planned.item(code(3)).item.order) == (1, 1)
    ranking.list.grid.select_key(planned.item(code(3)).item.id)
    ranking.place_by_score()
    planned.settle()
    assert [row.project.code for row in planned.pane.book.page.items] == [code(1), code(2), code(3)]


def test_the_issued_plan_is_frozen_and_says_so(issued):
    assert issued.plan.state_label == "已下达"
    assert [row.item.planned_fen for row in issued.pane.book.page.items] == [
        100_000_000,
        100_000_000,
        50_000_000,
    ]
    assert {row.project.state_label for row in issued.pane.book.page.items} == {"计划已下达"}
    for each in (issued.pane.items._add, issued.pane.items._decide, issued.pane.items._drop):
        assert not each.isEnabled()
        assert "冻结" in each.toolTip()


def test_two_editions_stand_against_each_other(issued):
    editions = issued.open(issued.pane.editions)
    editions.open_edition()
    issued.fill(reason="年中调整")
    issued.stand.settle(lambda: issued.plan.edition == 2)
    items = issued.open(issued.pane.items)
    issued.select(items, {code(2)})
    items.open_form("decide")
    issued.fill(decision="deferred", reason="条件未成熟")
    issued.open(editions)
    (row,) = editions.list.grid.model.rows
    assert (row.about.project.code, row.about.before_decision, row.about.after_decision) == (
        code(2),
        "列入",
        "暂缓",
    )
    assert row.about.moved_fen == -100_000_000
    assert "安排金额减少 100.00 万元" in editions.banner.text()


def test_the_year_end_is_one_act_and_can_be_taken_back(issued):
    year_end = issued.open(issued.pane.year_end)
    assert {row.about.what for row in year_end.list.grid.model.rows} == {"carried"}
    year_end.list.grid.select_key(issued.item(code(3)).project.id)
    issued.settle()
    year_end.toggle()
    assert "2 个项目转入 2028 年度计划（新建的第 1 版）" in year_end.banner.text()
    year_end.open_carry()
    issued.fill()
    assert _years(issued) == ["2028", "2027"]
    issued.pane.choice.box.setCurrentIndex(0)
    issued.settle()
    found = [
        (r.project.code, r.item.asked_fen, r.origin_label) for r in issued.pane.book.page.items
    ]
    assert found == [(code(1), 100_000_000, "上年结转"), (code(2), 100_000_000, "上年结转")]
    issued.stand.window.undoing.ask_next("undo")
    press(issued.stand.dialog(), "撤销")
    issued.settle()
    assert _years(issued) == ["2027"]


def _years(hand):
    box = hand.pane.choice.box
    return [box.itemText(place)[:4] for place in range(box.count())]


def test_a_project_beside_the_plan_is_begun_and_followed_here(hand):
    hand.new_plan(year="2026")
    additions = hand.open(hand.pane.additions)
    wanted = additions._project.box
    place = next(n for n in range(wanted.count()) if wanted.itemText(n).startswith(code(1)))
    wanted.setCurrentIndex(place)
    additions.begin()
    dialog = hand.stand.dialog()
    assert dialog.windowTitle() == "登记：追加项目预审"
    dialog.close()
    hand.settle()
    assert "县政府批准" in additions.banner.text()


def test_an_opinion_of_one_more_office_is_keyed_in_beside_the_others(planned):
    review = planned.open(planned.pane.review)
    review.open_opinion()
    dialog = planned.stand.dialog()
    for key, text in {
        "office": "police",
        "opinion": "refused",
        "comment": "网络安全方案不全",
    }.items():
        dialog._fields[key].write(text)
    press(dialog, "保存")
    planned.settle()
    assert "县公安局 已出 1" in review.banner.text()
    assert planned.item(code(1)).remarks[0] == "县公安局不同意"
    planned.open(planned.pane.items)
    assert "同意，有的不同意" in planned.pane.items.list.grid.model.rows[0].about.remarks[-1]


def test_a_plan_with_projects_cannot_be_deleted_an_empty_one_can(hand):
    hand.new_plan()
    hand.pane.ask_remove()
    press(hand.stand.dialog(), "删除")
    hand.settle()
    assert "还没有年度计划" in hand.pane.cover.texts
    hand.new_plan()
    hand.add_all()
    hand.pane.ask_remove()
    press(hand.stand.dialog(), "删除")
    hand.settle()
    (fault,) = hand.stand.faults
    hand.stand.faults.clear()
    assert fault.what
    assert hand.plan.sums.items == 3


def test_a_plan_is_reached_by_its_register_row(planned):
    planned.page.tabs.setCurrentWidget(planned.page.projects)
    planned.page.open_target(f"entry:plan:{planned.plan.id}")
    planned.settle()
    assert planned.page.tabs.currentWidget() is planned.pane


def test_the_long_plan_gets_a_new_edition_only_once_it_is_in_force(hand):
    desk = hand.stand.window.shell.desk
    cells = {"title": "县建设规划", "from_year": "2026", "to_year": "2030", "edition": "1"}
    save_entry(desk, EntryDraft("development_plan", cells))
    pane = hand.page.plannings["development_plan"]
    hand.page.tabs.setCurrentWidget(pane)
    hand.stand.window.shell.changed()
    hand.stand.settle(lambda: pane.panes["development_plan"].list.current is not None)
    assert "个项目没有写明依据哪个规划" in pane._banner.text()
    pane.open_revision()
    hand.fill(change_reason="上级规划调整")
    (fault,) = hand.stand.faults
    hand.stand.faults.clear()
    assert "还没有批准施行" in fault.what
    hand.stand.close_dialogs()


def test_the_buttons_of_the_plan_are_all_alive(planned):
    silent = [
        each.text()
        for view in planned.pane.views
        for each in view.findChildren(QPushButton)
        if each.isEnabled() and not each.receivers("2clicked(bool)") and not each.isCheckable()
    ]
    assert silent == []


@pytest.fixture
def elsewhere(qapp, tmp_path, request):
    """The tab of a workspace under another regime, a plan begun in it."""
    folder = tmp_path / "base" / "workspace"
    create_workspace(
        folder,
        clock=_clock,
        program="hengce",
        pack=request.param,
        office_name="某局",
        operator="甲",
    )
    with standing(qapp, folder, tmp_path / "data") as stand:
        hand = PlanHand(stand)
        hand.new_plan(ceiling="100")
        yield hand


@pytest.mark.parametrize("elsewhere", PLANNING_PACKS, indirect=True)
def test_every_regime_with_plans_has_its_views(elsewhere):
    page = elsewhere.pane.book.page
    for view in elsewhere.pane.views:
        elsewhere.open(view)
    shown = {
        view.title: elsewhere.pane.tabs.isTabVisible(elsewhere.pane.tabs.indexOf(view))
        for view in elsewhere.pane.views
    }
    assert shown["意见"] == (page.shape.opinions is not None)
    assert shown["排序"] == page.shape.is_ranked
    assert shown["追加"] == page.shape.has_additions
    assert elsewhere.pane.items._answer.isHidden() == (not page.answers)
    for register, pane in elsewhere.page.plannings.items():
        elsewhere.page.tabs.setCurrentWidget(pane)
        elsewhere.settle()
        assert register in pane.panes
