"""Watches that the window stays alive: counts the times the program kept the event loop waiting.

Only the program's own computing counts, in whichever thread: on a busy PC any program waits for
its turn, and that says nothing about this one.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 20
LIMIT_MS = 100


class Heartbeat(QObject):
    """A timer that notes every gap of the event loop with over 100 ms of own work in it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.gaps_ms: list[int] = []
        self._last = self._used = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to watch; earlier gaps are forgotten."""
        self.gaps_ms = []
        self._resume()

    def stop(self) -> None:
        """Cease to watch."""
        self._timer.stop()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Do not watch meanwhile: what is done is not the window's work."""
        self._timer.stop()
        try:
            yield
        finally:
            self._resume()

    def _resume(self) -> None:
        self._last, self._used = time.monotonic(), time.process_time()
        self._timer.start()

    def _beat(self) -> None:
        now, used = time.monotonic(), time.process_time()
        gap = round(min(now - self._last, used - self._used) * 1000)
        self._last, self._used = now, used
        if gap > LIMIT_MS:
            self.gaps_ms.append(gap)
