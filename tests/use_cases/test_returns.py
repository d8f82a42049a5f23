"""Workbooks out and back: rounds, repeated files, undo, the corrected return, classified rows."""

from datetime import date
from io import BytesIO

import openpyxl
import pdfplumber
import pytest

from desktop_app.errors import Refused
from desktop_app.use_cases.chasing import note_answer, send_reminders
from desktop_app.use_cases.exports import export_sheet
from desktop_app.use_cases.imports.apply import apply_import, undo_import
from desktop_app.use_cases.imports.checking import judge_preview
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.papers.issue import issue_paper, issue_papers, paper_pdf
from desktop_app.use_cases.reserve_pool.detail import project_page
from desktop_app.use_cases.reserve_pool.listing import pool_list
from desktop_app.use_cases.rounds import hand_out, round_page
from desktop_app.use_cases.templates import write_unit_template

NEW = {
    "项目名称": "阳光厨房", "项目建设单位": "县教育局",
    "建设性质": "新建", "项目类别": "业务信息系统",
    "参照管理情形": "不属于", "申报金额（万元）": 126, "县级财政资金（万元）": 126,
    "建设目标": "食堂视频监管", "主要建设内容": "后厨摄像头接入", "技术路线": "云边协同",
    "数据共享需求": "不需要", "是否涉密": "否",
}  # fmt: skip


def written(office, out, changes, row=None):
    """The unit's own template with one row added, or cells of an existing row changed."""
    write_unit_template(office.desk, "reserve_pool", out, unit="县教育局")
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[1]
    titles = [cell.value for cell in sheet[3]]
    for title, value in changes.items():
        sheet.cell(
            row or sheet.max_row + (title == "项目名称"), titles.index(title) + 1
        ).value = value
    book.save(out)
    return out


def taken(office, path):
    return apply_import(office.desk, preview_import(office.desk, [path]))


def test_the_same_file_again_changes_nothing_and_says_so(office, tmp_path):
    path = written(office, tmp_path / "a.xlsx", NEW)
    assert taken(office, path).new == 1
    before = office.digest()
    result = taken(office, path)
    assert (result.batch, result.new, result.changed, result.unchanged) == (None, 0, 0, 1)
    assert result.preview.files[0].is_repeated
    assert office.digest() == before


def test_undo_of_a_batch_restores_the_records_to_the_digest(office, tmp_path):
    before = office.digest()
    batch = taken(office, written(office, tmp_path / "a.xlsx", NEW)).batch
    assert office.digest() != before
    undo_import(office.desk, batch)
    assert office.digest() == before


def test_undo_is_refused_in_one_short_sentence_that_names_the_project(office, tmp_path):
    batch = taken(office, written(office, tmp_path / "a.xlsx", NEW)).batch
    office.record(pool_list(office.desk).rows[0], "pool_entry.prereview", "returned")
    with pytest.raises(Refused) as refused:
        undo_import(office.desk, batch)
    assert refused.value.what == (
        "不能撤销“导入 1 行（a.xlsx）”：项目“QY2026-001 阳光厨房”：此后已登记办理环节"
    )


def test_the_corrected_workbook_of_a_returned_application_is_its_second_attempt(office, tmp_path):
    taken(office, written(office, tmp_path / "a.xlsx", NEW))
    row = pool_list(office.desk).rows[0]
    office.record(row, "pool_entry.prereview", "returned", opinion="写明学校数量。")
    better = {"主要建设内容": "36 所学校后厨摄像头接入"}
    result = taken(office, written(office, tmp_path / "b.xlsx", better, row=5))
    page = project_page(office.desk, row.id)
    assert result.changed == 1
    assert [(c.case.attempt, c.case.outcome) for c in page.cases] == [(2, ""), (1, "returned")]
    assert office.agree(row).state == "in_pool"


def test_an_application_in_the_pool_is_not_changed_by_a_workbook(office, tmp_path):
    taken(office, written(office, tmp_path / "a.xlsx", NEW))
    office.agree(pool_list(office.desk).rows[0])
    changed = written(office, tmp_path / "b.xlsx", {"技术路线": "别的路线"}, row=5)
    file = preview_import(office.desk, [changed]).preview.files[0]
    assert file.is_stopped
    assert "在库" in file.problems[0].message


def test_a_classified_row_refuses_the_workbook_and_leaves_nothing(office, tmp_path):
    before = office.digest()
    path = written(office, tmp_path / "a.xlsx", {**NEW, "项目名称": "机密平台", "是否涉密": "是"})
    result = taken(office, path)
    assert result.batch is None
    assert result.preview.files[0].problems[0].cause == "classified"
    assert office.digest() == before
    assert "机密平台" not in str(result)


