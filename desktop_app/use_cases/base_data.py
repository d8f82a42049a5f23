"""Units, experts, existing systems and catalogue items: lists, single edits, and who is who."""

from typing import Any

from db.unit_of_work import ReadView
from desktop_app.domain.base_data import CatalogueItem, ExistingSystem, Expert, Unit
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.rules.facts import CATEGORIES, OWNER_TYPES, UNIT_KINDS
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.former_names import former_names
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.values.identity import credit_code_fault, phone_fault
from desktop_app.values.ids import UnitId
from desktop_app.values.text import normal_name

UNIT_KIND_LABELS = dict(UNIT_KINDS)
OWNER_TYPE_LABELS = dict(OWNER_TYPES)
CATEGORY_LABELS = dict(CATEGORIES)


def units(desk: Desk) -> tuple[Unit, ...]:
    """All units in the order they were registered."""
    with desk.workspace.read() as view:
        return view.units.all()


def experts(desk: Desk) -> tuple[Expert, ...]:
    """All experts."""
    with desk.workspace.read() as view:
        return view.experts.all()


def existing_systems(desk: Desk) -> tuple[ExistingSystem, ...]:
    """All existing systems."""
    with desk.workspace.read() as view:
        return view.systems.all()


def catalogue_items(desk: Desk) -> tuple[CatalogueItem, ...]:
    """All items of the data-resource catalogue."""
    with desk.workspace.read() as view:
        return view.catalogue.all()


def save_unit(desk: Desk, unit_id: UnitId | None, **values: Any) -> Unit:
    """Register a unit (`unit_id` None) or change its fields; a changed name is kept as dated."""
    require(desk, "base_data.edit")
    name = normal_text(str(values.get("name", "")))
    if unit_id is None and not name:
        raise Refused("单位名称没有填", advice="请填写单位全称。")
    _refuse_bad_numbers(values)
    verb = "登记" if unit_id is None else "修改"
    act = desk.act("save_unit", f"{verb}单位“{name or unit_id}”")
    with desk.workspace.begin(act) as uow:
        known = unit_index(uow).get(normal_name(name)) if name else None
        if known is not None and known.id != unit_id:
            raise Refused(
                f"单位“{name}”已经登记", advice="请直接修改已有的单位。", record=known.name
            )
        if unit_id is None:
            saved = uow.units.add(**{**values, "name": name})
        else:
            if name and name != uow.units.get(unit_id).name:
                uow.units.rename(unit_id, name, last_day_of_old=desk.today)
            saved = uow.units.change(unit_id, **{k: v for k, v in values.items() if k != "name"})
    refresh(desk)
    return saved


def _refuse_bad_numbers(values: dict[str, Any]) -> None:
    checks = (("credit_code", credit_code_fault), ("phone", phone_fault))
    for key, fault_of in checks:
        text = str(values.get(key) or "")
        fault = fault_of(text) if text else None
        if fault:
            raise Refused(fault, advice="请核对原件，或向填报单位问清后重填。", record=text)


def normal_text(text: str) -> str:
    """The text without blanks at its ends."""
    return text.strip()


def unit_index(view: ReadView) -> dict[str, Unit]:
    """Units by every name they are or were known under, folded for matching.

    A unit that was merged is found as the one that took it in; present names come first.
    """
    units = {unit.id: unit for unit in view.units.all()}
    merged = view.successions.merged_units()
    index: dict[str, Unit] = {}
    for unit in units.values():
        for name in (unit.name, unit.short_name, *unit.aliases):
            if name and unit.id not in merged:
                index.setdefault(normal_name(name), unit)
    for former in former_names(view):
        index.setdefault(normal_name(former.name), units[former.unit_id])
    return index


def former_names_told(desk: Desk) -> dict[int, str]:
    """By unit the names it had and those of units it took in, each with its last day."""
    found: dict[int, str] = {}
    with desk.workspace.read() as view:
        for each in former_names(view):
            merged = "（已并入）" if each.is_merged else ""
            told = f"{each.name}{merged} 至 {each.until}"
            found[each.unit_id] = "；".join(filter(None, (found.get(each.unit_id), told)))
    return found


def unit_subject(unit: Unit) -> Subject:
    """The unit as the subject of notes and papers."""
    return Subject("unit", unit.id)
