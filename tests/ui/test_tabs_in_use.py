"""Tabs of stages the regime does not use are left out; the pool's 全部 is every project."""

from desktop_app.use_cases import workspaces
from tests.ui.plan_year import PlanHand, code, standing_year

ALWAYS = ["工作台", "消费券", "法规", "基础数据", "系统"]


def _shown(window):
    tabs = window.tabs
    return [tabs.tabText(place) for place in range(tabs.count()) if tabs.isTabVisible(place)]


def test_the_tabs_in_use_are_those_of_the_packs_kept_here(stand):
    found = workspaces.opened(stand.window.shell.desk)

    assert {"reserve_pool", "annual_plan", "oversight"} <= found.tabs
    assert "年度计划" in _shown(stand.window)


def test_tabs_nobody_uses_are_left_out_and_passed_over(stand):
    window = stand.window
    window.front.tabs_known.emit(frozenset({"reserve_pool"}), {})

    assert sorted(_shown(window)) == sorted([*ALWAYS, "储备库"])
    window.open_stage("reserve_pool")
    stand.settle(lambda: window.page("reserve_pool") is not None)
    window._step_tab(1)
    stand.settle(lambda: window.page("vouchers") is not None)
    assert window.stage_id == "vouchers"
    window._go_to_tab(2)
    assert window.stage_id == "vouchers"


def test_a_pack_that_names_no_tabs_leaves_them_all(stand):
    before = _shown(stand.window)
    stand.window.front.tabs_known.emit(frozenset(), {})
    assert _shown(stand.window) == before


def test_a_record_of_a_tab_left_out_brings_it_back(stand):
    window = stand.window
    window.front.tabs_known.emit(frozenset({"reserve_pool"}), {})
    window.open_stage("approval")
    stand.settle(lambda: window.page("approval") is not None)
    assert window.stage_id == "approval"
    assert "审批" in _shown(window)


def test_all_in_the_pool_is_every_project_wherever_it_stands(qapp, filled_folder, tmp_path):
    with standing_year(qapp, filled_folder, tmp_path / "year", 2) as stand:
        desk = stand.window.shell.desk
        hand = PlanHand(stand)
        hand.new_plan()
        hand.add_all()
        page = stand.open_stage("reserve_pool")
        every = page.grid.model.total
        page.chips.choose("all")
        stand.settle()
        assert page.grid.model.rowCount() == every
        assert page.chips._chips["all"].text() == f"全部 {every}"
        page.chips.choose("later")
        stand.settle()
        assert [row.code for row in page.grid.model.rows] == [code(1), code(2)]
        with desk.workspace.read() as view:
            assert every == sum(1 for _ in view.projects.rows())
