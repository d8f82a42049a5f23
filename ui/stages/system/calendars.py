"""工作日历: the years of statutory days; a missing year is counted by weekends and marked."""

from PySide6.QtWidgets import QWidget

from desktop_app.use_cases import calendars, templates
from desktop_app.use_cases.desk import Desk
from ui.importing.wizard import ImportWizard
from ui.shell import Shell
from ui.stages.system.calendar_rows import DayRow, YearRow, read_years
from ui.table.column import Column, Kind
from ui.table.grid import GridView
from ui.table.output import ListOutput
from ui.widgets.basics import button, column, label, row
from ui.widgets.saving import WORKBOOK, ask_where


class CalendarsPane(QWidget):
    """Days off and made-up days of every known year; new years come by workbook."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._about = label("", "muted", wrap=True)
        self.grid: GridView[DayRow] = GridView(
            "system.calendar", _columns(), row_key=lambda each: each.day, store=shell.store
        )
        ListOutput(shell, self.grid, "工作日历", self)
        template = button("下载节假日表…", self._save_template)
        take = button("导入节假日表…", self._import)
        heading = row(self._about, template, take)
        heading.setStretch(0, 1)
        layout = column(heading, self.grid, spacing=10)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def reload(self) -> None:
        """Read the years again."""
        self._shell.run(
            lambda desk, _task: _read(desk), self._show, owner=self, key="system.calendars"
        )

    def _show(self, years: tuple[YearRow, ...]) -> None:
        known = "、".join(year.title for year in years)
        text = f"已有 {known} 年。没有数据、数据不全的年份，日期都会注明“暂按周末推算”。"
        self._about.setText(text)
        self.grid.set_rows([day for year in reversed(years) for day in year.days])

    def _import(self) -> None:
        ImportWizard(self._shell, self, "holidays").show_sized(1100, 680)

    def _save_template(self) -> None:
        path = ask_where(self, "保存节假日表", "法定节假日表.xlsx", WORKBOOK)
        if path is not None:
            self._shell.run(
                lambda desk, _task: templates.write_unit_template(desk, "holidays", path),
                lambda made: self._shell.say(f"已保存：{made.name}"),
                owner=self,
            )


def _read(desk: Desk) -> tuple[YearRow, ...]:
    with desk.workspace.read() as view:
        calendar = calendars.calendar_of(view)
    return read_years(calendar.years.values())


def _columns() -> tuple[Column[DayRow], ...]:
    return (
        Column("day", "日期", lambda each: each.day, Kind.DATE, 120),
        Column("weekday", "星期", lambda each: each.weekday, width=90),
        Column("kind", "安排", lambda each: each.kind, width=110),
        Column("name", "名称", lambda each: each.name, width=180),
        Column("source", "来源", lambda each: each.source, width=320),
    )
