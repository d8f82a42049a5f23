"""The campaign tab: begun from the plan of the regulation, rehearsed, its merchants let in."""

import openpyxl
import pytest

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.use_cases.imports.apply import apply_import
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.regulations import set_setting
from desktop_app.use_cases.reserve_pool.steps import record_for_many, record_step
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.use_cases.vouchers.result_sheet import write_result_sheet
from desktop_app.use_cases.vouchers.terms import terms_of
from desktop_app.use_cases.workspaces import events
from tests.scenario.campaign import Campaign, merchant_book
from tests.ui.screens import _on_worker, issued_from, press
from ui.stages.vouchers import list_forms


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
        "第一批", "普惠型消费券", 100_000_000, "10.00", "50.00", 8_000, 8_000_000, 40_000_000,
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
    prices = tab.panes["price_watch"]
    tab.tabs.setCurrentWidget(prices)
    stand.settle(lambda: prices.list.grid is not None)
    assert prices.list.grid.model.money_unit == "yuan"


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


ISSUED = """券码,券种,面额,批次,领券账号,领取时间,有效期至,状态
Q001,普惠型消费券,10,1,u1,2024-10-01 09:00:00,2024-10-31,已核销
Q002,普惠型消费券,10,1,u2,2024-10-01 09:00:00,2024-10-31,已核销
Q003,普惠型消费券,10,1,u3,2024-10-01 09:00:00,2024-10-31,已核销
Q004,普惠型消费券,10,1,u4,2024-10-01 09:00:00,2024-10-31,已过期
"""
USED = """核销编号,核销时间,券码,券种,面额,批次,统一社会信用代码,消费金额,核销金额
H001,2024-10-05 10:00:00,Q001,普惠型消费券,10,1,91341723MA2N000191,60,10
H002,2024-10-05 11:00:00,Q002,普惠型消费券,10,1,91341723MA2N000191,40,10
H003,2024-10-06 12:00:00,Q003,普惠型消费券,10,1,91341723MA2N000191,80,10
"""

MAP = "核销编号＝交易流水号;"


def _looked(stand, pane, path, text, kind, columns=""):
    """The dialog once it has looked a list through."""
    path.write_text(text, "utf-8")
    pane.lists.open_import()
    dialog = stand.dialog()
    dialog.file.write(str(path))
    dialog.list.write(kind)
    dialog.columns.write(columns)
    press(dialog, "看一遍")
    stand.settle(lambda: dialog._task is None)
    return dialog


def _filled(stand, words, **typed):
    """Fill the fields of the form on top and press its button."""
    dialog = stand.dialog()
    for key, text in typed.items():
        dialog._form.fields[key].write(text)
    press(dialog, words)
    stand.settle()


def _take_lists(stand, pane, tmp_path):
    """Both lists, the second with a heading nobody knows; the same again changes nothing."""
    pane.tabs.setCurrentWidget(pane.lists)
    dialog = _looked(stand, pane, tmp_path / "发券.csv", ISSUED, "issued")
    assert dialog.words.text().startswith("读出 4 行：新增 4，更正 0，没有变 0")
    press(dialog, "确认导入")
    stand.settle(lambda: pane.lists.list.grid is not None)
    dialog = _looked(stand, pane, tmp_path / "核销.csv", USED, "redemption")
    assert "缺少这些列：交易流水号" in dialog.problems.text()
    dialog.columns.write(MAP)
    press(dialog, "看一遍")
    stand.settle(lambda: dialog._task is None)
    press(dialog, "确认导入")
    stand.settle(lambda: texts(pane.lists.list) and texts(pane.lists.list)[0][5] == 3)
    again = _looked(stand, pane, tmp_path / "又一份.csv", USED, "redemption", MAP)
    assert again.words.text().startswith("这份文件以前导入过")
    again.close()


def _audit(stand, pane):
    """The merchant is looked into and found right."""
    pane.tabs.setCurrentWidget(pane.audit)
    pane.audit.start()
    stand.settle(lambda: pane.audit._page is not None)
    assert "剔除 3 笔 30.00 元，可拨 0.00 元" in pane.audit.banner.text()
    pane.audit.chips.choose("merchant")
    stand.settle(lambda: len(texts(pane.audit.list)) == 3)
    assert "这里列出前" not in pane.audit.banner.text()
    pane.audit._tell_rest(2)
    assert "这一项共 3 笔，这里列出前 2 笔。" in pane.audit.banner.text()
    pane.audit.look.click()
    _filled(stand, "查看", reason="电话核实")
    (refused,) = stand.faults
    assert refused.what == "这一笔没有留存个人信息"
    stand.faults.clear()
    stand.close_dialogs()
    pane.audit.list.grid.table.selectAll()
    pane.audit.open_decide()
    _filled(stand, "登记", decision="dismissed", reason="商户承诺书已补签。")
    stand.settle(lambda: "剔除 1 笔 10.00 元，可拨 20.00 元" in pane.audit.banner.text())


