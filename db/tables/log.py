"""The log: one event per act and the rows it changed."""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from db.tables.base import NEVER_REUSED, Row


class EventRow(Row, table=True):
    """One act; `id` is its place in the log, `digest` closes the chain up to it."""

    __tablename__ = "event"

    at: str
    """Label as the clock said it, with offset; never used for order."""
    clock_back: bool = False
    actor: str
    act: str = Field(index=True)
    title: str
    reason: str = ""
    subjects: str = "[]"
    program: str = ""
    pack: str = ""
    is_undoable: bool = True
    undoes: int | None = Field(default=None, index=True)
    blanked: str = "[]"
    """Changes (by id) whose values this act wiped, JSON; their digests stay."""
    previous: str
    digest: str


class ChangeRow(Row, table=True):
    """A run of changed rows of one table: `first_id` to `last_id`, at most 1,000."""

    __tablename__ = "change"
    __table_args__ = (
        UniqueConstraint("event_id", "position"),
        Index("ix_change_rows", "table_name", "first_id", "last_id"),
        NEVER_REUSED,
    )

    event_id: int = Field(index=True)
    position: int
    table_name: str
    first_id: int
    last_id: int
    digests: str
    """JSON: one entry [row id, digest before or null, digest after or null] per row."""
    row_values: str | None = None
    """JSON: one entry [row id, old values or null, new values or null] per row; None when wiped
    or when many rows were added at once (their values are in the rows themselves)."""
    values_digest: str = ""
    digest: str
