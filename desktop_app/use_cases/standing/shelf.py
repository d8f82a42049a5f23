"""The register entries of one look at the records: read by owner or whole register, once."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from db.unit_of_work import ReadView
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Origin, RegisterEntry
from desktop_app.values.ids import EntryId, ProjectId, UnitId

OWNER_COLUMNS: Mapping[str, str] = {
    "project": "project_id",
    "unit": "unit_id",
    "system": "system_id",
    ENTRY: "parent_id",
}
"""Where an entry names what it belongs to, by kind of subject."""


class EntryShelf:
    """Entries as they lie in the database, kept while one look lasts."""

    def __init__(self, view: ReadView, *, has_origins: bool) -> None:
        self._view = view
        self._has_origins = has_origins
        self._planned: set[Subject] = set()
        self._by_owner: dict[Subject, dict[str, list[RegisterEntry]]] = {}
        self._registers: dict[str, tuple[RegisterEntry, ...]] = {}
        self._entries: dict[int, RegisterEntry | None] = {}
        self._origins: dict[int, Origin] = {}

    def expect(self, owners: Iterable[Subject]) -> None:
        """Who will be looked at: once one of them is asked for, all of them are read together."""
        self._planned.update(owner for owner in owners if owner.kind in OWNER_COLUMNS)

    def _read(self, owners: Iterable[Subject]) -> None:
        keys: dict[str, list[int]] = {}
        for owner in owners:
            keys.setdefault(owner.kind, []).append(owner.id)
        for kind, wanted in keys.items():
            self._by_owner |= {Subject(kind, key): {} for key in wanted}
            column = OWNER_COLUMNS[kind]
            found = self._view.registers.of_owners(column, wanted)
            for entry in found:
                owner = Subject(kind, getattr(entry, column))
                self._by_owner[owner].setdefault(entry.register_id, []).append(entry)
            self._remember(found)

    def of_owner(self, register: str, owner: Subject) -> Sequence[RegisterEntry]:
        """The entries of a register that name a project, unit, system or other entry."""
        if owner not in self._by_owner:
            self._read({owner, *self._planned} - self._by_owner.keys())
            self._planned.clear()
        return self._by_owner[owner].get(register, ())

    def of_register(self, register: str) -> Sequence[RegisterEntry]:
        """All entries of a register."""
        if register not in self._registers:
            self._registers[register] = self._view.registers.of_register(register)
            self._remember(self._registers[register])
        return self._registers[register]

    def entry(self, key: EntryId) -> RegisterEntry | None:
        """One entry, None if it is no more."""
        if key not in self._entries:
            self._entries[key] = self._view.registers.find(key)
        return self._entries[key]

    def origin(self, key: EntryId) -> Origin:
        """Where an entry was read from; empty for one that was keyed in, and in brief."""
        return self._origins.get(key, Origin())

    def source(self, entry: RegisterEntry) -> str:
        """Where the row can be looked up: workbook, sheet and row, else the row's own name."""
        origin = self.origin(entry.id)
        place = f"{origin.file} {origin.sheet}".strip()
        return f"{place} 第{origin.row}行" if place else entry.name

    def unit_of(self, project: ProjectId) -> UnitId | None:
        """The unit of a project."""
        return self._owners.get(project)

    @cached_property
    def _owners(self) -> Mapping[ProjectId, UnitId]:
        return self._view.projects.owners()

    def _remember(self, entries: Sequence[RegisterEntry]) -> None:
        new = [entry.id for entry in entries if entry.id not in self._entries]
        self._entries |= {entry.id: entry for entry in entries}
        if new and self._has_origins:
            self._origins |= self._view.batches.origins(ENTRY, new)
