"""Base data: units, experts, existing systems and data-catalogue items."""

from dataclasses import dataclass
from datetime import date

from desktop_app.values.ids import CatalogueItemId, ExpertId, SystemId, UnitId


@dataclass(frozen=True)
class Unit:
    """One unit (单位); names are dated, so an old paper keeps the old name."""

    id: UnitId
    name: str
    kind: str
    """A choice of the fact `unit_kind`: department, township, development_zone, ..."""
    owner_type: str = ""
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    superior_id: UnitId | None = None
    credit_code: str = ""
    contact: str = ""
    phone: str = ""
    valid_until: date | None = None
    note: str = ""
    pinyin: str = ""
    """Search key: full pinyin and initials, with every reading of a heteronym."""


@dataclass(frozen=True)
class Expert:
    """One expert (专家) of a committee."""

    id: ExpertId
    name: str
    unit_name: str
    field: str
    committee: str = ""
    title: str = ""
    phone: str = ""
    status: str = ""
    note: str = ""
    pinyin: str = ""


@dataclass(frozen=True)
class ExistingSystem:
    """One system already built (既有系统), compared with what is applied for."""

    id: SystemId
    name: str
    unit_id: UnitId
    category: str = ""
    content: str = ""
    built_year: int | None = None
    status: str = ""
    note: str = ""
    pinyin: str = ""


@dataclass(frozen=True)
class CatalogueItem:
    """One item of the data-resource catalogue (数据资源目录)."""

    id: CatalogueItemId
    code: str
    name: str
    item: str
    owner_unit_id: UnitId
    source_system: str = ""
    share_type: str = ""
    update_frequency: str = ""
    is_public: bool | None = None
    note: str = ""
