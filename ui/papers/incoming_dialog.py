"""收文: a received paper recorded once for any number of projects."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop_app.domain.record import IncomingPaper, Subject
from desktop_app.use_cases.papers.incoming import record_incoming
from ui.shell import Shell
from ui.widgets.basics import button, label, row
from ui.widgets.dialog import Dialog
from ui.widgets.fields import DateField, Form, TextField


class IncomingDialog(Dialog):
    """Number, title, sender, dates and scan."""

    def __init__(self, shell: Shell, subjects: Sequence[Subject], about: str) -> None:
        super().__init__(shell.window, "登记收文", hint=about)
        self._shell = shell
        self._subjects = tuple(subjects)
        self._scan: Path | None = None
        today = shell.surroundings.clock().date()
        self._number = TextField("文号", placeholder="例如：青财预〔2026〕12号")
        self._title = TextField("标题")
        self._sender = TextField("来文单位")
        self._dated = DateField("成文日期", today)
        self._received = DateField("收文日期", today)
        self._note = TextField("备注")
        form = Form()
        form.add(self._number, self._title, self._sender, required=True)
        form.add(self._dated, self._received, self._note)
        self._file = label("没有扫描件", "muted")
        pick = button("选择扫描件…(&S)", self._pick)
        self.body.addWidget(form)
        self.body.addLayout(row(pick, self._file, None))
        self.body.addStretch(1)
        self.add_cancel()
        self.add_action("登记", self._save)

    def _pick(self) -> None:
        kinds = "扫描件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"
        chosen, _ = QFileDialog.getOpenFileName(self, "选择扫描件", "", kinds)
        if chosen:
            self._scan = Path(chosen)
            self._file.setText(self._scan.name)

    def _save(self) -> None:
        for field in (self._sender, self._title, self._number):
            field.complain("" if field.value else f"请填写{field.title}")
        if not (self._number.value and self._title.value and self._sender.value):
            return
        number, title, sender = self._number.value, self._title.value, self._sender.value
        dated, received = self._dated.value, self._received.value
        scan, note, subjects = self._scan, self._note.value, self._subjects
        self._shell.run(
            lambda desk, _task: record_incoming(
                desk,
                number=number,
                title=title,
                sender=sender,
                dated=dated,
                received_on=received,
                subjects=subjects,
                scan=scan,
                note=note,
            ),
            self._saved,
            owner=self,
        )

    def _saved(self, paper: IncomingPaper) -> None:
        self._shell.changed("incoming")
        self._shell.say(f"已登记收文：{paper.number}")
        self.accept()
