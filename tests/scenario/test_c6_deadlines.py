"""C6 under the Qingyang regulation: days counted by the month, by working days, by the window."""

from datetime import date

import openpyxl
import pytest

from desktop_app.use_cases.duty_lists import duty_lines, write_unit_lists
from desktop_app.use_cases.papers.duty_letters import preview_duty_letters, unit_duties
from desktop_app.use_cases.papers.press import plain_text
from desktop_app.use_cases.standing.refresh import settle
from tests.life import FIVE_ASPECTS
from tests.scenario.bureau import refusal

SCORES = {
    "score_application": "90",
    "score_sharing": "80",
    "score_collaboration": "85",
    "score_benefit": "88",
}


@pytest.fixture
def small(site):
    """The project of 199.99 that its own unit accepts."""
    return site.found("阳光信访199")


@pytest.fixture
def trial(small):
    """Its trial run from 30 November on."""
    small.on(2024, 11, 30).record("trial_run.start", "done")
    return small


def due(life, duty, subject=None):
    return life.duties(subject)[duty].due


def test_a_trial_run_from_30_november_ends_on_28_february(trial):
    assert due(trial, "trial_normal_end") == date(2025, 2, 28)
    assert "trial_longest_end" not in trial.duties()


def test_a_prolonged_one_ends_on_30_may_at_the_latest(trial):
    trial.on(2025, 2, 20)
    trial.record("trial_run.extension", "noted", facts={"trial_reason": "跨汛期运行。"})
    assert due(trial, "trial_longest_end") == date(2025, 5, 30)
    assert "trial_normal_end" not in trial.duties()


def test_on_28_february_it_ends_without_a_word_on_1_march_only_with_a_reason(trial):
    trial.on(2025, 3, 1)
    before = trial.digest()
    refused = refusal(trial.record, "trial_run.end", "done")
    assert "试运行超过三个月的已说明理由：不通过（二(四)1）" in refused.what
    assert trial.digest() == before
    trial.record("trial_run.end", "done", acted_on=date(2025, 2, 28))
    assert trial.before("unit_acceptance")["trial_long_enough"].word == "通过"


@pytest.mark.parametrize(
    ("ended", "word"), [((2025, 2, 27), "提醒"), ((2025, 2, 28), "通过"), ((2025, 3, 1), "通过")]
)
def test_the_three_months_below_on_and_above(trial, ended, word):
    trial.on(2025, 2, 20)
    trial.record("trial_run.extension", "noted", facts={"trial_reason": "跨汛期运行。"})
    trial.on(*ended).record("trial_run.end", "done")
    assert trial.before("unit_acceptance")["trial_long_enough"].word == word


@pytest.mark.parametrize(
    ("ended", "word"),
    [((2025, 5, 29), "通过"), ((2025, 5, 30), "通过"), ((2025, 5, 31), "不通过")],
)
def test_the_six_months_below_on_and_above(trial, ended, word):
    trial.on(2025, 2, 20)
    trial.record("trial_run.extension", "noted", facts={"trial_reason": "跨汛期运行。"})
    trial.on(*ended).record("trial_run.end", "done")
    assert trial.before("unit_acceptance")["trial_not_too_long"].word == word


def test_a_trial_over_six_months_is_accepted_only_after_its_rectification(trial):
    trial.on(2025, 2, 20)
    trial.record("trial_run.extension", "noted", facts={"trial_reason": "跨汛期运行。"})
    trial.on(2025, 6, 3).record("trial_run.end", "done")
    trial.archived()
    refused = refusal(trial.accepted_by_unit)
    assert "试运行不超过六个月：不通过（二(四)1）" in refused.what
    facts = {**FIVE_ASPECTS, "trial_overrun": "县数整〔2025〕3号"}
    trial.record("unit_acceptance.accept", "agreed", facts=facts)
    assert trial.now().state == "accepted"


def test_acceptance_waits_for_the_end_of_the_trial(trial):
    refused = refusal(trial.accepted_by_unit)
    assert "须先有“试运行”" in refused.what
    assert "二(四)2" in refused.clauses


def test_20_working_days_after_the_trial_the_house_wants_acceptance(trial):
    trial.on(2025, 2, 28).record("trial_run.end", "done")
    duty = trial.duties()["acceptance_after_trial"]
    assert (duty.due, duty.is_house) == (date(2025, 3, 28), True)


def test_accepted_on_20_march_2025_the_window_runs_from_march_2026_to_march_2027(trial):
    trial.on(2025, 2, 28).record("trial_run.end", "done")
    trial.archived().on(2025, 3, 20).accepted_by_unit()
    duty = trial.duties()["self_evaluation_due"]
    assert (duty.window_opens, duty.due) == (date(2026, 3, 20), date(2027, 3, 20))
    assert not duty.is_house
    filing = trial.duties()["acceptance_filing_due"]
    assert (filing.due, filing.is_house) == (date(2025, 4, 3), True)


@pytest.mark.parametrize(
    ("day", "word"),
    [
        ((2026, 3, 19), "提醒"),
        ((2026, 3, 20), "通过"),
        ((2027, 3, 20), "通过"),
        ((2027, 3, 21), "提醒"),
    ],
)
def test_the_window_of_the_self_evaluation_below_on_and_above(trial, day, word):
    trial.on(2025, 2, 28).record("trial_run.end", "done")
    trial.archived().on(2025, 3, 20).accepted_by_unit()
    trial.on(*day).hand_in("self_evaluation")
    assert trial.verdicts()["evaluation_in_window"].word == word


