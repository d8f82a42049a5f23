"""The chain of the log: each event's digest covers its text, its changes and the event before."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from db import tables
from db.raw_rows import canonical, sm3
from db.tracker import Run
from desktop_app.domain.record import LogHead

START = sm3("hengce log")
"""What the first event names as the one before it."""
EVENT_FIELDS = (
    "id", "at", "clock_back", "actor", "act", "title", "reason", "subjects", "program", "pack",
    "is_undoable", "undoes", "blanked", "previous",
)  # fmt: skip


def log_head(connection: Connection) -> LogHead:
    """Number of events and the last digest."""
    event = tables.table("event")
    statement = select(event.c.id, event.c.digest).order_by(event.c.id.desc()).limit(1)
    last = connection.execute(statement).first()
    return LogHead(0, START) if last is None else LogHead(last.id, last.digest)


def event_digest(event: dict[str, Any], changes: Sequence[str]) -> str:
    """The digest of an event from its columns and the digests of its changes, in order."""
    return sm3(canonical([[event[name] for name in EVENT_FIELDS], list(changes)]))


def change_digest(change: dict[str, Any]) -> str:
    """The digest of a run of changed rows; it covers the values by their own digest only."""
    names = ("position", "table_name", "first_id", "last_id", "digests", "values_digest")
    return sm3(canonical([change[name] for name in names]))


def change_row(event_id: int, position: int, run: Run) -> dict[str, Any]:
    """A run of changed rows as the log stores it."""
    keys = [each.row_id for each in run.rows]
    values = None
    if run.has_values:
        values = canonical([[each.row_id, *_old_new(each.before, each.after)] for each in run.rows])
    row = {
        "event_id": event_id,
        "position": position,
        "table_name": run.table.name,
        "first_id": min(keys),
        "last_id": max(keys),
        "digests": canonical([[each.row_id, *each.digests] for each in run.rows]),
        "row_values": values,
        "values_digest": "" if values is None else sm3(values),
    }
    return {**row, "digest": change_digest(row)}


def _old_new(before: Any, after: Any) -> tuple[Any, Any]:
    """Both sides of a change; of a changed row only the columns that differ."""
    if before is None or after is None:
        return before, after
    names = [name for name in (before | after) if before.get(name) != after.get(name)]
    return {name: before.get(name) for name in names}, {name: after.get(name) for name in names}
