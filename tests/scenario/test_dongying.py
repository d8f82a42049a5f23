"""The Dongying regulation at work: its round, schemes, list, procurement, holds, and its cases."""

from datetime import date

import pytest

from desktop_app.domain.register import Owner
from desktop_app.use_cases import regulations
from desktop_app.use_cases.imports.specs import workspace_specs
from desktop_app.use_cases.regime import current_pack
from desktop_app.use_cases.reserve_pool.listing import pool_list
from desktop_app.use_cases.workspaces import opened
from tests.scenario.bureau import refusal
from tests.scenario.dongying import (
    APPLIED,
    REVIEWED,
    SCHEME,
    STARTED,
    TOPICS,
    Dongying,
    building,
    checked,
    contracted,
    issued,
    passed,
    pooled,
    proposed,
    tendered,
)
from tests.scenario.regime_world import said

UNFILED = {
    "facts": "逾期三个月没有备案",
    "clause": "第十二条",
    "due_on": "2025-08-11",
    "consequence": "没有造成上述后果",
}
ROUTE = ["scheme.submit", "scheme.cyberspace", "scheme.police", "scheme.cryptography"]


@pytest.fixture
def world(tmp_path):
    world = Dongying(tmp_path / "ws")
    world.call()
    yield world
    world.close()


# -- the government-investment project beside the ordinary one


def test_a_government_investment_project_only_gets_an_opinion(world):
    life = world.project("新院区工程", 9000, recorded={"by_reference_kind": "investment"})
    assert sorted(life.turn()) == ["investment_opinion.opinion", "withdrawal.withdraw"]
    life.hand_in("investment_opinion")
    facts = {"has_digital_content": "是", "investment_remarks": "依托市政务云建设。"}
    life.record("investment_opinion.opinion", "agreed", facts=facts)
    assert (life.now().state, life.now().track) == ("opinion_given", "opinion_only")
    assert life.turn() == {}
    assert life.duties() == {}


def test_the_chapters_stay_off_for_its_procurement_contract_and_change(world):
    life = world.project("新院区工程", 9000, recorded={"by_reference_kind": "investment"})
    life.hand_in("investment_opinion")
    facts = {"has_digital_content": "是", "investment_remarks": "依托市政务云建设。"}
    life.record("investment_opinion.opinion", "agreed", facts=facts)
    day = {"decided_on": "2025-07-10", "filed_on": "2025-07-10"}
    tender = life.row("procurement", title="弱电", kind="建设实施", method="公开招标")
    change = life.row(
        "change", number="1", title="调整", moved="10", delta="0", case="技术方案完善优化", **day
    )
    assert life.turn(tender) == {}
    assert life.turn(change) == {}
    refused = refusal(life.record, "consistency.review", "agreed", tender)
    assert "只附审核意见" in refused.what
    finding = world.finding(life, "弱口令", "一般问题")
    assert "plain_rectification.report" in life.turn(finding)


def test_its_opinion_needs_a_number_and_content(world):
    life = world.project("新院区工程", 9000, recorded={"by_reference_kind": "investment"})
    life.hand_in("investment_opinion")
    facts = {"has_digital_content": "否", "investment_remarks": "没有数字化内容。"}
    refused = refusal(life.record, "investment_opinion.opinion", "agreed", facts=facts)
    assert "含数字化建设内容（需人工判断）" in refused.what
    assert refused.clauses == ("第二条",)


def test_a_project_terminated_before_the_third_quarter_ends(world):
    life = issued(world)
    life.on(2026, 8, 3)
    ask = life.duties()["decision_on_unbought"]
    assert (ask.due, ask.is_house) == (date(2026, 9, 30), True)
    assert date(2026, 8, 1) in ask.remind_on
    why = {"termination_reason": "业务并入省平台。", "termination_year": "2026"}
    life.record("termination.decide", "done", facts=why)
    due = life.duties()["termination_due"]
    assert (due.due, due.is_house) == (date(2026, 9, 30), False)
    life.record("termination.file", "filed")
    assert life.now().state == "ending"
    life.on(2026, 9, 30).record("termination.budget", "done", facts={"returned_amount": "680"})
    assert life.now().state == "terminated"
    assert not life.duties()["termination_due"].is_open