def test_an_exported_list_comes_back_unchanged_whoever_sent_the_rows(office, tmp_path):
    office.apply("甲平台")
    office.apply("总分馆", unit="县图书馆", submitting_unit_id=office.unit("县文旅局"))
    export_sheet(office.desk, "reserve_pool", tmp_path / "all.xlsx")
    file = preview_import(office.desk, [tmp_path / "all.xlsx"]).preview.files[0]
    assert (len(file.rows), file.count("unchanged"), file.problems) == (2, 2, ())


def test_a_sender_nobody_registered_is_named_and_counts_as_direct(office, tmp_path):
    path = written(office, tmp_path / "a.xlsx", {**NEW, "项目建设单位": "县图书馆"})
    book = openpyxl.load_workbook(path)
    book.worksheets[1]["A2"] = "填报单位：县某某局"
    book.save(path)
    unknown = "填报单位“县某某局”不在单位名录里，各行都算由"
    file = preview_import(office.desk, [path]).preview.files[0]
    assert f"{unknown}“县教育局”（这份表发给的单位）报送。" in file.notes
    del book["_hengce"], book.custom_doc_props["hengce-template"]
    book.save(path)
    planned = preview_import(office.desk, [path])
    assert f"{unknown}行内写的单位直接报送。" in planned.preview.files[0].notes
    assert judge_preview(office.desk, planned).preview.files[0].rows[0].light == "fail"


def sent(office, folder):
    units = [office.unit("县教育局"), office.unit("县公安局")]
    return hand_out(
        office.desk, kind="pool_round", title="征集", units=units, folder=folder,
        due_on=date(2026, 7, 19),
    )  # fmt: skip


def test_a_workbook_returned_with_nothing_to_change_counts_as_returned(office, tmp_path):
    office.apply("甲平台")
    page = sent(office, tmp_path / "out")
    taken(office, tmp_path / "out" / "征集-县教育局.xlsx")
    missing = round_page(office.desk, page.round.id).missing
    assert [row.unit for row in missing] == ["县公安局"]


def test_each_late_unit_gets_its_own_letter_and_the_register_notes_it(office, tmp_path):
    page = sent(office, tmp_path / "out")
    files = send_reminders(office.desk, page.round.id, tmp_path / "letters")
    assert len(files) == 2
    assert "请于2026年7月19日前报回" in text_of(files[0].read_bytes())
    rows = round_page(office.desk, page.round.id).recipients
    assert [row.reminders for row in rows] == [(date(2026, 7, 20),)] * 2


def test_a_unit_that_applies_for_nothing_is_no_longer_late(office, tmp_path):
    page = sent(office, tmp_path / "out")
    page = note_answer(office.desk, page.round.id, office.unit("县公安局"), "本年度无申报项目")
    assert [row.unit for row in page.missing] == ["县教育局"]


def text_of(pdf):
    with pdfplumber.open(BytesIO(pdf)) as book:
        return "".join("".join(page.extract_text().split()) for page in book.pages)


def test_papers_of_many_take_one_number_each_in_one_act(office):
    subjects = [office.subject(office.apply(name)) for name in ("甲平台", "乙系统", "丙工程")]
    papers = issue_papers(office.desk, "prereview_opinion", subjects)
    assert [p.number for p in papers] == [f"预审〔2026〕{n}号" for n in (1, 2, 3)]
    with office.desk.workspace.read() as view:
        assert len(view.events.latest(1)[0].subjects) == 3


def test_a_return_letter_says_what_the_return_was_for(office):
    project = office.apply("甲平台", goal="")
    office.record(project, "pool_entry.prereview", "returned", opinion="请补填目标。")
    text = text_of(
        paper_pdf(
            office.desk, issue_paper(office.desk, "return_letter", [office.subject(project)]).id
        )
    )
    assert "补填建设目标" in text
    assert "请补填目标。" in text


def test_the_report_to_the_city_carries_its_list(office):
    subjects = []
    for name, wan in (("停车诱导", 120), ("反诈预警", 88.5)):
        project = office.apply(name, wan=wan)
        office.agree(project)
        subjects.append(office.subject(project))
    report = issue_paper(office.desk, "city_report", subjects)
    text = text_of(paper_pdf(office.desk, report.id))
    assert "共2个，申报金额合计208.50万元" in text
    assert "政务信息化项目储备库报送清单" in text
    assert text.count("QY2026-001") == 1
    head = text.rindex("政务信息化项目储备库报送清单")
    assert text[:head].rstrip().endswith("附件")


def test_a_form_of_another_kind_of_subject_is_refused(office):
    with pytest.raises(Refused, match="按单位出的文书"):
        issue_paper(office.desk, "reminder_letter", [office.subject(office.apply("甲平台"))])
