"""储备库: quick filters, actions, the grid, and the current project at the right."""

from PySide6.QtWidgets import QHBoxLayout, QSplitter
from typing_extensions import override

from desktop_app.domain.record import Subject
from desktop_app.use_cases import exports
from desktop_app.use_cases.reserve_pool.views import PoolList, PoolRow, SimilarGroupView
from desktop_app.values.ids import PaperId, ProjectId
from ui.importing.wizard import ImportWizard
from ui.papers.dialog import PaperDialog
from ui.papers.incoming_dialog import IncomingDialog
from ui.papers.viewer import PaperViewer
from ui.shell import Shell
from ui.stage_page import StagePage
from ui.stages.reserve_pool import work
from ui.stages.reserve_pool.columns import pool_columns, pool_search_text
from ui.stages.reserve_pool.decide_dialog import DecideDialog
from ui.stages.reserve_pool.detail import DetailPane
from ui.stages.reserve_pool.handout_dialog import HandoutDialog
from ui.stages.reserve_pool.more_menu import MoreMenu
from ui.stages.reserve_pool.record_dialog import RecordDialog
from ui.stages.reserve_pool.rounds_dialog import RoundsDialog
from ui.stages.reserve_pool.selection import about_record, at_the_same_step
from ui.stages.reserve_pool.work import Shown, StepForm
from ui.table.filters import ValueFilter
from ui.table.grid import GridView
from ui.widgets.basics import column, framed, row
from ui.widgets.note_dialog import NoteDialog
from ui.widgets.quick_filters import QuickFilters
from ui.widgets.saving import WORKBOOK, ask_where
from ui.widgets.shortcuts import keyed_button

STAGE = "reserve_pool"
MISSING, NEEDS = "missing", "needs"
FIRST_CHIPS = frozenset({"all", "flagged", MISSING})
"""Before the states of the pack, so that they never go into the menu at the end."""


