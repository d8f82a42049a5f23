"""Rows of registers as their sheets hold them: what each belongs to, then its own columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from desktop_app.domain.base_data import ExistingSystem
from desktop_app.domain.project import ProjectListRow
from desktop_app.domain.register import Owner, RegisterEntry
from desktop_app.domain.register_cells import as_value
from desktop_app.excel.sheets.registers import (
    PROJECT_CODE,
    PROJECT_NAME,
    PROJECT_UNIT,
    SYSTEM,
    UNIT,
    above_key,
    told_fields,
    told_key,
)
from desktop_app.rules.register_place import RegisterPlace, naming_fields
from desktop_app.rules.schema import RegisterField
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.values.identity import mask_as
from desktop_app.values.ids import EntryId, ProjectId, SystemId

Row = dict[str, object]


@dataclass
class SheetRows:
    """Makes the rows of one register's sheet."""

    reading: Reading
    place: RegisterPlace
    is_masked: bool = True
    """Whether personal columns leave the house masked."""
    _above: dict[EntryId, RegisterEntry | None] = field(default_factory=dict)

    def row(self, entry: RegisterEntry) -> Row:
        """A stored row; a column of another pack's register stays out."""
        owner = Owner(entry.project_id, entry.unit_id, entry.system_id, entry.parent_id)
        return {**self.blank(owner), **self.own(entry)}

    def own(self, entry: RegisterEntry) -> Row:
        """The columns of the register itself."""
        return {f.id: self._value(f, entry) for f in self.place.spec.field}

    def _value(self, column: RegisterField, entry: RegisterEntry) -> object:
        value = as_value(column, entry.cells.get(column.id))
        is_hidden = self.is_masked and column.is_personal and value is not None
        return mask_as(column.format, str(value)) if is_hidden else value

    def blank(self, owner: Owner) -> Row:
        """A row that says what it would belong to and nothing else."""
        row: Row = {}
        for spec, entry in zip(reversed(self.place.above), self._upwards(owner), strict=False):
            row |= {above_key(spec.id, f.id): as_value(f, entry.cells.get(f.id))
                    for f in naming_fields(spec)}  # fmt: skip
            owner = Owner(
                owner.project_id or entry.project_id,
                entry.unit_id,
                entry.system_id,
                owner.parent_id,
            )
        return row | self._project(owner.project_id) | self._holder(owner) | self._told(owner)

    def _upwards(self, owner: Owner) -> Iterable[RegisterEntry]:
        """The rows a row stands under, the nearest first."""
        key = owner.parent_id
        while key is not None and (entry := self._entry(key)) is not None:
            yield entry
            key = entry.parent_id

    def _entry(self, key: EntryId) -> RegisterEntry | None:
        if key not in self._above:
            self._above[key] = self.reading.view.registers.find(key)
        return self._above[key]

    def _project(self, key: ProjectId | None) -> Row:
        project = self._projects.get(key) if key is not None else None
        if project is None:
            return {}
        return {
            PROJECT_CODE: project.code,
            PROJECT_NAME: project.name,
            PROJECT_UNIT: project.unit_name,
        }

    def _holder(self, owner: Owner) -> Row:
        """The unit or the system, with its unit."""
        units = self.reading.units
        if owner.system_id is not None:
            system = self._systems[owner.system_id]
            return {SYSTEM: system.name, UNIT: units[system.unit_id].name}
        return {UNIT: units[owner.unit_id].name} if owner.unit_id is not None else {}

    def _told(self, owner: Owner) -> Row:
        """What the register beside it says of the project."""
        among = self.place.among
        entry = self._listed.get((owner.parent_id, owner.project_id))
        if among is None or entry is None:
            return {}
        return {
            told_key(among.id, f.id): as_value(f, entry.cells.get(f.id))
            for f in told_fields(self.place)
        }

    @cached_property
    def _projects(self) -> Mapping[ProjectId, ProjectListRow]:
        return {each.id: each for each in self.reading.view.projects.rows()}

    @cached_property
    def _systems(self) -> Mapping[SystemId, ExistingSystem]:
        return {each.id: each for each in self.reading.view.systems.all()}

    def is_classified(self, entry: RegisterEntry) -> bool:
        """Whether the row is of a classified project: nothing of it leaves the house."""
        project = self._projects.get(entry.project_id) if entry.project_id is not None else None
        return project is not None and project.is_classified

    @cached_property
    def _listed(self) -> Mapping[tuple[EntryId | None, ProjectId | None], RegisterEntry]:
        among = self.place.among
        entries = self.reading.view.registers.of_register(among.id) if among else ()
        return {(each.parent_id, each.project_id): each for each in entries}
