"""Which recorded step a paper is about, and the checks it tells: frozen ones, or those of today."""

from dataclasses import dataclass, field
from datetime import date

from db.unit_of_work import ReadView
from desktop_app.domain.record import StepRecord, Subject
from desktop_app.rules.schema.forms import FormSpec
from desktop_app.rules.verdict import Verdict
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.reserve_pool.groups import frozen_decision, frozen_lines
from desktop_app.use_cases.standing.judging import JudgedProject
from desktop_app.values.dates import long_date


@dataclass(frozen=True)
class Told:
    """The checks a paper tells, the day they are of, and the result they were frozen with."""

    verdicts: tuple[Verdict, ...]
    similar: tuple[str, ...]
    similar_decision: str
    on: date
    record: StepRecord | None = None
    """None before the step: the checks are those of the day the paper is made."""

    @property
    def note(self) -> str:
        """The sentence that says which checks these are."""
        day = long_date(self.on)
        if self.record is None:
            return f"审查情况为{day}制表时的核查结果。"
        return f"审查情况为{day}签批时的核查结果，以后的变化不在内。"


@dataclass(frozen=True)
class Recorded:
    """What has been signed on a subject, as its papers need it."""

    current: dict[str, StepRecord] = field(default_factory=dict)
    """The latest record of each step in the running or last attempt, by `procedure.step`."""
    every: tuple[tuple[str, StepRecord], ...] = ()
    """All records of all attempts in the order they were made, each with its `procedure.step`."""

    @property
    def last(self) -> StepRecord | None:
        """What was signed last in the running or last attempts; None while nothing is."""
        backwards = reversed(self.every)
        return next((r for name, r in backwards if self.current.get(name) is r), None)


def recorded_on(view: ReadView, subject: Subject) -> Recorded:
    """Every signed result of a subject; an opinion of an earlier attempt is not current."""
    cases = {case.id: case for case in view.cases.of(subject)}
    latest = {case.procedure: case.id for case in cases.values()}
    every = tuple(
        (f"{cases[record.case_id].procedure}.{record.step}", record)
        for record in view.steps.of_subject(subject)
    )
    current = {
        name: record
        for name, record in every
        if latest[cases[record.case_id].procedure] == record.case_id
    }
    return Recorded(current, every)


def told_checks(desk: Desk, form: FormSpec, judged: JudgedProject, recorded: Recorded) -> Told:
    """The checks frozen with the step the paper is about; before that step, those of today."""
    record = _about(form, recorded)
    if record is None:
        lines, decision = judged.similar_lines, judged.similar_decision
        return Told(judged.verdicts, lines, decision, desk.today)
    checks = record.verdicts
    lines, decision = frozen_lines(checks), frozen_decision(checks)
    return Told(checks, lines, decision, record.acted_on, record)


def _about(form: FormSpec, recorded: Recorded) -> StepRecord | None:
    """The result the paper is about: the one it names, else that of its last opinion."""
    last = form.opinions[-1].step if form.opinions else ""
    step, _, outcome = (form.about or last).partition(":")
    if not outcome:
        return recorded.current.get(step)
    found = (r for name, r in reversed(recorded.every) if (name, r.outcome) == (step, outcome))
    return next(found, None)
