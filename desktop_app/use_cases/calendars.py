"""The working-day calendar of this desk: shipped years and years the clerk imported."""

from functools import lru_cache

from db.unit_of_work import ReadView
from desktop_app.use_cases.desk import Desk
from desktop_app.values.calendar import WorkCalendar, load_calendars
from resources import resource


@lru_cache(maxsize=1)
def shipped_calendar() -> WorkCalendar:
    """The years that ship with the program."""
    return load_calendars(resource("calendars"))


def calendar_of(view: ReadView) -> WorkCalendar:
    """The shipped years with the imported ones in their place."""
    calendar = shipped_calendar()
    for days in view.calendars.all():
        calendar = calendar.with_year(days)
    return calendar


def known_years(desk: Desk) -> tuple[int, ...]:
    """The years known, shipped or imported; any other year is counted by weekends and marked."""
    with desk.workspace.read() as view:
        return calendar_of(view).known_years
