"""The way one project will take: procedures, steps, papers, each with its clause."""

from desktop_app.domain.planned_route import PlannedProcedure, planned_route
from desktop_app.domain.record import Subject
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.courses import course_of


def route_of(desk: Desk, subject: Subject) -> tuple[PlannedProcedure, ...]:
    """The procedures a subject will go through under its pack, in the pack's order."""
    with desk.workspace.read() as view:
        course = course_of(desk, view, subject)
        return planned_route(
            course.pack,
            course.governed_as,
            course.facts,
            course.terms,
            track=course.history.track,
        )
