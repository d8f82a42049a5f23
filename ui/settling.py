"""Works out again what waits, slice by slice between other work, so that no screen waits for it."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.errors import Cancelled

if TYPE_CHECKING:
    from desktop_app.use_cases.desk import Desk
    from ui.background import Task
    from ui.shell import Shell

LOOK_MS = 5 * 60 * 1000
"""How often it is looked whether a new day has come."""


class SettlingModule(Protocol):
    """What `ui.settling_work` offers; it brings the rules with it, so it is imported late."""

    def left(self, desk: "Desk") -> int:
        """How many wait."""

    def slice_of(self, desk: "Desk", look: Callable[[], object]) -> int:
        """Work out some of them; gives how many are left."""


def _work() -> SettlingModule:
    """Import the module on the worker, where it may take its time."""
    return cast("SettlingModule", import_module("ui.settling_work"))


class Settling(QObject):
    """Begins once the first page has its data, after every change, and when a new day comes."""

    moved = Signal(int, int)
    """How many are left, of how many; 0 left: all is of today."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self._shell = shell
        self._left = self._total = 0
        self._is_running = False
        self._task: Task[int] | None = None
        self.is_held = False
        """The clerk said stop; nothing is lost, it goes on when told to."""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.begin)
        shell.desk_changed.connect(self._start_over)
        shell.data_changed.connect(lambda _kinds: self.begin())

    def begin(self) -> None:
        """Look whether anything waits, and work it out; while it is held only say how much."""
        if self._shell.has_desk and not self._is_running:
            self._is_running = True
            self._timer.start()
            self._shell.run(
                lambda desk, _task: _work().left(desk),
                self._go_on,
                on_error=self._failed,
                owner=self,
            )

    def hold(self) -> None:
        """Stop; what was worked out before the slice under way stays."""
        if self.is_held:
            return
        self.is_held = True
        if self._task is not None:
            self._task.cancel()
        self.moved.emit(self._left, self._total)

    def resume(self) -> None:
        """Go on where it was stopped."""
        self.is_held = False
        self.moved.emit(self._left, self._total)
        self.begin()

    def _start_over(self) -> None:
        self._timer.stop()
        self._is_running, self.is_held, self._total = False, False, 0
        self._task = None

    def _go_on(self, left: int) -> None:
        """`left` before the first slice; nothing waits: nothing to tell."""
        if left:
            self._left = self._total = left
            self.moved.emit(left, left)
        if left and not self.is_held:
            self._next()
        else:
            self._is_running = False

    def _next(self) -> None:
        self._task = self._shell.run(
            lambda desk, task: _work().slice_of(desk, lambda: task.progress(0)),
            self._after_slice,
            on_error=self._stopped,
            owner=self,
        )
        self._task.gives_way = True

    def _after_slice(self, left: int) -> None:
        self._task = None
        self._left, self._total = left, max(self._total, left)
        self.moved.emit(left, self._total)
        if left and not self.is_held:
            self._next()
            return
        self._is_running = False
        if not left:
            self._shell.changed()

    def _stopped(self, error: BaseException) -> bool:
        """The clerk said stop, or a screen wanted the worker: then the slice is begun again."""
        self._task = None
        if not isinstance(error, Cancelled):
            return self._failed(error)
        if self.is_held:
            self._is_running = False
            self.moved.emit(self._left, self._total)
        else:
            self._next()
        return True

    def _failed(self, _error: BaseException) -> bool:
        self._is_running = False
        return False
