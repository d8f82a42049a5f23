"""The Yiyang regulation at work: money first, reviews, every change agreed, eight papers, audit."""

import random
from datetime import date

import pytest

from desktop_app.domain.record import Subject
from desktop_app.domain.register import Owner
from desktop_app.errors import Refused
from desktop_app.use_cases.registers.project_draw import draw_projects, project_lot_outlook
from desktop_app.use_cases.reserve_pool.classifying import mark_classified
from desktop_app.use_cases.reserve_pool.materials import hand_in_material
from tests.scenario.bureau import refusal
from tests.scenario.regime_world import said
from tests.scenario.yiyang import (
    EIGHT,
    SEVEN,
    Yiyang,
    accepted,
    agreed,
    applied_for_acceptance,
    audit_round,
    budgeted,
    building,
    contract,
    examined,
    funded,
    initially_accepted,
    papers,
    ready,
    third_party,
    under,
)


@pytest.fixture
def world(tmp_path):
    world = Yiyang(tmp_path / "ws")
    yield world
    world.close()


# -- money, design, reviews


def test_no_design_before_the_money_is_settled(world):
    life = world.project("智慧水利", 680)
    assert "design.submit" not in life.turn()
    assert life.turn().keys() >= {"funding.study"}
    funded(life, 680)
    assert life.now().state == "designed"
    assert "project_review.accept" in life.turn()


def test_money_a_unit_cannot_raise_is_for_a_person_a_city_project_is_not(world):
    life = world.project("智慧水利", 680)
    life.hand_in("funding")
    money = {"sought_amount": "300", "idle_amount": "100", "own_amount": "279.99"}
    told = {"paper_kind": "建设方案", "paper_complete": "是", "many_years": "否"}
    life.record("funding.study", "done", facts={**money, **told, "planned_cost": "680"})
    assert life.verdicts()["self_raised"].word == "需人工判断"
    city = world.project("城市大脑", 680, recorded={"decided_by": "city"})
    city.hand_in("funding")
    nothing = dict.fromkeys(money, "0")
    city.record("funding.study", "done", facts={**nothing, **told, "planned_cost": "680"})
    assert city.verdicts()["self_raised"].word == "通过"


def test_a_review_asks_for_four_papers_and_the_chapter_in_both(world):
    life = papers(funded(world.project("智慧水利", 680), 680), 680)
    told = {"chapter_in_paper": "是", "chapter_in_design": "否", "basic_kind": "不是"}
    bare = refusal(life.record, "project_review.accept", "done", facts=told)
    named = ("可行性研究报告或建设方案", "项目初步设计方案", "资金来源", "概算")
    assert all(f"缺材料：{paper}" in bare.what for paper in named)
    life.hand_in("project_review")
    life.record("project_review.accept", "done", facts=told)
    facts = {"estimate_amount": "680"}
    refused = refusal(life.record, "project_review.decision", "agreed", facts=facts)
    assert "两份文本都有数据共享分析篇（章）：不通过（第九条）" in refused.what


def test_an_own_machine_room_is_stopped_unless_reasoned(world):
    life = papers(funded(world.project("智慧水利", 680), 680), 680)
    life.row("estimate_line", order="3", item="中心机房装修", kind="其他", base="机房", amount="1")
    life.hand_in("project_review")
    told = {"chapter_in_paper": "是", "chapter_in_design": "是", "basic_kind": "不是"}
    life.record("project_review.accept", "done", facts=told)
    assert life.verdicts()["no_own_base"].word == "不通过"
    facts = {"estimate_amount": "681", "base_exception": "审查同意保留监控机房。"}
    life.record("project_review.decision", "agreed", facts=facts, override_reason="市政府已批示。")
    assert life.now().state == "agreed_state"


def test_data_for_everybody_opened_to_one_company_stop_the_review(world):
    life = papers(funded(world.project("智慧水利", 680), 680), 680)
    row = life.row(
        "project_catalogue", code="M-99", name="河长制", item="河长", share_type="无条件共享",
        is_wide="是", audience="仅特定企业、社会组织",
    )  # fmt: skip
    life.hand_in("project_review")
    told = {"chapter_in_paper": "是", "chapter_in_design": "是", "basic_kind": "不是"}
    life.record("project_review.accept", "done", facts=told)
    facts = {"estimate_amount": "680"}
    refused = refusal(life.record, "project_review.decision", "agreed", facts=facts)
    assert "不得只向特定对象开放：不通过（第九条）" in refused.what
    life.correct(row, audience="普遍开放")
    life.record("project_review.decision", "agreed", facts=facts, override_reason="应急。")
    assert life.now().state == "agreed_state"


