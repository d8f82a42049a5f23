from datetime import date

import pytest

from desktop_app.rules.deadlines import Course, EventDates, Stored, deadline_of, deadlines_of
from desktop_app.rules.facts import FactValue
from desktop_app.rules.judge import Terms
from desktop_app.values.calendar import load_calendars
from resources import resource

CALENDAR = load_calendars(resource("calendars"))
PARAMETERS = """
[[value]]
id = "term.filing"
label = "备案"
unit = "工作日"
value = 10
rows = ["M-2"]
[[value]]
id = "term.trial"
label = "试运行"
unit = "个月"
value = 3
rows = ["M-2"]
[[value]]
id = "term.open"
label = "开始"
unit = "个月"
value = 12
rows = ["M-2"]
[[value]]
id = "term.close"
label = "截止"
unit = "年"
value = 2
rows = ["M-2"]
[[value]]
id = "term.notice"
label = "提前"
unit = "日"
value = 90
rows = ["M-2"]
[[value]]
id = "day.stop"
label = "清退日"
unit = "月日"
value = "09-30"
rows = ["M-2"]
[[setting]]
id = "house.term"
label = "报送期限"
question = "几天？"
unit = "工作日"
rows = ["M-2"]
"""
PROCEDURE = """
[[state]]
id = "built"
title = "建成"
stage = "acceptance"
[[procedure]]
id = "contract"
title = "合同"
stage = "construction"
[[procedure.step]]
id = "sign"
title = "签订"
actor = "unit"
outcomes = ["signed", "returned"]
[[procedure.step]]
id = "file"
title = "备案"
actor = "unit"
outcomes = ["filed"]
"""


@pytest.fixture
def due(load_with):
    """Computes one duty written in TOML from events, facts and the day."""

    def compute(keys, *, events=None, on=date(2025, 1, 1), facts=None, stored=None, settings=None):
        spec = f'[[deadline]]\nid = "duty"\ntitle = "事"\nrows = ["M-2"]\n{keys}'
        loaded = load_with(parameters=PARAMETERS, procedures=PROCEDURE, deadlines=spec)
        assert loaded.faults == ()
        known = {name: FactValue(value) for name, value in (facts or {}).items()}
        dates = {name: tuple(days) for name, days in (events or {}).items()}
        course = Course(known, EventDates(dates), {"duty": stored} if stored else {})
        return deadline_of(loaded.pack, "duty", course, Terms(on, settings or {}), CALENDAR)

    return compute


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

    assert duty.due == date(2025, 3, 29)


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


def test_yearly_duty_goes_on_year_by_year(due):
    keys = 'starts = ["state:built"]\nmonth_day = "12-31"\nyear = "each"\ndone = ["contract.file"]'
    began = {"state:built": [date(2024, 6, 1)]}

    assert due(keys, events=began).due == date(2024, 12, 31)
    reported = {**began, "contract.file": [date(2024, 12, 20)]}
    assert due(keys, events=reported).due == date(2025, 12, 31)


def test_yearly_duty_without_start_is_this_years_until_done(due):
    keys = 'month_day = "10-31"\nyear = "each"\ndone = ["contract.file"]'

    assert due(keys).due == date(2025, 10, 31)
    done = due(keys, events={"contract.file": [date(2025, 3, 1)]})
    assert done.original_due == date(2026, 10, 31)


def test_monthly_duty_falls_on_its_day_and_short_months_end(due):
    keys = 'starts = ["state:built"]\nrepeat = "month"\nday = 31\ndone = ["contract.file"]'
    began = {"state:built": [date(2025, 1, 10)]}

    assert due(keys, events=began).due == date(2025, 2, 5)
    once = {**began, "contract.file": [date(2025, 1, 31)]}
    assert due(keys, events=once).due == date(2025, 2, 28)


def test_yearly_repetition_takes_the_day_of_its_start(due):
    keys = 'starts = ["state:built"]\nrepeat = "year"\ndone = ["contract.file"]'
    events = {"state:built": [date(2024, 4, 1)], "contract.file": [date(2024, 4, 1)]}

    assert due(keys, events=events).due == date(2025, 4, 1)


def test_repeating_duty_counts_from_its_last_completion(due):
    keys = 'starts = ["state:built"]\nrepeat = "term.open"\ndone = ["contract.file"]'
    began = {"state:built": [date(2024, 4, 1)]}

    assert due(keys, events=began).due == date(2025, 4, 1)
    tested = {**began, "contract.file": [date(2024, 8, 1)]}
    assert due(keys, events=tested).due == date(2025, 8, 1)
    assert due(keys, events=tested).is_open


def test_duty_stands_only_while_its_condition_holds(due):
    keys = 'month_day = "12-31"\nwhile = "nature == \'om\'"'

    assert due(keys, facts={"nature": "new"}) is None
    assert due(keys, facts={"nature": "om"}) is not None
    assert due(keys) is not None


def test_undefined_house_period_has_no_day_and_names_the_setting(due):
    keys = 'starts = ["contract.sign"]\noffset = "house.term"'

    duty = due(keys, events=SIGNED)

    assert duty.due is None
    assert duty.undefined_setting == "报送期限"
    assert duty.is_house
    assert not duty.is_overdue(date(2030, 1, 1))


def test_defined_house_period_is_counted_and_marked(due):
    keys = 'starts = ["contract.sign"]\noffset = "house.term"'

    duty = due(keys, events=SIGNED, settings={"house.term": 10})

    assert duty.due == date(2025, 2, 13)
    assert duty.is_house


def test_extension_moves_the_day_and_keeps_the_original(due):
    duty = due(FILING, events=SIGNED, stored=Stored(extended_to=date(2025, 3, 3)))

    assert (duty.due, duty.original_due) == (date(2025, 3, 3), date(2025, 2, 13))
    assert duty.is_extended


def test_waiver_settles_and_closing_removes_the_duty(due):
    assert not due(FILING, events=SIGNED, stored=Stored(waived_on=date(2025, 2, 1))).is_open
    assert due(FILING, events=SIGNED, stored=Stored(closed_on=date(2025, 2, 1))) is None


def test_opened_duty_counts_from_the_day(due):
    duty = due(FILING, on=date(2025, 1, 24), stored=Stored(is_opened=True))

    assert duty.due == date(2025, 2, 13)


def test_completion_may_be_stored(due):
    duty = due(FILING, events=SIGNED, stored=Stored(completed_on=(date(2025, 2, 1),)))

    assert duty.completed_on == date(2025, 2, 1)


def test_duties_of_a_subject_come_in_order_of_their_day(load_with):
    specs = "".join(
        f'[[deadline]]\nid = "{name}"\ntitle = "事"\nrows = ["M-2"]\n{keys}\n'
        for name, keys in {
            "unset": 'month_day_value = "house.day"',
            "late": 'month_day = "12-31"',
            "soon": 'month_day = "01-15"',
            "other": 'month_day = "01-01"\nsubject = "unit"',
        }.items()
    )
    setting = """
[[setting]]
id = "house.day"
label = "清理日"
question = "哪天？"
unit = "月日"
"""
    pack = load_with(parameters=setting, deadlines=specs).pack

    duties = deadlines_of(pack, "project", Course({}), Terms(date(2025, 1, 1)), CALENDAR)

    assert [duty.id for duty in duties] == ["soon", "late", "unset"]
