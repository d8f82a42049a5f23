"""屯溪: an urgent addition of 500 万元 or more that holds an isolated system, video among it."""

import pytest

from desktop_app.domain.planned_route import planned_route
from desktop_app.use_cases.regime import current_pack
from desktop_app.use_cases.standing.courses import course_of
from tests.scenario.bureau import refusal
from tests.scenario.tunxi import EXPERTS, GROUNDS, TAKEN_IN, THIRD_PARTY, TOPICS

VIDEO = {"is_video_surveillance": True, "video_statement": True}
MENDED = {"finding.done_on": "2024-09-10"}
ISOLATED = {"isolation_basis": "某法第十条", "isolation_need": "执法办案必需。"}


@pytest.fixture
def urgent(district):
    """600.00 万元 of public-place video with a case system that may not be shared."""
    life = district.project("天网应急补点", 600, unit="屯溪公安分局", recorded=VIDEO)
    return life.on(2024, 9, 10)


def applied(life, why="金额已核实。"):
    life.hand_in("addition")
    life.record("addition.apply", "done", facts=GROUNDS, override_reason=why)
    life.reviewed("增补论证")
    return life


def accepted(life):
    """The merged papers taken in and reviewed up to the departments."""
    life.designed(600).hand_in("merged_approval")
    facts = {**TAKEN_IN, "is_isolated": "是", "early_work_ready": "是"}
    life.record("merged_approval.accept", "done", facts=facts)
    life.reviewed(THIRD_PARTY, 0)
    opinion = {"evaluator_sharing_opinion": "符合要求"}
    life.record("merged_approval.third_party", "done", facts=opinion)
    life.reviewed(EXPERTS)
    life.record("merged_approval.experts", "agreed")
    return life


def proposed(life):
    """The proposal approved, not before a third party has examined it."""
    refused = refusal(life.record, "addition.proposal", "agreed")
    assert "项目建议书经第三方审查：不通过（第二十条）" in refused.what
    life.reviewed(THIRD_PARTY, 0, about="建议书")
    life.record("addition.proposal", "agreed")


def decided(life):
    return refusal(life.record, "merged_approval.decision", "agreed", facts=ESTIMATE)


ESTIMATE = {"estimate_amount": "600"}
SIX = ("consult", "experts", "police", "upward.report", "upward.city", "upward.province",
       "government", "proposal")  # fmt: skip


def test_from_the_application_to_the_reply(urgent, district):
    life = applied(urgent)
    assert {"addition.consult", "addition.experts", "addition.police"} <= life.turn().keys()
    assert "addition.approve" not in life.turn()
    for step in SIX[:-1]:
        facts = TOPICS if step == "upward.report" else {}
        life.record(f"addition.{step}", "reported" if facts else "agreed", facts=facts)
    proposed(life)
    assert (life.now().state, life.now().track) == ("addition_agreed", "added")

    accepted(life)
    open_now = {step for step in life.turn() if step.startswith("merged_approval.")}
    assert open_now == {
        "merged_approval.departments.police",
        "merged_approval.departments.innovation",
        "merged_approval.departments.cryptography",
    }
    for step in sorted(open_now):
        life.record(step, "agreed")

    # the paper of city and province that came with the addition serves article 24 as well
    steps = {s.id: s for s in life.steps_of("merged_approval").steps}
    assert {steps[f"upward.{s}"].status for s in ("report", "city", "province")} == {"done"}
    before = life.digest()
    refused = decided(life)
    assert "孤网例外经区政府批准：不通过（第四十三条）" in refused.what
    assert life.digest() == before

    # the district government a second time: for the isolated system
    life.hand_in("isolation")
    life.record("isolation.report", "reported", facts=ISOLATED)
    life.record("isolation.government", "agreed")

    # restrictions look at the unit's other systems
    fault = district.fault("屯溪公安分局", "户籍查询系统", "没有按要求共享或重复采集")
    refused = decided(life)
    assert (
        "本单位系统没有不共享、不安全的问题：不通过（第四十三条(一)、第四十三条(二)）"
        in refused.what
    )
    life.record("rectification.notice", "issued", fault)
    life.record("rectification.report", "reported", fault, facts=MENDED)
    life.record("rectification.review", "agreed", fault)

    life.record("merged_approval.decision", "agreed", facts=ESTIMATE)
    assert life.now().state == "approved"


def test_the_clauses_of_the_six_steps(urgent):
    for step in SIX:
        clause = "第六条第三款" if step == "police" else "第十三条"
        assert clause in urgent.clauses(f"addition.{step}")


