"""Rows of registers (台账): what they hold, and which of them a subject sees."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import ClassVar, TypeVar

from desktop_app.domain.base_data import Unit
from desktop_app.domain.record import Subject
from desktop_app.domain.unit_family import family_head
from desktop_app.rules.counting_rows import CountedRow, RowsOf
from desktop_app.rules.registers import ENTRY_STATE
from desktop_app.rules.schema.facts import Scope
from desktop_app.rules.verdict import JsonValue
from desktop_app.values.ids import EntryId, ProjectId, SystemId, UnitId

KeyT = TypeVar("KeyT")


@dataclass(frozen=True)
class RegisterEntry:
    """One row of a register; what it belongs to stands in one of the keys, `project_id` besides.

    An entry below another (`parent_id`) carries the project of the one above it.
    """

    id: EntryId
    register: str
    name: str
    """The column that titles the row, as text."""
    values: Mapping[str, JsonValue]
    """By column, and by fact for what steps recorded: 分, ISO dates, choice ids."""
    pack: str
    pack_version: str
    registered_on: date
    project_id: ProjectId | None = None
    unit_id: UnitId | None = None
    system_id: SystemId | None = None
    parent_id: EntryId | None = None
    state: str = ""
    """A state id of the pack, empty where entries of the register have no states."""
    version: int = 1
    pinyin: str = ""

    @property
    def subject(self) -> Subject:
        """The entry as the subject of procedures, papers and notes."""
        return Subject(self.register, self.id)


@dataclass(frozen=True)
class Origin:
    """Where an imported row came from: workbook, sheet, row and the letters of its columns."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Seen:
    """From where rows are looked at: a project, a unit, a system or an entry."""

    project_id: ProjectId | None = None
    unit_id: UnitId | None = None
    system_id: SystemId | None = None
    entry: RegisterEntry | None = None


@dataclass(frozen=True)
class Ledger:
    """The entries within reach, with what decides who sees which."""

    entries: Sequence[RegisterEntry] = ()
    owners: Mapping[ProjectId, UnitId] = field(default_factory=dict)
    """The unit of every project."""
    units: Mapping[UnitId, Unit] = field(default_factory=dict)
    origins: Mapping[EntryId, Origin] = field(default_factory=dict)
    is_live: Callable[[RegisterEntry], bool] = lambda _entry: True
    """Whether the state of an entry still counts."""

    def rows_seen_from(self, seen: Seen) -> RowsOf:
        """The rows of a register in a scope, as counting asks for them."""

        def rows_of(register: str, scope: Scope) -> Sequence[CountedRow]:
            found = self._SCOPES[scope](self, register, seen)
            return [self.row(entry) for entry in found]

        return rows_of

    def row(self, entry: RegisterEntry) -> CountedRow:
        """An entry as counting sees it."""
        origin = self.origins.get(entry.id, Origin())
        outer = self._by_id.get(entry.parent_id) if entry.parent_id is not None else None
        return CountedRow(
            id=entry.id,
            values={**entry.values, ENTRY_STATE: entry.state or None},
            outer=self.row(outer) if outer else None,
            register=entry.register,
            title=entry.name,
            file=f"{origin.file} {origin.sheet}".strip(),
            row=origin.row,
            columns=origin.columns,
        )

    @cached_property
    def _by_id(self) -> Mapping[EntryId, RegisterEntry]:
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def _by_register(self) -> Mapping[str, list[RegisterEntry]]:
        return _grouped(self._live, lambda entry: entry.register)

    @cached_property
    def _by_project(self) -> Mapping[tuple[str, object], list[RegisterEntry]]:
        return _grouped(self._live, lambda entry: (entry.register, entry.project_id))

    @cached_property
    def _by_parent(self) -> Mapping[tuple[str, object], list[RegisterEntry]]:
        return _grouped(self._live, lambda entry: (entry.register, entry.parent_id))

    @cached_property
    def _live(self) -> tuple[RegisterEntry, ...]:
        return tuple(entry for entry in self.entries if self.is_live(entry))

    def _own(self, register: str, seen: Seen) -> list[RegisterEntry]:
        if seen.project_id is not None:
            return self._by_project.get((register, seen.project_id), [])
        if seen.entry is not None:
            return self._children(register, seen) or self._beside(register, seen.entry)
        return [entry for entry in self._all(register, seen) if _is_owned_by(entry, seen)]

    def _beside(self, register: str, entry: RegisterEntry) -> list[RegisterEntry]:
        """Entries of the same owner, where no project is involved."""
        return [e for e in self._by_register.get(register, []) if _owner(e) == _owner(entry)]

    def _self(self, register: str, seen: Seen) -> list[RegisterEntry]:
        return [seen.entry] if seen.entry and seen.entry.register == register else []

    def _siblings(self, register: str, seen: Seen) -> list[RegisterEntry]:
        own = self._own(register, seen)
        return [entry for entry in own if seen.entry is None or entry.id != seen.entry.id]

    def _children(self, register: str, seen: Seen) -> list[RegisterEntry]:
        return self._by_parent.get((register, seen.entry.id), []) if seen.entry else []

    def _parent(self, register: str, seen: Seen) -> list[RegisterEntry]:
        parent = seen.entry.parent_id if seen.entry else None
        return [each for each in self._all(register, seen) if each.id == parent]

    def _of_unit(self, register: str, seen: Seen) -> list[RegisterEntry]:
        unit = self._unit(seen)
        return [each for each in self._all(register, seen) if self._unit_of(each) == unit]

    def _of_family(self, register: str, seen: Seen) -> list[RegisterEntry]:
        unit = self._unit(seen)
        if unit is None:
            return []
        head = family_head(unit, self.units)
        return [
            each
            for each in self._all(register, seen)
            if (owner := self._unit_of(each)) and family_head(owner, self.units) == head
        ]

    def _others(self, register: str, seen: Seen) -> list[RegisterEntry]:
        return [e for e in self._all(register, seen) if e.project_id != seen.project_id]

    def _all(self, register: str, _seen: Seen) -> list[RegisterEntry]:
        return self._by_register.get(register, [])

    def _unit(self, seen: Seen) -> UnitId | None:
        if seen.project_id is not None and seen.project_id in self.owners:
            return self.owners[seen.project_id]
        return seen.unit_id

    def _unit_of(self, entry: RegisterEntry) -> UnitId | None:
        if entry.unit_id is not None:
            return entry.unit_id
        return self.owners.get(entry.project_id) if entry.project_id is not None else None

    _SCOPES: ClassVar[Mapping[str, "_Look"]] = {
        "own": _own,
        "self": _self,
        "siblings": _siblings,
        "children": _children,
        "parent": _parent,
        "unit": _of_unit,
        "family": _of_family,
        "others": _others,
        "all": _all,
    }


_Look = Callable[[Ledger, str, Seen], list[RegisterEntry]]


def _owner(entry: RegisterEntry) -> tuple[int | None, ...]:
    return entry.parent_id, entry.unit_id, entry.system_id


def _is_owned_by(entry: RegisterEntry, seen: Seen) -> bool:
    if seen.system_id is not None:
        return entry.system_id == seen.system_id
    return seen.unit_id is not None and entry.unit_id == seen.unit_id


def _grouped(
    entries: Iterable[RegisterEntry], key: Callable[[RegisterEntry], KeyT]
) -> dict[KeyT, list[RegisterEntry]]:
    groups: dict[KeyT, list[RegisterEntry]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    return groups
