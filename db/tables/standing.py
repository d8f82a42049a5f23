"""Where subjects stand, worked out from the rest and kept so that lists need no judging.

Nothing here is logged or undone: every row can be worked out again.
"""

from datetime import date

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from db.tables.base import NEVER_REUSED, Row


class StandingRow(Row, table=True):
    """One subject's checks and open step as last worked out; `findings` is JSON."""

    __tablename__ = "standing"
    __table_args__ = (UniqueConstraint("subject_kind", "subject_id"), NEVER_REUSED)

    subject_kind: str
    subject_id: int
    judged_on: date
    is_live: bool
    light: str
    findings: str
    open_step: str = ""
    due_on: date | None = None


class OpenDutyRow(Row, table=True):
    """One duty by date that stands; `clauses` is JSON."""

    __tablename__ = "open_duty"
    __table_args__ = (UniqueConstraint("subject_kind", "subject_id", "duty"), NEVER_REUSED)

    subject_kind: str
    subject_id: int
    duty: str
    title: str
    due_on: date
    shown_from: date = Field(index=True)
    window_opens: date | None = None
    clauses: str
    is_house: bool
    is_estimated: bool
    actor: str


class SimilarPairRow(Row, table=True):
    """Two live applications, or one and an existing system, found alike."""

    __tablename__ = "similar_pair"
    __table_args__ = (
        UniqueConstraint("project_id", "other_kind", "other_id"),
        Index("ix_similar_pair_other", "other_kind", "other_id"),
        NEVER_REUSED,
    )

    project_id: int
    other_kind: str
    other_id: int
    score: int


class ComparedTextRow(Row, table=True):
    """What an application or system was last compared by, in digests.

    `texts` are held against others; `share` is what it gives the sums of its unit family.
    """

    __tablename__ = "compared_text"
    __table_args__ = (UniqueConstraint("subject_kind", "subject_id"), NEVER_REUSED)

    subject_kind: str
    subject_id: int
    texts: str
    share: str


class StaleSubjectRow(Row, table=True):
    """A subject whose standing must be worked out again; written with the change itself."""

    __tablename__ = "stale_subject"
    __table_args__ = (UniqueConstraint("subject_kind", "subject_id"), NEVER_REUSED)

    subject_kind: str
    subject_id: int
    is_touched: bool
    """True where its own records changed, so that others may depend on the change."""


class WorkedOutRow(Row, table=True):
    """For which day, program and settings the kept results hold, by name."""

    __tablename__ = "worked_out"
    __table_args__ = NEVER_REUSED

    name: str = Field(unique=True)
    value: str


class PackOutlineRow(Row, table=True):
    """What lists and headings show of a stored pack, so that they need not load it; JSON."""

    __tablename__ = "pack_outline"
    __table_args__ = NEVER_REUSED

    stored_pack_id: int = Field(unique=True)
    edition: int
    """Number of the outline's form; another number means: make it again."""
    outline: str


ROWS = (
    StandingRow,
    OpenDutyRow,
    SimilarPairRow,
    ComparedTextRow,
    StaleSubjectRow,
    WorkedOutRow,
    PackOutlineRow,
)
