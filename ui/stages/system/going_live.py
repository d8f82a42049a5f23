"""在办补录: projects an office starts with in mid-life; two workbooks bring them in."""

from PySide6.QtWidgets import QWidget

from desktop_app.use_cases import exports, templates
from desktop_app.use_cases.going_live.listing import TakenRow, taken_over_list
from ui.importing.wizard import ImportWizard
from ui.shell import Shell
from ui.table.column import Column, Kind
from ui.table.grid import GridView
from ui.table.output import ListOutput
from ui.widgets.basics import button, column, label, row
from ui.widgets.saving import ask_folder
from ui.widgets.shortcuts import keyed_button

HINT = (
    "开始使用时已经在办的项目，用两张表补进来：一张写项目和现在的状态，一张写以前办过的环节。"
    "补录以前的环节和期限不核查；写了更早办法名称的项目不核查。两张表可以一起导入，一步撤销。"
)
SHEETS = (("running_projects", "在办项目补录表"), ("past_steps", "历史环节补录表"))


class GoingLivePane(QWidget):
    """Templates, import and export above; the projects taken over below, the doubtful marked."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.grid: GridView[TakenRow] = GridView(
            "system.taken_over",
            _columns(),
            row_key=lambda each: each.id,
            store=shell.store,
            search_text=lambda each: f"{each.code}{each.name}{each.unit}{each.pinyin}",
        )
        ListOutput(shell, self.grid, "补录的项目", self)
        self.grid.opened.connect(self._open)
        templates_button = button("下载两张模板…(&T)", self.save_templates)
        export = button("导出全部…(&A)", self.export, tip="两张表各一本，改过以后可以再导回来")
        take = keyed_button(self, "导入补录表…", "Ctrl+I", self.open_import, "primary")
        bar = row(templates_button, None, export, take)
        layout = column(label(HINT, "muted", wrap=True), bar, self.grid, spacing=10)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.grid.cover.show_loading()

    def reload(self) -> None:
        """Read the projects again."""
        self._shell.run(
            lambda desk, _task: taken_over_list(desk),
            self._show,
            owner=self,
            key="system.taken_over",
        )

    def _show(self, rows: tuple[TakenRow, ...]) -> None:
        self.grid.set_rows(rows)
        if rows:
            self.grid.cover.hide()
            return
        self.grid.cover.show_empty(
            "没有补录的项目",
            "先下载两张模板填写，再一起导入；新申报的项目不用补录。",
            "导入补录表…",
            self.open_import,
        )

    def _open(self, taken: TakenRow) -> None:
        self._shell.go("reserve_pool", taken.code)

    def open_import(self) -> ImportWizard:
        """Open the import wizard; both workbooks may be chosen at once."""
        wizard = ImportWizard(self._shell, self)
        wizard.show_sized(1100, 680)
        return wizard

    def save_templates(self) -> None:
        """Ask for a folder and write both blank workbooks."""
        folder = ask_folder(self, "保存两张模板")
        if folder is not None:
            self._shell.run(
                lambda desk, _task: [
                    templates.write_unit_template(desk, sheet, folder / f"{title}.xlsx")
                    for sheet, title in SHEETS
                ],
                lambda made: self._shell.say(f"模板已保存：{'、'.join(p.name for p in made)}"),
                owner=self,
            )

    def export(self) -> None:
        """Ask for a folder and write what was taken over as both workbooks."""
        folder = ask_folder(self, "导出到")
        if folder is not None:
            self._shell.run(
                lambda desk, _task: [
                    exports.export_sheet(desk, sheet, folder / f"{title}.xlsx")
                    for sheet, title in SHEETS
                ],
                lambda counts: self._shell.say(f"已导出：项目 {counts[0]} 个，环节 {counts[1]} 个"),
                owner=self,
            )


def _columns() -> tuple[Column[TakenRow], ...]:
    return (
        Column("code", "项目编号", lambda each: each.code, Kind.CODE, 120),
        Column("name", "项目名称", lambda each: each.name, width=230,
               sort_key=lambda each: each.pinyin),
        Column("unit", "建设单位", lambda each: each.unit, width=160),
        Column("state", "现在的状态", lambda each: each.state, width=110),
        Column("regime", "适用办法", lambda each: each.regime, width=250),
        Column("judged", "核查", lambda each: "核查" if each.is_judged else "不核查", width=80),
        Column("on", "补录日期", lambda each: each.taken_over_on, Kind.DATE, 110),
        Column("steps", "历史环节", lambda each: each.past_steps, Kind.NUMBER, 90),
        Column("doubts", "存疑", lambda each: "；".join(each.doubts), width=320),
    )  # fmt: skip
