"""The 屯溪 columns of C3, C5, C6 and C7, with what articles 12 to 24, 37, 38 and 42 expect."""

from datetime import date

import pytest

from desktop_app.domain.register import Owner
from desktop_app.use_cases.dossiers import dossier
from desktop_app.use_cases.reserve_pool.needs import need_register
from tests.life import FIVE_ASPECTS
from tests.scenario.bureau import copied, refusal
from tests.scenario.tunxi import (
    FIRST_DAY,
    GROUNDS,
    REVIEWED,
    TAKEN_IN,
    District,
    tunxi_plan,
)

PLANNED = {
    "政务档案数字化": {"wan": 499.99},
    "应急指挥一张图": {"wan": 500, "unit": "区城管局"},
    "不动产登记续建": {
        "wan": 820, "nature": "continuing", "unit": "屯溪公安分局",
        "recorded": {"parent_project": "TX2021-003"},
    },
    "外网安全服务": {"wan": 120, "nature": "service", "unit": "区文旅局"},
    "停车诱导平台": {"wan": 49.99, "unit": "区城管局"},
    "信用平台运维": {"wan": 600, "nature": "om", "unit": "区文旅局"},
    "数字会议室": {"wan": 680, "unit": "区教育局"},
    "阳光信访": {"wan": 199.99, "unit": "屯溪公安分局"},
    "便民热线": {"wan": 200, "unit": "区城管局"},
}  # fmt: skip
PLAN_DAY = date(2024, 10, 8)


@pytest.fixture(scope="module")
def planned_district(district_seed, tmp_path_factory):
    """Nine projects argued into the pool and issued in the first annual plan."""
    folder = copied(district_seed, tmp_path_factory.mktemp("planned_district") / "ws")
    district = District(folder, FIRST_DAY)
    lives = []
    for name, fields in PLANNED.items():
        more = dict(fields)
        lives.append(district.project(name, more.pop("wan"), **more).enter_pool())
    district.clock.turn_to(PLAN_DAY)
    tunxi_plan(lives)
    district.close()
    return folder


@pytest.fixture
def bureau(planned_district, tmp_path):
    bureau = District(copied(planned_district, tmp_path / "planned"), date(2024, 11, 4))
    yield bureau
    bureau.close()


# -- C3: which papers, and what goes up


def test_499_99_new_in_the_plan_is_a_feasibility_report_without_city_and_province(bureau):
    life = bureau.found("政务档案数字化")
    assert "scheme_approval.accept" not in life.turn()
    life.designed(499.99).taken_in("feasibility_approval")
    steps = {s.id: s.status for s in life.steps_of("feasibility_approval").steps}
    assert {steps[f"upward.{s}"] for s in ("report", "city", "province")} == {"skipped"}
    life.record(
        "feasibility_approval.final_decision", "agreed", facts={"estimate_amount": "499.99"}
    )
    assert life.now().state == "approved"
    assert life.clauses("feasibility_approval.final_decision")[0] == "第十九条(一)"


def test_500_new_goes_up_with_its_feasibility_report_then_needs_a_design(bureau):
    life = bureau.found("应急指挥一张图").designed(500).taken_in("feasibility_approval")
    early = refusal(
        life.record, "feasibility_approval.decision", "agreed",
        facts={"feasibility_amount": "500"},
    )  # fmt: skip
    assert "须先办“报送市局”" in early.what
    life.gone_up("feasibility_approval")
    life.record("feasibility_approval.decision", "agreed", facts={"feasibility_amount": "500"})
    assert life.now().state == "feasibility_approved"
    life.on(2024, 12, 2).taken_in("design_approval")
    life.record("design_approval.decision", "agreed", facts={"estimate_amount": "500"})
    assert life.now().state == "approved"


def test_a_design_is_reviewed_anew(bureau):
    life = bureau.found("应急指挥一张图").designed(500).taken_in("feasibility_approval")
    life.gone_up("feasibility_approval")
    life.record("feasibility_approval.decision", "agreed", facts={"feasibility_amount": "500"})
    life.on(2024, 12, 2).hand_in("design_approval")
    life.record("design_approval.accept", "done", facts=TAKEN_IN)
    opinion = {"evaluator_sharing_opinion": "符合要求"}
    life.record("design_approval.third_party", "done", facts=opinion)
    life.record("design_approval.experts", "agreed")
    for step in ("innovation", "cryptography"):
        life.record(f"design_approval.departments.{step}", "agreed")
    refused = refusal(
        life.record, "design_approval.decision", "agreed", facts={"estimate_amount": "500"}
    )
    assert "初步设计另经审查评审：不通过（第七条、第二十条）" in refused.what


