"""What is due taken out of the program: lists, a calendar file, books and letters per unit."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.duty_lists import (
    LATER,
    duty_lines,
    write_calendar,
    write_duty_list,
    write_unit_lists,
)
from ui.shell import Shell
from ui.widgets.basics import name
from ui.widgets.saving import CALENDAR, WORKBOOK, ask_folder, ask_where


class DutyOutputs(QPushButton):
    """A button with the ways out."""

    def __init__(self, shell: Shell) -> None:
        super().__init__("办理 ▾")
        self._shell = shell
        self.setAutoDefault(False)
        name(self, "办理到期事项", "本周清单、日历文件、每个单位一本、督办单、一并登记")
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> QMenu:
        """Open the menu under the button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("本周清单…", self.save_week)
        menu.addAction("日历文件…", self.save_calendar)
        menu.addAction("每个单位一本…", self.save_unit_lists)
        menu.addSeparator()
        menu.addAction("督办单…", self.open_letters)
        menu.addAction("一并登记…", self.open_record)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        return menu

    def open_letters(self) -> None:
        """One letter per unit with what it owes."""
        from ui.stages.home.duty_letters import DutyLettersDialog  # noqa: PLC0415 - loaded late

        DutyLettersDialog(self._shell).show_sized(1120, 700)

    def open_record(self) -> None:
        """What became of many of them, in one act."""
        from ui.stages.home.duties_dialog import DutiesDialog  # noqa: PLC0415 - loaded late

        DutiesDialog(self._shell).show_sized(760, 700)

    def save_week(self) -> None:
        """Ask where to and write what is overdue or due within the week."""
        path = ask_where(self, "保存本周清单", "本周到期事项.xlsx", WORKBOOK)
        if path is not None:
            self._shell.run(
                lambda desk, _task: _write_week(desk, path),
                lambda count: self._shell.say(f"已写出 {count} 项：{path.name}"),
                owner=self,
            )

    def save_calendar(self) -> None:
        """Ask where to and write every duty as a calendar file."""
        path = ask_where(self, "保存日历文件", "到期事项.ics", CALENDAR)
        if path is not None:
            self._shell.run(
                lambda desk, _task: write_calendar(desk, path),
                lambda count: self._shell.say(f"已写出 {count} 项：{path.name}"),
                owner=self,
            )

    def save_unit_lists(self) -> None:
        """Ask for a folder and write one workbook per unit."""
        folder = ask_folder(self, "清单放在哪个文件夹")
        if folder is not None:
            self._shell.run(
                lambda desk, _task: write_unit_lists(desk, folder),
                lambda files: self._shell.say(f"已写出 {len(files)} 个单位的清单"),
                owner=self,
            )


def _write_week(desk: Desk, path: Path) -> int:
    lines = [line for line in duty_lines(desk) if line.group != LATER]
    return write_duty_list(desk, path, lines)
