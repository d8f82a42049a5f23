"""A revised estimate and an ended contract under the regulations of Tunxi and Dongying."""

from datetime import date

import pytest

from desktop_app.use_cases import regulations
from tests.life import CREDIT_CODES
from tests.scenario.bureau import refusal
from tests.scenario.dongying import Dongying, building

REVISED = "estimate_revision.record"


@pytest.fixture
def works(district):
    """Of 300.00 approved 286.00 are contracted for."""
    life = district.project("智慧校园", 300).enter_pool().on(2024, 10, 8).enter_plan()
    return life.on(2024, 11, 4).built(300)


@pytest.fixture
def world(tmp_path):
    world = Dongying(tmp_path / "ws")
    world.call()
    yield world
    world.close()


def change(life, number, moved, delta):
    day = life.clock.now.date().isoformat()
    row = life.row(
        "change", number=number, title=f"调整{number}", moved=moved, delta=delta, decided_on=day,
        filed_on=day, case="技术方案完善优化", goal_unchanged="是", is_needed="是",
    )  # fmt: skip
    life.hand_in("change_filing", row)
    return row


def second(life, wan, **more):
    """A second contract, for tests, its papers in."""
    row = life.row(
        "contract", number="CP-1", name="测评合同", kind="测评检测", amount=wan,
        signed_on=life.clock.now.date().isoformat(), party="测评公司", credit_code=CREDIT_CODES[0],
        **more,
    )  # fmt: skip
    life.hand_in("contract_filing", row)
    return row


def single(desk, since):
    regulations.sign_reading(
        desk, "reading.change_sum", "single", since=since, reason="局务会", signer="负责人"
    )


def test_under_tunxi_a_contract_beyond_the_estimate_waits_for_the_revised_one(works):
    """286 + 3 of supervision + 31 of the change are 320; a test contract of 8 makes 328."""
    raised = change(works, "BG-1", "31", "31")
    refused = refusal(works.record, "change_filing.file", "filed", raised)
    assert "变更后不超概算：不通过（第三十七条）" in refused.what
    assert REVISED not in works.turn()
    works.record("change_approval.review", "agreed", raised)
    works.record("change_approval.decision", "agreed", raised)
    test = second(works, "8")
    assert works.verdicts(test)["contracts_within_estimate"].word == "不通过"
    for revised, word in (("327.99", "不通过"), ("328", "通过"), ("328.01", "通过")):
        works.record(REVISED, "done", facts={"estimate_amount": revised})
        assert works.verdicts(test)["contracts_within_estimate"].word == word


@pytest.mark.parametrize(
    ("moved", "word"), [("107.99", "通过"), ("108", "通过"), ("108.01", "不通过")]
)
def test_under_dongying_15_percent_is_counted_by_the_revised_estimate(world, moved, word):
    """680 + 40 approved: 15 % of 720 are 108."""
    life = building(world).on(2026, 5, 6)
    single(world.desk, date(2026, 5, 6))
    raised = change(life, "BG-1", "110", "110")
    assert REVISED not in life.turn()
    life.record("change_approval.review", "agreed", raised)
    life.record("change_approval.approve", "agreed", raised)
    life.record(REVISED, "done", facts={"estimate_amount": "720"})
    assert life.verdicts(change(life, "BG-2", moved, "0"))["change_within_rate"].word == word


@pytest.mark.parametrize(
    ("wan", "word"), [("579.99", "通过"), ("580", "通过"), ("580.01", "需人工判断")]
)
def test_under_dongying_what_was_paid_under_an_ended_contract_counts(world, wan, word):
    """680 listed, 100 paid under the contract of 612 before it was ended."""
    life = building(world).on(2026, 5, 6)
    with life.desk.workspace.read() as view:
        rows = view.registers.of_owners("project_id", (life.project.id,))
    first = next(row for row in rows if row.register_id == "contract").subject
    life.row("payment", parent=first, voucher="ZF-1", paid_on="2026-05-01", amount="100")
    life.record("contract_end.end", "done", first)
    told = {"starts_on": "2026-05-06", "ends_on": "2026-10-31", "has_subcontract": "否"}
    again = second(life, wan, **told)
    assert life.verdicts(again)["contracts_within_budget"].word == word


def test_under_tunxi_a_notice_dated_before_the_review_is_seen_afterwards(works):
    """The tender of 4 November was reviewed that day: a notice of the day before is too early."""
    with works.desk.workspace.read() as view:
        rows = view.registers.of_owners("project_id", (works.project.id,))
    tender = next(row for row in rows if row.register_id == "procurement").subject
    works.on(2024, 12, 2)
    assert works.verdicts(tender)["demand_before_notice"].word == "通过"
    works.correct(tender, notice_on="2024-11-03")
    assert works.verdicts(tender)["demand_before_notice"].word == "不通过"