@pytest.mark.parametrize("missing", [*SIX[:2], "upward.city", "upward.province", "government"])
def test_none_of_the_six_may_be_missing(urgent, missing):
    life = applied(urgent)
    for step in SIX[: SIX.index(missing)]:
        facts = TOPICS if step == "upward.report" else {}
        life.record(f"addition.{step}", "reported" if facts else "agreed", facts=facts)
    before = life.digest()
    refused = refusal(life.record, "addition.proposal", "agreed")
    assert "须先办" in refused.what
    assert life.digest() == before
    assert life.now().track == ""


def test_without_an_argument_nothing_is_added_even_below_500(district):
    life = district.project("积水监测", 120).on(2024, 9, 10)
    life.hand_in("addition")
    life.record("addition.apply", "done", facts=GROUNDS, override_reason="已核实。")
    refused = refusal(life.record, "addition.experts", "agreed")
    assert "增补经专家论证：不通过（第七条、第十三条）" in refused.what


def test_499_99_is_decided_by_the_bureau(district):
    life = applied(district.project("积水监测", 499.99).on(2024, 9, 10))
    assert "addition.consult" not in life.turn()
    life.record("addition.experts", "agreed")
    life.record("addition.approve", "agreed")
    assert (life.now().state, life.now().track) == ("addition_agreed", "added")


@pytest.mark.parametrize(
    ("share", "signed", "step"),
    [
        (300, "total", "addition.consult"),
        (300, "share", "addition.experts"),
        (499.99, "share", "addition.experts"),
        (500, "", "addition.consult"),
        (500.01, "share", "addition.consult"),
    ],
)
def test_600_of_which_the_district_pays_a_part_goes_by_the_signed_reading(
    district, share, signed, step
):
    life = district.project("防洪调度", 600, share=share).on(2024, 9, 10)
    if signed:
        district.sign("reading.district_investment", signed)
    applied(life)
    assert step in life.turn()
    assert ("addition.consult" in life.turn()) is (step == "addition.consult")


def test_unsigned_the_addition_stops_at_the_reading(district):
    life = applied(district.project("防洪调度", 600, share=300).on(2024, 9, 10))
    refused = refusal(life.record, "addition.consult", "agreed")
    assert "资料不足，缺少：“区级投资额”是哪个数" in refused.what
    refused = refusal(life.record, "addition.approve", "agreed")
    assert "须先办“与相关部门会商”" in refused.what


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"addition_ground": "没有以上依据"}, "不通过"),
        ({"addition_number": ""}, "不通过"),
        ({"addition_urgency": ""}, "不通过"),
    ],
)
def test_without_grounds_paper_or_urgency_nothing_is_added(urgent, more, word):
    urgent.hand_in("addition")
    facts = {**GROUNDS, **more}
    refused = refusal(
        urgent.record, "addition.apply", "done", facts=facts, override_reason="已核实。"
    )
    assert f"增补有依据、情况紧急：{word}（第十三条）" in refused.what


def test_a_restricted_unit_may_not_begin(urgent, district):
    fault = district.fault("屯溪公安分局", "卡口系统", "密码、网络安全不符合要求或有重大隐患")
    urgent.record("restriction.decide", "issued", fault)
    urgent.hand_in("addition")
    refused = refusal(urgent.record, "addition.apply", "done", facts=GROUNDS)
    assert "不得新建、改建、扩建政务信息系统（第四十三条(一)、第四十三条(二)）" in refused.what
    urgent.record("rectification.notice", "issued", fault)
    urgent.record("rectification.report", "reported", fault, facts=MENDED)
    urgent.record("rectification.review", "agreed", fault)
    urgent.record("restriction.lift", "done", fault)
    urgent.record("addition.apply", "done", facts=GROUNDS, override_reason="已核实。")
    assert "addition.consult" in urgent.turn()


@pytest.mark.parametrize(("wan", "asked"), [(499.99, False), (500, True)])
def test_what_an_upper_department_approves_goes_to_city_and_province_from_500(district, wan, asked):
    life = district.project("垂管系统", wan).on(2024, 9, 10)
    with life.desk.workspace.read() as view:
        pack = current_pack(life.desk, view)
        course = course_of(life.desk, view, life.subject)
        ways = planned_route(pack, "project", course.facts, course.terms)
    upper = next(way for way in ways if way.id == "upper_approval")
    steps = [step.path for step in upper.steps if step.need != "skipped"]
    above = [path for path in steps if path.startswith("upward.")]
    assert above == (["upward.report", "upward.city", "upward.province"] if asked else [])
    assert [steps[0], steps[-1]] == ["bureau", "upper"]
