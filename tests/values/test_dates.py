"""Dates: strict reading, writing, months."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.values.dates import add_months, long_date, parse_date

OFFICE_DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31))


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-22",
        "2026.11.22",
        "2026/11/22",
        "2026年11月22日",
        "２０２６年１１月２２日",
        " 2026 年 11 月 22 日 ",
        "20261122",
        "2026-11-22 10:30:00",
        "2026-11-22T10:30",
        20261122,
        46348,
        46348.75,
        date(2026, 11, 22),
        datetime(2026, 11, 22, 23, 59, tzinfo=UTC),
    ],
)
def test_every_certain_way_of_writing_gives_the_same_day(value):
    assert parse_date(value) == date(2026, 11, 22)


def test_serials_of_a_1904_workbook_count_from_1904():
    assert parse_date(44886, epoch1904=True) == date(2026, 11, 22)


@pytest.mark.parametrize(
    "value",
    [
        "26/11/22",
        "11/22/2026",
        "2026年11月",
        "2026-02-30",
        "2026-13-01",
        "2026-11/22",
        "20261131",
        "3026-11-22",
        "2026",
        "",
        "今天",
        2026,
        46348123456,
        float("nan"),
        True,
        None,
        -5,
    ],
)
def test_what_may_mean_another_day_or_none_is_refused(value):
    with pytest.raises(ValueError, match="“"):
        parse_date(value)


def test_a_month_without_its_day_says_so():
    with pytest.raises(ValueError, match="没有写到日"):
        parse_date("2026年11月")


@given(OFFICE_DAYS)
def test_the_long_date_is_read_back(day):
    assert parse_date(long_date(day)) == day


@given(OFFICE_DAYS)
def test_a_spreadsheet_serial_is_its_day(day):
    assert parse_date((day - date(1899, 12, 30)).days) == day


def test_papers_write_dates_without_leading_zeros():
    assert long_date(date(2026, 1, 5)) == "2026年1月5日"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 11, 30), 6, date(2025, 5, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 3, 20), 24, date(2027, 3, 20)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(day, months, later):
    assert add_months(day, months) == later


@given(OFFICE_DAYS, st.integers(min_value=0, max_value=60))
def test_later_by_more_months_is_never_earlier(day, months):
    assert add_months(day, months) <= add_months(day, months + 1)
