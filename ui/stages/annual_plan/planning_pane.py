"""建设规划: its editions, the plans of departments held against it, the projects under it."""

from PySide6.QtWidgets import QTabWidget, QWidget

from desktop_app.use_cases.annual_plan.planning import PlannedProject, PlanningPage, planning_page
from desktop_app.use_cases.annual_plan.regime_plans import PlanningRegisters
from desktop_app.use_cases.registers.heads import RegisterHead
from desktop_app.values.pinyin import sort_key
from ui.registers.register_pane import RegisterPane
from ui.shell import Shell
from ui.stages.annual_plan.planning_form import open_revision
from ui.table.column import Column, Kind
from ui.table.grid import GridView
from ui.table.output import ListOutput
from ui.widgets.basics import button, column, label


class PlanningPane(QWidget):
    """Each register as everywhere; above them what is still owed."""

    def __init__(
        self, shell: Shell, registers: PlanningRegisters, heads: tuple[RegisterHead, ...]
    ) -> None:
        super().__init__()
        self._shell = shell
        self._registers = registers
        self.panes: dict[str, RegisterPane] = {}
        self._banner = label("", "banner-info", wrap=True)
        self.tabs = QTabWidget()
        self.tabs.setProperty("role", "pane")
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(f"{registers.title}的各个方面")
        for head in heads:
            self._add_register(head)
        self.projects = PlannedProjects(shell)
        if registers.names_projects:
            self.tabs.addTab(self.projects, "规划的项目")
        layout = column(self._banner, self.tabs, spacing=8)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _add_register(self, head: RegisterHead) -> None:
        pane = RegisterPane(self._shell, head)
        self.panes[head.id] = pane
        self.tabs.addTab(pane, head.label)
        if head.id == self._registers.plans:
            revise = button("新编一版…(&E)", self.open_revision)
            pane.list.bar.insertWidget(pane.list.bar.count() - 1, revise)

    def reload(self) -> None:
        """Read the registers and what hangs on them again."""
        for pane in self.panes.values():
            pane.reload()
        kind = self._registers.id
        self._shell.run(
            lambda desk, _task: planning_page(desk, kind),
            self._show,
            owner=self,
            key=f"planning.{kind}",
        )

    def _show(self, page: PlanningPage) -> None:
        silent = [each for each in page.departments if not each.alignment]
        waiting = "、".join(f"{each.unit}《{each.title}》" for each in silent)
        lines = [
            self._registers.help,
            f"还没有出具衔接意见的部门规划 {len(silent)} 份：{waiting}" if silent else "",
            f"{page.unnamed} 个项目没有写明依据哪个规划。" if page.unnamed else "",
        ]
        text = "\n".join(line for line in lines if line)
        self._banner.setText(text)
        self._banner.setVisible(bool(text))
        self.projects.show_projects(page.projects)

    def show_entry(self, register: str, key: int) -> None:
        """Show one row of one of the registers; the list alone for key 0."""
        pane = self.panes[register]
        self.tabs.setCurrentWidget(pane)
        if key:
            pane.show_key(key)

    def open_revision(self) -> None:
        """Begin the next edition of the plan in view."""
        rows = self.panes[self._registers.plans].list
        if rows.page is None or rows.current is None:
            self._shell.say("先在列表里选一份规划")
        else:
            open_revision(self._shell, rows.page, rows.current)


class PlannedProjects(QWidget):
    """The projects that name a plan; a name no plan of ours has is told."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.grid: GridView[PlannedProject] = GridView(
            "planning.projects",
            _columns(),
            row_key=lambda row: row.project.id,
            store=shell.store,
            search_text=lambda row: f"{row.project.code} {row.project.name} {row.plan}",
        )
        self.grid.opened.connect(self._go)
        ListOutput(shell, self.grid, "规划的项目", self.grid)
        hint = label("双击到项目页。单位申请列入计划时写明依据哪个规划。", "muted", wrap=True)
        self.setLayout(column(hint, self.grid, spacing=8))

    def show_projects(self, rows: tuple[PlannedProject, ...]) -> None:
        """Show these projects."""
        self.grid.set_rows(rows)
        if rows:
            self.grid.cover.hide()
        else:
            self.grid.cover.show_empty(
                "还没有写明规划依据的项目", "列入计划时填“规划依据”，这里按规划归集。"
            )

    def _go(self, row: PlannedProject) -> None:
        self._shell.go("reserve_pool", row.project.code)


def _columns() -> tuple[Column[PlannedProject], ...]:
    return (
        Column("plan", "规划", lambda row: row.plan or "（没有登记这个规划）", width=240),
        Column("basis", "项目写的依据", lambda row: row.basis, width=240),
        Column("code", "项目编号", lambda row: row.project.code, Kind.CODE, 110),
        Column("name", "项目名称", lambda row: row.project.name, width=230, sort_key=_by_name),
        Column("unit", "申报单位", lambda row: row.project.unit, width=160),
        Column("state", "状态", lambda row: row.project.state_label, width=120),
    )


def _by_name(row: PlannedProject) -> str:
    return sort_key(row.project.name)
