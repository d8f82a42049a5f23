"""Units (单位): no state; what is recorded on them are their own procedures and holds."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from typing_extensions import override

from db.repositories.base_data import Units
from db.unit_of_work import ReadView
from desktop_app.domain.base_data import Unit
from desktop_app.domain.record import Subject
from desktop_app.domain.register import Seen
from desktop_app.rules.facts import FactValue
from desktop_app.use_cases.standing.kinds.kind import SubjectKind
from desktop_app.use_cases.standing.known_facts import Known
from desktop_app.use_cases.standing.reading import Reading

SOURCE = "单位名录"


class UnitKind(SubjectKind[Unit]):
    """A unit as a subject."""

    id: ClassVar[str] = "unit"

    @override
    def rows(self, view: ReadView) -> Units:
        return view.units

    @override
    def own_facts(self, record: Unit) -> Known:
        return {
            "unit_kind": FactValue(record.kind or None, SOURCE),
            "owner_type": FactValue(record.owner_type or None, SOURCE),
            "has_superior": FactValue(record.superior_id is not None, SOURCE),
        }

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
