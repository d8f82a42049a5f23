"""Writing a note or a telephone reminder on one or several rows."""

from collections.abc import Sequence

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import Subject
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.notes import KINDS, add_note
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.act_dialog import ActDialog
from ui.widgets.fields import ChoiceField, Form, LongTextField


class NoteDialog(ActDialog):
    """The same note goes to every subject."""

    help_topic = "notes"

    def __init__(
        self, shell: Shell, subjects: Sequence[Subject], about: str, kind: str = "note"
    ) -> None:
        super().__init__(shell, "备注和催办", hint=about)
        self._subjects = tuple(subjects)
        self._kind = ChoiceField("种类", list(KINDS.items()), kind)
        self._text = LongTextField("内容", rows=4, hint="例如：10:20 电话联系张科，答复周五前补报")
        form = Form()
        form.add(self._kind, self._text, required=True)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.add_cancel()
        self.add_act("保存", self._save)
        place = DraftPlace("note", "备注和催办", about, self._subjects)
        DraftKeeper(shell, self, place, {"kind": self._kind, "text": self._text})

    def _save(self) -> None:
        self._text.complain("" if self._text.value else "请写一句再保存")
        if not self._text.value:
            return
        kind, text, subjects = self._kind.value, self._text.value, self._subjects

        def write(desk: Desk) -> None:
            for subject in subjects:
                add_note(desk, subject, text, kind=kind)

        self.carry_out(write, lambda _: "已保存", "notes")


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again for the same records."""
    NoteDialog(shell, draft.place.subjects, draft.place.about).show_sized(480, 340)
