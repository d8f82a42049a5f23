"""Keeps the search for garbage from stopping the window: it is made when nothing else is to do.

The interpreter searches by itself in the middle of work; over the hundreds of thousands of objects
a rule pack and a list are made of, that takes a fifth of a second and stops every thread. Here it
is made from a timer, over few objects at a time: what a big reading left behind is taken out of the
search (`gc.freeze`), for it stays until it is replaced, and counting references frees it then.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer

from ui.background import Background

EVERY_MS = 1_000
MOST_SEARCHED = 40_000
"""So many new objects are searched in about 20 ms; more are what a reading left, and stay."""
WHOLE_EVERY = 120
"""Rounds between searches over everything that is not taken out."""
LONG_SECONDS = 0.05


class Tidying(QObject):
    """Searches for garbage while the worker is idle."""

    def __init__(self, background: Background) -> None:
        super().__init__(background)
        self._background = background
        self._rounds = 0
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
        self._rounds += 1
        if gc.get_count()[0] > MOST_SEARCHED:
            gc.freeze()
        elif self._rounds % WHOLE_EVERY:
            gc.collect(1)
        else:
            self._search_whole()

    def _search_whole(self) -> None:
        began = time.perf_counter()
        gc.collect()
        if time.perf_counter() - began > LONG_SECONDS:
            gc.freeze()