def test_a_day_later_the_budget_step_takes_a_reason(world):
    life = issued(world).on(2026, 8, 3)
    why = {"termination_reason": "业务并入省平台。", "termination_year": "2026"}
    life.record("termination.decide", "done", facts=why)
    life.record("termination.file", "filed")
    life.on(2026, 10, 1)
    facts = {"returned_amount": "680"}
    refused = refusal(life.record, "termination.budget", "done", facts=facts)
    assert "三季度前办结（提醒）" in refused.what
    life.record("termination.budget", "done", facts=facts, override_reason="财政系统停机。")
    assert life.now().state == "terminated"


def test_what_has_been_tendered_is_not_terminated_that_way(world):
    life = issued(world).on(2026, 3, 10)
    tender = tendered(life, 680)
    life.record("consistency.review", "agreed", tender)
    life.correct(tender, notice_on="2026-03-11")
    why = {"termination_reason": "不办了。", "termination_year": "2026"}
    refused = refusal(life.record, "termination.decide", "done", facts=why)
    assert "还没有采购：不通过（第十五条）" in refused.what


# -- the yearly round with finance


def test_both_offices_must_agree_before_the_pool(world):
    life = world.project("智慧水务", 680, "市水务局")
    life.hand_in("pool_entry")
    life.record("pool_entry.bureau", "agreed", facts=REVIEWED)
    assert "pool_entry.enter" not in life.turn()
    life.record("pool_entry.finance", "agreed")
    life.record("pool_entry.enter", "done")
    assert (life.now().state, life.now().track) == ("in_pool", "regular")


@pytest.mark.parametrize(
    ("day", "word"),
    [
        ("2025-06-30", "不通过"),
        ("2025-07-01", "通过"),
        ("2025-08-31", "通过"),
        ("2025-09-01", "不通过"),
    ],
)
def test_the_round_below_on_and_above_its_days(world, day, word):
    life = world.on(day).project("智慧水务", 680, "市水务局")
    assert life.verdicts()["in_round"].word == word


def test_after_the_budget_only_urgent_orders_come_in(world):
    world.bureau.correct(world.round, arranged_on="2026-01-20")
    world.on("2026-01-21")
    plain = world.project("智慧水务", 300, "市水务局")
    assert plain.verdicts()["after_budget"].word == "提醒"
    assert plain.verdicts()["in_round"].word == "通过"
    order = {"urgent_kind": "leadership", "urgent_number": "东政办〔2026〕5号"}
    urgent = world.project("防汛指挥", 300, "市水务局", recorded=order)
    assert urgent.verdicts()["after_budget"].word == "通过"


def test_an_urgent_project_takes_the_same_steps_out_of_season(world):
    world.bureau.correct(world.round, arranged_on="2026-01-20")
    world.on("2026-01-21")
    order = {"urgent_kind": "leadership", "urgent_number": "东政办〔2026〕5号"}
    life = pooled(world.project("防汛指挥", 300, "市水务局", recorded=order))
    proposed(passed(life, 300), 300)
    life.hand_in("urgent_addition")
    life.record("urgent_addition.review", "agreed")
    life.record("urgent_addition.government", "agreed", facts={"planned_amount": "300"})
    assert life.now().state == "issued"
    assert "list_entry.suggest" not in life.turn()


# -- the scheme


def test_a_scheme_lacking_one_of_six_items_is_not_passed(world):
    life = pooled(world.project("智慧水务", 680, "市水务局"))
    life.row("estimate_line", order="1", item="平台", kind="定制开发", price="680", quantity="1")
    life.hand_in("scheme")
    lacking = {**SCHEME, "scheme_items": "有缺项"}
    life.record("scheme.submit", "done", facts=lacking)
    for office in ("cyberspace", "police"):
        life.record(f"scheme.{office}", "agreed")
    assert "scheme.decision" not in life.turn()
    life.record("scheme.cryptography", "refused")
    told = {**TOPICS, "estimate_amount": "680"}
    refused = refusal(life.record, "scheme.decision", "agreed", facts=told)
    assert "方案六项齐全并按初审意见编制：不通过（第七条(二)）" in refused.what
    assert life.verdicts()["joint_review_agreed"].word == "需人工判断"


