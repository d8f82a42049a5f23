"""Readings: clauses that can be read in several ways; the office signs one."""

from functools import partial

from desktop_app.domain.draft import Draft
from desktop_app.rules.schema.parameters import ReadingOption
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases import regulations
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.regulations import ReadingLine
from ui.shell import Shell
from ui.stages.regulations.answers import AnswerDialog, AnswersPane, Question, Signature
from ui.widgets.fields import ChoiceField

HINT = "条文可作几种理解的，各种口径都算给您看；签定之前，相关核查为需人工判断。"


class ReadingsPane(AnswersPane):
    """One card per open question of the text."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, HINT, "这部法规没有需要签定的口径。")

    def reload(self) -> None:
        """Read the readings again."""
        self._shell.run(
            lambda desk, _task: regulations.readings(desk),
            self.show_lines,
            owner=self,
            key="regulations.readings",
        )

    def show_lines(self, lines: tuple[ReadingLine, ...]) -> None:
        """Show every question with its options and the signed one."""
        self.show_questions(
            [(_question(line), partial(open_dialog, self._shell, line)) for line in lines]
        )


def _question(line: ReadingLine) -> Question:
    options = [(_option_text(option, line.chosen), "") for option in line.reading.options]
    return Question(
        "reading",
        line.reading.id,
        line.reading.label,
        line.reading.question,
        "签定",
        line.chosen,
        "未签定",
        "judge",
        Signature(line.since, line.reason, line.signer) if line.since else None,
        f"条文口径：{line.reading.label}",
        (*options, (f"条文 {'、'.join(line.clauses)}", "small")),
    )


def _option_text(option: ReadingOption, chosen: str) -> str:
    reason = f"：{option.reason}" if option.reason else ""
    return f"{'●' if option.label == chosen else '○'} {option.label}{reason}"


def open_dialog(shell: Shell, line: ReadingLine) -> None:
    """Ask which reading is signed."""
    options = [(option.id, option.label) for option in line.reading.options]
    current = next((key for key, words in options if words == line.chosen), "")
    choice = ChoiceField("采用口径", options, current)
    dialog = AnswerDialog(
        shell,
        _question(line),
        choice,
        lambda: choice.value,
        partial(_sign, line.reading.id),
    )
    dialog.show_sized(540, 460)


def _sign(key: str, desk: Desk, choice: JsonValue, signed: Signature) -> None:
    regulations.sign_reading(
        desk, key, str(choice), since=signed.since, reason=signed.reason, signer=signed.signer
    )


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again for the same question."""
    wanted = draft.place.more["reading"]

    def show(lines: tuple[ReadingLine, ...]) -> None:
        for line in lines:
            if line.reading.id == wanted:
                open_dialog(shell, line)

    shell.run(lambda desk, _task: regulations.readings(desk), show, owner=shell.window)