def test_the_technical_review_wants_all_seven_topics(world):
    life = agreed(papers(funded(world.project("智慧水利", 680), 680), 680), 680)
    life.row(
        "expert_review", title="初设评审", kind="技术评审", conclusion="通过", held_on="2024-09-02"
    )
    life.record("technical_review.experts", "agreed")
    facts = {**SEVEN, "review_equipment": "需完善"}
    refused = refusal(life.record, "technical_review.opinion", "agreed", facts=facts)
    assert "技术评审七个方面：不通过（第十条）" in refused.what
    life.record("technical_review.opinion", "agreed", facts=SEVEN)
    assert life.now().state == "examined"


def test_no_tender_before_both_papers(world):
    life = examined(agreed(papers(funded(world.project("智慧水利", 680), 680), 680), 680))
    tender = life.row("procurement", title="平台", kind="建设实施", method="公开招标", budget="680")
    refused = refusal(life.record, "tender_check.check", "done", tender)
    assert "审查意见和评审报告齐了再采购：不通过（第十二条）" in refused.what
    budgeted(life, 680)
    life.record("tender_check.check", "done", tender)
    assert life.entry(tender).state == "tender_checked"


@pytest.mark.parametrize(
    ("until", "word"), [("2028-11-29", "提醒"), ("2028-11-30", "通过"), ("2028-12-01", "通过")]
)
def test_three_years_of_operation_below_on_and_above(world, until, word):
    life = ready(world)
    assert life.verdicts(contract(life, 600, om_until=until))["om_three_years"].word == word


def test_a_major_project_is_supervised_by_the_qualified(world):
    life = ready(world, wan=2000, major="是")
    contract(life, 1900)
    refused = refusal(life.record, "construction_start.start", "done")
    assert "重大项目有监理：不通过（第十四条）" in refused.what
    certified = {"supervision_number": "JL-1", "supervision_until": "2026-01-01"}
    watcher = contract(
        life, 30, "监理", **certified, engineer="李工", engineer_number="ZY-1",
        engineer_until="2024-09-01",
    )  # fmt: skip
    late = refusal(life.record, "contract_check.check", "done", watcher)
    assert "监理资质和执业资格：不通过（第十四条）" in late.what
    life.correct(watcher, engineer_until="2026-01-01")
    life.record("contract_check.check", "done", watcher)
    life.record("construction_start.start", "done")
    assert life.now().state == "building"


# -- the yearly plans


def test_the_annual_plan_is_deliberated_before_it_is_approved(world):
    life = agreed(papers(funded(world.project("智慧水利", 680), 680), 680), 680)
    life.record("plan_entry.apply", "done", facts={"plan_year": "2025"})
    plan = world.bureau.row("plan", owned=False, year="2025", edition="1", title="2025年计划")
    life.row(
        "annual_item", parent=plan, project_name="智慧水利", asked="680", planned_amount="680",
        decision="列入",
    )  # fmt: skip
    world.bureau.record("annual_plan.draft", "done", plan)
    early = refusal(world.bureau.record, "annual_plan.government", "agreed", plan)
    assert "领导小组审议" in early.what + early.advice
    world.bureau.record("annual_plan.deliberate", "agreed", plan)
    world.bureau.record("annual_plan.government", "agreed", plan)
    world.bureau.record("annual_plan.issue", "issued", plan)
    assert life.now().amounts["planned"] == 680_000_000
    assert life.verdicts()["in_plan"].word == "通过"


def test_the_special_plan_has_two_drafters_and_no_government(world):
    life = funded(world.project("智慧水利", 680), 680)
    life.record("special_entry.apply", "done", facts={"special_year": "2025"})
    plan = world.bureau.row(
        "special_plan", owned=False, year="2025", edition="1", title="2025年专项", ceiling="679.99"
    )
    life.row(
        "special_item", parent=plan, project_name="智慧水利", asked="680", planned_amount="680",
        decision="列入",
    )  # fmt: skip
    assert life.verdicts(plan)["special_within_ceiling"].word == "需人工判断"
    world.bureau.correct(plan, ceiling="680")
    world.bureau.record("special_course.bureau", "done", plan)
    assert "special_course.deliberate" not in world.bureau.turn(plan)
    world.bureau.record("special_course.finance", "agreed", plan)
    world.bureau.record("special_course.deliberate", "agreed", plan)
    assert world.bureau.entry(plan).state == "special_issued"
    assert life.now().amounts["planned"] == 680_000_000


