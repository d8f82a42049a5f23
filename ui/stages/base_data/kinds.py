"""The four kinds of base data: columns, keys, and how they are read."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.domain.base_data import CatalogueItem, ExistingSystem, Unit
from desktop_app.use_cases import base_data
from desktop_app.use_cases.base_data import CATEGORY_LABELS, OWNER_TYPE_LABELS, UNIT_KIND_LABELS
from desktop_app.use_cases.desk import Desk
from desktop_app.values.identity import mask_phone
from ui.stages.base_data.record_pane import RecordKind
from ui.table.column import Column, Kind


@dataclass(frozen=True)
class UnitRow:
    """A unit with the name of its superior."""

    unit: Unit
    superior: str
    formerly: str = ""
    """Names it had before and names of units it took in, with their last day."""


@dataclass(frozen=True)
class Owned:
    """A system or catalogue item with the name of its unit."""

    record: ExistingSystem | CatalogueItem
    unit: str


def _unit_rows(desk: Desk) -> tuple[UnitRow, ...]:
    units = base_data.units(desk)
    names = {unit.id: unit.name for unit in units}
    earlier = base_data.former_names_told(desk)
    return tuple(
        UnitRow(u, names.get(u.superior_id, "") if u.superior_id else "", earlier.get(u.id, ""))
        for u in units
    )


def _unit_names(desk: Desk) -> dict[int, str]:
    return {unit.id: unit.name for unit in base_data.units(desk)}


def _system_rows(desk: Desk) -> tuple[Owned, ...]:
    names = _unit_names(desk)
    return tuple(Owned(s, names.get(s.unit_id, "")) for s in base_data.existing_systems(desk))


def _item_rows(desk: Desk) -> tuple[Owned, ...]:
    names = _unit_names(desk)
    items = base_data.catalogue_items(desk)
    return tuple(Owned(item, names.get(item.owner_unit_id, "")) for item in items)


def _of(name: str) -> Callable[[Owned], str]:
    return lambda row: str(getattr(row.record, name) or "")


def _category(row: Owned) -> str:
    """The label of a category of the pack; words of an older register as they are."""
    written = _of("category")(row)
    return CATEGORY_LABELS.get(written, written)


UNITS = RecordKind(
    sheet="units",
    title="单位",
    columns=(
        Column(
            "name",
            "单位名称",
            lambda row: row.unit.name,
            width=240,
            sort_key=lambda row: row.unit.pinyin,
        ),
        Column("kind", "类型", lambda row: UNIT_KIND_LABELS.get(row.unit.kind, ""), width=110),
        Column("superior", "上级单位", lambda row: row.superior, width=200),
        Column("contact", "联系人", lambda row: row.unit.contact, width=100),
        Column("phone", "电话", lambda row: mask_phone(row.unit.phone), Kind.CODE, 130),
        Column("short", "简称", lambda row: row.unit.short_name, width=110),
        Column("formerly", "曾用名", lambda row: row.formerly, width=220, is_hidden=True),
        Column(
            "owner",
            "单位性质",
            lambda row: OWNER_TYPE_LABELS.get(row.unit.owner_type, ""),
            width=110,
            is_hidden=True,
        ),
        Column(
            "credit",
            "统一社会信用代码",
            lambda row: row.unit.credit_code,
            Kind.CODE,
            190,
            is_hidden=True,
        ),
        Column(
            "until", "撤并日期", lambda row: row.unit.valid_until, Kind.DATE, 110, is_hidden=True
        ),
        Column("note", "备注", lambda row: row.unit.note, width=160, is_hidden=True),
    ),
    key=lambda row: row.unit.id,
    read=_unit_rows,
    search=lambda row: f"{row.unit.name}{row.unit.short_name}{row.formerly}{row.unit.pinyin}",
    title_of=lambda row: row.unit.name,
    is_personal=True,
)

EXPERTS = RecordKind(
    sheet="experts",
    title="专家",
    columns=(
        Column("name", "姓名", lambda row: row.name, width=100, sort_key=lambda row: row.pinyin),
        Column("unit", "单位", lambda row: row.unit_name, width=240),
        Column("field", "专业", lambda row: row.field, width=160),
        Column("title", "职称", lambda row: row.title, width=120),
        Column("committee", "委员会", lambda row: row.committee, width=160),
        Column("phone", "电话", lambda row: mask_phone(row.phone), Kind.CODE, 130),
        Column("status", "状态", lambda row: row.status, width=90),
        Column("note", "备注", lambda row: row.note, width=160, is_hidden=True),
    ),
    key=lambda row: row.id,
    read=base_data.experts,
    search=lambda row: f"{row.name}{row.unit_name}{row.field}{row.pinyin}",
    title_of=lambda row: row.name,
    is_personal=True,
)

SYSTEMS = RecordKind(
    sheet="systems",
    title="既有系统",
    columns=(
        Column("name", "系统名称", _of("name"), width=260, sort_key=_of("pinyin")),
        Column("unit", "所属单位", lambda row: row.unit, width=200),
        Column("category", "类别", _category, width=150),
        Column("year", "建成年份", _of("built_year"), Kind.CODE, 110),
        Column("status", "状态", _of("status"), width=100),
        Column("content", "主要内容", _of("content"), width=260),
        Column("note", "备注", _of("note"), width=160, is_hidden=True),
    ),
    key=lambda row: row.record.id,
    read=_system_rows,
    search=lambda row: f"{_of('name')(row)}{row.unit}{_of('pinyin')(row)}",
    title_of=_of("name"),
)

CATALOGUE = RecordKind(
    sheet="catalogue",
    title="数据目录",
    columns=(
        Column("code", "目录编码", _of("code"), Kind.CODE, 150),
        Column("name", "目录名称", _of("name"), width=220),
        Column("item", "数据项", _of("item"), width=200),
        Column("unit", "提供单位", lambda row: row.unit, width=200),
        Column("share", "共享类型", _of("share_type"), width=110),
        Column("frequency", "更新频率", _of("update_frequency"), width=110),
        Column("source", "来源系统", _of("source_system"), width=180, is_hidden=True),
        Column("note", "备注", _of("note"), width=160, is_hidden=True),
    ),
    key=lambda row: row.record.id,
    read=_item_rows,
    search=lambda row: f"{_of('code')(row)}{_of('name')(row)}{_of('item')(row)}{row.unit}",
    title_of=_of("name"),
)
