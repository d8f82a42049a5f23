"""Open the procedures that begin by themselves for many new applications at once.

A new application has no history, so what opens follows from the few facts the conditions name:
applications that agree in those are decided together.
"""

from collections.abc import Sequence
from typing import Any

from db.unit_of_work import UnitOfWork
from desktop_app.domain.pool_facts import Surroundings, pool_facts
from desktop_app.domain.procedure_history import History
from desktop_app.domain.procedure_opening import automatic_openings
from desktop_app.domain.project import Project
from desktop_app.domain.record import Subject
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.regime import current_pack, terms_on
from desktop_app.use_cases.standing.courses import deciding_names, without_comparison
from desktop_app.use_cases.standing.holds import holds_by_unit
from desktop_app.use_cases.standing.neighbours import DEFAULT_LINE, shipped_synonyms


def open_first_procedures(desk: Desk, uow: UnitOfWork, subjects: Sequence[Subject]) -> None:
    """Open what begins by itself for applications that have just been stored."""
    if not subjects:
        return
    pack = current_pack(desk, uow)
    terms = terms_on(uow, desk.today)
    units = {unit.id: unit for unit in uow.units.all()}
    fiscal = pack.fact("funding_source").fiscal
    around = Surroundings(units, shipped_synonyms(), DEFAULT_LINE, fiscal_sources=fiscal)
    holds = holds_by_unit(uow, pack)
    names = deciding_names(pack)
    decided: dict[tuple[object, ...], tuple[str, ...]] = {}
    rows: list[dict[str, Any]] = []
    for project in uow.projects.many(subject.id for subject in subjects):
        facts = without_comparison(pack, pool_facts(project, units[project.unit_id], around))
        held = holds.get(project.unit_id, frozenset())
        key = (held, *(facts[name].value if name in facts else None for name in names))
        if key not in decided:
            history = History(state=project.state, holds=held)
            found = automatic_openings(pack, "project", facts, history, terms)
            decided[key] = tuple(each.procedure for each in found)
        rows += [_case(desk, pack, project, procedure) for procedure in decided[key]]
    uow.cases.add_many(rows)


def _case(desk: Desk, pack: Pack, project: Project, procedure: str) -> dict[str, Any]:
    return {
        "procedure": procedure,
        "subject": Subject("project", project.id),
        "pack": pack.id,
        "pack_version": pack.version,
        "opened_on": desk.today,
        "attempt": 1,
    }
