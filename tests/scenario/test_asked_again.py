"""What is asked for or decided a second time: an extension refused, a unit that has answered."""

from datetime import date

from desktop_app.domain.register import Owner
from desktop_app.use_cases.own_facts import record_facts
from tests.scenario.bureau import refusal

ASKED = {"extension_reason": "设备到货迟。", "extension_until": "2025-12-31"}


def refused_after_a_grant(life, until, day):
    """An extension until a day is granted; another, asked for later, is not."""
    life.record("acceptance_extension.apply", "done", facts=ASKED)
    granted = {"extension_granted_until": until}
    life.record("acceptance_extension.reply", "agreed", facts=granted)
    life.on(*day).record("acceptance_extension.apply", "done", facts=ASKED)
    life.record("acceptance_extension.reply", "refused", opinion="理由不足。")


def test_a_second_extension_refused_leaves_the_first_in_force(site):
    life = site.found("阳光信访199").on(2024, 11, 4)
    life.record("trial_run.start", "done")
    life.on(2025, 2, 4).record("trial_run.end", "done")
    record_facts(life.desk, life.subject, {"acceptance_due_on": "2025-03-31"})
    # 20 working days from 5 February on, Saturday the 8th among them: 19 in February.
    assert life.duties()["acceptance_after_trial"].due == date(2025, 3, 3)
    assert life.duties()["acceptance_due"].due == date(2025, 3, 31)
    refused_after_a_grant(life, "2025-05-30", (2025, 5, 20))
    duties = life.duties()
    assert "acceptance_after_trial" not in duties
    assert "acceptance_due" not in duties
    assert duties["acceptance_extended"].due == date(2025, 5, 30)
    assert duties["acceptance_extended"].is_open


def test_in_tunxi_too(district):
    life = district.project("阳光信访", 199.99).enter_pool().on(2024, 10, 8).enter_plan()
    life.built(199.99).on(2024, 11, 30).completed()
    assert life.duties()["application_due"].due == date(2025, 5, 30)
    refused_after_a_grant(life, "2025-08-29", (2025, 8, 20))
    duties = life.duties()
    assert "application_due" not in duties
    assert duties["application_extended"].due == date(2025, 8, 29)


ANSWERED = {"finding.answer": "大屏已拆除。", "finding.evidence": "照片2张"}


def reported(life, done_on):
    """A finding due on 15 November, answered on the 18th with the day it was mended."""
    owner = Owner(project_id=life.project.id, unit_id=life.project.unit_id)
    row = life.row(
        "finding", owner=owner, title="擅自增加建设内容", source="监督检查",
        found_on="2024-11-04", facts="多装大屏。", clause="二(三)3", due_on="2024-11-15",
    )  # fmt: skip
    life.record("rectification.notice", "issued", row)
    facts = {**ANSWERED, "finding.done_on": done_on}
    life.on(2024, 11, 18).record("rectification.report", "reported", row, facts=facts)
    return row


def test_a_unit_that_mended_in_time_is_looked_at_before_it_is_criticised(site):
    life = site.found("协同办公380").on(2024, 11, 4)
    row = reported(life, "2024-11-15")
    refused = refusal(life.record, "criticism.decide", "issued", row)
    assert "逾期未改或整改后仍不符合：不通过（二(六)3）" in refused.what
    life.record("rectification.review", "returned", row, opinion="大屏还在。")
    life.record("criticism.decide", "issued", row)


def test_a_unit_that_mended_a_day_late_may_be_criticised(site):
    life = site.found("协同办公380").on(2024, 11, 4)
    life.record("criticism.decide", "issued", reported(life, "2024-11-16"))
