from datetime import date

import pytest

from desktop_app.rules.facts import FactValue
from desktop_app.rules.judge import Terms, judge, judge_subject, verdict_json
from desktop_app.rules.verdict import Outcome

ON = date(2025, 3, 1)
WAN = 1_000_000


def terms(**more):
    return Terms(on=ON, **more)


def facts(**values):
    return {name: FactValue(value, "申报表 第3行") for name, value in values.items()}


@pytest.mark.parametrize(
    ("fen", "outcome"),
    [(200 * WAN - 1, Outcome.PASS), (200 * WAN, Outcome.FAIL), (200 * WAN + 1, Outcome.FAIL)],
)
def test_amount_is_compared_to_the_fen(pack, fen, outcome):
    verdict = judge(pack, "within_limit", facts(nature="new", declared_amount=fen), terms())

    assert verdict.outcome is outcome


def test_failing_amount_says_arithmetic_clause_and_what_turns_it(pack):
    verdict = judge(pack, "within_limit", facts(nature="new", declared_amount=201_200_000), terms())

    assert verdict.arithmetic == "申报金额 201.20 万元 ≥ 限额 200.00 万元"
    assert verdict.turns_if == "“申报金额”再减超过 1.20 万元（低于 200.00 万元）即可"
    assert verdict.clauses == ("第二条",)
    assert verdict.message == "申报金额 201.20 万元 达到 200.00 万元，由某县大数据中心办理。"
    assert verdict.word == "不通过"
    assert verdict.advice == "请调整金额。"


def test_value_in_force_on_the_day_counts(pack):
    case = facts(nature="new", declared_amount=190 * WAN)

    assert judge(pack, "within_limit", case, Terms(date(2025, 12, 31))).outcome is Outcome.PASS
    assert judge(pack, "within_limit", case, Terms(date(2026, 1, 1))).outcome is Outcome.FAIL


def test_missing_fact_is_insufficient_and_named(pack):
    verdict = judge(pack, "within_limit", facts(nature="new"), terms())

    assert verdict.outcome is Outcome.INSUFFICIENT
    assert "申报金额" in verdict.message
    assert verdict.blocks


def test_missing_fact_of_the_condition_is_insufficient(pack):
    verdict = judge(pack, "within_limit", facts(declared_amount=1), terms())

    assert verdict.outcome is Outcome.INSUFFICIENT
    assert "建设性质" in verdict.message


def test_choice_the_pack_does_not_know_counts_as_missing(pack):
    verdict = judge(pack, "within_limit", facts(nature="odd", declared_amount=1), terms())

    assert verdict.outcome is Outcome.INSUFFICIENT


def test_check_that_does_not_apply_gives_no_verdict(pack):
    assert judge(pack, "within_limit", facts(nature="om"), terms()) is None


CHANGE = {"estimate_amount": 680 * WAN, "change_single": 41_500_000, "change_total": 101_500_000}


def test_unsigned_reading_shows_all_readings_and_passes_nothing(pack):
    verdict = judge(pack, "change_small", facts(**CHANGE), terms())

    assert verdict.outcome is Outcome.JUDGE
    assert verdict.is_undecided
    assert not verdict.can_be_decided
    assert "按单次：" in verdict.arithmetic
    assert "（通过）" in verdict.arithmetic
    assert "按累计：累计变更金额 101.50 万元 ＞ 变更上限 100.00 万元" in verdict.arithmetic


@pytest.mark.parametrize(
    ("option", "outcome"), [("single", Outcome.PASS), ("cumulative", Outcome.FAIL)]
)
def test_signed_reading_is_applied(pack, option, outcome):
    verdict = judge(
        pack, "change_small", facts(**CHANGE), terms(readings={"reading.change": option})
    )

    assert verdict.outcome is outcome
    assert "本单位签定" in verdict.reading


def test_unsigned_reading_without_facts_is_insufficient(pack):
    verdict = judge(pack, "change_small", {}, terms())

    assert verdict.outcome is Outcome.INSUFFICIENT


def test_product_is_shown_and_the_nearest_amount_named(pack):
    case = facts(estimate_amount=400 * WAN, change_single=61 * WAN, change_total=0)

    verdict = judge(pack, "change_small", case, terms(readings={"reading.change": "single"}))

    assert "概算金额 400.00 万元 × 变更比例 15% ＝ 60.00 万元" in verdict.arithmetic
    assert verdict.turns_if == "“本次变更金额”再减 1.00 万元（至 60.00 万元）即可"


