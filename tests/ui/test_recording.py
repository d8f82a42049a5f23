"""Recording results: what is asked for, for which rows, and for needs and materials."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner
from desktop_app.use_cases import base_data
from desktop_app.use_cases.imports.apply import apply_import
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.reserve_pool import needs
from desktop_app.use_cases.reserve_pool.steps import record_step
from desktop_app.use_cases.standing.step_entry import StepEntry
from resources import resource
from ui.dossier.selection import about_record
from ui.stages.reserve_pool.need_dialog import NeedDialog

NEEDS = resource("samples", "workbooks") / "朱备镇需求.xlsx"


def _click(root, text):
    buttons = [b for b in root.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    next(b for b in buttons if b.text().startswith(text)).click()


def _words(root):
    return "\n".join(each.text() for each in root.findChildren(QLabel))


def _signatures(register):
    cases = register.file.shown.dossier.cases
    return [(record.signer, record.acted_on) for case in cases for record in case.records]


def _show(stand, page, light):
    row = next(row for row in page.grid.model.all_rows if row.light == light)
    page.grid.select_key(row.id)
    stand.settle(lambda: page.detail.shown.page.project.id == row.id)


def test_reminder_wants_a_reason_at_its_field(stand):
    page = stand.open_stage("reserve_pool")
    _show(stand, page, "warn")
    page.detail.actions_offered["record"].click()
    dialog = stand.dialog()
    dialog._signer.line.setText("负责人甲")
    _click(dialog, "登记")
    assert dialog._reason.complaint == "请写明继续办理的理由"
    assert dialog.isVisible()


def test_return_asks_for_no_reason_to_go_on(stand):
    page = stand.open_stage("reserve_pool")
    _show(stand, page, "warn")
    page.detail.actions_offered["return"].click()
    dialog = stand.dialog()
    assert dialog.windowTitle() == "退回修改"
    assert not dialog._reason.isVisible()


def test_return_can_take_over_what_the_checks_found(stand):
    page = stand.open_stage("reserve_pool")
    _show(stand, page, "warn")
    page.detail.actions_offered["return"].click()
    dialog = stand.dialog()
    _click(dialog, "填入核查发现的问题")
    found = next(v for v in page.detail.shown.page.verdicts if v.light == "warn")
    assert dialog._opinion.value.startswith(f"1. {found.message}")


def test_main_action_counts_the_selected_rows(stand):
    page = stand.open_stage("reserve_pool")
    page.grid.table.selectAll()
    count = len(page.grid.selected_rows)
    assert page.detail.actions_offered["record"].text() == f"登记 {count} 项…"


def test_what_is_opened_anew_serves_one_project_of_a_selection(stand):
    page = stand.open_stage("reserve_pool")
    page.grid.table.selectAll()
    shown = page.detail.shown
    anew = next(form for form in shown.forms if form.case is None)
    about = about_record(shown.page, page.grid.current_row, page.grid.selected_rows, anew)
    assert about.subjects == (shown.page.subject,)


def test_need_is_adopted_by_a_named_unit(stand):
    page = stand.open_stage("reserve_pool")
    desk = page.shell.desk
    apply_import(desk, preview_import(desk, [NEEDS]))
    page.more.open_needs()
    register = stand.dialog()
    register._record_first()
    stand.settle()
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, NeedDialog))
    _click(dialog, "登记")
    assert dialog._unit.complaint == "请从列表中选认领部门"
    dialog._unit.box.setCurrentIndex(0)
    chosen = dialog._unit.box.currentText()
    _click(dialog, "登记")
    stand.settle(lambda: register.grid.model.all_rows[0].adopter != "")
    assert register.grid.model.all_rows[0].adopter == chosen
    stand.settle(lambda: "确定统筹需求的认领部门" in _words(register.file.history))


def test_need_goes_into_a_project_with_the_day_it_was_signed(stand):
    page = stand.open_stage("reserve_pool")
    desk = page.shell.desk
    apply_import(desk, preview_import(desk, [NEEDS]))
    project = page.grid.model.all_rows[0]
    adopter = next(u for u in base_data.units(desk) if u.name == project.unit)
    needs.adopt_need(desk, 1, adopter.id, acted_on=date(2026, 11, 19))
    page.more.open_needs()
    register = stand.dialog()
    register.grid.select_key(1)
    stand.settle()
    register._record_first()
    stand.settle()
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, NeedDialog))
    dialog._project.box.setCurrentIndex(0)
    dialog._signer.line.setText("局长乙")
    dialog._day.edit.setDate(QDate(2026, 11, 20))
    _click(dialog, "登记")
    signed = ("局长乙", date(2026, 11, 20))
    stand.settle(lambda: signed in _signatures(register))
    assert register.grid.model.all_rows[0].status == "已并入项目"


def test_material_is_ticked_off_when_it_comes_in(stand):
    page = stand.open_stage("reserve_pool")
    page.detail.tabs.setCurrentWidget(page.detail.materials)
    page.detail.materials.findChildren(QCheckBox)[0].click()
    stand.settle(lambda: page.detail.shown.page.cases[0].materials[0].is_there)
    assert page.detail.materials.findChildren(QCheckBox)[0].isChecked()


ANSWER = "五月、六月进度已补报。\n以后每月五日前报送，由信息中心专人负责。"


def _noticed_finding(desk):
    """A finding of which the unit has been told."""
    cells = {
        "title": "两个月没有报送进度", "source": "监督检查", "found_on": "2026-11-02",
        "due_on": "2026-11-20", "clause": "二(三)4", "facts": "五月、六月没有报送。",
    }  # fmt: skip
    unit = base_data.units(desk)[0].id
    finding = save_entry(desk, EntryDraft("finding", cells, Owner(unit_id=unit)))
    entry = StepEntry("rectification.notice", "issued", date(2026, 11, 4), "局长乙")
    record_step(desk, Subject(ENTRY, finding), entry)
    return finding


def test_what_a_unit_reports_of_a_finding_is_typed_in_lines_and_kept_with_the_finding(stand):
    finding = _noticed_finding(stand.window.shell.desk)
    page = stand.open_stage("oversight")
    stand.settle(lambda: "finding" in page.panes)
    pane = page.panes["finding"]
    page.tabs.setCurrentWidget(pane)
    stand.settle(lambda: pane.list.page is not None and pane.file.shown is not None)
    pane.file.open_record(pane.file.forms[0])
    dialog = stand.dialog()
    fields = {name.rpartition(".")[2]: field for name, field in dialog._facts.items()}
    assert [f.title for f in fields.values()] == ["完成日期", "整改情况", "佐证材料"]
    fields["answer"].area.setPlainText(ANSWER)
    fields["done_on"].line.setText("2026-11-01")
    dialog._signer.line.setText("赵某")
    _click(dialog, "登记")
    stand.settle(lambda: bool(stand.faults))
    assert "早于“发现日期”2026-11-02" in str(stand.faults.pop())
    fields["done_on"].line.setText("2026-11-18")
    _click(dialog, "登记")
    stand.settle(lambda: pane.file.forms[0].path == "review")
    with stand.window.shell.desk.workspace.read() as view:
        cells = view.registers.get(finding).cells
    assert (cells["answer"], cells["done_on"]) == (ANSWER, "2026-11-18")


def _change(stand, page, words):
    """The dialog that changes the application whose name holds these words."""
    row = next(row for row in page.grid.model.all_rows if words in row.name)
    page.grid.select_key(row.id)
    stand.settle(lambda: page.detail.shown.page.project.id == row.id)
    page.more.open_change()
    dialog = stand.dialog()
    stand.settle(dialog._action.isEnabled)
    return dialog


def test_a_direct_application_is_corrected_to_what_the_superior_sent(stand):
    page = stand.open_stage("reserve_pool")
    dialog = _change(stand, page, "不动产查档")
    assert dialog._sender.box.currentText() == "本单位直接报送"
    dialog._sender.box.setCurrentText("县自然资源和规划局")
    _click(dialog, "保存")
    stand.settle()
    words = {v.rule: v.word for v in page.detail.shown.page.verdicts}
    assert words["unified_application"] == "通过"


def test_a_department_is_not_asked_who_sent_its_application(stand):
    page = stand.open_stage("reserve_pool")
    dialog = _change(stand, page, "排水管网")
    assert not dialog._sender.isVisible()
    dialog._name.line.setText("排水管网水位监测")
    _click(dialog, "保存")
    stand.settle()
    project = page.detail.shown.page.project
    assert project.name == "排水管网水位监测"
    assert project.submitting_unit_id == project.unit_id


def test_a_new_application_of_a_subordinate_asks_who_sent_it(stand):
    page = stand.open_stage("reserve_pool")
    page.more.open_new()
    dialog = stand.dialog()
    stand.settle(dialog._action.isEnabled)
    dialog._name.line.setText("档案扫描")
    dialog._unit.box.setCurrentText("县不动产登记中心")
    _click(dialog, "保存")
    assert dialog._sender.complaint == "请选择由谁报来"
    dialog.close()


def test_a_project_marked_classified_tells_what_is_left_to_do_and_is_forgotten(stand):
    page = stand.open_stage("reserve_pool")
    row = next(row for row in page.grid.model.all_rows if "排水管网" in row.name)
    page.grid.select_key(row.id)
    stand.settle(lambda: page.detail.shown.page.project.id == row.id)
    stand.window.shell.store.put("filters", {"name": row.name})
    page.more.ask_classified()
    dialog = stand.dialog()
    _click(dialog, "标为涉密")
    assert dialog._reason.complaint == "请写明依据"
    dialog._reason.area.setPlainText("定密〔2026〕1号")
    _click(dialog, "标为涉密")
    told = "\n".join(each.text() for each in stand.dialog().findChildren(QLabel))
    assert "旧备份里还有它的内容，请按保密规定销毁" in told
    assert "-import.db" in told
    assert stand.window.shell.store.get("filters") == {}
    stand.dialog().close()
    stand.settle(lambda: page.detail.shown.page.project.id != row.id)
    assert row.name not in {each.name for each in page.grid.model.all_rows}
