"""Days of duties that come every month, quarter or year, or on a fixed day of one."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count as counting

from desktop_app.rules.deadline_duty import WORKING_DAYS, Duty, after_term
from desktop_app.rules.kinds import TermLength
from desktop_app.values.calendar import DueDate
from desktop_app.values.dates import MONTHS, add_months, period_start

_BY_DAY = frozenset({"month", "quarter"})
"""Periods a duty comes back in on a day of a month; of a year it is a month and day."""


def repeated(duty: Duty, start: date) -> DueDate:
    """The next day due: so long after the last completion, or the first not yet fulfilled."""
    done = [day for day in duty.completions() if day >= start]
    if duty.spec.repeat in MONTHS:
        return _nth(_occurrences(duty, start), len(done))
    if done:
        return after_term(duty, duty.spec.repeat, done[-1])
    return after_term(duty, duty.spec.offset or duty.spec.repeat, start)


def _nth(days: Iterator[DueDate], index: int) -> DueDate:
    return next(day for place, day in enumerate(days) if place == index)


def _occurrences(duty: Duty, start: date) -> Iterator[DueDate]:
    """Days of a monthly, quarterly or yearly duty from its start on, without end."""
    length = _months(duty)
    if length:
        first = period_start(start, length)
        ahead = (duty.spec.month or 1) - 1
        days = (_of_month(duty, add_months(first, n * length + ahead)) for n in counting())
    else:
        years = (_on_month_day(duty, start.year + n, start) for n in counting())
        days = (DueDate(day, is_estimated=False) for day in years)
    return (each for each in days if each.day >= start)


def _months(duty: Duty) -> int:
    """Months in the period of a duty that comes back on a day of a month; 0 for any other."""
    repeat = duty.spec.repeat or ""
    return MONTHS[repeat] if repeat in _BY_DAY else 0


def this_period(duty: Duty) -> date:
    """Where a duty nothing starts is counted from: its running month or quarter, in force."""
    length = _months(duty)
    begun = period_start(duty.terms.on, length) if length else duty.terms.on
    return max(begun, duty.owed_from)


def _of_month(duty: Duty, first: date) -> DueDate:
    """The day of one month a duty falls on: a date, or so many working days into the month."""
    found = duty.lookup(duty.spec.day_value) if duty.spec.day_value else None
    length = found.value if found else None
    if isinstance(length, TermLength) and length.unit == WORKING_DAYS:
        return duty.calendar.add_working_days(first - timedelta(days=1), length.count)
    day = length.count if isinstance(length, TermLength) else duty.spec.day or 1
    return DueDate(_in_month(first, day), is_estimated=False)


def _in_month(first: date, day: int) -> date:
    last = add_months(first, 1) - timedelta(days=1)
    return first.replace(day=min(day, last.day))


def _on_month_day(duty: Duty, year: int, start: date | None) -> date:
    """A month and day of a year; 02-29 falls on the last of February; else the start's own."""
    spec = duty.spec
    found = duty.lookup(spec.month_day_value) if spec.month_day_value else None
    text = spec.month_day or (str(found.value) if found else "")
    month, day = (int(part) for part in text.split("-")) if text else _month_and_day(start)
    return _in_month(date(year, month, 1), day)


def _month_and_day(start: date | None) -> tuple[int, int]:
    return (start.month, start.day) if start else (12, 31)


def month_day_due(duty: Duty, start: date | None) -> date:
    """The month and day a duty falls on, in the year its start, its fact or today says."""
    spec = duty.spec
    if spec.year == "each":
        return _each_year(duty, start)
    year = (start or duty.terms.on).year
    found = duty.lookup(spec.year_fact) if spec.year_fact else None
    if found is not None:
        year = int(found.number)
    return _on_month_day(duty, year + (1 if spec.year == "next" else 0), start)


def _each_year(duty: Duty, start: date | None) -> date:
    """The first year not yet fulfilled since the start; without one, this year's or the next."""
    if start is not None:
        days = (_on_month_day(duty, start.year + n, start) for n in counting())
        return _after_done((day for day in days if day >= start), duty.completions(), start)
    year = duty.terms.on.year
    first = year + (_on_month_day(duty, year, start) < duty.owed_from)
    is_done = any(day.year in {year, first} for day in duty.completions())
    return _on_month_day(duty, first + is_done, start)


def _after_done(days: Iterator[date], done: tuple[date, ...], start: date) -> date:
    """The first of the yearly days not fulfilled; what is done again before the day counts once."""
    due, before = next(days), add_months(start, -12)
    for day in done:
        if day >= start and day > before:
            due, before = next(days), due
    return due
