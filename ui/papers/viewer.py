"""An issued paper: its pages, print, print as 副本, save, 文号, 作废."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop_app.domain.record import Paper
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers import issue
from desktop_app.use_cases.papers.dispatch import goes_round
from ui.background import Task
from ui.shell import Shell
from ui.widgets.basics import button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Form, LongTextField, TextField
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.saving import PDF, ask_where

DPI = 110
Read = tuple[list[bytes], bool]
"""The pictures of the pages, and whether the paper goes round with a 发文稿纸."""


class PaperViewer(Dialog):
    """The paper exactly as issued; it cannot change any more."""

    help_topic = "papers"

    def __init__(self, shell: Shell, paper: Paper) -> None:
        number = paper.document_number or paper.number
        state = "　已作废" if paper.is_void else ""
        super().__init__(shell.window, paper.title, hint=f"{number}　{paper.issued_on} 出具{state}")
        self._shell = shell
        self._paper = paper
        self.preview = PdfPreview(shell.background.turns)
        self.body.addWidget(self.preview, 1)
        if not paper.is_void:
            self.add_left(button("作废…", self._ask_void, "danger"))
            self.add_left(button("登记文号…", self._ask_number))
        self._dispatch = button("发文稿纸…", self._open_dispatch)
        self._dispatch.hide()
        self.add_left(self._dispatch)
        self.foot.addWidget(button("另存为 PDF…", self._save))
        self.foot.addWidget(button("打印副本…", lambda: self._print(is_copy=True)))
        self.add_cancel("关闭")
        self.add_action("打印…", lambda: self._print(is_copy=False))
        self.preview.show_loading()
        self._read()

    def _read(self) -> None:
        paper = self._paper

        def read(desk: Desk, task: Task[Read]) -> Read:
            pages = issue.page_pictures(issue.paper_pdf(desk, paper.id), DPI, task.look)
            return pages, goes_round(desk, paper)

        self._shell.run(read, lambda found: self._show(*found), owner=self)

    def _show(self, pages: list[bytes], is_letter: bool) -> None:  # noqa: FBT001 - as it was read
        self.preview.show_pages(pages)
        self._dispatch.setVisible(is_letter)

    def _open_dispatch(self) -> None:
        from ui.papers.dispatch_dialog import DispatchDialog  # noqa: PLC0415 - it opens a viewer

        DispatchDialog(self._shell, self._paper).show_sized(1120, 700)

    def _print(self, *, is_copy: bool) -> None:
        from ui.papers.printer import ask_and_print  # noqa: PLC0415 - the printers are asked late

        ask_and_print(self._shell, self, (self._paper,), is_copy=is_copy)

    def _save(self) -> None:
        proposed = f"{self._paper.title}{self._paper.number}.pdf"
        path = ask_where(self, "另存为 PDF", proposed, PDF)
        if path is None:
            return
        paper_id = self._paper.id

        def write(desk: Desk) -> None:
            path.write_bytes(issue.paper_pdf(desk, paper_id))

        def done(_result: None) -> None:
            self._shell.say(f"已保存：{path.name}")
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self._shell.run(lambda desk, _task: write(desk), done, owner=self)

    def _ask_number(self) -> None:
        field = TextField("文号", self._paper.document_number)
        dialog = _asking(self, "登记文号", "文号由本单位文书编发，签发后录入。", field)

        def save() -> None:
            paper_id, number = self._paper.id, field.value
            self._shell.run(
                lambda desk, _task: issue.set_document_number(desk, paper_id, number),
                lambda _: self._changed(dialog, f"已登记文号：{number}"),
                owner=dialog,
            )

        dialog.add_action("登记", save)
        dialog.show_sized(420, 220)
        field.setFocus()

    def _ask_void(self) -> None:
        field = LongTextField("理由", rows=3)
        hint = "编号保留，不再使用；理由会留在日志和清单上。"
        dialog = _asking(self, "作废文书", hint, field)

        def void() -> None:
            paper_id, reason = self._paper.id, field.value
            field.complain("" if reason else "请写明作废的理由")
            if not reason:
                return
            self._shell.run(
                lambda desk, _task: issue.void_paper(desk, paper_id, reason),
                lambda _: self._changed(dialog, "已作废"),
                owner=dialog,
            )

        dialog.add_action("作废", void, "danger")
        dialog.show_sized(440, 280)
        field.setFocus()

    def _changed(self, dialog: Dialog, text: str) -> None:
        self._shell.changed("papers")
        self._shell.say(text)
        dialog.accept()
        self.accept()


def _asking(parent: Dialog, title: str, hint: str, field: TextField | LongTextField) -> Dialog:
    dialog = Dialog(parent, title, hint=hint)
    form = Form()
    form.add(field, required=True)
    dialog.body.addWidget(form)
    dialog.body.addStretch(1)
    dialog.add_cancel()
    return dialog
