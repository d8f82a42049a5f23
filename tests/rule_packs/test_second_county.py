"""A second county's pack, written from the guide alone: no fault, verdicts, route, due dates."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.rules.deadlines import Course, EventDates, deadline_of
from desktop_app.rules.facts import FactValue
from desktop_app.rules.judge import Terms, judge
from desktop_app.rules.loader import load_pack, read_pack_folder
from desktop_app.rules.route import route
from desktop_app.rules.verdict import Outcome
from desktop_app.rules.verify import verify_pack
from desktop_app.values.calendar import load_calendars
from resources import resource

FOLDER = Path(__file__).parent / "second_county"
WAN = 1_000_000


@pytest.fixture(scope="module")
def calendar():
    return load_calendars(resource("calendars"))


@pytest.fixture(scope="module")
def pack():
    return load_pack(read_pack_folder(FOLDER)).pack


def facts(**values):
    return {name: FactValue(value) for name, value in values.items()}


def test_pack_has_no_fault_and_every_example_holds(calendar):
    report = verify_pack(load_pack(read_pack_folder(FOLDER)), calendar)

    assert report.faults == ()
    assert report.examples_failed == ()
    assert report.examples == 41
    assert report.unbuilt == ("WX-020",)


@pytest.mark.parametrize(
    ("applied_on", "outcome"),
    [
        ("2025-02-28", Outcome.FAIL),
        ("2025-03-01", Outcome.PASS),
        ("2025-09-30", Outcome.PASS),
        ("2025-10-01", Outcome.FAIL),
        ("2026-09-30", Outcome.PASS),
        (None, Outcome.INSUFFICIENT),
    ],
)
def test_yearly_window_is_held_against_the_year_of_the_application(pack, applied_on, outcome):
    known = facts(applied_on=applied_on, track="regular")

    verdict = judge(pack, "in_window", known, Terms(date(2025, 6, 2)))

    assert verdict.outcome is outcome


def test_date_beyond_the_window_says_which_day_would_turn_it(pack):
    known = facts(applied_on="2025-10-01", track="regular")

    verdict = judge(pack, "in_window", known, Terms(date(2025, 10, 1)))

    assert "9月30日" in verdict.message
    assert verdict.turns_if == "“申报日期”不晚于 2025-09-30 即可"


@pytest.mark.parametrize(
    ("readings", "steps"),
    [
        ({"reading.investment": "declared"}, "skipped"),
        ({"reading.investment": "funded"}, "needed"),
        ({}, "unclear"),
    ],
)
def test_signed_reading_decides_whether_a_step_is_needed(pack, readings, steps):
    known = facts(
        route_amount=290 * WAN, declared_amount=290 * WAN, funding_total=300 * WAN, nature="new"
    )

    found = route(pack, "pool_entry", known, Terms(date(2025, 6, 2), readings=readings))

    assert {step.need for step in found if step.flat.path.startswith("upward.")} == {steps}


@pytest.mark.parametrize(
    ("deadline", "event", "begun", "due"),
    [
        # 29 and 30 May, then 3 to 6 June around the Dragon Boat holiday, and 9 June
        ("opinion_due", "pool_entry.intake:agreed", date(2025, 5, 28), date(2025, 6, 9)),
        # Sunday 28 September and Saturday 11 October are worked, 1 to 8 October is holiday
        ("technical_due", "pool_entry.intake:agreed", date(2025, 9, 25), date(2025, 10, 15)),
        ("publish_due", "in_pool_on", date(2025, 10, 20), date(2025, 11, 15)),
        ("stale", "in_pool_on", date(2025, 5, 31), date(2027, 5, 31)),
        ("stop_ends", "discipline.decide:agreed", date(2025, 6, 16), date(2026, 6, 16)),
        ("monthly", "in_pool_on", date(2025, 6, 16), date(2025, 7, 10)),
    ],
)
def test_deadline_falls_on_the_day_worked_out_by_hand(pack, calendar, deadline, event, begun, due):
    course = Course({}, EventDates({event: (begun,)}))

    found = deadline_of(pack, deadline, course, Terms(begun), calendar)

    assert found is not None
    assert found.due == due
