"""How far a long act is: told to the screen, and at every report asked whether to go on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from desktop_app.errors import Cancelled

Progress = Callable[[int, int, str], None]
"""Called with done, total (0: cannot be said) and what is in hand; may raise `Cancelled`."""
Item = TypeVar("Item")
LOOK = 250
"""Rows of light work between two reports."""
HEAVY = 50
"""The same of heavier work, some milliseconds each."""
PART = 1_000
"""Rows written at once between two reports."""
SMALL_PART = 100
"""The same of rows whose procedures have to be looked through."""
COMPARING, JUDGING = "正在比对相似项目", "正在核查"
"""What is told while applications are compared and while they are judged."""


@dataclass(frozen=True)
class Steps:
    """The reports of one act; a report raises Cancelled once the user wants to stop."""

    cancelled: Callable[[], bool] = lambda: False
    progress: Progress = lambda _done, _total, _text: None

    def ask(self) -> None:
        """Asks whether to go on and reports nothing."""
        if self.cancelled():
            raise Cancelled

    def at(self, done: int, total: int, text: str = "") -> None:
        """Reports how far the act is."""
        self.ask()
        self.progress(done, total, text)

    def look(self, text: str) -> Callable[[], None]:
        """What work calls now and then that cannot say how far it is."""
        return lambda: self.at(0, 0, text)

    def each(self, items: Sequence[Item], text: str = "", every: int = LOOK) -> Iterator[Item]:
        """The items one by one, with a report now and then."""
        for start in range(0, len(items), every):
            self.at(start, len(items), text)
            yield from items[start : start + every]

    def parts(
        self, items: Sequence[Item], text: str = "", size: int = PART
    ) -> Iterator[Sequence[Item]]:
        """The items in parts small enough to be written between two reports."""
        for start in range(0, len(items), size):
            self.at(start, len(items), text)
            yield items[start : start + size]


SILENT = Steps()
"""Nobody looks on and nobody stops it."""
