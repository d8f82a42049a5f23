"""One register of a stage: its rows at the left, the current one in full at the right.

The clerk sees the cells with where they came from, the checks with their clauses (a change shows
what is left under each cap), the steps that can be recorded, the papers, the rows that stand
below, and every act on it, without opening another window.
"""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.procedure_view import recording
from desktop_app.use_cases import exports, templates
from desktop_app.use_cases.registers.heads import RegisterHead
from desktop_app.use_cases.registers.listing import EntryRow
from ui.dossier.checks_pane import ChecksPane
from ui.dossier.step_forms import StepForm
from ui.dossier.subject_tabs import SubjectTabs
from ui.handing_out.handout_dialog import HandoutDialog
from ui.handing_out.rounds_dialog import RoundsDialog
from ui.importing.wizard import ImportWizard
from ui.papers.dialog import PaperDialog
from ui.papers.kit_dialog import KitDialog
from ui.registers.columns import heading_unit, read_cell
from ui.registers.entry_list import EntryList
from ui.registers.personal_forms import open_export, open_reveal
from ui.shell import Shell
from ui.widgets.basics import button, clear, column, framed, label, name, row, scrolled, set_badge
from ui.widgets.facts import FactList
from ui.widgets.reflow import ReflowSplitter
from ui.widgets.saving import WORKBOOK, ask_where
from ui.widgets.states import StateCover

MANY = 2
NOTHING_TO_DO = "现在没有待办的步骤"


