"""The use cases of this tab as the worker runs them."""

from dataclasses import dataclass

from desktop_app.domain.base_data import Unit
from desktop_app.domain.project import Need
from desktop_app.domain.record import Subject
from desktop_app.rules.facts import FactSpec
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.regime import current_pack
from desktop_app.use_cases.reserve_pool import listing
from desktop_app.use_cases.reserve_pool.asked import asked_facts
from desktop_app.use_cases.reserve_pool.views import PoolList
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.reading import reading_of
from desktop_app.values.pinyin import sort_key
from ui.dossier.step_forms import StepForm, forms_of

NEED_WORDS = {"open": "待认领", "adopted": "已认领", "closed": "已了结"}


def read_pool(desk: Desk) -> PoolList:
    """The list; the pinyin of the units is worked out here, off the UI thread."""
    found = listing.pool_list(desk)
    for unit in {row.unit for row in found.rows}:
        sort_key(unit)
    return found


@dataclass(frozen=True)
class NeedRow:
    """A township's need with the names of its units and the steps that can be recorded now."""

    need: Need
    unit: str
    adopter: str
    status: str
    forms: tuple[StepForm, ...]


def read_needs(desk: Desk) -> tuple[NeedRow, ...]:
    """The register of needs, the newest first."""
    with desk.workspace.read() as view:
        pack = current_pack(desk, view)
        names = {unit.id: unit.name for unit in view.units.all()}
        states = {each.id: each.title for each in pack.states}
        needs = {Subject("need", need.id): need for need in view.needs.all()}
        courses = courses_of(reading_of(desk, view), needs)
        rows = [
            NeedRow(
                need,
                names.get(need.unit_id, ""),
                names.get(need.adopter_id, "") if need.adopter_id else "",
                states.get(need.status, NEED_WORDS.get(need.status, need.status)),
                forms_of(courses[subject]),
            )
            for subject, need in needs.items()
        ]
    return tuple(reversed(rows))


@dataclass(frozen=True)
class Choices:
    """What the application form offers."""

    units: tuple[Unit, ...]
    natures: tuple[tuple[str, str], ...]
    categories: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str], ...]
    extra: tuple[FactSpec, ...]
    """Facts the application sheet asks for, built in or of the pack."""


def read_choices(desk: Desk) -> Choices:
    """The choices of the pack in force and the units that can apply."""
    with desk.workspace.read() as view:
        pack = current_pack(desk, view)
        units = view.units.all()
        asked = asked_facts(view, pack)
    return Choices(
        tuple(unit for unit in units if unit.valid_until is None),
        tuple(pack.choices("nature")),
        tuple(pack.choices("category")),
        tuple(pack.choices("funding_source")),
        asked,
    )
