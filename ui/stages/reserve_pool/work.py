"""The use cases of this tab as the worker runs them."""

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.base_data import Unit
from desktop_app.domain.procedure import StepView
from desktop_app.domain.procedure_effects import effects_of
from desktop_app.domain.project import Need
from desktop_app.domain.record import Case, Paper, Subject
from desktop_app.rules.facts import FactSpec
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.regime import current_pack, project_pack
from desktop_app.use_cases.reserve_pool import detail, listing, steps
from desktop_app.use_cases.reserve_pool.views import PoolList, ProjectPage
from desktop_app.use_cases.standing.openings import open_steps
from desktop_app.use_cases.standing.step_checks import MERGER
from desktop_app.use_cases.standing.step_entry import OpenStep, StepEntry, StepResult
from desktop_app.values.ids import PaperId, ProjectId
from desktop_app.values.pinyin import sort_key

NEED_WORDS = {"open": "待认领", "adopted": "已认领", "closed": "已了结"}


@dataclass(frozen=True)
class StepForm:
    """One step to record: its results, its checks, and the facts it asks for."""

    procedure: str
    path: str
    title: str
    actor: str
    outcomes: tuple[tuple[str, str], ...]
    case: Case | None
    view: StepView | None
    facts: tuple[FactSpec, ...]
    is_merger: bool = False
    """It lets another application take this one in, which has to be named."""

    @property
    def reference(self) -> str:
        """`procedure.path`, as the pack names it."""
        return f"{self.procedure}.{self.path}"


@dataclass(frozen=True)
class Shown:
    """One project as the detail pane shows it, with the steps that can be recorded now."""

    page: ProjectPage
    forms: tuple[StepForm, ...]


def read_pool(desk: Desk) -> PoolList:
    """The list; the pinyin of the units is worked out here, off the UI thread."""
    found = listing.pool_list(desk)
    for unit in {row.unit for row in found.rows}:
        sort_key(unit)
    return found


def read_project(desk: Desk, project_id: ProjectId) -> Shown:
    """One project with everything about it."""
    page = detail.project_page(desk, project_id)
    with desk.workspace.read() as view:
        pack = project_pack(desk, view, page.project)
        turn = open_steps(desk, view, page.subject)
    return Shown(page, tuple(_form(pack, each, desk.today) for each in turn))


def _form(pack: Pack, step: OpenStep, on: date) -> StepForm:
    facts = {each.name: each for each in pack.facts}
    asks = step.view.asks if step.view else ()
    mergers = (effects_of(pack, step.procedure, step.path, each) for each in step.labels)
    return StepForm(
        step.procedure,
        step.path,
        step.title,
        step.view.actor_name if step.view else _actor(pack, step.actor, on),
        tuple(step.labels.items()),
        step.case,
        step.view,
        tuple(facts[name] for name in asks if name in facts),
        any(MERGER in effects for effects in mergers),
    )


def _actor(pack: Pack, role: str, on: date) -> str:
    return pack.office_name(role, on) if role else ""


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
        rows = []
        for need in view.needs.all():
            turn = open_steps(desk, view, Subject("need", need.id))
            adopter = names.get(need.adopter_id, "") if need.adopter_id else ""
            status = states.get(need.status, NEED_WORDS.get(need.status, need.status))
            forms = tuple(_form(pack, each, desk.today) for each in turn)
            rows.append(NeedRow(need, names.get(need.unit_id, ""), adopter, status, forms))
    return tuple(reversed(rows))


def read_paper(desk: Desk, paper_id: PaperId) -> Paper:
    """One issued paper."""
    with desk.workspace.read() as view:
        return view.papers.get(paper_id)


@dataclass(frozen=True)
class Choices:
    """What the application form offers."""

    units: tuple[Unit, ...]
    natures: tuple[tuple[str, str], ...]
    categories: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str], ...]
    extra: tuple[FactSpec, ...]
    """Facts the pack's own columns of the application sheet ask for."""


def read_choices(desk: Desk) -> Choices:
    """The choices of the pack in force and the units that can apply."""
    with desk.workspace.read() as view:
        pack = current_pack(desk, view)
        units = view.units.all()
    columns = pack.sheet_columns("reserve_pool")
    return Choices(
        tuple(unit for unit in units if unit.valid_until is None),
        tuple(pack.choices("nature")),
        tuple(pack.choices("category")),
        tuple(pack.choices("funding_source")),
        tuple(pack.fact(column.fact) for column in columns),
    )


def record(desk: Desk, subjects: tuple[Subject, ...], entry: StepEntry) -> tuple[StepResult, ...]:
    """Record a step's signed result for one subject, or for all of several or none."""
    return steps.record_for_many(desk, subjects, entry)
