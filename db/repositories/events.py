"""The log for reading: events, and what each changed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select

from db import log_cells, tables
from db.chain import is_wiped
from db.labels import row_label
from db.repositories.base import Access
from db.repositories.rounds import undone_events
from desktop_app.domain.record import Change, Event, Subject
from desktop_app.values.ids import EventId

WHOLE_ENTRY = 3
"""Key, old and new values."""


class Events:
    """Events by place in the log; nothing here writes."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._table = tables.table("event")
        self._changes = tables.table("change")

    def get(self, event_id: int) -> Event:
        """The event at that place; asking for one that is not there is a bug."""
        found = self.find(event_id)
        if found is None:
            raise LookupError(f"no event {event_id}")
        return found

    def find(self, event_id: int) -> Event | None:
        """The event at that place; None if the log has none there."""
        return next(iter(self._select(self._table.c.id == event_id)), None)

    def first(self) -> Event | None:
        """The event the log begins with; None while nothing was recorded."""
        oldest = select(func.min(self._table.c.id)).scalar_subquery()
        return next(iter(self._select(self._table.c.id == oldest)), None)

    def all(self) -> tuple[Event, ...]:
        """The whole log, the oldest first."""
        return self._select()

    def latest(self, count: int, *, before: int | None = None) -> tuple[Event, ...]:
        """The newest events (before one of them), the newest first."""
        conditions = [] if before is None else [self._table.c.id < before]
        statement = select(self._table.c.id).where(*conditions)
        newest = statement.order_by(self._table.c.id.desc()).limit(count)
        keys = self._access.connection.execute(newest).scalars().all()
        return tuple(reversed(self._select(self._table.c.id.in_(keys))))

    def of(self, subject: Subject) -> tuple[Event, ...]:
        """The events that name a subject, the oldest first."""
        wanted = json.dumps([subject.kind, subject.id], separators=(",", ":"))
        return self._select(self._table.c.subjects.contains(wanted, autoescape=True))

    def issuing(self) -> frozenset[int]:
        """The events that issued a paper: those are never taken back."""
        column = self._changes.c
        statement = select(column.event_id, column.digests).where(column.table_name == "paper")
        rows = self._access.connection.execute(statement)
        return frozenset(
            row.event_id
            for row in rows
            if any(
                before is None
                for _, before, _ in log_cells.entries(row.digests, (WHOLE_ENTRY,)) or ()
            )
        )

    def changes(self, event_id: int) -> Iterator[Change]:
        """The changed rows of an event in the order they were written."""
        statement = select(self._changes).where(self._changes.c.event_id == event_id)
        rows = self._access.connection.execute(statement.order_by(self._changes.c.position))
        return (each for row in rows for each in _changed_rows(row))

    def label(self, table: str, row_id: int) -> str:
        """How a clerk calls a changed row, as far as it is still there."""
        return row_label(self._access.connection, table, row_id)

    def history(self, table: str, row_id: int) -> tuple[Change, ...]:
        """What happened to one row, the oldest first."""
        column = self._changes.c
        statement = select(self._changes).where(
            column.table_name == table, column.first_id <= row_id, column.last_id >= row_id
        )
        rows = self._access.connection.execute(statement.order_by(column.id))
        return tuple(each for row in rows for each in _changed_rows(row) if each.row_id == row_id)

    def row_of(self, change: Change) -> Mapping[str, Any] | None:
        """The changed row as it is stored now; None if it is gone."""
        if change.table not in tables.METADATA.tables:
            return None
        table = tables.table(change.table)
        found = self._access.connection.execute(select(table).where(table.c.id == change.row_id))
        row = found.mappings().first()
        return None if row is None else dict(row)

    def _select(self, *conditions: ColumnElement[bool]) -> tuple[Event, ...]:
        statement = select(self._table).where(*conditions).order_by(self._table.c.id)
        undone = undone_events(self._access)
        rows = self._access.connection.execute(statement)
        return tuple(_event(row, undone.get(row.id)) for row in rows)


def _event(row: Any, undone_by: EventId | None) -> Event:
    at, about = log_cells.moment(row.at), log_cells.subjects(row.subjects)
    is_earlier = isinstance(row.undoes, int) and 0 < row.undoes < row.id
    spoilt = [name for name, part in (("时间", at), ("所涉对象", about)) if part is None]
    return Event(
        id=EventId(row.id),
        sequence=row.id,
        at=at,
        actor=str(row.actor),
        act=str(row.act),
        title=str(row.title),
        reason=str(row.reason),
        subjects=about or (),
        program=row.program,
        digest=row.digest,
        previous=row.previous,
        is_undoable=row.is_undoable,
        undone_by=undone_by,
        undoes=EventId(row.undoes) if is_earlier else None,
        pack=row.pack,
        clock_back=row.clock_back,
        spoilt="、".join(spoilt),
    )


def _changed_rows(row: Any) -> Sequence[Change]:
    """The rows of one stored run; rows added in bulk and wiped ones come with empty values.

    Of a run whose cells were spoilt only its first row is known, and that it was spoilt.
    """
    digests = log_cells.entries(row.digests, (WHOLE_ENTRY,))
    values = [[key] for key, *_ in digests or ()]
    if row.row_values is not None:
        values = log_cells.entries(row.row_values, (log_cells.PAIR, WHOLE_ENTRY)) or []
    if digests is None or len(values) != len(digests):
        return [Change(row.event_id, str(row.table_name), row.first_id, {}, {}, is_spoilt=True)]
    return [
        _change(row, entry, was_there=old is not None, is_there=new is not None)
        for entry, (_, old, new) in zip(values, digests, strict=True)
    ]


def _change(row: Any, entry: Sequence[Any], *, was_there: bool, is_there: bool) -> Change:
    before, after = entry[1:] if len(entry) == WHOLE_ENTRY else ({}, {})
    is_whole = all(part is None or isinstance(part, dict) for part in (before, after))
    return Change(
        EventId(row.event_id),
        str(row.table_name),
        entry[0],
        (before if is_whole else None) or {} if was_there else None,
        (after if is_whole else None) or {} if is_there else None,
        is_wiped=is_wiped(entry),
        is_spoilt=not is_whole,
    )
