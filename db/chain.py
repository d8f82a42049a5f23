"""The chain of the log: each event's digest covers its text, its changes and the event before."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from db import tables
from db.raw_rows import DIGEST_LETTERS, canonical, sm3
from db.runs import Run
from desktop_app.domain.record import LogHead

START = sm3("hengce log")
"""What the first event names as the one before it."""
FORGOTTEN = "-"
"""No hexadecimal letter: begins what stands for a digest that is known no more."""
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
    keys = [key for key, *_ in run.digests]
    row = {
        "event_id": event_id,
        "position": position,
        "table_name": run.table.name,
        "first_id": min(keys),
        "last_id": max(keys),
        "digests": canonical(run.digests),
        "row_values": None if run.values is None else canonical(run.values),
        "values_digest": "" if run.values is None else values_digest(run.values),
    }
    return {**row, "digest": change_digest(row)}


def values_digest(entries: Sequence[Sequence[Any]]) -> str:
    """One digest over the values of a run; a wiped entry, [key, digest], stands for itself."""
    return sm3(canonical([entry_digest(entry) for entry in entries]))


def entry_digest(entry: Sequence[Any]) -> str:
    """The digest of the values of one row, known even after they were wiped."""
    return str(entry[1]) if is_wiped(entry) else sm3(canonical(entry))[:DIGEST_LETTERS]


def forgotten(digest: str, salt: str) -> str:
    """What stands for the digest of something wiped: nobody can try guesses against it.

    The salt is drawn for one act and kept nowhere; equal digests stay equal within the act.
    """
    if is_forgotten(digest):
        return digest
    return FORGOTTEN + sm3(salt + digest)[: DIGEST_LETTERS - len(FORGOTTEN)]


def is_forgotten(digest: str | None) -> bool:
    """Whether it stands for the digest of something wiped."""
    return digest is not None and digest.startswith(FORGOTTEN)


def is_wiped(entry: Sequence[Any]) -> bool:
    """Whether only the digest of the values is left."""
    return len(entry) == 2  # noqa: PLR2004 - key and digest