# -- special money


def fund(life, kind, amount, purpose="平台建设", day="2025-03-10"):
    return life.row(
        "fund_entry", year="2025", kind=kind, purpose=purpose, amount=amount, dated_on=day
    )


def test_special_money_is_arranged_within_income_and_paid_for_its_purpose(world):
    life = ready(world)
    year = world.bureau.row("fund_year", owned=False, year="2025", carried="200", income="800")
    life.record("fund_check.check", "agreed", fund(life, "安排", "1000"))
    assert life.verdicts(year)["fund_in_income"].word == "通过"
    fund(life, "安排", "0.01", "补充")
    assert life.verdicts(year)["fund_in_income"].word == "不通过"
    other = fund(life, "支付", "8", "办公设备", "2025-04-01")
    refused = refusal(life.record, "fund_check.check", "agreed", other)
    assert "支付不改用途：不通过（第二十一条）" in refused.what
    life.record("fund_check.check", "agreed", fund(life, "支付", "8", day="2025-04-02"))


def test_diverted_money_is_recovered_and_goes_back_to_the_ledger(world):
    life = world.project("智慧水利", 680)
    year = world.bureau.row("fund_year", owned=False, year="2025", carried="0", income="800")
    later = world.bureau.row("fund_year", owned=False, year="2026", carried="0", income="0")
    given = {"measure": "追回", "measure_amount": "8", "facts": "购置设备"}
    finding = world.finding(life, "挪用", fund_kind="挪用", **given)
    arranged = fund(life, "安排", "808")
    bare = refusal(life.record, "fund_sanction.decide", "issued", finding)
    assert "写明违规情形和资金处理：不通过（第二十一条）" in bare.what
    life.correct(finding, measure_year="2025")
    assert life.verdicts(year)["fund_in_income"].word == "不通过"
    life.record("fund_sanction.decide", "issued", finding)
    life.record("fund_check.check", "agreed", arranged)
    assert life.verdicts(year)["fund_in_income"].word == "通过"
    life.record("fund_sanction.finish", "done", finding)
    assert life.verdicts(year)["fund_in_income"].word == "通过"
    life.row(
        "fund_entry", year="2026", kind="安排", purpose="二期", amount="8", dated_on="2026-02-02"
    )
    assert life.verdicts(later)["fund_in_income"].word == "不通过"
    assert life.course().facts["project_open_findings"].value == 0


def test_payment_stops_while_money_is_stopped_and_a_cut_lowers_what_may_be_paid(world):
    life = world.project("智慧水利", 680)
    life.record("fund_check.check", "agreed", fund(life, "安排", "300"))
    paid = fund(life, "支付", "298.01", day="2025-04-01")
    held = world.finding(life, "滞留", fund_kind="滞留", measure="停止拨付", facts="一年未用")
    life.record("fund_sanction.stop", "issued", held)
    assert "停止拨付专项资金" in refusal(life.record, "fund_check.check", "agreed", paid).what
    life.record("fund_sanction.finish", "done", held)
    cut = {"measure": "核减", "measure_amount": "2", "measure_year": "2025", "facts": "虚报"}
    life.record(
        "fund_sanction.decide", "issued", world.finding(life, "虚列", fund_kind="虚列", **cut)
    )
    over = refusal(life.record, "fund_check.check", "agreed", paid)
    assert "支付不超过安排：不通过（第二十一条）" in over.what
    life.correct(paid, amount="298")
    life.record("fund_check.check", "agreed", paid)


def test_idle_special_money_is_for_a_person_after_twelve_months(world):
    life = ready(world)
    fund(life, "安排", "300")
    assert life.on(2026, 3, 10).verdicts()["fund_not_idle"].word == "通过"
    assert life.on(2026, 3, 11).verdicts()["fund_not_idle"].word == "需人工判断"


def test_a_reward_comes_after_acceptance(world):
    life = building(world)
    reward = life.row("reward", title="奖补", asked_on="2024-09-02", self_funded="680", asked="136")
    refused = refusal(life.record, "reward_claim.apply", "done", reward)
    assert "建成后才奖补：不通过（第七条第二款）" in refused.what
    accepted(life)
    life.record("reward_claim.apply", "done", reward)
    life.correct(reward, granted="136")
    life.record("reward_claim.decide", "agreed", reward)
    assert life.entry(reward).state == "reward_granted"


