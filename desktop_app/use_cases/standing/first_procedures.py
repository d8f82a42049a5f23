"""Open the procedures that begin by themselves for many new applications at once.

A new application has no history, so what opens follows from the few facts the conditions name:
applications that agree in those are decided together.
"""

from collections.abc import Sequence
from typing import Any

from db.unit_of_work import UnitOfWork
from desktop_app.domain.pool_facts import own_facts
from desktop_app.domain.procedure_history import History
from desktop_app.domain.procedure_opening import automatic_openings
from desktop_app.domain.project import Project
from desktop_app.domain.record import Subject
from desktop_app.rules.expression import condition_names
from desktop_app.rules.facts import COMPARED_FACTS
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.neighbours import plain_surroundings
from desktop_app.use_cases.standing.openings import open_due_procedures
from desktop_app.use_cases.standing.reading import Reading, reading_of


def open_first_procedures(desk: Desk, uow: UnitOfWork, subjects: Sequence[Subject]) -> None:
    """Open what begins by itself for applications that have just been stored."""
    if not subjects:
        return
    reading = reading_of(desk, uow)
    names = deciding_names(reading.current)
    if COMPARED_FACTS & set(names):
        open_due_procedures(desk, uow, subjects)
        return
    projects = uow.projects.many(subject.id for subject in subjects)
    uow.cases.add_many(_cases(reading, projects, names))


def _cases(
    reading: Reading, projects: Sequence[Project], names: tuple[str, ...]
) -> list[dict[str, Any]]:
    pack = reading.current
    around = plain_surroundings(reading, pack)
    owners = courses_of(reading, {Subject("unit", each.unit_id) for each in projects})
    decided: dict[tuple[object, ...], tuple[str, ...]] = {}
    rows: list[dict[str, Any]] = []
    for project in projects:
        owner = owners[Subject("unit", project.unit_id)]
        own = own_facts(project, reading.units[project.unit_id], around)
        facts = {**owner.facts.known, **own}
        held = owner.history.holds
        key = (held, *(facts[name].value if name in facts else None for name in names))
        if key not in decided:
            known = {name: value for name, value in facts.items() if name in pack.names.facts}
            history = History(state=project.state, holds=held)
            found = automatic_openings(pack, "project", known, history, reading.terms)
            decided[key] = tuple(each.procedure for each in found)
        rows += [_case(reading, project, procedure) for procedure in decided[key]]
    return rows


def deciding_names(pack: Pack) -> tuple[str, ...]:
    """The facts that decide which procedures open by themselves."""
    conditions = (p.applies for p in pack.procedures if p.opens == "auto")
    return tuple(dict.fromkeys(name for text in conditions for name in condition_names(text)))


def _case(reading: Reading, project: Project, procedure: str) -> dict[str, Any]:
    return {
        "procedure": procedure,
        "subject": Subject("project", project.id),
        "pack": reading.current.id,
        "pack_version": reading.current.version,
        "opened_on": reading.on,
        "attempt": 1,
    }
