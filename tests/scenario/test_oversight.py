"""What goes wrong with a unit or a project: findings, sanctions step by step, and the way back."""

import pytest

from desktop_app.domain.register import Owner
from desktop_app.use_cases.papers.issue import preview_paper
from desktop_app.use_cases.papers.press import plain_text
from tests.life import FIVE_ASPECTS, PREREVIEW, STARTED
from tests.scenario.bureau import refusal


@pytest.fixture
def life(site):
    """380.00 under construction; its unit has another application in the pool."""
    site.second = site.project("路灯节能", 60, unit="县城市管理局").enter_pool()
    life = site.found("协同办公380").on(2024, 11, 4)
    life.site = site
    return life


def finding(life, *, due="2024-12-04", **more):
    """A finding on the unit and its project, with the notice served."""
    with life.desk.workspace.read() as view:
        unit = view.units.first(name="县城市管理局").id
    cells = {
        "title": "擅自增加建设内容", "source": "监督检查", "found_on": "2024-11-04",
        "facts": "未经批准增加大屏一块。", "clause": "二(三)3", "due_on": due, **more,
    }  # fmt: skip
    owner = Owner(unit_id=unit, project_id=life.project.id)
    return life.row("finding", owner=owner, **cells)


def served(life, **more):
    row = finding(life, **more)
    life.record("rectification.notice", "issued", row)
    return row


def test_a_notice_names_facts_clause_and_day(life):
    bare = finding(life, facts="", clause="", due="")
    refused = refusal(life.record, "rectification.notice", "issued", bare)
    assert "整改通知写明事实、条款和期限：不通过（二(六)3）" in refused.what
    life.correct(bare, facts="多装大屏。", clause="二(三)3", due_on="2024-12-04")
    life.record("rectification.notice", "issued", bare)
    assert life.entry(bare).state == "finding_noticed"
    assert life.duties(bare)["rectification_due"].due.isoformat() == "2024-12-04"


def test_what_is_mended_in_time_is_closed_and_nothing_follows(life):
    row = served(life)
    assert life.verdicts(row)["rectification_dated"].word == ""  # there is no answer yet
    told = {"finding.answer": "大屏已拆除。", "finding.evidence": "照片2张"}
    life.on(2024, 11, 25).record("rectification.report", "reported", row, facts=told)
    undated = refusal(life.record, "rectification.review", "agreed", row)
    assert "写明整改完成日期：资料不足（二(四)6、二(六)3）" in undated.what
    early = {"finding.done_on": "2024-11-03"}
    refused = refusal(life.record, "rectification.review", "agreed", row, facts=early)
    assert "“完成日期”2024-11-03 早于“发现日期”2024-11-04" in refused.what
    assert life.entry(row).state == "finding_noticed"
    life.record("rectification.review", "agreed", row, facts={"finding.done_on": "2024-11-04"})
    assert life.entry(row).state == "finding_closed"
    assert life.turn(row) == {}
    for form, day in (("rectification_receipt", "2024年11月4日"), ("finding_list", "2024-11-04")):
        words = plain_text(preview_paper(life.desk, form, [row]).pdf)
        assert words.count(day) == 2  # found and mended on the same day


def test_a_supervision_result_is_to_be_made_public(life):
    served(life)
    with life.desk.workspace.read() as view:
        rows = view.registers.of_register("publicity")
    assert [r.name for r in rows if r.cells["kind"] == "inspection"] == [
        "擅自增加建设内容（协同办公380）"
    ]


@pytest.mark.parametrize("step", ["criticism", "postponement", "suspension", "termination"])
def test_no_sanction_before_the_day_has_passed(life, step):
    row = served(life)
    life.on(2024, 12, 4)
    refused = refusal(life.record, f"{step}.decide", "issued", row, override_reason="从严。")
    assert "逾期未改或整改后仍不符合：不通过（二(六)3）" in refused.what
    life.on(2024, 12, 5).record(f"{step}.decide", "issued", row, override_reason="从严。")


def test_failed_mending_is_a_ground_before_the_day(life):
    row = served(life)
    life.record("rectification.report", "reported", row)
    life.record("rectification.review", "returned", row, opinion="大屏未拆。")
    life.record("criticism.decide", "issued", row)
    assert life.entry(row).state == "finding_failed"
    life.record("rectification.report", "reported", row, facts={"finding.done_on": "2024-11-04"})
    life.record("rectification.review", "agreed", row)  # mended at the second attempt
    assert life.entry(row).state == "finding_closed"


