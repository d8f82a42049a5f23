"""Taking over projects in mid-life by workbook: states, doubts, round trip, what comes after."""

from datetime import date

import pytest
from openpyxl import load_workbook

from desktop_app.domain.project import AmountKind
from desktop_app.domain.record import Subject
from desktop_app.domain.register import Owner
from desktop_app.errors import Refused
from desktop_app.use_cases.exports import export_sheet
from desktop_app.use_cases.imports.apply import apply_import, undo_import
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.imports.returns import write_returns
from desktop_app.use_cases.log_reading import act_changes
from desktop_app.use_cases.papers.proceedings import gates, proceedings
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.reserve_pool.detail import project_page
from desktop_app.use_cases.reserve_pool.steps import record_step, steps_now
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.use_cases.standing.step_entry import StepEntry
from tests.use_cases.import_books import written

RUNNING = ("项目编码", "项目名称", "项目建设单位", "当前状态", "适用办法", "建设性质", "申报日期",
           "申报金额（万元）", "概算金额（万元）", "合同金额（万元）", "入库日期", "批复日期",
           "开工日期", "验收日期", "已有文号")  # fmt: skip
STEPS = ("项目编码", "项目名称", "项目建设单位", "环节", "办理结果", "办理日期", "文号")


def running(name="旧平台", state="已批复", **cells):
    row = {
        "项目名称": name, "项目建设单位": "县教育局", "当前状态": state, "建设性质": "新建",
        "申报日期": "2024-09-02", "申报金额（万元）": 198, **cells,
    }  # fmt: skip
    return tuple(row.get(title, "") for title in RUNNING)


def step(name, title, outcome, day, number="", unit="县教育局"):
    return ("", name, unit, title, outcome, day, number)


@pytest.fixture
def planned(office, tmp_path):
    """The preview of a book of running projects and one of steps."""

    def plan(projects, steps=(), name="a"):
        files = [written(tmp_path / f"{name}1.xlsx", RUNNING, projects, "在办")] if projects else []
        if steps:
            files.append(written(tmp_path / f"{name}2.xlsx", STEPS, steps, "环节"))
        return preview_import(office.desk, files)

    return plan


@pytest.fixture
def take(office, planned):
    def taken(projects, steps=(), name="a"):
        plan = planned(projects, steps, name)
        assert [problem for problem in told(plan) if problem[2]] == []
        return apply_import(office.desk, plan)

    return taken


def kinds(plan):
    return [row.kind for file in plan.preview.files for row in file.rows]


def told(plan):
    return [(p.cell, p.message, p.stops) for f in plan.preview.files for p in f.problems]


def project(office, name="旧平台"):
    with office.desk.workspace.read() as view:
        return view.projects.first(name=name)


def course(office, name="旧平台"):
    with office.desk.workspace.read() as view:
        found = course_of(office.desk, view, Subject("project", view.projects.first(name=name).id))
        found.verdicts, found.duties, found.work  # noqa: B018 - worked out while it is open
        return found, {each.title for each in found.work}


def test_a_project_enters_in_the_state_it_is_in_with_its_amounts_and_dates(office, take):
    cells = {"概算金额（万元）": 180.5, "批复日期": "2025-03-20", "已有文号": "旧〔2025〕7号"}
    result = take([running(**cells)])

    found = project(office)
    assert (result.new, found.state, found.code) == (1, "approved", "QY2024-001")
    assert found.amounts == {AmountKind.DECLARED: 198_000_000, AmountKind.ESTIMATE: 180_500_000}
    assert found.recorded["approved_on"] == "2025-03-20"
    assert found.recorded["taken_over_on"] == "2026-07-20"
    assert found.recorded["past_papers"] == "旧〔2025〕7号"


def test_its_earlier_steps_come_with_it_marked_and_unjudged(office, take):
    take(
        [running()],
        [
            step("旧平台", "合并编报文本审批·项目批复", "同意", "2025-03-20", "旧〔2025〕7号"),
            step("旧平台", "县级预审", "同意", "2024-09-20"),
            step("旧平台", "合并编报文本审批·受理", "完成", "2025-03-01"),
        ],
    )

    found, work = course(office)
    assert [(r.step, r.acted_on.isoformat(), r.is_past) for r in found.history.records] == [
        ("prereview", "2024-09-20", True),
        ("accept", "2025-03-01", True),
        ("decision", "2025-03-20", True),
    ]
    assert all(not record.verdicts for record in found.history.records)
    assert {case.attempt for case in found.history.cases} == {1}
    assert [case.procedure for case in found.history.cases if case.closed_on is None] == []
    assert "开工" in work
    assert not {"县级预审", "报送市级", "受理"} & work


