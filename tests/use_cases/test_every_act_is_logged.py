"""T-L1: every act the use cases know leaves an event, and every writing event is a known act."""

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from desktop_app import use_cases
from desktop_app.domain.record import Subject
from desktop_app.domain.register import Owner
from desktop_app.use_cases import (
    base_data,
    chasing,
    duty_acts,
    notes,
    regulations,
    rounds,
    templates,
    undoing,
    workspaces,
)
from desktop_app.use_cases.annual_plan import deciding, editions, intake, ranking
from desktop_app.use_cases.going_live import offices, projects, units
from desktop_app.use_cases.going_live.grounds import Grounds
from desktop_app.use_cases.imports.apply import apply_import, undo_import
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.papers import incoming, issue
from desktop_app.use_cases.registers import editing as registers
from desktop_app.use_cases.registers import expert_draw
from desktop_app.use_cases.reserve_pool import (
    classifying,
    editing,
    materials,
    needs,
    similar,
    steps,
)
from desktop_app.use_cases.standing.step_entry import StepEntry

NOT_LOGGED = {"refresh_standing"}
"""Computed anew at any time and kept outside the log."""
ELSEWHERE = {
    "voucher_import", "voucher_audit", "voucher_decide", "voucher_report", "voucher_settle",
    "voucher_pay", "voucher_recover", "voucher_sample", "voucher_call", "voucher_purge",
    "voucher_result",
    "personal_export", "personal_reveal",
    "mark_sample", "enable_pack", "repin", "record_facts", "plan_carry_over", "planning_edition",
    "campaign_start", "attach_text", "plan_answer", "platform_rank", "merchant_rank",
    "draw_projects",
}  # fmt: skip
"""Done when a workspace is made or a second version of a pack is kept (`test_repinning.py`),
only under a pack that asks facts on the project's page, or once
a plan is issued: `annual_plan/test_year_end.py`, `annual_plan/test_planning.py`; those of a voucher
campaign are in the logs of cases C8 and C9 and in `vouchers/`; projects are drawn only under a pack
that draws them: `scenario/test_yiyang.py`."""


def known_acts():
    """The ids of all acts written in the use cases."""
    trees = (ast.parse(p.read_text("utf-8")) for p in Path(use_cases.__path__[0]).rglob("*.py"))
    calls = (n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Call))
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == "act"
        and isinstance(call.args[0], ast.Constant)
    }


def test_every_act_leaves_an_event(office, tmp_path):
    desk, subject = office.desk, office.subject
    first, second, third = (office.apply(name) for name in ("甲平台", "乙系统", "丙工程"))
    town = office.apply("一体机", unit="杜村乡人民政府")
    _course(office, first, second, third, town)
    _papers(desk, subject(first))
    _rounds(office, tmp_path)
    _office(desk, office.unit("县教育局"))
    _registers(desk, first.id)
    _plans(office)
    with desk.workspace.read() as view:
        logged = {event.act for event in view.events.latest(10_000)}
        assert view.verify_log().is_sound
    expected = known_acts() - NOT_LOGGED - ELSEWHERE
    assert expected - logged == set()
    assert logged - known_acts() - {"create", "create_workspace", "seed"} == set()


def _course(office, first, second, third, town):
    desk = office.desk
    editing.change_application(desk, first.id, editing.Application("甲平台", first.unit_id))
    found = {"prereview_necessity": "sufficient"}
    steps.note_findings(desk, office.subject(first), "pool_entry.prereview", found)
    office.record(first, "pool_entry.prereview", "returned")
    editing.resubmit_application(desk, first.id, "补来说明")
    library = office.apply("通借通还", unit="县图书馆")
    editing.set_submitting_unit(desk, library.id, office.unit("县文旅局"), "来函")
    similar.decide_similarity(desk, [first.id, second.id], "merge", "同一平台")
    editing.merge_applications(
        desk, first.id, second.id, StepEntry("merger.merge", "done", opinion="同一平台")
    )
    classifying.mark_classified(desk, third.id, "定密")
    office.record(town, "conversion.convert", "done")
    needs.adopt_need(desk, 1, first.unit_id)
    needs.link_need(desk, 1, first.id)
    notes.add_note(desk, office.subject(first), "已联系", kind="call")
    materials.hand_in_material(desk, office.subject(first), "pool_entry", "application_form")


def _papers(desk, subject):
    paper = issue.issue_paper(desk, "pool_application", [subject])
    issue.reprint_paper(desk, paper.id)
    issue.set_document_number(desk, paper.id, "文1号")
    issue.void_paper(desk, paper.id, "印错")
    entry = incoming.IncomingEntry("市函1号", "复函", "市局", date(2026, 7, 1))
    received = incoming.record_incoming(desk, entry, ())
    incoming.attach_subjects(desk, received.id, [subject])
    incoming.correct_incoming(desk, received.id, replace(entry, title="批复"))
    incoming.detach_subject(desk, received.id, subject)


