"""Handing out and taking back: rounds, recipients, imports and where each row came from."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from db.tables.base import NEVER_REUSED, Row


class RoundRow(Row, table=True):
    """One round of handing out and taking back."""

    __tablename__ = "round"

    title: str
    sheet: str
    opened_on: date
    due_on: date | None = None
    closed_on: date | None = None
    entry_id: int | None = Field(default=None, foreign_key="register_entry.id", index=True)


class RecipientRow(Row, table=True):
    """One unit or office in a round; `left_open` is JSON: sheet, row and project of open rows."""

    __tablename__ = "recipient"
    __table_args__ = (
        UniqueConstraint("round_id", "unit_id"),
        UniqueConstraint("round_id", "office"),
        NEVER_REUSED,
    )

    round_id: int = Field(foreign_key="round.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    office: str | None = None
    sent_on: date | None = None
    returned_on: date | None = None
    batch_id: int | None = Field(default=None, foreign_key="import_batch.id", index=True)
    left_open: str | None = None


class ReminderRow(Row, table=True):
    """One reminder (催报) to a recipient."""

    __tablename__ = "reminder"

    recipient_id: int = Field(foreign_key="recipient.id", index=True)
    reminded_on: date


class ImportBatchRow(Row, table=True):
    """One import (批次)."""

    __tablename__ = "import_batch"

    sheet: str
    applied_at: datetime
    actor: str
    event_id: int = Field(unique=True)
    new: int = 0
    changed: int = 0
    unchanged: int = 0


class BatchFileRow(Row, table=True):
    """One workbook of an import, by name and content digest."""

    __tablename__ = "batch_file"

    batch_id: int = Field(foreign_key="import_batch.id", index=True)
    name: str
    digest: str = Field(index=True)


class ProvenanceRow(Row, table=True):
    """Where an imported row came from: file, sheet and row."""

    __tablename__ = "provenance"
    __table_args__ = (Index("ix_provenance_subject", "subject_kind", "subject_id"), NEVER_REUSED)

    batch_id: int = Field(foreign_key="import_batch.id", index=True)
    subject_kind: str
    subject_id: int
    file: str
    sheet: str
    row: int


class ReadColumnsRow(Row, table=True):
    """Which column of an imported sheet was read as which; `columns` is JSON key → letter."""

    __tablename__ = "read_columns"
    __table_args__ = (UniqueConstraint("batch_id", "file", "sheet"), NEVER_REUSED)

    batch_id: int = Field(foreign_key="import_batch.id", index=True)
    file: str
    sheet: str
    columns: str


class ColumnMapRow(Row, table=True):
    """How the columns of a foreign heading were matched; `columns` is JSON title → key."""

    __tablename__ = "column_map"
    __table_args__ = (UniqueConstraint("sheet", "heading"), NEVER_REUSED)

    sheet: str
    heading: str
    columns: str
    mapped_on: date