def test_of_the_time_before_no_duty_is_claimed_and_later_steps_are_judged(office, take, clock):
    take([running(state="建设中", 开工日期="2024-12-01", 批复日期="2024-10-08")])

    found, _ = course(office)
    assert [duty.id for duty in found.duties if duty.due and duty.due < date(2026, 7, 20)] == []
    with pytest.raises(Refused, match="不能登记"):
        office.record(project(office), "initial_acceptance.accept", "agreed")


def test_what_an_application_must_say_is_not_asked_of_one_long_past_it(office, take):
    take([running(建设性质="")], name="a")
    asked = {verdict.rule for verdict in course(office)[0].verdicts}
    assert not asked & {"application_complete", "funding_adds_up", "no_township_building"}

    take([running("新平台", "已申报", 申报日期="2026-07-01", 建设性质="")], name="b")
    asked = {verdict.rule for verdict in course(office, "新平台")[0].verdicts}
    assert "application_complete" in asked


def test_the_page_asks_no_papers_of_procedures_before_it(office, take):
    take([running()], [step("旧平台", "县级预审", "同意", "2024-09-20")])
    cases = {c.case.procedure: c for c in project_page(office.desk, project(office).id).cases}
    assert [(c.is_past, c.materials) for c in cases.values()] == [(True, ())] * len(cases)
    assert set(cases) == {"pool_entry", "city_filing"}


def test_its_file_tells_the_past_as_not_checked(office, take):
    take([running()], [step("旧平台", "县级预审", "同意", "2024-09-20")])
    with office.desk.workspace.read() as view:
        found = course_of(office.desk, view, Subject("project", 1))
        done = proceedings(found.reading, found)
        assert [(each.step, each.opinion) for each in done] == [("县级预审", "历史补录，未核查")]
        assert gates(found.reading, found) == ()


def test_half_of_a_procedure_known_ends_where_the_state_shows_it_ended(office, take):
    take([running()], [step("旧平台", "合并编报文本审批·受理", "完成", "2025-03-01")])

    found, work = course(office)
    case = found.history.cases_of("merged_approval")[0]
    assert case.closed_on == date(2025, 3, 1)
    assert "项目批复" not in work


def test_a_procedure_in_the_middle_goes_on(office, take):
    steps = [
        step("旧平台", "县级预审", "同意", "2026-06-01"),
        step("旧平台", "报送市级", "已报送", "2026-06-05"),
    ]
    take([running(state="在库·已报市", 申报日期="2026-05-06")], steps)

    _, work = course(office)
    assert "市级审核备案" in work
    assert "报送市级" not in work


def test_what_does_not_fit_is_told_at_its_cell_and_taken_as_it_is(office, planned):
    plan = planned([
        running("早批", 批复日期="2024-09-01"),
        running("未批先建", 批复日期="2025-03-20", 开工日期="2025-03-19", 当前状态="建设中"),
        running("在库却批", "在库", 批复日期="2025-03-20"),
        running("超合同", **{"概算金额（万元）": 100, "合同金额（万元）": 100.01}),
        running("恰好", **{"概算金额（万元）": 100, "合同金额（万元）": 100}),
    ])  # fmt: skip

    assert told(plan) == [
        ("在办!L2", "批复日期 2024-09-01 早于申报日期 2024-09-02", False),
        ("在办!M3", "开工日期 2025-03-19 早于批复日期 2025-03-20", False),
        ("在办!L4", "状态是“在库”，却已有批复日期 2025-03-20", False),
        ("在办!J5", "合同金额 100.01 万元超过概算金额 100.00 万元", False),
    ]
    assert kinds(plan) == ["new"] * 5
    assert apply_import(office.desk, plan).new == 5


