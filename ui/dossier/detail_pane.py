"""The right pane: who and what at the top, five tabs, the actions at the foot."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from desktop_app.domain.procedure_view import recording, recording_short
from desktop_app.use_cases.standing.step_entry import RETURNED
from ui.dossier.checks_pane import ChecksPane
from ui.dossier.history_pane import HistoryPane
from ui.dossier.materials_pane import MaterialsPane
from ui.dossier.money_pane import MoneyPane
from ui.dossier.past_words import past_words
from ui.dossier.registers_tab import RegistersTab
from ui.dossier.step_forms import Shown, StepForm
from ui.dossier.steps_pane import StepsPane
from ui.shell import Shell
from ui.widgets.basics import button, label, name, row, set_badge, set_role
from ui.widgets.states import StateCover

TITLES = ("核查", "办理", "材料", "台账", "资金", "沿革")
LONGEST_ACTION = 8
Fill = Callable[[], object]
"""Shows a project in one tab."""
NOTHING_TO_DO = "现在没有待办的步骤"
RESUBMIT_HINT = "登记单位补正后重新报送，办理从头开始"


class DetailPane(QWidget):
    """Shows one project; every action is asked of the page."""

    record_asked = Signal(object, str)
    """The step to record and the outcome proposed, '' for none."""
    resubmit_asked = Signal()
    """The returned application came back."""
    print_asked = Signal()
    note_asked = Signal()
    more_asked = Signal(object)
    life_asked = Signal()
    """The whole life of the project is to be shown."""

    def __init__(self, shell: Shell, stage: str = "") -> None:
        """In the tab of a stage the main action may also begin a procedure of that stage."""
        super().__init__()
        self._shell = shell
        self._stage = stage
        self.shown: Shown | None = None
        self._count = 1
        self.checks = ChecksPane(shell)
        self.steps = StepsPane()
        self.materials = MaterialsPane(shell)
        self.registers = RegistersTab(shell)
        self.money = MoneyPane()
        self.history = HistoryPane()
        self._title = label("", "title", wrap=True)
        self._state = label("", badge="none")
        self._about = label("", "muted", wrap=True)
        self.past = label("", "banner-info", wrap=True)
        self.tabs = QTabWidget()
        self.tabs.setProperty("role", "pane")
        self.tabs.setAccessibleName("项目详情")
        self.tabs.setDocumentMode(True)
        panes = (
            self.checks, self.steps, self.materials, self.registers, self.money, self.history,
        )  # fmt: skip
        for title, pane in zip(TITLES, panes, strict=True):
            self.tabs.addTab(pane, title)
        self._build()
        self.cover = StateCover(self)
        self.show_nothing()

    def _build(self) -> None:
        life = button("全貌", self.life_asked.emit, "link", tip="这个项目从申报到评价的全过程")
        heading = row(self._title, self._state, life)
        heading.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(6)
        layout.addLayout(heading)
        layout.addWidget(self._about)
        layout.addWidget(self.past)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(self._build_foot())
        self.steps.record_asked.connect(self._record_path)
        self.history.note_asked.connect(self.note_asked)

    def _build_foot(self) -> QHBoxLayout:
        self._return = button("退回修改", lambda: self._record(RETURNED), "danger")
        self._more = button("更多 ▾")
        self._more.clicked.connect(lambda: self.more_asked.emit(self._more))
        name(self._more, "更多", "撤回、恢复、备注、收文、移交、拆分、改用规则包版本")
        self._print = button("打印…", self.print_asked.emit)
        self._act = button("登记结果…", self._act_now, "primary")
        foot = row(self._return, None, self._more, self._print, self._act)
        foot.setContentsMargins(0, 6, 0, 0)
        return foot

    @property
    def actions_offered(self) -> dict[str, QPushButton]:
        """The foot's buttons by what they do."""
        return {"return": self._return, "print": self._print, "record": self._act}

    def show_nothing(self) -> None:
        """No project is current."""
        self.shown = None
        self.cover.show_empty("没有选中项目", "在左边的列表中选一行，这里显示核查、办理和材料。")

    def show_loading(self) -> None:
        """A project is being read; what is shown stays until it is there."""
        if self.shown is None:
            self.cover.show_loading()

    def show_project(self, shown: Shown) -> None:
        """Show one project; the tab in view stays."""
        self.cover.hide()
        self.shown = shown
        page = shown.page
        project = page.project
        self._title.setText(project.name)
        self._state.setText(page.state_label)
        set_badge(self._state, "warn" if self._form_for("") else "none")
        attempt = max((case.case.attempt for case in page.cases), default=1)
        nature = next((f.text for f in page.fields if f.key == "nature"), "")
        parts = [project.code, page.unit, nature, f"第 {attempt} 次报送" if attempt > 1 else ""]
        self._about.setText(" · ".join(part for part in parts if part))
        past = past_words(page)
        self.past.setText(past)
        self.past.setVisible(bool(past))
        set_role(self.past, "banner-warn" if page.doubts else "banner-info")
        self._fill_tabs(shown)
        self._show_counts()
        self._show_actions()

    def _fill_tabs(self, shown: Shown) -> None:
        """The tab in view now, the others in turns of their own: all at once would be felt."""
        page = shown.page
        fills: dict[QWidget, Fill] = {
            self.checks: lambda: self.checks.show_checks(page.verdicts, page.similar),
            self.steps: lambda: self.steps.show_file(page, shown.forms),
            self.materials: lambda: self.materials.show_file(page, shown.own_facts, page.fields),
            self.registers: lambda: self.registers.show_subject(page.subject),
            self.money: lambda: self.money.show_project(page),
            self.history: lambda: self.history.show_file(page),
        }
        fills.pop(self.tabs.currentWidget())()
        self._shell.background.turns.run(fills.values(), self, "tabs")

    def _show_counts(self) -> None:
        if self.shown is None:
            return
        page = self.shown.page
        open_points = sum(1 for verdict in page.verdicts if verdict.light not in {"pass", "none"})
        materials = [m for case in page.cases for m in case.materials if m.is_required]
        there = sum(1 for material in materials if material.is_there)
        self.tabs.setTabText(0, f"核查 {open_points}" if open_points else "核查")
        self.tabs.setTabText(2, f"材料 {there}/{len(materials)}" if materials else "材料")

    def show_count(self, count: int) -> None:
        """Tell how many selected projects the main action is about."""
        self._count = max(1, count)
        self._show_actions()

    def _show_actions(self) -> None:
        """The step whose turn it is, or the way back of what was returned."""
        self._return.setVisible(self._form_for(RETURNED) is not None)
        form = self._form_for("")
        if form is None and self._is_returned:
            self._act.setText("重新报送…")
            name(self._act, "重新报送", RESUBMIT_HINT)
            self._act.setToolTip(RESUBMIT_HINT)
            self._act.setEnabled(True)
            return
        title = recording_short(form.title) if form else "登记结果"
        short = title if len(title) <= LONGEST_ACTION else "登记结果…"
        many = f"，选中的 {self._count} 项一起登记" if self._count > 1 else ""
        self._act.setText(f"登记 {self._count} 项…" if form and many else short)
        name(self._act, title, f"{recording(form.title)}{many}" if form else NOTHING_TO_DO)
        self._act.setToolTip(f"{title}{many}" if form else NOTHING_TO_DO)
        self._act.setEnabled(form is not None)

    @property
    def _is_returned(self) -> bool:
        return self.shown is not None and "resubmit" in self.shown.page.actions

    def _act_now(self) -> None:
        if self._form_for("") is None and self._is_returned:
            self.resubmit_asked.emit()
        else:
            self._record("")

    def _form_for(self, outcome: str) -> StepForm | None:
        forms = self.shown.forms if self.shown else ()
        fitting = [
            f for f in forms if not f.is_merger and (not outcome or outcome in dict(f.outcomes))
        ]
        running = [f for f in fitting if f.case is not None]
        own = [f for f in fitting if f.stage == self._stage]
        of_stage = [f for f in running if f in own]
        to_begin = [] if outcome else own
        return next(iter((*of_stage, *running, *to_begin)), None)

    def _record(self, outcome: str) -> None:
        form = self._form_for(outcome)
        if form is not None:
            self.record_asked.emit(form, outcome)

    def _record_path(self, reference: str) -> None:
        forms = self.shown.forms if self.shown else ()
        form = next((f for f in forms if f.reference == reference), None)
        if form is not None:
            self.record_asked.emit(form, "")
