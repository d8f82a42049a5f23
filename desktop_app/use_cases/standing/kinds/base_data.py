"""Existing systems (既有系统) and the data catalogue: what applications are held against."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from typing_extensions import override

from db.repositories.base_data import Catalogue, Systems
from db.unit_of_work import ReadView
from desktop_app.domain.base_data import CatalogueItem, ExistingSystem
from desktop_app.domain.ledger import Seen
from desktop_app.domain.record import Subject
from desktop_app.use_cases.standing.kinds.kind import SubjectKind
from desktop_app.use_cases.standing.reading import Reading


class SystemKind(SubjectKind[ExistingSystem]):
    """An existing system as a subject."""

    id: ClassVar[str] = "system"
    owner: ClassVar[tuple[str, str] | None] = ("unit", "unit_id")

    @override
    def rows(self, view: ReadView) -> Systems:
        return view.systems

    @override
    def seen(self, record: ExistingSystem) -> Seen:
        return Seen(unit_id=record.unit_id, system_id=record.id)


class CatalogueItemKind(SubjectKind[CatalogueItem]):
    """An item of the data catalogue as a subject."""

    id: ClassVar[str] = "catalogue_item"
    owner: ClassVar[tuple[str, str] | None] = ("unit", "owner_unit_id")

    @override
    def rows(self, view: ReadView) -> Catalogue:
        return view.catalogue

    @override
    def reaches(self, reading: Reading, keys: Sequence[int]) -> Iterable[Subject]:
        """What data an application collects is held against the whole catalogue."""
        return [Subject("project", each.id) for each in reading.view.projects.rows()]
