"""收文: a received paper recorded once for any number of projects, or corrected."""

from collections.abc import Sequence

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import IncomingPaper, Subject
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers.incoming import (
    IncomingEntry,
    correct_incoming,
    record_incoming,
)
from desktop_app.values.ids import IncomingPaperId
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.act_dialog import ActDialog
from ui.widgets.basics import label
from ui.widgets.fields import DateField, Field, Form, TextField
from ui.widgets.file_field import FileField

SCANS = "扫描件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"
SIZE = (520, 560)


class IncomingDialog(ActDialog):
    """Number, title, sender, dates and scan; of `paper` they are put right."""

    help_topic = "incoming"

    def __init__(
        self, shell: Shell, subjects: Sequence[Subject], about: str,
        paper: IncomingPaper | None = None,
    ) -> None:  # fmt: skip
        title = "修改收文" if paper else "登记收文"
        super().__init__(shell, title, hint=about)
        self._subjects = tuple(subjects)
        self._paper = paper
        today = shell.surroundings.clock().date()
        self._number = TextField("文号", placeholder="例如：青财预〔2026〕12号")
        self._title = TextField("标题")
        self._sender = TextField("来文单位")
        self._dated = DateField("成文日期", today)
        self._received = DateField("收文日期", today)
        self._note = TextField("备注")
        self._scan = FileField("扫描件", SCANS)
        self._build()
        if paper is not None:
            self._fill(paper)
        more = {"paper": str(paper.id)} if paper else {}
        place = DraftPlace("incoming", title, about, self._subjects, more)
        DraftKeeper(shell, self, place, self._typed())

    def _build(self) -> None:
        form = Form()
        form.add(self._number, self._title, self._sender, required=True)
        form.add(self._dated, self._received, self._note)
        form.add(self._scan)
        self.body.addWidget(form)
        if self._paper is not None and self._paper.digest:
            kept = f"现有扫描件：{self._paper.file_name}。不另选的，保留它。"
            self.body.addWidget(label(kept, "muted", wrap=True))
        self.body.addStretch(1)
        self.add_cancel()
        self.add_act("保存" if self._paper else "登记", self._save)

    def _typed(self) -> dict[str, Field]:
        """The fields by the names their drafts keep."""
        return {
            "number": self._number,
            "title": self._title,
            "sender": self._sender,
            "dated": self._dated,
            "received": self._received,
            "note": self._note,
            "scan": self._scan,
        }

    def _fill(self, paper: IncomingPaper) -> None:
        self._number.write(paper.number)
        self._title.write(paper.title)
        self._sender.write(paper.sender)
        self._dated.write(paper.dated.isoformat())
        self._received.write(paper.received_on.isoformat())
        self._note.write(paper.note)

    def _save(self) -> None:
        for field in (self._sender, self._title, self._number):
            field.complain("" if field.value else f"请填写{field.title}")
        entry = IncomingEntry(
            self._number.value,
            self._title.value,
            self._sender.value,
            self._dated.value,
            self._received.value,
            self._note.value,
        )
        if not (entry.number and entry.title and entry.sender):
            return
        scan, subjects, paper = self._scan.path, self._subjects, self._paper

        def save(desk: Desk) -> IncomingPaper:
            if paper is None:
                return record_incoming(desk, entry, subjects, scan)
            return correct_incoming(desk, paper.id, entry, scan)

        done = "已修改收文" if paper else "已登记收文"
        self.carry_out(save, lambda saved: f"{done}：{saved.number}", "incoming")


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again for the same records, or the same paper."""
    place = draft.place
    key = place.more.get("paper", "")
    if not key:
        IncomingDialog(shell, place.subjects, place.about).show_sized(*SIZE)
        return
    paper_id = IncomingPaperId(int(key))
    shell.run(
        lambda desk, _task: read_incoming(desk, paper_id),
        lambda paper: IncomingDialog(shell, (), place.about, paper).show_sized(*SIZE),
        owner=shell.window,
    )


def read_incoming(desk: Desk, paper_id: IncomingPaperId) -> IncomingPaper:
    """One received paper."""
    with desk.workspace.read() as view:
        return view.incoming.get(paper_id)
