"""Due days of one event, of several, of a month and day, of a fact."""

from datetime import date

import pytest

from desktop_app.rules.deadlines import Stored

FILING = 'starts = ["contract.sign"]\noffset = "term.filing"\ndone = ["contract.file"]\n'
SIGNED = {"contract.sign": [date(2025, 1, 24)]}


def test_working_days_follow_the_statutory_calendar(due):
    duty = due(FILING + "remind = [3]", events=SIGNED)

    assert duty.due == date(2025, 2, 13)
    assert not duty.is_estimated
    assert not duty.is_house
    assert duty.clauses == ("第二条",)
    assert duty.remind_on == (date(2025, 2, 10),)


def test_duty_waits_for_its_event(due):
    assert due(FILING) is None


def test_done_step_settles_the_duty(due):
    duty = due(FILING, events={**SIGNED, "contract.file": [date(2025, 2, 5)]})

    assert duty.completed_on == date(2025, 2, 5)
    assert not duty.is_open


def test_completion_before_the_event_does_not_count(due):
    duty = due(FILING, events={**SIGNED, "contract.file": [date(2025, 1, 5)]})

    assert duty.is_open
    assert duty.is_overdue(date(2025, 2, 14))
    assert not duty.is_overdue(date(2025, 2, 13))


def test_months_end_by_the_month_end_rule(due):
    duty = due(
        'starts = ["state:built"]\noffset = "term.trial"',
        events={"state:built": [date(2024, 11, 30)]},
    )

    assert duty.due == date(2025, 2, 28)


def test_window_opens_and_closes_and_unknown_year_is_marked(due):
    duty = due(
        'starts = ["state:built"]\nopens = "term.open"\noffset = "term.close"',
        events={"state:built": [date(2025, 3, 20)]},
    )

    assert duty.window_opens == date(2026, 3, 20)
    assert duty.original_due == date(2027, 3, 20)
    assert duty.due == date(2027, 3, 22)
    assert duty.is_estimated


def test_due_day_on_a_rest_day_can_be_kept(due):
    keys = 'starts = ["state:built"]\noffset = "term.close"\nrest_day = "keep"'

    duty = due(keys, events={"state:built": [date(2025, 3, 20)]})

    assert duty.due == date(2027, 3, 20)


def test_latest_of_several_events_counts_once_all_came(due):
    keys = 'starts = ["state:built", "signed_on"]\noffset = "term.trial"'

    assert due(keys, events={"state:built": [date(2025, 1, 2)]}) is None
    duty = due(keys, events={"state:built": [date(2025, 1, 2)]}, facts={"signed_on": "2025-02-05"})
    assert duty.due == date(2025, 5, 6)
    assert duty.original_due == date(2025, 5, 5)


def test_earliest_of_several_events_counts_at_once(due):
    keys = 'starts = ["state:built", "signed_on"]\npick = "earliest"\noffset = "term.trial"'

    duty = due(keys, facts={"signed_on": "2025-02-05"})

    assert duty.started_on == date(2025, 2, 5)


def test_one_outcome_can_start_a_duty(due):
    keys = 'starts = ["contract.sign:returned"]\noffset = "term.filing"'

    duty = due(keys, events={"contract.sign:returned": [date(2025, 1, 24)]})

    assert duty.due == date(2025, 2, 13)


def test_duty_before_an_event_is_not_moved_later(due):
    keys = 'starts = ["signed_on"]\noffset = "term.notice"\ndirection = "before"'

    duty = due(keys, facts={"signed_on": "2025-06-27"})

    assert (duty.due, duty.runs_out_on) == (date(2025, 3, 29), date(2025, 6, 27))
    assert not duty.is_overdue(date(2025, 6, 27))
    assert duty.is_overdue(date(2025, 6, 28))