def test_a_heavier_step_without_a_lighter_one_takes_a_reason(life):
    row = served(life)
    life.on(2024, 12, 5)
    refused = refusal(life.record, "suspension.decide", "issued", row)
    assert "处理措施由轻到重（提醒）" in refused.what
    assert refused.clauses == ("二(六)3",)
    life.record("criticism.decide", "issued", row)
    life.record("suspension.decide", "issued", row)
    assert life.now().state == "suspended"


def test_postponing_stops_the_other_applications_of_the_unit_until_it_is_lifted(life):
    row = served(life)
    life.on(2024, 12, 5).record("postponement.decide", "issued", row)
    second = life.site.second
    plan = {"facts": {"plan_year": "2026"}}
    stopped = refusal(second.record, "plan_entry.apply", "done", **plan)
    added = refusal(second.record, "addition.prereview", "agreed", facts=PREREVIEW)
    assert "暂缓安排建设计划（二(六)3）" in stopped.what
    assert "暂缓安排建设计划（二(六)3）" in added.what
    other = life.site.project("图书借阅", 50, unit="县文旅局").enter_pool()
    other.record("plan_entry.apply", "done", **plan)
    life.record("postponement.lift", "done", row)
    reminded = refusal(second.record, "plan_entry.apply", "done", **plan)
    assert "申请单位没有逾期未改的问题（提醒）" in reminded.what
    second.record("plan_entry.apply", "done", override_reason="正在整改。", **plan)
    assert second.now().state == "plan_applied"


def test_a_postponed_unit_may_still_be_refused_a_place(life):
    second = life.site.second
    second.record("plan_entry.apply", "done", facts={"plan_year": "2026"})
    row = served(life)
    life.on(2024, 12, 5).record("postponement.decide", "issued", row)
    stopped = refusal(second.record, "plan_entry.listed", "agreed")
    assert "暂缓安排建设计划" in stopped.what
    second.record("plan_entry.listed", "deferred", opinion="暂缓安排。")
    assert second.now().state == "plan_deferred"


def test_suspension_stops_every_step_of_building_and_lifting_brings_the_project_back(life):
    life.hand_in("initial_acceptance")
    life.record("initial_acceptance.accept", "agreed")
    life.record("trial_run.start", "done")
    row = served(life)
    life.on(2024, 12, 5).record("criticism.decide", "issued", row)
    life.record("suspension.decide", "issued", row)
    life.hand_in("archive_acceptance")
    stopped = [
        refusal(life.record, "trial_run.end", "done"),
        refusal(life.record, "archive_acceptance.opinion", "agreed"),
    ]
    assert all("暂停项目建设（二(六)3）" in each.what for each in stopped)
    assert life.now().state == "suspended"
    life.record("suspension.lift", "done", row)
    assert life.now().state == "trial"
    life.on(2025, 2, 3).record("trial_run.end", "done")


def test_a_project_suspended_for_two_findings_is_back_when_both_are_lifted(life):
    life.hand_in("initial_acceptance")
    life.record("initial_acceptance.accept", "agreed")
    first, second = served(life), served(life, title="擅自减少建设内容")
    life.on(2024, 12, 5)
    for row in (first, second):
        life.record("criticism.decide", "issued", row)
        life.record("suspension.decide", "issued", row)
    life.record("suspension.lift", "done", first)
    assert life.now().state == "suspended"
    refused = refusal(life.record, "trial_run.start", "done")
    assert "暂停项目建设（二(六)3）" in refused.what
    life.record("suspension.lift", "done", second)
    assert life.now().state == "initially_accepted"


def test_a_suspended_project_files_no_change_of_its_own(life):
    change = life.row(
        "change", number="BG-1", title="换型", decided_on="2024-11-04", filed_on="2024-11-04",
        moved="1", delta="0", case="技术方案完善优化", goal_unchanged="是", is_needed="是",
    )  # fmt: skip
    life.hand_in("change_filing", change)
    row = served(life)
    life.on(2024, 12, 5).record("criticism.decide", "issued", row)
    life.record("suspension.decide", "issued", row)
    refused = refusal(life.record, "change_filing.file", "filed", change)
    assert "暂停项目建设（二(六)3）" in refused.what


