from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QWidget

from ui.table.column import Column, Kind, figure_order
from ui.table.filters import Order, ValueFilter
from ui.table.footer import picked_words
from ui.table.grid import GridView
from ui.table.layouts import layout_json, read_layout
from ui.view_store import ViewStore
from ui.widgets.tsv import parse_tsv

KEYS = ("code", "name", "unit", "amount", "on", "light")


def _again(grid, store, columns, items):
    fresh = GridView("test", columns, row_key=lambda row: row.code, store=store)
    fresh.set_rows(items)
    return fresh


def _clipboard():
    return QGuiApplication.clipboard().mimeData()


def test_footer_counts_rows_and_sums(grid):
    assert grid.footer.text == "共 4 行　金额合计 394.05 万元　选中 1 行 198.00 万元"


def test_several_sums_of_a_selection_are_named():
    titles, amounts = ("申请", "安排"), ("360.00 万元", "300.00 万元")
    assert picked_words(3, titles, amounts) == "选中 3 行 申请 360.00 万元 安排 300.00 万元"
    assert picked_words(1, titles, amounts) == "选中 1 行"


def test_figures_written_as_text_stand_right_and_in_order():
    assert Column("rate", "核销率", str, Kind.FIGURE).is_right
    texts = ("用完即止", "1,000.00", "91.65%", "-7.32%")
    assert sorted(texts, key=figure_order) == ["用完即止", "-7.32%", "91.65%", "1,000.00"]


def test_figures_in_the_last_column_stay_beside_the_others(grid):
    grid.looks.show_columns(("code", "amount"), frozenset(KEYS) - {"code", "amount"})
    assert grid.table.columnWidth(KEYS.index("amount")) < 200
    grid.looks.show_columns(("amount", "code"), frozenset(KEYS) - {"code", "amount"})
    assert grid.table.columnWidth(KEYS.index("code")) > 200


def test_footer_says_how_many_rows_a_filter_leaves(grid):
    grid.filter_column("unit", ValueFilter(frozenset({"甲局"})))
    assert "共 4 行　筛选 2 行　金额合计 198.00 万元" in grid.footer.text
    assert grid.footer.clear_button.isVisible()


def test_current_row_stays_current_when_rows_are_read_again(grid, items):
    grid.select_key("A3")
    grid.set_rows(tuple(reversed(items)))
    assert grid.current_row.code == "A3"


def test_selected_rows_stay_selected_when_rows_are_read_again(grid, items):
    grid.table.select_rows([0, 2, 3])
    grid.set_rows(tuple(reversed(items)))
    assert [row.code for row in grid.selected_rows] == ["A4", "A3", "A1"]
    assert grid.current_row.code == "A1"


def test_selected_rows_that_are_gone_leave_the_others_selected(grid, items):
    grid.table.select_rows([0, 1, 3])
    grid.set_rows(items[1:])
    assert [row.code for row in grid.selected_rows] == ["A2", "A4"]
    assert grid.current_row.code == "A2"


def test_another_filter_begins_a_new_selection(grid):
    grid.table.select_rows([0, 1, 2])
    grid.filter_column("unit", ValueFilter(frozenset({"甲局"})))
    assert [row.code for row in grid.selected_rows] == ["A1"]


def test_current_row_is_told_once(grid, qtbot):
    with qtbot.waitSignal(grid.current_changed) as told:
        grid.select_key("A2")
    assert told.args[0].code == "A2"


def test_no_rows_tell_that_nothing_is_current(grid, qtbot):
    with qtbot.waitSignal(grid.current_changed) as told:
        grid.set_rows(())
    assert told.args == [None]


def test_click_on_header_sorts_and_shift_click_joins(grid, qtbot):
    header = grid.table.header
    at_unit = QPoint(header.sectionViewportPosition(2) + 20, 10)
    at_amount = QPoint(header.sectionViewportPosition(3) + 20, 10)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at_unit)
    grid.table.header.order_asked.emit(3, 1)
    assert grid.model.state.orders == (Order("unit"), Order("amount"))
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at_amount)
    assert [order.key for order in grid.model.state.orders] == ["amount"]


