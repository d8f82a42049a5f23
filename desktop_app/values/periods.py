"""Periods written in one cell: from a day to a day, as notices and platforms put them."""

import re
from datetime import date

from desktop_app.values.dates import parse_date
from desktop_app.values.text import fold

_CLOCK = r"(?:[T\s]*\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}秒?)?分?)?"
_DAY = (
    r"\d{4}(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2}|年\d{1,2}月\d{1,2}[日号]?|\d{4})"
    + _CLOCK
)
_LATER = r"(?:(?P<month>\d{1,2})(?:月|[./-]))?(?P<day>\d{1,2})[日号]?" + _CLOCK
_PERIOD = re.compile(
    rf"(?:有效期|自|从)*:?(?P<start>{_DAY})(?:起|\(含\))*(?:至|到|[-—–~\u301c]+)"
    rf"(?:(?P<end>{_DAY})|{_LATER})(?:止|\(含\)|有效)*"
)


def parse_period(text: str) -> tuple[date, date] | None:
    """First and last day of a period; None if the text is none, ValueError if it runs backwards.

    A last day without a year or month is the first such day from the period's beginning on.
    """
    found = _PERIOD.fullmatch(re.sub(r"\s+(?=[^\d\s])|(?<=[^\d\s])\s+", "", fold(text)))
    if found is None:
        return None
    start = parse_date(found["start"])
    end = parse_date(found["end"]) if found["end"] else _later(start, found["month"], found["day"])
    if end < start:
        raise ValueError(f"“{text}”的止期早于起期")
    return start, end


def _later(start: date, month: str | None, day: str) -> date:
    if month is None:
        return parse_date(f"{start.year}-{start.month}-{day}")
    end = parse_date(f"{start.year}-{month}-{day}")
    return end if end >= start else parse_date(f"{start.year + 1}-{month}-{day}")
