"""Facts (事项) a pack lets the clerk enter on the project's own page, outside any step."""

from collections.abc import Mapping

from desktop_app.domain.project import Project
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.rules.facts import FactSpec
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.use_cases.standing.openings import open_due_procedures
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.use_cases.standing.resubmission import close_unfitting
from desktop_app.use_cases.standing.step_facts import fact_value
from desktop_app.values.ids import ProjectId

OWN_PAGE = "record"
"""How a pack writes in `asked_at` that a fact is entered on the subject's own page."""


def facts_of_page(pack: Pack) -> tuple[FactSpec, ...]:
    """The facts that can be entered on a project's own page, in the pack's order."""
    return tuple(
        pack.fact(fact.id)
        for fact in pack.recorded
        if fact.subject == "project" and OWN_PAGE in fact.asked_at
    )


def record_facts(desk: Desk, project_id: ProjectId, given: Mapping[str, object]) -> Project:
    """Keep facts entered on the project's own page; an empty value takes a fact away."""
    require(desk, "projects.edit")
    subject = Subject("project", project_id)
    with desk.workspace.read() as view:
        pack = course_of(desk, view, subject).pack
    specs = {spec.name: spec for spec in facts_of_page(pack)}
    unknown = [name for name in given if name not in specs]
    if unknown:
        raise Refused(f"“{unknown[0]}”不在项目页上登记", advice="请在它所属的环节登记。")
    values = {name: fact_value(specs[name], value) for name, value in given.items()}
    labels = "、".join(specs[name].label for name in values)
    act = desk.act("record_facts", f"登记事项：{labels}", subjects=(subject,))
    with desk.workspace.begin(act) as uow:
        old = uow.projects.get(project_id)
        uow.projects.change(project_id, recorded={**old.recorded, **values})
        close_unfitting(desk, uow, course_of(desk, uow, subject))
        open_due_procedures(desk, uow, (subject,))
    refresh(desk)
    with desk.workspace.read() as view:
        return view.projects.get(project_id)
