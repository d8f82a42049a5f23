"""Work of the window itself, one piece in each turn of the event loop, so that none is felt."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QObject, QTimer


@dataclass(frozen=True)
class _Piece:
    """One piece of a screen's work."""

    owner: QObject
    key: str
    work: Callable[[], object]


class Turns(QObject):
    """What screens still have to build or fill; each piece is done in a turn of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[_Piece] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._do_next)

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits."""
        return not self._waiting

    def run(self, pieces: Iterable[Callable[[], object]], owner: QObject, key: str) -> None:
        """Do these one after the other, each in a turn of its own.

        Args:
            pieces: each short enough not to be felt.
            owner: the screen they belong to; once it is deleted they are dropped.
            key: newer work of the same owner and key takes the place of what still waits.
        """
        kept = (each for each in self._waiting if (each.owner, each.key) != (owner, key))
        self._waiting = deque(kept)
        self._waiting.extend(_Piece(owner, key, work) for work in pieces)
        if self._waiting:
            self._timer.start()

    def follow(self, parts: Iterator[object], owner: QObject, key: str) -> None:
        """Go through a generator, from stop to stop in each turn; otherwise as `run`."""

        def go_on() -> None:
            if next(parts, self) is not self:
                self.follow(parts, owner, key)

        self.run((go_on,), owner, key)

    def _do_next(self) -> None:
        if not self._waiting:
            return
        piece = self._waiting.popleft()
        try:
            if shiboken6.isValid(piece.owner):
                piece.work()
        finally:  # begun before, the next turn would come ahead of what fell due meanwhile
            if self._waiting:
                self._timer.start()