def test_buying_public_cloud_for_ai_is_stopped_building_elsewhere_takes_a_reason(world):
    life = pooled(world.project("智慧水务", 680, "市水务局"))
    life.hand_in("scheme")
    life.record("scheme.submit", "done", facts={**SCHEME, "ai_place": "购买公有云或类似资源"})
    found = life.verdicts()
    assert found["ai_no_public_cloud"].word == "不通过"
    other = pooled(world.project("另一项目", 200, "市水务局"))
    other.hand_in("scheme")
    other.record("scheme.submit", "done", facts={**SCHEME, "ai_place": "建在别处，不购买公有云"})
    assert other.verdicts()["ai_on_government"].word == "提醒"
    assert other.verdicts()["ai_no_public_cloud"].word == "通过"


def test_function_points_of_a_key_project_are_held_against_its_estimate(world):
    life = passed(pooled(world.project("智慧水务", 36.96, "市水务局")), 36.96)
    told = {"price": "1200"}
    counts = (("外部输入", "20", "4"), ("外部输出", "12", "5"), ("外部查询", "15", "4"),
              ("内部逻辑文件", "8", "10"), ("外部接口文件", "4", "7"))  # fmt: skip
    for kind, count, weight in counts:
        life.row(
            "function_point", item=f"{kind}功能", kind=kind, count=count, weight=weight, **told
        )
    life.hand_in("budget")
    key = {"is_key_project": "是", "key_reason": "涉及全市供水。"}
    life.record("budget.send", "done", facts=key)
    found = life.verdicts()
    assert found["function_cost_covers"].word == "通过"
    assert found["function_points_weighed"].word == "通过"
    assert "36.96 万元" in found["function_cost_covers"].arithmetic
    life.record("budget.measure", "agreed")
    life.record("budget.propose", "agreed", facts={"reviewed_amount": "36.96"})
    assert life.now().amounts["reviewed"] == 36_960_000


# -- procurement, contracts


def test_no_notice_before_the_consistency_check(world):
    life = issued(world).on(2026, 3, 10)
    tender = tendered(life, 680, notice_on="2026-03-09")
    assert life.verdicts(tender)["notice_after_consistency"].word == "不通过"
    life.record("consistency.review", "agreed", tender)
    assert life.verdicts(tender)["notice_after_consistency"].word == "不通过"
    life.correct(tender, notice_on="2026-03-10")
    assert life.verdicts(tender)["notice_after_consistency"].word == "通过"


def test_content_and_money_outside_the_scheme_are_for_a_person(world):
    life = issued(world).on(2026, 3, 10)
    tender = tendered(life, 680)
    life.row(
        "consistency_line", parent=tender, item="大屏", approved_item="大屏", amount="0.01",
        approved_amount="0",
    )  # fmt: skip
    refused = refusal(life.record, "consistency.review", "agreed", tender)
    assert "采购内容与方案一致（需人工判断）、采购金额与方案一致（需人工判断）" in refused.what
    assert refused.clauses == ("第十一条",)


def test_a_second_tender_published_unchecked_stops_the_contract(world):
    life = issued(world).on(2026, 3, 10)
    life.record("consistency.review", "agreed", tendered(life, 680))
    contract = contracted(life, 612, 2026, 3, 10)
    assert life.verdicts(contract)["contract_after_consistency"].word == "通过"
    second = life.row("procurement", title="二期", kind="建设实施", method="公开招标", budget="60")
    assert life.verdicts(contract)["contract_after_consistency"].word == "通过"
    life.correct(second, notice_on="2026-03-10")
    verdict = life.verdicts(contract)["contract_after_consistency"]
    assert (verdict.word, "没有审核就发了公告的 1 项" in verdict.message) == ("不通过", True)


def test_a_contract_states_all_six_rights(world):
    life = issued(world).on(2026, 3, 10)
    life.record("consistency.review", "agreed", tendered(life, 680))
    contract = contracted(life.on(2026, 3, 20), 600, 2026, 3, 20)
    life.correct(contract, owns_trademark="否")
    refused = refusal(life.record, "contract_filing.file", "filed", contract)
    assert "合同写明六项产权归属：不通过（第十条）" in refused.what


def test_the_start_waits_for_five_systems(world):
    life = issued(world).on(2026, 4, 1)
    facts = {**STARTED, "rule_supervision": "否"}
    refused = refusal(life.record, "construction_start.start", "done", facts=facts)
    assert "五项制度落实：不通过（第九条）" in refused.what


# -- holds


