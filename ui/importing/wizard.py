"""The import wizard: 选择文件 → 识别与对应 → 预览 → 完成; nothing is stored before 确认导入."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.errors import Cancelled
from desktop_app.use_cases.imports.preview import Planned
from desktop_app.use_cases.imports.views import ImportResult
from ui.importing import work
from ui.importing.done_page import DonePage
from ui.importing.files_page import FilesPage
from ui.importing.match_page import MatchPage, needs_matching
from ui.importing.preview_page import PreviewPage
from ui.importing.returns import ask_folder_and_write
from ui.shell import Shell
from ui.table.output import ListOutput
from ui.widgets.basics import button
from ui.widgets.dialog import Dialog
from ui.widgets.stepper import Stepper

if TYPE_CHECKING:
    from ui.background import Task

STEPS = ("选择文件", "识别与对应", "预览", "完成")
FILES, MATCH, PREVIEW, DONE = range(4)


class ImportWizard(Dialog):
    """One import from files to result; `sheet` limits it to one kind of sheet, '' takes any."""

    help_topic = "import"

    def __init__(self, shell: Shell, parent: QWidget, sheet: str = "") -> None:
        super().__init__(parent, "导入工作簿")
        self._shell = shell
        self._sheet = sheet
        self._files: list[work.Source] = []
        self._matched: tuple[work.Matched, ...] | None = None
        self._accepted: tuple[work.Accepted, ...] = ()
        self._looked: work.Looked | None = None
        self._task: Task[work.Looked] | None = None
        self._checks: Task[Planned] | None = None
        self._storing: Task[ImportResult] | None = None
        self._build()

    def _build(self) -> None:
        self.stepper = Stepper(STEPS)
        self.files = FilesPage(self._sheet)
        self.match = MatchPage()
        self.preview = PreviewPage()
        self.result_page = DonePage(self._shell)
        ListOutput(self._shell, self.preview.grid, "导入预览", self)
        self._stack = QStackedWidget()
        for page in (self.files, self.match, self.preview, self.result_page):
            self._stack.addWidget(page)
        self.body.addWidget(self.stepper)
        self.body.addWidget(self._stack, 1)
        self._back = button("上一步(&B)", self._go_back)
        self._returns = button("生成退回件…(&R)", self._write_returns)
        self.add_left(self._returns)
        self.add_left(self._back)
        self._cancel = self.add_cancel()
        self._next = self.add_action("下一步", self._go_on)
        self.files.chosen.connect(self.read)
        self.files.stopped.connect(self._stop)
        self.preview.problems.accept_asked.connect(self._accept_amounts)
        self.preview.checks.stop_asked.connect(self._stop_checks)
        self.result_page.finished.connect(self.accept)
        self._shell.run(lambda desk, _task: work.sheets(desk), self.files.offer_sheets, owner=self)
        self._show(FILES)

    @property
    def step(self) -> int:
        """Number of the step in view, from 0."""
        return self._stack.currentIndex()

    # -- reading

    @property
    def _is_pasted(self) -> bool:
        """Whether a pasted range is read: nothing of it can go back to a department."""
        return not all(isinstance(each, Path) for each in self._files)

    def read(self, files: Sequence[work.Source]) -> None:
        """Read these files and show what importing them would do."""
        self._files = list(files)
        self.preview.is_pasted = self._is_pasted
        self._matched = None
        self._accepted = ()
        self._look()

    def _look(self) -> None:
        self._stop_checks()
        self.files.show_reading(is_reading=True)
        self._next.setEnabled(False)
        files, sheet = tuple(self._files), self.files.sheet
        answers = work.answers_of(self._matched or (), self._accepted)
        self._task = self._shell.run(
            lambda desk, task: work.look(desk, task, files, sheet, answers),
            self._looked_at,
            on_error=self._fail,
            on_progress=self.files.show_progress,
            owner=self,
        )

    def _looked_at(self, looked: work.Looked) -> None:
        self._task = None
        self._looked = looked
        self.files.show_reading(is_reading=False)
        self.match.show_files(looked)
        self.preview.show_preview(looked.planned.preview)
        is_first = self._matched is None
        self._show(MATCH if is_first and needs_matching(looked) else PREVIEW)
        self._judge(looked)

    def _judge(self, looked: work.Looked) -> None:
        """Let the checks of the preview be made while the clerk looks at its rows."""
        planned = looked.planned
        self._checks = self._shell.run(
            lambda desk, task: work.judge(desk, task, planned),
            self._judged,
            on_error=self._fail_checks,
            on_progress=self.preview.checks.show_progress,
            owner=self,
            key="import.checks",
        )

    def _judged(self, planned: Planned) -> None:
        self._checks = None
        if self._looked is not None and self.step in {MATCH, PREVIEW}:
            self._looked = replace(self._looked, planned=planned)
            self.preview.show_judged(planned.preview)

    def _fail_checks(self, error: BaseException) -> bool:
        self._checks = None
        self.preview.checks.show_stopped()
        return isinstance(error, Cancelled)

    def _stop_checks(self) -> None:
        if self._checks is not None:
            self._checks.cancel()

    def _fail(self, error: BaseException) -> bool:
        self._task = None
        self.files.show_reading(is_reading=False)
        self._show(self.step)
        return isinstance(error, Cancelled)

    def _accept_amounts(self, cells: list[work.Accepted]) -> None:
        """The clerk confirmed amounts as they stand: read again with that answer."""
        self._accepted = (*self._accepted, *cells)
        self._look()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    # -- steps

    def _show(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        self.stepper.go_to(step)
        can_apply = self._looked is not None and self._looked.planned.preview.can_apply
        self._back.setVisible(step in {MATCH, PREVIEW})
        self._cancel.setVisible(step != DONE)
        can_return = self._has_problems() and not self._is_pasted
        self._returns.setVisible(step == PREVIEW and can_return)
        self._next.setText({PREVIEW: "确认导入", DONE: "完成"}.get(step, "下一步"))
        self._next.setEnabled(step in {MATCH, DONE} or (step == PREVIEW and can_apply))
        self._next.setVisible(step != FILES)

    def _has_problems(self) -> bool:
        looked = self._looked
        return looked is not None and any(f.problems for f in looked.planned.preview.files)

    def _write_returns(self) -> None:
        if self._looked is not None:
            ask_folder_and_write(self._shell, self, self._looked)

    def _go_back(self) -> None:
        self._show(FILES if self.step == MATCH else MATCH)

    def _go_on(self) -> None:
        if self.step == MATCH:
            self._matched = self.match.answers()
            if any(key for _, _, key in self._matched):
                self._look()
            else:
                self._show(PREVIEW)
        elif self.step == PREVIEW:
            self._store()
        else:
            self.accept()

    def _store(self) -> None:
        if self._looked is None:
            return
        self._stop_checks()
        planned = self._looked.planned
        self._next.setEnabled(False)
        self._back.setEnabled(False)
        self._returns.setEnabled(False)
        self._cancel.setText("停止")
        self.preview.show_storing()
        self._storing = self._shell.run(
            lambda desk, task: work.store(desk, task, planned),
            self._stored,
            on_error=self._fail_store,
            on_progress=self.preview.show_storing,
            owner=self,
        )

    def _end_storing(self) -> None:
        self._storing = None
        self._back.setEnabled(True)
        self._returns.setEnabled(True)
        self._cancel.setText("取消")

    def _fail_store(self, error: BaseException) -> bool:
        self._end_storing()
        if self._looked is not None:
            self.preview.show_preview(self._looked.planned.preview)
            if self._looked.planned.flagged is None:
                self._judge(self._looked)
        self._show(PREVIEW)
        if isinstance(error, Cancelled):
            self._shell.say("已停止，没有写入任何内容")
            return True
        return False

    def _stored(self, result: ImportResult) -> None:
        self._end_storing()
        self._shell.changed()
        self.result_page.show_result(result, self._looked)
        self._show(DONE)

    def reject(self) -> None:
        """Esc or 取消: stop what is under way; what was written so far is taken back whole."""
        if self._storing is not None:
            self._storing.cancel()
            return
        self._stop()
        self._stop_checks()
        super().reject()