# -- C5: every change needs consent


def change(life, number, moved, needed="是"):
    day = life.clock.now.date().isoformat()
    row = life.row(
        "change", number=number, title=f"调整{number}", decided_on=day, moved=moved, delta="0",
        case="技术方案完善优化", goal_unchanged="是", is_needed=needed, reason="接口调整",
    )  # fmt: skip
    life.hand_in("change_consent", row)
    return row


@pytest.mark.parametrize("moved", ["60", "41.50", "0.01"])
def test_c5_every_change_needs_consent_whatever_its_size(world, moved):
    life = building(world)
    row = change(life, "BG-1", moved)
    assert life.verdicts(row)["change_agreed_first"].word == "提醒"
    bare = refusal(life.record, "change_consent.review", "agreed", row, document_number="")
    assert "文号" in bare.what
    life.record("change_consent.review", "agreed", row)
    assert life.entry(row).state == "change_agreed"


def test_c5_an_open_or_unauthorised_change_means_no_acceptance(world):
    life = building(world)
    row = change(life, "BG-1", "60")
    applied_for_acceptance(initially_accepted(life))
    facts = {"refused_changes_made": "否"}
    refused = refusal(life.record, "completion.accept", "agreed", facts=facts)
    assert "没有擅自变更：不通过（第十三条）" in refused.what
    life.record("change_consent.review", "agreed", row)
    found = refusal(
        life.record, "completion.accept", "agreed", facts={"refused_changes_made": "是"}
    )
    assert "没有擅自变更：不通过（第十三条）" in found.what
    life.record("completion.accept", "agreed", facts=facts)
    assert life.now().state == "accepted"


def test_c5_a_change_nobody_needs_takes_a_reason(world):
    life = building(world)
    refused = refusal(life.record, "change_consent.review", "agreed", change(life, "1", "1", "否"))
    assert "确需变更（提醒）" in refused.what


# -- C7: acceptance


@pytest.mark.parametrize("wan", [199.99, 200])
def test_c7_at_199_99_and_at_200_the_bureau_accepts_after_the_unit(world, wan):
    life = building(world, wan=wan)
    life.hand_in("completion")
    early = refusal(life.record, "completion.apply", "done")
    assert "先初验后申请：不通过（第十六条第一款）" in early.what
    accepted(life)
    assert life.now().state == "accepted"
    with pytest.raises(Refused):
        life.record("completion.accept", "agreed")


def test_c7_what_failed_is_applied_for_again_what_is_accepted_is_not(world):
    life = applied_for_acceptance(initially_accepted(building(world)))
    life.record("completion.accept", "returned", opinion="等保没有测评。")
    assert life.now().state == "acceptance_failed"
    facts = {"refused_changes_made": "否"}
    applied_for_acceptance(life).record("completion.accept", "agreed", facts=facts)
    assert life.now().state == "accepted"
    assert not [step for step in life.turn() if step.startswith("completion.")]
    due = life.duties()["self_evaluation_due"].due
    with pytest.raises(Refused):
        life.record("completion.apply", "done")
    assert life.duties()["self_evaluation_due"].due == due


def test_c7_the_application_carries_eight_papers(world):
    life = initially_accepted(building(world))
    refused = refusal(life.record, "completion.apply", "done")
    asked = ("批准建设文件", "实施方案", "竣工报告", "系统试运行和初步验收报告", "用户受训报告",
             "网络及软硬件测试报告", "安全分析报告")  # fmt: skip
    assert all(f"缺材料：{paper}" in refused.what for paper in asked)
    assert "监理报告" not in refused.what
    contract(life, 20, "监理", supervision_number="JL-1")
    for paper in EIGHT:
        if paper != "supervision_report":
            hand_in_material(life.desk, life.subject, "completion", paper)
    last = refusal(life.record, "completion.apply", "done")
    assert "缺材料：监理报告" in last.what


