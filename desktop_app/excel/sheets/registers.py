"""Registers (台账) of a pack as sheets: what a row belongs to first, then the register's columns.

A row names its project (code, name, unit), its unit or its system, and where it stands below
rows of other registers the key columns of those. All of it is known by the header like any
column; a table about one project or one row may say it once in its head.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from desktop_app.domain.register_row import bound
from desktop_app.excel.headers import normal_header
from desktop_app.excel.sheet import ColumnKind, ColumnSpec, SheetContext, SheetSpec
from desktop_app.rules.register_place import RegisterPlace, naming_fields
from desktop_app.rules.schema.registers import RegisterField

PROJECT_CODE, PROJECT_NAME, PROJECT_UNIT = "project.code", "project.name", "project.unit"
UNIT, SYSTEM = "unit.name", "system.name"
VERSION = "1"
_KINDS = {
    "money": ColumnKind.MONEY,
    "integer": ColumnKind.INTEGER,
    "number": ColumnKind.NUMBER,
    "date": ColumnKind.DATE,
    "bool": ColumnKind.BOOLEAN,
    "choice": ColumnKind.CHOICE,
    "text": ColumnKind.TEXT,
}
_FORMATS = {
    "long": ColumnKind.LONG_TEXT,
    "code": ColumnKind.CODE,
    "credit_code": ColumnKind.CREDIT_CODE,
    "id_card": ColumnKind.ID_CARD,
    "phone": ColumnKind.PHONE,
    "vin": ColumnKind.VIN,
    "invoice": ColumnKind.INVOICE,
    "year": ColumnKind.YEAR,
}
_COMPUTED = "可以不填，由程序按其他列算出；填了的，要与算出的一致。"
_LONGEST_NAME, _LONGEST_CODE = 200, 40
_WIDEST_HEADING = 20
"""Longer ones go over two lines."""


def register_sheet(place: RegisterPlace, context: SheetContext) -> SheetSpec:
    """The sheet of one register."""
    spec = place.spec
    own = tuple(_column(field.id, field, context) for field in spec.field)
    owners = tuple(_fitted(_owner_columns(place, context), own))
    told = tuple(_told_columns(place, (*owners, *own)))
    keys = tuple(field.id for field in naming_fields(spec))
    naming = {column.key for column in (*owners, *told)} | {place.office_column} - {""}
    return SheetSpec(
        id=spec.id,
        title=spec.title,
        version=VERSION,
        columns=(*owners, *told, *own),
        key=keys,
        unit_column=UNIT if any(column.key == UNIT for column in owners) else None,
        notes=spec.notes,
        sum_columns=tuple(field.id for field in spec.field if field.is_sum),
        owner_columns=tuple(column.key for column in owners),
        naming_columns=frozenset(naming),
        told_columns=frozenset(column.key for column in told),
        is_ledger=True,
    )


def told_key(register: str, field: str) -> str:
    """The key of a column that shows what another register says of the row's project."""
    return f"told.{register}.{field}"


def above_key(register: str, field: str) -> str:
    """The key of a column that names a row this one stands below."""
    return f"{register}.{field}"


def told_fields(place: RegisterPlace) -> tuple[RegisterField, ...]:
    """The amounts of the register beside it that whoever fills the sheet in should see."""
    fields = place.among.field if place.among else ()
    return tuple(field for field in fields if field.type == "money" and field.is_sum)


def _column(key: str, field: RegisterField, context: SheetContext) -> ColumnSpec:
    kind = _FORMATS.get(field.format) or _KINDS[field.type]
    is_money = kind is ColumnKind.MONEY
    low, high = (None if each is None else bound(field, each) for each in
                 (field.at_least, field.at_most))  # fmt: skip
    unit = (field.unit or "万元") if is_money else field.unit
    return ColumnSpec(
        key,
        field.label,
        kind,
        unit=unit,
        required=field.required and field.equals is None,
        choices=tuple((choice.id, choice.label) for choice in field.choices),
        width=max(field.width, _heading_width(field.label, unit)),
        hint=field.hint or (_COMPUTED if field.equals is not None else ""),
        aliases=field.aliases,
        max_length=field.max_length,
        minimum=low,
        maximum=high,
        is_personal=field.is_personal,
        may_be_masked=field.is_personal,
        suggestions=context.units if field.format == "unit" else (),
    )