def _settle(stand, pane):
    """Refused without the auditor's report, then drawn up."""
    pane.tabs.setCurrentWidget(pane.payout)
    stand.settle()
    assert pane.payout.list.cover.isVisible()
    for _ in range(2):
        pane.payout.open_form("settle")
        _filled(stand, "编制", unchecked="平台没有提供这些列。")
        if pane.payout.list.grid is None and stand.faults:
            (refused,) = stand.faults
            assert refused.what == "还没有第三方专项审计结果，不能拨付"
            stand.faults.clear()
            stand.close_dialogs()
            pane.payout.open_form("report")
            _filled(stand, "登记", number="青审〔2025〕1号", auditor="某事务所", accepted="20")
    stand.settle(lambda: pane.payout.list.grid is not None)


def test_lists_are_audited_settled_and_paid_in_the_window(stand, tab, tmp_path):
    """Three vouchers of 10 元 at a merchant not let in; one bought for 40 where 50 is asked.

    Once the merchant is found right 20 元 are left, for 40 does not reach 50.
    """
    pane = tab.campaign
    _take_lists(stand, pane, tmp_path)
    assert texts(pane.lists.list) == [("第一批", "普惠型消费券", 1000, 8000, 4, 3, 1, 0, 0, 3000)]
    assert pane.lists.banner.text() == "发放 = 核销 + 过期 + 作废，一张不差。"
    _audit(stand, pane)
    _settle(stand, pane)
    assert texts(pane.payout.list)[0][3:9] == (3, 3000, 1000, 0, 0, 2000)
    assert "应付合计 20.00 元，大写：人民币贰拾元整" in pane.payout.banner.text()
    issued = issued_from(stand, pane.payout.open_paper)
    assert issued.number == "券拨〔2026〕1号"
    assert "第 1 版" in issued.title
    pane.payout.open_form("pay")
    _filled(stand, "登记", number="拨 001")
    assert _on_worker(stand, _paid) == [2000]


def test_platforms_are_ranked_from_the_window(stand, tab):
    """All by the matching money: 60 of 60 万元 is 100, 30 of 60 is 50."""
    pane = tab.campaign
    page, key = pane.platforms, pane.book.campaign.id
    pane.tabs.setCurrentWidget(page)
    assert (page.rank.isEnabled(), page.list.cover.isVisible()) == (False, True)

    def apply(desk):
        course = Campaign(desk, None, key)
        course.add("platform", name="乙平台", applied_on="2024-08-09", matching_money="30")
        course.add("platform", name="甲平台", applied_on="2024-08-09", matching_money="60")
        return course

    course = _on_worker(stand, apply)
    stand.window.shell.changed()
    stand.settle(lambda: "还没有登记评审标准和权重" in page.banner.text())
    assert not page.rank.isEnabled()

    by_money = {"title": "配比资金", "weight": "100", "by_money": True}
    _on_worker(stand, lambda _desk: course.add("platform_criterion", **by_money))
    stand.window.shell.changed()
    stand.settle(page.rank.isEnabled)
    assert [row[:3] for row in texts(page.list)] == [
        (1, "甲平台", "100.00"),
        (2, "乙平台", "50.00"),
    ]
    page.rank.click()
    press(stand.dialog(), "写入排名")
    stand.settle()
    kept = _on_worker(stand, lambda _desk: course.rows("platform"))
    assert {row.name: (row.cells["rank"], row.cells["score"]) for row in kept} == {
        "甲平台": (1, "100.00"), "乙平台": (2, "50.00"),
    }  # fmt: skip


def test_what_the_calls_gave_is_recorded_in_the_window(stand, tab, tmp_path, monkeypatch):
    pane = tab.campaign
    _take_lists(stand, pane, tmp_path)
    page = pane.sample
    pane.tabs.setCurrentWidget(page)
    stand.settle()
    assert (page.list.cover.isVisible(), page.call.isEnabled()) == (True, False)
    page.open_form("sample")
    _filled(stand, "抽取", share="100", seed="七")
    stand.settle(lambda: page.list.grid is not None)
    assert "3 笔中抽 3 笔。还有 3 笔没有登记回访结果。" in page.banner.text()
    first = texts(page.list)[0]
    page.call.click()
    _filled(stand, "登记", outcome="doubtful", note="本人 13812345678 说没有买。")
    stand.settle(lambda: "还有 2 笔" in page.banner.text())
    assert texts(page.list)[0] == (*first[:-2], "存疑", "本人 138****5678 说没有买。")

    monkeypatch.setattr(list_forms, "ask_where", lambda *_: tmp_path / "回访.xlsx")
    page.open_form("calls")
    _filled(stand, "写出", reason="电话回访")
    (last,) = _on_worker(stand, lambda desk: events(desk, 1))
    assert (last.title, last.reason) == ("导出回访表（3 人，含电话）", "电话回访")
    assert (tmp_path / "回访.xlsx").is_file()


