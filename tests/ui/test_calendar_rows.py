"""The known years as the page tells them."""

from datetime import date

from desktop_app.values.calendar import YearDays
from ui.stages.system.calendar_rows import read_years


def test_a_year_imported_in_part_is_told_as_such():
    whole = YearDays(2026, {date(2026, month, 1): "节" for month in (1, 5, 10)}, {})
    begun = YearDays(2027, {date(2027, 1, 1): "元旦"}, {date(2027, 1, 9): "元旦"})

    years = read_years([begun, whole])

    assert [year.title for year in years] == ["2026", "2027（不全）"]
    assert [(day.kind, day.weekday) for day in years[1].days] == [
        ("放假", "星期五"), ("调休上班", "星期六")
    ]  # fmt: skip
