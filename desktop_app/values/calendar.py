"""Statutory working days: weekends, rest days and make-up days; a year without data is marked."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class YearDays:
    """One year's notice: days of rest with their holiday, weekend days worked, and the source."""

    year: int
    rest: Mapping[date, str]
    work: Mapping[date, str]
    source: str = ""

    def __post_init__(self) -> None:
        strangers = [day for day in (*self.rest, *self.work) if day.year != self.year]
        if strangers:
            raise ValueError(f"{strangers[0].isoformat()}不在{self.year}年")
        if both := sorted(set(self.rest) & set(self.work)):
            raise ValueError(f"{both[0].isoformat()}既是放假日又是上班日")

    @cached_property
    def is_whole(self) -> bool:
        """Whether New Year, May Day and National Day all have rest days; else it is only begun."""
        first_days = ((date(self.year, month, day) for day in (1, 2, 3)) for month in (1, 5, 10))
        return all(any(day in self.rest for day in days) for days in first_days)


@dataclass(frozen=True)
class DueDate:
    """A day reached by counting; estimated (暂按周末推算) where a year passed has no notice."""

    day: date
    is_estimated: bool


@dataclass(frozen=True)
class DayCount:
    """A number of working days; estimated where a year counted through has no notice."""

    days: int
    is_estimated: bool


@dataclass(frozen=True)
class WorkCalendar:
    """The working days of all known years; what touches another year is marked."""

    years: Mapping[int, YearDays] = field(default_factory=dict)

    @property
    def known_years(self) -> tuple[int, ...]:
        """The years with a notice, in order."""
        return tuple(sorted(self.years))

    def is_known(self, day: date) -> bool:
        """Whether the day's year has a notice, and a whole one."""
        notice = self.years.get(day.year)
        return notice is not None and notice.is_whole

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on the day; by weekends alone where `is_known` is false."""
        notice = self.years.get(day.year)
        if notice and day in notice.work:
            return True
        return day.weekday() < _SATURDAY and not (notice and day in notice.rest)

    def add_working_days(self, day: date, count: int) -> DueDate:
        """The `count`-th working day after `day` (before it if negative); `day` is not counted."""
        step = _DAY if count >= 0 else -_DAY
        is_estimated = not self.is_known(day)
        left = abs(count)
        while left:
            day += step
            is_estimated = is_estimated or not self.is_known(day)
            left -= self.is_working_day(day)
        return DueDate(day, is_estimated)

    def next_working_day(self, day: date) -> DueDate:
        """The day itself if offices work on it, else the first working day after it."""
        is_estimated = not self.is_known(day)
        while not self.is_working_day(day):
            day += _DAY
            is_estimated = is_estimated or not self.is_known(day)
        return DueDate(day, is_estimated)

    def working_days_between(self, first: date, last: date) -> DayCount:
        """The working days after `first` up to and with `last`; negative if `last` is earlier."""
        if last < first:
            back = self.working_days_between(last, first)
            return DayCount(-back.days, back.is_estimated)
        days = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
        is_estimated = not all(self.is_known(day) for day in (first, *days))
        return DayCount(sum(map(self.is_working_day, days)), is_estimated)

    def with_year(self, notice: YearDays) -> "WorkCalendar":
        """The same calendar with one year added or replaced."""
        return WorkCalendar({**self.years, notice.year: notice})


def load_calendars(folder: Path) -> WorkCalendar:
    """The calendar of all `<year>.toml` files of a folder; raises ValueError for a faulty file."""
    notices = [_read_year(path) for path in sorted(folder.glob("[0-9]*.toml"))]
    return WorkCalendar({notice.year: notice for notice in notices})


def _read_year(path: Path) -> YearDays:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return YearDays(
            year=table["year"],
            rest=_days(table["holiday"], _rest_days),
            work=_days(table["holiday"], _make_up_days),
            source=table["source"],
        )
    except (KeyError, TypeError, AttributeError, ValueError) as fault:
        raise ValueError(f"日历文件{path.name}有误：{fault}") from fault


def _days(
    holidays: list[dict[str, object]], pick: Callable[[dict[str, object]], tuple[date, ...]]
) -> dict[date, str]:
    return {day: str(holiday["name"]) for holiday in holidays for day in pick(holiday)}


def _rest_days(holiday: Mapping[str, object]) -> tuple[date, ...]:
    first, last = holiday["first"], holiday.get("last", holiday["first"])
    if not (isinstance(first, date) and isinstance(last, date) and first <= last):
        raise ValueError(f"{holiday['name']}的起止日期不对")
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def _make_up_days(holiday: Mapping[str, object]) -> tuple[date, ...]:
    days = holiday.get("work", [])
    if not isinstance(days, list) or not all(isinstance(day, date) for day in days):
        raise ValueError(f"{holiday['name']}的上班日不对")
    return tuple(days)
