"""The menu of a header: sort, filter, hide, freeze, choose columns."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QWidget

from ui.table.column import Column
from ui.table.filters import Order
from ui.widgets.basics import button, name, row
from ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from ui.table.grid import GridView

MOST_FROZEN = 3


def open_column_menu(grid: "GridView[Any]", logical: int, place: QPoint) -> QMenu:
    """Open the menu of one column at a global point."""
    column = grid.model.columns[logical]
    menu = QMenu(grid)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction("升序", lambda: grid.sort_by((Order(column.key),)))
    menu.addAction("降序", lambda: grid.sort_by((Order(column.key, is_ascending=False),)))
    menu.addAction("取消排序", lambda: grid.sort_by(()))
    menu.addSeparator()
    menu.addAction("筛选…", lambda: grid.open_filter(logical))
    menu.addAction("清除所有筛选", grid.clear_filters)
    menu.addSeparator()
    visual = grid.table.header.visualIndex(logical)
    if visual < MOST_FROZEN:
        menu.addAction(f"冻结前 {visual + 1} 列", lambda: grid.looks.freeze(visual + 1))
    if grid.table.frozen_count:
        menu.addAction("取消冻结", lambda: grid.looks.freeze(0))
    menu.addSeparator()
    menu.addAction("隐藏此列", lambda: grid.looks.hide_column(column.key))
    menu.addAction("选择列…", lambda: choose_columns(grid))
    menu.addAction("恢复默认列", grid.looks.reset_columns)
    menu.popup(place)
    return menu


def choose_columns(grid: "GridView[Any]") -> Dialog:
    """The dialog that shows, hides and orders columns."""
    dialog = ColumnChooser(
        grid, grid.looks.columns_in_order(), grid.looks.hidden_columns, grid.looks.show_columns
    )
    dialog.show_sized(340, 460)
    return dialog


class ColumnChooser(Dialog):
    """A list of columns with check boxes; rows can be moved by dragging or by the buttons."""

    def __init__(
        self,
        parent: QWidget,
        columns: list[Column[Any]],
        hidden: frozenset[str],
        on_chosen: Callable[[list[str], frozenset[str]], None],
    ) -> None:
        super().__init__(parent, "选择列", hint="勾选要显示的列，用上移、下移调整次序。")
        self._on_chosen = on_chosen
        self._list = QListWidget()
        self._list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        name(self._list, "列", "空格键勾选")
        for column in columns:
            item = QListWidgetItem(column.title)
            item.setData(Qt.ItemDataRole.UserRole, column.key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_shown = column.key not in hidden
            item.setCheckState(Qt.CheckState.Checked if is_shown else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self.body.addWidget(self._list, 1)
        up = button("上移(&U)", lambda: self._move(-1))
        down = button("下移(&D)", lambda: self._move(1))
        self.body.addLayout(row(up, down, None))
        self.add_cancel()
        self.add_action("确定", self._take)

    def _move(self, step: int) -> None:
        place = self._list.currentRow()
        if 0 <= place + step < self._list.count():
            item = self._list.takeItem(place)
            self._list.insertItem(place + step, item)
            self._list.setCurrentRow(place + step)

    def _take(self) -> None:
        items = [self._list.item(i) for i in range(self._list.count())]
        keys = [str(item.data(Qt.ItemDataRole.UserRole)) for item in items]
        hidden = frozenset(
            key
            for key, item in zip(keys, items, strict=True)
            if item.checkState() is not Qt.CheckState.Checked
        )
        if len(hidden) < len(keys):
            self._on_chosen(keys, hidden)
        self.accept()
