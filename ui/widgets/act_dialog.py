"""A dialog that carries out one act: its button rests meanwhile, and it closes once that is done.

A hurried double click does the act once; one that is refused keeps everything that was typed.
"""

from collections.abc import Callable
from typing import TypeVar

from desktop_app.use_cases.desk import Desk
from ui.shell import Shell
from ui.widgets.dialog import Dialog

Result = TypeVar("Result")


class ActDialog(Dialog):
    """Fields and one button that does it."""

    def __init__(self, shell: Shell, title: str, *, hint: str = "") -> None:
        super().__init__(shell.window, title, hint=hint)
        self._shell = shell

    def add_act(self, text: str, on_click: Callable[[], object], role: str = "primary") -> None:
        """The button of the act; `on_click` reads the fields and calls `carry_out`."""
        self._action = self.add_action(text, on_click, role)

    def carry_out(
        self,
        work: Callable[[Desk], Result],
        told: Callable[[Result], str],
        *kinds: str,
        after: Callable[[Result], object] = lambda _result: None,
    ) -> None:
        """Do the act on the worker.

        Args:
            work: the act.
            told: what is said of its result.
            kinds: the kinds of data it changes; none means anything.
            after: what is opened next.
        """

        def done(result: Result) -> None:
            words = told(result)
            self._shell.changed(*kinds)
            self._shell.say(words)
            self.accept()
            after(result)

        self._action.setEnabled(False)
        self._shell.run(lambda desk, _task: work(desk), done, on_error=self.stay_open, owner=self)

    def stay_open(self, _error: BaseException) -> bool:
        """Refused: it can be tried again; gives whether the error has been told."""
        self._action.setEnabled(True)
        return False
