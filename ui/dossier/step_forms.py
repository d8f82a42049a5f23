"""A project with the steps that can be recorded now, as the worker reads and records them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop_app.domain.procedure import StepView
from desktop_app.domain.record import Case, IncomingPaper, Paper, Subject
from desktop_app.rules.facts import FactSpec
from desktop_app.rules.pack import Pack
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.dossiers import Dossier, dossier
from desktop_app.use_cases.own_facts import OwnFact, own_facts
from desktop_app.use_cases.reserve_pool import detail, steps
from desktop_app.use_cases.reserve_pool.views import ProjectPage
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.use_cases.standing.openings import steps_of_course
from desktop_app.use_cases.standing.step_checks import records_merger
from desktop_app.use_cases.standing.step_entry import OpenStep, StepEntry, StepResult
from desktop_app.values.ids import PaperId, ProjectId


@dataclass(frozen=True)
class StepForm:
    """One step to record: its results, its checks, and the facts it asks for."""

    procedure: str
    stage: str
    """The stage of the procedure."""
    path: str
    title: str
    actor: str
    outcomes: tuple[tuple[str, str], ...]
    case: Case | None
    view: StepView | None
    facts: tuple[FactSpec, ...]
    given: Mapping[str, JsonValue] = field(default_factory=dict)
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
    own_facts: tuple[OwnFact, ...] = ()
    """Facts the pack lets the clerk enter on the project's own page."""


@dataclass(frozen=True)
class ShownSubject:
    """A unit or a need with what is on file about it and the steps that can be recorded now."""

    dossier: Dossier
    forms: tuple[StepForm, ...]
    own_facts: tuple[OwnFact, ...] = ()


def read_project(desk: Desk, project_id: ProjectId) -> Shown:
    """One project with everything about it."""
    page = detail.project_page(desk, project_id)
    with desk.workspace.read() as view:
        course = course_of(desk, view, page.subject)
        return Shown(page, forms_of(course), own_facts(view, course))


def read_subject(desk: Desk, subject: Subject) -> ShownSubject:
    """A unit or a need with what is on file about it."""
    found = dossier(desk, subject)
    with desk.workspace.read() as view:
        course = course_of(desk, view, subject)
        return ShownSubject(found, forms_of(course), own_facts(view, course))


def read_own_facts(desk: Desk, subject: Subject) -> tuple[OwnFact, ...]:
    """The facts that can be entered on a subject's own page."""
    with desk.workspace.read() as view:
        return own_facts(view, course_of(desk, view, subject))


def read_reviewer(desk: Desk, subject: Subject, step: str, who: str) -> StepForm:
    """The form for the opinion of one more reviewer beside an open step."""
    found = steps.reviewer_step(desk, subject, step, who)
    with desk.workspace.read() as view:
        return _form(course_of(desk, view, subject), found)


def read_form(
    desk: Desk, subject: Subject, step: str
) -> tuple[StepForm | None, tuple[IncomingPaper, ...]]:
    """The form of a step by its reference, None if it is not its turn; the papers received."""
    with desk.workspace.read() as view:
        incoming = view.incoming.of(subject)
        forms = forms_of(course_of(desk, view, subject))
    base, _, who = step.partition("@")
    found = next((form for form in forms if form.reference == base), None)
    if found is not None and who:
        found = read_reviewer(desk, subject, base, who)
    return found, incoming


def forms_of(course: Course) -> tuple[StepForm, ...]:
    """The forms of the steps of a subject whose turn it is; while its records are read."""
    return tuple(_form(course, step) for step in steps_of_course(course))


def _form(course: Course, step: OpenStep) -> StepForm:
    """One form; what is known of the facts it asks for stands in it already."""
    pack, known = course.pack, course.facts.known
    facts = {each.name: each for each in pack.facts}
    asks = step.view.asks if step.view else _first_asks(pack, step)
    return StepForm(
        step.procedure,
        pack.procedure(step.procedure).stage,
        step.path,
        step.title,
        step.view.actor_name if step.view else _actor(pack, step.actor, course.terms.on),
        tuple(step.labels.items()),
        step.case,
        step.view,
        tuple(facts[name] for name in asks if name in facts),
        {name: known[name].value for name in asks if name in known},
        records_merger(pack, step),
    )


def _first_asks(pack: Pack, step: OpenStep) -> tuple[str, ...]:
    """The facts the first step of a procedure asks for that is not opened yet."""
    flats = pack.steps_of(step.procedure)
    return next(flat.step.asks for flat in flats if flat.path == step.path)


def _actor(pack: Pack, role: str, on: date) -> str:
    return pack.office_name(role, on) if role else ""


def read_paper(desk: Desk, paper_id: PaperId) -> Paper:
    """One issued paper."""
    with desk.workspace.read() as view:
        return view.papers.get(paper_id)


def record(desk: Desk, subjects: tuple[Subject, ...], entry: StepEntry) -> tuple[StepResult, ...]:
    """Record a step's signed result for one subject, or for all of several or none."""
    return steps.record_for_many(desk, subjects, entry)
