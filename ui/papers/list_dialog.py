"""打印当前列表: the pages as they will be printed; saved as PDF or sent to the printer."""

from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers import issue
from desktop_app.use_cases.shown_lists import ShownList, export_list, list_pdf
from ui.background import Task
from ui.shell import Shell
from ui.widgets.basics import button
from ui.widgets.dialog import Dialog
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.saving import PDF, WORKBOOK, ask_where

DPI = 110
Made = tuple[bytes, list[bytes]]
"""The printed list and the pictures of its pages."""


class ListDialog(Dialog):
    """A list is no paper: it gets no number and is not kept."""

    help_topic = "grid"

    def __init__(self, shell: Shell, shown: ShownList) -> None:
        super().__init__(shell.window, "打印当前列表", hint=f"{shown.title}　{shown.view}")
        self._shell = shell
        self._shown = shown
        self.preview = PdfPreview(shell.background.turns)
        self.body.addWidget(self.preview, 1)
        self._save = button("另存为 PDF…", self._save_pdf)
        self.add_left(self._save)
        self.add_left(button("导出工作簿…", self._export))
        self.add_cancel("关闭")
        self._print = self.add_action("打印…", self._send)
        self._pdf = b""
        self._show_ready()
        self.preview.show_loading()
        shell.run(
            lambda desk, task: _read(desk, task, shown),
            lambda made: self._show(*made),
            on_error=self._failed,
            owner=self,
        )

    def _show_ready(self) -> None:
        for each in (self._save, self._print):
            each.setEnabled(bool(self._pdf))

    def _show(self, pdf: bytes, pages: list[bytes]) -> None:
        self._pdf = pdf
        self._show_ready()
        self.preview.show_pages(pages)

    def _failed(self, _error: BaseException) -> bool:
        self.preview.cover.show_empty("预览没有生成", "请按提示处理后再打印。")
        return False

    def _save_pdf(self) -> None:
        path = ask_where(self, "另存为 PDF", f"{self._shown.title}.pdf", PDF)
        if path is None:
            return
        pdf = self._pdf
        self._shell.run(
            lambda _desk, _task: path.write_bytes(pdf),
            lambda _: self._shell.say(f"已保存：{path.name}"),
            owner=self,
        )

    def _export(self) -> None:
        path = ask_where(self, "导出", f"{self._shown.title}.xlsx", WORKBOOK)
        if path is not None:
            shown = self._shown
            self._shell.run(
                lambda desk, _task: export_list(desk, shown, path),
                lambda count: self._shell.say(f"已导出 {count} 行：{path.name}"),
                owner=self,
            )

    def _send(self) -> None:
        from ui.papers.printer import DPI as SHARP  # noqa: PLC0415 - the printers are asked late
        from ui.papers.printer import ask_and_send  # noqa: PLC0415

        pdf = self._pdf
        ask_and_send(
            self._shell, self, "打印", lambda _desk, look: issue.page_pictures(pdf, SHARP, look)
        )


def _read(desk: Desk, task: Task[Made], shown: ShownList) -> Made:
    pdf = list_pdf(desk, shown)
    task.look()
    return pdf, issue.page_pictures(pdf, DPI, task.look)
