"""The rows of workbooks meeting the records: one draft per row, nothing written."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from db.unit_of_work import ReadView
from desktop_app.domain.record import LogHead
from desktop_app.excel.problems import Cause
from desktop_app.excel.reader import BookReading, SheetReading
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.base_data import unit_index
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.imports.intakes import intakes_for
from desktop_app.use_cases.imports.intakes.intake import Draft, Place, Surroundings
from desktop_app.use_cases.progress import SILENT, Steps
from desktop_app.use_cases.regime import current_pack
from desktop_app.values.dates import parse_date
from desktop_app.values.ids import BatchId
from desktop_app.values.text import normal_name

Accepted = Mapping[str, frozenset[tuple[str, str]]]
"""Cells (sheet, cell) by file whose amount was confirmed as it stands."""
OLD = timedelta(days=366)
"""Beyond this a 填报日期 is asked about: the year may be a slip."""
Basis = tuple[LogHead, date]
"""What drafts rest on: the records as the log closes them, and the day."""


def basis_of(desk: Desk, view: ReadView) -> Basis:
    """What drafts made now would rest on; while it is the same, so are they."""
    return view.log_head(), desk.today


def surroundings_of(desk: Desk, view: ReadView, steps: Steps = SILENT) -> Surroundings:
    """What the rows meet."""
    pack = current_pack(desk, view)
    return Surroundings(desk, view, pack, unit_index(view), desk.today, steps)


def match_rows(
    desk: Desk,
    view: ReadView,
    books: Sequence[BookReading],
    accepted: Accepted,
    steps: Steps = SILENT,
) -> tuple[Draft, ...]:
    """A draft per row of all workbooks, sheet by sheet."""
    around = replace(surroundings_of(desk, view, steps), accepted=accepted)
    offices = office_index(around.pack, desk.today)
    drafts: list[Draft] = []
    sheets = {reading.spec.id for book in books for reading in book.sheets}
    for intake in intakes_for(around.keeping, sheets):
        rows = [
            (place, row)
            for book in books
            for reading in book.sheets
            if reading.spec.id == intake.sheet
            for place in [_place_of(around, offices, book, reading)]
            for row in reading.rows
        ]
        if rows:
            drafts += intake.plan(replace(around, planned=tuple(drafts)), rows)
    known = {book.digest for book in books if batch_of(view, book)}
    told = {id(reading): _repeats(reading) for book in books for reading in book.sheets}
    return tuple(
        _left_alone(each)
        if each.place.digest in known
        else _told_once(each, told[id(each.place.reading)])
        for each in drafts
    )


def _repeats(reading: SheetReading) -> frozenset[str]:
    """The cells whose row the sheet itself already tells to be a repeat."""
    return frozenset(p.cell for p in reading.problems if p.cause == Cause.DUPLICATE_ROW)


def _told_once(draft: Draft, repeats: frozenset[str]) -> Draft:
    """The draft without a repeat told of its cell before."""
    if not draft.problems or not repeats:
        return draft
    fresh = (p for p in draft.problems if p.cause != Cause.DUPLICATE_ROW or p.cell not in repeats)
    return replace(draft, problems=tuple(fresh))


def batch_of(view: ReadView, book: BookReading) -> BatchId | None:
    """The import that took this very file and was not undone, None if there is none."""
    found = (batch.id for batch in view.batches.with_file(book.digest) if not batch.undone_by)
    return next(found, None)


def _left_alone(draft: Draft) -> Draft:
    """A row of a file imported before: what was changed since by hand stays as it is."""
    return replace(draft, kind="unchanged", values={}, changes=(), problems=(), remarks=())


def _place_of(
    around: Surroundings, offices: Mapping[str, str], book: BookReading, reading: SheetReading
) -> Place:
    """Where the rows of a sheet stand, with the unit or office its head (or mark) names."""
    mark = book.template.unit if book.template else ""
    named = [normal_name(text) for text in (reading.heading.get("unit", ""), mark)]
    sender = next((around.units[name] for name in named if name in around.units), None)
    marked = book.template.office if book.template else ""
    office = marked or next((offices[name] for name in named if name in offices), "")
    dated = _dated(around, reading)
    is_long_ago = dated < around.today - OLD
    return Place(book.file, reading, sender, dated, book.digest, office, is_long_ago)


def office_index(pack: Pack, on: date) -> dict[str, str]:
    """Roles of the pack's offices by the names they go by on a day, then by those they had."""
    names: dict[str, str] = {}
    for office in pack.offices:
        dated = [each for each in office.names if each.name == pack.office_name(office.role, on)]
        for text in (office.label, *(t for each in dated for t in (each.name, each.short or ""))):
            if text:
                names.setdefault(normal_name(text), office.role)
    for office in pack.offices:
        for each in office.names:
            if each.until is not None and each.until < on:
                names.setdefault(normal_name(each.name), office.role)
    return names


def _dated(around: Surroundings, reading: SheetReading) -> date:
    """填报日期 of the head; the day of the import where it is missing, unclear or to come.

    So it is where the day lies more than a year back and before the regulation: no row of then
    could be judged by it, and nothing would be found wrong.
    """
    try:
        dated = parse_date(reading.heading.get("date", ""))
    except ValueError:
        return around.today
    is_too_old = dated < min(around.pack.document.from_, around.today - OLD)
    return around.today if is_too_old else min(dated, around.today)
