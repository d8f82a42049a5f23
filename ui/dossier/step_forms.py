"""A project with the steps that can be recorded now, as the worker reads and records them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from desktop_app.domain.procedure import StepView
from desktop_app.domain.procedure_effects import effects_of
from desktop_app.domain.record import Case, Paper, Subject
from desktop_app.rules.facts import FactSpec
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.regime import project_pack
from desktop_app.use_cases.reserve_pool import detail, steps
from desktop_app.use_cases.reserve_pool.views import ProjectPage
from desktop_app.use_cases.standing.openings import open_steps
from desktop_app.use_cases.standing.step_checks import MERGER
from desktop_app.use_cases.standing.step_entry import OpenStep, StepEntry, StepResult
from desktop_app.values.ids import PaperId, ProjectId

_NOTHING: Mapping[str, object] = MappingProxyType({})


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
    given: Mapping[str, object] = field(default_factory=dict)
    """What was found so far, by fact."""
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


def read_project(desk: Desk, project_id: ProjectId) -> Shown:
    """One project with everything about it."""
    page = detail.project_page(desk, project_id)
    with desk.workspace.read() as view:
        pack = project_pack(desk, view, page.project)
        turn = open_steps(desk, view, page.subject)
    return Shown(page, step_forms(pack, turn, desk.today, page.project.recorded))


def step_forms(
    pack: Pack, turn: tuple[OpenStep, ...], on: date, found: Mapping[str, object] = _NOTHING
) -> tuple[StepForm, ...]:
    """The forms of the steps whose turn it is; `found` are facts noted before."""
    return tuple(_form(pack, step, on, found) for step in turn)


def _form(pack: Pack, step: OpenStep, on: date, found: Mapping[str, object]) -> StepForm:
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
        {name: found[name] for name in asks if name in found},
        any(MERGER in effects for effects in mergers),
    )


def _actor(pack: Pack, role: str, on: date) -> str:
    return pack.office_name(role, on) if role else ""


def read_paper(desk: Desk, paper_id: PaperId) -> Paper:
    """One issued paper."""
    with desk.workspace.read() as view:
        return view.papers.get(paper_id)


def record(desk: Desk, subjects: tuple[Subject, ...], entry: StepEntry) -> tuple[StepResult, ...]:
    """Record a step's signed result for one subject, or for all of several or none."""
    return steps.record_for_many(desk, subjects, entry)
