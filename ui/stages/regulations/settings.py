"""Office settings: what the text leaves open, answered by the office, dated and signed."""

from decimal import Decimal, InvalidOperation

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases import regulations
from desktop_app.use_cases.regulations import SettingLine
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.basics import button, clear, column, framed, label, name, row, scrolled
from ui.widgets.dialog import Dialog
from ui.widgets.fields import ChoiceField, DateField, Form, LongTextField, TextField


class SettingsPane(QWidget):
    """One card per question."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        inner = QWidget()
        self._cards = QVBoxLayout(inner)
        self._cards.setContentsMargins(0, 0, 8, 0)
        self._cards.setSpacing(10)
        hint = "文件没有规定、由本单位决定的事项。核查和公文中一律注明为本办设定，不作为法规。"
        layout = column(label(hint, "muted", wrap=True), scrolled(inner), spacing=10)
        layout.setContentsMargins(0, 10, 0, 0)
        self.setLayout(layout)

    def show_lines(self, lines: tuple[SettingLine, ...]) -> None:
        """Show every question with its answer."""
        clear(self._cards)
        for line in lines:
            self._cards.addWidget(self._card(line))
        self._cards.addStretch(1)

    def _card(self, line: SettingLine) -> QFrame:
        change = button("设定…", lambda: SettingDialog(self._shell, line).show_sized(520, 460))
        name(change, f"设定{line.setting.label}")
        state = label(line.text or "未设定", badge="accent" if line.text else "warn")
        heading = row(label(line.setting.label, "section"), state, None, change)
        texts = [label(line.setting.question, wrap=True)]
        if line.text:
            signed = f"{line.since} 起　{line.signer}　{line.reason}"
            texts.append(label(signed.strip(), "small", wrap=True))
        else:
            hint = f"建议 {line.suggested}，未经签定不采用。" if line.suggested else ""
            texts.append(label(f"未设定时相关核查为资料不足。{hint}", "warn", wrap=True))
        if line.clauses:
            texts.append(label(f"相关条文 {'、'.join(line.clauses)}", "small", wrap=True))
        return framed(column(heading, *texts, spacing=4))


class SettingDialog(Dialog):
    """Asks for the value, from when on, why, and who signed."""

    def __init__(self, shell: Shell, line: SettingLine) -> None:
        super().__init__(shell.window, line.setting.label, hint=line.setting.question)
        self._shell = shell
        self._line = line
        self._value = _value_field(line)
        self._since = DateField("自何日起", shell.surroundings.clock().date())
        self._signer = TextField("签定人", line.signer)
        self._reason = LongTextField("理由", rows=3)
        form = Form()
        form.add(self._value, self._since, self._signer, self._reason, required=True)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.add_cancel()
        self.add_action("签定", self._save)
        more = {"setting": line.setting.id}
        place = DraftPlace("setting", f"本办设定：{line.setting.label}", "", more=more)
        typed = {
            "value": self._value,
            "since": self._since,
            "signer": self._signer,
            "reason": self._reason,
        }
        DraftKeeper(shell, self, place, typed)

    def _save(self) -> None:
        try:
            value = self._read()
        except (InvalidOperation, ValueError):
            self._value.complain("请只填数")
            return
        since, signer, reason = self._since.value, self._signer.value, self._reason.value
        key = self._line.setting.id
        self._shell.run(
            lambda desk, _task: regulations.set_setting(
                desk, key, value, since=since, reason=reason, signer=signer
            ),
            lambda _: self._saved(),
            owner=self,
        )

    def _read(self) -> JsonValue:
        if isinstance(self._value, ChoiceField):
            return self._value.value
        text = self._value.value
        number = Decimal(text)
        return int(number) if number == number.to_integral_value() else text

    def _saved(self) -> None:
        self._shell.changed()
        self._shell.say(f"已签定：{self._line.setting.label}")
        self.accept()


def _value_field(line: SettingLine) -> ChoiceField | TextField:
    setting = line.setting
    if setting.choices:
        choices = [(choice.id, choice.label) for choice in setting.choices]
        return ChoiceField("取值", choices)
    hint = f"建议 {line.suggested}" if line.suggested else ""
    return TextField(f"取值（{setting.unit}）", hint=hint)


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again for the same question."""
    wanted = draft.place.more["setting"]

    def show(lines: tuple[SettingLine, ...]) -> None:
        for line in lines:
            if line.setting.id == wanted:
                SettingDialog(shell, line).show_sized(520, 460)

    shell.run(lambda desk, _task: regulations.settings(desk), show, owner=shell.window)
