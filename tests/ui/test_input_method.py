from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget

from ui.search_box import SearchBox
from ui.widgets.dialog import Dialog
from ui.widgets.fields import DateField, LongTextField, TextField

PREEDIT, COMMIT = "zhi'hui", "智慧"


def _compose(widget, preedit):
    QApplication.sendEvent(widget, QInputMethodEvent(preedit, []))


def _commit(widget, text):
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


@pytest.fixture
def dialog(qtbot):
    made = Dialog(None, "测试")
    qtbot.addWidget(made)
    made.submitted = []
    made.add_action("保存", lambda: made.submitted.append(1))
    return made


def _show(dialog, field, qtbot):
    dialog.body.addWidget(field)
    dialog.show_sized(400, 300)
    qtbot.waitExposed(dialog)
    field.setFocus()
    return field.editor


@pytest.mark.parametrize("kind", [TextField, LongTextField])
def test_first_letter_is_not_lost(kind, dialog, qtbot):
    field = kind("名称")
    editor = _show(dialog, field, qtbot)
    for place in range(1, len(PREEDIT) + 1):
        _compose(editor, PREEDIT[:place])
    _commit(editor, COMMIT)
    assert field.value == COMMIT


@pytest.mark.parametrize("kind", [TextField, LongTextField])
def test_cancelled_input_leaves_the_text(kind, dialog, qtbot):
    field = kind("名称", "原有")
    editor = _show(dialog, field, qtbot)
    _compose(editor, PREEDIT)
    _compose(editor, "")
    assert field.value == "原有"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_during_input_does_not_submit(key, dialog, qtbot):
    field = TextField("名称")
    editor = _show(dialog, field, qtbot)
    _compose(editor, PREEDIT)
    qtbot.keyClick(editor, key)
    assert dialog.submitted == []


def test_enter_after_input_submits(dialog, qtbot):
    field = TextField("名称")
    editor = _show(dialog, field, qtbot)
    _compose(editor, PREEDIT)
    _commit(editor, COMMIT)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert dialog.submitted == [1]


def test_search_waits_for_the_end_of_input(qtbot):
    holder = QLineEdit()
    qtbot.addWidget(holder)
    box = SearchBox(holder)
    qtbot.addWidget(box)
    box.show()
    asked = []
    box.asked.connect(asked.append)
    _compose(box, PREEDIT)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert asked == []
    _commit(box, COMMIT)
    qtbot.waitUntil(lambda: asked == [COMMIT])


def test_filter_popup_keeps_its_choice_while_composing(grid, qtbot):
    popup = grid.open_filter(2)
    search = popup.findChild(QLineEdit)
    search.setFocus()
    _compose(search, PREEDIT)
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert popup.isVisible()
    _commit(search, "甲")
    assert popup.findChild(QListWidget).count() == 1


def test_grid_swallows_no_committed_text(grid, qtbot):
    before = [row.code for row in grid.model.rows]
    grid.table.setFocus()
    _compose(grid.table, PREEDIT)
    _commit(grid.table, COMMIT)
    assert [row.code for row in grid.model.rows] == before


def test_date_field_gives_the_day(qtbot):
    field = DateField("日期", date(2026, 11, 22))
    qtbot.addWidget(field)
    field.edit.setDate(QDate(2026, 2, 28))
    assert field.value == date(2026, 2, 28)
