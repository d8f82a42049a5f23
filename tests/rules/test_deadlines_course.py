"""Repeating duties, conditions, house periods, extension, waiver and completion."""

from datetime import date

from desktop_app.rules.deadlines import Course, Stored, deadlines_of
from desktop_app.rules.judge import Terms
from desktop_app.values.calendar import load_calendars
from resources import resource

CALENDAR = load_calendars(resource("calendars"))
FILING = 'starts = ["contract.sign"]\noffset = "term.filing"\ndone = ["contract.file"]\n'
SIGNED = {"contract.sign": [date(2025, 1, 24)]}


def test_yearly_duty_goes_on_year_by_year(due):
    keys = 'starts = ["state:built"]\nmonth_day = "12-31"\nyear = "each"\ndone = ["contract.file"]'
    began = {"state:built": [date(2024, 6, 1)]}

    assert due(keys, events=began).due == date(2024, 12, 31)
    reported = {**began, "contract.file": [date(2024, 12, 20)]}
    assert due(keys, events=reported).due == date(2025, 12, 31)


def test_yearly_duty_done_twice_in_a_year_is_done_for_that_year_only(due):
    keys = 'starts = ["state:built"]\nmonth_day = "12-31"\nyear = "each"\ndone = ["contract.file"]'
    began = {"state:built": [date(2024, 6, 1)]}

    twice = {**began, "contract.file": [date(2024, 11, 20), date(2024, 12, 20)]}
    assert due(keys, events=twice).due == date(2025, 12, 31)
    late = {**began, "contract.file": [date(2025, 1, 10)]}
    assert due(keys, events=late).due == date(2025, 12, 31)
    late_and_again = {**began, "contract.file": [date(2025, 1, 10), date(2025, 12, 1)]}
    assert due(keys, events=late_and_again).due == date(2026, 12, 31)


def test_yearly_duty_done_once_is_over_when_its_condition_is(due):
    keys = (
        'starts = ["state:built"]\nmonth_day = "12-31"\nyear = "each"\n'
        'done = ["contract.file"]\nwhile = "nature == \'om\'"'
    )
    events = {"state:built": [date(2024, 6, 1)], "contract.file": [date(2024, 12, 20)]}

    assert due(keys, facts={"nature": "om"}, events=events).due == date(2025, 12, 31)
    assert due(keys, facts={"nature": "new"}, events=events) is None


def test_what_rests_goes_on_standing_with_a_mark(due):
    keys = f"{FILING}held = \"nature == 'om'\""

    assert due(keys, facts={"nature": "om"}, events=SIGNED).title == "事（暂停中）"
    assert due(keys, facts={"nature": "om"}, events=SIGNED).due == date(2025, 2, 13)
    assert due(keys, facts={"nature": "new"}, events=SIGNED).title == "事"
    assert due(keys, events=SIGNED).title == "事"


def test_yearly_duty_without_start_is_this_years_until_done(due):
    keys = 'month_day = "10-31"\nyear = "each"\ndone = ["contract.file"]'

    assert due(keys).due == date(2025, 10, 31)
    done = due(keys, events={"contract.file": [date(2025, 3, 1)]})
    assert done.original_due == date(2026, 10, 31)


def test_yearly_duty_of_before_the_office_began_is_next_years(due):
    keys = 'month_day = "01-31"\nyear = "each"'
    later, first = date(2025, 7, 1), date(2026, 1, 31)

    assert due(keys, on=later, since=date(2025, 1, 31)).original_due == date(2025, 1, 31)
    assert due(keys, on=later, since=date(2025, 2, 1)).original_due == first
    done = Stored(completed_on=(date(2025, 12, 20),))
    early = due(keys, on=date(2025, 12, 21), since=date(2025, 2, 1), stored=done)
    assert early.original_due == date(2027, 1, 31)


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


def test_quarterly_duty_falls_on_a_working_day_of_its_first_month(due):
    keys = 'starts = ["state:built"]\nrepeat = "quarter"\nday_value = "term.filing"\n'
    keys += 'done = ["contract.file"]'
    began = {"state:built": [date(2025, 2, 10)]}

    # Qingming, 4 to 6 April, is no working day: 1 2 3 7 8 9 10 11 14 15.
    assert due(keys, events=began).due == date(2025, 4, 15)
    once = {**began, "contract.file": [date(2025, 4, 2)]}
    # 1 2 3 4 7 8 9 10 11 14 July.
    assert due(keys, events=once).due == date(2025, 7, 14)


def test_quarterly_duty_in_the_last_month_of_a_quarter(due):
    keys = 'starts = ["state:built"]\nrepeat = "quarter"\nmonth = 3\nday = 25'

    assert due(keys, events={"state:built": [date(2025, 2, 10)]}).due == date(2025, 3, 25)
    assert due(keys, events={"state:built": [date(2025, 3, 26)]}).due == date(2025, 6, 25)


def test_quarterly_duty_nothing_starts_is_the_running_quarters_until_done(due):
    keys = 'repeat = "quarter"\nmonth = 3\nday = 25\ndone = ["contract.file"]'

    late = due(keys, on=date(2025, 3, 30))
    assert late.due == date(2025, 3, 25)
    assert late.is_overdue(date(2025, 3, 30))
    done = {"contract.file": [date(2025, 3, 20)]}
    assert due(keys, on=date(2025, 3, 30), events=done).due == date(2025, 6, 25)


def test_regulation_owes_nothing_before_it_is_in_force(due):
    each_year = 'month_day = "02-28"\nyear = "each"'

    assert due(each_year, on=date(2024, 12, 1)).original_due == date(2025, 2, 28)
    each_quarter = 'repeat = "quarter"\nday = 20'
    assert due(each_quarter, on=date(2024, 12, 1)).original_due == date(2025, 1, 20)