def _heading_width(label: str, unit: str) -> int:
    """What a heading takes on one line; a Chinese character is as wide as two letters."""
    text = f"{label}（{unit}）" if unit else label
    return min(len(text.encode("gb18030")) + 2, _WIDEST_HEADING)


def _owner_columns(place: RegisterPlace, context: SheetContext) -> Iterator[ColumnSpec]:
    """What a row belongs to, from the outside in."""
    if place.owner_kind == "project":
        yield from _project_columns(is_required=True)
    if place.owner_kind == "system":
        yield ColumnSpec(SYSTEM, "系统名称", required=True, width=26, max_length=_LONGEST_NAME,
                         aliases=("信息系统名称", "所属系统"))  # fmt: skip
    if place.owner_kind in {"unit", "system"}:
        yield ColumnSpec(UNIT, "单位名称", width=24, max_length=100, suggestions=context.units,
                         aliases=("单位", "所属单位", "责任单位", "建设单位"),
                         hint="与填报单位相同时可以不填。")  # fmt: skip
    for spec in place.above:
        for field in naming_fields(spec):
            column = _column(above_key(spec.id, field.id), field, context)
            yield replace(column, required=True, hint=f"写所属{spec.label}的{field.label}。")
    if place.owner_kind != "project" and place.names_project:
        yield from _project_columns(is_required=place.spec.of_project == "required")


def _project_columns(*, is_required: bool) -> Iterator[ColumnSpec]:
    yield ColumnSpec(PROJECT_CODE, "项目编码", ColumnKind.CODE, required=is_required, width=16,
                     max_length=_LONGEST_CODE, aliases=("项目编号", "储备编号", "项目代码"),
                     hint="写主管部门给的项目编码。")  # fmt: skip
    yield ColumnSpec(PROJECT_NAME, "项目名称", width=28, max_length=_LONGEST_NAME,
                     aliases=("所属项目", "项目全称"), hint="与项目编码对应。")  # fmt: skip
    yield ColumnSpec(PROJECT_UNIT, "项目单位", width=22, max_length=100,
                     aliases=("项目建设单位", "建设单位"))  # fmt: skip


def _fitted(owners: Iterable[ColumnSpec], own: Iterable[ColumnSpec]) -> Iterator[ColumnSpec]:
    """The owner columns under titles of their own; a column the register has itself serves."""
    titles: dict[str, str] = {}
    names: set[str] = set()
    for column in own:
        titles[normal_header(column.title)] = column.key
        names |= {normal_header(each) for each in (column.title, *column.aliases)}
    for column in owners:
        if column.key in {PROJECT_NAME, PROJECT_UNIT} and normal_header(column.title) in titles:
            continue
        title = column.title if normal_header(column.title) not in titles else f"所属{column.title}"
        aliases = tuple(each for each in column.aliases if normal_header(each) not in names)
        titles[normal_header(title)] = column.key
        names |= {normal_header(each) for each in (title, *aliases)}
        yield replace(column, title=title, aliases=aliases)


def _told_columns(place: RegisterPlace, known: Iterable[ColumnSpec]) -> Iterator[ColumnSpec]:
    taken = {normal_header(name) for column in known for name in (column.title, *column.aliases)}
    for field in told_fields(place):
        if place.among is not None and normal_header(field.label) not in taken:
            yield ColumnSpec(
                told_key(place.among.id, field.id),
                field.label,
                ColumnKind.MONEY,
                unit=field.unit or "万元",
                width=field.width,
                hint="供参考，不要改动。",
            )


def project_name_column(spec: SheetSpec) -> str:
    """The column that holds the project's name: its own, or the register's of the same title."""
    keys: Mapping[str, str] = {normal_header(each.title): each.key for each in spec.columns}
    return PROJECT_NAME if PROJECT_NAME in keys.values() else keys.get("项目名称", "")
