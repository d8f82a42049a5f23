"""Working days: the notices of 2020 to 2026, counting, and years without a notice."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.values.calendar import DayCount, DueDate, WorkCalendar, YearDays, load_calendars
from resources import resource

CALENDAR = load_calendars(resource("calendars"))
KNOWN_DAYS = st.dates(min_value=date(2020, 3, 1), max_value=date(2026, 6, 30))


def test_the_shipped_years_are_2020_to_2026():
    assert CALENDAR.known_years == (2020, 2021, 2022, 2023, 2024, 2025, 2026)


@pytest.mark.parametrize(
    ("year", "rest", "work"),
    [
        (2020, 30, 6),
        (2021, 31, 7),
        (2022, 32, 7),
        (2023, 26, 7),
        (2024, 28, 8),
        (2025, 28, 5),
        (2026, 33, 6),
    ],
)
def test_each_notice_has_its_days_of_rest_and_work(year, rest, work):
    notice = CALENDAR.years[year]

    assert (len(notice.rest), len(notice.work)) == (rest, work)


@pytest.mark.parametrize("year", [2020, 2021, 2022, 2023, 2024, 2025, 2026])
def test_make_up_days_are_weekend_days_and_the_source_is_named(year):
    notice = CALENDAR.years[year]

    assert all(day.weekday() >= 5 for day in notice.work)
    assert notice.source.startswith("国办发明电〔")


def test_ten_working_days_across_spring_festival_2025():
    due = CALENDAR.add_working_days(date(2025, 1, 24), 10)

    assert due == DueDate(date(2025, 2, 13), is_estimated=False)


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (date(2025, 1, 26), True),
        (date(2025, 2, 8), True),
        (date(2025, 1, 28), False),
        (date(2025, 2, 4), False),
        (date(2025, 2, 5), True),
        (date(2026, 2, 23), False),
        (date(2026, 11, 22), False),
    ],
)
def test_rest_days_and_make_up_days_are_known(day, is_working):
    assert CALENDAR.is_working_day(day) is is_working


def test_a_year_without_a_notice_counts_by_weekends_and_is_marked():
    due = CALENDAR.add_working_days(date(2027, 9, 30), 1)

    assert due == DueDate(date(2027, 10, 1), is_estimated=True)


def test_counting_into_a_year_without_a_notice_is_marked():
    assert CALENDAR.add_working_days(date(2026, 12, 31), 1).is_estimated
    assert not CALENDAR.add_working_days(date(2026, 12, 30), 1).is_estimated


def test_counting_backwards_out_of_the_known_years_is_marked():
    assert CALENDAR.add_working_days(date(2020, 1, 2), -2).is_estimated


def test_an_imported_year_is_no_longer_marked():
    rest = {date(2027, 1, 1): "元旦", date(2027, 5, 3): "劳动节", date(2027, 10, 1): "国庆节"}
    calendar = CALENDAR.with_year(YearDays(2027, rest, {}, "某号"))

    due = calendar.add_working_days(date(2027, 9, 30), 1)

    assert due == DueDate(date(2027, 10, 4), is_estimated=False)


def test_a_year_imported_in_part_counts_and_stays_marked():
    rest = {date(2027, 1, 1): "元旦", date(2027, 5, 3): "劳动节"}
    calendar = CALENDAR.with_year(YearDays(2027, rest, {}, "某号"))

    assert calendar.add_working_days(date(2026, 12, 31), 1) == DueDate(
        date(2027, 1, 4), is_estimated=True
    )


def test_the_next_working_day_is_the_day_itself_if_worked():
    assert CALENDAR.next_working_day(date(2025, 1, 26)).day == date(2025, 1, 26)
    assert CALENDAR.next_working_day(date(2025, 1, 28)).day == date(2025, 2, 5)


def test_working_days_between_leave_out_the_first_day():
    between = CALENDAR.working_days_between(date(2025, 1, 24), date(2025, 2, 13))

    assert between == DayCount(10, is_estimated=False)


def test_days_of_a_notice_must_lie_in_its_year():
    with pytest.raises(ValueError, match="不在2027年"):
        YearDays(2027, {date(2026, 12, 31): "元旦"}, {})


def test_a_day_cannot_be_both_rest_and_work():
    with pytest.raises(ValueError, match="既是"):
        YearDays(2027, {date(2027, 1, 1): "元旦"}, {date(2027, 1, 1): "元旦"})


def test_a_faulty_calendar_file_is_named(tmp_path):
    (tmp_path / "2027.toml").write_text("year = 2027\nholiday = [{}]\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"2027\.toml"):
        load_calendars(tmp_path)


def test_a_calendar_without_any_year_marks_everything():
    assert WorkCalendar().add_working_days(date(2025, 1, 24), 10) == DueDate(
        date(2025, 2, 7), is_estimated=True
    )


@given(KNOWN_DAYS, st.integers(min_value=1, max_value=60))
def test_the_due_day_is_worked_and_counting_back_gives_the_number(day, count):
    due = CALENDAR.add_working_days(day, count)

    assert CALENDAR.is_working_day(due.day)
    assert CALENDAR.working_days_between(day, due.day).days == count


@given(KNOWN_DAYS)
def test_no_rest_lasts_longer_than_eleven_days(day):
    assert CALENDAR.next_working_day(day).day - day <= timedelta(days=11)
