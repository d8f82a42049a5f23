"""A contract that was ended: what was paid under it still takes its part of the estimate."""

import pytest

from tests.life import CREDIT_CODES

FILED = "contract_filing.file"


@pytest.fixture
def works(site):
    """680.00 approved, the contract of 612.00 ended after 200.00 were paid under it."""
    life = site.found("数字会议680").on(2024, 11, 4)
    with life.desk.workspace.read() as view:
        rows = view.registers.of_owners("project_id", (life.project.id,))
    first = next(r for r in rows if r.register_id == "contract" and r.cells["amount"]).subject
    life.row("payment", parent=first, voucher="ZF-1", paid_on="2024-10-31", amount="200")
    life.record("contract_end.end", "done", first)
    return life


def signed(life, wan):
    """A contract with another builder, its papers in."""
    day = life.clock.now.date().isoformat()
    row = life.row(
        "contract", number="HT-2", name="续建合同", kind="建设实施", signed_on=day,
        party="接续公司", credit_code=CREDIT_CODES[2], legal_person="周某", address="安庆",
        amount=wan, has_price_list="是", ip_clause="第7条", has_interfaces="否",
        has_subcontract="否",
    )  # fmt: skip
    life.row("contract_item", parent=row, item="平台软件", quantity="1", price="4800000")
    life.hand_in("contract_filing", row)
    return row


@pytest.mark.parametrize(("wan", "word"), [("479.99", "通过"), ("480", "通过"), ("480.01", "提醒")])
def test_paid_under_the_ended_and_the_new_contract_stay_within_the_estimate(works, wan, word):
    assert works.verdicts(signed(works, wan))["contracts_within_estimate"].word == word
