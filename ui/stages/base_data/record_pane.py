"""One kind of base data: its grid, its actions, the current record in full at the right."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.use_cases import exports, templates
from desktop_app.use_cases.desk import Desk
from ui.importing.paste import take_pasted
from ui.importing.wizard import ImportWizard
from ui.registers.personal_forms import open_export
from ui.shell import Shell
from ui.table.column import Column, Row
from ui.table.grid import GridView
from ui.table.output import ListOutput
from ui.widgets.basics import button, clear, column, framed, label, row, scrolled
from ui.widgets.facts import FactList
from ui.widgets.reflow import ReflowSplitter
from ui.widgets.saving import WORKBOOK, ask_where
from ui.widgets.shortcuts import keyed_button


@dataclass(frozen=True)
class RecordKind(Generic[Row]):
    """What one pane shows and how it reads it."""

    sheet: str
    """Id of the sheet it is imported and exported by."""
    title: str
    columns: tuple[Column[Row], ...]
    key: Callable[[Row], Hashable]
    read: Callable[[Desk], tuple[Row, ...]]
    search: Callable[[Row], str]
    title_of: Callable[[Row], str]
    is_personal: bool = False
    """Whether some columns leave the house masked unless a reason is given."""


class RecordPane(QWidget, Generic[Row]):
    """Actions at the top, grid at the left, the record at the right."""

    def __init__(self, shell: Shell, kind: RecordKind[Row]) -> None:
        super().__init__()
        self.shell = shell
        self.kind = kind
        self._wanted: Hashable = None
        self.grid: GridView[Row] = GridView(
            f"base_data.{kind.sheet}",
            kind.columns,
            row_key=kind.key,
            store=shell.store,
            search_text=kind.search,
        )
        self.grid.setMinimumWidth(320)
        self.grid.current_changed.connect(self.show_record)
        ListOutput(shell, self.grid, kind.title, self)
        take_pasted(shell, self.grid, kind.sheet, self)
        inner = QWidget()
        self._detail = QVBoxLayout(inner)
        self.foot = row(None)
        right = column(self.beside(scrolled(inner)), self.foot)
        right.setStretch(0, 1)
        card = framed(right)
        split = ReflowSplitter()
        split.addWidget(self.grid)
        split.addWidget(card)
        split.setSizes([920, 380])
        split.setChildrenCollapsible(False)
        self.bar = row(None)
        self._add_actions()
        layout = column(self.bar, split, spacing=10)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.grid.cover.show_loading()

    def beside(self, facts: QWidget) -> QWidget:
        """What stands at the right of the list: the facts of the record, or more around them."""
        return facts

    def _add_actions(self) -> None:
        template = button("下载模板…(&T)", self.save_template)
        export = button("导出全部…(&A)", self.export, tip="全部记录，改过以后可以再导回来")
        take = keyed_button(self, "导入工作簿…", "Ctrl+I", self.open_import, "primary")
        for each in (template, export, take):
            self.bar.addWidget(each)

    def reload(self) -> None:
        """Read the records again."""
        read = self.kind.read
        self.shell.run(
            lambda desk, _task: read(desk),
            self.show_rows,
            owner=self,
            key=f"base_data.{self.kind.sheet}",
        )

    def show_key(self, key: Hashable) -> None:
        """Make the record with this key current, now or once the records are read."""
        self._wanted = key
        self.grid.clear_filters()
        if self.grid.select_key(key):
            self._wanted = None
            self.grid.table.setFocus()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these records."""
        self.grid.set_rows(rows)
        self.show_record(self.grid.current_row)
        if self._wanted is not None:
            self.show_key(self._wanted)
        if rows:
            self.grid.cover.hide()
            return
        self.grid.cover.show_empty(
            f"还没有{self.kind.title}",
            "先下载模板填写，再导入；也可以导入以前的台账。",
            "导入工作簿…",
            self.open_import,
        )

    def open_import(self) -> ImportWizard:
        """Open the import wizard for this kind of sheet."""
        wizard = ImportWizard(self.shell, self, self.kind.sheet)
        wizard.show_sized(1100, 680)
        return wizard

    def save_template(self) -> None:
        """Ask where to and write the blank workbook."""
        path = ask_where(self, "保存模板", f"{self.kind.title}填报表.xlsx", WORKBOOK)
        if path is not None:
            sheet = self.kind.sheet
            self.shell.run(
                lambda desk, _task: templates.write_unit_template(desk, sheet, path),
                lambda made: self.shell.say(f"模板已保存：{made.name}"),
                owner=self,
            )

    def export(self) -> None:
        """Ask where to and write every record as a workbook that can be imported again."""
        if self.kind.is_personal:
            open_export(self.shell, self.kind.sheet, self.kind.title)
            return
        path = ask_where(self, "导出", f"{self.kind.title}.xlsx", WORKBOOK)
        if path is not None:
            sheet = self.kind.sheet
            self.shell.run(
                lambda desk, _task: exports.export_sheet(desk, sheet, path),
                lambda _: self.shell.say(f"已导出：{path.name}"),
                owner=self,
            )

    def show_record(self, current: Row | None) -> None:
        """Show one record in full."""
        clear(self._detail)
        if current is None:
            return
        facts = FactList()
        facts.show_lines(
            [(each.title, self.grid.model.text(current, each)) for each in self.kind.columns]
        )
        self._detail.addWidget(label(self.kind.title_of(current), "title", wrap=True))
        self._detail.addWidget(facts)
        self._detail.addStretch(1)