def test_undefined_setting_is_named_as_the_offices_own(pack):
    verdict = judge(pack, "reviewed", facts(similar_family_count=2), terms())

    assert verdict.outcome is Outcome.INSUFFICIENT
    assert "复核件数（本单位设置，文件没有规定）" in verdict.message


def test_defined_setting_is_applied(pack):
    settings = {"house.count": 2}

    verdict = judge(pack, "reviewed", facts(similar_family_count=2), terms(settings=settings))

    assert verdict.outcome is Outcome.JUDGE
    assert verdict.can_be_decided


def test_reminder_does_not_block_but_takes_a_reason(pack):
    verdict = judge(pack, "shared", facts(duplicate_data_count=2), terms())

    assert verdict.word == "提醒"
    assert not verdict.blocks
    assert verdict.needs_reason


def test_subject_gets_every_applying_check_in_order(pack):
    verdicts = judge_subject(pack, "project", facts(nature="om"), terms())

    assert [verdict.rule for verdict in verdicts] == ["change_small", "shared", "reviewed"]


def test_other_kinds_of_subject_are_not_judged(pack):
    assert judge_subject(pack, "need", {}, terms()) == ()


def test_json_holds_whole_fen_and_sources(pack):
    verdict = judge(pack, "within_limit", facts(nature="new", declared_amount=1), terms())

    shape = verdict_json(verdict)

    assert shape["outcome"] == "pass"
    assert shape["facts"][1] == {
        "name": "declared_amount",
        "label": "申报金额",
        "value": 1,
        "unit": "分",
        "source": "申报表 第3行",
    }


EXTRA = """
[[rule]]
id = "extra"
title = "另一条"
rows = ["M-2"]
on_fail = "block"
{keys}
[rule.message]
fail = "不符。"
"""


def judged(load_with, keys, values, **more):
    loaded = load_with(rules=EXTRA.format(keys=keys), **more)
    assert loaded.faults == ()
    return judge(loaded.pack, "extra", facts(**values), terms())


@pytest.mark.parametrize(
    ("comparison", "values", "turns"),
    [
        (
            'fact = "goal", op = "present"',
            {},
            "补充“建设目标”即可",
        ),
        (
            'fact = "goal", op = "absent"',
            {"goal": "x"},
            "没有“建设目标”时即可",
        ),
        (
            'fact = "uses_platform", op = "true"',
            {"uses_platform": False},
            "“依托省市一体化平台”为“是”即可",
        ),
        (
            'fact = "uses_platform", op = "false"',
            {"uses_platform": True},
            "“依托省市一体化平台”为“否”即可",
        ),
        (
            'fact = "nature", op = "==", choice = "new"',
            {"nature": "om"},
            "“建设性质”为“新建”即可",
        ),
        (
            'fact = "nature", op = "!=", choice = "om"',
            {"nature": "om"},
            "“建设性质”不是“运维”即可",
        ),
        (
            'fact = "nature", op = "in", choices = ["new", "om"]',
            {"nature": "service"},
            "“建设性质”为“新建、运维”即可",
        ),
        (
            'fact = "funding_source", op = "not_in", choices = ["own"]',
            {"funding_source": ("own", "county")},
            "“资金来源”不是“单位自有资金”即可",
        ),
        (
            'fact = "goal", op = "==", text = "甲"',
            {"goal": "乙"},
            "“建设目标”为“甲”即可",
        ),
        (
            'fact = "catalogue_count", op = ">=", number = 3',
            {"catalogue_count": 1},
            "“数据目录条数”再增 2 条（至 3 条）即可",
        ),
        (
            'fact = "catalogue_count", op = ">", number = 3',
            {"catalogue_count": 1},
            "“数据目录条数”再增 3 条（至 4 条）即可",
        ),
        (
            'fact = "catalogue_count", op = "!=", number = 3',
            {"catalogue_count": 3},
            "“数据目录条数”不是 3 条 即可",
        ),
        (
            'fact = "funding_total", op = "==", value = "declared_amount"',
            {"funding_total": 5 * WAN, "declared_amount": 6 * WAN},
            "“资金来源合计”再增 1.00 万元（至 6.00 万元）即可",
        ),
        (
            'fact = "signed_on", op = ">=", value = "scheme_on"',
            {"signed_on": "2025-02-01", "scheme_on": "2025-02-03"},
            "“签订日期”不早于 2025-02-03 即可",
        ),
        (
            'left = { minus = ["signed_on", "scheme_on"] }, op = ">=", value = "term.gap"',
            {"signed_on": "2025-02-05", "scheme_on": "2025-02-03"},
            "“签订日期”与“方案日期”相隔不少于 5 日 即可",
        ),
        (
            'left = { ratio = ["change_total", "estimate_amount"] }, op="<=", value="change.rate"',
            {"change_total": 16 * WAN, "estimate_amount": 100 * WAN},
            "“累计变更金额”再减 1.00 万元（至 15.00 万元）即可",
        ),
        (
            'left = { sum = ["change_total", "change_single"] }, op = "<=", value = "change.cap"',
            {"change_total": 100 * WAN, "change_single": 5 * WAN},
            "“累计变更金额”再减 5.00 万元（至 95.00 万元）即可",
        ),
    ],
)
def test_what_would_turn_it_follows_from_the_comparison(load_with, comparison, values, turns):
    verdict = judged(load_with, f"passes = [{{ {comparison} }}]", values)

    assert verdict.outcome is Outcome.FAIL
    assert verdict.turns_if == turns


