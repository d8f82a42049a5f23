"""Readings: clauses that can be read in several ways; the office signs one."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.use_cases import regulations
from desktop_app.use_cases.regulations import ReadingLine
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.basics import button, clear, column, framed, label, name, row, scrolled
from ui.widgets.dialog import Dialog
from ui.widgets.fields import ChoiceField, DateField, Form, LongTextField, TextField


class ReadingsPane(QWidget):
    """One card per open question of the text."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        inner = QWidget()
        self._cards = QVBoxLayout(inner)
        self._cards.setContentsMargins(0, 0, 8, 0)
        self._cards.setSpacing(10)
        hint = "条文可作几种理解的，各种口径都算给您看；签定之前，相关核查为需人工判断。"
        layout = column(label(hint, "muted", wrap=True), scrolled(inner), spacing=10)
        layout.setContentsMargins(0, 10, 0, 0)
        self.setLayout(layout)

    def show_lines(self, lines: tuple[ReadingLine, ...]) -> None:
        """Show every question with its options and the signed one."""
        clear(self._cards)
        for line in lines:
            self._cards.addWidget(self._card(line))
        if not lines:
            self._cards.addWidget(label("这部法规没有需要签定的口径。", "muted"))
        self._cards.addStretch(1)

    def _card(self, line: ReadingLine) -> QFrame:
        sign = button("签定…", lambda: ReadingDialog(self._shell, line).show_sized(540, 460))
        name(sign, f"签定{line.reading.label}")
        state = label(line.chosen or "未签定", badge="accent" if line.chosen else "judge")
        heading = row(label(line.reading.label, "section"), state, None, sign)
        texts = [label(line.reading.question, wrap=True)]
        for option in line.reading.options:
            reason = f"：{option.reason}" if option.reason else ""
            mark = "●" if option.label == line.chosen else "○"
            texts.append(label(f"{mark} {option.label}{reason}", wrap=True))
        if line.chosen:
            signed = f"{line.since} 起　{line.signer}　{line.reason}"
            texts.append(label(signed.strip(), "small", wrap=True))
        texts.append(label(f"条文 {'、'.join(line.clauses)}", "small", wrap=True))
        return framed(column(heading, *texts, spacing=4))


class ReadingDialog(Dialog):
    """Asks for the option, from when on, why, and who signed."""

    def __init__(self, shell: Shell, line: ReadingLine) -> None:
        super().__init__(shell.window, line.reading.label, hint=line.reading.question)
        self._shell = shell
        self._line = line
        options = [(option.id, option.label) for option in line.reading.options]
        current = next((key for key, words in options if words == line.chosen), "")
        self._choice = ChoiceField("采用口径", options, current)
        self._since = DateField("自何日起", shell.surroundings.clock().date())
        self._signer = TextField("签定人", line.signer)
        self._reason = LongTextField("理由", rows=3)
        form = Form()
        form.add(self._choice, self._since, self._signer, self._reason, required=True)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.add_cancel()
        self.add_action("签定", self._save)
        more = {"reading": line.reading.id}
        place = DraftPlace("reading", f"条文口径：{line.reading.label}", "", more=more)
        typed = {
            "choice": self._choice,
            "since": self._since,
            "signer": self._signer,
            "reason": self._reason,
        }
        DraftKeeper(shell, self, place, typed)

    def _save(self) -> None:
        key, choice, since = self._line.reading.id, self._choice.value, self._since.value
        signer, reason = self._signer.value, self._reason.value
        self._shell.run(
            lambda desk, _task: regulations.sign_reading(
                desk, key, choice, since=since, reason=reason, signer=signer
            ),
            lambda _: self._saved(),
            owner=self,
        )

    def _saved(self) -> None:
        self._shell.changed()
        self._shell.say(f"已签定：{self._line.reading.label}")
        self.accept()


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again for the same question."""
    wanted = draft.place.more["reading"]

    def show(lines: tuple[ReadingLine, ...]) -> None:
        for line in lines:
            if line.reading.id == wanted:
                ReadingDialog(shell, line).show_sized(540, 460)

    shell.run(lambda desk, _task: regulations.readings(desk), show, owner=shell.window)
