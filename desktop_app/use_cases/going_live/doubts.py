"""What does not fit in a project taken over in mid-life; told beside the record, never judged."""

from datetime import date

from desktop_app.domain.mid_life import Doubt, Taken, doubts, project_dates, step_doubts
from desktop_app.domain.project import Project
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.standing.course import Course


def doubts_of(pack: Pack, project: Project) -> tuple[Doubt, ...]:
    """What does not fit among the dates, the state and the amounts of a project."""
    days = {each.name: project.recorded.get(each.name) for each in project_dates(pack)}
    dates = {name: date.fromisoformat(day) for name, day in days.items() if isinstance(day, str)}
    return doubts(pack, Taken(project.state, project.applied_on, dates, project.amounts))


def told_doubts(course: Course) -> tuple[str, ...]:
    """The doubts about a project as it stands, its past steps included; none if it came new."""
    if course.taken_over_on is None:
        return ()
    procedures = {case.id: case.procedure for case in course.history.cases}
    known = {procedure.id for procedure in course.pack.procedures}
    steps = [
        (procedures[record.case_id], record.step, record.acted_on)
        for record in course.history.records
        if record.is_past and procedures[record.case_id] in known
    ]
    began = course.record.applied_on
    texts = [each.text for each in doubts_of(course.pack, course.record)]
    return (*texts, *(text for _, text in step_doubts(course.pack, steps, began)))
