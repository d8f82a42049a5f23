"""登记到期事项: a duty by date done, put off or not needed any more, outside any step."""

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import Subject
from desktop_app.use_cases.duty_acts import EXTENDED, MET, TITLES, WAIVED, DutyEntry, record_duty
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.act_dialog import ActDialog
from ui.widgets.fields import ChoiceField, DateField, Field, Form, LongTextField, TextField

HINT = "挂在办理环节上的期限，登记该环节的结果就会办结；这里登记程序以外办的。"


class DutyDialog(ActDialog):
    """Asks what became of one duty; the new term only for an extension."""

    help_topic = "deadlines"

    def __init__(self, shell: Shell, subject: Subject, duty: str, about: str) -> None:
        super().__init__(shell, "登记到期事项", hint=f"{about}\n{HINT}")
        self._subject = subject
        self._duty = duty
        today = shell.surroundings.clock().date()
        self._kind = ChoiceField("登记为", tuple(TITLES.items()))
        self._day = DateField("日期", today, hint="办结或决定的日期")
        self._new_due = DateField("新的期限", today)
        self._reason = LongTextField("理由", rows=3)
        self._signer = TextField("决定人")
        self._form = Form()
        self._form.add(self._kind, self._day, required=True)
        self._form.add(self._new_due, self._reason, self._signer)
        self.body.addWidget(self._form)
        self.body.addStretch(1)
        self.add_cancel()
        self.add_act("登记", self._save)
        self._kind.changed.connect(self._show_needed)
        self._show_needed()
        typed: dict[str, Field] = {
            "kind": self._kind,
            "day": self._day,
            "new_due": self._new_due,
            "reason": self._reason,
            "signer": self._signer,
        }
        place = DraftPlace(f"duty.{duty}", "登记到期事项", about, (subject,))
        DraftKeeper(shell, self, place, typed)

    def _show_needed(self) -> None:
        kind = self._kind.value
        self._form.show_field(self._new_due, shown=kind == EXTENDED)
        self._form.require(self._reason, required=kind in {EXTENDED, WAIVED})

    def _save(self) -> None:
        kind = self._kind.value
        needs_reason = kind != MET and not self._reason.value
        self._reason.complain("请写明理由" if needs_reason else "")
        if needs_reason:
            return
        entry = DutyEntry(
            self._duty,
            kind,
            self._day.value,
            self._new_due.value if kind == EXTENDED else None,
            self._reason.value,
            self._signer.value,
        )
        subject = self._subject
        self.carry_out(
            lambda desk: record_duty(desk, subject, entry),
            lambda _: "已登记到期事项",
            "projects",
            "registers",
        )


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again for the same duty."""
    place = draft.place
    duty = place.kind.partition(".")[2]
    DutyDialog(shell, place.subjects[0], duty, place.about).show_sized(520, 420)
