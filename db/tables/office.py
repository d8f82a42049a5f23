"""What the office decides for itself: settings, readings, packs in use, calendars, saved views."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from db.tables.base import NEVER_REUSED, Row


class OfficeSettingRow(Row, table=True):
    """A setting valid from a day, with reason and signer; `value` is JSON."""

    __tablename__ = "office_setting"

    name: str = Field(index=True)
    value: str
    valid_from: date
    reason: str = ""
    signer: str = ""
    document_number: str = ""


class SignedReadingRow(Row, table=True):
    """The office's choice among the possible readings of an unclear clause."""

    __tablename__ = "signed_reading"

    reading: str = Field(index=True)
    choice: str
    valid_from: date
    reason: str = ""
    signer: str = ""
    document_number: str = ""


class StoredPackRow(Row, table=True):
    """A rule pack kept exactly as it was when first used."""

    __tablename__ = "stored_pack"
    __table_args__ = (UniqueConstraint("pack", "version", "digest"), NEVER_REUSED)

    pack: str
    version: str
    digest: str
    stored_on: date


class PackFileRow(Row, table=True):
    """One file of a stored pack."""

    __tablename__ = "pack_file"
    __table_args__ = (UniqueConstraint("stored_pack_id", "path"), NEVER_REUSED)

    stored_pack_id: int = Field(foreign_key="stored_pack.id")
    path: str
    text: str


class CalendarYearRow(Row, table=True):
    """Rest days and make-up days of a year, as imported; `days` is JSON."""

    __tablename__ = "calendar_year"

    year: int = Field(unique=True)
    days: str
    source: str = ""


class SavedViewRow(Row, table=True):
    """A list as a clerk keeps it: columns, filters and order, in JSON."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("stage", "name"), NEVER_REUSED)

    stage: str
    name: str
    definition: str
