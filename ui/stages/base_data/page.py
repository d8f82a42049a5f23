"""基础数据: units, experts, existing systems and catalogue items."""

from typing import Any

from PySide6.QtWidgets import QTabWidget
from typing_extensions import override

from ui.shell import Shell
from ui.stage_page import StagePage
from ui.stages.base_data.kinds import CATALOGUE, EXPERTS, SYSTEMS, UNITS, UnitRow
from ui.stages.base_data.record_pane import RecordPane
from ui.stages.base_data.unit_dialog import UnitDialog
from ui.widgets.basics import button, column
from ui.widgets.shortcuts import keyed_button

KINDS = ("unit", "expert", "system", "item")


class UnitsPane(RecordPane[UnitRow]):
    """Units can also be registered and changed one by one."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, UNITS)
        new = keyed_button(self, "登记单位…", "Ctrl+N", lambda: self._edit(None))
        self.bar.insertWidget(1, new)
        change = button("修改…(&M)", self._edit_current)
        self.foot.addWidget(change)
        self.grid.opened.connect(lambda _: self._edit_current())

    def _edit_current(self) -> None:
        current = self.grid.current_row
        if current is not None:
            self._edit(current)

    def _edit(self, current: UnitRow | None) -> None:
        units = tuple(each.unit for each in self.grid.model.all_rows)
        dialog = UnitDialog(self.shell, current.unit if current else None, units)
        dialog.show_sized(560, 620)


class BaseDataPage(StagePage):
    """One pane per kind of base data."""

    help_topic = "base-data"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.panes: tuple[RecordPane[Any], ...] = (
            UnitsPane(shell),
            RecordPane(shell, EXPERTS),
            RecordPane(shell, SYSTEMS),
            RecordPane(shell, CATALOGUE),
        )
        self.tabs = QTabWidget()
        self.tabs.setProperty("role", "pane")
        self.tabs.setAccessibleName("基础数据页签")
        for pane in self.panes:
            self.tabs.addTab(pane, pane.kind.title)
        layout = column(self.tabs)
        layout.setContentsMargins(16, 6, 16, 14)
        self.setLayout(layout)

    @override
    def reload(self) -> None:
        for pane in self.panes:
            pane.reload()

    @override
    def open_target(self, target: str) -> None:
        """Show a record by its kind and key, `unit:12`."""
        kind, _, key = target.partition(":")
        if not key.isdigit():
            return
        pane = self.panes[KINDS.index(kind)] if kind in KINDS else self.panes[0]
        self.tabs.setCurrentWidget(pane)
        pane.show_key(int(key))


def build(shell: Shell) -> StagePage:
    """Make the page."""
    return BaseDataPage(shell)