def _going_live(desk, unit):
    grounds = Grounds(date(2026, 7, 20), "机构改革")
    with desk.workspace.read() as view:
        (town,) = view.units.where(name="蓉城街道办事处")
        whole = view.projects.where(unit_id=unit)[0]
        library = view.units.first(name="县图书馆")
    offices.rename_office(desk, "finance", "县财政金融局", grounds)
    units.rename_unit(desk, library.id, "县图书档案馆", grounds)
    projects.hand_over(desk, [whole.id], town.id, grounds)
    part = projects.Part("另一半", unit, {}, {})
    kept = projects.Part("", unit, whole.amounts, {f.source: f.amount_fen for f in whole.funding})
    projects.split_project(desk, whole.id, kept, [part], grounds)
    units.merge_units(desk, [library.id], unit, grounds)


def _registers(desk, project_id):
    issued = duty_acts.DutyEntry("plan_issue_due", "met")
    duty_acts.record_duty(desk, Subject("regime", 0), issued)
    row = {"title": "政务平台", "kind": "plan", "arisen_on": "2026-07-20"}
    held = {"title": "论证", "kind": "experts", "held_on": "2026-07-20"}
    draft = registers.EntryDraft("expert_review", held, Owner(project_id=project_id))
    review = registers.save_entry(desk, draft)
    with desk.workspace.begin(desk.act("seed", "专家")) as uow:
        uow.experts.add(name="专家甲", unit_name="市信息中心", field="软件")
    expert_draw.draw_experts(desk, review, expert_draw.DrawRequest(1))
    draft = registers.EntryDraft("publicity", row, Owner(project_id=project_id))
    registers.remove_entry(desk, registers.save_entry(desk, draft))


def _plans(office):
    desk = office.desk
    projects = [office.apply(name) for name in ("一号工程", "二号平台", "三号系统")]
    facts = {"prereview_necessity": "sufficient", "prereview_feasibility": "sufficient"}
    for project in projects:
        office.agree(project, facts=facts)
    plan = editions.start_plan(desk, 2027)
    first, second, third = intake.add_items(desk, plan, [intake.NewItem(p.id) for p in projects])
    intake.drop_items(desk, plan, [third], reason="单位撤回")
    ranking.take_ranking(desk, plan)
    ranking.place_item(desk, plan, second, 1, reason="急")
    deciding.decide_items(desk, plan, [deciding.Decision(first, "excluded", reason="重复")])
    editions.set_ceiling(desk, plan, 100_000_000)
    deciding.take_proposal(desk, plan)
    editions.new_edition(desk, plan, reason="调整")


def _rounds(office, folder):
    desk, unit = office.desk, office.unit
    office.apply("消防平台", unit="县公安局")
    units = [unit("县公安局"), unit("县文旅局"), unit("县城市管理局")]
    page = rounds.hand_out(desk, kind="pool_round", title="征集", units=units, folder=folder)
    chasing.send_reminders(desk, page.round.id, folder / "letters")
    chasing.note_answer(desk, page.round.id, units[1], "无申报项目")
    apply_import(desk, preview_import(desk, [folder / "征集-县公安局.xlsx"]))
    rounds.close_round(desk, page.round.id)
    templates.write_unit_template(desk, "units", folder / "units.xlsx")
    base_data.save_unit(desk, None, name="县审计局", kind="department")
    _import_and_undo(desk, folder)


def _import_and_undo(desk, folder):
    book = load_workbook(folder / "units.xlsx")
    sheet = book.worksheets[1]
    titles = [cell.value for cell in sheet[3]]
    row = sheet.max_row + 1
    sheet.cell(row, titles.index("单位名称") + 1).value = "县统计局"
    sheet.cell(row, titles.index("单位类型") + 1).value = "县直部门"
    book.save(folder / "units.xlsx")
    result = apply_import(desk, preview_import(desk, [folder / "units.xlsx"]))
    assert result.new == 1, result
    undo_import(desk, result.batch)


def _office(desk, unit):
    signed = {"since": date(2026, 7, 20), "reason": "局务会", "signer": "负责人甲"}
    regulations.set_setting(desk, "house.similarity_line", 65, **signed)
    regulations.sign_reading(desk, "reading.subdistrict", "as_township", **signed)
    workspaces.choose_operator(desk, "经办人乙")
    note = notes.add_note(desk, Subject("unit", unit), "地址已变")
    assert note.id
    _going_live(desk, unit)
    latest = workspaces.events(desk, 1)[0].id
    undoing.undo_event(desk, latest)
    undoing.redo_event(desk, latest)
