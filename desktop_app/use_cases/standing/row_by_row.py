"""The results a step of a row carries over to the projects of the rows below it (`each`).

Results that carry a project on must land: one that cannot take its own is named and nothing is
stored. A result that stops finds nothing to stop where it is not the turn of its step; and what a
project has already from an earlier time is not recorded twice (a list that went back and came
again, another edition of it that leaves its amount as it was).
"""

from collections.abc import Sequence
from dataclasses import replace

from db.unit_of_work import ReadView
from desktop_app.domain.procedure_effects import Effect, effects_of, parse_each
from desktop_app.domain.record import Subject
from desktop_app.domain.register import RegisterEntry
from desktop_app.errors import Refused
from desktop_app.rules.schema import POSITIVE_OUTCOMES
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.step_entry import OpenStep, StepEntry


def picked_rows(
    view: ReadView, course: Course, effect: Effect, entry: StepEntry
) -> list[tuple[Subject, StepEntry, RegisterEntry]]:
    """What is to be recorded on whom, and the row it comes from; each project once.

    The facts the step asks for are taken from the columns of the same name.
    """
    each = parse_each(effect.value)
    asks = course.pack.asked_at(each.step)
    found: dict[Subject, tuple[Subject, StepEntry, RegisterEntry]] = {}
    for row in view.registers.of_owners("parent_id", (course.subject.id,)):
        if row.register_id != effect.target or not each.picks(row.cells):
            continue
        if row.project_id is None:
            raise Refused(f"“{row.name}”没有写是哪个项目", advice="请先补上，再登记。")
        subject = Subject("project", row.project_id)
        facts = {name: row.cells[name] for name in asks if name in row.cells}
        opinion = str(row.cells.get(each.opinion) or entry.opinion)
        carried = replace(entry, step=each.step, outcome=each.outcome, facts=facts, opinion=opinion)
        found[subject] = (subject, carried, row)
    return list(found.values())


def needs_nothing(course: Course, steps: Sequence[OpenStep], entry: StepEntry) -> bool:
    """Whether a carried result has nothing to do on a project; `steps` are those in turn."""
    if _is_so_already(course, entry):
        return True
    if any(entry.step in (step.path, step.reference) for step in steps):
        return False
    return entry.outcome not in POSITIVE_OUTCOMES or _has_it(course, entry)


def _has_it(course: Course, entry: StepEntry) -> bool:
    """Whether the running procedure has this result of this step already."""
    procedure, _, path = entry.step.partition(".")
    running = [case for case in course.history.cases_of(procedure) if case.closed_on is None]
    found = [
        record
        for case in running
        for record in course.history.records_of(case)
        if record.step == path
    ]
    return bool(found) and found[-1].outcome == entry.outcome


def _is_so_already(course: Course, entry: StepEntry) -> bool:
    """Whether the result does nothing but set amounts that are what the row says."""
    procedure, _, path = entry.step.partition(".")
    effects = effects_of(course.pack, procedure, path, entry.outcome)
    if not effects or any(effect.kind != "amount" for effect in effects):
        return False
    names = [f"{effect.target}_amount" for effect in effects]
    known = {name: course.facts.get(name) for name in names}
    return all(fact is not None and fact.value == entry.facts.get(n) for n, fact in known.items())