def test_an_ordered_unit_may_not_apply_until_its_correction_is_done(world):
    regulations.sign_reading(
        world.desk, "reading.order_cause", "alone", since=date(2025, 7, 10), reason="局务会",
        signer="负责人",
    )  # fmt: skip
    life = world.project("智慧水务", 680, "市水务局")
    life.hand_in("pool_entry")
    finding = world.finding(life, "合同没有备案", "未履行审核、备案程序", **UNFILED)
    life.record("rectification_order.order", "issued", finding)
    refused = refusal(life.record, "pool_entry.bureau", "agreed", facts=REVIEWED)
    assert "整改完成前不得申报" in refused.what
    other = world.project("医保核查", 200, "市医疗保险中心")
    assert "pool_entry.bureau" in other.turn()
    late = world.project("水质监测", 90, "市水务局")
    assert "pool_entry.bureau" not in late.turn()
    life.on(2025, 8, 8)
    mended = {"finding.done_on": "2025-08-08"}
    life.record("rectification_order.report", "reported", finding, facts=mended)
    life.record("rectification_order.review", "agreed", finding)
    life.record("pool_entry.bureau", "agreed", facts=REVIEWED)
    assert "pool_entry.bureau" in late.turn()  # applied for while the unit might not


def test_lateness_alone_is_for_a_person_while_unsigned(world):
    life = world.project("智慧水务", 680, "市水务局")
    finding = world.finding(life, "合同没有备案", "未履行审核、备案程序", **UNFILED)
    verdict = life.verdicts(finding)["order_grounded"]
    assert verdict.word == "需人工判断"
    refused = refusal(life.record, "rectification_order.order", "issued", finding)
    assert "属于第二十七条的情形" in refused.what


def test_a_great_danger_stops_the_running_system_until_restarted(world):
    life = running(world)
    danger = {"facts": "端口对公网开放", "clause": "第二十一条", "due_on": "2026-12-31"}
    finding = world.finding(life, "数据库对公网开放", "重大安全隐患", **danger)
    life.record("danger_stop.stop", "issued", finding)
    assert life.now().state == "stopped"
    life.record("danger_stop.report", "reported", finding)
    facts = {"restart_evidence": "复测报告。", "finding.done_on": "2026-12-01"}
    life.record("danger_stop.restart", "agreed", finding, facts=facts)
    assert life.now().state == "operating"


def test_a_failing_system_gets_no_money_for_operation(world):
    unit = world.unit("市水务局")
    with world.desk.workspace.begin(world.desk.act("seed", "登记系统")) as uow:
        system = uow.systems.add(name="智慧水务", unit_id=unit)
    flag = world.bureau.row(
        "system_flag", owner=Owner(system_id=system.id), system_name="智慧水务",
        case="未更新数据", found_on="2025-07-10",
    )  # fmt: skip
    request = world.bureau.row(
        "om_request", owner=Owner(unit_id=unit), year="2026", title="年度运维", amount="30"
    )
    world.bureau.row(
        "om_line", parent=request, owned=False, item="驻场", system_name="智慧水务",
        quantity="1", price="300000",
    )  # fmt: skip
    refused = refusal(world.bureau.record, "om_review.bureau", "agreed", request)
    assert "系统符合汇聚更新、密码、安全要求：不通过（第二十六条）" in refused.what
    world.bureau.record("flag_clearing.clear", "agreed", flag)
    world.bureau.record("om_review.bureau", "agreed", request)


# -- acceptance and after


def running(world):
    """A project accepted on 10 November 2026 and in operation since 1 December."""
    life = checked(building(world).on(2026, 11, 2))
    life.on(2026, 11, 10).record("acceptance.accept", "agreed")
    life.record("acceptance.file", "filed")
    life.on(2026, 12, 1).record("operation.start", "done")
    return life


def test_the_self_evaluation_counts_from_the_later_of_acceptance_and_operation(world):
    life = running(world)
    duty = life.duties()["self_evaluation_due"]
    assert (duty.due, duty.is_house) == (date(2027, 12, 1), False)
    life.on(2027, 11, 1).hand_in("self_evaluation")
    life.record("self_evaluation.evaluate", "done", facts={"self_score": "88"})
    life.record("self_evaluation.bureau_receipt", "noted")
    assert life.duties()["self_evaluation_due"].is_open
    life.record("self_evaluation.finance_receipt", "noted")
    life.record("self_evaluation.closed", "done")
    assert not life.duties()["self_evaluation_due"].is_open
    assert life.now().state == "self_evaluated"


