"""What the subjects of a paper bring to it: texts for placeholders, amounts, records, verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from db.unit_of_work import ReadView
from desktop_app.domain.procedure_view import MaterialView
from desktop_app.domain.procedure_walk import material_views
from desktop_app.domain.project import Need, Project
from desktop_app.domain.record import StepRecord, Subject
from desktop_app.rules.expression import evaluate_condition
from desktop_app.rules.facts import FactValue
from desktop_app.rules.kinds import fact_quantity
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms, scene
from desktop_app.rules.schema.common import OUTCOME_LABELS
from desktop_app.rules.schema.forms import FormSpec
from desktop_app.rules.verdict import Verdict
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers.content_parts import Occasion, Sheet, total_text
from desktop_app.use_cases.papers.told import recorded_on, told_checks
from desktop_app.use_cases.regime import terms_on
from desktop_app.use_cases.standing.judging import judge_one
from desktop_app.values.dates import long_date
from desktop_app.values.money import Fen, wan_text


@dataclass(frozen=True)
class Extra:
    """What the act itself brings to a paper, beside what is on record."""

    number: str = ""
    problems: str = ""
    problem_count: int = 0
    file_name: str = ""
    due: date | None = None
    note: str = ""
    opinion: str = ""
    reason: str = ""
    more: Mapping[str, str] = field(default_factory=dict)


def sheets_of(
    desk: Desk,
    view: ReadView,
    pack: Pack,
    form: FormSpec,
    subjects: Sequence[Subject],
    extra: Extra,
) -> list[Sheet]:
    """One sheet per subject, in the order given."""
    makers = {"project": _project_sheet, "need": _need_sheet, "unit": _unit_sheet}
    make = makers[form.subject]
    return [make(desk, view, pack, form, each.id, extra) for each in subjects]


def occasion_of(  # noqa: PLR0913, PLR0917 - one paper's whole question
    desk: Desk,
    view: ReadView,
    pack: Pack,
    form: FormSpec,
    sheets: Sequence[Sheet],
    extra: Extra,
    body: tuple[str, ...] | None,
) -> Occasion:
    """What the whole paper shares: the regulation, the offices, counts and sums."""
    today = desk.today
    offices = {f"office.{o.role}": pack.office_name(o.role, today) for o in pack.offices}
    amounts = [
        sheet.amounts["declared_amount"] for sheet in sheets if "declared_amount" in sheet.amounts
    ]
    names = {
        **_law_texts(pack, terms_on(view, today)),
        "office_name": desk.workspace.marker.office or pack.office_name("authority", today),
        "regulation_name": pack.document.title,
        "regulation": pack.document.title,
        "regulation_number": pack.document.number,
        "basis": "、".join(pack.document.basis),
        "clauses": "、".join(pack.clauses(form.rows)),
        "issued_on": long_date(today),
        "year": str(today.year),
        "number": extra.number,
        "count": str(len(sheets)),
        "total": total_text(amounts),
        "problems": extra.problems,
        "problem_count": str(extra.problem_count),
        "file_name": extra.file_name,
        "due": long_date(extra.due) if extra.due else "　　年　月　日",
        "handler": desk.operator,
        **offices,
        **extra.more,
    }
    return Occasion(pack, today, names, body)


def _law_texts(pack: Pack, terms: Terms) -> dict[str, str]:
    """Values of the law and office settings in force today, as a letter says them."""
    lookup = scene(pack, {}, terms).lookup
    found = {name: lookup(name) for name in (*pack.names.values, *pack.names.settings)}
    return {name: quantity.text for name, quantity in found.items() if quantity is not None}


def _project_sheet(
    desk: Desk, view: ReadView, pack: Pack, form: FormSpec, project_id: int, extra: Extra
) -> Sheet:
    project = view.projects.get(project_id)
    judged = judge_one(desk, view, project)
    recorded = recorded_on(view, Subject("project", project_id))
    told = told_checks(desk, form, judged, recorded)
    names = {
        **_fact_texts(pack, judged.facts),
        **_project_names(view, project, pack),
        "funding": _funding(pack, project),
        "similar": "；".join(filter(None, (*told.similar, told.similar_decision))),
        "problems": extra.problems or _open_points(told.verdicts),
        "checked_on": long_date(told.on),
        **_step_names(told.record or recorded.last),
        **_extra_names(extra),
    }
    terms = terms_on(view, desk.today)
    return Sheet(
        names=names,
        amounts=_amounts(pack, judged.facts),
        holds=lambda condition: _holds(condition, pack, judged.facts, terms),
        materials=lambda procedure: _materials(pack, procedure, judged.facts, terms),
        records=recorded.current,
        told=told,
    )


def _holds(condition: str, pack: Pack, facts: Mapping[str, FactValue], terms: Terms) -> bool:
    """Whether a condition certainly holds; one that lacks a fact does not."""
    return evaluate_condition(condition, scene(pack, facts, terms).lookup).value is True


def _materials(
    pack: Pack, procedure: str, facts: Mapping[str, FactValue], terms: Terms
) -> tuple[MaterialView, ...]:
    """The materials asked for, those left out that are certainly not needed."""
    views = material_views(pack, procedure, facts, terms)
    return tuple(each for each in views if each.is_needed is not False)


def _open_points(verdicts: Sequence[Verdict]) -> str:
    """What a returned application must put right, numbered, one line each."""
    points = [verdict for verdict in verdicts if verdict.light in ("fail", "judge", "insufficient")]
    return "\n".join(
        f"{number}.{point.message}" + (f"补正办法：{point.turns_if}。" if point.turns_if else "")
        for number, point in enumerate(points, start=1)
    )


def _project_names(view: ReadView, project: Project, pack: Pack) -> dict[str, str]:
    unit = view.units.get(project.unit_id)
    superior = view.units.get(unit.superior_id).name if unit.superior_id else ""
    sender = view.units.get(project.submitting_unit_id or project.unit_id)
    cases = view.cases.of(Subject("project", project.id))
    return {
        "project_name": project.name,
        "project_code": project.code,
        "unit_name": view.units.name_on(unit.id, project.applied_on),
        "submitting_unit": sender.name,
        "superior_name": superior,
        "contact": str(project.recorded.get("contact", "") or unit.contact),
        "contact_phone": str(project.recorded.get("phone", "") or unit.phone),
        "state": pack.state(project.state).title,
        "attempt": str(max((case.attempt for case in cases), default=1)),
        "note": project.note,
        "year": str(project.year),
    }


def _need_sheet(
    _desk: Desk, view: ReadView, pack: Pack, _form: FormSpec, need_id: int, extra: Extra
) -> Sheet:
    need: Need = view.needs.get(need_id)
    adopter = view.units.get(need.adopter_id).name if need.adopter_id else ""
    project = view.projects.get(need.project_id).name if need.project_id else ""
    names = {
        "unit_name": view.units.get(need.unit_id).name,
        "need_title": need.title,
        "need_scenario": need.scenario,
        "adopter_name": adopter,
        "project_name": project,
        "state": pack.state(need.status).title,
        "note": need.note,
        "year": str(need.year),
        **_extra_names(extra),
    }
    amounts = {} if need.amount_fen is None else {"declared_amount": need.amount_fen}
    return Sheet(names=names, amounts=amounts)


def _unit_sheet(
    _desk: Desk, view: ReadView, _pack: Pack, _form: FormSpec, unit_id: int, extra: Extra
) -> Sheet:
    unit = view.units.get(unit_id)
    names = {"unit_name": unit.name, "contact": unit.contact, "contact_phone": unit.phone}
    return Sheet(names={**names, **_extra_names(extra)})


def _step_names(last: StepRecord | None) -> dict[str, str]:
    if last is None:
        return {}
    return {
        "opinion": last.opinion,
        "outcome": OUTCOME_LABELS[last.outcome],
        "signer": last.signer,
        "acted_on": long_date(last.acted_on),
        "document_number": last.document_number,
    }


def _extra_names(extra: Extra) -> dict[str, str]:
    given = {"note": extra.note, "opinion": extra.opinion, "reason": extra.reason}
    return {key: text for key, text in given.items() if text}


def _fact_texts(pack: Pack, facts: Mapping[str, FactValue]) -> dict[str, str]:
    texts = {}
    for name, value in facts.items():
        quantity = fact_quantity(pack.fact(name), value)
        if quantity is None:
            continue
        is_date = isinstance(quantity.value, date)
        texts[name] = long_date(quantity.day) if is_date else quantity.text
    return texts


def _amounts(pack: Pack, facts: Mapping[str, FactValue]) -> dict[str, Fen]:
    return {
        name: Fen(value.value)
        for name, value in facts.items()
        if pack.fact(name).type == "money" and isinstance(value.value, int)
    }


def _funding(pack: Pack, project: Project) -> str:
    labels = dict(pack.choices("funding_source"))
    return "；".join(
        f"{labels.get(line.source, line.source)} {wan_text(line.amount_fen)} 万元"
        for line in project.funding
    )
