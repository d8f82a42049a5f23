"""C3 under the Qingyang regulation: the way an amount and a nature send a project."""

import pytest

from desktop_app.domain.project import FundingLine
from desktop_app.use_cases import regulations
from desktop_app.use_cases.reserve_pool.needs import need_register
from desktop_app.values.money import fen_from_wan
from tests.life import ACCEPTED, FIVE_ASPECTS, PLAIN_BUILDING, PREREVIEW, SIX_TOPICS, STARTED
from tests.scenario.bureau import refusal
from tests.scenario.routes import (
    ACCEPT_MERGED,
    UPWARD,
    Go,
    estimated,
    to_the_border,
    walk,
)


@pytest.fixture
def design(plan_year):
    """A project of the plan by its name, with its design papers in."""

    def find(name, wan):
        return plan_year.found(name).designed(wan)

    return find


def test_499_99_new_in_the_plan_is_approved_once_on_merged_papers_in_the_county(design):
    life = design("城区停车诱导", 499.99)
    life.hand_in("merged_approval")
    walk(life, ACCEPT_MERGED, Go("merged_approval.decision", "二(二)2", estimated(499.99)))
    assert life.now().state == "approved"
    assert [s.id for s in life.steps_of("merged_approval").steps] == [
        "accept", "third_party", "decision",
    ]  # fmt: skip


def test_499_99_may_not_take_the_longer_way(design):
    life = design("城区停车诱导", 499.99)
    refused = refusal(life.record, "feasibility_approval.accept", "done", facts=PLAIN_BUILDING)
    assert "“可行性研究报告审批”不适用" in refused.what
    assert "投资额（确定办理路线） 499.99 万元" in refused.what
    assert "二(二)1" in refused.clauses


def test_500_new_in_the_plan_needs_feasibility_then_design_then_city_and_province(design):
    life = design("应急指挥一张图", 500)
    to_the_border(life, 500)
    walk(life, *UPWARD, Go("design_approval.decision", "二(二)2", estimated(500)))
    assert life.now().state == "approved"


def test_500_is_refused_everywhere_out_of_order(design):
    life = design("应急指挥一张图", 500)
    before = life.digest()
    early = refusal(life.record, "design_approval.decision", "agreed", **estimated(500))
    merged = refusal(life.record, "merged_approval.accept", "done", facts=ACCEPTED)
    assert "须先有“可行性研究报告审批”" in early.what
    assert "二(二)2" in early.clauses
    assert "“合并编报文本审批”不适用" in merged.what
    assert life.digest() == before


def test_the_province_comes_after_the_city_and_the_county_after_both(design):
    life = to_the_border(design("应急指挥一张图", 500), 500)
    walk(life, UPWARD[0])
    before = life.digest()
    province = refusal(life.record, "design_approval.upward.province", "agreed")
    county = refusal(life.record, "design_approval.decision", "agreed", **estimated(500))
    assert "须先办“市级审核”" in province.what
    assert province.clauses == ("二(二)4",)
    assert "须先办“市级审核”" in county.what
    assert life.digest() == before


def test_820_continuing_goes_by_feasibility_and_design_without_city_and_province(design):
    life = to_the_border(design("不动产档案数字化", 820), 820)
    upward = [s for s in life.steps_of("design_approval").steps if s.id.startswith("upward")]
    assert {step.status for step in upward} == {"skipped"}
    walk(life, Go("design_approval.decision", "二(二)2", estimated(820)))
    assert life.now().state == "approved"


def test_820_called_continuing_without_the_earlier_project_is_refused(design):
    life = design("户籍室改造二期", 820)
    life.hand_in("feasibility_approval")
    refused = refusal(life.record, "feasibility_approval.accept", "done", facts=PLAIN_BUILDING)
    assert "续建项目写明原项目" in refused.what
    assert "二(二)4" in refused.clauses


