"""Watches that the window stays alive: counts the times the event loop stood still."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 20
LIMIT_MS = 100


class Heartbeat(QObject):
    """A timer that notes every gap of the event loop over 100 ms."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.gaps_ms: list[int] = []
        self._last = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to watch; earlier gaps are forgotten."""
        self.gaps_ms = []
        self._last = time.monotonic()
        self._timer.start()

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
            self._last = time.monotonic()
            self._timer.start()

    def _beat(self) -> None:
        now = time.monotonic()
        gap = round((now - self._last) * 1000)
        self._last = now
        if gap - BEAT_MS > LIMIT_MS:
            self.gaps_ms.append(gap)