def test_c7_custom_software_is_tested_before_and_major_projects_more(world):
    life = ready(world, wan=2000, major="是")
    certified = {"supervision_number": "JL-1", "supervision_until": "2026-01-01"}
    contract(life, 1900)
    contract(
        life,
        30,
        "监理",
        **certified,
        engineer="李工",
        engineer_number="Z",
        engineer_until="2026-01-01",
    )
    life.record("construction_start.start", "done")
    life.hand_in("initial_acceptance")
    custom = {"has_custom_software": "是"}
    refused = refusal(life.record, "initial_acceptance.accept", "agreed", facts=custom)
    assert "定制软件初验前检测：不通过（第十五条）" in refused.what
    applied_for_acceptance(initially_accepted(life))
    facts = {"refused_changes_made": "否"}
    more = refusal(life.record, "completion.accept", "agreed", facts=facts)
    assert "重大项目四类检测：不通过（第十五条）" in more.what
    for kind in ("源代码", "数据库系统", "网络和信息安全保密"):
        third_party(life, kind, "2024-09-02")
    life.record("completion.accept", "agreed", facts=facts)


def test_a_system_found_classified_waits_for_the_secrecy_bureau(world):
    """Marked after acceptance: what may still be recorded are days and numbers (第十六条第二款)."""
    life = world.project("政务内网", 680)
    with life.desk.workspace.begin(life.desk.act("seed", "已验收")) as uow:
        uow.projects.change(life.project.id, state="accepted")
    mark_classified(life.desk, life.project.id, "定密〔2025〕1号")
    used = {"operating_body": "信息中心", "operating_rules": "是"}
    refused = refusal(life.record, "operation.start", "done", facts=used)
    assert "涉密系统经保密局审核才投用：不通过（第十六条第二款）" in refused.what
    for step in ("technical", "budget"):
        life.record(f"classified_course.{step}", "noted")
    life.record("classified_course.qualification", "agreed")
    life.record("classified_course.use", "returned")
    assert life.now().state == "accepted"
    life.record("classified_course.use", "agreed")
    assert life.now().state == "operating"


# -- C6: no day of the law, only the office's own


def test_c6_every_date_is_the_offices_own(world):
    life = accepted(building(world))
    duties = life.duties()
    assert duties["self_evaluation_due"].due == date(2025, 9, 2)
    # twenty working days: 14 and 29 September are worked, 15 to 17 are not
    assert duties["audit_handover_due"].due == date(2024, 9, 30)
    assert {duty.is_house for duty in duties.values()} == {True}
    assert "contract_filing_due" not in duties


# -- C3: one route whatever the amount


@pytest.mark.parametrize(
    ("wan", "nature"), [(499.99, "new"), (500, "new"), (820, "extend"), (120, "service")]
)
def test_c3_every_amount_takes_the_same_reviews(world, wan, nature):
    life = papers(funded(world.project("项目", wan, nature=nature), wan), wan)
    agreed(life, wan)
    assert "technical_review.experts" in life.turn()
    budgeted(examined(life), wan)
    assert life.now().state == "budgeted"


def test_c3_outside_the_plan_is_warned_and_a_county_unit_follows_by_reference(world):
    life = papers(funded(world.project("计划外", 300), 300), 300)
    assert life.verdicts()["in_plan"].word == "提醒"
    county = world.project("区县项目", 80, "赫山区数据局", recorded={"by_reference_kind": "county"})
    assert "county_reference.note" in county.turn()
    assert "funding.study" not in county.turn()


# -- audit at 2000 and the sample below


def test_at_2000_the_audit_plan_and_finance_below_a_sample(world):
    small = accepted(building(world, "小项目", 1999.99))
    even = accepted(building(world, "大项目", 2000))
    assert "settlement.review" in small.turn()
    assert "settlement.review" in even.turn()
    assert "audit_planned_in" not in small.verdicts()
    assert even.verdicts()["audit_planned_in"].word == "提醒"
    planned = audit_round(world)
    even.row("audit_plan_item", owner=under(planned, even))
    assert even.verdicts()["audit_planned_in"].word == "通过"
    outlook = project_lot_outlook(world.desk, planned.id)
    assert (outlook.candidates, outlook.rate, outlook.drawn) == (1, "10%", 1)


