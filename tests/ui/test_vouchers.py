"""The campaign tab: begun from the plan of the regulation, rehearsed, its merchants let in."""

import pytest

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.use_cases.imports.apply import apply_import
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.regulations import set_setting
from desktop_app.use_cases.reserve_pool.steps import record_for_many, record_step
from desktop_app.use_cases.standing.step_entry import StepEntry
from tests.scenario.campaign import merchant_book
from tests.ui.screens import _on_worker, press


@pytest.fixture
def tab(stand):
    """The tab with a campaign that has just been begun in it."""
    page = stand.open_stage("vouchers")
    stand.settle(page.campaign.cover.isVisible)
    page.campaign.open_new()
    press(stand.dialog(), "新建")
    stand.settle(lambda: page.campaign.book is not None)
    return page


def texts(grid):
    return [row.cells for row in grid.grid.model.all_rows]


def test_a_new_campaign_shows_its_plan_and_what_is_not_split(tab):
    pane = tab.campaign
    rows = texts(pane.plan.list)

    assert len(rows) == 9
    assert rows[0] == (
        "第一批", "普惠型消费券", "100.00", "10.00", "50.00", 8_000, 8_000_000, 40_000_000,
    )  # fmt: skip
    assert rows[-1][:2] == ("第三批", "还没有分配")
    assert pane.plan.banner.text() == (
        "第二批还没有分到券种，不能开放；第三批还没有分到券种，不能开放。"
    )
    assert "青阳县商务局" in pane.summary.text()


def test_the_registers_of_the_campaign_stand_behind_it(stand, tab):
    stand.settle(lambda: bool(tab.panes))
    shown = [tab.tabs.tabText(n) for n in range(tab.tabs.count())]
    assert shown[:3] == ["总览", "活动", "批次"]
    assert "商户" in shown
    assert "面额" not in shown


def test_the_rehearsal_is_taken_when_it_is_looked_at(stand, tab):
    pane = tab.campaign
    pane.tabs.setCurrentWidget(pane.rehearsal)
    stand.settle(lambda: pane.rehearsal.found is not None)

    assert [row[4] for row in texts(pane.rehearsal.list)] == [500_000_000, 350_000_000, None]
    assert texts(pane.rehearsal.list)[2][5] == "33 至 150 辆，按最高的还余 1,500.00 元"
    edges = {(row[0], row[1]): row[2] for row in texts(pane.brackets.list)}
    assert edges["燃油车", "29,999.99"] == "0.00"
    assert edges["燃油车", "30,000.00"] == "1,000.00"
    assert "最少带动消费 850.00 万元" in pane.rehearsal.banner.text()


def test_a_seed_that_is_no_number_is_told_under_the_field(stand, tab):
    pane = tab.campaign
    pane.tabs.setCurrentWidget(pane.rehearsal)
    stand.settle(lambda: pane.rehearsal.found is not None)
    pane.rehearsal.seed.write("七")
    pane.rehearsal.run.click()
    assert pane.rehearsal.seed.complaint == "请填整数"


def test_merchants_are_ranked_and_let_in_from_the_window(stand, tab, tmp_path):
    pane = tab.campaign
    plan = pane.book.campaign
    numbers = [n for n in range(19, 31) if n % 5 != 4]
    path = merchant_book(tmp_path / "商户.xlsx", plan.name, numbers)

    def qualify(desk):
        facts = {"campaign.apply_from": "2024-08-01", "campaign.apply_until": "2024-09-30"}
        notice = StepEntry("merchant_call.notice", "issued", signer="甲", facts=facts)
        record_step(desk, Subject(ENTRY, plan.id), notice)
        result = apply_import(desk, preview_import(desk, [path]))
        with desk.workspace.read() as view:
            rows = view.registers.of_register("merchant")
        review = StepEntry("merchant_entry.review", "agreed", signer="甲")
        record_for_many(desk, [row.subject for row in rows], review)
        set_setting(
            desk, "house.merchant_order", "first_come", since=desk.today, reason="会议", signer="甲"
        )
        return result.new

    assert _on_worker(stand, qualify) == len(numbers)
    stand.window.shell.changed()
    stand.settle(lambda: len(pane.book.merchants.rows) == len(numbers))
    pane.tabs.setCurrentWidget(pane.merchants)
    pane.merchants.rank.click()
    press(stand.dialog(), "排名")
    stand.settle(lambda: all(row.place for row in pane.book.merchants.rows))
    pane.merchants.admit.click()
    dialog = stand.dialog()
    press(dialog, "列入")
    assert dialog.isVisible()
    dialog._form.fields["signer"].write("王局长")
    press(dialog, "列入")
    stand.settle(lambda: pane.book.merchants.admitted == len(numbers))

    assert f"已列入 {len(numbers)} 户" in pane.merchants.banner.text()
    assert {row[3] for row in texts(pane.merchants.list)} == {"列入名单"}
