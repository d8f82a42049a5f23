"""A project that becomes 涉密 leaves nothing behind: rows, log, papers, files, even freed pages."""

from datetime import date

import openpyxl
import pytest
from sqlalchemy import text

from db.selfcheck import run_selfcheck
from desktop_app.domain.project import FundingLine
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.use_cases.imports.apply import apply_import
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.notes import add_note
from desktop_app.use_cases.papers.incoming import (
    IncomingEntry,
    correct_incoming,
    record_incoming,
)
from desktop_app.use_cases.papers.issue import issue_paper, paper_pdf, reprint_paper, void_paper
from desktop_app.use_cases.papers.sheets import Extra
from desktop_app.use_cases.reserve_pool import editing
from desktop_app.use_cases.reserve_pool.classifying import mark_classified
from desktop_app.use_cases.reserve_pool.detail import project_page
from desktop_app.use_cases.reserve_pool.materials import hand_in_material
from desktop_app.use_cases.reserve_pool.similar import decide_similarity
from desktop_app.use_cases.reserve_pool.steps import note_findings
from desktop_app.use_cases.standing.refresh import settle
from desktop_app.use_cases.templates import write_unit_template
from desktop_app.use_cases.undoing import undo_event
from desktop_app.use_cases.workspaces import open_desk
from tests.traces import pages_of, tells, traces

NAME = "红箭通信枢纽改造"
WORDS = ("红箭", "暗语")
PREREVIEW = "pool_entry.prereview"
SHARED = "食堂后厨视频监管和留样登记，明厨亮灶接入，家长端查看后厨画面"
FIELDS = {
    "项目名称": NAME, "项目建设单位": "县教育局", "建设性质": "新建", "项目类别": "业务信息系统",
    "参照管理情形": "不属于", "申报金额（万元）": 499.99, "县级财政资金（万元）": 499.99,
    "建设目标": f"暗语目标，{SHARED}", "主要建设内容": f"暗语内容，{SHARED}",
    "技术路线": "暗语路线",
    "数据共享需求": "暗语数据", "备注": "暗语备注", "联系人": "暗语人", "创新点": "暗语创新",
    "是否涉密": "否",
}  # fmt: skip


def secret_project(office, folder):
    """The application as it came in, in a workbook named after it."""
    path = folder / "红箭申报.xlsx"
    write_unit_template(office.desk, "reserve_pool", path, unit="县教育局")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    titles = [cell.value for cell in sheet[3]]
    row = sheet.max_row + 1
    for title, value in FIELDS.items():
        sheet.cell(row, titles.index(title) + 1).value = value
    book.save(path)
    apply_import(office.desk, preview_import(office.desk, [path]))
    with office.desk.workspace.read() as view:
        return view.projects.first(name=NAME)


def live_through(office, secret, other, folder):
    """Everything a clerk may do with a project, each with a word planted."""
    desk, subject = office.desk, office.subject(secret)
    add_note(desk, subject, "暗语备注记录")
    add_note(desk, office.subject(other), f"与{NAME}衔接")
    hand_in_material(desk, subject, "pool_entry", "application_form", note="暗语材料")
    note_findings(desk, subject, PREREVIEW, {"prereview_necessity": "sufficient"})
    _papers(office, secret, other, folder)
    office.record(secret, PREREVIEW, "returned", opinion="暗语退回意见")
    editing.resubmit_application(desk, secret.id, "暗语补正")
    decide_similarity(desk, [secret.id, other.id], "separate", "暗语分别理由", signer="负责人甲")
    office.agree(other, override_reason=f"{NAME}与本项目分别申报")
    office.agree(secret, opinion="暗语同意", override_reason="暗语理由")
    lists = [office.subject(secret), office.subject(other)]
    issue_paper(desk, "pool_list", lists)
    application = editing.Application(
        NAME, secret.unit_id, "new", "business", "暗语新目标", "暗语新内容",
        funding=(FundingLine("county", 1),),
    )  # fmt: skip
    editing.change_application(desk, secret.id, application)


