"""Cases and their signed steps, recorded facts, kept deadlines and notes on any subject."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from db.tables.base import NEVER_REUSED, Row


class CaseRow(Row, table=True):
    """One procedure (办件) of one subject."""

    __tablename__ = "procedure_case"
    __table_args__ = (Index("ix_case_subject", "subject_kind", "subject_id"), NEVER_REUSED)

    procedure: str
    subject_kind: str
    subject_id: int
    pack: str
    pack_version: str
    opened_on: date
    attempt: int = 1
    closed_on: date | None = None
    outcome: str = ""


class StepRecordRow(Row, table=True):
    """The signed result of one step; `verdicts` is the frozen JSON of the checks."""

    __tablename__ = "step_record"

    case_id: int = Field(foreign_key="procedure_case.id", index=True)
    step: str
    outcome: str
    acted_on: date
    actor: str
    signer: str = ""
    opinion: str = ""
    document_number: str = ""
    paper_id: int | None = Field(default=None, foreign_key="paper.id", index=True)
    incoming_paper_id: int | None = Field(default=None, foreign_key="incoming_paper.id", index=True)
    verdicts: str = "[]"
    override_reason: str = ""
    override_by: str = ""
    override_clause: str = ""
    recorded_at: datetime | None = None
    is_past: bool | None = None


class RecordedFactRow(Row, table=True):
    """One fact of a subject that the pack records beyond the fixed columns; `value` is JSON."""

    __tablename__ = "recorded_fact"
    __table_args__ = (UniqueConstraint("subject_kind", "subject_id", "name"), NEVER_REUSED)

    subject_kind: str
    subject_id: int
    name: str
    value: str


class DeadlineRecordRow(Row, table=True):
    """A deadline that was met, extended or waived, with the reason and who signed."""

    __tablename__ = "deadline_record"
    __table_args__ = (Index("ix_deadline_subject", "subject_kind", "subject_id"), NEVER_REUSED)

    subject_kind: str
    subject_id: int
    deadline: str
    kind: str
    recorded_on: date
    new_due: date | None = None
    reason: str = ""
    signer: str = ""


class NoteRow(Row, table=True):
    """A note or a telephone reminder (催办) on a subject."""

    __tablename__ = "note"
    __table_args__ = (Index("ix_note_subject", "subject_kind", "subject_id"), NEVER_REUSED)

    subject_kind: str
    subject_id: int
    kind: str
    text: str
    noted_at: datetime
    actor: str
