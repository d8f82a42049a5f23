"""Office settings: what the text leaves open, answered by the office, dated and signed."""

from functools import partial

from desktop_app.domain.draft import Draft
from desktop_app.rules.dated import WrittenValueError, setting_kind, typed_setting
from desktop_app.rules.schema import OfficeSetting
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases import regulations
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.regulations import SettingLine
from ui.shell import Shell
from ui.stages.regulations.answers import AnswerDialog, AnswersPane, Question, Signature
from ui.widgets.fields import ChoiceField, TextField

HINT = "文件没有规定、由本单位决定的事项。核查和公文中一律注明为本办设定，不作为法规。"

WRITTEN = {"month_day": "如 10月31日"}


class SettingsPane(AnswersPane):
    """One card per question."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, HINT, "这部法规没有留给本办设定的事项。")

    def reload(self) -> None:
        """Read the settings again."""
        self._shell.run(
            lambda desk, _task: regulations.settings(desk),
            self.show_lines,
            owner=self,
            key="regulations.settings",
        )

    def show_lines(self, lines: tuple[SettingLine, ...]) -> None:
        """Show every question with its answer."""
        self.show_questions(
            [(_question(line), partial(open_dialog, self._shell, line)) for line in lines]
        )


def _question(line: SettingLine) -> Question:
    lines = [(f"相关条文 {'、'.join(line.clauses)}", "small")] if line.clauses else []
    if not line.text:
        hint = f"建议 {line.suggested}，未经签定不采用。" if line.suggested else ""
        lines.insert(0, (f"未设定时相关核查为资料不足。{hint}", "warn"))
    return Question(
        "setting",
        line.setting.id,
        line.setting.label,
        line.setting.question,
        "设定",
        line.text,
        "未设定",
        "warn",
        Signature(line.since, line.reason, line.signer) if line.since else None,
        f"本办设定：{line.setting.label}",
        tuple(lines),
    )


def open_dialog(shell: Shell, line: SettingLine) -> None:
    """Ask for the value of a setting."""
    field = _value_field(line)
    dialog = AnswerDialog(
        shell,
        _question(line),
        field,
        partial(_read, line.setting, field),
        partial(_set, line.setting.id),
    )
    dialog.show_sized(520, 460)


def _set(key: str, desk: Desk, value: JsonValue, signed: Signature) -> None:
    regulations.set_setting(
        desk, key, value, since=signed.since, reason=signed.reason, signer=signed.signer
    )


def _value_field(line: SettingLine) -> ChoiceField | TextField:
    setting = line.setting
    if setting.choices:
        choices = [(choice.id, choice.label) for choice in setting.choices]
        return ChoiceField("取值", choices)
    hint = f"建议 {line.suggested}" if line.suggested else ""
    base = setting_kind(setting).base
    if base == "words":
        return TextField("取值（词，用、隔开）", line.text, hint=hint)
    return TextField(f"取值（{setting.unit}）", hint=hint, placeholder=WRITTEN.get(base, ""))


def _read(setting: OfficeSetting, field: ChoiceField | TextField) -> JsonValue:
    """The value; None, and a complaint at the field, where it does not fit."""
    try:
        return typed_setting(setting, field.value)
    except WrittenValueError as fault:
        field.complain(str(fault))
        return None


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again for the same question."""
    wanted = draft.place.more["setting"]

    def show(lines: tuple[SettingLine, ...]) -> None:
        for line in lines:
            if line.setting.id == wanted:
                open_dialog(shell, line)

    shell.run(lambda desk, _task: regulations.settings(desk), show, owner=shell.window)
