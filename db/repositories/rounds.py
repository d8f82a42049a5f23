"""Rounds with their recipients, imports with their files, and where each row came from."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from db import tables
from db.raw_rows import canonical
from db.repositories.base import Access, Parts, Repository, Shape
from db.repositories.kept_rows import is_about
from db.repositories.key_list import listed
from desktop_app.domain.office import ColumnMap, Provenance
from desktop_app.domain.record import Batch, OpenRow, Recipient, Round, Subject
from desktop_app.domain.register import Origin
from desktop_app.values.ids import EventId, RecipientId, UnitId

MANY = 500
"""From so many keys on the whole table is read and sifted."""


class Rounds(Repository[Round]):
    """Rounds of handing out and taking back."""

    def __init__(self, access: Access) -> None:
        super().__init__(access, Shape("round", Round))
        self._recipients = tables.table("recipient")
        self._reminders = tables.table("reminder")

    def recipients(self, round_id: int) -> tuple[Recipient, ...]:
        """The units and offices of a round with what was sent, returned and chased."""
        recipient, reminder = self._recipients, self._reminders
        statement = select(recipient).where(recipient.c.round_id == round_id)
        rows = self._access.connection.execute(statement.order_by(recipient.c.id)).all()
        chased = select(reminder).where(reminder.c.recipient_id.in_([row.id for row in rows]))
        days: dict[int, tuple[date, ...]] = {}
        for row in self._access.connection.execute(chased.order_by(reminder.c.id)):
            days[row.recipient_id] = (*days.get(row.recipient_id, ()), row.reminded_on)
        return tuple(
            Recipient(
                row.id,
                row.round_id,
                row.unit_id,
                row.office or "",
                row.sent_on,
                row.returned_on,
                days.get(row.id, ()),
                row.batch_id,
                tuple(OpenRow(*each) for each in json.loads(row.left_open or "[]")),
            )
            for row in rows
        )

    def add_recipient(
        self,
        round_id: int,
        *,
        unit_id: UnitId | None = None,
        office: str = "",
        sent_on: date | None = None,
    ) -> RecipientId:
        """Adds a unit, or an office by its role, to a round."""
        row = {
            "round_id": round_id,
            "unit_id": unit_id,
            "office": office or None,
            "sent_on": sent_on,
        }
        return RecipientId(self._access.writer.insert(self._recipients, row))

    def change_recipient(
        self, key: RecipientId, *, left_open: Sequence[OpenRow] | None = None, **values: Any
    ) -> None:
        """Changes `returned_on`, `batch_id` and what was left open in its workbook."""
        if left_open is not None:
            rows = [[each.sheet, each.row, each.project_id] for each in left_open]
            values["left_open"] = canonical(rows) if rows else None
        self._access.writer.update(self._recipients, key, values)

    def add_reminder(self, key: RecipientId, on: date) -> None:
        """Notes that the recipient was reminded (催报) on that day."""
        self._access.writer.insert(self._reminders, {"recipient_id": key, "reminded_on": on})


class Batches(Repository[Batch]):
    """Imports; `files` are pairs of name and digest, `undone_by` is read from the log."""

    part_names = frozenset({"files", "undone_by"})

    def __init__(self, access: Access) -> None:
        super().__init__(access, Shape("import_batch", Batch))
        self._files = tables.table("batch_file")
        self._provenance = tables.table("provenance")
        self._read_columns = tables.table("read_columns")

    def last(self) -> Batch | None:
        """The newest import that was not undone, None if there is none."""
        return next((each for each in reversed(self.all()) if each.undone_by is None), None)

    def with_file(self, digest: str) -> tuple[Batch, ...]:
        """The imports that took a file of that content, the oldest first."""
        keys = select(self._files.c.batch_id).where(self._files.c.digest == digest)
        return self._select(self._table.c.id.in_(keys))

    def add_provenance(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Notes for rows (`batch_id, subject, file, sheet, row`) where they came from."""
        flat = [
            {
                "subject_kind": row["subject"].kind,
                "subject_id": row["subject"].id,
                **{name: value for name, value in row.items() if name != "subject"},
            }
            for row in rows
        ]
        self._access.writer.insert_many(self._provenance, flat)

    def forget(self, subject: Subject) -> None:
        """Takes out where a record came from, together with the record."""
        kept = select(self._provenance.c.id).where(is_about(self._provenance, subject))
        keys = self._access.connection.execute(kept).scalars().all()
        self._access.writer.delete(self._provenance, keys)

    def provenance(self, subject: Subject) -> tuple[Provenance, ...]:
        """Where the row of a subject came from, the first import first."""
        column = self._provenance.c
        statement = select(self._provenance).where(
            column.subject_kind == subject.kind, column.subject_id == subject.id
        )
        rows = self._access.connection.execute(statement.order_by(column.id))
        return tuple(
            Provenance(row.id, row.batch_id, subject, row.file, row.sheet, row.row) for row in rows
        )

    def sources(self, subject_kind: str, keys: Collection[int]) -> dict[int, str]:
        """File, sheet and row each of these subjects came from last, by its key."""
        column = self._provenance.c
        statement = select(column.subject_id, column.file, column.sheet, column.row)
        statement = statement.where(column.subject_kind == subject_kind).order_by(column.id)
        if len(keys) < MANY:
            statement = statement.where(column.subject_id.in_(keys))
        return {
            key: f"{file} {sheet} 第{row}行"
            for key, file, sheet, row in self._access.connection.execute(statement)
            if key in keys
        }

    def origins(self, subject_kind: str, keys: Collection[int]) -> dict[int, Origin]:
        """As `sources`, with the letters of the columns; by key."""
        column = self._provenance.c
        statement = select(
            column.subject_id, column.batch_id, column.file, column.sheet, column.row
        )
        statement = statement.where(column.subject_kind == subject_kind).order_by(column.id)
        statement = statement.where(column.subject_id.in_(listed(keys)))
        found = self._access.connection.execute(statement).all()
        letters = self._letters({row.batch_id for row in found})
        return {
            key: Origin(file, sheet, row, letters.get((batch, file, sheet), {}))
            for key, batch, file, sheet, row in found
        }

    def _letters(self, batches: Collection[int]) -> dict[tuple[int, str, str], dict[str, str]]:
        """The letters of the columns read, by batch, file and sheet."""
        read = self._read_columns.c
        statement = select(read.batch_id, read.file, read.sheet, read.columns)
        statement = statement.where(read.batch_id.in_(listed(batches)))
        return {
            (batch, file, sheet): json.loads(columns)
            for batch, file, sheet, columns in self._access.connection.execute(statement)
        }

    def add_read_columns(
        self, batch_id: int, file: str, sheet: str, columns: Mapping[str, str]
    ) -> None:
        """Notes which column of a sheet was read as which, by the letter of the column."""
        row = {
            "batch_id": batch_id,
            "file": file,
            "sheet": sheet,
            "columns": canonical(dict(columns)),
        }
        self._access.writer.insert(self._read_columns, row)

    def _read_parts(self, keys: Sequence[int]) -> Parts:
        parts: Parts = {key: {"files": (), "undone_by": None} for key in keys}
        statement = select(self._files).where(self._files.c.batch_id.in_(keys))
        for row in self._access.connection.execute(statement.order_by(self._files.c.id)):
            parts[row.batch_id]["files"] += ((row.name, row.digest),)
        undone = undone_events(self._access)
        owners = select(self._table.c.id, self._table.c.event_id)
        for row in self._access.connection.execute(owners.where(self._table.c.id.in_(keys))):
            parts[row.id]["undone_by"] = undone.get(row.event_id)
        return parts

    def _write_parts(self, parts: Parts) -> None:
        for key, values in parts.items():
            files = values.get("files", ())
            rows = [{"batch_id": key, "name": name, "digest": digest} for name, digest in files]
            self._access.writer.insert_many(self._files, rows)


class ColumnMaps(Repository[ColumnMap]):
    """How the columns of known headings were matched."""

    def __init__(self, access: Access) -> None:
        super().__init__(access, Shape("column_map", ColumnMap, {"columns": dict}))

    def of(self, sheet: str, heading: str) -> ColumnMap | None:
        """The map kept for a heading (by its digest), None if it was never matched."""
        return self.first(sheet=sheet, heading=heading)

    def put(self, sheet: str, heading: str, columns: Mapping[str, str], on: date) -> ColumnMap:
        """Keeps a map in place of the older one."""
        known = self.of(sheet, heading)
        if known is None:
            return self.add(sheet=sheet, heading=heading, columns=dict(columns), mapped_on=on)
        return self.change(known.id, columns=dict(columns), mapped_on=on)


def undone_events(access: Access) -> dict[int, EventId]:
    """Which event was undone by which; an undo that was itself undone does not count."""
    event = tables.table("event").c
    undoing = select(event.undoes, event.id).where(event.undoes.is_not(None))
    undone: dict[int, EventId] = {}
    for target, by in access.connection.execute(undoing.order_by(event.id.desc())):
        if by not in undone:
            undone.setdefault(target, EventId(by))
    return undone