def test_one_receipt_of_two_is_no_report(trial):
    trial.on(2025, 2, 28).record("trial_run.end", "done")
    trial.archived().on(2025, 3, 20).accepted_by_unit()
    trial.on(2026, 4, 1).hand_in("self_evaluation")
    trial.record("self_evaluation.evaluate", "done", facts=SCORES)
    trial.record("self_evaluation.bureau_receipt", "noted")
    refused = refusal(trial.record, "self_evaluation.closed", "done")
    assert "须先办“财政收到报告”" in refused.what
    assert trial.duties()["self_evaluation_due"].is_open
    trial.record("self_evaluation.finance_receipt", "noted")
    trial.record("self_evaluation.closed", "done")
    assert not trial.duties()["self_evaluation_due"].is_open


def test_a_contract_is_filed_within_ten_working_days_round_the_holidays(small):
    contract = small.on(2024, 10, 8).row(
        "contract", number="HT-77", kind="监理", signed_on="2024-10-08", party="监理公司",
        credit_code="91341700MA2N00003A", amount="3",
    )  # fmt: skip
    duty = small.duties(contract)["contract_filing_due"]
    assert (duty.due, duty.is_house, duty.is_estimated) == (date(2024, 10, 21), True, False)


def test_a_year_without_a_calendar_is_counted_by_weekends_and_says_so(small):
    contract = small.on(2027, 3, 1).row(
        "contract", number="HT-78", kind="监理", signed_on="2027-03-01", party="监理公司",
        credit_code="91341700MA2N00003A", amount="3",
    )  # fmt: skip
    duty = small.duties(contract)["contract_filing_due"]
    assert (duty.due, duty.is_estimated) == (date(2027, 3, 15), True)


def test_progress_is_due_on_the_fifth_of_every_month(small):
    small.on(2024, 11, 1)
    assert due(small, "progress_due") == date(2024, 11, 5)
    small.on(2024, 11, 5).row("progress", month="2024-11-05", percent="20")
    small.on(2024, 12, 2)
    assert due(small, "progress_due") == date(2024, 12, 5)
    assert small.duties()["progress_due"].is_house


def test_the_interface_and_the_contract_are_told_of_90_days_before_they_end(small):
    contract = small.on(2024, 10, 11).row(
        "contract", number="HT-79", kind="建设实施", signed_on="2024-10-11", party="科技公司",
        credit_code="91341700MA2N00003A", amount="3", starts_on="2024-10-11",
        ends_on="2025-10-10", free_until="2027-12-31", om_until="2026-12-31",
    )  # fmt: skip
    assert due(small, "contract_ends", contract) == date(2025, 7, 12)
    assert due(small, "free_interface_ends", contract) == date(2027, 10, 2)
    assert due(small, "contract_om_ends", contract) == date(2026, 10, 2)


def test_a_granted_extension_moves_the_acceptance_a_refused_one_does_not(trial):
    trial.on(2025, 2, 28).record("trial_run.end", "done")
    asked = {"extension_reason": "设备到货迟。", "extension_until": "2025-06-30"}
    trial.record("acceptance_extension.apply", "done", facts=asked)
    assert due(trial, "acceptance_after_trial") == date(2025, 3, 28)
    bare = refusal(trial.record, "acceptance_extension.reply", "agreed")
    assert bare.what == "本环节必须登记：准予延到的日期"
    trial.record("acceptance_extension.reply", "refused", opinion="理由不足。")
    assert due(trial, "acceptance_after_trial") == date(2025, 3, 28)
    trial.record("acceptance_extension.apply", "done", facts=asked)
    granted = {"extension_granted_until": "2025-05-30"}
    trial.record("acceptance_extension.reply", "agreed", facts=granted)
    assert "acceptance_after_trial" not in trial.duties()
    assert due(trial, "acceptance_extended") == date(2025, 5, 30)
    assert not trial.duties()["acceptance_extended"].is_house


def test_the_week_the_letters_and_the_lists_of_the_units_tell_of_the_same_duty(trial, tmp_path):
    """Three months of trial end on 28 February; on the 24th it is a matter of the week."""
    desk = trial.desk
    trial.on(2025, 2, 24)
    settle(desk)
    (week,) = [e for e in duty_lines(desk) if e.duty.subject == trial.subject and e.group == "week"]
    assert (week.duty.title, week.days_left) == ("试运行满三个月", 4)
    (owed,) = [e for e in unit_duties(desk, until=date(2025, 2, 28)) if e.unit == week.named.unit]
    wording = "QY2024-004 阳光信访199：试运行满三个月，应于2025年2月28日前办结（二(四)1）。"
    assert owed.lines[-1] == wording
    assert "试运行满三个月" in plain_text(preview_duty_letters(desk, [owed]))
    write_unit_lists(desk, tmp_path, until=date(2025, 2, 28))
    assert "试运行满三个月" in cells_of(tmp_path / "到期事项-县文旅局.xlsx")
    write_unit_lists(desk, tmp_path / "before", until=date(2025, 2, 27))
    assert "试运行满三个月" not in cells_of(tmp_path / "before" / "到期事项-县文旅局.xlsx")


def cells_of(path):
    book = openpyxl.load_workbook(path)
    return [str(c) for sheet in book for row in sheet.iter_rows(values_only=True) for c in row]
