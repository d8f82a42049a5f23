"""Keeps the search for garbage from stopping the window: it is made when nothing else is to do.

The interpreter searches by itself in the middle of work; over the hundreds of thousands of objects
a rule pack and a list are made of, that takes a fifth of a second and stops every thread. Here it
is made from a timer, over few objects at a time: what a big reading left behind is taken out of the
search (`gc.freeze`), for it stays until it is replaced, and counting references frees it then.
What that leaves is searched while the clerk works in another program.
"""

import gc
import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from ui.background import Background

EVERY_MS = 1_000
MOST_SEARCHED = 40_000
"""So many new objects are searched in about 20 ms; more are what a reading left, and stay."""
WHOLE_EVERY = 120
"""Rounds between searches over everything that is not taken out."""
LONG_SECONDS = 0.05
AWAY_ROUNDS = 20
"""So many rounds without the clerk, and everything is searched."""


class Tidying(QObject):
    """Searches for garbage while the worker is idle."""

    def __init__(self, background: Background) -> None:
        super().__init__(background)
        self._background = background
        self._rounds = 0
        self._rounds_away = 0
        self._left_out = False
        """Whether something was taken out of the search since everything was searched."""
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.tidy)

    def start(self) -> None:
        """Take the search over from the interpreter."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give it back."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def tidy(self) -> None:
        """One round, unless work is under way."""
        if not self._background.is_idle:
            return
        gc.disable()  # a reading that paused the search gives it back to the interpreter
        self._rounds += 1
        self._rounds_away = self._rounds_away + 1 if is_away() else 0
        if self._left_out and self._rounds_away >= AWAY_ROUNDS:
            self._search_everything()
        elif gc.get_count()[0] > MOST_SEARCHED:
            self._leave_out()
        elif self._rounds % WHOLE_EVERY:
            gc.collect(1)
        else:
            self._search_rest()

    def _search_everything(self) -> None:
        """Also what was taken out; that may take a moment."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._left_out = False

    def _search_rest(self) -> None:
        began = time.perf_counter()
        gc.collect()
        if time.perf_counter() - began > LONG_SECONDS:
            self._leave_out()

    def _leave_out(self) -> None:
        gc.freeze()
        self._left_out = True


def is_away() -> bool:
    """Whether the clerk works in another program."""
    return QGuiApplication.applicationState() != Qt.ApplicationState.ApplicationActive