def test_the_sample_is_drawn_once_by_a_seed_that_is_on_file(world):
    lives = [accepted(building(world, f"项目{number}", 300 + number)) for number in range(3)]
    row = audit_round(world)
    lot = draw_projects(world.desk, row.id)
    order = sorted(life.project.code for life in lives)
    random.Random(lot.seed).shuffle(order)  # noqa: S311 - the same lot again
    assert lot.drawn == tuple(order[:1])
    cells = world.bureau.entry(row).cells
    assert (cells["seed"], cells["rate"], cells["candidates"]) == (lot.seed, "0.1", 3)
    with world.desk.workspace.read() as view:
        note = view.notes.of(Subject("entry", row.id))[0].text
    assert all(life.project.code in note for life in lives)
    drawn = next(life for life in lives if life.project.code == lot.drawn[0])
    assert drawn.course().facts["audit_sampled"].value == 1
    again = refusal(draw_projects, world.desk, row.id)
    assert "已经抽取过" in again.what
    world.bureau.record("audit_arrangement.arrange", "done", row)


def test_nobody_to_draw_is_said(world):
    assert "没有可以抽取的项目" in refusal(draw_projects, world.desk, audit_round(world).id).what


# -- after acceptance


def test_unmet_goals_are_followed_before_money_for_operation(world):
    life = accepted(building(world))
    life.record(
        "operation.start", "done", facts={"operating_body": "信息中心", "operating_rules": "是"}
    )
    with world.desk.workspace.read() as view:
        goals = [e for e in view.registers.of_owners("project_id", (life.project.id,))
                 if e.register_id == "performance_goal"]  # fmt: skip
    for goal, met in zip(goals, ("是", "否"), strict=True):
        life.correct(Subject("entry", goal.id), is_met=met)
    life.hand_in("self_evaluation")
    life.record("self_evaluation.evaluate", "done", facts={"self_score": "80"})
    life.record("self_evaluation.experts", "agreed")
    life.row(
        "expert_review", title="自评评审", kind="自评报告评审", conclusion="通过",
        held_on="2024-09-02",
    )  # fmt: skip
    asked = refusal(life.record, "self_evaluation.conclude", "done")
    assert "没有达到的目标已督促整改（需人工判断）" in asked.what
    finding = world.finding(
        life, "活跃用户不足", source="绩效评价", fund_kind="不属于", facts="只有六成",
        clause="第十八条", due_on="2024-12-31",
    )  # fmt: skip
    life.record("self_evaluation.conclude", "done")
    request = om_request(world, life)
    refused = refusal(world.bureau.record, "om_review.result", "agreed", request)
    assert "整改完再拨付：不通过（第十八条）" in refused.what
    life.record("rectification.notice", "issued", finding)
    mended = {"finding.done_on": life.clock.now.date().isoformat()}
    life.record("rectification.report", "reported", finding, facts=mended)
    life.record("rectification.review", "agreed", finding)
    world.bureau.record("om_review.result", "agreed", request)


def om_request(world, life):
    owner = Owner(unit_id=life.project.unit_id)
    request = world.bureau.row(
        "om_request", owner=owner, year="2025", title="年度运维", amount="30"
    )
    world.bureau.row(
        "om_line", parent=request, owned=False, item="驻场", quantity="1", price="300000"
    )
    world.bureau.record("om_review.bureau", "agreed", request)
    return request


def test_a_subordinate_body_needs_the_opinion_of_its_superior(world):
    with world.desk.workspace.begin(world.desk.act("seed", "登记单位")) as uow:
        above = uow.units.first(name="市水利局")
        uow.units.add(name="水文站", kind="institution", superior_id=above.id)
    life = papers(funded(world.project("水文站项目", 100, "水文站"), 100), 100)
    assert life.verdicts()["superior_agrees"].word in {"资料不足", "需人工判断"}


PAPERS = {
    "funding_form": ("立项争资680.00万元", "第七条第二款"),
    "project_review_opinion": ("市审批服务局审查意见", "第九条"),
    "technical_opinion": ("七、投资概算符合", "第十条"),
    "budget_report": ("系统集成造价", "第十一条"),
    "completion_checklist": ("用户受训报告", "第十六条第一款"),
    "acceptance_opinion": ("擅自变更的不予验收", "第十三条"),
    "settlement_form": ("2000万元以下（含2000万元）的由市财政局评审", "第五条第三款"),
    "audit_letter": ("益阳市审计局", "第二十条"),
}


def test_the_papers_of_a_whole_life_say_offices_and_clauses(world):
    life = accepted(building(world))
    for form, (words, clause) in PAPERS.items():
        text = said(world.desk, form, life.subject)
        assert words in text, form
        assert clause in text, form
    row = audit_round(world)
    lot = draw_projects(world.desk, row.id)
    text = said(world.desk, "audit_sample_list", row)
    assert lot.seed in text
    assert "抽审比例：10%" in text
    assert life.project.code in text