def test_days_of_steps_against_each_other_are_told_too(planned):
    plan = planned(
        [running()],
        [
            step("旧平台", "合并编报文本审批·受理", "完成", "2025-03-21"),
            step("旧平台", "合并编报文本审批·项目批复", "同意", "2025-03-20"),
            step("旧平台", "县级预审", "同意", "2024-09-01"),
        ],
    )
    assert told(plan) == [
        ("环节!F3", "“项目批复”的日期 2025-03-20 早于“受理”的 2025-03-21", False),
        ("环节!F4", "“县级预审”的日期 2024-09-01 早于申报的 2024-09-02", False),
    ]


@pytest.mark.parametrize(
    ("cells", "cell", "words"),
    [
        ({"当前状态": "做完了"}, "D2", "没有“做完了”这种状态"),
        ({"项目建设单位": "不存在局"}, "C2", "单位名录里没有“不存在局”"),
        ({"批复日期": "2026-07-21"}, "L2", "日期 2026-07-21 还没有到"),
        ({"申报日期": ""}, "G2", "“申报日期”没有填"),
    ],
)
def test_what_cannot_be_taken_stops_the_whole_book(office, planned, cells, cell, words):
    before = office.digest()
    plan = planned([running(**cells), running("好的")])

    assert [(p.cell, p.stops) for p in plan.preview.files[0].problems] == [(f"在办!{cell}", True)]
    assert words in plan.preview.files[0].problems[0].message
    apply_import(office.desk, plan)
    assert office.digest() == before


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (step("旧平台", "县级预审", "已备案", "2024-09-20"), "E2", "没有“已备案”这种办理结果"),
        (step("旧平台", "县级审", "同意", "2024-09-20"), "D2", "没有“县级审”这种环节"),
        (step("别的平台", "县级预审", "同意", "2024-09-20"), "B2", "名称为“别的平台”的项目"),
        (step("旧平台", "县级预审", "同意", "2026-07-21"), "F2", "在补录日期 2026-07-20 以后"),
    ],
)
def test_a_step_that_cannot_have_been_stops_its_book(office, planned, row, cell, words):
    plan = planned([running()], [row])
    found = plan.preview.files[1].problems
    assert [(p.cell, p.stops) for p in found] == [(f"环节!{cell}", True)]
    assert words in found[0].message


def test_an_application_of_the_ordinary_kind_cannot_be_passed_by(office, planned):
    ordinary = office.apply("新平台")
    plan = planned([running("新平台")], [step("新平台", "县级预审", "同意", "2026-07-20")])
    assert [(cell, words) for cell, words, _ in told(plan)] == [
        ("在办!B2", f"{ordinary.code} 已经在册，不是补录的项目"),
        ("环节!B2", f"{ordinary.code} 不是补录的项目，环节要正常登记"),
    ]


def test_an_older_regime_of_another_name_is_kept_and_nothing_is_judged(office, take, planned):
    plan = planned([running(适用办法="县电子政务项目管理暂行办法（2016）")])
    assert told(plan) == [
        ("在办!E2", "工作区里没有“县电子政务项目管理暂行办法（2016）”，按原办法收，不核查", False)
    ]
    apply_import(office.desk, plan)

    found, work = course(office)
    assert found.record.recorded["older_regime"] == "县电子政务项目管理暂行办法（2016）"
    assert (found.verdicts, found.duties) == ((), ())
    assert "开工" in work
    office.record(project(office), "construction_start.start", "done", facts=STARTED)
    assert project(office).state == "building"


STARTED = {
    "implementing_body": "信息中心", "responsible_person": "赵某", "responsible_post": "主任",
    "responsible_phone": "0566-5020001", "management_rules": "是", "security_measures": "同步",
    "supervision_exempt": "规模小",
}  # fmt: skip


def test_a_pack_of_the_workspace_is_named_by_title_or_version(office, take):
    with office.desk.workspace.read() as view:
        pack = view.packs.all()[-1]
    take([running(适用办法=f"{pack.pack} {pack.version}")])
    found = project(office)
    assert (found.pack, found.pack_version) == (pack.pack, pack.version)
    assert "older_regime" not in found.recorded