def test_the_regulation_itself_expires(world):
    duty = world.regime_duty("regime_expiry", "2027-05-01")
    assert duty.due == date(2027, 10, 28)
    assert duty.remind_on == (date(2027, 5, 1), date(2027, 9, 28))
    life = world.on("2027-10-29").project("新项目", 100)
    verdict = life.verdicts()["in_force"]
    assert (verdict.word, verdict.clauses) == ("需人工判断", ("第三十条",))


# -- C3, C5, C6, C7 under this regulation


@pytest.mark.parametrize(
    ("name", "wan", "nature"),
    [("新建499.99", 499.99, "new"), ("新建500", 500, "new"), ("续建820", 820, "continuing"),
     ("购买服务120", 120, "service")],
)  # fmt: skip
def test_c3_every_amount_and_nature_takes_the_same_route(world, name, wan, nature):
    life = pooled(world.project(name, wan, nature=nature))
    life.hand_in("scheme")
    for step in ROUTE:
        assert step in life.turn()
        assert {"第七条(二)", "第七条(三)"} & set(life.clauses(step))
        life.record(step, next(iter(life.turn()[step].labels)), facts=_of(step))
    assert sorted(step for step in life.turn() if step.startswith("scheme")) == ["scheme.decision"]


def _of(step):
    return SCHEME if step == "scheme.submit" else {}


def test_c3_outside_the_list_is_out_after_the_budget_and_a_county_unit_is_not_governed(world):
    world.bureau.correct(world.round, arranged_on="2026-01-20")
    late = world.on("2026-03-02").project("计划外300", 300)
    assert late.verdicts()["after_budget"].word == "提醒"
    refused = refusal(late.record, "pool_entry.bureau", "agreed", facts=REVIEWED)
    assert "预算安排后不再追加（提醒）" in refused.what
    county = world.project("乡镇80", 80, "利津县大数据局")
    verdict = county.verdicts()["unit_covered"]
    assert (verdict.word, verdict.clauses) == ("需人工判断", ("第二条",))


def change(life, number, moved, **more):
    day = life.clock.now.date().isoformat()
    given = {"case": "技术方案完善优化", "delta": "0", "goal_unchanged": "是", "is_needed": "是"}
    given |= {"decided_on": day, "filed_on": day, "moved": moved, **more}
    row = life.row("change", number=number, title=f"调整{number}", **given)
    life.hand_in("change_filing", row)
    return row


def sign_sum(world, reading):
    regulations.sign_reading(
        world.desk, "reading.change_sum", reading, since=date(2026, 5, 6), reason="局务会",
        signer="负责人",
    )  # fmt: skip


@pytest.mark.parametrize("reading", ["single", "cumulative"])
def test_c5_unsigned_nothing_passes_and_under_both_readings_both_are_filed(world, reading):
    """41.50 alone is 6.10 % of 680.00, with the 60.00 before 101.50: 14.93 %; 15 % is 102.00."""
    life = building(world).on(2026, 5, 6)
    first, second = change(life, "BG-1", "60"), change(life, "BG-2", "41.50")
    verdict = life.verdicts(second)["change_within_rate"]
    assert verdict.word == "需人工判断"
    assert verdict.arithmetic.count("102.00 万元（通过）") == 2
    why = "两种读法都在线内。"
    refused = refusal(life.record, "change_filing.file", "filed", first, override_reason=why)
    assert "调整不超过概算的15%：需人工判断（第十三条）" in refused.what
    assert "须先签定口径" in refused.advice
    sign_sum(world, reading)
    life.record("change_filing.file", "filed", first)
    assert life.verdicts(second)["change_within_rate"].word == "通过"
    life.record("change_filing.file", "filed", second)
    assert life.entry(second).state == "change_filed"


@pytest.mark.parametrize(
    ("second", "word"), [("41.99", "通过"), ("42", "通过"), ("42.01", "不通过")]
)
def test_c5_the_sum_below_on_and_above_15_percent(world, second, word):
    life = building(world).on(2026, 5, 6)
    sign_sum(world, "cumulative")
    change(life, "BG-1", "60")
    assert life.verdicts(change(life, "BG-2", second))["change_within_rate"].word == word


