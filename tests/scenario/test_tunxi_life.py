"""A project under the Tunxi regulation from the call for needs to its evaluation."""

from datetime import date

from tests.scenario.bureau import refusal
from tests.scenario.tunxi import REPORT, SCORES


def test_the_whole_life(district):
    life = district.project("智慧校园", 300).enter_pool().on(2024, 10, 8).enter_plan()
    life.on(2024, 11, 4).built(300)
    life.on(2024, 12, 20).record("yearly_report.evaluate", "done", facts=REPORT)
    life.record("yearly_report.receive", "noted")
    assert life.duties()["yearly_report_due"].due == date(2025, 12, 31)
    life.on(2025, 3, 3).completed()
    life.hand_in("initial_acceptance")
    life.on(2025, 4, 1).record("initial_acceptance.accept", "agreed")
    life.tried(2025, 5, 6)
    life.hand_in("archive_acceptance")
    life.record("archive_acceptance.opinion", "agreed")
    life.shared().accepted()
    assert life.now().state == "accepted"
    life.record("final_acceptance.file", "filed")
    life.on(2025, 6, 1).record("operation.start", "done")
    life.on(2026, 7, 1).hand_in("self_evaluation")
    life.record("self_evaluation.evaluate", "done", facts=SCORES)
    life.record("self_evaluation.bureau_receipt", "noted")
    life.record("self_evaluation.finance_receipt", "noted")
    life.record("self_evaluation.closed", "done")
    assert life.now().state == "self_evaluated"
    bare = refusal(life.record, "post_evaluation.evaluate", "done")
    assert "后评价写明了结果：不通过（第四十二条）" in bare.what
    life.record("post_evaluation.evaluate", "done", facts={"post_score": "82"})
    assert life.now().state == "evaluated"
