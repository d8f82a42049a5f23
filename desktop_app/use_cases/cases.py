"""Procedures (办件) at work: open them, record signed results, apply their effects."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.procedure_opening import automatic_openings, opening
from desktop_app.domain.procedure_view import StepView
from desktop_app.domain.record import Case, StepRecord, Subject
from desktop_app.errors import Refused
from desktop_app.rules.schema import OUTCOME_LABELS, POSITIVE_OUTCOMES
from desktop_app.rules.wording import listed
from desktop_app.use_cases.courses import Course, course_of
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.effects import apply_effects
from desktop_app.use_cases.step_facts import store_step_facts
from desktop_app.values.ids import IncomingPaperId, PaperId


@dataclass(frozen=True)
class StepEntry:
    """What the clerk records of a signed step; `step` is its path or `procedure.path`."""

    step: str
    outcome: str
    acted_on: date | None = None
    """Day of the signature; None = today."""
    signer: str = ""
    opinion: str = ""
    document_number: str = ""
    paper_id: PaperId | None = None
    incoming_paper_id: IncomingPaperId | None = None
    override_reason: str = ""
    """Why it goes on although a reminder stands or the text leaves discretion."""
    facts: Mapping[str, object] = field(default_factory=dict)
    """Facts recorded with the step, by name."""


@dataclass(frozen=True)
class OpenStep:
    """One step whose turn it is, of an open case or of a procedure that can be opened now."""

    procedure: str
    path: str
    title: str
    actor: str
    labels: Mapping[str, str]
    """Outcomes that may be recorded now, with their labels."""
    case: Case | None
    view: StepView | None = None

    @property
    def reference(self) -> str:
        """`procedure.path`, as the pack names it."""
        return f"{self.procedure}.{self.path}"


@dataclass(frozen=True)
class StepResult:
    """What was recorded and where the subject stands now."""

    record: StepRecord
    title: str
    path: str
    outcome: str
    state: str
    state_label: str


def open_due_procedures(desk: Desk, uow: UnitOfWork, subjects: Iterable[Subject]) -> None:
    """Open the procedures that begin by themselves for these subjects."""
    for subject in subjects:
        course = course_of(desk, uow, subject)
        for each in automatic_openings(
            course.pack, subject.kind, course.facts, course.history, course.terms
        ):
            open_case(desk, uow, course, each.procedure, each.attempt)


def open_case(desk: Desk, uow: UnitOfWork, course: Course, procedure: str, attempt: int) -> Case:
    """Open one procedure for a subject."""
    return uow.cases.add(
        procedure=procedure,
        subject=course.subject,
        pack=course.pack.id,
        pack_version=course.pack.version,
        opened_on=desk.today,
        attempt=attempt,
    )


def resubmit(desk: Desk, uow: UnitOfWork, subjects: Iterable[Subject]) -> None:
    """Start the next attempt of applications that were returned and came back changed."""
    for subject in subjects:
        course = course_of(desk, uow, subject)
        last = course.history.cases[-1] if course.history.cases else None
        if last is None or last.outcome != "returned":
            continue
        first = course.pack.first_state(subject.kind)
        if first is not None:
            uow.projects.change(subject.id, state=first.id)
        attempt = len(course.history.cases_of(last.procedure)) + 1
        open_case(desk, uow, course, last.procedure, attempt)


def open_steps(desk: Desk, view: ReadView, subject: Subject) -> tuple[OpenStep, ...]:
    """Every step whose turn it is, of running cases first, then of those that may be opened."""
    course = course_of(desk, view, subject)
    steps = [
        _open_step(case.procedure, step, case)
        for case in course.history.cases
        if case.closed_on is None
        for step in course.view(case).current
    ]
    return (*steps, *_startable(course))


def _startable(course: Course) -> list[OpenStep]:
    """First steps of the procedures a clerk may open now."""
    found = []
    for procedure in course.pack.procedures:
        if procedure.subject != course.subject.kind or procedure.opens == "auto":
            continue
        may = opening(course.pack, procedure.id, course.facts, course.history, course.terms)
        if may.is_possible and _fits_state(course, procedure.id):
            flat = course.pack.steps_of(procedure.id)[0]
            labels: dict[str, str] = {
                o: flat.step.labels.get(o, OUTCOME_LABELS[o]) for o in flat.step.outcomes
            }
            found.append(
                OpenStep(
                    procedure.id, flat.path, flat.step.title, flat.step.actor or "", labels, None
                )
            )
    return found


def _fits_state(course: Course, procedure: str) -> bool:
    """A procedure whose only effect is the state the subject is in already makes no sense now."""
    if course.history.state in {s.id for s in course.pack.states if s.is_end}:
        return False
    targets = {
        text.removeprefix("state:")
        for flat in course.pack.steps_of(procedure)
        for texts in flat.step.effects.values()
        for text in texts
        if text.startswith("state:")
    }
    return targets != {course.history.state}


def _open_step(procedure: str, step: StepView, case: Case) -> OpenStep:
    labels = dict[str, str](step.outcomes)
    return OpenStep(procedure, step.id, step.title, step.actor, labels, case, step)


def record_in(desk: Desk, uow: UnitOfWork, subject: Subject, entry: StepEntry) -> StepResult:
    """Record a step's signed result within an act: checks, facts, effects, next procedures."""
    acted_on = entry.acted_on or desk.today
    wanted = _wanted(open_steps(desk, uow, subject), entry)
    course = course_of(desk, uow, subject)
    case = wanted.case
    if case is None:
        attempt = len(course.history.cases_of(wanted.procedure)) + 1
        case = open_case(desk, uow, course, wanted.procedure, attempt)
    _refuse_bad_date(desk, course, case, acted_on)
    _refuse_used_number(uow, entry)
    asks = _asks(course, wanted)
    store_step_facts(uow, course, asks, entry.facts, is_positive=entry.outcome in POSITIVE_OUTCOMES)
    course = course_of(desk, uow, subject)
    step = course.view(case).step(wanted.path)
    override = _override(step, entry, desk)
    record = uow.steps.add(
        case_id=case.id,
        step=wanted.path,
        outcome=entry.outcome,
        acted_on=acted_on,
        actor=step.actor,
        signer=entry.signer,
        opinion=entry.opinion,
        document_number=entry.document_number,
        paper_id=entry.paper_id,
        incoming_paper_id=entry.incoming_paper_id,
        verdicts=step.verdicts,
        recorded_at=uow.at,
        **override,
    )
    apply_effects(desk, uow, course, case, record, entry.facts)
    _close_if_finished(desk, uow, subject, case)
    open_due_procedures(desk, uow, (subject, *_created_by(uow, subject)))
    uow.concern((subject,))
    return _result(desk, uow, subject, record, step)


