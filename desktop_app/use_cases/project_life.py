"""One project on one page: its life line from the application to the last evaluation, and ahead.

What happened comes from the records as they are: signed steps, rows of registers, papers out and
in; the amounts are kept apart; ahead of it lies the way its pack gives it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.unit_of_work import ReadView
from desktop_app.domain.life_event import LifeEvent
from desktop_app.domain.planned_route import PlannedProcedure, planned_route
from desktop_app.domain.project import AMOUNT_LABELS, Project
from desktop_app.domain.record import StepRecord, Subject
from desktop_app.domain.register import RegisterEntry
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import OUTCOME_LABELS, RegisterSpec
from desktop_app.rules.verdict import LIGHT_ORDER, Verdict
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.going_live.origins import origins_of
from desktop_app.use_cases.going_live.turns import turns_of
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.values.ids import ProjectId
from desktop_app.values.money import Fen

STEP, ROW, PAPER, RECEIVED, APPLICATION, TURN = (
    "step", "row", "paper", "received", "application", "turn",
)  # fmt: skip
PAST = "历史补录，未核查"
MOST_ROWS = 40
"""Rows of one register told one by one; a longer register is told by its sum."""


@dataclass(frozen=True)
class RegisterSum:
    """How much of a register belongs to the project."""

    register: str
    label: str
    stage: str
    count: int
    sums: tuple[tuple[str, Fen], ...] = ()
    """Summed columns by title."""


@dataclass(frozen=True)
class ProjectLife:
    """One project from its application on."""

    project: Project
    unit: str
    pack_title: str
    state_label: str
    stage: str
    tab_titles: Mapping[str, str]
    """Own words of its regulation for the stages."""
    amounts: tuple[tuple[str, Fen], ...]
    """The amounts by title, in the order they arise."""
    events: tuple[LifeEvent, ...]
    """By day."""
    registers: tuple[RegisterSum, ...]
    ahead: tuple[PlannedProcedure, ...]
    """The procedures that have not been ended yet, in the pack's order."""

    @property
    def stages(self) -> dict[str, date]:
        """The first day something was decided in each stage."""
        found: dict[str, date] = {}
        for event in self.events:
            if event.kind in {STEP, APPLICATION}:
                found.setdefault(event.stage, event.on)
        return found


def project_life(desk: Desk, project_id: ProjectId) -> ProjectLife:
    """The life of one project as it is recorded, with the way ahead of it."""
    subject = Subject("project", project_id)
    with desk.workspace.read() as view:
        course = course_of(desk, view, subject)
        project, pack = course.record, course.pack
        rows = view.registers.of_owners("project_id", (project_id,))
        events = [
            _application(project),
            *_steps(course),
            *_rows(pack, rows),
            *_papers(view, subject),
            *_turns(view, project_id),
            *inherited_events(desk, view, project_id),
        ]
        state = pack.state(project.state)
        return ProjectLife(
            project=project,
            unit=view.units.name_on(project.unit_id, desk.today),
            pack_title=f"{pack.title} {pack.version}",
            state_label=state.title,
            stage=state.stage,
            tab_titles=pack.tab_titles,
            amounts=tuple(
                (AMOUNT_LABELS[k], project.amounts[k])
                for k in AMOUNT_LABELS
                if k in project.amounts
            ),
            events=tuple(sorted(events, key=lambda each: each.on)),
            registers=tuple(_sums(pack, rows)),
            ahead=_ahead(course),
        )


def inherited_events(desk: Desk, view: ReadView, project_id: ProjectId) -> tuple[LifeEvent, ...]:
    """Steps and papers of the projects it was split from, up to the split; by day."""
    found = []
    for origin in reversed(origins_of(view, project_id)):
        course = course_of(desk, view, origin.subject)
        papers = _papers(view, origin.subject)
        events = [*_steps(course, origin.has), *(p for p in papers if p.on <= origin.split_on)]
        found += [replace(event, origin=origin.label) for event in events]
    return tuple(sorted(found, key=lambda each: each.on))


def _application(project: Project) -> LifeEvent:
    return LifeEvent(
        project.applied_on,
        APPLICATION,
        "reserve_pool",
        "申报",
        project.name,
        project.declared_fen,
    )


