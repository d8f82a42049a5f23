"""A project by reference whose scheme named no investment: it is told later, and who accepts it."""

import pytest

from tests.life import STARTED

TOPICS = ("intensive", "sharing", "connection", "collaboration")
TOLD = "reference_estimate.record"


@pytest.fixture
def tried(bureau):
    """Reviewed without an estimate, built, its trial run over, its archives accepted."""
    life = bureau.project("医院导诊", 150, recorded={"by_reference_kind": "own_money"})
    life.hand_in("scheme_review")
    met = {f"topic_{each}": "符合" for each in TOPICS}
    life.record("scheme_review.review", "agreed", facts=met, override_reason="已核实。")
    life.on(2024, 10, 8).record(
        "construction_start.start", "done", facts=STARTED, override_reason="自有资金，自行采购。"
    )
    life.record("trial_run.start", "done", override_reason="概算未定。")
    life.on(2025, 1, 8).record("trial_run.end", "done")
    return life.archived()


@pytest.mark.parametrize(
    ("wan", "accepts"),
    [
        ("199.99", "unit_acceptance.accept"),
        ("200", "initial_acceptance.accept"),
        ("200.01", "initial_acceptance.accept"),
    ],
)
def test_who_accepts_it_is_known_once_the_investment_is(tried, wan, accepts):
    acceptances = {"unit_acceptance.accept", "initial_acceptance.accept"}
    assert not acceptances & set(tried.turn())
    tried.record(TOLD, "done", facts={"estimate_amount": wan})
    assert acceptances & set(tried.turn()) == {accepts}
