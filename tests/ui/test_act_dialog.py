"""A hurried double click on the button of a dialog does the act once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.screens import press

WORDS = "电话催办，答应周五前补报。"


def _note(stand):
    """The note dialog of the first project, filled in."""
    page = stand.open_stage("reserve_pool")
    page.grid.select_key(page.grid.model.rows[0].id)
    page.acts.open_note()
    dialog = stand.dialog()
    dialog._text.area.setPlainText(WORDS)
    return dialog


def _notes(stand):
    with stand.window.shell.desk.workspace.read() as view:
        return [each.text for each in view.notes.all()]


def test_a_double_click_writes_one_note(stand):
    dialog = _note(stand)
    before = _notes(stand)
    button = dialog._action
    for clicks in (QTest.mouseClick, QTest.mouseDClick, QTest.mouseClick):
        clicks(button, Qt.MouseButton.LeftButton)
    stand.settle()
    assert _notes(stand) == [*before, WORDS]


def test_what_is_refused_can_be_corrected_and_done(stand):
    page = stand.open_stage("base_data")
    page.panes[0]._edit(None)
    dialog = stand.dialog()
    with stand.window.shell.desk.workspace.read() as view:
        known = [unit.name for unit in view.units.all()]
    dialog._name.line.setText(known[0])
    press(dialog, "保存")
    stand.settle()
    assert known[0] in str(stand.faults.pop())
    assert dialog._action.isEnabled()
    dialog._name.line.setText("县方志办公室")
    press(dialog, "保存")
    stand.settle()
    with stand.window.shell.desk.workspace.read() as view:
        assert [u.name for u in view.units.all()] == [*known, "县方志办公室"]


@pytest.mark.parametrize("key", ["Ctrl+Return"])
def test_the_key_of_the_button_rests_with_it(stand, key):
    dialog = _note(stand)
    before = _notes(stand)
    for _ in range(3):
        QTest.keySequence(dialog, key)
    stand.settle()
    assert _notes(stand) == [*before, WORDS]
