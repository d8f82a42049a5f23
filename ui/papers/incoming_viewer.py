"""A received paper with the pages of its scan: save, correct, take a project out."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop_app.domain.record import IncomingPaper, Subject
from desktop_app.use_cases.papers.incoming import detach_subject
from desktop_app.use_cases.papers.incoming_book import save_scan, scan_pages
from ui.error_dialog import Question
from ui.papers.incoming_dialog import SIZE, IncomingDialog
from ui.shell import Shell
from ui.widgets.basics import button
from ui.widgets.dialog import Dialog
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.saving import ask_where

DPI = 110


class IncomingViewer(Dialog):
    """What was received; opened from a record (`subject`) that record can be taken out."""

    help_topic = "incoming"

    def __init__(
        self, shell: Shell, paper: IncomingPaper, subject: Subject | None = None, about: str = ""
    ) -> None:
        super().__init__(shell.window, paper.title, hint=incoming_words(paper))
        self._shell, self._paper, self._about = shell, paper, about
        self.preview = PdfPreview(shell.background.turns)
        self.body.addWidget(self.preview, 1)
        if subject is not None:
            self.add_left(button("移出本项…", lambda: self._ask_out(subject), "danger"))
        self.add_left(button("修改…", self._correct))
        self._save = button("另存扫描件…", self._save_scan)
        self._save.setEnabled(bool(paper.digest))
        self.foot.addWidget(self._save)
        self.add_cancel("关闭")
        if paper.digest:
            self.preview.show_loading()
            shell.run(
                lambda desk, task: scan_pages(desk, paper, DPI, task.look),
                self.preview.show_pages,
                on_error=self._failed,
                owner=self,
            )
        else:
            self.preview.cover.show_empty("没有扫描件", "点“修改”补上。")

    def _failed(self, _error: BaseException) -> bool:
        self.preview.cover.show_empty("扫描件不能在这里显示", "请另存后用别的程序打开。")
        return False

    def _save_scan(self) -> None:
        paper = self._paper
        path = ask_where(self, "另存扫描件", paper.file_name, "所有文件 (*)")
        if path is None:
            return

        def done(_path: object) -> None:
            self._shell.say(f"已保存：{path.name}")
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self._shell.run(lambda desk, _task: save_scan(desk, paper, path), done, owner=self)

    def _correct(self) -> None:
        dialog = IncomingDialog(self._shell, (), incoming_words(self._paper), self._paper)
        dialog.accepted.connect(self.accept)
        dialog.show_sized(*SIZE)

    def _ask_out(self, subject: Subject) -> None:
        text = f"收文“{self._paper.number}”不再列在“{self._about}”名下。收文本身保留。"
        paper_id = self._paper.id
        self._shell.ask(
            Question("移出本项", text, "移出", "不移出", is_dangerous=True),
            lambda: self._shell.run(
                lambda desk, _task: detach_subject(desk, paper_id, subject),
                lambda _paper: self._taken_out(),
                owner=self,
            ),
        )

    def _taken_out(self) -> None:
        self._shell.changed("incoming")
        self._shell.say(f"已移出：{self._paper.number}")
        self.accept()


def incoming_words(paper: IncomingPaper) -> str:
    """Sender, number and days of a paper, and the note on it."""
    parts = (paper.sender, paper.number, f"{paper.dated} 成文", f"{paper.received_on} 收到")
    return "　".join((*parts, *([paper.note] if paper.note else ())))