def test_the_same_book_twice_changes_nothing_and_the_export_comes_back_unchanged(
    office, take, planned, tmp_path
):
    steps = [step("旧平台", "县级预审", "同意", "2024-09-20", "旧1号")]
    take([running(批复日期="2025-03-20"), running("二平台", 适用办法="旧办法")], steps)
    before = office.digest()

    again = planned([running(批复日期="2025-03-20"), running("二平台", 适用办法="旧办法")], steps,
                    "b")  # fmt: skip
    assert kinds(again) == ["unchanged"] * 3
    exported = [tmp_path / "r.xlsx", tmp_path / "s.xlsx"]
    assert export_sheet(office.desk, "running_projects", exported[0]) == 2
    assert export_sheet(office.desk, "past_steps", exported[1]) == 1
    back = preview_import(office.desk, exported)
    assert ([p for p in told(back) if p[2]], kinds(back)) == ([], ["unchanged"] * 3)
    apply_import(office.desk, back)
    assert office.digest() == before


def test_a_corrected_row_changes_the_record_until_something_is_decided(office, take, planned):
    take([running(批复日期="2025-03-20")])
    plan = planned([running(**{"概算金额（万元）": 150})], name="b")
    change = plan.preview.files[0].rows[0].changes
    assert [(c.label, c.old, c.new) for c in change] == [("概算金额", "", "150.00 万元")]
    apply_import(office.desk, plan)
    assert project(office).amounts[AmountKind.ESTIMATE] == 150_000_000

    office.record(project(office), "construction_start.start", "done", facts=STARTED,
                  override_reason="已核对")  # fmt: skip
    refused = planned([running(**{"概算金额（万元）": 160})], name="c")
    assert "补录以后已经办过环节" in told(refused)[0][1]


def test_undoing_the_import_takes_everything_back_as_one_act(office, take):
    before = office.digest()
    result = take([running()], [step("旧平台", "县级预审", "同意", "2024-09-20")])
    undo_import(office.desk, result.batch)
    assert office.digest() == before


def test_the_page_says_what_was_taken_over_and_what_is_in_doubt(office, take):
    take([running(批复日期="2024-09-01", 适用办法="旧办法")])
    page = project_page(office.desk, project(office).id)
    assert page.taken_over_on == date(2026, 7, 20)
    assert page.older_regime == "旧办法"
    assert page.doubts == ("批复日期 2024-09-01 早于申报日期 2024-09-02",)


def test_a_date_written_as_a_date_is_read_as_one(office, take, tmp_path):
    take([running(申报日期="2024年9月2日", 批复日期="2025.3.20")])
    found = project(office)
    assert (found.applied_on, found.recorded["approved_on"]) == (date(2024, 9, 2), "2025-03-20")


def test_the_returned_book_marks_what_stopped_it_and_comes_back_right(office, planned, tmp_path):
    plan = planned([running(当前状态="做完了"), running("好的")])
    (returned,) = write_returns(office.desk, plan, tmp_path / "退回")
    book = load_workbook(returned.workbook)
    sheet = book["在办"]
    assert "没有“做完了”这种状态" in sheet["D2"].comment.text

    sheet["D2"].value = "已批复"
    book.save(tmp_path / "改好.xlsx")
    again = preview_import(office.desk, [tmp_path / "改好.xlsx"])
    assert ([p for p in told(again) if p[2]], kinds(again)) == ([], ["new", "new"])


def test_many_projects_and_steps_come_in_as_one_act(office, take):
    names = [f"平台{n}号" for n in range(1, 31)]
    steps = [
        step(each, title, "同意", day)
        for each in names
        for title, day in (("县级预审", "2024-09-20"), ("项目批复", "2025-03-20"))
    ]
    result = take([running(each) for each in names], steps)
    assert result.new == 90
    found = course(office, "平台30号")[0]
    assert [r.acted_on for r in found.history.records] == [date(2024, 9, 20), date(2025, 3, 20)]
    with office.desk.workspace.read() as view:
        assert view.verify_log().is_sound
        assert next(e.act for e in view.events.latest(3)) == "import"


