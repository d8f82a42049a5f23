"""Drives the real window as a clerk does: workbooks in, checks, paper, signed result, list out."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from desktop_app.use_cases import base_data
from desktop_app.use_cases.imports.apply import apply_import
from desktop_app.use_cases.imports.preview import preview_import
from resources import resource
from ui.importing.wizard import DONE, PREVIEW
from ui.papers.viewer import PaperViewer

BOOK = resource("samples", "workbooks") / "县农业农村局.xlsx"


def _click(root, text):
    buttons = [b for b in root.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    next(b for b in buttons if b.text().startswith(text)).click()


def _viewers():
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, PaperViewer)]


@pytest.fixture
def saved_as(monkeypatch, tmp_path):
    """Answers the dialog that asks where a file goes."""
    target = tmp_path / "结果.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    return target


def _import(stand, *books):
    wizard = stand.open_stage("reserve_pool").open_import()
    wizard.files.take(list(books))
    stand.settle(lambda: wizard.step == PREVIEW)
    return wizard


def test_workbook_is_previewed_then_stored_then_taken_back(stand):
    page = stand.open_stage("reserve_pool")
    before = page.grid.model.total
    wizard = _import(stand, BOOK)
    added = wizard.preview.grid.model.total
    assert wizard.preview._banner.text() == f"共 1 个文件。确认后：新增 {added} 行。"
    _click(wizard, "确认导入")
    stand.settle(lambda: wizard.step == DONE)
    assert (added > 0, page.grid.model.total) == (True, before + added)
    _click(wizard, "撤销本次导入")
    _click(stand.dialog(), "撤销导入")
    stand.settle()
    assert page.grid.model.total == before


def test_same_workbook_again_changes_nothing_and_says_so(stand, tmp_path):
    again = tmp_path / "县住建局.xlsx"
    shutil.copy(resource("samples", "workbooks") / again.name, again)
    wizard = _import(stand, again)
    assert "以前导入过" in wizard.preview._banner.text()
    assert not wizard._next.isEnabled()


def test_project_is_found_by_pinyin_in_four_keys(stand, qtbot):
    page = stand.open_stage("reserve_pool")
    search = stand.window.top_bar.search
    search.setFocus()
    qtbot.keyClicks(search, "ggtc")
    stand.settle(lambda: bool(search.results))
    qtbot.keyClick(search, Qt.Key.Key_Return)
    stand.settle(lambda: page.grid.current_row.name == "公共停车诱导系统")
    assert page.detail.shown.page.project.name == "公共停车诱导系统"


def _find(stand, qtbot, words):
    search = stand.window.top_bar.search
    search.setFocus()
    search.insert(words)
    qtbot.keyClick(search, Qt.Key.Key_Return)
    stand.settle(lambda: bool(search.results))
    qtbot.keyClick(search, Qt.Key.Key_Return)
    stand.settle(lambda: stand.window.page("base_data") is not None)
    return stand.window.page("base_data").tabs.currentWidget()


@pytest.mark.parametrize("kind", ["unit", "expert"])
def test_record_found_by_the_search_is_opened(stand, qtbot, kind):
    desk = stand.window.shell.desk
    records = {"unit": base_data.units, "expert": base_data.experts}[kind](desk)
    pane = _find(stand, qtbot, records[-1].name)
    stand.settle(lambda: pane.grid.current_row is not None)
    assert pane.kind.title_of(pane.grid.current_row) == records[-1].name


def test_system_found_by_the_search_is_opened(stand, qtbot):
    desk = stand.window.shell.desk
    systems = resource("samples", "workbooks") / "既有系统清单.xlsx"
    apply_import(desk, preview_import(desk, [systems]))
    wanted = base_data.existing_systems(desk)[-1].name
    pane = _find(stand, qtbot, wanted)
    stand.settle(lambda: pane.grid.current_row is not None)
    assert pane.kind.title_of(pane.grid.current_row) == wanted


def test_opinion_sheet_is_issued_with_its_number(stand):
    page = stand.open_stage("reserve_pool")
    page.acts.open_print()
    dialog = stand.dialog()
    stand.settle(lambda: dialog.preview.page_count > 0)
    _click(dialog, "出具")
    stand.settle(lambda: _viewers() != [])
    viewer = _viewers()[0]
    stand.settle(lambda: viewer.preview.page_count > 0)
    viewer.close()
    stand.settle(lambda: bool(page.detail.shown.page.papers))
    assert len(page.detail.shown.page.papers) == 1


def test_return_is_recorded_and_the_project_goes_back(stand):
    page = stand.open_stage("reserve_pool")
    page.detail.actions_offered["return"].click()
    dialog = stand.dialog()
    dialog._signer.line.setText("负责人甲")
    dialog._opinion.area.setPlainText("材料不齐，请补报。")
    _click(dialog, "登记")
    stand.settle(lambda: bool(page.detail.shown.page.cases[0].records))
    record = page.detail.shown.page.cases[0].records[0]
    assert (record.outcome, record.signer) == ("returned", "负责人甲")


def test_result_without_signer_is_not_recorded(stand):
    page = stand.open_stage("reserve_pool")
    page.detail.actions_offered["return"].click()
    dialog = stand.dialog()
    _click(dialog, "登记")
    assert dialog._signer.complaint == "请填写签批人"
    assert dialog._opinion.complaint == "请写明要补正什么"
    assert dialog.isVisible()


def test_what_is_shown_is_exported(stand, saved_as):
    page = stand.open_stage("reserve_pool")
    page.output.export()
    stand.settle(saved_as.exists)
    assert saved_as.stat().st_size > 0


def test_clause_of_a_check_opens_its_article(stand):
    page = stand.open_stage("reserve_pool")
    clause = page.detail.shown.page.verdicts[0].clauses[0]
    page.detail.checks._open_clause(clause)
    stand.settle(lambda: stand.window.page("regulations") is not None)
    articles = stand.window.page("regulations").articles
    stand.settle(lambda: articles.grid.current_row is not None)
    assert articles.grid.current_row.clause == clause


def test_note_is_kept_with_the_project(stand):
    page = stand.open_stage("reserve_pool")
    page.acts.open_note()
    dialog = stand.dialog()
    dialog._text.area.setPlainText("电话联系，答复周五前补报")
    _click(dialog, "保存")
    stand.settle(lambda: bool(page.detail.shown.page.notes))
    assert page.detail.shown.page.notes[0].text == "电话联系，答复周五前补报"


def test_history_tells_what_the_chosen_act_changed(stand):
    shell = stand.window.shell
    shell.run(_change_phone, lambda _: shell.changed(), owner=shell.window)
    stand.settle()
    history = stand.open_stage("system").history
    stand.settle(lambda: history.grid.model.all_rows[0].event.act == "save_unit")
    history.grid.table.selectRow(0)
    stand.settle(lambda: history.changes.grid.model.total == 1)
    (line,) = (each for _, each in history.changes.grid.model.all_rows)
    assert (line.label, line.after) == ("联系电话", "138****5678")
    assert "改动 1 处" in history.changes.about.text()


def _change_phone(desk, _task):
    unit = base_data.units(desk)[0]
    return base_data.save_unit(desk, unit.id, phone="13812345678")


def test_keys_reach_every_tab(stand, qtbot):
    for place in range(stand.window.tabs.count()):
        keys = QKeySequence(f"Alt+{'1234567890-='[place]}")[0]
        qtbot.keyClick(stand.window, keys.key(), keys.keyboardModifiers())
        stand.settle()
        assert stand.window.tabs.currentIndex() == place


@pytest.mark.parametrize("moment", range(6))
def test_window_closes_in_the_middle_of_work(stand, moment):
    page = stand.open_stage("reserve_pool")
    wizard = page.open_import()
    wizard.files.take(sorted(BOOK.parent.glob("*.xlsx"))[: 2 + moment])
    for _ in range(moment * 3):
        QApplication.processEvents()
    stand.window.close()
    assert not stand.window.shell.background.is_alive


def test_one_signed_result_serves_many_projects(stand):
    page = stand.open_stage("reserve_pool")
    table = page.grid.table
    table.selectAll()
    count = len(page.grid.selected_rows)
    page.detail.actions_offered["return"].click()
    dialog = stand.dialog()
    dialog._signer.line.setText("负责人甲")
    dialog._opinion.area.setPlainText("材料不齐，请补报。")
    _click(dialog, "登记")
    stand.settle(lambda: page.grid.model.rows[0].state != "applied")
    assert count > 1
    assert len(page.grid.selected_rows) == count
    assert len({row.state for row in page.grid.model.all_rows}) == 1
