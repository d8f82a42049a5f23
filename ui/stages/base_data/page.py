"""基础数据: units, experts, existing systems and catalogue items."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop_app.domain.base_data import Unit
from desktop_app.domain.procedure_view import recording
from desktop_app.use_cases.base_data import unit_subject
from ui.dossier.step_forms import StepForm
from ui.dossier.subject_tabs import SubjectTabs
from ui.pane_page import PanePage
from ui.shell import Shell
from ui.stage_page import StagePage
from ui.stages.base_data.kinds import CATALOGUE, EXPERTS, SYSTEMS, UNITS, UnitRow
from ui.stages.base_data.offices_pane import OfficesPane
from ui.stages.base_data.record_pane import RecordPane
from ui.stages.base_data.turn_dialogs import MergeUnitsDialog, RenameDialog
from ui.stages.base_data.unit_dialog import UnitDialog
from ui.widgets.basics import button, name
from ui.widgets.shortcuts import keyed_button

KINDS = ("unit", "expert", "system", "item")


class UnitsPane(RecordPane[UnitRow]):
    """Units can be registered and changed one by one; procedures about a unit run here."""

    def __init__(self, shell: Shell) -> None:
        self.file = SubjectTabs(shell)
        self.file.also = (("更名…", self.open_rename), ("并入另一单位…", self.open_merger))
        super().__init__(shell, UNITS)
        new = keyed_button(self, "登记单位…", "Ctrl+N", lambda: self._edit(None))
        self.bar.insertWidget(1, new)
        self._more = button("更多 ▾", lambda: self.file.open_menu(self._more))
        name(self._more, "更多", "开始单位的办理事项、打印、备注、收文、更名、并入")
        self._act = button("登记结果…", self._record, "primary")
        for each in (button("修改…(&M)", self._edit_current), self._more, self._act):
            self.foot.addWidget(each)
        self.grid.opened.connect(lambda _: self._edit_current())
        self.file.record_asked.connect(self.file.open_record)
        self.file.shown_changed.connect(self._show_action)
        self._show_action()

    @override
    def beside(self, facts: QWidget) -> QWidget:
        self.file.insertTab(0, facts, "资料")
        self.file.setCurrentIndex(0)
        return self.file

    @override
    def show_record(self, current: UnitRow | None) -> None:
        super().show_record(current)
        subject = unit_subject(current.unit) if current else None
        self.file.show_subject(subject, current.unit.name if current else "")

    def _show_action(self) -> None:
        """The step whose turn it is in a running procedure of the unit."""
        form = self._current_form()
        tip = recording(form.title) if form else "现在没有待办的步骤"
        self._act.setEnabled(form is not None)
        self._act.setToolTip(tip)
        name(self._act, "登记结果", tip)

    def _current_form(self) -> StepForm | None:
        return next((form for form in self.file.forms if form.case is not None), None)

    def _record(self) -> None:
        form = self._current_form()
        if form is not None:
            self.file.open_record(form)

    def _edit_current(self) -> None:
        current = self.grid.current_row
        if current is not None:
            self._edit(current)

    def open_rename(self) -> None:
        """Give the current unit a new name from a day on."""
        current = self.grid.current_row
        if current is not None:
            RenameDialog(self.shell, current.unit).show_sized(540, 440)

    def open_merger(self) -> None:
        """Let another unit take the current one in."""
        current = self.grid.current_row
        if current is not None:
            MergeUnitsDialog(self.shell, current.unit, self._units()).show_sized(560, 520)

    def _units(self) -> tuple[Unit, ...]:
        return tuple(each.unit for each in self.grid.model.all_rows)

    def _edit(self, current: UnitRow | None) -> None:
        units = self._units()
        dialog = UnitDialog(self.shell, current.unit if current else None, units)
        dialog.show_sized(560, 620)


class BaseDataPage(PanePage):
    """One pane per kind of base data."""

    help_topic = "base-data"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "基础数据")
        self.panes: list[RecordPane[Any]] = []

    @override
    def parts(self) -> Iterator[None]:
        self._add_records(UnitsPane(self.shell))
        for kind in (EXPERTS, SYSTEMS, CATALOGUE):
            yield
            self._add_records(RecordPane(self.shell, kind))
        yield
        self.offices = self.add("机关", OfficesPane(self.shell))

    def _add_records(self, pane: RecordPane[Any]) -> None:
        self.panes.append(self.add(pane.kind.title, pane))

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