def test_820_continuing_has_no_paper_named_and_goes_up_whatever_is_chosen(bureau):
    life = bureau.found("不动产登记续建")
    verdict = life.verdicts()["papers_named"]
    assert (verdict.word, verdict.clauses) == ("需人工判断", ("第十七条", "第十九条(一)"))
    waiting = refusal(life.record, "feasibility_approval.accept", "done", facts=TAKEN_IN)
    assert "编报什么文件（负责人判定）" in waiting.what
    bureau.chosen(life, "feasibility")
    assert life.verdicts()["papers_named"].word == "通过"
    life.designed(820).taken_in("feasibility_approval")
    assert "feasibility_approval.upward.report" in life.turn()
    assert "第二十四条" in life.clauses("feasibility_approval.upward.report")
    life.gone_up("feasibility_approval")
    life.record("feasibility_approval.final_decision", "agreed", facts={"estimate_amount": "820"})
    assert life.now().state == "approved"


def test_120_of_purchased_service_has_no_paper_named_either(bureau):
    life = bureau.found("外网安全服务")
    assert life.verdicts()["papers_named"].word == "需人工判断"
    bureau.chosen(life, "scheme")
    life.approved(120, "scheme_approval", "decision")
    assert life.now().state == "approved"


def test_300_outside_the_plan_is_an_addition_of_the_bureau_or_waits(district):
    life = district.project("县域治理平台", 300).on(2024, 11, 20)
    life.hand_in("addition")
    none = {**GROUNDS, "addition_ground": "没有以上依据"}
    refused = refusal(life.record, "addition.apply", "done", facts=none, override_reason="核实。")
    assert "增补有依据、情况紧急：不通过（第十三条）" in refused.what
    life.added()
    assert (life.now().state, life.now().track) == ("addition_agreed", "added")
    life.approved(300)
    assert life.now().state == "approved"


def test_out_of_the_plan_nothing_is_approved_without_a_reason(district):
    life = district.project("县域治理平台", 300).enter_pool().on(2024, 11, 20)
    life.designed(300).hand_in("feasibility_approval")
    refused = refusal(life.record, "feasibility_approval.accept", "done", facts=TAKEN_IN)
    assert "已列入年度计划或同意增补（提醒）" in refused.what
    assert "第十四条" in refused.clauses


@pytest.mark.parametrize("unit", ["黎阳镇人民政府", "老街街道办事处"])
def test_80_of_a_township_or_a_street_is_refused_and_becomes_a_need(district, unit):
    life = district.project("便民服务一体机", 80, unit=unit)
    refused = refusal(life.record, "pool_entry.review", "agreed", facts=REVIEWED)
    assert "镇和街道不得独立建设：不通过" in refused.what
    assert "第十二条" in refused.clauses
    life.record("conversion.convert", "done")
    assert life.now().state == "converted"
    assert [row.title for row in need_register(district.desk)] == ["便民服务一体机"]


def test_operation_of_600_is_begun_directly(bureau):
    life = bureau.found("信用平台运维")
    assert "feasibility_approval.accept" not in life.turn()
    facts = {"estimate_amount": "600", "lifecycle_number": "AH-2024-009"}
    life.record("om_start.start", "done", facts=facts)
    assert life.now().state == "approved"


@pytest.mark.parametrize(
    ("limit", "way"),
    [
        (49.98, "feasibility_approval"),
        (49.99, ""),
        (50, "scheme_approval"),
    ],
)
def test_49_99_goes_by_the_dated_limit_of_the_office(bureau, limit, way):
    bureau.limited(limit)
    life = bureau.found("停车诱导平台")
    life.hand_in("scheme_approval")
    life.hand_in("feasibility_approval")
    assert {s.partition(".")[0] for s in life.turn() if s.endswith("approval.accept")} == (
        {way} if way else set()
    )


@pytest.mark.parametrize(
    ("signed", "way"), [("above", "feasibility_approval"), ("below", "scheme_approval")]
)
def test_exactly_at_the_limit_the_signed_reading_decides(bureau, signed, way):
    bureau.limited(49.99)
    bureau.sign("reading.scattered_equal", signed)
    life = bureau.found("停车诱导平台")
    life.hand_in(way)
    assert f"{way}.accept" in life.turn()


