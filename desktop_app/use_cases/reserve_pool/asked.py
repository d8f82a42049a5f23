"""What is asked beside an application's own fields: facts of its sheet and of the own page."""

from collections.abc import Mapping
from dataclasses import replace

from db.unit_of_work import ReadView
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.rules.facts import FactSpec
from desktop_app.rules.pack import Pack
from desktop_app.rules.wording import listed
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.imports.intakes.application_values import Columns
from desktop_app.use_cases.own_facts import own_facts, record_in
from desktop_app.use_cases.reserve_pool.editing import application_of, change_in
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.use_cases.standing.step_facts import fact_value
from desktop_app.use_cases.templates import sheet_of
from desktop_app.values.ids import ProjectId

SHEET = "reserve_pool"


def asked_facts(view: ReadView, pack: Pack) -> tuple[FactSpec, ...]:
    """The facts a department states in its workbook, so that a paper one can be keyed in whole."""
    keys = [column.key for column in sheet_of(view, pack, SHEET).columns]
    facts = Columns.of(keys).facts
    return tuple(pack.fact(key) for key in keys if key in facts and key in pack.names.facts)


def open_facts(desk: Desk, subject: Subject) -> tuple[FactSpec, ...]:
    """The facts that may be filled in by hand: of its own page, and of a project's application."""
    with desk.workspace.read() as view:
        course = course_of(desk, view, subject)
        own = tuple(each.spec for each in own_facts(view, course))
        return (*own, *(asked_facts(view, course.pack) if subject.kind == "project" else ()))


def fill_in(desk: Desk, subject: Subject, given: Mapping[str, object]) -> tuple[str, ...]:
    """Record facts of the subject's own page or of its application; gives their labels.

    An empty value takes a fact away; what was there stays in the log.
    """
    specs = {spec.name: spec for spec in open_facts(desk, subject)}
    unknown = [name for name in given if name not in specs]
    if unknown:
        known = listed((f"{spec.name}（{spec.label}）" for spec in specs.values()), most=60)
        raise Refused(f"没有“{unknown[0]}”这个可补填的事项", advice=f"可补填：{known or '没有'}。")
    with desk.workspace.read() as view:
        own = {each.spec.name for each in own_facts(view, course_of(desk, view, subject))}
    values = {name: fact_value(specs[name], value) for name, value in given.items()}
    page = {name: value for name, value in values.items() if name in own}
    form = {name: value for name, value in values.items() if name not in own}
    labels = tuple(specs[name].label for name in given)
    for permission in (*(["projects.edit"] if form else []), *(["facts.record"] if page else [])):
        require(desk, permission)
    act = desk.act("record_facts", f"登记事项：{'、'.join(labels)}", subjects=(subject,))
    with desk.workspace.begin(act) as uow:
        if form:
            project = uow.projects.get(ProjectId(subject.id))
            stated = replace(application_of(project), recorded=form)
            change_in(desk, uow, project.id, stated)
        if page:
            record_in(desk, uow, subject, page)
    refresh(desk)
    return labels
