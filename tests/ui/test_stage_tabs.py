"""Tabs of the later stages: their projects, their registers, one row from typing to its checks."""

import pytest
from PySide6.QtWidgets import QPushButton

from tests.ui.screens import press

CHANGE = {
    "number": "BG-1",
    "title": "增加终端",
    "decided_on": "2026-11-20",
    "moved": "40",
    "case": "technical",
    "goal_unchanged": "true",
    "is_needed": "true",
}


@pytest.fixture
def changes(stand):
    """The pane of the change ledger, once its rows are read."""
    page = stand.open_stage("construction")
    stand.settle(lambda: "change" in page.panes)
    pane = page.panes["change"]
    page.tabs.setCurrentWidget(pane)
    stand.settle(lambda: pane.list.page is not None)
    return pane


def key_in(stand, pane, **cells):
    """Type a new row into the dialog and save it; gives the dialog."""
    pane.list.open_new()
    dialog = stand.dialog()
    owners = dialog._owner.box
    owners.setCurrentIndex(0)
    for name, text in cells.items():
        dialog._fields[name].write(text)
    press(dialog, "保存")
    stand.settle()
    return dialog


def test_a_row_typed_in_stands_in_the_list_with_its_checks(stand, changes):
    key_in(stand, changes, **CHANGE)
    stand.settle(lambda: changes.list.current is not None and changes.file.shown is not None)

    assert [row.name for row in changes.list.grid.model.all_rows] == ["增加终端"]
    assert changes.list.page.sums["moved"] == "40.00"
    assert changes._state.text() == "已登记"
    checks = {v.rule: v.word for v in changes.file.shown.dossier.verdicts}
    assert checks["change_case_named"] == "通过"
    assert changes._act.text() == "开始办理 ▾"


def test_every_fault_of_a_row_stands_under_its_field(stand, changes):
    dialog = key_in(stand, changes, number="BG-1", moved="四十", title="增加终端")

    assert "不合要求" in dialog._fields["moved"].complaint
    assert dialog.isVisible()

    dialog._fields["moved"].write("40")
    press(dialog, "保存")
    stand.settle()
    assert "没有填" in dialog._fields["decided_on"].complaint
    assert "没有填" in dialog._fields["case"].complaint
    assert dialog._fields["moved"].complaint == ""
    stand.close_dialogs()


def test_a_row_is_corrected_and_taken_out_after_a_question(stand, changes):
    key_in(stand, changes, **CHANGE)
    stand.settle(lambda: changes.list.current is not None)
    changes.list.open_change()
    dialog = stand.dialog()
    assert dialog._fields["moved"].written == "40.00"
    dialog._fields["moved"].write("41.5")
    press(dialog, "保存")
    stand.settle(lambda: changes.list.page.sums["moved"] == "41.50")

    changes.list.ask_remove()
    question = stand.dialog()
    press(question, "删除")
    stand.settle(lambda: not changes.list.page.rows)
    assert changes.list.grid.model.all_rows == ()


def test_the_projects_own_registers_show_what_belongs_to_it(stand, changes):
    key_in(stand, changes, **CHANGE)
    stand.settle(lambda: changes.list.current is not None)
    code = changes.list.current.project.split()[0]

    pool = stand.open_stage("reserve_pool")
    pool.open_target(code)
    tab = pool.detail.registers
    stand.settle(lambda: tab._choice.value == "change" and "change" in tab._lists)
    stand.settle(lambda: tab._lists["change"].page is not None)

    assert tab._choice.box.currentText() == "变更台账（1）"
    assert [row.name for row in tab._lists["change"].page.rows] == ["增加终端"]


def test_a_stage_lists_what_can_be_begun_in_it(stand):
    page = stand.open_stage("annual_plan")
    stand.settle(lambda: page.plan is not None)
    page.tabs.setCurrentWidget(page.projects)
    stand.settle(lambda: bool(page.projects.chips.keys))
    chips = page.projects.chips
    shown = {key: chips.words_of(key) for key in chips.keys}

    assert list(shown)[:2] == ["all", "waiting"]
    assert page.projects.grid.model.rowCount() == 0
    chips.choose("startable")
    stand.settle()
    steps = {row.step for row in page.projects.grid.model.rows}
    assert steps == {"未入库项目计划预审"}


def test_the_whole_life_of_a_project_is_one_page(stand):
    pool = stand.open_stage("reserve_pool")
    stand.settle(lambda: pool.detail.shown is not None)
    pool.acts.open_life()
    dialog = stand.dialog()
    stand.settle(lambda: dialog._events.count() > 1)

    assert "储备库" in dialog._bar.accessibleDescription()
    closing = [b for b in dialog.findChildren(QPushButton) if b.text() == "关闭"]
    assert len(closing) == 1
    dialog.close()


def test_the_registers_of_a_stage_no_project_stands_in_come_before_its_empty_list(stand):
    page = stand.open_stage("oversight")
    stand.settle(lambda: page.panes and page.tabs.indexOf(page.projects) > 0)

    assert page.tabs.tabText(page.tabs.count() - 1) == "项目"
    assert page.tabs.currentWidget() is page.panes["inspection"]


def test_what_a_procedure_asks_for_is_ticked_off_before_it_is_begun(stand, changes):
    key_in(stand, changes, **CHANGE)
    stand.settle(lambda: changes.file.shown is not None)
    buttons = changes.file.materials.findChildren(QPushButton)
    named = {each.accessibleName(): each for each in buttons}
    named["全部收到：可开始：自主调整备案"].click()
    stand.settle(lambda: all(
        material.is_there
        for each in changes.file.shown.dossier.beginnings
        if each.procedure == "change_filing"
        for material in each.materials
    ))  # fmt: skip

    owed = [e for e in changes.file.shown.dossier.beginnings if e.procedure == "change_filing"]
    assert [m.title for m in owed[0].materials] == ["变更情况", "变更程序", "变更后方案"]
