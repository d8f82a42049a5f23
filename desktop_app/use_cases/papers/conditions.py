"""When a paper that says a positive result may be issued: the result stands, or may be recorded."""

from collections.abc import Iterator, Sequence

from db.unit_of_work import ReadView
from desktop_app.domain.procedure_view import StepView
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import POSITIVE_OUTCOMES, FormSpec
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers.content_parts import form_label
from desktop_app.use_cases.papers.proceedings import outcome_label, step_of
from desktop_app.use_cases.papers.told import Recorded, recorded_on
from desktop_app.use_cases.standing.courses import Course, courses_of
from desktop_app.use_cases.standing.reading import reading_of

ADVICE = "可以先打印预览；条件具备以后再出具。"
TELLS_EVERY_RESULT = "opinion_table"
"""A layout that shows whichever result was recorded, so that a refusal may be issued too."""


def refuse_ungranted(
    desk: Desk, view: ReadView, pack: Pack, form: FormSpec, subjects: Sequence[Subject]
) -> None:
    """Refuse a paper that says what has not been decided and may not be decided yet."""
    if not form.grants:
        return
    for course in courses_of(reading_of(desk, view), subjects).values():
        recorded = recorded_on(view, course.subject)
        if not _is_settled(form, course, recorded):
            _refuse_unready(form, pack, course)


def _is_settled(form: FormSpec, course: Course, recorded: Recorded) -> bool:
    """Whether a result that the paper may say has been recorded."""
    for reference in form.grants:
        record = recorded.current.get(reference)
        if record is None:
            continue
        if record.outcome in POSITIVE_OUTCOMES or form.layout == TELLS_EVERY_RESULT:
            return True
        step = step_of(course.pack, reference)
        title, label = step.title if step else reference, outcome_label(step, record.outcome)
        raise Refused(
            f"“{title}”登记的是“{label}”，不能出具《{form_label(form, course.pack)}》",
            advice="重新办理并登记以后再出具。",
        )
    return False


def _refuse_unready(form: FormSpec, pack: Pack, course: Course) -> None:
    steps = tuple(_in_turn(form, course))
    if any(step.status == "open" for step in steps):
        return
    label = form_label(form, pack)
    if not steps:
        titles = "、".join(f"“{step.title}”" for each in form.grants if (step := step_of(pack, each)))
        raise Refused(f"还没有轮到{titles}，不能出具《{label}》", advice=ADVICE)
    blocked = steps[0]
    clauses = [clause for verdict in blocked.verdicts if verdict.blocks for clause in verdict.clauses]
    raise Refused(
        f"《{label}》还不能出具：{'；'.join(blocked.why_not)}",
        advice=ADVICE,
        clauses=tuple(dict.fromkeys(clauses)) or blocked.clauses,
    )


def _in_turn(form: FormSpec, course: Course) -> Iterator[StepView]:
    """The granted steps whose turn it is: of running procedures, or of those that may be begun."""
    for reference in form.grants:
        procedure, _, path = reference.partition(".")
        running = [c for c in course.history.cases_of(procedure) if c.closed_on is None]
        views = [course.view(case).current for case in running[-1:]]
        if not course.history.cases_of(procedure):
            views = [course.first_steps(procedure)]
        yield from (step for view in views for step in view if step.id == path)
