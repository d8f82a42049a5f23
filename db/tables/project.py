"""Projects with their amounts and money sources; needs; decided similarities."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from db.tables.base import NEVER_REUSED, Row


class ProjectRow(Row, table=True):
    """One project (项目)."""

    __tablename__ = "project"

    code: str = Field(unique=True)
    name: str
    unit_id: int = Field(foreign_key="unit.id", index=True)
    year: int = Field(index=True)
    state: str = Field(index=True)
    pack: str
    pack_version: str
    applied_on: date
    submitting_unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    nature: str = ""
    category: str = ""
    goal: str = ""
    content: str = ""
    route: str = ""
    data_needed: str = ""
    note: str = ""
    is_classified: bool = False
    merged_into_id: int | None = Field(default=None, foreign_key="project.id", index=True)
    track: str = ""
    version: int = 1
    pinyin: str = ""


class ProjectAmountRow(Row, table=True):
    """One amount of a project, by kind (申报, 可研, 概算, ...), in 分."""

    __tablename__ = "project_amount"
    __table_args__ = (UniqueConstraint("project_id", "kind"), NEVER_REUSED)

    project_id: int = Field(foreign_key="project.id")
    kind: str
    amount_fen: int


class FundingLineRow(Row, table=True):
    """One source of money of a project, in 分."""

    __tablename__ = "funding_line"
    __table_args__ = (UniqueConstraint("project_id", "position"), NEVER_REUSED)

    project_id: int = Field(foreign_key="project.id")
    position: int
    source: str
    amount_fen: int


class NeedRow(Row, table=True):
    """A township's need (统筹需求)."""

    __tablename__ = "need"

    unit_id: int = Field(foreign_key="unit.id", index=True)
    title: str
    scenario: str
    year: int = Field(index=True)
    amount_fen: int | None = None
    adopter_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    project_id: int | None = Field(default=None, foreign_key="project.id", index=True)
    source_project_id: int | None = Field(default=None, foreign_key="project.id", index=True)
    status: str = "open"
    registered_on: date | None = None
    note: str = ""
    pinyin: str = ""


class SimilarityDecisionRow(Row, table=True):
    """What was decided about a group of similar applications."""

    __tablename__ = "similarity_decision"

    decision: str
    reason: str
    decided_by: str
    decided_on: date
    clause: str = ""


class SimilarityMemberRow(Row, table=True):
    """One application in a decided group."""

    __tablename__ = "similarity_member"
    __table_args__ = (UniqueConstraint("decision_id", "project_id"), NEVER_REUSED)

    decision_id: int = Field(foreign_key="similarity_decision.id")
    project_id: int = Field(foreign_key="project.id", index=True)
