"""Loads what the next screens need while the clerk reads the first one.

She opens the program, looks at 工作台 and goes on to 储备库: the modules of that page, the rules
and the pinyin tables take a second to load, once. Each piece is a job or a turn of its own, so that
a screen opened meanwhile waits for one piece at most; it would have loaded most of it itself. What
brings Qt classes is loaded by the window itself, see `Stage.load`.
"""

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.stages import CASES, Stage

if TYPE_CHECKING:
    from desktop_app.use_cases.desk import Desk
    from ui.shell import Shell

WORK = "ui.warming_work"
PRINTING = "ui.papers.printer"
"""Asked for when the first paper is issued; its library is large."""
Piece = Callable[["Desk"], object]


class Warming(QObject):
    """Begins once the first page has its data; nothing of it is seen."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self._shell = shell
        self._pieces: deque[Piece] = deque()
        self._stages: Sequence[Stage] = ()

    def begin(self, stages: Sequence[Stage]) -> None:
        """Load what the pages of these tabs need."""
        self._stages = stages
        work = ("load_names", "load_rules", "load_words")
        self._pieces = deque((*map(_module, CASES), *map(_work, work)))
        self._next()

    def _next(self) -> None:
        if not self._shell.has_desk:
            return
        if not self._pieces:
            modules = (*(stage.module for stage in self._stages), PRINTING)
            loads = [partial(_load_ahead, module) for module in modules]
            self._shell.background.turns.run(loads, self, "modules")
            return
        piece = self._pieces.popleft()
        self._shell.run(
            lambda desk, _task: piece(desk),
            lambda _loaded: self._next(),
            on_error=self._leave_it,
            owner=self,
        )

    def _leave_it(self, _error: BaseException) -> bool:
        """The screen that needs it meets the same error and tells it."""
        self._pieces.clear()
        return True


def _load_ahead(module: str) -> None:
    """The screen that needs it meets the same error and tells it."""
    with suppress(ImportError):
        import_module(module)


def _module(path: str) -> Piece:
    return lambda _desk: import_module(path)


def _work(name: str) -> Piece:
    def work(desk: "Desk") -> None:
        getattr(import_module(WORK), name)(desk)

    return work