class RegisterPane(QWidget):
    """The rows of one register and the dossier of the current one."""

    def __init__(
        self, shell: Shell, head: RegisterHead, below: tuple[RegisterHead, ...] = ()
    ) -> None:
        super().__init__()
        self._shell = shell
        self.head = head
        self.list = EntryList(shell, head.id)
        self.checks = ChecksPane(shell)
        self.file = SubjectTabs(shell)
        self.children_lists = tuple(
            EntryList(shell, each.id, is_small=True, is_drawn=each.is_drawn, is_lot=each.is_lot)
            for each in below
        )
        self._child_heads = below
        self._build_card()
        self._build()
        self.list.current_changed.connect(self._show_entry)
        self.file.shown_changed.connect(self._show_shown)
        self.file.record_asked.connect(self.file.open_record)
        if below:
            self.file.also = (("成套文书…", self.open_kit),)

    # -- building

    def _build_card(self) -> None:
        self._title = label("", "title", wrap=True)
        self._state = label("", badge="none")
        self._about = label("", "muted", wrap=True)
        inner = QWidget()
        self._facts = QVBoxLayout(inner)
        self._facts.setContentsMargins(0, 8, 6, 0)
        self.file.insertTab(0, scrolled(inner), "内容")
        self.file.insertTab(1, self.checks, "核查")
        for head, small in zip(self._child_heads, self.children_lists, strict=True):
            self.file.insertTab(self.file.count() - 1, small, head.label)
        self.file.setCurrentIndex(0)
        self._more = button("更多 ▾", lambda: self.file.open_menu(self._more))
        name(self._more, "更多", "开始办理、打印、备注、收文")
        self._print = button("打印…", self._open_print)
        self._act = button("登记结果…", self._record, "primary")

    def _build(self) -> None:
        heading = row(self._title, self._state)
        heading.setStretch(0, 1)
        foot = row(None, self._more, self._print, self._act)
        foot.setContentsMargins(0, 6, 0, 0)
        inner = QWidget()
        inside = column(heading, self._about, self.file, foot, spacing=6)
        inside.setStretch(2, 1)
        inside.setContentsMargins(16, 14, 16, 12)
        inner.setLayout(inside)
        self.cover = StateCover(inner)
        self.cover.show_empty("没有选中条目", "在左边选一条，这里显示内容、核查和办理。")
        card = framed(column(inner), margin=0)
        split = ReflowSplitter()
        split.addWidget(self.list)
        split.addWidget(card)
        split.setSizes([880, 440])
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        if self.head.has_sheet:
            self._add_sheet_actions()
        layout = column(split)
        layout.setContentsMargins(0, 10, 0, 0)
        self.setLayout(layout)

    def _add_sheet_actions(self) -> None:
        self.list.offer(
            button("催报…(&R)", self.open_rounds),
            button("下发…(&D)", self.open_handout),
            button("下载模板…(&T)", self.save_template),
            button("导出全部…(&A)", self.export),
            button("导入工作簿…(&I)", self.open_import, "primary"),
        )

    # -- reading

    def reload(self) -> None:
        """Read the rows again."""
        self.list.reload()

    def show_key(self, key: int) -> None:
        """Make a row current."""
        self.list.show_key(key)

    def _show_entry(self, current: EntryRow | None) -> None:
        clear(self._facts)
        if current is None:
            self.file.show_subject(None)
            self.cover.show_empty("没有选中条目", "在左边选一条，这里显示内容、核查和办理。")
            return
        self.cover.hide()
        page = self.list.page
        self._title.setText(current.name)
        self._state.setText(current.state_label)
        self._state.setVisible(bool(current.state_label))
        parts = (current.project, current.unit, current.above)
        self._about.setText(" · ".join(part for part in parts if part))
        facts = FactList()
        columns = page.columns if page else ()
        lines = [
            (_caption(each.label, heading_unit(each)), read_cell(each, current)) for each in columns
        ]
        facts.show_lines([*lines, ("登记来源", current.source or "手工登记")])
        self._facts.addWidget(facts)
        if any(each.is_personal and current.texts[each.id] for each in columns):
            about = f"{self.head.label}　{current.name}"
            look = button(
                "查看个人信息…", lambda: open_reveal(self._shell, current.id, about), "link"
            )
            self._facts.addWidget(look)
        self._facts.addStretch(1)
        self.file.show_subject(current.subject, f"{self.head.label}　{current.name}")
        for small in self.children_lists:
            small.show_about(current.subject, f"{self.head.label}　{current.name}")

    def _show_shown(self) -> None:
        shown = self.file.shown
        form = self._current_form()
        tip = recording(form.title) if form else NOTHING_TO_DO
        if form is None and self.file.forms:
            tip = "选择要开始的办理事项"
        self._act.setText("登记结果…" if form or not self.file.forms else "开始办理 ▾")
        self._act.setEnabled(bool(self.file.forms))
        self._act.setToolTip(tip)
        name(self._act, "登记结果" if form else "开始办理", tip)
        if shown is not None:
            self.checks.show_checks(shown.dossier.verdicts, rooms=shown.dossier.rooms)
            open_points = sum(1 for v in shown.dossier.verdicts if v.word not in {"通过", ""})
            self.file.setTabText(1, f"核查 {open_points}" if open_points else "核查")
            set_badge(self._state, "warn" if form else "none")

    def _current_form(self) -> StepForm | None:
        return next((form for form in self.file.forms if form.case is not None), None)

    def _record(self) -> None:
        form = self._current_form()
        if form is not None:
            self.file.open_record(form)
        elif self.file.forms:
            self.file.open_menu(self._act)

    # -- papers

    def _open_print(self) -> None:
        """Print for the rows selected; a list takes them all, other papers one each."""
        grid = self.list.grid
        chosen = grid.selected_rows if grid is not None else ()
        if len(chosen) < MANY:
            self.file.open_print()
            return
        subjects = tuple(each.subject for each in chosen)
        about = f"{self.head.label}　选中 {len(chosen)} 条"
        PaperDialog(self._shell, subjects, about).show_sized(1120, 690)

    def open_kit(self) -> None:
        """Put the papers of the current row and of what stands below it together."""
        grid = self.list.grid
        current = grid.current_row if grid is not None else None
        if current is not None:
            KitDialog(self._shell, current.id, f"{self.head.label}　{current.name}").show_sized(
                1120, 690
            )

    # -- workbooks

    def open_handout(self) -> None:
        """Hand the sheet out to units or offices."""
        HandoutDialog(self._shell, sheet=self.head.id).show_sized(560, 640)

    def open_rounds(self) -> None:
        """See who has not returned it."""
        RoundsDialog(self._shell, self.head.id).show_sized(960, 640)

    def open_import(self) -> ImportWizard:
        """Open the import wizard for this register."""
        wizard = ImportWizard(self._shell, self, self.head.id)
        wizard.show_sized(1100, 680)
        return wizard

    def save_template(self) -> None:
        """Ask where to and write the blank workbook."""
        path = ask_where(self, "保存模板", f"{self.head.title}填报表.xlsx", WORKBOOK)
        if path is not None:
            register = self.head.id
            self._shell.run(
                lambda desk, _task: templates.write_unit_template(desk, register, path),
                lambda made: self._shell.say(f"模板已保存：{made.name}"),
                owner=self,
            )

    def export(self) -> None:
        """Ask where to and write every row as a workbook that can be imported again."""
        page = self.list.page
        if page is not None and any(each.is_personal for each in page.columns):
            open_export(self._shell, self.head.id, self.head.title)
            return
        path = ask_where(self, "导出", f"{self.head.title}.xlsx", WORKBOOK)
        if path is not None:
            register = self.head.id
            self._shell.run(
                lambda desk, _task: exports.export_sheet(desk, register, path),
                lambda _: self._shell.say(f"已导出：{path.name}"),
                owner=self,
            )


def _caption(text: str, unit: str) -> str:
    return f"{text}（{unit}）" if unit else text