def _steps(
    course: Course, counts: Callable[[StepRecord], bool] = lambda _record: True
) -> Iterable[LifeEvent]:
    pack = course.pack
    known = {procedure.id: procedure for procedure in pack.procedures}
    procedures = {case.id: case.procedure for case in course.history.cases}
    for record in filter(counts, course.history.records):
        procedure = known.get(procedures[record.case_id])
        if procedure is None:
            continue
        path = record.step.partition("@")[0]
        step = next((f.step for f in pack.steps_of(procedure.id) if f.path == path), None)
        if step is None:
            continue
        labels: dict[str, str] = dict(step.labels.items())
        outcome = labels.get(record.outcome) or dict(OUTCOME_LABELS).get(record.outcome, "")
        reason = f"理由：{record.override_reason}" if record.override_reason else ""
        told = (outcome, record.signer, reason, PAST if record.is_past else "")
        yield LifeEvent(
            record.acted_on,
            STEP,
            procedure.stage,
            step.title,
            "　".join(part for part in told if part),
            number=record.document_number,
            verdicts=_notable(record.verdicts),
        )


def _notable(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The checks frozen with a step, the gravest first; those that merely passed come last."""
    shown = [verdict for verdict in verdicts if verdict.word]
    return tuple(sorted(shown, key=lambda each: LIGHT_ORDER.index(each.light)))


def _rows(pack: Pack, rows: Sequence[RegisterEntry]) -> Iterable[LifeEvent]:
    """The rows of registers that have a day, unless a register has very many."""
    specs = {spec.id: spec for spec in pack.registers}
    for register, spec in specs.items():
        own = [row for row in rows if row.register_id == register]
        day = next((each.id for each in spec.field if each.type == "date"), None)
        money = next((each.id for each in spec.field if each.type == "money" and each.is_sum), None)
        if day is None or len(own) > MOST_ROWS:
            continue
        for row in own:
            when, amount = row.cells.get(day), row.cells.get(money or "")
            if isinstance(when, str):
                yield LifeEvent(
                    date.fromisoformat(when),
                    ROW,
                    spec.stage or "general",
                    spec.label,
                    row.name,
                    Fen(amount) if isinstance(amount, int) else None,
                )


def _papers(view: ReadView, subject: Subject) -> Iterable[LifeEvent]:
    for paper in view.papers.of(subject):
        void = "（已作废）" if paper.is_void else ""
        number = paper.document_number or paper.number
        yield LifeEvent(paper.issued_on, PAPER, "", f"出具《{paper.title}》{void}", number=number)
    for received in view.incoming.of(subject):
        yield LifeEvent(
            received.received_on,
            RECEIVED,
            "",
            f"收文《{received.title}》",
            received.sender,
            number=received.number,
        )


def _turns(view: ReadView, project_id: ProjectId) -> Iterable[LifeEvent]:
    for turn in turns_of(view, project_id):
        yield LifeEvent(turn.on, TURN, "", turn.title, turn.reason, number=turn.document_number)


def _sums(pack: Pack, rows: Sequence[RegisterEntry]) -> Iterable[RegisterSum]:
    live = {state.id for state in pack.states if state.is_live} | {""}
    for spec in pack.registers:
        own = [row for row in rows if row.register_id == spec.id]
        if own:
            counted = [row for row in own if row.state in live]
            yield RegisterSum(
                spec.id, spec.label, spec.stage or "general", len(own), _columns(spec, counted)
            )


def _columns(spec: RegisterSpec, rows: Sequence[RegisterEntry]) -> tuple[tuple[str, Fen], ...]:
    found = []
    for column in spec.field:
        if column.is_sum and column.type == "money":
            cells = [row.cells.get(column.id) for row in rows]
            amounts = [cell for cell in cells if isinstance(cell, int)]
            if amounts:
                found.append((column.label, Fen(sum(amounts))))
    return tuple(found)


def _ahead(course: Course) -> tuple[PlannedProcedure, ...]:
    """The procedures of its way that it has not gone through; those behind its state are out."""
    if not course.is_live:
        return ()
    done = {case.procedure for case in course.history.cases if case.closed_on is not None}
    stages = dict.fromkeys(str(procedure.stage) for procedure in course.pack.procedures)
    order = {stage: place for place, stage in enumerate(stages)}
    here = order.get(course.pack.state(course.history.state).stage, 0)
    way = planned_route(
        course.pack, course.governed_as, course.facts, course.terms, track=course.history.track
    )
    return tuple(each for each in way if each.id not in done and order.get(each.stage, 0) >= here)
