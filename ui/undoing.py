"""Ctrl+Z and Ctrl+Y: names the act before it is taken back or done again, or says why it is not."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop_app.errors import Refused
from ui.error_dialog import Question
from ui.shell import Shell

if TYPE_CHECKING:  # use cases bring the database with them: not before the first paint
    from desktop_app.use_cases.undoing import Move, Outlook

MOST_NAMED = 5
NOTHING = {"undo": "没有可以撤销的操作", "redo": "没有可以重做的操作"}
DONE = {"undo": "已撤销", "redo": "已重做"}
WORDS = {"undo": "撤销", "redo": "重做", "": "撤销"}
ADVICE = "请先处理上述记录，或改用更正、作废的办法；到“系统 · 操作历史”可看每一步的情况。"


class Undoing(QObject):
    """Asks and does; the history pane and the keys of the window share it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell

    def ask_next(self, move: "Move") -> None:
        """Ask about the latest act that can be moved this way."""
        if self._shell.has_desk:
            self._shell.run(
                lambda desk, _task: _cases().next_move(desk, move),
                lambda found: self._ask_or_say(found, move),
                owner=self,
            )

    def ask(self, outlook: "Outlook") -> None:
        """Ask before an act is taken back or done again; what stands against it is told instead."""
        from desktop_app.use_cases.log_events import moment_text  # noqa: PLC0415 - brings records

        line = outlook.line
        if outlook.obstacles or not line.move:
            self._shell.show_error(Refused(why_not(outlook), advice=ADVICE))
            return
        act, move = line.act, line.move
        verb = WORDS[move]
        about = f"（{line.about}）" if line.about else ""
        text = f"{moment_text(act)} {act.actor}：{act.title}{about}。{verb}前自动备份。"
        question = Question(f"{verb}操作", text, verb, f"不{verb}", is_dangerous=move == "undo")
        self._shell.ask(question, lambda: self._do(outlook))

    def _ask_or_say(self, found: "Outlook | None", move: "Move") -> None:
        if found is None:
            self._shell.say(NOTHING[move])
        else:
            self.ask(found)

    def _do(self, outlook: "Outlook") -> None:
        line = outlook.line
        act_id = line.act.id
        do = "undo_event" if line.move == "undo" else "redo_event"
        self._shell.run(
            lambda desk, _task: getattr(_cases(), do)(desk, act_id),
            lambda _: self._done(f"{DONE[line.move]}{line.words}"),
            owner=self,
        )

    def _done(self, words: str) -> None:
        self._shell.changed()
        self._shell.say(words)


def why_not(outlook: "Outlook") -> str:
    """Why an act cannot be taken back or done again, with the records named."""
    named = "；".join(outlook.obstacles[:MOST_NAMED])
    more = len(outlook.obstacles) - MOST_NAMED
    rest = f"；另有 {more} 条记录" if more > 0 else ""
    line = outlook.line
    return f"不能{WORDS[line.move]}{line.words}：{named}{rest}"


def _cases() -> Any:
    """The use cases, imported on the worker."""
    return import_module("desktop_app.use_cases.undoing")
