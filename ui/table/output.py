"""导出 and 打印 of what a grid shows: same columns, filters and order, with a head that says so."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.use_cases.grouped_lists import grouped, groups_of
from desktop_app.use_cases.shown_lists import Kind as ShownKind
from desktop_app.use_cases.shown_lists import ShownColumn, ShownList, Value, export_list
from ui.papers.list_dialog import ListDialog
from ui.shell import Shell
from ui.table.column import MONEY_UNITS, Column, Kind
from ui.table.grid import GridView
from ui.widgets.saving import WORKBOOK, ask_where
from ui.widgets.shortcuts import add_key

EXPORT_KEYS, PRINT_KEYS, PAPER_KEYS = "Ctrl+E", "Ctrl+Shift+P", "Ctrl+P"
KINDS: dict[Kind, ShownKind] = {
    Kind.MONEY: "money",
    Kind.NUMBER: "number",
    Kind.DATE: "date",
    Kind.FIGURE: "figure",
}


class ListOutput(QObject):
    """Gives one grid its button and keys; `scope` is where the keys answer."""

    def __init__(
        self,
        shell: Shell,
        grid: GridView[Any],
        title: str,
        scope: QWidget,
        *,
        has_papers: bool = False,
    ) -> None:
        """Where papers are printed (`has_papers`), Ctrl+P is theirs."""
        super().__init__(grid)
        self._shell = shell
        self._grid = grid
        self.title = title
        """What the list is called where it is written down."""
        grid.pasted.connect(self._refuse_paste)
        button = grid.footer.output_button
        button.show()
        button.clicked.connect(self.open_menu)
        add_key(scope, EXPORT_KEYS, self.export)
        add_key(scope, PRINT_KEYS, self.open_print)
        if not has_papers:
            add_key(scope, PAPER_KEYS, self.open_print)

    def _refuse_paste(self) -> None:
        if not self._grid.takes_paste:
            self._shell.say("这张列表不能粘贴；要改动记录，请到相应的页面办理")

    def shown(self) -> ShownList:
        """The list as it stands on screen."""
        return self._list_of(self._grid.looks.shown_columns)

    def _list_of(self, columns: Sequence[Column[Any]]) -> ShownList:
        grid = self._grid
        return ShownList(
            self.title,
            tuple(self._column(column) for column in columns),
            tuple(tuple(self._value(row, column) for column in columns) for row in grid.model.rows),
            grid.view_words(),
        )

    def export(self) -> None:
        """Ask where to and write what is shown as a workbook."""
        path = ask_where(self._grid, "导出当前列表", f"{self.title}.xlsx", WORKBOOK)
        if path is None:
            return
        shown = self.shown()
        self._shell.run(
            lambda desk, _task: export_list(desk, shown, path),
            lambda count: self._shell.say(f"已导出 {count} 行：{path.name}"),
            owner=self,
        )

    def open_print(self) -> None:
        """Preview what is shown as a printed list."""
        ListDialog(self._shell, self.shown()).show_sized(1120, 690)

    def open_grouped(self, shown: ShownList, key: str) -> None:
        """Preview the list grouped by a column, with counts and sums."""
        ListDialog(self._shell, grouped(shown, key)).show_sized(1120, 690)

    def has_column(self, key: str) -> bool:
        """Whether the list has a column of this id, shown or not."""
        return any(column.key == key for column in self._grid.model.columns)

    def open_grouped_by(self, key: str) -> None:
        """As `open_grouped`, of all columns of the list as it stands."""
        self.open_grouped(self._list_of(self._grid.model.columns), key)

    def open_menu(self) -> QMenu:
        """Open the two ways out above the footer button."""
        button = self._grid.footer.output_button
        menu = QMenu(button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(f"导出当前列表…\t{EXPORT_KEYS}", self.export)
        menu.addAction(f"打印当前列表…\t{PRINT_KEYS}", self.open_print)
        shown = self._list_of(self._grid.model.columns)
        groups = menu.addMenu("分组汇总")
        for each in groups_of(shown):
            groups.addAction(f"按{each.title}…", lambda key=each.key: self.open_grouped(shown, key))
        groups.setEnabled(not groups.isEmpty())
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        return menu

    def _column(self, column: Column[Any]) -> ShownColumn:
        model = self._grid.model
        unit = MONEY_UNITS[model.money_unit] if column.kind is Kind.MONEY else column.unit
        width = self._grid.table.columnWidth(model.column_at(column.key))
        kind = KINDS.get(column.kind, "text")
        return ShownColumn(column.key, column.title, kind, unit, width, column.is_sum)

    def _value(self, row: Any, column: Column[Any]) -> Value:
        """Amounts, numbers and dates as themselves, anything else as it reads."""
        if column.kind in KINDS:
            return column.value(row)
        return self._grid.model.text(row, column)
