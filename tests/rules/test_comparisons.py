"""What would turn a comparison, groups of comparisons, and the keys of a rule."""

from datetime import date

import pytest

from desktop_app.rules.facts import FactValue
from desktop_app.rules.judge import Terms, judge
from desktop_app.rules.verdict import Outcome

ON = date(2025, 3, 1)
WAN = 1_000_000


def terms(**more):
    return Terms(on=ON, **more)


def facts(**values):
    return {name: FactValue(value) for name, value in values.items()}


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


SCORE = '[[fact]]\nid = "score"\ntype = "number"\nlabel = "得分"\nasked_at = ["record"]'


def test_nothing_is_said_where_no_single_step_turns_it(load_with):
    keys = 'passes = [{ left = { times = ["score", "score"] }, op = ">", number = 4 }]'

    verdict = judged(load_with, keys, {"score": "1"}, facts=SCORE)

    assert verdict.outcome is Outcome.FAIL
    assert verdict.turns_if == ""


def test_where_the_first_fact_cannot_turn_it_the_next_one_does(load_with):
    keys = 'passes = [{ fact = "funding_total", op = "==", value = "declared_amount" }]'

    verdict = judged(load_with, keys, {"funding_total": 2, "declared_amount": -1})

    assert verdict.turns_if == "“申报金额”再增 0.000003 万元（至 0.000002 万元）即可"


def test_fact_in_a_product_is_solved_exactly(load_with):
    keys = 'passes = [{ left = { times = ["score", { number = 2 }] }, op = ">=", number = 5 }]'

    verdict = judged(load_with, keys, {"score": "1.25"}, facts=SCORE)

    assert verdict.arithmetic == "得分 1.25 × 2 ＝ 2.5 ＜ 5"
    assert verdict.turns_if == "“得分”再增 1.25（至 2.5）即可"


def test_nested_terms_are_shown_in_brackets(load_with):
    keys = """passes = [
        { left = { ratio = [{ minus = ["change_total", "change_single"] }, "estimate_amount"] },
          op = "<=", value = "change.rate" }]""".replace("\n          ", " ")

    verdict = judged(
        load_with,
        keys,
        {"change_total": 20 * WAN, "change_single": 4 * WAN, "estimate_amount": 100 * WAN},
    )

    assert verdict.arithmetic.startswith("（累计变更金额 20.00 万元 － 本次变更金额 4.00 万元） ÷ ")
    assert verdict.arithmetic.endswith(" ÷ 概算金额 100.00 万元 ＝ 16% ＞ 变更比例 15%")
    assert verdict.turns_if == "“累计变更金额”再减 1.00 万元（至 19.00 万元）即可"


QUARTER = """
[[value]]
id = "limit.quarter"
label = "第三季度最后一天"
unit = "月日"
value = "09-30"
rows = ["M-2"]
"""
YEAR = """
[[fact]]
id = "budget_year"
type = "integer"
label = "预算年度"
asked_at = ["record"]
"""
IN_TIME = (
    'passes = [{ fact = "applied_on", op = "<=", value = "limit.quarter", year = "budget_year" }]'
)


@pytest.mark.parametrize(
    ("day", "year", "outcome"),
    [
        ("2025-09-30", 2025, "pass"),
        ("2025-10-01", 2025, "fail"),
        ("2026-02-15", 2025, "fail"),
        ("2025-12-15", 2026, "pass"),
        ("2025-09-30", None, "insufficient"),
    ],
)
def test_a_month_and_day_of_the_year_a_fact_says(load_with, day, year, outcome):
    values = {"applied_on": day, "budget_year": year}
    verdict = judged(load_with, IN_TIME, values, parameters=QUARTER, facts=YEAR)
    assert verdict.outcome.value == outcome
    assert outcome != "fail" or "2025-09-30" in verdict.arithmetic


def test_the_year_is_of_a_month_and_day_and_a_whole_number(load_with):
    wrong = IN_TIME.replace("budget_year", "goal")
    loaded = load_with(rules=EXTRA.format(keys=wrong), parameters=QUARTER, facts=YEAR)
    assert [fault.key for fault in loaded.faults] == ["rule[extra].passes[1].year"]
    other = IN_TIME.replace("limit.quarter", "regime_from")
    loaded = load_with(rules=EXTRA.format(keys=other), facts=YEAR)
    assert [fault.key for fault in loaded.faults] == ["rule[extra].passes[1].year"]