def test_signing_after_term_is_compared_as_dates(load_with):
    keys = """passes = [
        { fact = "signed_on", op = ">=", value = { sum = ["scheme_on", "term.gap"] } }]"""

    verdict = judged(load_with, keys, {"signed_on": "2025-02-08", "scheme_on": "2025-02-03"})

    assert verdict.outcome is Outcome.PASS


def test_one_of_any_is_enough_whatever_is_missing(load_with):
    keys = """passes = [{ any = [{ fact = "uses_platform", op = "true" },
        { fact = "involves_data", op = "true" }] }]"""

    assert judged(load_with, keys, {"involves_data": True}).outcome is Outcome.PASS
    assert judged(load_with, keys, {"involves_data": False}).outcome is Outcome.INSUFFICIENT
    both = {"involves_data": False, "uses_platform": False}
    assert "；或者" in judged(load_with, keys, both).turns_if


def test_one_failing_of_all_decides_whatever_is_missing(load_with):
    keys = """passes = [{ all = [
        { fact = "uses_platform", op = "true" }, { fact = "involves_data", op = "true" },
        ], turns = "补齐两项" }]"""

    verdict = judged(load_with, keys, {"involves_data": False})

    assert verdict.outcome is Outcome.FAIL
    assert verdict.turns_if == "补齐两项"


def test_comparison_with_when_counts_only_there(load_with):
    keys = """passes = [{ fact = "uses_platform", op = "true", when = "nature == 'new'" }]"""

    assert judged(load_with, keys, {"nature": "om"}).outcome is Outcome.PASS
    assert judged(load_with, keys, {}).outcome is Outcome.INSUFFICIENT
    assert judged(load_with, keys, {"nature": "new", "uses_platform": False}).word == "不通过"


def test_ratio_to_nothing_is_insufficient(load_with):
    keys = """passes = [
        { left = { ratio = ["change_total", "estimate_amount"] }, op = "<=", value="change.rate" },
        ]"""

    verdict = judged(load_with, keys, {"change_total": 1, "estimate_amount": 0})

    assert verdict.outcome is Outcome.INSUFFICIENT


def test_values_of_the_named_day_count(load_with):
    keys = """value_on = "applied_on"
        passes = [{ fact = "declared_amount", op = "<", value = "limit.small" }]"""
    values = {"declared_amount": 190 * WAN, "applied_on": "2026-02-01"}

    assert judged(load_with, keys, values).outcome is Outcome.FAIL
    assert judged(load_with, keys, {"declared_amount": 1}).outcome is Outcome.INSUFFICIENT


def test_check_at_a_step_ahead_is_not_due(load_with):
    keys = 'at = ["approved"]\npasses = [{ fact = "goal", op = "present" }]'
    state = '[[state]]\nid = "approved"\ntitle = "已批复"\nstage = "approval"'
    loaded = load_with(rules=EXTRA.format(keys=keys), procedures=state)

    ahead = judge(loaded.pack, "extra", {}, terms())
    there = judge(loaded.pack, "extra", {}, terms(reached=frozenset({"approved"})))

    assert not ahead.is_due
    assert there.is_due


def test_override_is_possible_only_where_the_text_leaves_discretion(load_with):
    keys = 'discretion = "一般"\npasses = [{ fact = "uses_platform", op = "true" }]'

    verdict = judged(load_with, keys, {"uses_platform": False})

    assert verdict.can_be_decided
    assert verdict.discretion == "一般（第二条）"


def test_further_facts_are_shown(load_with):
    keys = 'shows = ["goal"]\npasses = [{ fact = "uses_platform", op = "true" }]'

    verdict = judged(load_with, keys, {"uses_platform": True, "goal": "统一"})

    assert [fact.text for fact in verdict.facts] == ["是", "统一"]
