"""Units (单位): no state; what is recorded on them are their own procedures and holds."""

from collections.abc import Collection, Iterable, Sequence
from typing import ClassVar

from typing_extensions import override

from db.repositories.base_data import Units
from db.unit_of_work import ReadView
from desktop_app.domain.base_data import Unit
from desktop_app.domain.ledger import Seen
from desktop_app.domain.record import Subject
from desktop_app.domain.unit_facts import unit_facts
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.standing.kinds.kind import FactGiver, SubjectKind
from desktop_app.use_cases.standing.known_facts import Known, Later
from desktop_app.use_cases.standing.reading import Reading


class UnitKind(SubjectKind[Unit]):
    """A unit as a subject."""

    id: ClassVar[str] = "unit"

    @override
    def rows(self, view: ReadView) -> Units:
        return view.units

    @override
    def new_facts(self, reading: Reading, record: Unit, names: Collection[str]) -> Known:
        return unit_facts(record, reading.units)

    @override
    def fact_giver(self, reading: Reading, records: Sequence[Unit]) -> FactGiver[Unit]:
        give_recorded = super().fact_giver(reading, records)

        def give(record: Unit, pack: Pack) -> tuple[Known, Later | None]:
            known, later = give_recorded(record, pack)
            return {**known, **unit_facts(record, reading.units)}, later

        return give

    @override
    def seen(self, record: Unit) -> Seen:
        return Seen(unit_id=record.id)

    @override
    def reaches(self, reading: Reading, keys: Sequence[int]) -> Iterable[Subject]:
        """The applications of the whole family, and those alike to the units' own."""
        view = reading.view
        family = {each for key in keys for each in view.units.family(key)}
        owned = view.projects.keys_under("unit_id", family)
        alike = view.pairs.partners("project", owned)
        return [Subject("project", key) for key in alike.union(owned)]
