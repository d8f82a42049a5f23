"""What a row of a register sheet belongs to: its project, unit or system, and the rows above it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from desktop_app.domain.base_data import Unit
from desktop_app.domain.project import Project
from desktop_app.domain.register import Owner, RegisterEntry
from desktop_app.excel.reading import RowReading
from desktop_app.excel.sheet import SheetSpec
from desktop_app.excel.sheets.registers import (
    PROJECT_CODE,
    SYSTEM,
    UNIT,
    above_key,
    project_name_column,
)
from desktop_app.rules.register_place import RegisterPlace, naming_fields
from desktop_app.rules.schema.registers import RegisterSpec
from desktop_app.use_cases.imports.intakes.intake import Place, Surroundings
from desktop_app.use_cases.imports.intakes.register_index import (
    Identity,
    NewRows,
    RowIndex,
    identity_of,
    key_part,
)
from desktop_app.use_cases.imports.intakes.register_projects import (
    Misplaced,
    ProjectFinder,
    UnitBook,
    Values,
)
from desktop_app.values.ids import SystemId
from desktop_app.values.text import normal_name

Pin = tuple[str, str]
"""Pack and version."""


@dataclass(frozen=True)
class Belonging:
    """Whose a row is: `identity` is shared with the rows beside it, `pin` is the pack it follows.

    While rows above are looked for, `identity` stands for one that is new in the same workbook.
    """

    owner: Owner
    identity: Identity
    pin: Pin
    project: Project | None = None
    above: RegisterEntry | None = None


class OwnerFinder:
    """Finds what rows of one register belong to; the same words are looked up once."""

    def __init__(
        self, around: Surroundings, place: RegisterPlace, sheet: SheetSpec, new: NewRows
    ) -> None:
        self._around = around
        self._place = place
        self._new = new
        self._units = UnitBook(around)
        name = project_name_column(sheet)
        is_needed = place.owner_kind == "project" or place.spec.of_project == "required"
        self._projects = ProjectFinder(around, self._units, name, is_needed=is_needed)
        self._columns = (*sheet.owner_columns, name)
        self._indexes: dict[str, RowIndex] = {}
        self._found: dict[tuple[object, ...], Belonging | Misplaced] = {}

    def expect(self, rows: Iterable[tuple[Place, RowReading]]) -> None:
        """Read what these rows name together."""
        if self._place.names_project:
            self._projects.expect(rows)

    def find(self, place: Place, row: RowReading) -> Belonging:
        """Whose the row is; raises Misplaced with the cell that stands against it."""
        values = row.values
        key = (id(place), *map(values.get, self._columns))
        found = self._found.get(key)
        if found is None:
            try:
                found = self._search(place, values)
            except Misplaced as fault:
                found = fault
            self._found[key] = found
        if isinstance(found, Misplaced):
            raise found
        return found

    def _search(self, place: Place, values: Values) -> Belonging:
        kind, project = self._place.owner_kind, None
        if self._place.names_project:
            project = self._projects.find(place, values, is_own=kind == "project")
        unit = self._unit(place, values) if kind in {"unit", "system"} else None
        owner = Owner(
            project_id=project.id if project else None,
            unit_id=unit.id if unit and kind == "unit" else None,
            system_id=self._system(values, unit) if unit and kind == "system" else None,
        )
        found = Belonging(owner, (), self._pin(project), project)
        for spec in self._place.above:
            found = self._below(place, spec, found, values)
        return self._settled(found)

    def _settled(self, found: Belonging) -> Belonging:
        """The owner as a row of the register itself has it; below another it has its project."""
        spec, owner = self._place.spec, found.owner
        if self._place.above:
            above = found.above.project_id if found.above else None
            owner = Owner(project_id=owner.project_id or above, parent_id=owner.parent_id)
        elif spec.owner != "project" and not spec.of_project:
            owner = replace(owner, project_id=None)
        identity = identity_of(spec, owner, found.identity)
        self._refuse_stranger(found)
        return replace(found, owner=owner, identity=identity)

    def _refuse_stranger(self, found: Belonging) -> None:
        """The project must have a row in the register it is to be among."""
        among, project, above = self._place.among, found.project, found.above
        if among is None or project is None or above is None:
            return
        if project.id not in self._index(among).projects(above.id):
            message = f"“{project.name}”不在{among.title}里"
            advice = "请核对项目编码；确应列入的，请先加进清单。"
            raise Misplaced(PROJECT_CODE, "unknown_record", message, advice)

    def _pin(self, project: Project | None) -> Pin:
        if project is not None:
            return project.pack, project.pack_version
        return self._around.pack.id, self._around.pack.version

    def _unit(self, place: Place, values: Values) -> Unit:
        text = str(values.get(UNIT) or "")
        unit = self._units.named(UNIT, text) if text else place.sender
        if unit is None:
            advice = "请填写单位名称，或在表头“填报单位”写单位全称。"
            raise Misplaced(UNIT, "missing", "看不出是哪个单位的", advice)
        if place.sender is not None and not self._units.sends_for(place.sender, unit.id):
            message = f"这一行是{unit.name}的，不是{place.sender.name}的"
            advice = "请核对单位名称；由主管部门统一报的，请先登记上级主管单位。"
            raise Misplaced(UNIT, "conflict", message, advice)
        return unit

    def _system(self, values: Values, unit: Unit) -> SystemId:
        name = str(values.get(SYSTEM) or "")
        found = self._systems.get((unit.id, normal_name(name)))
        if found is None:
            message = f"{unit.name}没有登记系统“{name}”" if name else "看不出是哪个系统"
            advice = "请核对系统名称，或先登记到既有系统清单。"
            raise Misplaced(SYSTEM, "unknown_record" if name else "missing", message, advice)
        return found

    @cached_property
    def _systems(self) -> Mapping[tuple[int, str], SystemId]:
        listed = self._around.view.systems.all()
        return {(each.unit_id, normal_name(each.name)): SystemId(each.id) for each in listed}

    def _below(
        self, place: Place, spec: RegisterSpec, found: Belonging, values: Values
    ) -> Belonging:
        """One step down: the row of `spec` the values name, stored or new in the same workbook."""
        identity = identity_of(spec, found.owner, found.identity)
        key = _key_above(spec, values)
        stored = self._index(spec).named(identity, key)
        if len(stored) == 1:
            entry = stored[0]
            pin = found.pin if found.project else (entry.pack, entry.pack_version)
            owner = replace(found.owner, parent_id=entry.id)
            return replace(found, owner=owner, identity=(), pin=pin, above=entry)
        if not stored and self._new.has(place.digest, spec.id, identity, key):
            return replace(found, identity=(place.digest, spec.id, identity, key), above=None)
        raise _no_single(spec, values, len(stored))

    def _index(self, spec: RegisterSpec) -> RowIndex:
        if spec.id not in self._indexes:
            rows = self._around.view.registers.of_register(spec.id)
            self._indexes[spec.id] = RowIndex(spec, rows)
        return self._indexes[spec.id]


def _columns_above(spec: RegisterSpec) -> tuple[str, ...]:
    """The columns that name a row of this register from below."""
    return tuple(above_key(spec.id, field.id) for field in naming_fields(spec))


def _key_above(spec: RegisterSpec, values: Values) -> tuple[str, ...]:
    columns = _columns_above(spec)
    empty = next((each for each in columns if values.get(each) in {None, ""}), None)
    if empty is not None:
        titles = "、".join(field.label for field in naming_fields(spec))
        advice = f"请填写所属{spec.label}的{titles}。"
        raise Misplaced(empty, "missing", f"看不出属于哪一条{spec.label}", advice)
    return tuple(key_part(values.get(each)) for each in columns)


def _no_single(spec: RegisterSpec, values: Values, count: int) -> Misplaced:
    columns = _columns_above(spec)
    words = "、".join(str(values.get(each)) for each in columns)
    if count:
        message, advice = f"有 {count} 条{spec.label}“{words}”", "请写明项目编码。"
    else:
        message, advice = f"没有{spec.label}“{words}”", f"请核对，或先登记这条{spec.label}。"
    return Misplaced(columns[0], "unknown_record", message, advice)
