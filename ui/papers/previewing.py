"""What dialogs share that show papers beside what is filled in for them."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop_app.domain.record import Paper
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers import issue
from ui.background import Task
from ui.shell import Shell
from ui.widgets.act_dialog import ActDialog
from ui.widgets.basics import button, scrolled
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.tick_list import TickList

DPI = 110
MakePdf = Callable[[Desk], bytes]


class PreviewDialog(ActDialog):
    """Fields at the left, the pages as they would be issued at the right."""

    def __init__(self, shell: Shell, title: str, hint: str) -> None:
        super().__init__(shell, title, hint=hint)
        self.preview = PdfPreview(shell.background.turns)
        side = QWidget()
        self.side = QVBoxLayout(side)
        self.side.setContentsMargins(0, 0, 12, 0)
        split = QSplitter()
        split.addWidget(scrolled(side))
        split.addWidget(self.preview)
        split.setSizes([380, 700])
        split.setChildrenCollapsible(False)
        self.body.addWidget(split, 1)

    def show_pdf(self, make: MakePdf, then: Callable[[], None] = lambda: None) -> None:
        """Make the pages in the background and show them."""
        self.preview.show_loading()

        def read(desk: Desk, task: Task[list[bytes]]) -> list[bytes]:
            return issue.page_pictures(make(desk), DPI, task.look)

        def show(pages: list[bytes]) -> None:
            self.preview.show_pages(pages)
            then()

        self._shell.run(read, show, on_error=self._failed, owner=self, key="preview")

    def _failed(self, _error: BaseException) -> bool:
        self.preview.cover.show_empty("预览没有生成", "请按提示处理后再预览。")
        return False


class BatchDialog(PreviewDialog):
    """Many papers at once: ticked, looked at, and only then issued and printed together."""

    def __init__(self, shell: Shell, title: str, hint: str, ticked: str) -> None:
        super().__init__(shell, title, hint)
        self.list = TickList(ticked)
        self.list.itemChanged.connect(lambda _: self.forget())
        self.look_button = button("预览(&P)", self.look)
        self.add_cancel("关闭")
        self.add_act("出具并打印…", self._issue_all)

    def look(self) -> None:
        """Show the papers of the lines ticked."""
        raise NotImplementedError

    def issue(self, desk: Desk) -> tuple[Paper, ...]:
        """Issue what was looked at."""
        raise NotImplementedError

    def forget(self) -> None:
        """Another choice: what is in view is no longer what would be issued."""
        raise NotImplementedError

    def _issue_all(self) -> None:
        title = self.windowTitle()
        self.carry_out(
            self.issue,
            lambda papers: f"已出具{title} {len(papers)} 份",
            "papers",
            after=self._print,
        )

    def _print(self, papers: tuple[Paper, ...]) -> None:
        from ui.papers.printer import ask_and_print  # noqa: PLC0415 - the printers are asked late

        if self._shell.window is not None:
            ask_and_print(self._shell, self._shell.window, papers)


def days_from_today(shell: Shell, days: int) -> date:
    """A day so many days from the desk's today."""
    return shell.surroundings.clock().date() + timedelta(days=days)
