"""What was done on a subject and on the rows of its registers, and every check, then and now."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from operator import attrgetter

from desktop_app.domain.record import StepRecord
from desktop_app.domain.register import RegisterEntry
from desktop_app.rules.judge import judge_subject
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import OUTCOME_LABELS, Step
from desktop_app.rules.verdict import Verdict
from desktop_app.use_cases.going_live.origins import origins_of
from desktop_app.use_cases.papers.content_parts import Done, Gate
from desktop_app.use_cases.papers.told import recorded_on
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.past import is_of_the_past
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.values.ids import ProjectId


def whole_life(reading: Reading, course: Course) -> tuple[Course, ...]:
    """A subject and, for a project, the rows of its registers: all that procedures ran on."""
    if course.subject.kind != "project":
        return (course,)
    entries = reading.view.registers.of_owners("project_id", (course.subject.id,))
    begun = [each.subject for each in entries if reading.view.cases.of(each.subject)]
    return (course, *courses_of(reading, begun).values())


def proceedings(reading: Reading, course: Course) -> tuple[Done, ...]:
    """Every recorded step in the order of the days it was signed."""
    done = [each for part in whole_life(reading, course) for each in _done(reading, part)]
    return tuple(sorted((*_inherited(reading, course), *done), key=attrgetter("on")))


def _inherited(reading: Reading, course: Course) -> Iterator[Done]:
    """What was signed on the projects it was split from, up to the split, with where from."""
    if course.subject.kind != "project":
        return
    for origin in origins_of(reading.view, ProjectId(course.subject.id)):
        whole = courses_of(reading, (origin.subject,))[origin.subject]
        for each in _done(reading, whole, origin.has):
            told = f"承自 {origin.project.code}"
            yield replace(each, opinion="。".join(filter(None, (each.opinion, told))))


def _done(
    reading: Reading, course: Course, counts: Callable[[StepRecord], bool] = lambda _record: True
) -> Iterator[Done]:
    for reference, record in recorded_on(reading.view, course.subject).every:
        if not counts(record):
            continue
        procedure, _, path = reference.partition(".")
        step = step_of(course.pack, reference)
        heading, title = _procedure_title(course.pack, procedure), step.title if step else path
        yield Done(
            on=record.acted_on,
            procedure=heading if heading != title else "",
            step=_named(title, course),
            outcome=outcome_label(step, record.outcome),
            signer=record.signer,
            number=record.document_number,
            opinion=_opinion(record),
        )


def _opinion(record: StepRecord) -> str:
    clause = f"依{record.override_clause}继续办理："
    reason = record.override_reason and clause + record.override_reason
    past = "历史补录，未核查" if record.is_past else ""
    return "。".join(part.rstrip("。") for part in (record.opinion, reason, past) if part)


def _named(title: str, course: Course) -> str:
    """A step with the row it was taken on, where it was taken on one."""
    record = course.record
    return f"{title}（{record.name}）" if isinstance(record, RegisterEntry) else title


def _procedure_title(pack: Pack, procedure: str) -> str:
    return next((each.title for each in pack.procedures if each.id == procedure), procedure)


def step_of(pack: Pack, reference: str) -> Step | None:
    """The step `procedure.step` as the pack writes it; of a reviewer, the step beside it."""
    procedure, _, path = reference.partition("@")[0].partition(".")
    if all(each.id != procedure for each in pack.procedures):
        return None
    return next((flat.step for flat in pack.steps_of(procedure) if flat.path == path), None)


def outcome_label(step: Step | None, outcome: str) -> str:
    """A result in the words of its step."""
    labels: dict[str, str] = dict(step.labels.items()) if step else {}
    return labels.get(outcome) or OUTCOME_LABELS[outcome]


def gates(reading: Reading, course: Course) -> tuple[Gate, ...]:
    """Every check of every step of the procedures that were begun, then and now."""
    return tuple(gate for part in whole_life(reading, course) for gate in _gates_of(reading, part))


def _gates_of(reading: Reading, course: Course) -> Iterator[Gate]:
    if course.is_under_older:
        return
    recorded = recorded_on(reading.view, course.subject).current
    known = {procedure.id for procedure in course.pack.procedures}
    begun = dict.fromkeys(c.procedure for c in course.history.cases if c.procedure in known)
    for procedure in begun:
        case = course.history.cases_of(procedure)[-1]
        if case.closed_on is not None and is_of_the_past(course, case):
            continue
        for step in course.view(case).steps:
            if step.status != "skipped" and not (step.record and step.record.is_past):
                reference = f"{procedure}.{step.id}"
                yield from _gates_at(course, reference, recorded.get(reference))


def _gates_at(course: Course, reference: str, record: StepRecord | None) -> Iterator[Gate]:
    """The checks of one step: those frozen with it, and those that stand there today."""
    step = step_of(course.pack, reference)
    title = _named(step.title if step else reference, course)
    then = _by_rule(record.verdicts if record else ())
    at_step = reference.partition("@")[0]
    now = _by_rule(
        judge_subject(course.pack, course.governed_as, course.facts, course.terms, at_step=at_step)
    )
    for rule in dict.fromkeys((*then, *now)):
        shown = now.get(rule) or then[rule]
        yield Gate(
            step=title,
            title=shown.title,
            clauses=shown.clauses,
            then=then[rule].word if rule in then else "",
            then_on=record.acted_on if record else None,
            now=now[rule].word if rule in now else "",
            message="".join(filter(None, (shown.message, shown.sums and f"计算：{shown.sums}"))),
        )


def _by_rule(verdicts: Iterable[Verdict]) -> dict[str, Verdict]:
    return {verdict.rule: verdict for verdict in verdicts}
