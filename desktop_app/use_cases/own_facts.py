"""Facts (事项) a pack lets the clerk enter on a subject's own page, outside any step."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.rules.facts import FactSpec, FactValue
from desktop_app.rules.kinds import fact_quantity
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.use_cases.standing.openings import open_due_procedures
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.use_cases.standing.resubmission import close_unfitting
from desktop_app.use_cases.standing.step_facts import fact_value

OWN_PAGE = "record"
"""How a pack writes in `asked_at` that a fact is entered on the subject's own page."""


@dataclass(frozen=True)
class OwnFact:
    """One fact of a subject's own page: what is recorded, and how it reads; empty for nothing."""

    spec: FactSpec
    value: JsonValue
    text: str


def own_facts(view: ReadView, course: Course) -> tuple[OwnFact, ...]:
    """The facts of a subject's own page with what is recorded, in the pack's order."""
    specs = _specs(course)
    recorded = view.facts.of(course.subject) if specs else {}
    return tuple(_own_fact(spec, recorded.get(spec.name)) for spec in specs)


def _specs(course: Course) -> tuple[FactSpec, ...]:
    return tuple(
        course.pack.fact(fact.id)
        for fact in course.pack.recorded
        if fact.subject == course.governed_as and OWN_PAGE in fact.asked_at
    )


def _own_fact(spec: FactSpec, value: JsonValue) -> OwnFact:
    quantity = fact_quantity(spec, FactValue(value)) if value is not None else None
    return OwnFact(spec, value, quantity.text if quantity else "")


def record_facts(desk: Desk, subject: Subject, given: Mapping[str, object]) -> None:
    """Keep facts entered on a subject's own page; an empty value takes a fact away."""
    require(desk, "facts.record")
    with desk.workspace.read() as view:
        specs = {spec.name: spec for spec in _specs(course_of(desk, view, subject))}
    unknown = [name for name in given if name not in specs]
    if unknown:
        raise Refused(f"“{unknown[0]}”不在本页登记", advice="请在它所属的环节登记。")
    values = {name: fact_value(specs[name], value) for name, value in given.items()}
    labels = "、".join(specs[name].label for name in values)
    act = desk.act("record_facts", f"登记事项：{labels}", subjects=(subject,))
    with desk.workspace.begin(act) as uow:
        record_in(desk, uow, subject, values)
    refresh(desk)


def record_in(
    desk: Desk, uow: UnitOfWork, subject: Subject, values: Mapping[str, JsonValue]
) -> None:
    """As `record_facts`, within an act; the values are read already."""
    course = course_of(desk, uow, subject)
    others = course.kind.keep_own(uow, subject.id, values)
    course.kind.write_recorded(uow, subject.id, {**uow.facts.of(subject), **others})
    close_unfitting(desk, uow, course_of(desk, uow, subject))
    open_due_procedures(desk, uow, (subject,))