def test_120_of_purchased_service_is_approved_on_three_papers(design):
    life = design("外网安全监测服务", 120)
    early = refusal(life.record, "service_approval.accept", "done", facts=ACCEPTED)
    assert all(f"缺材料：{paper}" in early.what for paper in (
        "服务需求方案", "系统建设方案", "购买服务概算",
    ))  # fmt: skip
    life.hand_in("service_approval")
    walk(
        life,
        Go("service_approval.accept", "二(二)2", {"facts": ACCEPTED}),
        Go("service_approval.decision", "二(二)2", {"facts": {"estimate_amount": "120"}}),
    )
    assert life.now().state == "approved"


def test_300_outside_the_plan_passes_the_bureau_then_the_county_government(bureau):
    life = bureau.project("县域治理平台", 300).enter_pool().on(2024, 11, 20)
    life.hand_in("addition")
    walk(life, Go("addition.prereview", "二(二)3", {"facts": PREREVIEW}))
    unnumbered = refusal(life.record, "addition.government", "agreed", document_number="")
    assert "没有填文号" in unnumbered.what
    assert unnumbered.clauses == ("二(二)3",)
    walk(life, Go("addition.government", "二(二)3"))
    assert life.now().track == "added"
    life.designed(300).hand_in("merged_approval")
    walk(life, ACCEPT_MERGED, Go("merged_approval.decision", "二(二)2", estimated(300)))
    assert life.now().state == "approved"


def test_500_outside_the_plan_needs_its_proposal_approved_besides(bureau):
    life = bureau.project("县域治理平台", 500).enter_pool().on(2024, 11, 20)
    life.add_outside_plan().designed(500).hand_in("feasibility_approval")
    refused = refusal(life.record, "feasibility_approval.accept", "done", facts=PLAIN_BUILDING)
    assert "计划外项目已批建议书" in refused.what
    life.hand_in("proposal_approval")
    walk(life, Go("proposal_approval.decision", "二(二)1"))
    to_the_border(life, 500)
    walk(life, *UPWARD, Go("design_approval.decision", "二(二)2", estimated(500)))
    assert life.now().state == "approved"


def test_a_project_in_no_plan_is_approved_only_with_a_recorded_reason(bureau):
    life = bureau.project("县域治理平台", 300).enter_pool().on(2024, 11, 20).designed(300)
    life.hand_in("merged_approval")
    facts = {"facts": {**PLAIN_BUILDING, **ACCEPTED}}
    refused = refusal(life.record, "merged_approval.accept", "done", **facts)
    assert "已列入年度计划或经批准追加（提醒）" in refused.what
    assert "二(一)4" in refused.clauses
    life.record("merged_approval.accept", "done", override_reason="县长办公会纪要。", **facts)
    assert life.verdicts()["in_plan_or_added"].discretion == "原则上（二(一)4）"


def test_80_of_a_township_is_refused_and_becomes_a_need(bureau):
    life = bureau.project("便民服务一体机", 80, unit="杜村乡人民政府")
    refused = refusal(life.record, "pool_entry.prereview", "agreed", facts=PREREVIEW)
    assert "乡镇不得独立建设：不通过" in refused.what
    assert "二(一)2" in refused.clauses
    walk(life, Go("conversion.convert", "二(一)2"))
    assert life.now().state == "converted"
    assert [row.title for row in need_register(bureau.desk)] == ["便民服务一体机"]


@pytest.mark.parametrize(
    ("name", "signed", "status"),
    [
        ("治理中枢300", "total", "open"),
        ("治理中枢300", "share", "skipped"),
        ("治理中枢300", "", "blocked"),
        ("医保核查499.99", "", "blocked"),
        ("医保核查499.99", "share", "skipped"),
        ("水库监测500", "", "open"),
        ("林长巡护500.01", "share", "open"),
    ],
)
def test_600_of_which_the_county_pays_a_part_goes_up_by_the_signed_reading(
    plan_year, design, name, signed, status
):
    life = to_the_border(design(name, 600), 600)
    if signed:
        regulations.sign_reading(
            plan_year.desk, "reading.county_investment", signed,
            since=plan_year.clock.now.date(), reason="局务会", signer="负责人",
        )  # fmt: skip
    assert life.steps_of("design_approval").step("upward.report").status == status


