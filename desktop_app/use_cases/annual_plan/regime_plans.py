"""Which plans and long plans the regime in force knows: what the tab is made of."""

from dataclasses import dataclass

from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.reading import reading_of


@dataclass(frozen=True)
class PlanningRegisters:
    """The registers of one kind of long plan."""

    id: str
    title: str
    plans: str
    departments: str | None
    names_projects: bool
    """Whether projects name the long plan they fall under."""
    help: str


@dataclass(frozen=True)
class RegimePlans:
    """The kinds of plans and of long plans with their registers."""

    plans: tuple[str, ...]
    """Registers of the plans: a row is one edition."""
    plannings: tuple[PlanningRegisters, ...]


def plans_of_regime(desk: Desk) -> RegimePlans:
    """What the pack in force has."""
    with desk.workspace.read() as view:
        pack = reading_of(desk, view).current
        return RegimePlans(
            tuple(kind.register_ for kind in pack.plans),
            tuple(
                PlanningRegisters(
                    kind.id,
                    kind.title,
                    kind.register_,
                    kind.departments,
                    names_projects=kind.basis is not None,
                    help=kind.help,
                )
                for kind in pack.plannings
            ),
        )
