"""Other numbers and other months than the cases name, each worked out by hand beside it."""

from datetime import date

import pytest

from desktop_app.use_cases import regulations
from desktop_app.use_cases.going_live.grounds import Grounds
from desktop_app.use_cases.going_live.projects import Part, split_project
from desktop_app.values.money import fen_from_wan
from tests.scenario.bureau import refusal
from tests.use_cases.test_course import COMMAND

CREDIT = "91341700MA2N00003A"


def signed(life, option):
    regulations.sign_reading(
        life.desk, "reading.change_sum", option,
        since=life.clock.now.date(), reason="局务会", signer="负责人",
    )  # fmt: skip
    return life


def change(life, number, moved, delta="0"):
    day = life.clock.now.date().isoformat()
    return life.row(
        "change", number=number, title=f"调整{number}", case="技术方案完善优化", moved=moved,
        delta=delta, goal_unchanged="是", is_needed="是", decided_on=day, filed_on=day,
    )  # fmt: skip


def word(life, row, rule="change_within_limits"):
    return life.verdicts(row)[rule].word


@pytest.mark.parametrize(("third", "told"), [("33.34", "通过"), ("33.35", "不通过")])
def test_three_changes_of_a_third_each_reach_100_and_a_fen_unit_more_is_over(site, third, told):
    """33.33 + 33.33 + 33.34 = 100.00; the 15 % of 680 (102.00) is not reached."""
    life = signed(site.found("数字会议680").on(2024, 11, 4), "cumulative")
    for number in ("BG-1", "BG-2"):
        change(life, number, "33.33")
    row = change(life, "BG-3", third)
    assert word(life, row) == told


@pytest.mark.parametrize(("second", "told"), [("28.50", "通过"), ("28.51", "不通过")])
def test_two_halves_of_15_percent_of_380_are_within_it_together(site, second, told):
    """380.00 × 15 % = 57.00 = 28.50 + 28.50."""
    life = signed(site.found("协同办公380").on(2024, 11, 4), "cumulative")
    change(life, "BG-1", "28.50")
    assert word(life, change(life, "BG-2", second)) == told


def test_both_caps_are_named_where_a_change_is_over_both(site):
    """102.01 > 102.00 (15 % of 680.00) and > 100.00: 2.01 have to go to come under both."""
    life = signed(site.found("数字会议680").on(2024, 11, 4), "single")
    verdict = life.verdicts(change(life, "BG-1", "102.01"))["change_within_limits"]
    assert verdict.word == "不通过"
    assert "102.01 万元 ＞ 概算金额 680.00 万元" in verdict.arithmetic
    assert "102.01 万元 ＞ 自主调整的金额上限 100.00 万元" in verdict.arithmetic
    assert "再减 2.01 万元（至 100.00 万元）" in verdict.turns_if


@pytest.mark.parametrize(("second", "told"), [("37.99", "通过"), ("38", "通过"), ("38.01", "提醒")])
def test_contracts_fill_the_estimate_of_380_and_no_more(site, second, told):
    """The contract of 342.00 (nine tenths) leaves 380.00 - 342.00 = 38.00 less the design's."""
    life = site.found("协同办公380").on(2024, 11, 4)
    known = life.now().amounts["contract"]
    left = fen_from_wan(380) - known
    shifted = left - fen_from_wan(38) + fen_from_wan(second)
    row = life.row(
        "contract", number="HT-90", kind="监理", signed_on="2024-11-04", party="监理公司",
        credit_code=CREDIT, amount=str(shifted / 1_000_000),
    )  # fmt: skip
    assert word(life, row, "contracts_within_estimate") == told
    assert life.now().amounts["contract"] == known + shifted


@pytest.mark.parametrize(("last", "told"), [("0.01", "通过"), ("0.02", "不通过")])
def test_payments_come_up_to_the_contract_and_not_a_hundred_yuan_further(site, last, told):
    """Three tenths of 10.00, then 6.99, then the rest: 3.00 + 6.99 + 0.01 = 10.00."""
    life = site.found("协同办公380").on(2024, 11, 4)
    contract = life.row(
        "contract", number="HT-91", kind="监理", signed_on="2024-11-04", party="监理公司",
        credit_code=CREDIT, amount="10",
    )  # fmt: skip
    for number, amount in enumerate(("3", "6.99", last), 1):
        life.row(
            "payment", parent=contract, voucher=f"ZF-{number}", paid_on="2024-11-04",
            amount=amount, purpose="监理费",
        )  # fmt: skip
    assert word(life, contract, "payment_within_contract") == told


