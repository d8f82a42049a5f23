"""Which rows a sheet of a register is handed out with: to a unit, to an office, for one owner."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from desktop_app.domain.project import Project
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner, RegisterEntry
from desktop_app.rules.expression import evaluate_condition
from desktop_app.rules.register_place import RegisterPlace
from desktop_app.rules.scene import scene
from desktop_app.use_cases.registers.sheet_rows import Row, SheetRows
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.values.ids import EntryId, ProjectId, UnitId

Held = tuple[Owner, UnitId | None]
"""What a row may belong to, and the unit that fills it in."""


@dataclass
class KnownRows:
    """The rows of one register for whoever is to fill its sheet in; read once for all of them."""

    reading: Reading
    place: RegisterPlace
    is_masked: bool = True
    """Whether personal columns are masked: all that is handed out or exported without a reason."""
    sheet: SheetRows = field(init=False)
    _holds: dict[Subject, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sheet = SheetRows(self.reading, self.place, self.is_masked)

    def exported(self, project: ProjectId | None = None) -> tuple[Row, ...]:
        """Every row of the register, or those of one project."""
        entries = self.reading.view.registers.of_register(self.place.spec.id)
        wanted = (e for e in entries if project is None or e.project_id == project)
        return tuple(self.sheet.row(e) for e in wanted if not self.sheet.is_classified(e))

    def of_unit(self, unit: UnitId) -> tuple[Row, ...]:
        """What is known of a unit's projects, systems or rows above, each with a row to fill in."""
        owners = [owner for owner, holder in self._owners if holder == unit]
        if self.place.owner_kind == "unit" and not self.place.above:
            mine = (e for e in self._entries if e.unit_id == unit)
            return tuple(self.sheet.row(entry) for entry in mine)
        return tuple(self._filled(owners))

    def of_owner(self, owner: Owner) -> tuple[Row, ...]:
        """What is known under one project or row above; a project's rows above each with a row."""
        if self.place.above and owner.parent_id is None:
            return tuple(
                self._filled([o for o, _ in self._owners if o.project_id == owner.project_id])
            )
        return tuple(self.sheet.row(entry) for entry in self._under(owner))

    def of_office(self, role: str, under: EntryId | None) -> tuple[Row, ...]:
        """A row for every project listed beside, with the office's own answer if it is known."""
        column = self.place.office_column
        own = {
            (entry.parent_id, entry.project_id): entry
            for entry in self._entries
            if entry.cells.get(column) == role
        }
        rows = []
        for owner in self._asked(under):
            entry = own.get((owner.parent_id, owner.project_id))
            known = self.sheet.own(entry) if entry else {column: role}
            rows.append({**self.sheet.blank(owner), **known})
        return tuple(rows)

    def unit_keys(self) -> frozenset[UnitId]:
        """The units that would find at least one row to fill in."""
        return frozenset(unit for _, unit in self._owners if unit is not None)

    # -- owners

    def _asked(self, under: EntryId | None) -> Iterable[Owner]:
        """Whom an office is asked about: the projects listed beside, else all that are meant."""
        among = self.place.among
        if among is None:
            return [owner for owner, _ in self._owners]
        entries = self.reading.view.registers.rows_of((among.id,), "parent_id", (under or 0,))
        order = next((each.id for each in among.field if each.type == "integer"), "")
        open_ones = (e for e in self._live(entries) if not self.sheet.is_classified(e))
        listed = sorted(open_ones, key=lambda entry: _place(entry, order))
        return [Owner(project_id=entry.project_id, parent_id=under) for entry in listed]

    def _filled(self, owners: Sequence[Owner]) -> Iterator[Row]:
        """The known rows of each owner, then one to fill in."""
        for owner in owners:
            yield from (self.sheet.row(entry) for entry in self._under(owner))
            yield self.sheet.blank(owner)

    @cached_property
    def _owners(self) -> Sequence[Held]:
        """What rows may belong to now, with the unit that fills them in."""
        match self.place.owner_kind:
            case "project":
                return tuple(self._of_projects())
            case "system":
                return tuple(self._of_systems())
            case "unit":
                return tuple(self._of_units())
        return ()

    def _of_projects(self) -> Iterator[Held]:
        projects = [p for p in self.reading.view.projects.all() if not p.is_classified]
        live = [p for p in projects if p.merged_into_id is None]
        meant = self._meant([Subject("project", each.id) for each in live])
        for project in live:
            if Subject("project", project.id) in meant:
                holder = project.submitting_unit_id or project.unit_id
                yield from self._rows_below(Owner(project_id=project.id), holder, project)

    def _rows_below(self, owner: Owner, holder: UnitId, project: Project) -> Iterator[Held]:
        """The owner itself, or the rows of the register just above that belong to the project."""
        if not self.place.above:
            yield owner, holder
            return
        for entry in self._above.get(project.id, ()):
            yield Owner(project_id=project.id, parent_id=entry.id), holder

    def _of_systems(self) -> Iterator[Held]:
        systems = self.reading.view.systems.all()
        meant = self._meant([Subject("system", each.id) for each in systems])
        for system in systems:
            if Subject("system", system.id) in meant:
                yield Owner(system_id=system.id), system.unit_id

    def _of_units(self) -> Iterator[Held]:
        if not self.place.above:
            for unit in self.reading.units.values():
                if unit.valid_until is None or unit.valid_until >= self.reading.on:
                    yield Owner(unit_id=unit.id), unit.id
            return
        above = self.place.above[-1]
        for entry in self._live(self.reading.view.registers.of_register(above.id)):
            yield Owner(project_id=entry.project_id, parent_id=entry.id), entry.unit_id

    @cached_property
    def _above(self) -> Mapping[ProjectId | None, Sequence[RegisterEntry]]:
        """The rows of the register just above by project."""
        entries = self.reading.view.registers.of_register(self.place.above[-1].id)
        found: defaultdict[ProjectId | None, list[RegisterEntry]] = defaultdict(list)
        for entry in self._live(entries):
            found[entry.project_id].append(entry)
        return found

    # -- rows

    @cached_property
    def _entries(self) -> Sequence[RegisterEntry]:
        found = self.reading.view.registers.of_register(self.place.spec.id)
        return tuple(self._live(found))

    @cached_property
    def _by_owner(self) -> Mapping[object, Sequence[RegisterEntry]]:
        found: defaultdict[object, list[RegisterEntry]] = defaultdict(list)
        for entry in self._entries:
            found[_key(entry)].append(entry)
        return found

    def _under(self, owner: Owner) -> Sequence[RegisterEntry]:
        """The rows of the register that belong to an owner."""
        return self._by_owner.get(_key(owner), ())

    def _live(self, entries: Iterable[RegisterEntry]) -> Iterator[RegisterEntry]:
        live = {
            state.id: state.is_live for state in self.reading.keeping(self.place.spec.id).states
        }
        return (entry for entry in entries if live.get(entry.state, True))

    def _meant(self, subjects: Sequence[Subject]) -> frozenset[Subject]:
        """Those that still count and for which the register's condition certainly holds."""
        if self.place.spec.when == "true" and subjects and subjects[0].kind != "project":
            return frozenset(subjects)
        courses = courses_of(self.reading, subjects)
        return frozenset(s for s, course in courses.items() if self._is_meant(course))

    def _is_meant(self, course: Course) -> bool:
        register = self.place.spec.id
        spec = next((each for each in course.pack.registers if each.id == register), None)
        if spec is None or not course.is_live:
            return False
        lookup = scene(course.pack, course.facts, course.terms).lookup
        return evaluate_condition(spec.when, lookup).value is True


def _key(owner: Owner | RegisterEntry) -> object:
    """Whose a row is, as the nearest it belongs to."""
    kinds = (
        (ENTRY, owner.parent_id),
        ("unit", owner.unit_id),
        ("system", owner.system_id),
        ("project", owner.project_id),
    )
    return next(((kind, key) for kind, key in kinds if key is not None), None)


def _place(entry: RegisterEntry, column: str) -> tuple[bool, int, int]:
    """Rows by their number; those without one behind, as they were entered."""
    number = entry.cells.get(column)
    return not isinstance(number, int), number if isinstance(number, int) else 0, entry.id
