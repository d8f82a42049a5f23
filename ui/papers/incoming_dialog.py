"""收文: a received paper recorded once for any number of projects."""

from collections.abc import Sequence

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import Subject
from desktop_app.use_cases.papers.incoming import record_incoming
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.act_dialog import ActDialog
from ui.widgets.fields import DateField, Form, TextField
from ui.widgets.file_field import FileField

SCANS = "扫描件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"


class IncomingDialog(ActDialog):
    """Number, title, sender, dates and scan."""

    def __init__(self, shell: Shell, subjects: Sequence[Subject], about: str) -> None:
        super().__init__(shell, "登记收文", hint=about)
        self._subjects = tuple(subjects)
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
        self._scan = FileField("扫描件", SCANS)
        form.add(self._scan)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.add_cancel()
        self.add_act("登记", self._save)
        typed = {
            "number": self._number,
            "title": self._title,
            "sender": self._sender,
            "dated": self._dated,
            "received": self._received,
            "note": self._note,
            "scan": self._scan,
        }
        DraftKeeper(shell, self, DraftPlace("incoming", "登记收文", about, self._subjects), typed)

    def _save(self) -> None:
        for field in (self._sender, self._title, self._number):
            field.complain("" if field.value else f"请填写{field.title}")
        if not (self._number.value and self._title.value and self._sender.value):
            return
        number, title, sender = self._number.value, self._title.value, self._sender.value
        dated, received = self._dated.value, self._received.value
        scan, note, subjects = self._scan.path, self._note.value, self._subjects
        self.carry_out(
            lambda desk: record_incoming(
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
            lambda paper: f"已登记收文：{paper.number}",
            "incoming",
        )


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again for the same records."""
    IncomingDialog(shell, draft.place.subjects, draft.place.about).show_sized(520, 460)
