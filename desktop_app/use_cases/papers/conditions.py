"""When a paper that says a positive result may be issued: the result stands, or may be recorded."""

from collections.abc import Iterator, Sequence

from db.unit_of_work import ReadView
from desktop_app.domain.procedure_opening import opening
from desktop_app.domain.procedure_view import StepView
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.rules.schema import POSITIVE_OUTCOMES, FormSpec
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers.content_parts import form_label
from desktop_app.use_cases.papers.proceedings import outcome_label, step_of
from desktop_app.use_cases.papers.told import Recorded, recorded_on
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.reading import reading_of
from desktop_app.use_cases.standing.turns import hindrance

ADVICE = "可以先打印预览；条件具备以后再出具。"
TELLS_EVERY_RESULT = "opinion_table"
"""A layout that shows whichever result was recorded, so that a refusal may be issued too."""


def refuse_ungranted(
    desk: Desk, view: ReadView, form: FormSpec, subjects: Sequence[Subject]
) -> None:
    """Refuse a paper that says what has not been decided and may not be decided yet."""
    if not form.grants:
        return
    for course in courses_of(reading_of(desk, view), subjects).values():
        recorded = recorded_on(view, course.subject)
        found = [recorded.current[each] for each in form.grants if each in recorded.current]
        steps = tuple(_in_turn(form, course))
        if any(record.outcome in POSITIVE_OUTCOMES for record in found):
            continue
        if any(step.status == "open" for step in steps):
            continue
        if not (found and form.layout == TELLS_EVERY_RESULT):
            raise _refusal(form, course, steps, recorded)


def _refusal(
    form: FormSpec, course: Course, steps: Sequence[StepView], recorded: Recorded
) -> Refused:
    """Why it may not be issued: what hinders the step, what it was answered, or its turn."""
    pack = course.pack
    label = form_label(form, pack)
    if steps:
        blocking = [each for each in steps[0].verdicts if each.blocks]
        clauses = tuple(dict.fromkeys(c for verdict in blocking for c in verdict.clauses))
        return Refused(
            f"《{label}》还不能出具：{'；'.join(steps[0].why_not)}",
            advice=ADVICE,
            clauses=clauses or steps[0].clauses,
        )
    for reference in form.grants:
        step, record = step_of(pack, reference), recorded.current.get(reference)
        if step is not None and record is not None:
            told = outcome_label(step, record.outcome)
            return Refused(
                f"“{step.title}”登记的是“{told}”，不能出具《{label}》",
                advice="重新办理并登记以后再出具。",
            )
    meant = [each for each in form.grants if _is_meant(course, each.partition(".")[0])]
    named = (step_of(pack, each) for each in meant or form.grants)
    titles = "、".join(f"“{step.title}”" for step in named if step is not None)
    reasons = tuple(dict.fromkeys(r for each in meant for r in hindrance(course, each)))
    told = f"：{'；'.join(reasons)}" if reasons else ""
    return Refused(f"还没有轮到{titles}，不能出具《{label}》{told}", advice=ADVICE)


def _in_turn(form: FormSpec, course: Course) -> Iterator[StepView]:
    """The granted steps whose turn it is: of running procedures, or of those that may be begun."""
    for reference in form.grants:
        procedure, _, path = reference.partition(".")
        running = [c for c in course.history.cases_of(procedure) if c.closed_on is None]
        views = [course.view(case).current for case in running[-1:]]
        if not course.history.cases_of(procedure) and _may_begin(course, procedure):
            views = [course.first_steps(procedure)]
        yield from (step for view in views for step in view if step.id == path)


def _is_meant(course: Course, procedure: str) -> bool:
    """Whether a procedure is one for this subject at all."""
    may = opening(course.pack, procedure, course.facts, course.history, course.terms)
    return may.is_applicable


def _may_begin(course: Course, procedure: str) -> bool:
    return opening(course.pack, procedure, course.facts, course.history, course.terms).is_possible