class PoolPage(StagePage):
    """The one pattern of a stage tab."""

    help_topic = "reserve-pool"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._target = ""
        self._filter = ""
        self.chips = QuickFilters()
        self.grid: GridView[PoolRow] = GridView(
            STAGE,
            pool_columns(),
            row_key=lambda each: each.id,
            store=shell.store,
            search_text=pool_search_text,
        )
        self.grid.setMinimumWidth(360)
        self.detail = DetailPane(shell)
        self.more = MoreMenu(shell, self)
        self._build()
        self._connect()
        self.grid.cover.show_loading()

    def _build(self) -> None:
        top = row(self.chips, spacing=12)
        top.setStretch(0, 1)
        top.addLayout(self._actions())
        card = framed(column(self.detail), margin=0)
        card.setMinimumWidth(340)
        split = QSplitter()
        split.addWidget(self.grid)
        split.addWidget(card)
        split.setSizes([912, 410])
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        layout = column(top, split, spacing=12)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.grid)

    def _actions(self) -> QHBoxLayout:
        return row(
            keyed_button(self, "催报", "Ctrl+R", self.open_rounds),
            keyed_button(self, "下发模板", "Ctrl+D", self.open_handout),
            keyed_button(self, "新建", "Ctrl+N", self.more.open_new),
            keyed_button(self, "打印", "Ctrl+P", self.open_print),
            keyed_button(self, "导出", "Ctrl+E", self.export),
            keyed_button(self, "导入工作簿", "Ctrl+I", self.open_import, "primary"),
        )

    def _connect(self) -> None:
        self.chips.chosen.connect(self._choose_filter)
        self.grid.current_changed.connect(self._read_project)
        self.grid.selection_changed.connect(self._count_selection)
        detail = self.detail
        detail.record_asked.connect(self.open_record)
        detail.print_asked.connect(self.open_print)
        detail.note_asked.connect(self.open_note)
        detail.more_asked.connect(self.more.open_menu)
        detail.checks.decide_asked.connect(self.open_decide)
        detail.materials.paper_asked.connect(
            lambda paper: PaperViewer(self.shell, paper).show_sized(980, 700)
        )
        detail.materials.incoming_asked.connect(self.open_incoming)

    # -- reading

    @override
    def reload(self) -> None:
        self.shell.run(
            lambda desk, _task: work.read_pool(desk),
            self._show_list,
            on_error=self._failed,
            owner=self,
            key="pool",
        )

    def _failed(self, _error: BaseException) -> bool:
        self.grid.cover.show_failure(
            "列表没有读出来", "请重试；仍不行请看系统页的自检。", self.reload
        )
        return False

    def _show_list(self, pool: PoolList) -> None:
        chips = [(each.id, each.label, each.count) for each in pool.filters]
        chips.sort(key=lambda chip: chip[0] not in FIRST_CHIPS)
        self.chips.show_chips(chips)
        self.grid.set_rows(pool.rows)
        self._choose_filter(self.chips.current)
        self._show_cover(pool)
        if self._target:
            self.open_target(self._target)
        elif self.grid.current_row is not None:
            self._read_project(self.grid.current_row)

    def _show_cover(self, pool: PoolList) -> None:
        if pool.rows:
            self.grid.cover.hide()
            return
        self.grid.cover.show_empty(
            "储备库还是空的",
            "先下发模板给各单位，收回后导入；也可以直接导入单位报来的表。",
            "导入工作簿",
            self.open_import,
        )

    def _choose_filter(self, key: str) -> None:
        if key == MISSING:
            self.chips.choose(self._filter)
            self.open_rounds()
            return
        self._filter = key
        self.grid.set_keep((lambda each: key in each.filters) if key not in {"", "all"} else None)

    def _read_project(self, current: PoolRow | None) -> None:
        if current is None:
            self.detail.show_nothing()
            return
        self.detail.show_loading()
        project_id = current.id
        self.shell.run(
            lambda desk, _task: work.read_project(desk, project_id),
            self._show_project,
            owner=self,
            key="pool.project",
        )

    def _show_project(self, shown: Shown) -> None:
        current = self.grid.current_row
        if current is not None and current.id == shown.page.project.id:
            self.detail.show_project(shown)

    def _count_selection(self) -> None:
        rows = at_the_same_step(self.grid.current_row, self.grid.selected_rows)
        self.detail.show_count(len(rows))

    @override
    def open_target(self, target: str) -> None:
        """Show a project by its code, or the rows of a quick filter."""
        self._target = target
        kind, _, key = target.partition(":")
        if target in {MISSING, NEEDS} or kind in {"step", "paper"}:
            self._target = ""
            self._open_named(kind, key)
            return
        found = next((r for r in self.grid.model.all_rows if r.code == target), None)
        if found is not None:
            self._target = ""
            self.grid.clear_filters()
            self.grid.set_words("")
            self.chips.choose(next(iter(self.chips.keys), ""))
            self.grid.select_key(found.id)
            self.grid.table.setFocus()
        elif target in self.chips.keys:
            self._target = ""
            self.chips.choose(target)

    def _open_named(self, kind: str, key: str) -> None:
        """The registers, the rows waiting at one step, or an issued paper."""
        if kind == "step":
            self.grid.filter_column("step", ValueFilter(frozenset({key})))
        elif kind == "paper":
            self.shell.run(
                lambda desk, _task: work.read_paper(desk, PaperId(int(key))),
                lambda paper: PaperViewer(self.shell, paper).show_sized(980, 700),
                owner=self,
            )
        elif kind == NEEDS:
            self.more.open_needs()
        else:
            self.open_rounds()

    # -- what the selection is about

    def subjects(self) -> tuple[Subject, ...]:
        """The selected projects."""
        return tuple(Subject("project", row.id) for row in self.grid.selected_rows)

    def about(self) -> str:
        """The selection in words."""
        rows = self.grid.selected_rows
        if len(rows) == 1:
            return f"{rows[0].code}　{rows[0].name}"
        return f"选中 {len(rows)} 个项目"

    def selected_ids(self) -> tuple[ProjectId, ...]:
        """Ids of the selected projects."""
        return tuple(row.id for row in self.grid.selected_rows)

    # -- actions

    def open_import(self) -> ImportWizard:
        """Open the import wizard for any workbook a unit may send."""
        wizard = ImportWizard(self.shell, self)
        wizard.show_sized(1100, 680)
        return wizard

    def open_handout(self) -> None:
        """Hand workbooks out."""
        HandoutDialog(self.shell).show_sized(560, 640)

    def open_rounds(self) -> None:
        """See who has not returned theirs."""
        RoundsDialog(self.shell).show_sized(960, 640)

    def open_print(self) -> None:
        """Preview and issue a paper for the selected projects."""
        if not self.subjects():
            self.shell.say("没有选中项目：先在列表中选中要出文书的行")
            return
        dialog = PaperDialog(self.shell, self.subjects(), self.about(), form=self._usual_form())
        dialog.show_sized(1120, 690)

    def _usual_form(self) -> str:
        """The paper of the step whose turn it is, '' if it has none."""
        forms = self.detail.shown.forms if self.detail.shown else ()
        return next((form.view.form for form in forms if form.view and form.view.form), "")

    def open_note(self) -> None:
        """Write a note on the selected projects."""
        if self.subjects():
            NoteDialog(self.shell, self.subjects(), self.about()).show_sized(480, 340)

    def open_incoming(self) -> None:
        """Record a received paper for the selected projects."""
        IncomingDialog(self.shell, self.subjects(), self.about()).show_sized(520, 460)

    def open_record(self, form: StepForm, outcome: str) -> None:
        """Record the result of a step, for every selected project that waits at it."""
        if self.detail.shown is not None:
            page, rows = self.detail.shown.page, self.grid.selected_rows
            about = about_record(page, self.grid.current_row, rows, form)
            RecordDialog(self.shell, about, form, outcome).show_sized(600, 640)

    def open_decide(self, group: SimilarGroupView) -> None:
        """Decide a group of similar applications."""
        DecideDialog(self.shell, group).show_sized(640, 560)

    def export(self) -> None:
        """Write the rows and columns shown as a workbook."""
        path = ask_where(self, "导出", "储备库清单.xlsx", WORKBOOK)
        if path is None:
            return
        columns, rows = self.grid.shown_table()
        self.shell.run(
            lambda desk, _task: exports.export_grid(desk, "储备库清单", columns, rows, path),
            lambda count: self.shell.say(f"已导出 {count} 行：{path.name}"),
            owner=self,
        )


def build(shell: Shell) -> StagePage:
    """Make the page."""
    return PoolPage(shell)
