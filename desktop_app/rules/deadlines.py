"""Due dates: computed from events, facts, dated values and the working-day calendar."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count as counting

from desktop_app.rules.deadline_kinds import Course, Deadline, EventDates, Stored
from desktop_app.rules.expression import Lookup, evaluate_condition
from desktop_app.rules.kinds import TermLength
from desktop_app.rules.operands import move
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms, scene
from desktop_app.rules.schema import DeadlineSpec
from desktop_app.values.calendar import DueDate, WorkCalendar
from desktop_app.values.dates import add_months

__all__ = ["Course", "Deadline", "EventDates", "Stored", "deadline_of", "deadlines_of"]
_WORKING_DAYS = "工作日"
_MONTHS = {"month": 1, "quarter": 3}
"""Months in a period a duty comes back in."""


@dataclass(frozen=True)
class _Duty:
    """One duty being counted."""

    spec: DeadlineSpec
    pack: Pack
    course: Course
    terms: Terms
    calendar: WorkCalendar
    lookup: Lookup
    """Gives a fact, value or setting now."""

    @property
    def stored(self) -> Stored:
        """What is stored about the duty."""
        return self.course.stored.get(self.spec.id, Stored())

    @property
    def recurs(self) -> bool:
        """Whether it comes again when it is done: then it is over only with its condition."""
        return bool(self.spec.repeat) or self.spec.year == "each"

    @property
    def owed_from(self) -> date:
        """The first day of the regulation or, where told, of the office's own record."""
        return max(self.pack.document.from_, self.course.since or date.min)

    def event(self, reference: str) -> tuple[date, ...]:
        """Dates of an event or of a date fact, oldest first."""
        dates = self.course.events.of(reference)
        if dates or reference not in self.pack.names.facts:
            return dates
        found = self.lookup(reference)
        return (found.day,) if found else ()

    def completions(self) -> tuple[date, ...]:
        """Days the duty was done."""
        dates = [day for reference in self.spec.done for day in self.event(reference)]
        return tuple(sorted((*dates, *self.stored.completed_on)))


def deadlines_of(
    pack: Pack, subject_kind: str, course: Course, terms: Terms, calendar: WorkCalendar
) -> tuple[Deadline, ...]:
    """Every duty that stands or stood for a subject, by due date; undefined ones last."""
    lookup = scene(pack, course.facts, terms).lookup
    found = (
        _standing(_Duty(spec, pack, course, terms, calendar, lookup))
        for spec in pack.deadlines
        if spec.subject == subject_kind
    )
    duties = [duty for duty in found if duty is not None]
    return tuple(sorted(duties, key=lambda duty: (duty.due or date.max, duty.id)))


def deadline_of(
    pack: Pack, deadline_id: str, course: Course, terms: Terms, calendar: WorkCalendar
) -> Deadline | None:
    """One duty with its due date; None while its events have not come or `while` fails.

    A missing fact in `while` leaves the duty standing. A repeating duty gives the next one due.
    """
    lookup = scene(pack, course.facts, terms).lookup
    return _standing(_Duty(pack.deadline(deadline_id), pack, course, terms, calendar, lookup))


def _standing(duty: _Duty) -> Deadline | None:
    start = _start(duty)
    is_begun = start is not None or not duty.spec.starts or duty.stored.is_opened
    if not is_begun or duty.stored.closed_on is not None:
        return None
    stands = evaluate_condition(duty.spec.while_, duty.lookup).value is not False
    if not stands and (duty.recurs or not duty.completions()):
        return None
    if undefined := _undefined(duty):
        return replace(_deadline(duty, start), undefined_setting=undefined)
    due = _raw_due(duty, start)
    return None if due is None else _counted(duty, start, due)


def _undefined(duty: _Duty) -> str:
    """Label of the first office setting the duty needs that the office has not defined."""
    spec = duty.spec
    for name in (spec.offset, spec.month_day_value, spec.repeat, spec.day_value):
        if name and name in duty.pack.names.settings and duty.lookup(name) is None:
            return duty.pack.setting(name).label
    return ""


def _start(duty: _Duty) -> date | None:
    """The day counting starts: the latest (or earliest) of the events; None until they came."""
    came = [duty.event(reference) for reference in duty.spec.starts]
    if duty.spec.pick == "earliest":
        return min((dates[0] for dates in came if dates), default=None)
    if not came or not all(came):
        return None
    return max(dates[-1] for dates in came)


def _raw_due(duty: _Duty, start: date | None) -> DueDate | None:
    """The due day before rest days and extensions; None without its date fact."""
    spec = duty.spec
    if spec.date_fact:
        dates = duty.event(spec.date_fact)
        return DueDate(dates[-1], is_estimated=False) if dates else None
    if spec.repeat:
        return _repeated(duty, start or _this_period(duty))
    if spec.month_day or spec.month_day_value:
        return DueDate(_month_day_due(duty, start), is_estimated=False)
    return _after_term(duty, spec.offset, start or duty.terms.on)


def _after_term(duty: _Duty, name: str | None, day: date) -> DueDate:
    """A day moved by a term value or setting: working days by the calendar, others plainly."""
    found = duty.lookup(name or "")
    length = found.value if found else None
    if not isinstance(length, TermLength):
        message = f"{name} is no term"
        raise TypeError(message)
    direction = -1 if duty.spec.direction == "before" else 1
    if length.unit == _WORKING_DAYS:
        return duty.calendar.add_working_days(day, direction * length.count)
    return DueDate(move(day, length, direction), is_estimated=False)