def _papers(office, secret, other, folder):
    desk, subject = office.desk, office.subject(secret)
    spoiled = issue_paper(desk, "prereview_opinion", (subject,))
    void_paper(desk, spoiled.id, "暗语作废")
    letter = Extra(problems="暗语补正事项", opinion="暗语函")
    issue_paper(desk, "return_letter", (subject,), extra=letter)
    issue_paper(desk, "prereview_opinion", (office.subject(other),))
    scan = folder / "红箭批复.txt"
    scan.write_text("暗语批复内容", "utf-8")
    about = {"sender": "市局", "dated": date(2026, 7, 1), "note": "暗语来文备注"}
    one = IncomingEntry("市函1号", f"关于{NAME}的复函", **about)
    wrong = folder / "红箭旧件.txt"
    wrong.write_text("暗语旧件内容", "utf-8")
    received = record_incoming(desk, one, (subject,), wrong)
    correct_incoming(desk, received.id, one, scan)
    both = (subject, office.subject(other))
    record_incoming(desk, IncomingEntry("市函2号", "关于两个项目的复函", **about), both, scan)


def register_rows(desk, secret):
    """A contract of the project, a change under it, and a note on the contract."""
    row = {"pack": "p", "pack_version": "1", "registered_on": date(2026, 7, 1)}
    with desk.workspace.begin(desk.act("key_in", "登记“暗语合同”")) as uow:
        contract = uow.registers.add(
            register_id="contract", name="暗语合同", cells={"supplier": "暗语公司"},
            project_id=secret.id, **row,
        )  # fmt: skip
        uow.registers.add(
            register_id="change", name="暗语变更", cells={}, parent_id=contract.id, **row
        )
        uow.concern((Subject("entry", contract.id),))
    add_note(desk, Subject("entry", contract.id), "暗语合同备注")


def saved_view(desk):
    with desk.workspace.begin(desk.act("save_view", "存视图")) as uow:
        uow.views.add(stage="reserve_pool", name="常用", definition=f'{{"name": "{NAME}"}}')


@pytest.fixture
def told(office, tmp_path):
    """A workspace full of traces of the secret project, with a backup that holds them."""
    secret = secret_project(office, tmp_path)
    other = office.apply("通信枢纽改造", "县公安局", 199, goal=SHARED, content=SHARED)
    live_through(office, secret, other, tmp_path)
    register_rows(office.desk, secret)
    saved_view(office.desk)
    settle(office.desk)
    office.desk.workspace.backup("by_hand")
    return secret, other


def test_the_words_are_really_everywhere_before(told, desk):
    found = traces(desk.workspace, WORDS)
    assert found >= {
        "project.name", "project.goal", "recorded_fact.value", "step_record.opinion",
        "step_record.override_reason", "step_record.verdicts", "note.text", "provenance.file",
        "batch_file.name", "paper.void_reason", "incoming_paper.title", "incoming_paper.note",
        "register_entry.name", "register_entry.cells",
        "similarity_decision.reason", "saved_view.definition", "event.title", "event.reason",
        "change.row_values", "pages of hengce.db", "pages of files.db",
        "pages of backups/files.db",
    }  # fmt: skip
    assert sum(place.startswith("file ") for place in found) > 6


def test_nothing_of_a_classified_project_is_left_anywhere(told, desk):
    secret, _ = told
    mark_classified(desk, secret.id, "定密〔2026〕1号")
    assert traces(desk.workspace, WORDS) == set()
    assert desk.workspace.verify_log().is_sound
    assert run_selfcheck(desk.workspace).faults == ()


def test_the_stub_keeps_code_unit_dates_and_review_numbers(told, desk):
    secret, _ = told
    mark_classified(desk, secret.id, "定密〔2026〕1号")
    page = project_page(desk, secret.id)
    stub = page.project
    assert (stub.code, stub.unit_id, stub.applied_on) == (
        secret.code, secret.unit_id, secret.applied_on,
    )  # fmt: skip
    assert stub.is_classified
    assert (stub.name, stub.amounts, stub.funding, stub.recorded) == ("（涉密项目）", {}, (), {})
    steps = [record for case in page.cases for record in case.records]
    assert [(r.outcome, r.opinion, r.verdicts) for r in steps] == [
        ("agreed", "", ()), ("returned", "", ()),
    ]  # fmt: skip
    assert {paper.number for paper in page.papers} >= {"预审〔2026〕1号"}
    assert (page.verdicts, page.notes) == ((), ())


def test_what_is_said_of_others_stays_but_for_its_name(told, desk, office):
    secret, other = told
    mark_classified(desk, secret.id, "定密〔2026〕1号")
    page = project_page(desk, other.id)
    assert page.project.name == "通信枢纽改造"
    assert [note.text for note in page.notes] == ["与（涉密项目）衔接"]
    (record,) = [record for case in page.cases for record in case.records]
    assert record.override_reason == "（涉密项目）与本项目分别申报"
    assert len(record.verdicts) > 5
    assert [paper.title for paper in page.incoming] == ["关于两个项目的复函"]


