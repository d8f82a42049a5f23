"""Which backups stay: all of two days, then one a day, a week and a month, as in Anki."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

KEEP_ALL = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9
LEAP = timedelta(days=366)
"""A step of the clock beyond this is doubted ..."""
BELIEVED_AFTER = timedelta(days=30)
"""... until so much time has passed on the new side of it."""

Period = Callable[[datetime], object]


def to_delete(taken: Sequence[datetime], now: datetime) -> frozenset[datetime]:
    """The backups to thin out; none while the clock is in doubt."""
    labels = sorted(set(taken), reverse=True)
    if not labels or is_clock_doubtful(labels, now):
        return frozenset()
    young = [each for each in labels if now - each <= KEEP_ALL]
    kept = {labels[0], *young}
    old = [each for each in labels if each not in kept]
    for period, most in ((_day, DAILY), (_week, WEEKLY), (_month, MONTHLY)):
        newest = _newest_of_each(old, period)[:most]
        kept.update(newest)
        old = [each for each in old if newest and each < _start(newest[-1], old, period)]
    return frozenset(labels) - kept


def is_clock_doubtful(labels: Sequence[datetime], now: datetime) -> bool:
    """Whether the clock went back behind the newest backup, or lately leapt over a year."""
    times = sorted({*labels, now}, reverse=True)
    if labels and max(labels) > now:
        return True
    return any(
        later - earlier > LEAP and now - later < BELIEVED_AFTER
        for later, earlier in pairwise(times)
    )


def _newest_of_each(labels: Sequence[datetime], period: Period) -> list[datetime]:
    newest: dict[object, datetime] = {}
    for each in sorted(labels):
        newest[period(each)] = each
    return sorted(newest.values(), reverse=True)


def _start(label: datetime, labels: Sequence[datetime], period: Period) -> datetime:
    """The oldest backup in the same day, week or month."""
    return min(each for each in labels if period(each) == period(label))


def _day(label: datetime) -> object:
    return label.date()


def _week(label: datetime) -> object:
    return label.isocalendar()[:2]


def _month(label: datetime) -> object:
    return label.year, label.month
