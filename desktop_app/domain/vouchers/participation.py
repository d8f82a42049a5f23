"""From when until when a merchant took part: admitted, suspended, let in again, removed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

Turn = tuple[date, bool]
"""A day on which a merchant's state changed, and whether it takes part from that day on."""


@dataclass(frozen=True)
class Stay:
    """One stretch of taking part: the first day counts, `until` (None: still) counts no more."""

    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether redemptions of that day are the merchant's to be paid for."""
        return self.since <= day and (self.until is None or day < self.until)

    @property
    def told(self) -> str:
        """In words: the days on which redemptions count."""
        return f"{self.since}起" if self.until is None else f"{self.since}起，{self.until}起停止"


def stays_of(
    turns: Iterable[Turn], *, joined_on: date | None, takes_part: bool
) -> tuple[Stay, ...]:
    """The stretches that follow from the turns, which stand in the order they were recorded.

    The day of a suspension or removal no longer counts, the day of coming back does. `joined_on`
    is what the register says of the first day: it opens the first stretch where no turn does, and
    days before it never count. A merchant that does not take part now (`takes_part`) although no
    turn says since when has no open stretch: what is not known is not paid for.
    """
    ordered = sorted(turns, key=lambda turn: turn[0])
    if joined_on is not None and (not ordered or joined_on <= ordered[0][0]):
        ordered.insert(0, (joined_on, True))
    found: list[Stay] = []
    since: date | None = None
    for day, is_in in ordered:
        if is_in and since is None:
            since = day
        elif not is_in and since is not None:
            found.append(Stay(since, day))
            since = None
    if takes_part and since is not None:
        found.append(Stay(since))
    first = joined_on or date.min
    late = (Stay(max(each.since, first), each.until) for each in found)
    return tuple(each for each in late if each.until is None or each.since < each.until)
