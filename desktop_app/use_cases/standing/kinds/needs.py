"""Township needs (统筹需求): adopted by a county unit, ended in a project."""

from datetime import date
from typing import ClassVar

from typing_extensions import override

from db.repositories.base_data import Needs
from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.project import Need, Project
from desktop_app.domain.record import Subject
from desktop_app.rules.facts import FactValue
from desktop_app.use_cases.standing.kinds.kind import SubjectKind
from desktop_app.use_cases.standing.known_facts import Known
from desktop_app.use_cases.standing.reading import Reading


class NeedKind(SubjectKind[Need]):
    """A need as a subject."""

    id: ClassVar[str] = "need"
    owner: ClassVar[tuple[str, str] | None] = ("unit", "unit_id")
    state_field: ClassVar[str] = "status"
    own_columns: ClassVar[frozenset[str]] = frozenset({"need_adopted"})

    @override
    def owes_since(self, record: Need) -> date | None:
        return record.registered_on

    @override
    def rows(self, view: ReadView) -> Needs:
        return view.needs

    @override
    def following(self, reading: Reading, moved: Subject) -> tuple[int, ...]:
        """A need made of a project goes on when the project does."""
        if moved.kind != "project":
            return super().following(reading, moved)
        return tuple(need.id for need in reading.view.needs.where(source_project_id=moved.id))

    @override
    def own_facts(self, record: Need) -> Known:
        return {"need_adopted": FactValue(record.adopter_id is not None, "需求登记册")}

    @override
    def create_from(self, uow: UnitOfWork, source: Subject, record: Project, on: date) -> None:
        uow.needs.add(
            unit_id=record.unit_id,
            title=record.name,
            scenario=record.content or record.goal,
            year=record.year,
            amount_fen=record.declared_fen,
            source_project_id=source.id,
            registered_on=on,
        )