def test_490_that_becomes_500_at_the_last_step_must_go_up(bureau):
    life = bureau.found("政务档案数字化").designed(500).taken_in("feasibility_approval")
    refused = refusal(
        life.record, "feasibility_approval.final_decision", "agreed",
        facts={"estimate_amount": "500"},
    )  # fmt: skip
    assert refused.what == "照所填的内容，不办“可研批复（不再批初步设计）”这一步"
    facts = {"estimate_amount": "500"}
    life.record(
        "feasibility_approval.final_decision", "returned", opinion="要报市省。", facts=facts
    )
    life.record("feasibility_approval.accept", "done", facts=TAKEN_IN)
    steps = [s.id for s in life.steps_of("feasibility_approval").steps if s.status != "skipped"]
    assert {"upward.report", "upward.city", "upward.province", "decision"} <= {*steps}


# -- C5: changes of 60.00 and 41.50 on 680.00


@pytest.fixture
def works(bureau):
    life = bureau.found("数字会议室").designed(680).taken_in("feasibility_approval")
    life.gone_up("feasibility_approval")
    life.record("feasibility_approval.decision", "agreed", facts={"feasibility_amount": "680"})
    life.on(2024, 11, 18).taken_in("design_approval")
    life.record("design_approval.decision", "agreed", facts={"estimate_amount": "680"})
    life.on(2024, 11, 25).contracted(612)
    return life.start()


def change(life, number, moved, **more):
    day = life.clock.now.date().isoformat()
    given = {"case": "技术方案完善优化", "delta": "0", "goal_unchanged": "是", "is_needed": "是"}
    given |= {"decided_on": day, "filed_on": day, "moved": moved, **more}
    row = life.row("change", number=number, title=f"调整{number}", **given)
    life.hand_in("change_filing", row)
    return row


@pytest.mark.parametrize("signed", ["single", "cumulative"])
def test_both_changes_are_filed_under_either_reading(works, bureau, signed):
    bureau.sign("reading.change_sum", signed)
    first = change(works.on(2024, 12, 2), "BG-1", "60")
    works.record("change_filing.file", "filed", first)
    rooms = [
        r.left.json for r in dossier(works.desk, first).rooms if r.rule == "change_within_limits"
    ]
    assert rooms == [42_000_000, 42_000_000]
    second = change(works.on(2025, 1, 6), "BG-2", "41.50")
    works.record("change_filing.file", "filed", second)
    assert works.entry(second).state == "change_filed"


def test_a_third_change_that_brings_them_over_102_is_filed_by_the_single_reading_only(
    works, bureau
):
    bureau.sign("reading.change_sum", "cumulative")
    for number, moved in (("BG-1", "60"), ("BG-2", "41.50")):
        row = change(works.on(2024, 12, 2), number, moved)
        works.record("change_filing.file", "filed", row)
    assert works.verdicts(change(works, "BG-3", "0.50"))["change_within_limits"].word == "通过"
    over = change(works, "BG-4", "0.01")
    assert works.verdicts(over)["change_within_limits"].word == "不通过"
    bureau.sign("reading.change_sum", "single")
    assert works.verdicts(over)["change_within_limits"].word == "通过"


def test_a_change_without_a_reason_is_approved_not_filed(works, bureau):
    bureau.sign("reading.change_sum", "single")
    row = change(works.on(2024, 12, 2), "BG-1", "1", case="不属于以上情形")
    refused = refusal(works.record, "change_filing.file", "filed", row)
    assert "属于可以自主调整的情形：不通过（第三十七条(一)-(三)）" in refused.what
    works.record("change_approval.review", "agreed", row)
    works.record("change_approval.decision", "agreed", row)
    assert works.entry(row).state == "change_approved"


# -- C6 and C7: days, and who accepts


@pytest.fixture
def small(bureau):
    """199.99, built, completed on 30 November 2024."""
    life = bureau.found("阳光信访").built(199.99)
    return life.on(2024, 11, 30).completed()


def tried(life):
    """The preliminary acceptance and a trial run from 30 November to 30 December."""
    life.hand_in("initial_acceptance")
    life.record("initial_acceptance.accept", "agreed")
    life.tried(2024, 12, 30)
    life.hand_in("archive_acceptance")
    life.record("archive_acceptance.opinion", "agreed")
    return life


