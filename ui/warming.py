"""Loads what the next screens need while the clerk reads the first one.

She opens the program, looks at 工作台 and goes on to 储备库: the modules of that page, the rules
and the pinyin tables take a second to load, once. Each piece is a job of its own, so that a screen
opened meanwhile waits for one piece at most; it would have loaded most of it itself.
"""

from collections import deque
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.loading import load

if TYPE_CHECKING:
    from desktop_app.use_cases.desk import Desk
    from ui.shell import Shell

PARTS = (
    "desktop_app.use_cases.standing.refresh",
    "ui.papers.list_dialog",
    "ui.dossier.project_page",
)
"""What the pages of the stages share, in pieces a screen can wait for."""
WORK = "ui.warming_work"
Piece = Callable[["Desk"], object]


class Warming(QObject):
    """Begins once the first page has its data; nothing of it is seen."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self._shell = shell
        self._pieces: deque[Piece] = deque()

    def begin(self, pages: Iterable[str]) -> None:
        """Load what these pages need, the first ones first; `pages` names their modules."""
        first, *others = pages
        self._pieces = deque(
            (
                *map(_module, (*PARTS, first)),
                *map(_work, ("load_names", "load_rules")),
                *map(_module, others),
                _work("load_words"),
            )
        )
        self._next()

    def _next(self) -> None:
        if self._pieces and self._shell.has_desk:
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


def _module(path: str) -> Piece:
    return lambda _desk: load(path)


def _work(name: str) -> Piece:
    def work(desk: "Desk") -> None:
        getattr(import_module(WORK), name)(desk)

    return work