def test_alt_down_opens_the_filter_of_the_current_column(grid, qtbot):
    grid.table.go_to(0, 2)
    qtbot.keyClick(grid.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = grid.findChild(QListWidget)
    texts = [popup.item(i).text() for i in range(popup.count())]
    assert texts == ["乙局　1", "甲局　2", "（空）　1"]


def test_filter_popup_applies_what_is_checked(grid, qtbot):
    popup = grid.open_filter(2)
    values = popup.findChild(QListWidget)
    values.item(0).setCheckState(Qt.CheckState.Unchecked)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert [row.code for row in grid.model.rows] == ["A1", "A3", "A4"]


def test_range_popup_refuses_what_is_no_amount(grid, qtbot):
    popup = grid.open_filter(3)
    popup._low.setText("约三万")
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert popup._low.property("invalid") == "true"
    assert not grid.model.state.filters


def test_column_layout_is_remembered(grid, store, columns, items, qtbot):
    grid.looks.show_columns(["unit", "code", "name", "amount", "on", "light"], frozenset({"on"}))
    grid.looks.freeze(2)
    again = _again(grid, store, columns, items)
    qtbot.addWidget(again)
    assert [column.key for column in again.looks.shown_columns][:2] == ["unit", "code"]
    assert (again.looks.hidden_columns, again.table.frozen_count) == (frozenset({"on"}), 2)


def test_hidden_columns_stay_hidden_when_a_filter_changes(grid):
    grid.looks.hide_column("on")
    grid.filter_column("unit", ValueFilter(frozenset({"甲局"})))
    grid.clear_filters()
    assert grid.looks.hidden_columns == {"on"}


def test_the_last_column_cannot_be_hidden(grid):
    for key in KEYS:
        grid.looks.hide_column(key)
    assert len(grid.looks.shown_columns) == 1


def test_saved_view_brings_filters_and_orders_back(grid, qtbot):
    grid.filter_column("unit", ValueFilter(frozenset({"甲局"})))
    grid.sort_by((Order("amount", is_ascending=False),))
    grid.views.save("甲局大额")
    grid.clear_filters()
    grid.sort_by(())
    grid.table.setFocus()
    qtbot.keyClick(grid.table, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert [row.code for row in grid.model.rows] == ["A1", "A3"]


def test_what_the_window_remembers_is_written_once_it_rests(tmp_path, qtbot):
    path = tmp_path / "views.json"
    store = ViewStore(path)
    for width in range(100, 200):
        store.put("pool", {"width": width})
    assert not path.exists()
    qtbot.waitUntil(path.exists)
    assert ViewStore(path).get("pool") == {"width": 199}


def test_what_the_window_remembers_is_written_when_it_closes(stand):
    stand.window.shell.store.put("pool", {"width": 150})
    stand.window.close()
    folder = stand.window.shell.desk.workspace.folder.parent
    assert ViewStore(folder / "views.json").get("pool") == {"width": 150}


def test_saved_views_survive_a_restart(grid, store, columns, items, qtbot):
    grid.views.save("我的视图")
    again = _again(grid, store, columns, items)
    qtbot.addWidget(again)
    assert again.views.names == ["我的视图"]


def test_layout_goes_through_json_unchanged(grid):
    grid.filter_column("unit", ValueFilter(frozenset({"甲局", ""})))
    layout = grid.looks.now()
    assert read_layout(layout_json(layout), KEYS) == layout


def test_copy_gives_the_cells_shown(grid):
    grid.table.selectAll()
    grid.copy(with_heading=True)
    rows = parse_tsv(_clipboard().text())
    assert rows[0] == ["编号", "名称", "单位", "金额（万元）", "日期", "核查"]
    assert rows[1] == ["A1", "李四项目", "甲局", "198.00", "2026-03-01", "? 需人工判断"]


def test_copy_of_one_cell_copies_no_heading(grid, qtbot):
    grid.table.go_to(1, 1)
    qtbot.keyClick(grid.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert _clipboard().text() == "阿明项目\r\n"


def test_cells_between_selected_ones_stay_empty(grid):
    flag = QItemSelectionModel.SelectionFlag.Select
    selection = grid.table.selectionModel()
    selection.clear()
    selection.select(grid.model.index(0, 0), flag)
    selection.select(grid.model.index(1, 2), flag)
    grid.copy()
    assert _clipboard().text() == "A1\t\r\n\t乙局\r\n"


def test_paste_hands_on_cells_and_stores_nothing(grid, qtbot):
    QGuiApplication.clipboard().setText('甲\t"两行\n文字"\r\n乙\t3\r\n')
    with qtbot.waitSignal(grid.pasted) as pasted:
        qtbot.keyClick(grid.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert pasted.args[0] == [["甲", "两行\n文字"], ["乙", "3"]]


def test_frozen_columns_stay_in_view(grid):
    grid.resize(420, 300)
    grid.looks.freeze(1)
    grid.table.horizontalScrollBar().setValue(200)
    frozen = grid.table._frozen
    assert frozen.isVisible()
    assert frozen.columnViewportPosition(0) == 0


def test_unit_button_switches_the_footer_too(grid, qtbot):
    qtbot.mouseClick(grid.footer.unit_button, Qt.MouseButton.LeftButton)
    assert "金额合计 3,940,500.00 元" in grid.footer.text
    assert grid.footer.unit_button.text() == "单位：元"


def test_the_words_of_an_empty_list_outlive_the_viewport_they_lay_over(grid):
    grid.table.setViewport(QWidget())
    grid.cover.show_empty("还没有项目", "先导入工作簿。")
    assert grid.cover.geometry() == grid.table.viewport().geometry()


def test_a_sum_without_room_is_left_out_whole(grid):
    counts = grid.footer.counts
    counts.show_parts(["共 6 行", "合同金额合计 458.00 万元", "支付金额合计 121.60 万元"])
    whole = counts.fontMetrics().horizontalAdvance(counts.text())
    assert counts.drawn(whole) == counts.text()
    assert counts.drawn(whole - 1) == "共 6 行　合同金额合计 458.00 万元　…"
    assert counts.toolTip() == counts.text()
