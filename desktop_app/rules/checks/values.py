"""Values of the law, office settings and readings: units, periods, suggestions."""

from datetime import date
from itertools import combinations

from desktop_app.rules.checks.context import CheckContext
from desktop_app.rules.dated import WrittenValueError, periods, quantity_in, setting_quantity
from desktop_app.rules.faults import FaultPlace
from desktop_app.rules.schema import LawValue, OfficeSetting, PackFile, Reading
from desktop_app.rules.schema.pack_file import Office
from desktop_app.rules.schema.parameters import MONEY_UNITS, DatedValue


def check_values(context: CheckContext) -> None:
    """Report values and settings that their unit cannot hold, and periods that overlap."""
    for value, place in context.of(LawValue):
        _check_value(value, place)
    for setting, place in context.of(OfficeSetting):
        _check_setting(setting, place)
    for reading, place in context.of(Reading):
        _check_unique([option.id for option in reading.options], place.under("options"))
    if isinstance(context.draft.head, PackFile):
        _check_head(context.draft.head, context.faults.at("pack.toml", ""))


def _check_value(value: LawValue, place: FaultPlace) -> None:
    if (value.value is None) is not bool(value.dated):
        place.add("value 和 dated 必须恰写一个", "一直不变写 value；有过修改写 dated")
    if value.is_line and value.unit not in MONEY_UNITS:
        place.under("is_line").add("金额线的单位必须是元、万元或亿元", "删去 is_line 或改单位")
    for index, period in enumerate(periods(value)):
        where = place.under("value") if value.value is not None else place.under("dated", index)
        _check_written(value.unit, period.value, where)
        _check_order(period.from_, period.until, where)
    for first, second in combinations(value.dated, 2):
        if _overlap(first, second):
            place.under("dated").add("两个时段重叠", "前一段的 until 写在后一段 from 的前一天")


def _check_written(unit: str, written: object, place: FaultPlace) -> None:
    try:
        quantity_in(unit, written)
    except WrittenValueError as fault:
        place.add(f"值与单位不符：{fault}", "照文件的写法写数值和单位")


def _check_order(first: date | None, last: date | None, place: FaultPlace) -> None:
    if first is not None and last is not None and last < first:
        place.add("until 早于 from", "改正起止日期（首尾两天都算在内）")


def _overlap(first: DatedValue, second: DatedValue) -> bool:
    starts = max(first.from_ or date.min, second.from_ or date.min)
    return starts <= min(first.until or date.max, second.until or date.max)


def _check_setting(setting: OfficeSetting, place: FaultPlace) -> None:
    if (setting.unit is None) is not bool(setting.choices):
        place.add("unit 和 choices 必须恰写一个", "数值写 unit，单选写 choices")
        return
    if setting.is_line and setting.unit not in MONEY_UNITS:
        place.under("is_line").add("金额线的单位必须是元、万元或亿元", "删去 is_line 或改单位")
    _check_unique([choice.id for choice in setting.choices], place.under("choices"))
    try:
        setting_quantity(setting, setting.suggested)
    except WrittenValueError as fault:
        place.under("suggested").add(f"建议值不合要求：{fault}", "改成单位和范围之内的值")


def _check_unique(ids: list[str], place: FaultPlace) -> None:
    if len(set(ids)) < len(ids):
        place.add("选项 id 重复", "每个选项一个 id")


def _check_head(head: PackFile, place: FaultPlace) -> None:
    _check_order(head.document.from_, head.document.until, place.under("document"))
    roles = [office.role for office in head.office]
    for index, office in enumerate(head.office):
        where = place.under("office", index)
        if roles.index(office.role) != index:
            where.under("role").add(f"角色“{office.role}”写了两次", "一个角色一条，改名写进 names")
        if office.role in {"unit", "superior_unit"}:
            where.under("role").add("unit 和 superior_unit 不必声明", "删去这一条")
        _check_office(office, where)


def _check_office(office: Office, place: FaultPlace) -> None:
    for index, name in enumerate(office.names):
        _check_order(name.from_, name.until, place.under("names", index))
