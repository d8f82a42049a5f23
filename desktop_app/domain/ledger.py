"""Which rows of the registers (台账) a project, unit, system or other row sees."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from desktop_app.domain.base_data import Unit
from desktop_app.domain.record import Subject
from desktop_app.domain.register import Origin, RegisterEntry
from desktop_app.domain.unit_family import family_head
from desktop_app.rules.counting_rows import CountedRow, RowsOf
from desktop_app.rules.registers import ENTRY_PARENT, ENTRY_PROJECT, ENTRY_STATE
from desktop_app.rules.schema.facts import Scope
from desktop_app.values.ids import EntryId, ProjectId, SystemId, UnitId


@dataclass(frozen=True)
class Seen:
    """From where rows are looked at: a project, a unit, a system or an entry."""

    project_id: ProjectId | None = None
    unit_id: UnitId | None = None
    """The unit it belongs to, its own key for a unit."""
    system_id: SystemId | None = None
    entry: RegisterEntry | None = None


class Shelf(Protocol):
    """Where the entries lie."""

    def of_register(self, register: str) -> Sequence[RegisterEntry]:
        """All entries of a register."""
        ...

    def of_owner(self, register: str, owner: Subject) -> Sequence[RegisterEntry]:
        """The entries that name a project, unit, system or other entry."""
        ...

    def entry(self, key: EntryId) -> RegisterEntry | None:
        """One entry, None if it is no more."""
        ...

    def origin(self, key: EntryId) -> Origin:
        """Where an entry was read from; empty for one that was keyed in."""
        ...

    def unit_of(self, project: ProjectId) -> UnitId | None:
        """The unit of a project."""
        ...


@dataclass(frozen=True)
class Ledger:
    """The entries within reach, with what decides who sees which."""

    shelf: Shelf
    units: Mapping[UnitId, Unit] = field(default_factory=dict)

    def rows_seen_from(self, seen: Seen, is_live: Callable[[str], bool]) -> RowsOf:
        """The rows of a register in a scope, as counting asks for them.

        Args:
            seen: from where.
            is_live: whether rows in a state still count.
        """

        def rows_of(register: str, scope: Scope) -> Sequence[CountedRow]:
            found = self._SCOPES[scope](self, register, seen)
            return [self.row(entry) for entry in found if is_live(entry.state)]

        return rows_of

    def row(self, entry: RegisterEntry) -> CountedRow:
        """An entry as counting sees it."""
        origin = self.shelf.origin(entry.id)
        outer = self.above(entry)
        return CountedRow(
            id=entry.id,
            values={
                **entry.cells,
                ENTRY_STATE: entry.state or None,
                ENTRY_PROJECT: _key(entry.project_id),
                ENTRY_PARENT: _key(entry.parent_id),
            },
            outer=self.row(outer) if outer else None,
            register=entry.register_id,
            title=entry.name,
            file=f"{origin.file} {origin.sheet}".strip(),
            row=origin.row,
            columns=origin.columns,
        )

    def above(self, entry: RegisterEntry) -> RegisterEntry | None:
        """The entry it stands under."""
        return self.shelf.entry(entry.parent_id) if entry.parent_id is not None else None

    def _own(self, register: str, seen: Seen) -> Sequence[RegisterEntry]:
        if seen.project_id is not None:
            return self.shelf.of_owner(register, Subject("project", seen.project_id))
        if seen.entry is not None:
            return self._children(register, seen) or self._beside(register, seen.entry)
        if seen.system_id is not None:
            return self.shelf.of_owner(register, Subject("system", seen.system_id))
        if seen.unit_id is not None:
            return self.shelf.of_owner(register, Subject("unit", seen.unit_id))
        return self.shelf.of_register(register)

    def _beside(self, register: str, entry: RegisterEntry) -> Sequence[RegisterEntry]:
        """Entries of the same owner, where no project is involved."""
        if entry.owner is None:
            return self.shelf.of_register(register)
        return self.shelf.of_owner(register, entry.owner)

    def _self(self, register: str, seen: Seen) -> Sequence[RegisterEntry]:
        return [seen.entry] if seen.entry and seen.entry.register_id == register else []

    def _siblings(self, register: str, seen: Seen) -> Sequence[RegisterEntry]:
        own = self._own(register, seen)
        return [entry for entry in own if seen.entry is None or entry.id != seen.entry.id]

    def _children(self, register: str, seen: Seen) -> Sequence[RegisterEntry]:
        return self.shelf.of_owner(register, seen.entry.subject) if seen.entry else []

    def _parent(self, register: str, seen: Seen) -> Sequence[RegisterEntry]:
        above = self.above(seen.entry) if seen.entry else None
        return [above] if above is not None and above.register_id == register else []

    def _of_unit(self, register: str, seen: Seen) -> Sequence[RegisterEntry]:
        return [e for e in self._all(register, seen) if self._unit_of(e) == seen.unit_id]

    def _of_family(self, register: str, seen: Seen) -> Sequence[RegisterEntry]:
        if seen.unit_id is None:
            return []
        head = family_head(seen.unit_id, self.units)
        return [
            each
            for each in self._all(register, seen)
            if (owner := self._unit_of(each)) and family_head(owner, self.units) == head
        ]

    def _others(self, register: str, seen: Seen) -> Sequence[RegisterEntry]:
        return [e for e in self._all(register, seen) if e.project_id != seen.project_id]

    def _all(self, register: str, _seen: Seen) -> Sequence[RegisterEntry]:
        return self.shelf.of_register(register)

    def _unit_of(self, entry: RegisterEntry) -> UnitId | None:
        if entry.unit_id is not None or entry.project_id is None:
            return entry.unit_id
        return self.shelf.unit_of(entry.project_id)

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


def _key(key: int | None) -> str | None:
    return None if key is None else str(key)


_Look = Callable[[Ledger, str, Seen], Sequence[RegisterEntry]]
