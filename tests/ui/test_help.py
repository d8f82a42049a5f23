"""F1: the page about what is in view, in the tabs and in every dialog."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.table.column_menu import choose_columns
from ui.widgets.help_panel import HelpDialog


def _helped(stand, widget):
    """Titles of the help pages that are open once F1 was pressed there."""
    QTest.keyClick(widget, Qt.Key.Key_F1)
    stand.settle()
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, HelpDialog)]
    return [each._list.currentItem().text() for each in shown if each.isVisible()]


@pytest.mark.parametrize(
    ("opens", "title"),
    [
        (lambda page: page.open_import(), "导入部门报来的表：四步"),
        (lambda page: page.open_rounds(), "下发模板与催报"),
        (lambda page: page.more.open_needs(), "乡镇、街道报来的项目"),
        (lambda page: page.acts.open_note(), "备注和电话催办"),
        (lambda page: choose_columns(page.grid), "储备库页"),
    ],
)
def test_a_dialog_opens_its_own_page_or_that_of_the_tab(stand, opens, title):
    page = stand.open_stage("reserve_pool")
    page.grid.select_key(page.grid.model.all_rows[0].id)
    stand.settle(lambda: page.detail.shown is not None)
    opens(page)
    dialog = stand.dialog()
    assert _helped(stand, dialog) == [title]
    assert _helped(stand, stand.dialog()) == [title], "no second one over it"
    stand.dialog().accept()
    assert dialog.isVisible()
    stand.close_dialogs()


@pytest.mark.parametrize(
    ("pane", "title"),
    [("backups", "备份与恢复"), ("calendars", "到期提醒"), ("operators", "系统页")],
)
def test_a_pane_opens_its_own_page_or_that_of_the_tab(stand, pane, title):
    page = stand.open_stage("system")
    page.tabs.setCurrentWidget(getattr(page, pane))
    page.tabs.setFocus()
    stand.settle()
    assert _helped(stand, stand.window) == [title]
    stand.close_dialogs()
