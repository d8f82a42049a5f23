"""导出 and 打印 of what is shown, for every grid of the window."""

from datetime import date

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.ui.screens import PAGES, open_dialog, press, show_pane
from ui.papers.list_dialog import ListDialog
from ui.table.filters import EmptyFilter, GridState, Order, RangeFilter, ValueFilter
from ui.table.grid import GridView
from ui.table.output import ListOutput
from ui.table.state_words import state_words

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def target(monkeypatch, tmp_path):
    path = tmp_path / "清单.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


def _sheet(path):
    rows = load_workbook(path).active.iter_rows(values_only=True)
    return [list(row) for row in rows]


def _has_ways_out(grid):
    return grid.footer.output_button.isVisible() and grid.findChild(ListOutput) is not None


@pytest.mark.parametrize(("stage", "pane"), PAGES)
def test_every_grid_of_a_tab_can_be_exported_and_printed(shared_stand, stage, pane):
    show_pane(shared_stand, stage, pane)
    grids = [g for g in shared_stand.window.findChildren(GridView) if g.isVisible()]
    assert [g.grid_id for g in grids if not _has_ways_out(g)] == []


@pytest.mark.parametrize("name", ["催报", "需求", "导入"])
def test_every_grid_of_a_dialog_can_be_exported_and_printed(shared_stand, name):
    grids = open_dialog(shared_stand, name).findChildren(GridView)
    assert grids
    assert [g.grid_id for g in grids if g.findChild(ListOutput) is None] == []
    shared_stand.close_dialogs()


def test_workbook_has_the_columns_filters_and_order_of_the_screen(stand, target, qtbot):
    page = stand.open_stage("reserve_pool")
    grid = page.grid
    unit = grid.current_row.unit
    grid.looks.show_columns(
        ["unit", "name", "amount", "code", "nature", "light", "step"], frozenset({"code", "light"})
    )
    grid.filter_column("unit", ValueFilter(frozenset({unit})))
    grid.sort_by((Order("amount", is_ascending=False),))
    grid.table.setFocus()
    qtbot.keyClick(grid.table, Qt.Key.Key_E, CONTROL)
    stand.settle(target.exists)
    rows = _sheet(target)
    assert rows[2][1:4] == ["申报单位", "项目名称", "申报金额（万元）"]
    assert "项目编号" not in rows[2]
    assert [row[2] for row in rows[3 : 3 + grid.model.rowCount()]] == [
        row.name for row in grid.model.rows
    ]
    assert f"申报单位为{unit}，按申报金额（倒序）排列　2026-11-22 制表　经办甲" in rows[1][0]


def test_head_names_the_saved_view_and_the_quick_filter(stand):
    page = stand.open_stage("reserve_pool")
    page.grid.sort_by((Order("amount"),))
    page.grid.views.save("按金额")
    page.chips.choose("flagged")
    assert page.grid.view_words() == "视图“按金额”，需处理，按申报金额排列"
    page.grid.sort_by(())
    page.chips.choose("all")
    assert page.grid.view_words() == "全部"


def test_list_is_previewed_saved_and_ready_for_the_printer(stand, monkeypatch, tmp_path, qtbot):
    path = tmp_path / "清单.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    pane = stand.open_stage("base_data").panes[0]
    pane.grid.table.setFocus()
    qtbot.keyClick(pane.grid.table, Qt.Key.Key_P, CONTROL)
    dialog = stand.dialog()
    assert isinstance(dialog, ListDialog)
    stand.settle(lambda: dialog.preview.page_count > 0)
    assert dialog._print.isEnabled()
    dialog._save.click()
    stand.settle(path.exists)
    assert path.read_bytes().startswith(b"%PDF")
    stand.close_dialogs()


def test_base_data_can_leave_whole_and_be_read_again(stand, target):
    pane = stand.open_stage("base_data").panes[0]
    pane.grid.set_words("不存在的单位")
    pane.export()
    press(stand.dialog(), "导出")
    stand.settle(target.exists)
    assert len(_sheet(target)) > pane.grid.model.total


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (ValueFilter(frozenset({"乙局", ""})), "单位为乙局、（空）"),
        (ValueFilter(frozenset("甲乙丙丁戊")), "单位为丁、丙、乙、戊等 5 项"),
        (EmptyFilter(is_empty=True), "单位为空"),
        (EmptyFilter(is_empty=False), "单位非空"),
    ],
)
def test_filters_read_as_words(columns, chosen, words):
    assert state_words(GridState({"unit": chosen}), columns, "wan") == [words]


@pytest.mark.parametrize(
    ("key", "chosen", "words"),
    [
        ("amount", RangeFilter(100_0000, 200_0000), "金额 1.00 至 2.00 万元"),
        ("amount", RangeFilter(100_0000, None), "金额不低于 1.00 万元"),
        ("on", RangeFilter(None, date(2026, 5, 1)), "日期不晚于 2026-05-01"),
    ],
)
def test_ranges_read_as_words(columns, key, chosen, words):
    assert state_words(GridState({key: chosen}), columns, "wan") == [words]
