"""What can be chosen for a need: who may adopt it, and the projects it may go into."""

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.project import Need
from desktop_app.domain.record import Subject
from desktop_app.domain.unit_family import family_head
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.regime import project_pack
from desktop_app.use_cases.reserve_pool import needs, steps
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.values.ids import ProjectId, UnitId

ADOPTED, LINKED = "agreed", "done"
"""Results that name a unit or a project."""


@dataclass(frozen=True)
class NeedChoices:
    """Id and words of the units and projects on offer."""

    units: tuple[tuple[str, str], ...]
    projects: tuple[tuple[str, str], ...]
    """Live projects of the family of the unit that adopted the need; empty before."""


@dataclass(frozen=True)
class NeedAnswer:
    """What the clerk records of a need."""

    step: str
    outcome: str
    target: str
    """Id of the unit or the project, '' for none."""
    signer: str
    acted_on: date
    opinion: str


def read_need_choices(desk: Desk, need: Need) -> NeedChoices:
    """The units that may adopt a need and the projects it may go into."""
    with desk.workspace.read() as view:
        units = {unit.id: unit for unit in view.units.all()}
        family = family_head(need.adopter_id, units) if need.adopter_id else None
        near = [p for p in view.projects.all() if family_head(p.unit_id, units) == family]
        live = [p for p in near if project_pack(desk, view, p).state(p.state).is_live]
    may = (u for u in units.values() if u.valid_until is None and u.id != need.unit_id)
    return NeedChoices(
        tuple((str(u.id), u.name) for u in may if u.kind not in needs.GRASSROOTS_KINDS),
        tuple((str(p.id), f"{p.code}　{p.name}　{units[p.unit_id].name}") for p in live),
    )


def answer_need(desk: Desk, need: Need, answer: NeedAnswer) -> None:
    """Record who adopts a need, the project it goes into, or another signed result."""
    signer, acted_on, opinion = answer.signer, answer.acted_on, answer.opinion
    if answer.outcome == ADOPTED:
        adopter = UnitId(int(answer.target))
        needs.adopt_need(desk, need.id, adopter, signer=signer, acted_on=acted_on, opinion=opinion)
    elif answer.outcome == LINKED:
        project = ProjectId(int(answer.target))
        needs.link_need(desk, need.id, project, signer=signer, acted_on=acted_on, opinion=opinion)
    else:
        entry = StepEntry(answer.step, answer.outcome, acted_on, signer, opinion)
        steps.record_step(desk, Subject("need", need.id), entry)
