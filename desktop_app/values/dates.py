"""Dates: strict reading, the office's ways of writing them, and months by the calendar."""

import calendar
import re
from datetime import date, datetime, timedelta

from desktop_app.values.text import fold

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_SERIAL_FIRST, _SERIAL_LAST = date(1990, 1, 1), date(2099, 12, 31)
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_TIME = r"(?:[T ]?\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?)?分?(?:Z|[+-]\d\d:?\d\d)?)?"
_DATE = re.compile(
    r"(?P<year>\d{4})"
    r"(?:(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"|年(?P<month_cn>\d{1,2})月(?P<day_cn>\d{1,2})[日号]?"
    r"|(?P<month_8>\d{2})(?P<day_8>\d{2}))" + _TIME
)
_NO_DAY = re.compile(r"\d{4}(?:[-/.]\d{1,2}|年(?:\d{1,2}月)?|)")
_SHORT_YEAR = re.compile(r"\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,4}日?")


def parse_date(value: object, *, epoch1904: bool = False) -> date:
    """The one date a cell can mean; raises ValueError with the reason where it is not certain.

    Args:
        value: a date, a datetime (the time of day is dropped), a text or a spreadsheet serial.
        epoch1904: whether serials of the workbook count from 1904.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise ValueError(f"“{value}”不是日期")  # noqa: TRY004 - a wrong cell, not a wrong caller
    return _from_text(value) if isinstance(value, str) else _from_number(value, epoch1904=epoch1904)


def _from_number(number: float, *, epoch1904: bool) -> date:
    if number != number or abs(number) > _LAST_YEAR * 10_000 + 1231:  # noqa: PLR0124 - not a number
        raise ValueError(f"“{number}”不是日期")
    if number == int(number) and number >= _FIRST_YEAR * 10_000:
        return _from_text(str(int(number)))
    day = (_EPOCH_1904 if epoch1904 else _EPOCH_1900) + timedelta(days=int(number))
    if not _SERIAL_FIRST <= day <= _SERIAL_LAST:
        raise ValueError(f"“{number}”不是日期")
    return day


def _from_text(text: str) -> date:
    plain = re.sub(r"\s*([年月日号/.-])\s*", r"\1", fold(text))
    found = _DATE.fullmatch(plain)
    if found is None:
        raise ValueError(f"“{text}”{_why_not(plain)}")
    month = found["month"] or found["month_cn"] or found["month_8"]
    day = found["day"] or found["day_cn"] or found["day_8"]
    return _existing(int(found["year"]), int(month), int(day), text)


def _existing(year: int, month: int, day: int, text: str) -> date:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(f"“{text}”的年份不对")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"“{text}”这一天不存在") from None


def _why_not(plain: str) -> str:
    if not plain:
        return "为空，没有日期"
    if _NO_DAY.fullmatch(plain):
        return "没有写到日，请写成2026-11-22的样子"
    if _SHORT_YEAR.fullmatch(plain):
        return "的年月日次序不明，请写四位年份，如2026-11-22"
    return "不是日期，请写成2026-11-22的样子"


def long_date(day: date) -> str:
    """The date as papers write it, `2026年11月22日`, without leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def add_months(day: date, months: int) -> date:
    """The same day `months` later (or earlier); a day the month lacks becomes its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


MONTHS = {"month": 1, "quarter": 3, "year": 12}
"""Months in each calendar period a rule may speak of."""


def period_start(day: date, months: int) -> date:
    """The first day of the month, quarter or year (of 1, 3 or 12 `months`) a day is in."""
    return day.replace(month=(day.month - 1) // months * months + 1, day=1)
