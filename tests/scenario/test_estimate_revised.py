"""An estimate raised by an approved change: who accepts and what the unit may adjust follow it."""

import pytest

from desktop_app.use_cases import regulations
from tests.scenario.bureau import refusal

REVISED = "estimate_revision.record"


@pytest.fixture
def tried(site):
    """199.99 with a contract of 179.991, its trial run over, its archives accepted."""
    life = site.found("阳光信访199").on(2024, 11, 4)
    life.record("trial_run.start", "done")
    life.on(2025, 2, 4).record("trial_run.end", "done")
    return life.archived()


def change(life, number, moved, delta):
    day = life.clock.now.date().isoformat()
    row = life.row(
        "change", number=number, title=f"调整{number}", moved=moved, delta=delta, decided_on=day,
        filed_on=day, case="技术方案完善优化", goal_unchanged="是", is_needed="是",
    )  # fmt: skip
    life.hand_in("change_filing", row)
    return row


def raised(life, delta):
    """A change beyond the estimate, approved by the county government."""
    row = change(life, "BG-1", delta, delta)
    refused = refusal(life.record, "change_filing.file", "filed", row)
    assert "变更后不超概算：不通过（二(三)3）" in refused.what
    assert REVISED not in life.turn()
    life.record("change_approval.review", "agreed", row)
    life.record("change_approval.government", "agreed", row)


@pytest.mark.parametrize(
    ("delta", "revised", "by_unit"),
    [("20.008", "199.999", True), ("20.009", "200", False), ("20.01", "200.001", False)],
)
def test_who_accepts_follows_the_revised_estimate(tried, delta, revised, by_unit):
    raised(tried, delta)
    refused = refusal(tried.accepted_by_unit)
    assert "合同和变更没有超出定验收路线的概算（需人工判断）" in refused.what
    unnumbered = refusal(
        tried.record, REVISED, "done", facts={"estimate_amount": revised}, document_number=""
    )
    assert unnumbered.what == "“登记调整后的概算”没有填文号"
    tried.record(REVISED, "done", facts={"estimate_amount": revised})
    turn = tried.turn()
    assert ("unit_acceptance.accept" in turn, "bureau_acceptance.apply" in turn) == (
        by_unit,
        not by_unit,
    )
    if by_unit:
        tried.accepted_by_unit()
    else:
        tried.initially_accepted().accepted_by_bureau()
    assert tried.now().state == "accepted"


def test_what_the_unit_may_adjust_is_counted_by_the_revised_estimate(tried):
    regulations.sign_reading(
        tried.desk, "reading.change_sum", "single",
        since=tried.clock.now.date(), reason="局务会", signer="负责人",
    )  # fmt: skip
    raised(tried, "20.009")
    over = change(tried, "BG-2", "30", "0")
    refused = refusal(tried.record, "change_filing.file", "filed", over)
    assert "变更后不超概算：不通过" in refused.what
    tried.record(REVISED, "done", facts={"estimate_amount": "200"})
    tried.record("change_filing.file", "filed", over)  # 15 % of 200 are 30
    assert tried.entry(over).state == "change_filed"


def test_without_an_approved_change_the_estimate_stands(tried):
    refused = refusal(tried.record, REVISED, "done", facts={"estimate_amount": "250"})
    assert "现在不能登记“登记调整后的概算”" in refused.what
    tried.accepted_by_unit()
    assert tried.now().state == "accepted"
