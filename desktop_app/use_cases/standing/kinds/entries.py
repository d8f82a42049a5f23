"""Rows of registers (台账条目): a pack names the register they stand in as their subject."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import ClassVar

from typing_extensions import override

from db.repositories.registers import Registers
from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.ledger import Seen
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, RegisterEntry
from desktop_app.rules.facts import FactValue
from desktop_app.rules.pack import Pack
from desktop_app.rules.registers import ENTRY_PARENT, ENTRY_STATE, field_fact
from desktop_app.rules.schema.common import SUBJECT_LABELS
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.standing.campaign_facts import CampaignFacts
from desktop_app.use_cases.standing.kinds.kind import STEPS, FactGiver, SubjectKind
from desktop_app.use_cases.standing.known_facts import Known
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.use_cases.standing.shelf import OWNER_COLUMNS


class EntryKind(SubjectKind[RegisterEntry]):
    """A row of a register as a subject."""

    id: ClassVar[str] = ENTRY
    state_field: ClassVar[str] = "state"
    looks_ahead: ClassVar[bool] = True
    has_sums: ClassVar[bool] = True

    @property
    @override
    def title(self) -> str:
        return "台账条目"

    @override
    def governed_as(self, record: RegisterEntry) -> str:
        return record.register_id

    @override
    def is_governed(self, subjects: Collection[str]) -> bool:
        return any(each not in SUBJECT_LABELS for each in subjects)

    @override
    def rows(self, view: ReadView) -> Registers:
        return view.registers

    @override
    def above(self, record: RegisterEntry) -> Subject | None:
        """Its project lends it facts and holds; without one, what else it belongs to."""
        if record.project_id is not None:
            return Subject("project", record.project_id)
        return record.owner

    @override
    def under(self, reading: Reading, owner_kind: str, keys: Collection[int]) -> tuple[int, ...]:
        column = OWNER_COLUMNS.get(owner_kind)
        if column is None:
            return ()
        return reading.view.registers.keys_governed(column, keys, reading.governed)

    @override
    def seen(self, record: RegisterEntry) -> Seen:
        return Seen(record.project_id, record.unit_id, record.system_id, record)

    @override
    def reaches(self, reading: Reading, keys: Sequence[int]) -> Iterable[Subject]:
        """Everybody whose counts go over registers of others these rows stand in."""
        rows = self.read(reading.view, keys).values()
        touched = {row.register_id for row in rows}
        kinds = {
            subject
            for outline in reading.outlines
            for subject, register in outline.counted_widely
            if register in touched
        }
        return _all_of(reading, kinds)

    @override
    def pin(self, record: RegisterEntry) -> tuple[str, str] | None:
        """A row of nobody's keeps the pack it was made under; others follow their owner."""
        return (record.pack, record.pack_version) if self.above(record) is None else None

    @override
    def fact_giver(
        self, reading: Reading, records: Sequence[RegisterEntry]
    ) -> FactGiver[RegisterEntry]:
        recorded = reading.view.facts.of_many(self.id, [each.id for each in records])
        campaigns = CampaignFacts(reading)

        def give(record: RegisterEntry, pack: Pack) -> tuple[Known, None]:
            known = {name: FactValue(value, STEPS) for name, value in recorded[record.id].items()}
            for row in _outwards(reading, record):
                known |= _columns(row, pack, reading.shelf.source(row))
            known |= campaigns.of(record, pack)
            return known, None

        return give

    @override
    def keep_own(
        self, uow: UnitOfWork, key: int, values: Mapping[str, JsonValue]
    ) -> dict[str, JsonValue]:
        entry = uow.registers.get(key)
        head = f"{entry.register_id}."
        own = {name.removeprefix(head): v for name, v in values.items() if name.startswith(head)}
        if own:
            uow.registers.change(key, cells={**entry.cells, **own})
        return {name: value for name, value in values.items() if not name.startswith(head)}


def _outwards(reading: Reading, record: RegisterEntry) -> Sequence[RegisterEntry]:
    """The rows it stands under, the outermost first, then the row itself."""
    found = [record]
    while (above := reading.ledger.above(found[0])) is not None:
        found.insert(0, above)
    return found


def _columns(row: RegisterEntry, pack: Pack, source: str) -> Known:
    """What a row says, by the names its columns have as facts."""
    spec = next((each for each in pack.registers if each.id == row.register_id), None)
    fields = spec.field if spec else ()
    above = None if row.parent_id is None else str(row.parent_id)
    return {
        field_fact(row.register_id, ENTRY_STATE): FactValue(row.state or None, "状态"),
        field_fact(row.register_id, ENTRY_PARENT): FactValue(above),
        **{
            field_fact(row.register_id, field.id): FactValue(row.cells.get(field.id), source)
            for field in fields
        },
    }


def _all_of(reading: Reading, kinds: Collection[str]) -> Iterable[Subject]:
    view = reading.view
    for kind in kinds:
        if kind == "project":
            yield from (Subject("project", row.id) for row in view.projects.rows())
        elif kind == "unit":
            yield from (Subject("unit", unit) for unit in reading.units)
        elif kind == "regime":
            yield Subject("regime", 0)
        elif kind == "system":
            yield from (Subject("system", system.id) for system in view.systems.all())
        else:
            yield from (entry.subject for entry in reading.shelf.of_register(kind))