@pytest.mark.parametrize(
    ("signed_on", "due"),
    [
        # 2024-09-29 (Sun) works, 10-01 to 10-07 off, 10-12 (Sat) works: 9-29, 9-30, 10-8 … 10-12,
        # 10-14, 10-15, 10-16
        (date(2024, 9, 27), date(2024, 10, 16)),
        # 2025-01-01 off: 2, 3, 6 … 10, 13, 14, 15 January
        (date(2024, 12, 31), date(2025, 1, 15)),
        # 2025-05-01 to 05-05 off: 4-29, 4-30, 5-6 … 5-9, 5-12 … 5-15
        (date(2025, 4, 28), date(2025, 5, 15)),
        # 2025-09-28 (Sun) works, 10-01 to 10-08 off, 10-11 (Sat) works: 9-28 … 9-30, 10-9 … 10-11,
        # 10-13 … 10-16
        (date(2025, 9, 26), date(2025, 10, 16)),
    ],
)
def test_ten_working_days_round_the_holidays_of_four_times_of_the_year(site, signed_on, due):
    life = site.found("阳光信访199").on(2025, 9, 26)
    row = life.row(
        "contract", number="HT-92", kind="监理", signed_on=signed_on.isoformat(), party="监理公司",
        credit_code=CREDIT, amount="3",
    )  # fmt: skip
    assert life.duties(row)["contract_filing_due"].due == due


@pytest.mark.parametrize(
    ("began", "three", "six"),
    [
        (date(2024, 11, 29), date(2025, 2, 28), date(2025, 5, 29)),
        (date(2024, 10, 31), date(2025, 1, 31), date(2025, 4, 30)),
        (date(2025, 8, 31), date(2025, 11, 30), date(2026, 2, 28)),
    ],
)
def test_trial_runs_from_the_ends_of_other_months(site, began, three, six):
    life = site.found("阳光信访199").on(began.year, began.month, began.day)
    life.record("trial_run.start", "done")
    assert life.duties()["trial_normal_end"].due == three
    life.record("trial_run.extension", "noted", facts={"trial_reason": "跨汛期运行。"})
    assert life.duties()["trial_longest_end"].due == six


def alike(bureau, name, wan, on):
    bureau.clock.turn_to(on)
    return bureau.project(name, wan, unit="县城市管理局", **COMMAND)


@pytest.mark.parametrize(
    ("second", "on", "told", "crossed"),
    [
        ("100.00", date(2025, 9, 2), "需人工判断", 1),  # 100.00 + 100.00 = 200.00, on the line
        ("99.99", date(2025, 9, 2), "需人工判断", 0),  # 199.99: alike, but crosses no line
        ("100.00", date(2025, 9, 3), "通过", 0),  # the thirteenth month begins
    ],
)
def test_two_alike_within_twelve_months_are_added_up(bureau, second, on, told, crossed):
    alike(bureau, "城管指挥平台一期", 100, date(2024, 9, 2))
    life = alike(bureau, "城管指挥平台二期", second, on)
    assert life.verdicts()["no_splitting"].word == told
    assert life.course().facts["split_lines_crossed"].value == crossed


def test_a_split_of_an_application_is_held_to_the_lines_its_parts_cross_together(bureau):
    """310.00 becomes 110.00 + 199.99 + 0.01: no part reaches 200.00, the sum does."""
    life = alike(bureau, "城管指挥平台", 310, date(2024, 9, 2))
    project = life.now()

    def part(name, wan):
        fen = fen_from_wan(wan)
        sources = {line.source: fen for line in project.funding}
        return Part(name, project.unit_id, dict.fromkeys(project.amounts, fen), sources)

    grounds = Grounds(date(2024, 9, 2), "分期建设")
    lots = [part("城管指挥平台二期", "199.99"), part("城管指挥平台三期", "0.01")]
    uneven = [part("城管指挥平台二期", "199.99"), part("城管指挥平台三期", "0.02")]
    refused = refusal(
        split_project, life.desk, project.id, part(project.name, 110), uneven, grounds
    )
    assert "各部分合计310.01 万元" in refused.what
    split_project(life.desk, project.id, part(project.name, 110), lots, grounds)
    assert life.verdicts()["no_splitting"].word == "通过"  # it was split by the office itself
    verdict = life.verdicts()["split_parts_route"]
    assert verdict.word == "需人工判断"
    assert "310.00 万元" in verdict.message