def _answered(out):
    """The auditor accepts the first and the last of three rows and cuts the second."""
    book = openpyxl.load_workbook(out)
    rows = list(book["审计结果（逐笔）"].iter_rows())
    top = next(n for n, row in enumerate(rows) if row[1].value == "核销号")
    head = [cell.value for cell in rows[top]]
    said = (("认可", ""), ("核减", "无票"), ("认可", ""))
    for row, words in zip(rows[top + 1 : top + 4], said, strict=True):
        row[head.index("审计意见")].value, row[head.index("核减原因")].value = words
    book.save(out)


def test_the_auditors_workbook_goes_out_and_comes_back_in_the_window(stand, tab, tmp_path):
    """Of three vouchers of 10 元 the auditor cuts one: 20 元 are payable."""
    pane, out = tab.campaign, tmp_path / "审计结果表.xlsx"
    _take_lists(stand, pane, tmp_path)
    pane.tabs.setCurrentWidget(pane.audit)
    pane.audit.start()
    stand.settle(lambda: pane.audit._page is not None)
    key = pane.book.campaign.id
    assert _on_worker(stand, lambda desk: write_result_sheet(desk, terms_of(desk, key), out)) == 3
    _answered(out)

    pane.tabs.setCurrentWidget(pane.payout)
    pane.payout.open_result()
    dialog = stand.dialog()
    dialog.number.write("青审〔2025〕2号")
    dialog.file.write(str(out))
    press(dialog, "看一遍")
    assert dialog._task is None
    dialog.auditor.write("某事务所")
    press(dialog, "看一遍")
    stand.settle(lambda: dialog._task is None)
    assert "认可 20.00 元，核减 10.00 元" in dialog.words.text()
    press(dialog, "确认导入")
    stand.settle(lambda: dialog._task is None)
    pane.payout.open_form("settle")
    _filled(stand, "编制")
    stand.settle(lambda: pane.payout.list.grid is not None)
    assert texts(pane.payout.list)[0][3:9] == (3, 3000, 1000, 0, 0, 2000)
    assert "认可 20.00 元" in pane.payout.banner.text()


def _paid(desk):
    with desk.workspace.read() as view:
        return [each.amount_fen for each in view.vouchers.payments.all()]


def test_the_effect_says_that_no_list_has_come_yet(stand, tab):
    pane = tab.campaign
    pane.tabs.setCurrentWidget(pane.effect)
    stand.settle(lambda: pane.effect.found is not None)

    assert pane.effect.banner.text() == "还没有导入发券和核销清单。"
    assert [row[:3] for row in texts(pane.effect.list)] == [
        ("第一批　普惠型消费券", 100_000_000, 22_000),
        ("第一批　家电（家居）消费券", 35_000_000, 1_050),
        ("第一批　汽车补贴券", 15_000_000, None),
    ]
    pane.effect.way.write("day")
    stand.settle()
    assert texts(pane.effect.list) == []


@pytest.fixture
def effect_page(stand, tab):
    """The page of the effect in view, its figures read."""
    pane = tab.campaign
    pane.tabs.setCurrentWidget(pane.effect)
    stand.settle(lambda: pane.effect.found is not None)
    return pane.effect


def test_the_curves_stand_in_place_of_the_list(stand, effect_page):
    effect_page.way.write("curve")
    stand.settle()

    titles = [view.picture.title for view in effect_page.board.views]
    assert titles == [f"第{n}批：认可核销累计（万元）" for n in "一二三"]
    assert effect_page.board.isVisible()
    assert not effect_page.list.isVisible()
    first, second, _ = effect_page.board.views
    assert "额度 150.00 万元" in first.accessibleDescription()
    assert "还没有分到券种，不画推演" in second.accessibleDescription()
    assert len(first.marks()) > len(second.marks())

    effect_page.way.write("kind")
    stand.settle()
    assert effect_page.list.isVisible()
    assert not effect_page.board.isVisible()


def test_the_bars_say_budget_and_that_nothing_was_audited(stand, effect_page):
    effect_page.way.write("budget")
    stand.settle()
    (view,) = effect_page.board.views
    assert "第一批　汽车补贴券 0.00／15.00 万元（0.00%）" in view.accessibleDescription()

    effect_page.way.write("signs")
    stand.settle()
    (view,) = effect_page.board.views
    assert view.accessibleDescription().endswith("还没有核查")


def test_empty_registers_say_where_they_are_filled(stand, effect_page):
    effect_page.way.write("sector")
    stand.settle()
    assert effect_page.banner.text() == "限上单位名单还没有登记。"
    effect_page.way.write("inspection")
    stand.settle()
    assert effect_page.list.cover.isVisible()


def test_the_report_is_issued_from_the_page_and_its_lists_are_a_workbook(
    stand, effect_page, tmp_path, monkeypatch
):
    issued = issued_from(stand, effect_page.open_report)
    assert issued.number.startswith("券效〔")
    path = tmp_path / "效果.xlsx"
    monkeypatch.setattr("ui.stages.vouchers.effect_view.ask_where", lambda *_: path)
    effect_page.write_book()
    stand.settle(path.exists)
    assert path.read_bytes().startswith(b"PK")