def test_backups_that_still_hold_it_are_named_and_a_clean_one_is_taken(told, desk):
    secret, _ = told
    old = {backup.path for backup in desk.workspace.backups()}
    done = mark_classified(desk, secret.id, "定密〔2026〕1号")
    assert {copy.path for copy in done.copies} == old
    assert len(old) >= 2
    (new,) = [each for each in desk.workspace.backups() if each.path not in old]
    assert not tells(pages_of(new.path, desk.workspace.key), WORDS)


def test_papers_that_lost_their_file_are_named_and_say_why(told, desk):
    secret, other = told
    with desk.workspace.read() as view:
        own = view.papers.of(Subject("project", secret.id))[0]
        others = view.papers.of(Subject("project", other.id))[0]
    done = mark_classified(desk, secret.id, "定密〔2026〕1号")
    of_others, of_both = "预审〔2026〕2号", "收文 市函2号"
    assert {"预审〔2026〕1号", of_others, "收文 市函1号", of_both} <= set(done.papers)
    for paper in (own, others):
        with pytest.raises(Refused, match="电子件已按规定清除"):
            paper_pdf(desk, paper.id)
        with pytest.raises(Refused, match="电子件已按规定清除"):
            reprint_paper(desk, paper.id)


def test_acts_on_it_cannot_be_taken_back_any_more(told, desk):
    secret, _ = told
    with desk.workspace.read() as view:
        added = next(event for event in view.events.all() if event.act == "import")
    mark_classified(desk, secret.id, "定密〔2026〕1号")
    with pytest.raises(Refused):
        undo_event(desk, added.id)
    with desk.workspace.read() as view:
        last = view.events.latest(1)[0]
    assert (last.act, last.is_undoable, last.reason) == (
        "mark_classified", False, "定密〔2026〕1号",
    )  # fmt: skip


def test_a_purge_cut_short_is_finished_at_the_next_start(told, desk, folder, clock):
    secret, _ = told
    with desk.workspace.begin(desk.act("mark_classified", "标为涉密")) as uow:
        uow.purge_project(secret.id)
    assert any(place.startswith("file ") for place in traces(desk.workspace, ("暗语批复",)))
    assert [each.rule for each in run_selfcheck(desk.workspace).faults][:1] == ["purged_file"]
    desk.workspace.close()
    again = open_desk(folder, clock=clock, program="test", operator="经办人甲")
    assert traces(again.workspace, ("暗语批复",)) == set()
    assert run_selfcheck(again.workspace).faults == ()
    again.workspace.close()


def test_it_is_marked_once_and_with_a_reason(told, desk):
    secret, _ = told
    with pytest.raises(Refused, match="没有写依据"):
        mark_classified(desk, secret.id, " ")
    mark_classified(desk, secret.id, "定密〔2026〕1号")
    with pytest.raises(Refused, match="已经标为涉密"):
        mark_classified(desk, secret.id, "定密〔2026〕1号")


def test_a_need_made_of_the_project_goes_with_it(office, desk):
    town = office.apply("红箭一体机", unit="杜村乡人民政府", goal="暗语目标")
    office.record(town, "conversion.convert", "done", opinion="暗语转需求")
    assert "need.title" in traces(desk.workspace, WORDS)
    mark_classified(desk, town.id, "定密〔2026〕2号")
    assert traces(desk.workspace, WORDS) == set()


def test_applications_that_name_it_are_left_to_a_person(office, desk):
    secret = office.apply(NAME)
    naming = office.apply("县级机房", "县公安局", content=f"与{NAME}共用机房")
    assert mark_classified(desk, secret.id, "定密〔2026〕3号").mentions == (naming.code,)


def test_altering_a_purged_event_is_still_found(told, desk):
    secret, _ = told
    mark_classified(desk, secret.id, "定密〔2026〕1号")
    with desk.workspace.engine.begin() as connection:
        connection.execute(text("UPDATE event SET actor = '他人' WHERE title = '（已清除）'"))
    report = desk.workspace.verify_log()
    assert [fault.message for fault in report.faults][:1] == ["操作记录被改写"]


def test_an_event_cannot_be_declared_purged_from_outside(told, desk):
    with desk.workspace.engine.begin() as connection:
        connection.execute(text("UPDATE event SET title = '（已清除）' WHERE id = 3"))
        forged = '[[3,"event","' + "0" * 64 + '"]]'
        last = "UPDATE event SET blanked = :b WHERE id = (SELECT max(id) FROM event)"
        connection.execute(text(last), {"b": forged})
    assert {fault.event for fault in desk.workspace.verify_log().faults} >= {3}
