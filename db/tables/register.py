"""Rows of registers (台账): contracts, changes, plans, findings and what else a regime keeps."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field

from db.tables.base import NEVER_REUSED, Row


class RegisterEntryRow(Row, table=True):
    """One row of a register; `cells` is JSON by column, money in 分."""

    __tablename__ = "register_entry"
    __table_args__ = (
        Index("ix_register_entry_project", "register_id", "project_id"),
        Index("ix_register_entry_parent", "register_id", "parent_id"),
        NEVER_REUSED,
    )

    register_id: str
    name: str
    cells: str = "{}"
    pack: str
    pack_version: str
    registered_on: date
    project_id: int | None = Field(default=None, foreign_key="project.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    system_id: int | None = Field(default=None, foreign_key="existing_system.id", index=True)
    parent_id: int | None = Field(default=None, foreign_key="register_entry.id", index=True)
    state: str = ""
    version: int = 1
    pinyin: str = ""
