from datetime import date

import pytest

from desktop_app.rules.facts import FactValue
from desktop_app.rules.judge import Terms, judge, judge_subject
from desktop_app.rules.verdict import Outcome, verdict_json

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
    assert "复核件数（本办设定，文件没有规定）" in verdict.message


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