def test_a_terminated_project_is_over_whatever_still_ran(life):
    life.hand_in("initial_acceptance")
    life.record("initial_acceptance.accept", "agreed")
    life.record("trial_run.start", "done")
    row = served(life)
    life.on(2024, 12, 5).record("criticism.decide", "issued", row)
    unnumbered = refusal(life.record, "termination.decide", "issued", row, document_number="")
    assert unnumbered.what == "“终止项目”没有填文号"
    life.record("termination.decide", "issued", row)
    assert life.now().state == "terminated"
    assert life.turn() == {}
    assert not [case for case in life.course().history.cases if case.closed_on is None]
    refused = refusal(life.record, "trial_run.end", "done")
    assert "现在不能登记“结束试运行”" in refused.what


def test_lifting_a_suspension_does_not_wake_a_terminated_project(life):
    row = served(life)
    life.on(2024, 12, 5).record("criticism.decide", "issued", row)
    life.record("suspension.decide", "issued", row)
    life.record("termination.decide", "issued", row)
    life.record("suspension.lift", "done", row)
    assert life.now().state == "terminated"


def test_liability_is_referred_only_for_a_cause_in_the_units_control(life):
    row = served(life, cause="客观原因")
    grounds = {"liability_grounds": "未按批复建设。", "liability_body": "县纪委监委"}
    refused = refusal(life.record, "liability.refer", "done", row, facts=grounds)
    assert "责任原因已认定（需人工判断）" in refused.what
    life.correct(row, cause="主观原因")
    life.record("liability.refer", "done", row, facts=grounds)


def test_an_open_finding_is_told_at_acceptance_but_does_not_stop_it(site):
    life = site.found("阳光信访199").on(2024, 11, 30)
    with life.desk.workspace.read() as view:
        unit = view.units.first(name="县文旅局").id
    owner = Owner(unit_id=unit, project_id=life.project.id)
    cells = {"source": "审计", "found_on": "2024-12-02", "due_on": "2024-12-20"}
    life.tried(2025, 2, 28).row("finding", owner=owner, title="付款超前", **cells)
    life.archived()
    refused = refusal(life.accepted_by_unit)
    assert "问题都已整改（提醒）" in refused.what
    reason = {"override_reason": "付款问题已另案处理。", "facts": FIVE_ASPECTS}
    life.record("unit_acceptance.accept", "agreed", **reason)


def test_a_start_before_approval_is_refused(bureau):
    life = bureau.project("县域治理平台", 300).enter_pool()
    refused = refusal(life.record, "construction_start.start", "done", facts=STARTED)
    assert "“开工”不适用（状态 在库）" in refused.what
    assert "二(一)4" in refused.clauses


def test_a_publication_names_place_day_and_text_and_nothing_classified(life):
    with life.desk.workspace.read() as view:
        rows = view.registers.of_register("publicity")
    row = next(
        each.subject for each in rows
        if each.cells["kind"] == "building" and each.project_id == life.project.id
    )  # fmt: skip
    assert life.duties(row)["publicity_due"].due.isoformat() == "2024-11-06"
    bare = refusal(life.record, "publication.publish", "done", row)
    assert "公开内容齐全：不通过（二(六)3）" in bare.what
    told = {"place": "县政府网站", "published_on": "2024-11-04", "text": "开工信息。"}
    life.correct(row, **told)
    life.record("publication.publish", "done", row)
    assert life.entry(row).state == "published"


def test_a_suspension_is_lifted_after_the_finding_was_mended(life):
    row = served(life)
    life.on(2024, 12, 5).record("criticism.decide", "issued", row)
    life.record("suspension.decide", "issued", row)
    mended = {"finding.done_on": "2024-12-05"}
    life.record("rectification.report", "reported", row, facts=mended)
    life.record("rectification.review", "agreed", row)
    assert life.entry(row).state == "finding_closed"
    assert life.now().state == "suspended"
    assert "suspension.lift" in str(life.turn(row))
    tender = life.row("procurement", title="终端", kind="建设实施", method="公开招标", budget="9")
    assert "tender_review.review" not in life.turn(tender)
    life.record("suspension.lift", "done", row)
    assert "tender_review.review" in life.turn(tender)  # registered while it was suspended
    assert life.now().state != "suspended"
    assert life.turn(row) == {}
