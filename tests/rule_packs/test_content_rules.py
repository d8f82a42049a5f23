"""The checks of the default pack, judged by the engine against answers worked out by hand."""

from datetime import date
from functools import cache

import pytest

from desktop_app.rules.amount_line import amount_lines
from desktop_app.rules.facts import FactValue
from desktop_app.rules.judge import Terms, judge, judge_subject
from desktop_app.rules.loader import load_pack, read_pack_folder
from desktop_app.rules.pack import Pack
from desktop_app.rules.verdict import JsonValue, Verdict
from resources import resource

ON = date(2024, 9, 2)
WAN = 1_000_000
"""One 万元 in 分."""
REACHED = frozenset({"applied", "pool_entry.prereview"})
ORDINARY: dict[str, JsonValue] = {
    "unit_kind": "department",
    "owner_type": "administration",
    "has_superior": False,
    "nature": "new",
    "category": "business",
    "declared_amount": 150 * WAN,
    "funding_total": 150 * WAN,
    "funding_difference": 0,
    "has_fiscal_funding": True,
    "funding_source": ("county",),
    "by_reference_kind": "none",
    "goal": "群众办事少跑腿",
    "content": "建设一窗受理系统",
    "route": "依托市级政务云部署",
    "data_needed": "需要人口基础信息",
    "is_video_surveillance": False,
    "catalogue_count": 0,
    "catalogue_rows": 0,
    "involves_data": False,
    "similar_family_count": 0,
    "split_part_count": 0,
    "similar_family_sum": 150 * WAN,
    "split_lines_crossed": 0,
    "similar_elsewhere_count": 0,
    "similar_system_count": 0,
    "duplicate_data_count": 0,
    "parked_below_line": False,
    "similarity_decision": "none",
    "application_state": "applied",
    "is_classified": False,
}


@cache
def pack() -> Pack:
    result = load_pack(read_pack_folder(resource("rule_packs", "qingyang-2024")))
    assert result.pack is not None
    return result.pack


def facts(**changes: JsonValue) -> dict[str, FactValue]:
    return {name: FactValue(value) for name, value in {**ORDINARY, **changes}.items()}


def verdict(rule: str, *, readings: dict[str, str] | None = None, **changes: JsonValue) -> Verdict:
    terms = Terms(ON, readings=readings or {}, reached=REACHED)
    found = judge(pack(), rule, facts(**changes), terms)
    assert found is not None
    return found


def words(**changes: JsonValue) -> dict[str, str]:
    """Every check of an application that has reached the preliminary review, by its word."""
    terms = Terms(ON, reached=REACHED, near=pack().step_names("pool_entry"))
    return {v.rule: v.word for v in judge_subject(pack(), "project", facts(**changes), terms)}


def test_an_ordinary_complete_application_has_nothing_to_report():
    found = words()
    assert found
    assert {rule: word for rule, word in found.items() if word != "通过"} == {}


@pytest.mark.parametrize("field", ["goal", "content", "route", "declared_amount", "funding_total"])
def test_a_missing_part_of_the_application_is_found(field: str):
    assert verdict("application_complete", **{field: None}).word == "不通过"


def test_a_missing_data_need_only_reminds():
    assert verdict("data_need_stated", data_needed=None).word == "提醒"


@pytest.mark.parametrize(
    ("total", "word"),
    [
        (150 * WAN - 1, "需人工判断"),
        (150 * WAN, "通过"),
        (150 * WAN + 1, "需人工判断"),
        (None, "资料不足"),
    ],
)
def test_funding_must_add_up_to_the_last_fen(total: int | None, word: str):
    assert verdict("funding_adds_up", funding_total=total).word == word


@pytest.mark.parametrize(
    ("kind", "word"),
    [("department", "通过"), ("development_zone", "通过"), ("township", "不通过")],
)
def test_a_township_may_not_build_alone_and_a_development_zone_is_none(kind: str, word: str):
    found = verdict("no_township_building", unit_kind=kind)
    assert (found.word, found.clauses) == (word, ("二(一)2",))


@pytest.mark.parametrize(
    ("signed", "word"),
    [({}, "需人工判断"), ({"reading.subdistrict": "as_township"}, "不通过"),
     ({"reading.subdistrict": "as_department"}, "通过")],
)  # fmt: skip
def test_a_street_is_judged_by_the_reading_the_office_signed(signed: dict[str, str], word: str):
    found = verdict("subdistrict_building", readings=signed, unit_kind="subdistrict")
    assert found.word == word
    assert "口径" in found.message


@pytest.mark.parametrize(
    ("opinion", "by_superior", "word"),
    [
        ("none", False, "不通过"),
        ("refused", False, "不通过"),
        ("agreed", False, "不通过"),
        ("refused", True, "不通过"),
        ("none", True, "通过"),
        ("agreed", True, "通过"),
    ],
)
def test_a_subordinate_unit_may_not_pass_over_its_superior(
    opinion: str, by_superior: JsonValue, word: str
):
    found = verdict(
        "unified_application",
        has_superior=True,
        superior_opinion=opinion,
        submitted_by_superior=by_superior,
    )
    assert (found.word, found.clauses) == (word, ("二(二)5",))


def split(own: int, count: int, total: int, lines: int, decision: str = "none") -> Verdict:
    return verdict(
        "no_splitting",
        declared_amount=own,
        similar_family_count=count,
        similar_family_sum=total,
        split_lines_crossed=lines,
        similarity_decision=decision,
    )


