"""Intake of earlier steps (历史环节补录表): each row is one step taken before the program came."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.mid_life import PROJECT, step_doubts
from desktop_app.domain.project import Project
from desktop_app.domain.record import StepRecord, Subject
from desktop_app.excel.problems import Cause, CellProblem, cause_advice
from desktop_app.excel.reading import RowReading
from desktop_app.rules.facts import TAKEN_OVER_ON
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.imports.intakes.intake import (
    MATCHING,
    STORING,
    Draft,
    Place,
    Surroundings,
)
from desktop_app.use_cases.imports.intakes.mid_life_rows import (
    CellFaultError,
    Known,
    NameKey,
    is_taken_over,
    name_key,
    outcome_of,
    step_of,
    text_of,
)
from desktop_app.use_cases.imports.intakes.reserve_pool import named_unit, unknown_owner
from desktop_app.use_cases.imports.intakes.running_projects import RunningProjectsIntake
from desktop_app.use_cases.imports.mid_life_columns import step_titles
from desktop_app.use_cases.imports.views import FieldChange
from desktop_app.use_cases.progress import SMALL_PART
from desktop_app.use_cases.regime import stored_pack
from desktop_app.use_cases.standing.past import PastStep, go_on_from_here, record_past
from desktop_app.values.ids import ProjectId
from desktop_app.values.text import normal_name

STEP = "past_step"
"""Under what a draft carries the step it stores."""
TEXTS = {"document_number": "文号", "signer": "签批人", "opinion": "意见"}
"""Columns that may be put right afterwards."""


@dataclass(frozen=True)
class PastRow:
    """A step to be stored, and the project it is of: by code, else by unit and name."""

    past: PastStep
    code: str
    name: NameKey
    pack: Pack


class PastStepsIntake:
    """Steps of taken-over projects that lie before the day they were taken over."""

    sheet = "past_steps"

    def plan(self, around: Surroundings, rows: Sequence[tuple[Place, RowReading]]) -> list[Draft]:
        """One draft per row; a date before what it follows is told and kept."""
        look = _Look(around, Known.of((*_planned(around), *around.view.projects.all())))
        drafts = [look.draft(place, row) for place, row in around.steps.each(rows, MATCHING)]
        return look.with_doubts(drafts)

    def store(
        self, uow: UnitOfWork, around: Surroundings, drafts: Sequence[Draft]
    ) -> list[Subject]:
        """Write the steps in the order of their days, then end what lies behind the state."""
        known = Known.of(uow.projects.all())
        subjects = [Subject(PROJECT, _project_of(known, draft).id) for draft in drafts]
        pairs = list(zip(drafts, subjects, strict=True))
        for draft, _ in pairs:
            if draft.record_id is not None:
                texts = {name: getattr(_row(draft).past, name) for name in TEXTS}
                uow.steps.change(draft.record_id, **texts)
        new: dict[Subject, list[PastStep]] = {}
        for draft, subject in pairs:
            if draft.record_id is None:
                new.setdefault(subject, []).append(_row(draft).past)
        for some in around.steps.parts(list(new), STORING, SMALL_PART):
            listed = [(subject, past) for subject in some for past in new[subject]]
            record_past(around.desk, uow, listed, is_told=True)
            go_on_from_here(around.desk, uow, some)
        return subjects


def _row(draft: Draft) -> "PastRow":
    row = draft.values[STEP]
    if not isinstance(row, PastRow):
        raise TypeError(f"{draft.title} is no past step")
    return row


def _project_of(known: Known, draft: Draft) -> Project:
    """The stored project of a draft; one that came with the same workbook is stored by now."""
    row = _row(draft)
    return known.by_code.get(row.code) or known.by_name[row.name]


def _planned(around: Surroundings) -> list[Project]:
    """The projects this very import takes over, as they would stand."""
    taking = RunningProjectsIntake.sheet
    drafts = [d for d in around.planned if d.place.reading.spec.id == taking and d.kind == "new"]
    found = []
    for n, draft in enumerate(drafts, 1):
        values: dict[str, Any] = dict(draft.values)
        found.append(Project(id=ProjectId(-n), **{**values, "code": values["code"] or f"-{n}"}))
    return found


@dataclass
class _Look:
    """The rows meeting the projects and the steps there are."""

    around: Surroundings
    known: Known
    seen: dict[object, str] = field(default_factory=dict)

    def draft(self, place: Place, row: RowReading) -> Draft:
        """What one row would do."""
        name = text_of(row, "name")
        try:
            return self._draft(place, row, self._project(place, row))
        except CellFaultError as fault:
            return Draft(place, row, "problem", name, problems=(fault.problem,))

    def _draft(self, place: Place, row: RowReading, project: Project) -> Draft:
        around = self.around
        pack = stored_pack(around.desk, around.view, project.pack, project.pack_version)
        step = step_of(place, row, pack)
        outcome = outcome_of(place, row, pack, step)
        past = PastStep(step, outcome, self._acted_on(place, row, project), **_texts(row))
        code = project.code if project.id > 0 or text_of(row, "code") else ""
        found = PastRow(past, code, name_key(project), pack)
        self._refuse_repeated(place, row, found)
        title = f"{project.name}　{dict(step_titles(pack))[step]}"
        values = {STEP: found}
        known = _recorded(around.view, project, past)
        if known is None:
            return Draft(place, row, "new", title, values=values)
        changes = tuple(
            FieldChange(label, getattr(known, name), getattr(past, name))
            for name, label in TEXTS.items()
            if getattr(known, name) != getattr(past, name)
        )
        if known.outcome != past.outcome:
            message = f"这个环节 {past.acted_on} 已经登记了别的结果"
            advice = "结果登错的，先撤销那次导入，再重新补录。"
            raise CellFaultError(place.problem(row, "outcome", Cause.CONFLICT, message, advice))
        kind = "changed" if changes else "unchanged"
        return Draft(place, row, kind, title, known.id, project.code, values, changes)

    def _project(self, place: Place, row: RowReading) -> Project:
        code = text_of(row, "code")
        found = self.known.by_code.get(code) if code else self._named(place, row)
        if found is None or normal_name(found.name) != normal_name(text_of(row, "name")):
            column = "code" if code else "name"
            message = (
                f"没有{f'编码为“{code}”、' if code else ''}名称为“{text_of(row, 'name')}”的项目"
            )
            advice = "请先填在办项目补录表，或核对编码、名称和单位。"
            raise CellFaultError(place.problem(row, column, Cause.UNKNOWN_RECORD, message, advice))
        if not is_taken_over(found):
            message = f"{found.code} 不是补录的项目，环节要正常登记"
            advice = "请删去本行，到项目页里登记。"
            raise CellFaultError(place.problem(row, "name", Cause.CONFLICT, message, advice))
        return found

    def _named(self, place: Place, row: RowReading) -> Project | None:
        unit = named_unit(self.around, place, row)
        if unit is None:
            raise CellFaultError(unknown_owner(self.around, place, row))
        return self.known.by_name.get((int(unit.id), normal_name(text_of(row, "name"))))

    def _acted_on(self, place: Place, row: RowReading, project: Project) -> date:
        day = row.values.get("acted_on")
        if not isinstance(day, date):
            message = "“办理日期”没有填"
            advice = cause_advice(Cause.MISSING)
            raise CellFaultError(place.problem(row, "acted_on", Cause.MISSING, message, advice))
        since = date.fromisoformat(str(project.recorded[TAKEN_OVER_ON]))
        if day > since:
            message = f"日期 {day} 在补录日期 {since} 以后"
            advice = "补录以后办的环节，请在项目页里正常登记。"
            raise CellFaultError(place.problem(row, "acted_on", Cause.DATE_RANGE, message, advice))
        return day

    def _refuse_repeated(self, place: Place, row: RowReading, found: PastRow) -> None:
        here = f"{place.file} 的 {place.reading.sheet} 第 {row.row} 行"
        key = (found.name, found.past.step, found.past.acted_on)
        first = self.seen.setdefault(key, here)
        if first != here:
            message, advice = f"与{first}是同一个环节", cause_advice(Cause.DUPLICATE_ROW)
            raise CellFaultError(place.problem(row, "step", Cause.DUPLICATE_ROW, message, advice))

    def with_doubts(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts with what is told of days that come before what they follow."""
        told: dict[int, list[CellProblem]] = {}
        by_project: dict[NameKey, list[int]] = {}
        for n, draft in enumerate(drafts):
            if draft.kind in {"new", "changed"}:
                by_project.setdefault(_row(draft).name, []).append(n)
        for name, places in by_project.items():
            steps = [_row(drafts[n]).past for n in places]
            pack = _row(drafts[places[0]]).pack
            listed = [(*_halves(each.step), each.acted_on) for each in steps]
            for at, text in step_doubts(pack, listed, self.known.by_name[name].applied_on):
                told.setdefault(places[at], []).append(_doubtful(drafts[places[at]], text))
        return [replace(draft, remarks=tuple(told.get(n, ()))) for n, draft in enumerate(drafts)]


def _halves(step: str) -> tuple[str, str]:
    procedure, _, path = step.partition(".")
    return procedure, path


def _doubtful(draft: Draft, text: str) -> CellProblem:
    advice = cause_advice(Cause.DOUBTFUL_PAST)
    return draft.place.problem(draft.row, "acted_on", Cause.DOUBTFUL_PAST, text, advice)


def _texts(row: RowReading) -> dict[str, str]:
    return {name: text_of(row, name) for name in TEXTS}


def _recorded(view: ReadView, project: Project, past: PastStep) -> StepRecord | None:
    """The same step of the same day as it is on file, None if it is not."""
    subject, (procedure, path) = Subject(PROJECT, project.id), _halves(past.step)
    cases = {case.id for case in view.cases.of(subject) if case.procedure == procedure}
    for record in view.steps.of_subject(subject) if cases else ():
        if record.case_id in cases and (record.step, record.acted_on) == (path, past.acted_on):
            return record
    return None
