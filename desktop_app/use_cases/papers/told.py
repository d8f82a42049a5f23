"""Which step a paper is about, and the checks it tells: frozen ones, or those of today."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from db.unit_of_work import ReadView
from desktop_app.domain.record import StepRecord, Subject
from desktop_app.rules.expression import evaluate_condition
from desktop_app.rules.judge import judge_subject
from desktop_app.rules.scene import scene
from desktop_app.rules.schema import FormSpec
from desktop_app.rules.verdict import Verdict
from desktop_app.use_cases.reserve_pool.groups import frozen_decision, frozen_lines
from desktop_app.use_cases.standing.course import Course
from desktop_app.values.dates import long_date

ALWAYS = "true"


@dataclass(frozen=True)
class Alike:
    """The similar applications a paper tells of, and what was decided on them."""

    lines: tuple[str, ...] = ()
    decision: str = ""


@dataclass(frozen=True)
class Told:
    """The checks a paper tells, the day they are of, and the result they were frozen with."""

    find: Callable[[], tuple[Verdict, ...]]
    alike: Callable[[], Alike]
    on: date
    record: StepRecord | None = None
    """None before the step: the checks are those of the day the paper is made."""

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The checks, in the pack's order."""
        return self.find()

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


def holds_in(course: Course, condition: str) -> bool:
    """Whether a condition certainly holds; one that lacks a fact does not."""
    if condition == ALWAYS:
        return True
    lookup = scene(course.pack, course.facts, course.terms).lookup
    return evaluate_condition(condition, lookup).value is True


@dataclass(frozen=True)
class About:
    """The step a paper is about, as `procedure.step`, and its result if there is one."""

    step: str = ""
    record: StepRecord | None = None


def about_of(form: FormSpec, course: Course, recorded: Recorded) -> About:
    """The step a paper names, that of its last opinion, or the one that names the paper."""
    own = [each.step for each in form.opinions if holds_in(course, each.when)]
    named = form.about or (own[-1] if own else _step_naming(form, course, recorded))
    step, _, outcome = named.partition(":")
    if not outcome:
        return About(step, recorded.current.get(step))
    found = (r for name, r in reversed(recorded.every) if (name, r.outcome) == (step, outcome))
    return About(step, next(found, None))


def _step_naming(form: FormSpec, course: Course, recorded: Recorded) -> str:
    """The step whose paper this form is: the one whose turn it is, else the one recorded last."""
    turns = [
        f"{case.procedure}.{step.id}"
        for case in reversed(course.history.cases)
        if case.closed_on is None
        for step in course.view(case).current
        if step.form == form.id
    ]
    if turns:
        return turns[0]
    naming = [
        f"{procedure.id}.{flat.path}"
        for procedure in course.pack.procedures
        if procedure.subject == course.governed_as
        for flat in course.pack.steps_of(procedure.id)
        if flat.step.form == form.id
    ]
    done = [name for name, _ in reversed(recorded.every) if name in naming]
    return next(iter((*done, *naming)), "")


def told_checks(course: Course, about: About, alike: Callable[[], Alike], on: date) -> Told:
    """The checks frozen with the step the paper is about; before that step, those of today."""
    record = about.record
    if record is None:
        return Told(lambda: _of_today(course, about.step), alike, on)
    checks = record.verdicts
    frozen = Alike(frozen_lines(checks), frozen_decision(checks))
    return Told(lambda: checks, lambda: frozen, record.acted_on, record)


def _of_today(course: Course, step: str) -> tuple[Verdict, ...]:
    """The checks standing at the step, as due; without a step, all that are near."""
    if not course.kind.is_judged(course.record):
        return ()
    if not step:
        return course.verdicts
    return judge_subject(course.pack, course.governed_as, course.facts, course.terms, at_step=step)
