"""Intake of every register sheet: rows known by their key columns within what they belong to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from db.unit_of_work import UnitOfWork
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, RegisterEntry
from desktop_app.excel.problems import CellProblem, cause_advice
from desktop_app.excel.reading import RowReading
from desktop_app.rules.pack import Pack
from desktop_app.rules.register_place import naming_fields
from desktop_app.rules.schema.registers import RegisterField
from desktop_app.use_cases.imports.intakes.intake import (
    MATCHING,
    STORING,
    Draft,
    Place,
    Surroundings,
    subjects_of,
)
from desktop_app.use_cases.imports.intakes.register_amounts import doubted
from desktop_app.use_cases.imports.intakes.register_cells import (
    CellReader,
    RowsUnder,
    cell_changes,
    differing,
)
from desktop_app.use_cases.imports.intakes.register_drafts import ROW, RowDraft, row_of
from desktop_app.use_cases.imports.intakes.register_index import (
    Identity,
    Key,
    NewRows,
    RowIndex,
    key_fields,
    key_part,
    owner_column,
)
from desktop_app.use_cases.imports.intakes.register_owners import Belonging, OwnerFinder, Pin
from desktop_app.use_cases.imports.intakes.register_projects import Misplaced
from desktop_app.use_cases.imports.specs import place_of
from desktop_app.use_cases.regime import stored_pack
from desktop_app.use_cases.standing.entries import change_rows, place_rows
from desktop_app.use_cases.standing.entry_openings import open_for_entries
from desktop_app.values.ids import EntryId

Spot = tuple[str, str, int]
"""File, sheet and row."""


class RegisterIntake:
    """The rows of one register."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet

    def plan(self, around: Surroundings, rows: Sequence[tuple[Place, RowReading]]) -> list[Draft]:
        """One draft per row: new, changed, unchanged, left open or a problem."""
        around = replace(around, pack=around.keeping(self.sheet))
        look = _Look(around, self.sheet, rows)
        drafts = [
            look.draft(place, row, found)
            for (place, row), found in zip(
                around.steps.each(rows, MATCHING), look.belongings, strict=True
            )
        ]
        return doubted(around, look.place, drafts)

    def store(
        self, uow: UnitOfWork, around: Surroundings, drafts: Sequence[Draft]
    ) -> list[Subject]:
        """Write the rows, those below new rows of the same workbook under their keys by now."""
        around = replace(around, pack=around.keeping(self.sheet))
        rows = _placed(around, self.sheet, drafts)
        groups: dict[Pin, list[int]] = {}
        for place, row in enumerate(rows):
            groups.setdefault(row.found.pin, []).append(place)
        keys: dict[int, int] = {}
        for (pack_id, version), places in groups.items():
            pack = stored_pack(around.desk, uow, pack_id, version)
            new = [(n, rows[n]) for n in places if drafts[n].record_id is None]
            known = {
                EntryId(key): rows[n] for n in places if (key := drafts[n].record_id) is not None
            }
            keys |= _add(uow, around, pack, self.sheet, new)
            _change(uow, around, pack, self.sheet, known)
        added = [keys[n] for n, each in enumerate(drafts) if each.record_id is None]
        return subjects_of(ENTRY, drafts, added)


def _add(
    uow: UnitOfWork,
    around: Surroundings,
    pack: Pack,
    register: str,
    rows: Sequence[tuple[int, RowDraft]],
) -> dict[int, int]:
    """Place new rows and open what begins with them; their keys by the place of the draft."""
    spec, keys = pack.register(register), dict[int, int]()
    for part in around.steps.parts(rows, STORING):
        given = [(row.found.owner, row.cells) for _, row in part]
        added = place_rows(uow, pack, spec, given, around.today)
        keys |= {n: key for (n, _), key in zip(part, added, strict=True)}
        open_for_entries(around.desk, uow, pack, spec, added)
    return keys


