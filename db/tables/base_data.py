"""Units, experts, existing systems, data-catalogue items and the names of operators."""

from datetime import date

from sqlmodel import Field

from db.tables.base import Row


class UnitRow(Row, table=True):
    """One unit (单位)."""

    __tablename__ = "unit"

    name: str = Field(index=True)
    kind: str
    owner_type: str = ""
    short_name: str = ""
    aliases: str = "[]"
    superior_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    credit_code: str = ""
    contact: str = ""
    phone: str = ""
    valid_until: date | None = None
    note: str = ""
    pinyin: str = ""


class UnitNameRow(Row, table=True):
    """A former name of a unit, valid until that day (included)."""

    __tablename__ = "unit_name"

    unit_id: int = Field(foreign_key="unit.id", index=True)
    name: str
    valid_until: date


class ExpertRow(Row, table=True):
    """One expert (专家)."""

    __tablename__ = "expert"

    name: str = Field(index=True)
    unit_name: str
    field: str
    committee: str = ""
    title: str = ""
    phone: str = ""
    status: str = ""
    note: str = ""
    pinyin: str = ""


class ExistingSystemRow(Row, table=True):
    """One system already built (既有系统)."""

    __tablename__ = "existing_system"

    name: str = Field(index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    category: str = ""
    content: str = ""
    built_year: int | None = None
    status: str = ""
    note: str = ""
    pinyin: str = ""


class CatalogueItemRow(Row, table=True):
    """One item of the data-resource catalogue (数据资源目录)."""

    __tablename__ = "catalogue_item"

    code: str = Field(index=True)
    name: str
    item: str
    owner_unit_id: int = Field(foreign_key="unit.id", index=True)
    source_system: str = ""
    share_type: str = ""
    update_frequency: str = ""
    is_public: bool | None = None
    note: str = ""


class OperatorRow(Row, table=True):
    """A person who works at this desk; picked by name at the start, written into the log."""

    __tablename__ = "operator"

    name: str = Field(unique=True)
    post: str = ""
    is_active: bool = True