def test_three_parts_of_198_196_and_190_name_both_lines_and_their_clauses():
    found = split(198 * WAN, 2, 584 * WAN, 3)
    assert found.word == "需人工判断"
    assert "疑似拆分" in found.message
    assert "584.00 万元" in found.message
    for text in (
        "≥ 由县数据资源管理部门组织竣工验收的概算投资 200.00",
        "≥ 先编报",
        "≥ 初步设计报市",
    ):
        assert text in found.arithmetic
    for text in ("200.00 万元（二(四)2）", "500.00 万元（二(二)2）", "500.00 万元（二(二)4）"):
        assert text in found.message


@pytest.mark.parametrize(
    ("total", "lines", "reached", "not_reached"),
    [
        (200 * WAN - 1, 0, "", "200.00 万元"),
        (200 * WAN, 1, "≥ 由县数据资源管理部门组织竣工验收", ""),
        (500 * WAN - 1, 1, "≥ 由县数据资源管理部门组织竣工验收", "≥ 先编报"),
        (500 * WAN, 3, "≥ 先编报", ""),
    ],
)
def test_a_sum_on_a_line_reaches_it_and_one_fen_less_does_not(
    total: int, lines: int, reached: str, not_reached: str
):
    found = split(100 * WAN, 2, total, lines)
    assert found.word == "需人工判断"
    assert reached in found.arithmetic
    assert not not_reached or not_reached not in found.arithmetic


@pytest.mark.parametrize(
    ("decision", "word"),
    [
        ("none", "需人工判断"),
        ("merge", "需人工判断"),
        ("duplicate", "需人工判断"),
        ("separate", "通过"),
    ],
)
def test_only_a_reasoned_decision_to_apply_apart_clears_a_split(decision: str, word: str):
    assert split(198 * WAN, 2, 584 * WAN, 3, decision).word == word


@pytest.mark.parametrize(("count", "word"), [(0, "通过"), (1, "需人工判断")])
def test_a_like_application_elsewhere_is_for_a_person_to_judge(count: int, word: str):
    assert verdict("similar_elsewhere", similar_elsewhere_count=count).word == word


@pytest.mark.parametrize(("nature", "applies"), [("new", True), ("upgrade", False), ("om", False)])
def test_only_what_is_built_anew_is_compared_with_existing_systems(nature: str, applies: object):
    found = judge(pack(), "similar_system", facts(nature=nature, similar_system_count=1), Terms(ON))
    assert (found is not None) is applies


def test_data_that_can_be_shared_is_only_a_reminder_in_principle():
    found = verdict("no_duplicate_data", duplicate_data_count=1)
    assert (found.word, found.clauses) == ("提醒", ("三4",))


@pytest.mark.parametrize(
    ("statement", "word"), [(True, "通过"), (False, "不通过"), (None, "资料不足")]
)
def test_video_surveillance_needs_its_sharing_statement(statement: JsonValue, word: str):
    found = verdict("video_sharing", is_video_surveillance=True, video_statement=statement)
    assert found.word == word


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"involves_data": True}, "提醒"),
        ({"involves_data": True, "catalogue_rows": 1}, "通过"),
        ({"involves_data": False}, "通过"),
        ({"involves_data": None}, ""),
    ],
)
def test_a_lacking_data_catalogue_is_no_more_than_a_reminder_before_approval(changes, word):
    state = {"application_state": "in_pool", "catalogue_rows": 0}
    assert words(**{**state, **changes})["data_catalogue"] == word


def test_after_the_pool_the_approval_itself_asks_for_the_catalogue():
    found = words(application_state="approving", involves_data=True, catalogue_rows=0)
    assert "data_catalogue" not in found


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"has_fiscal_funding": True}, "通过"),
        ({"has_fiscal_funding": False}, "需人工判断"),
        ({"has_fiscal_funding": False, "by_reference_kind": "company"}, "通过"),
        ({"has_fiscal_funding": None}, "资料不足"),
    ],
)
def test_money_decides_whether_the_regime_applies(changes: dict[str, JsonValue], word: str):
    assert verdict("fiscal_scope", **changes).word == word


def test_every_amount_line_carries_its_clause():
    lines = {line.id: (line.fen, line.clause) for line in amount_lines(pack(), ON)}
    assert lines == {
        "limit.county_acceptance": (200 * WAN, "二(四)2"),
        "limit.feasibility": (500 * WAN, "二(二)2"),
        "limit.upward_review": (500 * WAN, "二(二)4"),
    }


ONE_ANSWER = {"category_named": "lacks a fact or passes"}
"""Checks that cannot come out otherwise than said."""


def test_every_check_has_an_example_that_passes_and_one_that_does_not():
    seen = {
        kind: {e.rule for e in pack().examples if e.rule and e.outcome in outcomes}
        for kind, outcomes in (("pass", {"pass"}), ("fail", {"fail", "judge"}))
    }
    every = {rule.id for rule in pack().rules} - ONE_ANSWER.keys()

    assert {kind: every - found for kind, found in seen.items()} == {"pass": set(), "fail": set()}


def test_nothing_the_office_decides_is_called_law():
    own = [s for s in pack().settings if "原文没有规定" not in s.question]
    assert own == []
    settings = {setting.id for setting in pack().settings}
    by_setting = [
        each
        for each in pack().deadlines
        if {each.offset, each.repeat, each.month_day_value, each.day_value} & settings
    ]
    assert by_setting
    assert all(deadline.is_house for deadline in by_setting)