def _change(
    uow: UnitOfWork,
    around: Surroundings,
    pack: Pack,
    register: str,
    rows: Mapping[EntryId, RowDraft],
) -> None:
    spec = pack.register(register)
    for some in around.steps.parts(list(rows), STORING):
        change_rows(uow, pack, spec, {key: rows[key].cells for key in some})
        open_for_entries(around.desk, uow, pack, spec, some)


def _placed(around: Surroundings, register: str, drafts: Sequence[Draft]) -> list[RowDraft]:
    """The rows with what they belong to; a row above that was new is stored by now."""
    place = place_of(around.pack, register)
    rows = [_must_be_row(draft) for draft in drafts]
    waiting = [n for n, row in enumerate(rows) if place.above and not row.found.owner.parent_id]
    if waiting:
        finder = OwnerFinder(around, place, drafts[0].place.reading.spec, NewRows())
        for n in waiting:
            rows[n] = replace(rows[n], found=finder.find(drafts[n].place, drafts[n].row))
    return rows


def _must_be_row(draft: Draft) -> RowDraft:
    row = row_of(draft)
    if row is None:
        raise TypeError(f"{draft.title} is no row of a register")
    return row


@dataclass
class _Look:
    """The rows of one register sheet meeting the records."""

    around: Surroundings
    sheet: str
    rows: Sequence[tuple[Place, RowReading]]
    _under: dict[Pin, RowsUnder | None] = field(default_factory=dict)
    _readers: dict[int, CellReader] = field(default_factory=dict)
    _seen: dict[tuple[Identity, Key], Spot] = field(default_factory=dict)

    def __post_init__(self) -> None:
        pack = self.around.pack
        self.place = place_of(pack, self.sheet)
        self.spec = self.rows[0][0].reading.spec
        finder = OwnerFinder(self.around, self.place, self.spec, _new_rows(self.around.planned))
        finder.expect(self.rows)
        self.belongings = [_found(finder, place, row) for place, row in self.rows]
        self._keys = key_fields(self.place.spec)
        self._naming = naming_fields(self.place.spec)
        self._index = self._stored_rows()

    def under(self, pin: Pin) -> RowsUnder | None:
        """The register under a pack, None if that pack keeps none."""
        if pin not in self._under:
            pack = stored_pack(self.around.desk, self.around.view, *pin)
            self._under[pin] = RowsUnder.of(pack, self.sheet, self.around.today)
        return self._under[pin]

    def _stored_rows(self) -> RowIndex:
        spec, registers = self.place.spec, self.around.view.registers
        column = owner_column(spec)
        owners = (each.owner for each in self.belongings if isinstance(each, Belonging))
        wanted = {key for owner in owners if (key := getattr(owner, column, None)) is not None}
        entries: Iterable[RegisterEntry] = (
            registers.rows_of((spec.id,), column, wanted)
            if column
            else registers.of_register(spec.id)
        )
        return RowIndex(spec, entries, self._keys)

    # -- one row

    def draft(self, place: Place, row: RowReading, found: Belonging | Misplaced) -> Draft:
        """What the row would do."""
        if isinstance(found, Misplaced):
            told = place.problem(row, found.column, found.cause, str(found), found.advice)
            return Draft(place, row, "problem", self._title(row), problems=(told,))
        if row.is_unanswered:
            return self._left_open(place, row, found)
        under = self.under(found.pin)
        if under is None:
            message = f"这个项目适用的办法没有{self.spec.title}"
            told = place.problem(row, "", "conflict", message, "请核对项目编码。")
            return Draft(place, row, "problem", self._title(row), problems=(told,))
        return self._compared(place, row, found, under)

    def _compared(self, place: Place, row: RowReading, found: Belonging, under: RowsUnder) -> Draft:
        reader = self._readers.get(id(place))
        if reader is None:
            reader = self._readers[id(place)] = CellReader(self.around, place)
        problems = self._office(place, row)
        key = _key(row, self._keys)
        problems += self._repeated(place, row, found.identity, key)
        stored = self._index.exact(found.identity, key)
        if len(stored) > 1:
            problems.append(self._alike(place, row, len(stored)))
        entry = stored[0] if stored else None
        before = entry.cells if entry else {}
        cells = reader.cells(under, row, before)
        title = under.rules.title(cells) or under.spec.label
        columns = differing(under, entry.cells, cells) if entry else ()
        if entry is not None and not columns and not problems:
            return Draft(place, row, "unchanged", title, entry.id, entry.name)
        problems += reader.problems(under, row, cells)
        problems += reader.purged(under, row, found.owner.parent_id, (cells, before))
        if problems:
            return Draft(place, row, "problem", title, problems=tuple(problems))
        values = {ROW: RowDraft(found, cells, _key(row, self._naming))}
        if entry is None:
            return Draft(place, row, "new", title, values=values)
        changes = cell_changes(under, columns, entry.cells, cells)
        return Draft(place, row, "changed", title, entry.id, entry.name, values, changes)

    def _left_open(self, place: Place, row: RowReading, found: Belonging) -> Draft:
        """A row nobody filled in; an office owes an answer on every row it was sent."""
        title = found.project.name if found.project else self._title(row)
        remarks = []
        if self.place.office_column:
            column = self._first_answer
            message = f"“{self.spec.column(column).title}”没有填"
            remarks.append(place.problem(row, column, "missing", message, cause_advice("missing")))
        return Draft(place, row, "skipped", title, remarks=tuple(remarks))

    @property
    def _first_answer(self) -> str:
        naming = self.spec.naming_columns
        own = [each for each in self.spec.columns if each.key not in naming]
        return next((each.key for each in own if each.required), own[0].key)

    def _title(self, row: RowReading) -> str:
        return str(row.values.get(self.place.spec.name or "") or self.place.spec.label)

    def _office(self, place: Place, row: RowReading) -> list[CellProblem]:
        """An office answers for itself alone."""
        column = self.place.office_column
        written = row.values.get(column) if column and place.office else None
        if written is None or written == place.office:
            return []
        labels = dict(self.spec.column(column).choices)
        sent, other = labels.get(place.office, place.office), labels.get(str(written), "")
        message = f"这份表发给{sent}，这里写的是{other}"
        return [place.problem(row, column, "conflict", message, f"请改成{sent}。")]

    def _repeated(
        self, place: Place, row: RowReading, identity: Identity, key: Key
    ) -> list[CellProblem]:
        here = (place.file, place.reading.sheet, row.row)
        first = self._seen.setdefault((identity, key), here)
        if first == here:
            return []
        file, sheet, number = first
        where = f"第{number}行"
        if file != place.file:
            where = f"《{file}》{where}"
        elif sheet != place.reading.sheet:
            where = f"“{sheet}”{where}"
        labels = "、".join(each.label for each in self._keys)
        advice = f"重复的请删去；不是重复的，请用{labels}区分。" if labels else "重复的请删去。"
        column = self._keys[-1].id if self._keys else ""
        return [place.problem(row, column, "duplicate_row", f"与{where}重复", advice)]

    def _alike(self, place: Place, row: RowReading, count: int) -> CellProblem:
        column = self._keys[-1].id if self._keys else ""
        message = f"台账里有 {count} 条与这一行同名，分不清是哪一条"
        return place.problem(row, column, "conflict", message, "请先在台账里改正重复的条目。")


def _key(row: RowReading, fields: Sequence[RegisterField]) -> Key:
    return tuple([key_part(row.values.get(each.id)) for each in fields])


def _found(finder: OwnerFinder, place: Place, row: RowReading) -> Belonging | Misplaced:
    try:
        return finder.find(place, row)
    except Misplaced as fault:
        return fault


def _new_rows(planned: Iterable[Draft]) -> NewRows:
    """The rows earlier sheets of this import would add."""
    known = set()
    for draft in planned:
        row = row_of(draft) if draft.kind == "new" else None
        if row is not None:
            register = draft.place.reading.spec.id
            known.add((draft.place.digest, register, row.found.identity, row.naming))
    return NewRows(frozenset(known))