@pytest.mark.parametrize(
    ("settled", "is_open"), [(date(2025, 3, 28), True), (date(2025, 3, 29), False)]
)
def test_what_is_told_ahead_is_settled_from_then_on(due, settled, is_open):
    keys = 'starts = ["signed_on"]\noffset = "term.notice"\ndirection = "before"'
    duty = due(keys, facts={"signed_on": "2025-06-27"}, stored=Stored(completed_on=(settled,)))
    assert duty.is_open == is_open


def test_expiry_of_the_regulation_itself_can_be_counted_to(due):
    keys = 'starts = ["regime_from"]\noffset = "term.trial"'

    assert due(keys).due == date(2025, 4, 1)
    assert due(keys.replace("from", "until")) is None


def test_undefined_period_of_a_duty_that_has_not_begun_stays_away(due):
    assert due('starts = ["contract.sign"]\noffset = "house.term"') is None


def test_date_comes_from_a_fact(due):
    assert due('date_fact = "signed_on"') is None
    assert due('date_fact = "signed_on"', facts={"signed_on": "2025-03-04"}).due == date(2025, 3, 4)


@pytest.mark.parametrize(
    ("keys", "facts", "day"),
    [
        ('month_day = "12-31"', {}, date(2025, 12, 31)),
        ('month_day = "02-29"', {}, date(2025, 2, 28)),
        ('month_day = "12-31"\nyear = "next"', {}, date(2026, 12, 31)),
        ('month_day_value = "day.stop"\nyear_fact = "year"', {"year": 2026}, date(2026, 9, 30)),
    ],
)
def test_month_and_day_of_a_year(due, keys, facts, day):
    assert due(keys, facts=facts).due == day


def test_quarters_are_three_months_each(due):
    duty = due(
        'starts = ["state:built"]\noffset = "term.stay"',
        events={"state:built": [date(2025, 11, 30)]},
    )

    assert duty.original_due == date(2026, 11, 30)


FROM_BASE = 'starts = ["deadline:base"]\noffset = "term.trial"'


def test_a_duty_is_counted_from_the_day_another_is_due(due):
    """Ten working days from 2025-01-24 end on 02-13; three months on from there."""
    assert due(FROM_BASE, base=FILING, events=SIGNED).due == date(2025, 5, 13)
    assert due(FROM_BASE, base=FILING) is None  # what it is counted from has not begun

    done = {**SIGNED, "contract.file": [date(2025, 2, 5)]}
    assert due(FROM_BASE, base=FILING, events=done).due == date(2025, 5, 13)


def test_an_extension_moves_what_is_counted_from_it(due):
    extended = {"base": Stored(extended_to=date(2025, 3, 3))}
    assert due(FROM_BASE, base=FILING, events=SIGNED, stored=extended).due == date(2025, 6, 3)


def test_days_before_another_is_due_are_counted_back(due):
    keys = 'starts = ["deadline:base"]\noffset = "term.notice"\ndirection = "before"'
    duty = due(keys, base=FILING, events=SIGNED)
    assert (duty.due, duty.runs_out_on) == (date(2024, 11, 15), date(2025, 2, 13))


@pytest.mark.parametrize(
    ("settled", "is_open"), [(date(2025, 1, 23), True), (date(2025, 1, 24), False)]
)
def test_what_is_told_ahead_of_another_duty_is_settled_since_that_one_began(due, settled, is_open):
    keys = 'starts = ["deadline:base"]\noffset = "term.notice"\ndirection = "before"'
    done = Stored(completed_on=(settled,))
    assert due(keys, base=FILING, events=SIGNED, stored=done).is_open == is_open


def test_what_is_counted_from_the_offices_own_period_is_its_own_too(due):
    assert not due(FROM_BASE, base=FILING, events=SIGNED).is_house
    assert due(FROM_BASE, base=f"{FILING}is_house = true", events=SIGNED).is_house


def test_a_guess_is_passed_on(due):
    """The working days of 2031 are not known yet; months of any year are."""
    late = {"contract.sign": [date(2031, 1, 24)]}
    assert due(FROM_BASE, base=f'{FILING}rest_day = "keep"', events=late).is_estimated
