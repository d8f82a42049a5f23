"""Rows of registers as a paper lists them: those a subject sees, in the register's order."""

from collections.abc import Iterable

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, RegisterEntry
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.papers.content_parts import RowsWanted
from desktop_app.use_cases.papers.told import holds_in
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.reading import Reading


def rows_for(reading: Reading, course: Course, wanted: RowsWanted) -> list[Course]:
    """The rows of a register as a subject sees them, each as a subject of its own.

    A row knows its own columns, those of the rows it stands under and all of its project.
    """
    live = {state.id: state.is_live for state in course.pack.states}
    rows_of = reading.ledger.rows_seen_from(
        course.kind.seen(course.record),
        lambda state: wanted.with_ended or live.get(state, True),
    )
    subjects = [Subject(ENTRY, row.id) for row in rows_of(wanted.register, wanted.scope)]
    found = courses_of(reading, subjects)
    picked = {each.record.id: each for each in found.values() if holds_in(each, wanted.when)}
    entries = in_order(course.pack, wanted.register, (each.record for each in picked.values()))
    return [picked[entry.id] for entry in entries]


def in_order(pack: Pack, register: str, entries: Iterable[RegisterEntry]) -> list[RegisterEntry]:
    """Rows as the register is listed: by its column of order, then as they were entered."""
    spec = next((each for each in pack.registers if each.id == register), None)
    column = spec.order if spec else None

    def place(entry: RegisterEntry) -> tuple[bool, int, int]:
        number = entry.cells.get(column) if column else None
        if not isinstance(number, int):
            return True, 0, entry.id
        return False, number, entry.id

    return sorted(entries, key=place)
