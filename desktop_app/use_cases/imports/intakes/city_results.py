"""Intake of the superior office's answers (市级审核备案结果回执): each row records one step.

The step is the one that waits for an outside office on the project; nothing here knows its name.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from db.unit_of_work import UnitOfWork
from desktop_app.domain.record import Subject
from desktop_app.excel.problems import CellProblem
from desktop_app.excel.reading import RowReading
from desktop_app.rules.schema.common import POSITIVE_OUTCOMES
from desktop_app.use_cases.imports.intakes.intake import (
    MATCHING,
    STORING,
    Draft,
    Place,
    Surroundings,
)
from desktop_app.use_cases.imports.views import FieldChange
from desktop_app.use_cases.standing.openings import open_steps
from desktop_app.use_cases.standing.recording import record_in
from desktop_app.use_cases.standing.step_entry import EXPLAINED, OpenStep, StepEntry
from desktop_app.values.text import normal_name

SUPERIOR = "superior"
"""Role of the office above whose answers the sheet brings; see the guide to packs."""


class CityResultsIntake:
    """Answers of an outside office, one row per project."""

    sheet = "city_results"

    def plan(self, around: Surroundings, rows: Sequence[tuple[Place, RowReading]]) -> list[Draft]:
        """One draft per row: the answer is new, already recorded, or does not fit."""
        return [_draft(around, place, row) for place, row in around.steps.each(rows, MATCHING)]

    def store(
        self, uow: UnitOfWork, around: Surroundings, drafts: Sequence[Draft]
    ) -> list[Subject]:
        """Record the answers on the waiting steps."""
        subjects = []
        for draft in around.steps.each(drafts, STORING):
            project = uow.projects.get(int(str(draft.values["project_id"])))
            waiting = _waiting(around, project.id)
            if waiting is not None:
                record_in(
                    around.desk, uow, Subject("project", project.id), _entry(draft.row, waiting)
                )
            subjects.append(Subject("project", project.id))
        return subjects


def _draft(around: Surroundings, place: Place, row: RowReading) -> Draft:
    code = str(row.values.get("code") or "")
    name = str(row.values.get("name") or "")
    project = around.view.projects.by_code(code)
    if project is None or normal_name(project.name) != normal_name(name):
        message = f"没有编码为“{code}”、名称为“{name}”的项目"
        fault = place.problem(row, "code", "unknown_record", message, "请核对编码和名称。")
        return Draft(place, row, "problem", name, problems=(fault,))
    waiting = _waiting(around, project.id)
    if waiting is None:
        if _is_recorded(around, project.id, row):
            return Draft(place, row, "unchanged", name, project.id, code)
        message = f"{code} 没有在等上级审核结果"
        fault = place.problem(row, "code", "conflict", message, "请先登记报送，再登记结果。")
        return Draft(place, row, "problem", name, problems=(fault,))
    label = waiting.labels[_outcome(row, waiting)]
    found = tuple(_faults(around, place, row, waiting))
    if found:
        return Draft(place, row, "problem", name, problems=found)
    change = FieldChange(waiting.title, "未反馈", label)
    return Draft(
        place, row, "changed", name, project.id, code, {"project_id": project.id}, (change,)
    )


def _faults(
    around: Surroundings, place: Place, row: RowReading, waiting: OpenStep
) -> Iterator[CellProblem]:
    """What recording the answer would be refused for: no reason given, or a day that cannot be."""
    outcome, dated = _outcome(row, waiting), row.values.get("dated")
    if outcome in EXPLAINED and not row.values.get("opinion"):
        message = f"结果是“{waiting.labels[outcome]}”，没有写意见"
        yield place.problem(row, "opinion", "missing", message, f"{EXPLAINED[outcome]}。")
    if not isinstance(dated, date):
        return
    case = waiting.case.id if waiting.case else None
    records = around.view.steps.of_case(case) if case else ()
    earlier = [each.acted_on for each in records if each.acted_on > dated]
    if earlier:
        message = f"日期早于上一环节的 {max(earlier)}"
        yield place.problem(row, "dated", "conflict", message, "请核对日期，不能早于报送的日期。")
    if dated > around.today:
        yield place.problem(row, "dated", "conflict", "日期还没有到", "请核对日期。")


def _waiting(around: Surroundings, project_id: int) -> OpenStep | None:
    """The step that waits for the superior office, None if there is none."""
    offices = _superior(around)
    steps = open_steps(around.desk, around.view, Subject("project", project_id))
    return next((step for step in steps if step.actor in offices), None)


def _superior(around: Surroundings) -> set[str]:
    """The pack names that office with the role `superior`; else any outside office counts."""
    outside = {office.role for office in around.pack.offices if office.is_outside}
    return outside & {SUPERIOR} or outside


def _outcome(row: RowReading, waiting: OpenStep) -> str:
    """The step's own outcome for 通过 or 退回."""
    is_good = row.values.get("result") in ("passed", *POSITIVE_OUTCOMES)
    return next(o for o in waiting.labels if (o in POSITIVE_OUTCOMES) == is_good)


def _entry(row: RowReading, waiting: OpenStep) -> StepEntry:
    dated = row.values.get("dated")
    return StepEntry(
        step=waiting.reference,
        outcome=_outcome(row, waiting),
        acted_on=dated if isinstance(dated, date) else None,
        opinion=str(row.values.get("opinion") or ""),
        document_number=str(row.values.get("document_number") or ""),
    )


def _is_recorded(around: Surroundings, project_id: int, row: RowReading) -> bool:
    records = around.view.steps.of_subject(Subject("project", project_id))
    offices, dated = _superior(around), row.values.get("dated")
    return any(each.acted_on == dated and each.actor in offices for each in records)