@pytest.mark.parametrize(
    ("state", "cells", "offered"),
    [
        ("可研已批复", {"申报金额（万元）": 900}, "design_approval.accept"),
        ("建设中", {}, "trial_run.start"),
        ("已初验", {}, "trial_run.start"),
        ("试运行", {}, "trial_run.start"),
        ("验收中", {"概算金额（万元）": 180}, "unit_acceptance.accept"),
        ("验收中", {"概算金额（万元）": 280}, "bureau_acceptance.apply"),
        ("已验收", {}, "self_evaluation.evaluate"),
        ("已自评价", {}, "post_evaluation.evaluate"),
    ],
)
def test_it_goes_on_from_its_state_although_no_earlier_step_is_known(
    office, take, state, cells, offered
):
    take([running(state=state, **cells)])
    subject = Subject("project", project(office).id)
    assert offered in {each.reference for each in steps_now(office.desk, subject)}


def test_a_trial_run_under_way_is_begun_on_its_day_and_ended(office, take):
    take([running(state="试运行", **{"概算金额（万元）": 180})])
    subject = Subject("project", project(office).id)
    begun = StepEntry("trial_run.start", "done", date(2026, 5, 31), "甲", override_reason="已初验")
    record_step(office.desk, subject, begun)
    record_step(office.desk, subject, StepEntry("trial_run.end", "done", signer="甲"))
    found = project(office).recorded
    assert (found["trial_started_on"], found["trial_ended_on"]) == ("2026-05-31", "2026-07-20")
    turn = {each.reference for each in steps_now(office.desk, subject)}
    assert "unit_acceptance.accept" in turn
    assert "trial_run.start" not in turn


def finding_of(office, found):
    """A finding on a project with the notice served, due on 31 July."""
    cells = {
        "title": "擅自增加大屏", "source": "监督检查", "found_on": "2026-07-20",
        "facts": "未经批准增加大屏一块。", "clause": "二(三)3", "due_on": "2026-07-31",
    }  # fmt: skip
    owner = Owner(unit_id=found.unit_id, project_id=found.id)
    return Subject("entry", save_entry(office.desk, EntryDraft("finding", cells, owner)))


def test_a_project_taken_over_comes_back_to_its_state_when_a_suspension_is_lifted(
    office, take, clock
):
    take([running(state="建设中")])
    finding = finding_of(office, project(office))

    def record(step, outcome, number):
        given = {"document_number": number, "opinion": "同意。", "override_reason": "逾期未改。"}
        record_step(office.desk, finding, StepEntry(step, outcome, signer="甲", **given))

    record("rectification.notice", "issued", "数资〔2026〕1号")
    clock.turn_to(date(2026, 8, 3))
    record("suspension.decide", "issued", "数资〔2026〕2号")
    assert project(office).state == "suspended"
    with office.desk.workspace.read() as view:
        act = next(each for each in view.events.latest(9) if each.act == "record_step")
    told_lines = act_changes(office.desk, act.id).lines
    assert ("暂停前的状态", "", "建设中") in [(e.label, e.before, e.after) for e in told_lines]
    record("suspension.lift", "done", "数资〔2026〕3号")
    assert project(office).state == "building"
    assert "state_before" not in project(office).recorded


def test_a_project_taken_over_at_rest_goes_on_by_an_act_of_its_own(office, take):
    take([running(state="暂停建设")])
    subject = Subject("project", project(office).id)
    resumed = StepEntry("building_resume.resume", "done", signer="甲", document_number="数资3号")
    assert resumed.step in {each.reference for each in steps_now(office.desk, subject)}
    record_step(office.desk, subject, resumed)
    assert project(office).state == "building"
    offered = {each.reference for each in steps_now(office.desk, subject)}
    assert resumed.step not in offered
    assert {"trial_run.start", "archive_acceptance.opinion"} <= offered


def test_taken_over_at_rest_and_suspended_again_both_have_to_be_lifted(office, take, clock):
    take([running(state="暂停建设")])
    subject = Subject("project", project(office).id)
    finding = finding_of(office, project(office))

    def record(subject, step, outcome):
        given = {"document_number": step, "opinion": "同意。", "override_reason": "逾期未改。"}
        record_step(office.desk, subject, StepEntry(step, outcome, signer="甲", **given))

    record(finding, "rectification.notice", "issued")
    clock.turn_to(date(2026, 8, 3))
    record(finding, "suspension.decide", "issued")
    with pytest.raises(Refused, match="暂停项目建设"):
        record(subject, "building_resume.resume", "done")
    record(finding, "suspension.lift", "done")
    assert project(office).state == "suspended"
    record(subject, "building_resume.resume", "done")
    assert project(office).state == "building"
