"""The amount a reply settles decides the way to it: at 500 the city and the province come first."""

import pytest

from tests.life import ACCEPTED, PLAIN_BUILDING, SIX_TOPICS
from tests.scenario.bureau import refusal

DECISION = "design_approval.decision"


@pytest.fixture
def designed(bureau):
    """Of 520.00 asked for 499.99 were approved as feasible; the design is taken in."""
    life = bureau.project("国土云平台", 520).enter_pool().on(2024, 10, 8).enter_plan()
    life.on(2024, 10, 15).designed(500)
    life.hand_in("feasibility_approval")
    life.record("feasibility_approval.accept", "done", facts=PLAIN_BUILDING)
    life.record("feasibility_approval.decision", "agreed", facts={"feasibility_amount": "499.99"})
    life.hand_in("design_approval")
    life.record("design_approval.accept", "done", facts=ACCEPTED)
    return life


def reply(wan):
    return {
        "facts": {"estimate_amount": wan, "planned_yearly_om": "20"},
        "override_reason": "概算按审查意见核定。",
    }


def test_a_cent_below_500_the_county_replies(designed):
    designed.record(DECISION, "agreed", **reply("499.99"))
    assert designed.now().state == "approved"


@pytest.mark.parametrize("wan", ["500", "500.01"])
def test_from_500_on_the_reply_waits_for_city_and_province(designed, wan):
    refused = refusal(designed.record, DECISION, "agreed", **reply(wan))
    assert "照所填的内容，“初设和概算批复”还不能办：须先办“报送市局”" in refused.what
    assert designed.now().state == "approving"
    designed.record(DECISION, "returned", **reply(wan))
    designed.hand_in("design_approval")
    designed.record("design_approval.accept", "done", facts=ACCEPTED)
    assert DECISION not in designed.turn()
    designed.record("design_approval.upward.report", "reported", facts=SIX_TOPICS)
    designed.record("design_approval.upward.city", "agreed")
    designed.record("design_approval.upward.province", "agreed")
    designed.record(DECISION, "agreed", **reply(wan))
    assert designed.now().state == "approved"