def test_the_days_that_follow_completion(small):
    duties = small.duties()
    assert duties["initial_acceptance_due"].due == date(2025, 2, 28)
    assert duties["application_due"].due == date(2025, 5, 30)
    assert not duties["initial_acceptance_due"].is_house
    assert duties["yearly_report_due"].due == date(2024, 12, 31)


@pytest.mark.parametrize(("day", "word"), [((2024, 12, 29), "不通过"), ((2024, 12, 30), "通过")])
def test_a_month_of_trial_below_and_on(small, day, word):
    small.hand_in("initial_acceptance")
    small.record("initial_acceptance.accept", "agreed")
    small.tried(*day)
    assert small.before("final_acceptance")["trial_long_enough"].word == word


def test_the_window_runs_from_the_later_of_acceptance_and_operation(small):
    tried(small).shared()
    small.on(2025, 3, 20).accepted()
    assert small.now().state == "accepted"
    assert "self_evaluation_due" not in small.duties()
    small.on(2025, 4, 10).record("operation.start", "done")
    duty = small.duties()["self_evaluation_due"]
    assert (duty.window_opens, duty.due) == (date(2026, 4, 10), date(2027, 4, 10))


def test_a_contract_is_filed_in_the_days_of_the_house(small):
    contract = small.on(2025, 1, 24).row(
        "contract", number="CP-7", kind="测评检测", signed_on="2025-01-24", party="测评公司",
        credit_code="91341700MA2N00003A", amount="8",
    )  # fmt: skip
    duty = small.duties(contract)["contract_filing_due"]
    assert (duty.due, duty.is_house, duty.is_estimated) == (date(2025, 2, 13), True, False)


@pytest.mark.parametrize(("name", "wan"), [("阳光信访", 199.99), ("便民热线", 200)])
def test_both_amounts_are_accepted_by_the_approving_office(bureau, name, wan):
    life = bureau.found(name).built(wan)
    tried(life.on(2024, 11, 30).completed()).shared()
    assert not [step for step in life.turn() if step.startswith("unit_acceptance")]
    life.accepted()
    assert life.now().state == "accepted"
    life.record("final_acceptance.file", "filed")
    assert life.steps_of("final_acceptance").is_finished


def test_what_is_accepted_is_neither_put_off_nor_are_its_archives_looked_at_again(small):
    steps = {"acceptance_extension.apply", "archive_acceptance.opinion"}
    tried(small).shared()
    assert steps <= set(small.turn())
    small.accepted()
    assert not steps & set(small.turn())


def test_without_confirmed_sharing_no_acceptance_is_organised(small):
    tried(small).papers()
    small.record("final_acceptance.apply", "done")
    before = small.digest()
    refused = refusal(small.record, "final_acceptance.organise", "done")
    assert "数据共享情况已确认：不通过（第三十八条第二款、第二十三条第二款）" in refused.what
    assert small.digest() == before
    small.shared()
    small.record("final_acceptance.organise", "done")


def test_without_archives_nothing_is_accepted(small):
    small.hand_in("initial_acceptance")
    small.record("initial_acceptance.accept", "agreed")
    small.tried(2024, 12, 30).shared().papers()
    small.record("final_acceptance.apply", "done")
    small.record("final_acceptance.organise", "done")
    small.reviewed("验收专家组")
    facts = {**FIVE_ASPECTS, "acceptance_departments": "区财政局"}
    refused = refusal(small.record, "final_acceptance.conclude", "agreed", facts=facts)
    assert "档案验收合格：不通过（第四十条）" in refused.what


def test_a_missing_paper_takes_a_recorded_reason(small):
    tried(small).papers("audit_report")
    refused = refusal(small.record, "final_acceptance.apply", "done")
    assert "验收资料齐全（提醒）" in refused.what
    small.record("final_acceptance.apply", "done", override_reason="审计报告随后补交。")
    assert small.verdicts()["acceptance_papers_complete"].discretion == "原则上（第三十八条第二款）"


def test_an_unshared_system_is_not_accepted(small):
    tried(small).shared().papers()
    day = small.clock.now.date().isoformat()
    owner = Owner(unit_id=small.project.unit_id, project_id=small.project.id)
    small.row(
        "finding", owner=owner, title="接口关闭", source="监督检查", found_on=day,
        system="阳光信访", restriction="没有按要求共享或重复采集",
    )  # fmt: skip
    small.record("final_acceptance.apply", "done")
    refused = refusal(small.record, "final_acceptance.organise", "done")
    assert "本项目没有不共享的问题：不通过（第四十三条(一)）" in refused.what
