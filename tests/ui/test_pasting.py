"""A range pasted from a sheet: exact cells, the checks of an import, one act to be undone."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from desktop_app.use_cases import base_data
from ui.importing.wizard import DONE, MATCH, PREVIEW, ImportWizard
from ui.table.clipboard import ClipCell, clip
from ui.table.column import Kind
from ui.table.pasting import pasted_cells

CONTROL = Qt.KeyboardModifier.ControlModifier
UNIT_HEADINGS = "单位名称\t类型\t上级单位"


def _mime(text, html=""):
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    return data


def _press(root, text):
    buttons = [b for b in root.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    next(b for b in buttons if b.text().startswith(text)).click()


@pytest.mark.parametrize(
    ("shown", "cell", "taken"),
    [
        ("12.35", '<td x:num="12.3456">12.35</td>', "12.3456"),
        ("1,234.57", '<td sdval="1234.5678" sdnum="1033;">1,234.57</td>', "1234.5678"),
        ("￥1,200.00", '<td x:num="1200">￥1,200.00</td>', "￥1,200.00"),
        ("2026-03-01", '<td sdval="46082" sdnum="1033;0;YYYY-MM-DD">2026-03-01</td>', "2026-03-01"),
        ("15%", '<td x:num="0.15">15%</td>', "15%"),
        ("约三万", '<td x:num="30000">约三万</td>', "约三万"),
        ("3", '<td x:num="">3</td>', "3"),
    ],
)
def test_number_behind_a_rounded_cell_is_taken_and_nothing_else(shown, cell, taken):
    html = f"<html><body><table><tr>{cell}</tr></table></body></html>"
    assert pasted_cells(_mime(shown, html)) == [[taken]]


def test_merged_cells_keep_their_place():
    html = (
        '<table><tr><td rowspan="2">甲</td><td x:num="1.25">1.3</td></tr>'
        '<tr><td x:num="2.75">2.8</td></tr><tr><td colspan="2">合计</td></tr></table>'
    )
    assert pasted_cells(_mime("甲\t1.3\n\t2.8\n合计\t\n", html)) == [
        ["甲", "1.25"],
        ["", "2.75"],
        ["合计", ""],
    ]


def test_html_of_another_shape_is_left_aside():
    html = '<table><tr><td x:num="1.25">1.3</td></tr></table>'
    assert pasted_cells(_mime("1.3\t2\n", html)) == [["1.3", "2"]]


def test_empty_rest_of_a_copied_column_is_left_out():
    assert pasted_cells(_mime("甲\n\n乙\n" + "\n" * 500)) == [["甲"], [""], ["乙"]]


@pytest.mark.parametrize("text", ["=1+1", "-3 楼", "普通", "'引号"])
def test_what_was_copied_here_comes_back_as_it_was(text):
    assert pasted_cells(clip([[ClipCell(Kind.TEXT, text)]])) == [[text]]


def _paste(stand, page, grid, text, column=0):
    """Copy a range, go to a column and paste; gives the wizard with its preview."""
    QGuiApplication.clipboard().setMimeData(_mime(text))
    grid.table.go_to(0, column)
    grid.table.setFocus()
    grid.table.paste_asked.emit()
    wizard = stand.dialog()
    assert isinstance(wizard, ImportWizard)
    stand.settle(lambda: wizard.step in {MATCH, PREVIEW})
    return wizard


def _unit_names(stand):
    return {unit.name for unit in base_data.units(stand.window.shell.desk)}


def test_range_without_header_goes_under_the_columns_from_the_cursor_on(stand):
    pane = stand.open_stage("base_data").panes[0]
    wizard = _paste(stand, pane, pane.grid, "县气象局\t县直部门\n县供销社\t县直部门\n")
    assert wizard.step == PREVIEW
    assert [row.plan.title for row in wizard.preview.grid.model.all_rows] == [
        "县气象局",
        "县供销社",
    ]
    assert "县气象局" not in _unit_names(stand)
    _press(wizard, "确认导入")
    stand.settle(lambda: wizard.step == DONE)
    assert {"县气象局", "县供销社"} <= _unit_names(stand)
    _press(wizard, "撤销本次导入")
    _press(stand.dialog(), "撤销导入")
    stand.settle()
    assert not {"县气象局", "县供销社"} & _unit_names(stand)


def test_range_with_its_own_header_is_taken_by_it(stand):
    pane = stand.open_stage("base_data").panes[0]
    text = "类型\t单位名称\n县直部门\t县气象局\n"
    wizard = _paste(stand, pane, pane.grid, text, column=3)
    assert [row.plan.title for row in wizard.preview.grid.model.all_rows] == ["县气象局"]


def test_bad_cells_are_named_and_nothing_is_stored(stand):
    pane = stand.open_stage("base_data").panes[0]
    before = _unit_names(stand)
    wizard = _paste(stand, pane, pane.grid, f"{UNIT_HEADINGS}\n县气象局\t外星单位\t\n")
    stand.settle(lambda: wizard.step == PREVIEW)
    assert not wizard._next.isEnabled()
    assert not wizard._returns.isVisible()
    assert "在原表中改好，再复制、粘贴" in wizard.preview._banner.text()
    assert "退回部门" not in wizard.preview._banner.text()
    problems = wizard._looked.planned.preview.files[0].problems
    assert [problem.cell for problem in problems] == ["粘贴的内容!B2"]
    assert _unit_names(stand) == before


def test_applications_pasted_into_the_pool_are_checked_like_imported_ones(stand):
    page = stand.open_stage("reserve_pool")
    unit = page.grid.current_row.unit
    text = (
        "项目名称\t申报单位\t建设性质\t申报金额（万元）\n"
        f"粘贴来的平台\t{unit}\t新建\t120.5\n"
        f"{page.grid.current_row.name}\t{unit}\t新建\t约三万\n"
    )
    wizard = _paste(stand, page, page.grid, text)
    plan = wizard._looked.planned.preview.files[0]
    assert plan.sheet == "reserve_pool"
    assert any(problem.value == "约三万" for problem in plan.problems)
    assert not wizard._next.isEnabled()


def test_list_that_takes_no_paste_says_so(stand, qtbot):
    said = []
    stand.window.shell.announced.connect(said.append)
    history = stand.open_stage("system").history
    QGuiApplication.clipboard().setText("甲\t乙")
    history.grid.table.setFocus()
    qtbot.keyClick(history.grid.table, Qt.Key.Key_V, CONTROL)
    assert said == ["这张列表不能粘贴；要改动记录，请到相应的页面办理"]


def test_nothing_to_paste_is_said(stand, qtbot):
    said = []
    stand.window.shell.announced.connect(said.append)
    page = stand.open_stage("reserve_pool")
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(page.grid.table, Qt.Key.Key_V, CONTROL)
    assert said[0].startswith("剪贴板里没有可以粘贴的内容")