def _repeated(duty: _Duty, start: date) -> DueDate:
    """The next day due: so long after the last completion, or the first not yet fulfilled."""
    done = [day for day in duty.completions() if day >= start]
    if duty.spec.repeat in {*_MONTHS, "year"}:
        return _nth(_occurrences(duty, start), len(done))
    if done:
        return _after_term(duty, duty.spec.repeat, done[-1])
    return _after_term(duty, duty.spec.offset or duty.spec.repeat, start)


def _nth(days: Iterator[DueDate], index: int) -> DueDate:
    return next(day for place, day in enumerate(days) if place == index)


def _occurrences(duty: _Duty, start: date) -> Iterator[DueDate]:
    """Days of a monthly, quarterly or yearly duty from its start on, without end."""
    length = _MONTHS.get(duty.spec.repeat or "")
    if length:
        first = _period_start(start, length)
        ahead = (duty.spec.month or 1) - 1
        days = (_of_month(duty, add_months(first, n * length + ahead)) for n in counting())
    else:
        years = (_on_month_day(duty, start.year + n, start) for n in counting())
        days = (DueDate(day, is_estimated=False) for day in years)
    return (each for each in days if each.day >= start)


def _this_period(duty: _Duty) -> date:
    """Where a duty nothing starts is counted from: its running month or quarter, in force."""
    length = _MONTHS.get(duty.spec.repeat or "")
    begun = _period_start(duty.terms.on, length) if length else duty.terms.on
    return max(begun, duty.owed_from)


def _period_start(day: date, length: int) -> date:
    """The first day of the month or quarter (`length` months) a day is in."""
    return day.replace(month=(day.month - 1) // length * length + 1, day=1)


def _of_month(duty: _Duty, first: date) -> DueDate:
    """The day of one month a duty falls on: a date, or so many working days into the month."""
    found = duty.lookup(duty.spec.day_value) if duty.spec.day_value else None
    length = found.value if found else None
    if isinstance(length, TermLength) and length.unit == _WORKING_DAYS:
        return duty.calendar.add_working_days(first - timedelta(days=1), length.count)
    day = length.count if isinstance(length, TermLength) else duty.spec.day or 1
    return DueDate(_in_month(first, day), is_estimated=False)


def _in_month(first: date, day: int) -> date:
    last = add_months(first, 1) - timedelta(days=1)
    return first.replace(day=min(day, last.day))


def _on_month_day(duty: _Duty, year: int, start: date | None) -> date:
    """A month and day of a year; 02-29 falls on the last of February; else the start's own."""
    spec = duty.spec
    found = duty.lookup(spec.month_day_value) if spec.month_day_value else None
    text = spec.month_day or (str(found.value) if found else "")
    month, day = (int(part) for part in text.split("-")) if text else _month_and_day(start)
    return _in_month(date(year, month, 1), day)


def _month_and_day(start: date | None) -> tuple[int, int]:
    return (start.month, start.day) if start else (12, 31)


def _month_day_due(duty: _Duty, start: date | None) -> date:
    spec = duty.spec
    if spec.year == "each":
        return _each_year(duty, start)
    year = (start or duty.terms.on).year
    found = duty.lookup(spec.year_fact) if spec.year_fact else None
    if found is not None:
        year = int(found.number)
    return _on_month_day(duty, year + (1 if spec.year == "next" else 0), start)


def _each_year(duty: _Duty, start: date | None) -> date:
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


def _counted(duty: _Duty, start: date | None, raw: DueDate) -> Deadline:
    spec, stored = duty.spec, duty.stored
    moves = spec.rest_day == "next" and spec.direction == "after"
    moved = duty.calendar.next_working_day(raw.day) if moves else raw
    due = stored.extended_to or moved.day
    is_estimated = not stored.extended_to and (raw.is_estimated or moved.is_estimated)
    is_ahead = start is not None and spec.direction == "before"
    return replace(
        _deadline(duty, raw.day if is_ahead else start),
        started_on=start,
        due=due,
        runs_out_on=max(start, due) if start and is_ahead else None,
        original_due=raw.day,
        window_opens=_window_opens(duty, start),
        is_estimated=is_estimated,
        remind_on=tuple(due - timedelta(days=days) for days in spec.remind),
    )


def _window_opens(duty: _Duty, start: date | None) -> date | None:
    """From when it may be done; None where the text says nothing or the office has not set it."""
    opens = duty.spec.opens
    if not opens or duty.lookup(opens) is None:
        return None
    return _after_term(duty, opens, start or duty.terms.on).day


def _completed(duty: _Duty, start: date | None) -> date | None:
    """The day that settled the duty; repeating ones are settled only by the next due date."""
    if duty.recurs:
        return None
    done = [day for day in duty.completions() if start is None or day >= start]
    return done[0] if done else None


def _deadline(duty: _Duty, start: date | None) -> Deadline:
    """The duty without its due date."""
    spec, settings = duty.spec, duty.pack.names.settings
    terms = (spec.offset, spec.opens, spec.month_day_value, spec.repeat, spec.day_value)
    return Deadline(
        id=spec.id,
        title=spec.title,
        clauses=duty.pack.clauses(spec.rows),
        subject=spec.subject,
        due=None,
        is_house=spec.is_house or any(name in settings for name in terms),
        started_on=start,
        completed_on=_completed(duty, start),
        is_waived=duty.stored.waived_on is not None,
        is_extended=duty.stored.extended_to is not None,
        actor=spec.actor or "",
        form=spec.form or "",
        help=spec.help,
    )