def test_c5_without_one_of_the_three_reasons_it_goes_to_approval(world):
    life = building(world).on(2026, 5, 6)
    row = change(life, "BG-1", "1", case="不属于以上情形")
    refused = refusal(life.record, "change_filing.file", "filed", row)
    assert "属于三种情形之一：不通过（第十三条(一)-(三)）" in refused.what
    life.record("change_approval.review", "agreed", row)
    life.record("change_approval.approve", "agreed", row)
    assert life.entry(row).state == "change_approved"


def test_c6_a_contract_of_24_january_2025_is_filed_by_13_february(tmp_path):
    world = Dongying(tmp_path / "ws", date(2024, 11, 4))
    world.call(year="2025", opens="2024-11-01", closes="2024-12-31")
    life = pooled(world.project("智慧水务", 680, "市水务局", recorded={"budget_year": 2025}))
    life.on(2025, 1, 24)
    contract = contracted(life, 612, 2025, 1, 24)
    duty = life.duties(contract)["contract_filing_due"]
    assert (duty.due, duty.is_house, duty.is_estimated) == (date(2025, 2, 13), False, False)
    assert duty.clauses == ("第十二条",)
    world.close()


@pytest.mark.parametrize("wan", [199.99, 200])
def test_c7_at_199_99_and_at_200_the_unit_accepts_after_the_bureau_checked(world, wan):
    life = building(world, wan=wan).on(2026, 11, 2)
    refused = refusal(life.record, "acceptance.accept", "agreed")
    assert "先审核后验收" in refused.what
    checked(life)
    life.on(2026, 11, 10).record("acceptance.accept", "agreed")
    assert life.now().state == "accepted"
    assert life.duties()["acceptance_filing_due"].due == date(2026, 11, 24)
    life.record("acceptance.file", "filed")
    assert life.now().state == "acceptance_filed"


def test_c7_a_paper_without_its_electronic_copy_fails_the_check(world):
    life = building(world).on(2026, 11, 2)
    life.row("archive_item", order="2", title="会议纪要", is_electronic="否")
    with pytest.raises(Exception, match="形成电子档案：不通过（第十六条）"):
        checked(life)


def test_all_facts_of_the_form_are_asked(world):
    life = world.project("智慧水务", 680, "市水务局")
    known = life.course().facts.known
    assert {name for name in APPLIED if name not in known} == set()


# -- what the window and the workbooks say


def test_the_application_form_asks_what_this_regime_asks(world):
    with world.desk.workspace.read() as view:
        pack = current_pack(world.desk, view)
        spec = workspace_specs(view, pack)["reserve_pool"]
    titles = [column.title for column in spec.columns]
    assert spec.title == "东营市市级政务数字化项目入库申请表"
    assert {"预算年度", "省级建设情况", "与统建计划的关系", "政府投资项目情形"} <= set(titles)
    assert not {"参照管理情形", "是否视频监控", "是否依托统一平台"} & set(titles)


def test_the_tab_of_applications_bears_the_regimes_word(world):
    assert opened(world.desk).tab_titles == {"reserve_pool": "项目库"}
    assert pool_list(world.desk).title == "项目库"


PAPERS = {
    "first_review_opinion": ("市财政局初审意见", "第七条(一)"),
    "scheme_joint_sheet": ("市密码管理局合规性意见", "第七条(三)"),
    "scheme_opinion": ("四、投资概算", "第七条(二)"),
    "acceptance_check_opinion": ("没有审核或审核不通过的，不得组织竣工验收", "第二十三条"),
    "acceptance_filing_form": ("验收日期2026年11月10日", "第二十四条"),
    "acceptance_filing_receipt": ("予以备案", ""),
    "life_line": ("印发日期2026年2月10日", "第四条"),
}


def test_the_papers_of_a_whole_life_say_offices_and_clauses(world):
    life = running(world)
    for form, (words, clause) in PAPERS.items():
        text = said(world.desk, form, life.subject)
        assert words in text, form
        assert clause in text, form
    with world.desk.workspace.read() as view:
        rows = {each.register_id: each.subject for each in view.registers.of_owners(
            "project_id", (life.project.id,))}  # fmt: skip
    assert "超出" in said(world.desk, "consistency_opinion", rows["procurement"])
    filed = said(world.desk, "contract_filing_form", rows["contract"])
    assert "源代码归属是" in filed
    assert "第十二条" in filed
