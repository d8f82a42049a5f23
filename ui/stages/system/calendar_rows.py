"""Statutory days as the list shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop_app.values.calendar import YearDays

WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class DayRow:
    """One day off, or one weekend day that is worked."""

    day: date
    kind: str
    name: str
    source: str

    @property
    def weekday(self) -> str:
        """星期一 to 星期日."""
        return f"星期{WEEKDAYS[self.day.weekday()]}"


@dataclass(frozen=True)
class YearRow:
    """One known year with its days in order."""

    year: int
    days: tuple[DayRow, ...]
    is_whole: bool = True

    @property
    def title(self) -> str:
        """The year, and that its notice is not whole where it is not."""
        return f"{self.year}" if self.is_whole else f"{self.year}（不全）"


def read_years(years: Iterable[YearDays]) -> tuple[YearRow, ...]:
    """The years in words, the earliest first."""
    return tuple(_year(each) for each in sorted(years, key=lambda each: each.year))


def _year(days: YearDays) -> YearRow:
    off = [DayRow(day, "放假", name, days.source) for day, name in days.rest.items()]
    worked = [DayRow(day, "调休上班", name, days.source) for day, name in days.work.items()]
    ordered = tuple(sorted((*off, *worked), key=lambda each: each.day))
    return YearRow(days.year, ordered, days.is_whole)
