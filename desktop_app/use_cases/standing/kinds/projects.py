"""Projects (项目): pinned to a pack, owned by a unit, held against all other applications."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import ClassVar

from typing_extensions import override

from db.repositories.projects import Projects
from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.ledger import Seen
from desktop_app.domain.pool_facts import FORM, compared_facts, own_facts
from desktop_app.domain.project import AmountKind, Project
from desktop_app.rules.facts import COMPARED_FACTS, OLDER_REGIME, TAKEN_OVER_ON
from desktop_app.rules.pack import Pack
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.standing.kinds.kind import FactGiver, SubjectKind
from desktop_app.use_cases.standing.known_facts import Known, Later
from desktop_app.use_cases.standing.neighbours import (
    Neighbourhood,
    neighbourhood,
    plain_surroundings,
)
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.values.money import Fen

AMOUNT_FACTS: Mapping[AmountKind, str] = {kind: f"{kind.value}_amount" for kind in AmountKind}
"""The facts that are amounts of the project."""


class ProjectKind(SubjectKind[Project]):
    """A project as a subject."""

    id: ClassVar[str] = "project"
    owner: ClassVar[tuple[str, str] | None] = ("unit", "unit_id")
    state_field: ClassVar[str] = "state"
    track_field: ClassVar[str] = "track"
    beginning: ClassVar[str] = "申报日期"

    @override
    def rows(self, view: ReadView) -> Projects:
        return view.projects

    @override
    def seen(self, record: Project) -> Seen:
        return Seen(project_id=record.id, unit_id=record.unit_id)

    @override
    def pin(self, record: Project) -> tuple[str, str] | None:
        return record.pack, record.pack_version

    @override
    def began_on(self, record: Project) -> date | None:
        return record.applied_on

    @override
    def new_facts(self, reading: Reading, record: Project, names: Collection[str]) -> Known:
        around = plain_surroundings(reading, reading.current)
        return own_facts(record, reading.units[record.unit_id], around, names)

    @override
    def is_judged(self, record: Project) -> bool:
        return not record.is_classified

    @override
    def taken_over_on(self, record: Project) -> date | None:
        day = record.recorded.get(TAKEN_OVER_ON)
        return date.fromisoformat(day) if isinstance(day, str) else None

    @override
    def is_under_older(self, record: Project) -> bool:
        return bool(record.recorded.get(OLDER_REGIME))

    @override
    def fact_giver(self, reading: Reading, records: Sequence[Project]) -> FactGiver[Project]:
        keys = [int(each.id) for each in records]
        sources = {} if reading.is_brief else reading.view.batches.sources(self.id, keys)
        found: list[Neighbourhood] = [reading.near] if reading.near else []

        def near() -> Neighbourhood:
            if not found:
                found.append(neighbourhood(reading, wanted=keys))
            return found[0]

        def give(project: Project, pack: Pack) -> tuple[Known, Later | None]:
            around = plain_surroundings(reading, pack)
            known = own_facts(project, reading.units[project.unit_id], around)
            return (
                _sourced(known, sources.get(project.id, "")),
                Later(COMPARED_FACTS, partial(_compared, project, pack, near)),
            )

        return give

    @override
    def write_recorded(self, uow: UnitOfWork, key: int, facts: Mapping[str, JsonValue]) -> None:
        uow.projects.change_many({key: {"recorded": dict(facts)}})

    @override
    def keep_own(
        self, uow: UnitOfWork, key: int, values: Mapping[str, JsonValue]
    ) -> dict[str, JsonValue]:
        given = {kind: values[name] for kind, name in AMOUNT_FACTS.items() if name in values}
        known = {kind: Fen(int(fen)) for kind, fen in given.items() if isinstance(fen, int)}
        if known:
            amounts = {**uow.projects.get(key).amounts, **known}
            uow.projects.change(key, amounts=amounts)
        return {name: v for name, v in values.items() if name not in AMOUNT_FACTS.values()}


def _sourced(facts: Known, source: str) -> Known:
    """The facts of the form name the file, sheet and row it came from."""
    if not source:
        return facts
    return {
        name: replace(value, source=source) if value.source == FORM else value
        for name, value in facts.items()
    }


def _compared(project: Project, pack: Pack, near: Callable[[], Neighbourhood]) -> Known:
    return compared_facts(project, near().surroundings(project, pack))
