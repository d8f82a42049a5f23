"""Issued papers with their own numbers, and papers received."""

from datetime import date

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from db.tables.base import NEVER_REUSED, Row


class PaperRow(Row, table=True):
    """One issued paper; the PDF lies in the file store under `digest`."""

    __tablename__ = "paper"

    form: str = Field(index=True)
    title: str
    number: str
    issued_on: date
    digest: str
    copy_digest: str = ""
    """The same paper with every page marked 副本, rendered at issue for later reprints."""
    document_number: str = ""
    is_void: bool = False
    void_reason: str = ""
    copies: int = 0
    record_version: int = 1
    log_head: str = ""
    page_count: int = 1


class PaperSubjectRow(Row, table=True):
    """One subject a paper is about."""

    __tablename__ = "paper_subject"
    __table_args__ = (Index("ix_paper_subject", "subject_kind", "subject_id"), NEVER_REUSED)

    paper_id: int = Field(foreign_key="paper.id", index=True)
    subject_kind: str
    subject_id: int


class PaperSeriesRow(Row, table=True):
    """The last number given in one series of one year."""

    __tablename__ = "paper_series"
    __table_args__ = (UniqueConstraint("series", "year"), NEVER_REUSED)

    series: str
    year: int
    last_number: int


class IncomingPaperRow(Row, table=True):
    """A paper received (收文)."""

    __tablename__ = "incoming_paper"

    number: str = Field(index=True)
    title: str
    sender: str
    dated: date
    received_on: date
    digest: str = ""
    file_name: str = ""
    note: str = ""


class IncomingSubjectRow(Row, table=True):
    """One subject a received paper is about."""

    __tablename__ = "incoming_subject"
    __table_args__ = (Index("ix_incoming_subject", "subject_kind", "subject_id"), NEVER_REUSED)

    incoming_paper_id: int = Field(foreign_key="incoming_paper.id", index=True)
    subject_kind: str
    subject_id: int
