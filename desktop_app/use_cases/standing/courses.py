"""Where a subject stands: its pack, facts, history and the procedures it runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from db.unit_of_work import ReadView
from desktop_app.domain.base_data import Unit
from desktop_app.domain.pool_facts import Surroundings, pool_facts
from desktop_app.domain.procedure import case_view
from desktop_app.domain.procedure_history import History, course_facts
from desktop_app.domain.procedure_view import CaseView, StepView
from desktop_app.domain.project import Need, Project
from desktop_app.domain.record import Case, Subject
from desktop_app.rules.expression import condition_names
from desktop_app.rules.facts import SURROUNDING_FACTS, FactValue
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Facts, Terms
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.regime import current_pack, project_pack, terms_on
from desktop_app.use_cases.standing.histories import Records, history_of, reached, records_of
from desktop_app.use_cases.standing.holds import holds_on
from desktop_app.use_cases.standing.judging import project_facts
from desktop_app.use_cases.standing.neighbours import DEFAULT_LINE, Neighbourhood, shipped_synonyms
from desktop_app.values.ids import UnitId

COMPARED = frozenset(spec.name for spec in SURROUNDING_FACTS)
"""Facts that come from holding an application against others."""


@dataclass(frozen=True)
class Course:
    """One subject with everything its procedures are looked at with."""

    subject: Subject
    record: Project | Need | Unit
    pack: Pack
    history: History
    facts: Facts
    terms: Terms

    def view(self, case: Case, added: tuple[str, ...] = ()) -> CaseView:
        """One of its procedures as it stands; `added` are reviewers beside a step, `step@who`."""
        return case_view(
            case.procedure,
            self.pack,
            self.facts,
            self.history.records_of(case),
            self.terms,
            history=self.history,
            added=added,
        )

    def first_steps(self, procedure: str) -> tuple[StepView, ...]:
        """The steps whose turn it would be if this procedure were opened now."""
        view = case_view(procedure, self.pack, self.facts, (), self.terms, history=self.history)
        return view.current


def course_of(
    desk: Desk, view: ReadView, subject: Subject, near: Neighbourhood | None = None
) -> Course:
    """The course of a project or need as it stands today; `near` if it is known already."""
    if subject.kind != "project":
        return _other_course(desk, view, subject)
    project = view.projects.get(subject.id)
    return _project_course(desk, view, project, project_facts(desk, view, project, near))


def plain_course(desk: Desk, view: ReadView, subject: Subject) -> Course:
    """The course without comparing with other applications, where no opening depends on that."""
    if subject.kind != "project":
        return _other_course(desk, view, subject)
    return plain_courses(desk, view, (subject.id,))[0]


def plain_courses(desk: Desk, view: ReadView, project_ids: Iterable[int]) -> tuple[Course, ...]:
    """As `plain_course`, of many applications read together, by key."""
    keys = set(project_ids)
    records = records_of(view, "project", keys)
    units = {unit.id: unit for unit in view.units.all()}
    return tuple(
        _plain_course(desk, view, project, records, units) for project in view.projects.many(keys)
    )


def _plain_course(
    desk: Desk, view: ReadView, project: Project, records: Records, units: Mapping[UnitId, Unit]
) -> Course:
    pack = project_pack(desk, view, project)
    subject = Subject("project", project.id)
    if any(name in COMPARED for name in deciding_names(pack)):
        return course_of(desk, view, subject)
    fiscal = pack.fact("funding_source").fiscal
    around = Surroundings(units, shipped_synonyms(), DEFAULT_LINE, fiscal_sources=fiscal)
    facts = without_comparison(pack, pool_facts(project, units[project.unit_id], around))
    history = records.history(pack, subject, project.state, project.track)
    return _course(desk, view, subject, project, pack, history, facts)


def deciding_names(pack: Pack) -> tuple[str, ...]:
    """The facts that decide which procedures open by themselves."""
    conditions = (p.applies for p in pack.procedures if p.opens == "auto")
    return tuple(dict.fromkeys(name for text in conditions for name in condition_names(text)))


def without_comparison(pack: Pack, facts: Facts) -> dict[str, FactValue]:
    """The facts the pack knows that do not depend on a comparison with other applications."""
    return {n: v for n, v in facts.items() if n in pack.names.facts and n not in COMPARED}


def _project_course(desk: Desk, view: ReadView, project: Project, facts: Facts) -> Course:
    pack = project_pack(desk, view, project)
    subject = Subject("project", project.id)
    history = history_of(view, pack, subject, project.state, project.track)
    return _course(desk, view, subject, project, pack, history, facts)


def _other_course(desk: Desk, view: ReadView, subject: Subject) -> Course:
    return (_unit_course if subject.kind == "unit" else _need_course)(desk, view, subject)


def _unit_course(desk: Desk, view: ReadView, subject: Subject) -> Course:
    """A unit has no state; what is recorded on it are its own procedures and holds."""
    unit = view.units.get(subject.id)
    pack = current_pack(desk, view)
    facts = {
        "unit_kind": FactValue(unit.kind or None, "单位名录"),
        "owner_type": FactValue(unit.owner_type or None, "单位名录"),
        "has_superior": FactValue(unit.superior_id is not None, "单位名录"),
    }
    return _course(desk, view, subject, unit, pack, history_of(view, pack, subject, ""), facts)


def _need_course(desk: Desk, view: ReadView, subject: Subject) -> Course:
    need = view.needs.get(subject.id)
    pack = current_pack(desk, view)
    history = history_of(view, pack, subject, need.status)
    facts = {"need_adopted": FactValue(need.adopter_id is not None, "需求登记册")}
    return _course(desk, view, subject, need, pack, history, facts)


def _course(  # noqa: PLR0913, PLR0917 - the parts of a course
    desk: Desk,
    view: ReadView,
    subject: Subject,
    record: Project | Need | Unit,
    pack: Pack,
    history: History,
    facts: Facts,
) -> Course:
    history = replace(history, holds=holds_on(view, pack, subject))
    own = course_facts(pack, subject.kind, history)
    known = {**facts, **{n: value for n, value in own.items() if n in pack.names.facts}}
    terms = terms_on(view, desk.today, reached(history))
    return Course(subject, record, pack, history, known, terms)
