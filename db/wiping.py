"""Wipes a purged project from the log; digests stay, so the chain stays whole and tells of it.

What was wiped is named by the event that wiped it, in its `blanked` list: `[change, row]` for the
values of a row, `[event, "event", digest]` for an event of which less is told, its text or the
digests of wiped rows, with the digest it has since, `[0, "file", digest]` for a stored file.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from db import tables
from db.chain import entry_digest, event_digest, is_wiped
from db.forgetting import forget_digests
from db.log_cells import entries, subjects
from db.purge import Purge
from db.purge_plan import WIPED
from db.raw_rows import canonical

EVENT, FILE = "event", "file"
RowKeys = set[tuple[str, int]]
Blanked = list[list[int | str]]
Logged = list[Any]
"""What the log keeps of a row: its key, its old and its new values."""
Wiper = Callable[[RowKeys, int], Blanked]
"""Wipes the log at the end of an act: the rows the act changed, its place in the log."""


def wipe(connection: Connection, purge: Purge, touched: RowKeys, before: int) -> Blanked:
    """Wipes values and texts of the log; gives what the wiping event must say.

    Args:
        connection: the transaction of the act.
        purge: what was purged.
        touched: rows the act itself changed.
        before: the place of the act in the log; only older events are rewritten.
    """
    present = {(table, key) for table, keys in purge.rows.items() for key in keys}
    keys = _rows_ever(connection, present, purge) | touched

    def is_told(table: str, entry: Logged) -> bool:
        return (table, entry[0]) in keys or _holds(canonical(entry), purge.marks)

    values, events = wipe_told(
        connection, before, (is_told, keys), lambda row: _wiped_texts(row, purge)
    )
    files: Blanked = [[0, FILE, digest] for digest in purge.files]
    return [*values, *events, *files]


def wipe_told(
    connection: Connection,
    before: int,
    told: tuple[Callable[[str, Logged], bool], RowKeys],
    wiped_texts: Callable[[RowMapping], Mapping[str, str]],
) -> tuple[Blanked, Blanked]:
    """Wipes values, digests and texts of the log; gives what is to be said of values and events.

    What is told: which logged rows tell of what goes, and rows whose digests go in any case.
    """
    is_told, rows = told
    values, wiped = _wipe_values(connection, is_told)
    less = forget_digests(connection, rows | wiped)
    return values, _wipe_events(connection, before, wiped_texts, less)


def _wipe_values(
    connection: Connection, is_told: Callable[[str, Logged], bool]
) -> tuple[Blanked, RowKeys]:
    """Wipes the logged values of the rows that tell of it; gives change and row, and the rows."""
    change = tables.table("change")
    wiped: Blanked = []
    rows: RowKeys = set()
    for row in connection.execute(select(change).where(change.c.row_values.is_not(None))):
        entries = _entries(row.row_values)
        doomed = {
            entry[0] for entry in entries if not is_wiped(entry) and is_told(row.table_name, entry)
        }
        if doomed:
            wiped += [[row.id, key] for key in sorted(doomed)]
            rows |= {(row.table_name, key) for key in doomed}
            left = [[e[0], entry_digest(e)] if e[0] in doomed else e for e in entries]
            statement = change.update().where(change.c.id == row.id)
            connection.execute(statement.values(row_values=canonical(left)))
    return wiped, rows


def _entries(stored: object) -> list[list[Any]]:
    """The values of a run; none of a spoilt cell: the check of the log names it."""
    return entries(stored, (2, 3)) or []


def _holds(text: str, marks: frozenset[str]) -> bool:
    return any(mark in text for mark in marks)


def _rows_ever(connection: Connection, keys: RowKeys, purge: Purge) -> RowKeys:
    """The rows of the project, those that are no more included."""
    found = set(keys)
    rows = list(_logged_rows(connection))
    size = 0
    while size != len(found):  # rows hang on rows: case, then step
        size = len(found)
        found |= {(table, key) for table, key, row in rows if _belongs(table, row, found, purge)}
    return found


def _belongs(table: str, row: Mapping[str, Any], keys: RowKeys, purge: Purge) -> bool:
    if (row.get("subject_kind"), row.get("subject_id")) in purge.subjects:
        return True
    owner = "source_project_id" if table == "need" else "project_id"
    if row.get(owner) == purge.project_id:
        return True
    if table == "register_entry" and ("register_entry", row.get("parent_id")) in keys:
        return True
    return ("procedure_case", row.get("case_id")) in keys


def _logged_rows(connection: Connection) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    change = tables.table("change")
    statement = select(change.c.table_name, change.c.row_values)
    for row in connection.execute(statement.where(change.c.row_values.is_not(None))):
        for entry in _entries(row.row_values):
            if not is_wiped(entry):
                yield row.table_name, entry[0], {**(entry[1] or {}), **(entry[2] or {})}


def _wipe_events(
    connection: Connection,
    before: int,
    wiped_texts: Callable[[RowMapping], Mapping[str, str]],
    less: frozenset[int],
) -> Blanked:
    """Wipes titles and reasons of older events; gives each that tells less with its new digest."""
    event = tables.table("event")
    blanked: Blanked = []
    rows = connection.execute(select(event).where(event.c.id < before)).mappings().all()
    for row in rows:
        texts = wiped_texts(row)
        if texts:
            connection.execute(event.update().where(event.c.id == row["id"]).values(**texts))
        if texts or row["id"] in less:
            digest = event_digest({**row, **texts}, change_digests(connection, row["id"]))
            blanked.append([row["id"], EVENT, digest])
    return blanked


def _wiped_texts(row: RowMapping, purge: Purge) -> dict[str, str]:
    """The texts of an event that tell of the project, as they are to read."""
    about = subjects(row["subjects"]) or ()
    named = {(each.kind, each.id) for each in about}
    is_about = bool(named & purge.subjects)
    is_alone = is_about and named <= purge.subjects
    doomed = {
        "title": is_alone or _holds(row["title"], purge.titles),
        "reason": bool(row["reason"]) and (is_about or _holds(row["reason"], purge.titles)),
    }
    return {name: WIPED for name, told in doomed.items() if told and row[name] != WIPED}


def change_digests(connection: Connection, event_id: int) -> list[str]:
    """The digests of the changes of an event, in order."""
    change = tables.table("change")
    statement = select(change.c.digest).where(change.c.event_id == event_id)
    return list(connection.execute(statement.order_by(change.c.position)).scalars())


def purged_files(connection: Connection) -> frozenset[str]:
    """Digests of the stored files that the log says were purged."""
    event = tables.table("event")
    told = select(event.c.blanked).where(event.c.blanked.contains(f'"{FILE}"'))
    return frozenset(
        entry[2]
        for blanked in connection.execute(told).scalars()
        for entry in _entries(blanked)
        if len(entry) > 2 and entry[1] == FILE  # noqa: PLR2004 - with its digest
    )
