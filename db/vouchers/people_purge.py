"""Takes the personal values of a campaign's registers out: columns, texts, files, log."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from db import tables
from db.log_cells import subjects
from db.purge_plan import WIPED
from db.raw_rows import canonical
from db.stored_files import FILE_COLUMNS, files_of
from db.tracker import Tracker
from db.vouchers.people import ENTRIES, People, cells_of, registers_of
from db.wiping import FILE, Blanked, Logged, RowKeys, wipe_told

TEXTS: Mapping[str, tuple[str, ...]] = {
    "note": ("text",),
    "deadline_record": ("reason",),
    "step_record": ("opinion", "override_reason"),
    "provenance": ("file", "sheet"),
    "batch_file": ("name",),
    "read_columns": ("file", "sheet"),
    "paper": ("title", "void_reason"),
    "incoming_paper": ("title", "file_name", "note"),
    "saved_view": ("definition",),
    "voucher_file": ("name", "sheet"),
    "voucher_decision": ("reason",),
    "voucher_sample_row": ("note",),
    "voucher_settlement": ("reason",),
    "voucher_recovery": ("reason",),
}
"""Free texts in which a person may be named, by table."""
IN_JSON = {"step_record": "verdicts", "recorded_fact": "value"}
"""The same kept as JSON."""
Changes = dict[int, dict[str, Any]]
"""By key, the columns that become something else."""


def counted_people(connection: Connection, people: People) -> Counter[tuple[str, str]]:
    """How many cells are filled in, by register and personal column."""
    return Counter(
        (register, column)
        for _, register, row in registers_of(connection, people)
        for column in people.columns.get(register, ())
        if cells_of(row).get(column) not in (None, "")
    )


def told_texts(connection: Connection, people: People) -> int:
    """How many texts beside the personal columns tell of the persons."""
    register = sum("cells" in each for each in _registers(connection, people, ()).values())
    return register + sum(len(each) for each in _texts(connection, people).values())


def told_logs(connection: Connection, people: People) -> int:
    """How many logged rows tell of the persons now, before anything is taken out."""
    change = tables.table("change")
    return sum(
        _tells(people, name, entry)
        for name, values in connection.execute(
            select(change.c.table_name, change.c.row_values).where(
                change.c.row_values.is_not(None), change.c.table_name.in_(_PLACES)
            )
        )
        for entry in json.loads(values)
        if len(entry) > 2  # noqa: PLR2004 - not wiped: key, old, new
    )


def clear_people(
    connection: Connection, tracker: Tracker, people: People, found_in: Mapping[str, Iterable[int]]
) -> tuple[str, ...]:
    """Empties the columns and strikes the values out of texts; gives the files that are to go."""
    emptied = _registers(connection, people, people.columns)
    tracker.update_many(tables.table(ENTRIES), emptied)
    for name, changes in _texts(connection, people).items():
        tracker.update_many(tables.table(name), changes)
    doomed = {name: sorted(set(keys)) for name, keys in found_in.items()}
    digests = files_of(connection, doomed)
    for name, keys in doomed.items():
        empty = dict.fromkeys(FILE_COLUMNS[name], "")
        tracker.update_many(tables.table(name), {key: dict(empty) for key in keys})
    return digests


def _registers(connection: Connection, people: People, emptied: Iterable[str]) -> Changes:
    """The rows of the campaign's registers that change; personal columns go where asked for."""
    wanted, changes = set(emptied), {}
    for key, register, row in registers_of(connection, people):
        personal = people.columns.get(register, ())
        cells = cells_of(row)
        gone = set(personal) if register in wanted else set()
        left = {
            name: value if name in personal else _cell(people, register, name, value)
            for name, value in cells.items()
            if name not in gone
        }
        if left != cells:
            changes[key] = {"cells": canonical(left)}
    return changes


def _cell(people: People, register: str, column: str, value: Any) -> Any:
    """A cell that is not personal itself: names may stand in free text only, numbers anywhere."""
    if not isinstance(value, str):
        return value
    if column in people.free.get(register, ()):
        return people.words.without(value)
    return people.words.struck(value)


def _texts(connection: Connection, people: People) -> dict[str, Changes]:
    found: dict[str, Changes] = {}
    for name in {*TEXTS, *IN_JSON}:
        table = tables.table(name)
        for row in connection.execute(select(table)).mappings():
            changed = {
                column: text
                for column, text in _row_texts(people, name, row)
                if text != row[column]
            }
            if changed:
                found.setdefault(name, {})[row["id"]] = changed
    return found


def _row_texts(people: People, name: str, row: RowMapping) -> Iterable[tuple[str, Any]]:
    is_own = people.is_own(name, row["id"])
    strike = people.words.without if is_own else people.words.struck
    for column in TEXTS.get(name, ()):
        yield column, strike(row[column] or "") or row[column]
    if is_own and name in IN_JSON:
        told = _faceless(people, row[IN_JSON[name]])
        yield IN_JSON[name], canonical(people.words.without_deep(told))


def _faceless(people: People, stored: str) -> Any:
    """A stored value with what frozen checks say of personal columns emptied."""
    found = json.loads(stored)
    verdicts = found if isinstance(found, list) else []
    for fact in (f for v in verdicts if isinstance(v, dict) for f in v.get("facts", ())):
        if fact.get("name") in people.facts and fact.get("value") is not None:
            fact |= {"value": None, "text": WIPED}
    return found


SEGMENTS = "voucher_segment"
"""Digests of the lists as they were, which a short list could be guessed from."""
_PLACES = frozenset({ENTRIES, *TEXTS, *IN_JSON})


def wipe_people(
    connection: Connection, people: People, files: Iterable[str], touched: RowKeys, before: int
) -> Blanked:
    """Wipes the logged values that tell of the persons, this act's own included."""

    def is_told(name: str, entry: Logged) -> bool:
        if name == SEGMENTS:
            return (name, entry[0]) in touched
        return name in _PLACES and _tells(people, name, entry)

    values, events = wipe_told(
        connection, before, (is_told, touched), lambda row: _wiped_texts(people, row)
    )
    gone: Blanked = [[0, FILE, digest] for digest in files]
    return [*values, *events, *gone]


def _tells(people: People, name: str, entry: Logged) -> bool:
    if not people.is_own(name, entry[0]):
        return people.words.holds_number(canonical(entry[1:]))
    return people.words.holds(canonical(entry[1:])) or (
        name == ENTRIES and any(_has_personal(people, side) for side in entry[1:] if side)
    )


def _has_personal(people: People, side: Mapping[str, Any]) -> bool:
    """Whether a logged row had anything in a personal column of any register, however short."""
    cells = cells_of(side)
    columns = {column for each in people.columns.values() for column in each}
    return any(cells.get(column) for column in columns)


def _wiped_texts(people: People, row: RowMapping) -> dict[str, str]:
    """The texts of an event that tell of a person, as they are to read."""
    named = {each.id for each in subjects(row["subjects"]) or () if each.kind == "entry"}
    is_about = any(people.is_own(ENTRIES, key) for key in named)
    tells = people.words.holds if is_about else people.words.holds_number
    return {name: WIPED for name in ("title", "reason") if tells(row[name] or "")}
