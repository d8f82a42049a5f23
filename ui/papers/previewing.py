"""What dialogs share that show papers beside what is filled in for them."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers import issue
from ui.background import Task
from ui.shell import Shell
from ui.widgets.basics import scrolled
from ui.widgets.dialog import Dialog
from ui.widgets.pdf_preview import PdfPreview

DPI = 110
MakePdf = Callable[[Desk], bytes]


class PreviewDialog(Dialog):
    """Fields at the left, the pages as they would be issued at the right."""

    def __init__(self, shell: Shell, title: str, hint: str) -> None:
        super().__init__(shell.window, title, hint=hint)
        self._shell = shell
        self.preview = PdfPreview()
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


def days_from_today(shell: Shell, days: int) -> date:
    """A day so many days from the desk's today."""
    return shell.surroundings.clock().date() + timedelta(days=days)
