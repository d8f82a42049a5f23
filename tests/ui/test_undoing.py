"""Ctrl+Z and Ctrl+Y anywhere in the window, and the history that says what can be done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from desktop_app.use_cases.notes import add_note
from desktop_app.use_cases.papers.issue import issue_paper

CONTROL = Qt.KeyboardModifier.ControlModifier


def _press(root, text):
    buttons = [b for b in root.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    next(b for b in buttons if b.text().startswith(text)).click()


def _words(root):
    return "\n".join(each.text() for each in root.findChildren(QLabel) if each.isVisible())


def _note(stand):
    page = stand.open_stage("reserve_pool")
    add_note(stand.window.shell.desk, page.acts.subjects()[0], "已联系")
    stand.window.shell.changed("notes")
    stand.settle(lambda: bool(page.detail.shown.page.notes))
    return page


def test_last_act_is_named_taken_back_and_done_again_by_keys(stand, qtbot):
    page = _note(stand)
    qtbot.keyClick(stand.window, Qt.Key.Key_Z, CONTROL)
    question = stand.dialog()
    assert "登记备注" in _words(question)
    _press(question, "撤销")
    stand.settle(lambda: not page.detail.shown.page.notes)
    stand.window.activateWindow()
    stand.settle()
    qtbot.keyClick(stand.window, Qt.Key.Key_Y, CONTROL)
    _press(stand.dialog(), "重做")
    stand.settle(lambda: bool(page.detail.shown.page.notes))
    assert stand.window.stage_id == "reserve_pool"


def test_nothing_to_do_again_is_said_without_a_box(stand, qtbot):
    said = []
    stand.window.shell.announced.connect(said.append)
    qtbot.keyClick(stand.window, Qt.Key.Key_Y, CONTROL)
    stand.settle(lambda: bool(said))
    assert said == ["没有可以重做的操作"]


def test_keys_say_why_an_issued_paper_is_not_taken_back(stand, qtbot):
    page = stand.open_stage("reserve_pool")
    issue_paper(stand.window.shell.desk, "pool_application", page.acts.subjects()[:1])
    qtbot.keyClick(stand.window, Qt.Key.Key_Z, CONTROL)
    told = stand.dialog()
    assert told.objectName() == "error"
    assert "文书不能撤回，只能作废" in _words(told)
    stand.close_dialogs()


def test_history_says_what_can_be_done_and_why_not(stand):
    page = _note(stand)
    history = stand.open_stage("system").history
    stand.settle(lambda: history.grid.model.total > 0)
    assert (history._undo.isEnabled(), history._redo.isEnabled()) == (True, False)
    assert history.about.text() == "可以撤销“登记备注”（QY2026-001 公共停车诱导系统）。"
    subject = page.acts.subjects()[0]
    lines = history.grid.model.all_rows
    imported = next(x for x in lines if x.event.act == "import" and subject in x.event.subjects)
    history.grid.select_key(imported.event.id)
    stand.settle(lambda: "不能撤销" in history.about.text())
    assert "仍有备注" in history.about.text()
    assert not history._undo.isEnabled()


def test_history_takes_back_and_does_again(stand):
    page = _note(stand)
    history = stand.open_stage("system").history
    stand.settle(history._undo.isEnabled)
    _press(history, "撤销这一步")
    _press(stand.dialog(), "撤销")
    stand.settle(lambda: history.grid.model.all_rows[0].state == "可重做")
    history.grid.select_key(history.grid.model.all_rows[0].event.id)
    stand.settle(history._redo.isEnabled)
    _press(history, "重做这一步")
    _press(stand.dialog(), "重做")
    stand.settle(lambda: history.grid.model.all_rows[0].state == "可撤销")
    stand.open_stage("reserve_pool")
    stand.settle(lambda: bool(page.detail.shown.page.notes))