def _created_by(uow: UnitOfWork, subject: Subject) -> list[Subject]:
    """The needs a project was turned into, so that their own procedure begins too."""
    if subject.kind != "project":
        return []
    return [Subject("need", need.id) for need in uow.needs.where(source_project_id=subject.id)]


def _asks(course: Course, wanted: OpenStep) -> tuple[str, ...]:
    path = wanted.path.partition("@")[0]
    steps = course.pack.steps_of(wanted.procedure)
    return next(flat.step.asks for flat in steps if flat.path == path)


def _wanted(steps: tuple[OpenStep, ...], entry: StepEntry) -> OpenStep:
    named = [s for s in steps if entry.step in (s.path, s.reference)]
    if not named:
        turn = listed(f"{s.reference}（{s.title}）" for s in steps)
        raise Refused(
            f"现在轮不到“{entry.step}”", advice=f"现在可以办：{turn or '没有待办的步骤'}。"
        )
    step = named[0]
    if entry.outcome not in step.labels:
        reasons = step.view.why_not if step.view else ()
        clauses = step.view.clauses if step.view else ()
        if reasons and entry.outcome in OUTCOME_LABELS:
            raise Refused(
                f"“{step.title}”不能登记“{OUTCOME_LABELS[entry.outcome]}”：{'；'.join(reasons)}",
                advice="请先解决以上各项，再登记。",
                clauses=clauses,
            )
        choices = listed(f"{key}（{label}）" for key, label in step.labels.items())
        raise Refused(f"“{step.title}”没有“{entry.outcome}”这种结果", advice=f"可选：{choices}。")
    return step


def _override(step: StepView, entry: StepEntry, desk: Desk) -> dict[str, str]:
    """The recorded reason for going on against reminders; refused without one."""
    open_points = step.needs_reason if entry.outcome in POSITIVE_OUTCOMES else ()
    if entry.outcome in POSITIVE_OUTCOMES and step.status == "blocked":
        raise Refused(
            f"“{step.title}”不能登记同意：{'；'.join(step.why_not)}",
            advice="请先解决以上各项，再登记。",
            clauses=step.clauses,
        )
    if not open_points:
        return {}
    clauses = tuple(dict.fromkeys(c for verdict in open_points for c in verdict.clauses))
    if not entry.override_reason.strip():
        titles = "、".join(f"{verdict.title}（{verdict.word}）" for verdict in open_points)
        raise Refused(
            f"还有要说明的事项：{titles}", advice="请写明继续办理的理由后再登记。", clauses=clauses
        )
    return {
        "override_reason": entry.override_reason,
        "override_by": entry.signer or desk.operator,
        "override_clause": "、".join(clauses),
    }


def _refuse_bad_date(desk: Desk, course: Course, case: Case, acted_on: date) -> None:
    if acted_on > desk.today:
        raise Refused(
            f"签批日期 {acted_on} 还没有到", advice="请核对签批日期，不能登记以后的日期。"
        )
    earlier = [record.acted_on for record in course.history.records_of(case)]
    applied = getattr(course.record, "applied_on", None)
    first = max([*earlier, *([applied] if applied else [])], default=acted_on)
    if acted_on < first:
        raise Refused(
            f"签批日期 {acted_on} 早于上一环节的 {first}",
            advice="请核对日期，后一步不能早于前一步。",
        )


def _refuse_used_number(uow: UnitOfWork, entry: StepEntry) -> None:
    """One 文号 stands for one paper; it may serve several subjects only through that paper."""
    if not entry.document_number or entry.incoming_paper_id or entry.paper_id:
        return
    used = uow.steps.where(document_number=entry.document_number)
    if any(record.step != entry.step.rpartition(".")[2] for record in used):
        raise Refused(
            f"文号“{entry.document_number}”已登记在别的环节", advice="请核对文号后重新填写。"
        )


def _close_if_finished(desk: Desk, uow: UnitOfWork, subject: Subject, case: Case) -> None:
    view = course_of(desk, uow, subject).view(case)
    if view.is_finished and uow.cases.get(case.id).closed_on is None:
        uow.cases.change(case.id, closed_on=desk.today, outcome=view.outcome)


def _result(
    desk: Desk, uow: UnitOfWork, subject: Subject, record: StepRecord, step: StepView
) -> StepResult:
    course = course_of(desk, uow, subject)
    state = course.history.state
    return StepResult(
        record, step.title, step.id, record.outcome, state, course.pack.state(state).title
    )
