"""A project at rest: what is due of it goes on being told, marked, until it is let go on."""

from datetime import date

import pytest

from desktop_app.domain.register import Owner
from desktop_app.use_cases.own_facts import record_facts
from desktop_app.use_cases.project_life import project_life
from tests.scenario.bureau import refusal
from tests.scenario.dongying import Dongying, building, issued

RESUME = "building_resume.resume"


@pytest.fixture
def works(site):
    """380.00 under construction since 11 October, to be accepted by 31 March."""
    life = site.found("协同办公380").on(2024, 11, 4)
    record_facts(life.desk, life.subject, {"acceptance_due_on": "2025-03-31"})
    return life


def suspended(life):
    """Suspended for a finding not mended by 4 December; gives the finding."""
    cells = {
        "title": "擅自增加建设内容", "source": "监督检查", "found_on": "2024-11-04",
        "facts": "未经批准增加大屏一块。", "clause": "二(三)3", "due_on": "2024-12-04",
    }  # fmt: skip
    owner = Owner(unit_id=life.project.unit_id, project_id=life.project.id)
    row = life.row("finding", owner=owner, **cells)
    life.record("rectification.notice", "issued", row)
    life.on(2024, 12, 5).record("suspension.decide", "issued", row, override_reason="从严。")
    assert life.now().state == "suspended"
    return row


def test_what_is_due_of_a_suspended_project_is_told_with_a_mark(works):
    row = suspended(works)
    duties = works.duties()
    assert duties["acceptance_due"].title == "按期验收（暂停中）"
    assert duties["acceptance_due"].due == date(2025, 3, 31)
    assert duties["progress_due"].title == "报送建设进度，并在省平台填报（暂停中）"
    works.record("suspension.lift", "done", row)
    assert works.duties()["acceptance_due"].title == "按期验收"
    assert works.duties()["progress_due"].title == "报送建设进度，并在省平台填报"


@pytest.mark.parametrize(
    ("day", "is_overdue"), [((2025, 3, 30), False), ((2025, 3, 31), False), ((2025, 4, 1), True)]
)
def test_a_suspension_does_not_put_off_the_acceptance(works, day, is_overdue):
    suspended(works)
    works.on(*day)
    assert works.duties()["acceptance_due"].is_overdue(date(*day)) is is_overdue


def test_a_suspended_project_asks_for_an_extension_and_is_counted_by_it(works):
    suspended(works)
    told = {"extension_reason": "暂停建设", "extension_until": "2025-06-30"}
    works.record("acceptance_extension.apply", "done", facts=told)
    granted = {"extension_granted_until": "2025-06-30"}
    works.record("acceptance_extension.reply", "agreed", facts=granted)
    duties = works.duties()
    assert "acceptance_due" not in duties
    assert duties["acceptance_extended"].title == "延期后的验收（暂停中）"
    assert duties["acceptance_extended"].due == date(2025, 6, 30)


def test_suspended_by_a_finding_it_goes_on_by_the_finding_only(works):
    row = suspended(works)
    assert RESUME not in works.turn()
    assert "现在不能登记" in refusal(works.record, RESUME, "done").what
    works.record("suspension.lift", "done", row)
    assert works.now().state == "building"


def test_going_on_after_a_stop_is_not_ahead_of_everybody(works):
    ahead = {each.id for each in project_life(works.desk, works.project.id).ahead}
    assert "building_resume" not in ahead
    assert {"trial_run", "initial_acceptance"} <= ahead


def test_under_dongying_a_suspended_project_goes_on_reporting(tmp_path):
    world = Dongying(tmp_path / "ws")
    world.call()
    life = building(world).on(2026, 5, 6)
    told = {"trouble_kind": "严重逾期", "trouble_facts": "进度落后。", "loss_amount": "0"}
    life.record("trouble_report.report", "reported", facts=told)
    life.record("trouble_report.measure", "deferred")
    assert life.duties()["progress_due"].title == "报送建设进度（暂停中）"
    life.record("building_resume.resume", "done")
    assert life.duties()["progress_due"].title == "报送建设进度"
    world.close()


def test_initially_accepted_during_the_trial_run_it_stays_in_it(site):
    life = site.found("协同办公380").on(2024, 11, 4)
    life.record("trial_run.start", "done", override_reason="先试运行。")
    life.initially_accepted()
    assert life.now().state == "trial"
    assert life.now().recorded["initially_accepted_on"] == "2024-11-04"
    life.on(2025, 2, 4).record("trial_run.end", "done")
    assert "bureau_acceptance.apply" in life.archived().turn()


def test_under_dongying_a_system_at_rest_when_taken_over_runs_again(tmp_path):
    world = Dongying(tmp_path / "ws")
    world.call()
    life = issued(world).on(2026, 5, 6)
    with world.desk.workspace.begin(world.desk.act("seed", "补录")) as uow:
        uow.projects.change(life.project.id, state="stopped")
    life.record("operation_resume.resume", "done")
    assert life.now().state == "operating"
    world.close()
