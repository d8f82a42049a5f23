"""统筹需求: what the townships need, who takes it up, and what became of it."""

from PySide6.QtWidgets import QSplitter

from desktop_app.domain.record import Subject
from ui.dossier.step_forms import StepForm
from ui.dossier.subject_tabs import SubjectTabs
from ui.importing.paste import take_pasted
from ui.importing.wizard import ImportWizard
from ui.papers.dialog import PaperDialog
from ui.shell import Shell
from ui.stages.reserve_pool import work
from ui.stages.reserve_pool.need_dialog import NeedDialog
from ui.stages.reserve_pool.work import NeedRow
from ui.table.column import Column, Kind
from ui.table.grid import GridView
from ui.table.output import ListOutput
from ui.widgets.basics import button, column, framed
from ui.widgets.dialog import Dialog
from ui.widgets.quick_filters import QuickFilters


class NeedsDialog(Dialog):
    """The register; a need is taken up or answered by recording its step."""

    help_topic = "township"

    def __init__(self, shell: Shell) -> None:
        hint = "乡镇、街道不单独申报项目；需求在这里登记，由主管部门统筹申报。"
        super().__init__(shell.window, "统筹需求", hint=hint)
        self._shell = shell
        self.chips = QuickFilters()
        self.chips.chosen.connect(self._choose)
        self.grid: GridView[NeedRow] = GridView(
            "needs", _columns(), row_key=lambda row: row.need.id, store=shell.store
        )
        self.grid.current_changed.connect(self._show_current)
        ListOutput(shell, self.grid, "统筹需求登记册", self)
        take_pasted(shell, self.grid, "needs", self)
        self.grid.cover.show_loading()
        self.file = SubjectTabs(shell)
        self.file.record_asked.connect(self._open_record)
        split = QSplitter()
        split.addWidget(self.grid)
        split.addWidget(framed(column(self.file)))
        split.setSizes([620, 360])
        split.setChildrenCollapsible(False)
        self.body.addWidget(self.chips)
        self.body.addWidget(split, 1)
        self.add_left(button("导入需求表…", self._import))
        self.foot.addWidget(button("打印…", self._print))
        self.add_cancel("关闭")
        self._record = self.add_action("登记结果…", self._record_first)
        shell.data_changed.connect(self._reload)
        self._reload()

    def _reload(self) -> None:
        self._shell.run(
            lambda desk, _task: work.read_needs(desk), self._show, owner=self, key="needs"
        )

    def _show(self, rows: tuple[NeedRow, ...]) -> None:
        states = list(dict.fromkeys(row.status for row in rows))
        chips = [("all", "全部", len(rows))]
        chips += [(each, each, sum(row.status == each for row in rows)) for each in states]
        self.chips.show_chips(chips)
        self.grid.set_rows(rows)
        self._show_current(self.grid.current_row)
        if rows:
            self.grid.cover.hide()
        else:
            self.grid.cover.show_empty("还没有登记需求", "下发需求征集表，收回后导入。")

    def _choose(self, key: str) -> None:
        self.grid.set_keep((lambda row: row.status == key) if key != "all" else None, key)

    def _show_current(self, current: NeedRow | None) -> None:
        """The need in view with its history; the step whose turn it is under the list."""
        need = current.need if current else None
        subject = Subject("need", need.id) if need else None
        self.file.show_subject(subject, need.title if need else "")
        forms = current.forms if current else ()
        self._record.setEnabled(bool(forms))
        self._record.setText(f"{forms[0].title}…" if forms else "登记结果…")

    def _record_first(self) -> None:
        current = self.grid.current_row
        if current is not None and current.forms:
            self._open_record(current.forms[0])

    def _open_record(self, form: StepForm) -> None:
        current = self.grid.current_row
        if current is not None:
            NeedDialog(self._shell, current, form).show_sized(600, 520)

    def _import(self) -> None:
        ImportWizard(self._shell, self, "needs").show_sized(1100, 680)

    def _print(self) -> None:
        rows = self.grid.selected_rows
        if rows:
            subjects = tuple(Subject("need", row.need.id) for row in rows)
            about = f"选中 {len(rows)} 项需求"
            PaperDialog(self._shell, subjects, about).show_sized(1120, 690)


def _columns() -> tuple[Column[NeedRow], ...]:
    return (
        Column("unit", "提出单位", lambda row: row.unit, width=170),
        Column("title", "需求", lambda row: row.need.title, width=220),
        Column("scenario", "应用场景", lambda row: row.need.scenario, width=200),
        Column("amount", "估算金额", lambda row: row.need.amount_fen, Kind.MONEY, 130, is_sum=True),
        Column("status", "情况", lambda row: row.status, width=100),
        Column("adopter", "统筹单位", lambda row: row.adopter, width=160),
        Column("on", "登记日期", lambda row: row.need.registered_on, Kind.DATE, 110),
    )