def test_an_unsigned_reading_stops_the_design_and_says_which_to_sign(design):
    life = to_the_border(design("治理中枢300", 600), 600)
    refused = refusal(life.record, "design_approval.upward.report", "reported", facts=SIX_TOPICS)
    assert "资料不足，缺少：“县级投资额”是哪个数" in refused.what


def test_operation_of_600_is_reviewed_by_finance_with_the_bureau_and_goes_nowhere_else(design):
    life = design("信用平台运维", 600)
    life.hand_in("om_approval")
    walk(
        life,
        Go("om_approval.finance", "二(五)4"),
        Go("om_approval.bureau", "二(五)4"),
        Go("om_approval.decision", "二(五)4", {"facts": {"estimate_amount": "600"}}),
    )
    assert life.now().state == "approved"
    assert not {"feasibility_approval.accept", "merged_approval.accept"} & life.turn().keys()


def test_a_project_by_reference_is_reviewed_on_its_scheme_and_may_then_begin(bureau):
    life = bureau.project(
        "园区楼宇智能化", 260, unit="县建投集团",
        recorded={"by_reference_kind": "company"},
        funding=(FundingLine("company", fen_from_wan(260)),),
    )  # fmt: skip
    early = refusal(life.record, "construction_start.start", "done", facts=STARTED)
    assert "“开工”不适用" in early.what
    topics = ("topic_intensive", "topic_sharing", "topic_connection", "topic_collaboration")
    facts = {**dict.fromkeys(topics, "符合"), "estimate_amount": "260"}
    walk(life, Go("scheme_review.review", "一(二)4", {"facts": facts}))
    assert life.now().state == "scheme_agreed"
    assert "construction_start.start" in life.turn()
    assert FIVE_ASPECTS.keys().isdisjoint(life.turn())


def test_one_topic_of_a_scheme_to_be_improved_is_no_consent(bureau):
    life = bureau.project(
        "园区楼宇智能化", 260, unit="县建投集团",
        recorded={"by_reference_kind": "company"},
        funding=(FundingLine("company", fen_from_wan(260)),),
    )  # fmt: skip
    topics = {"topic_intensive": "需完善", "topic_sharing": "符合"}
    facts = {**topics, "topic_connection": "符合", "topic_collaboration": "符合"}
    before = life.digest()
    refused = refusal(life.record, "scheme_review.review", "agreed", facts=facts)
    assert "参照执行项目方案的四个方面：不通过（一(二)4）" in refused.what
    assert life.digest() == before


def test_a_feasibility_report_approved_below_500_goes_on_to_its_design_without_going_up(design):
    life = to_the_border(design("应急指挥一张图", 499.99), 499.99)
    assert "merged_approval.accept" not in life.turn()
    assert life.steps_of("design_approval").step("upward.report").status == "skipped"
    walk(life, Go("design_approval.decision", "二(二)2", estimated(499.99)))
    assert life.now().state == "approved"


def test_an_estimate_that_crosses_500_at_the_last_step_turns_to_the_longer_way(design):
    life = design("学校食堂监管", 490)
    life.hand_in("merged_approval")
    walk(life, ACCEPT_MERGED)
    refused = refusal(life.record, "merged_approval.decision", "agreed", **estimated(500))
    assert "合并编报的投资额不到500万元：不通过" in refused.what
    assert "二(二)2" in refused.clauses
    life.record("merged_approval.decision", "returned", **estimated(500))
    assert "feasibility_approval.accept" in life.turn()
    assert "merged_approval.accept" not in life.turn()
