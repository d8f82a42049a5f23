"""Intake of the statutory-holiday sheet (法定节假日表): rest days and make-up days of a year."""

from collections.abc import Sequence
from datetime import date

from db.unit_of_work import UnitOfWork
from desktop_app.domain.record import Subject
from desktop_app.excel.reading import RowReading
from desktop_app.use_cases.imports.intakes.intake import MATCHING, Draft, Place, Surroundings
from desktop_app.use_cases.imports.views import FieldChange
from desktop_app.values.calendar import YearDays

REST, WORK = "rest", "work"


class HolidaysIntake:
    """Days of whole years; a year in the workbook replaces the year on record."""

    sheet = "holidays"

    def plan(self, around: Surroundings, rows: Sequence[tuple[Place, RowReading]]) -> list[Draft]:
        """One draft per day: new, changed or unchanged against the imported years."""
        known = {days.year: days for days in around.view.calendars.all()}
        return [_draft(known, place, row) for place, row in around.steps.each(rows, MATCHING)]

    def store(
        self, uow: UnitOfWork, _around: Surroundings, drafts: Sequence[Draft]
    ) -> list[Subject]:
        """Write the years the days belong to, keeping days on record that no row names."""
        years = {days.year: days for days in uow.calendars.all()}
        for draft in drafts:
            day = _day(draft)
            kind = draft.row.values["kind"]
            name = str(draft.row.values.get("name") or "")
            old = years.get(day.year, YearDays(day.year, {}, {}, draft.place.file))
            rest = {d: n for d, n in old.rest.items() if d != day}
            work = {d: n for d, n in old.work.items() if d != day}
            (rest if kind == REST else work)[day] = name
            years[day.year] = YearDays(day.year, rest, work, draft.place.file)
        for year in sorted({_day(d).year for d in drafts}):
            uow.calendars.put(years[year])
        return [Subject("calendar", _day(d).year) for d in drafts]


def _day(draft: Draft) -> date:
    day = draft.row.values["day"]
    if not isinstance(day, date):
        raise TypeError(f"{draft.place.file} row {draft.row.row} has no day")
    return day


def _draft(known: dict[int, YearDays], place: Place, row: RowReading) -> Draft:
    day = row.values.get("day")
    kind = str(row.values.get("kind") or "")
    if not isinstance(day, date) or not kind:
        return Draft(place, row, "problem", str(day or ""))
    title = day.isoformat()
    days = known.get(day.year)
    before = "" if days is None else _kind_on(days, day)
    if before == kind:
        return Draft(place, row, "unchanged", title, day.year, title)
    labels = {REST: "休", WORK: "班", "": ""}
    change = FieldChange("类别", labels[before], labels.get(kind, kind))
    return Draft(place, row, "changed" if before else "new", title, changes=(change,))


def _kind_on(days: YearDays, day: date) -> str:
    if day in days.rest:
        return REST
    return WORK if day in days.work else ""
