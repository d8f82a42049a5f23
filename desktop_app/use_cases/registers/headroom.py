"""What is left under each cap of the checks of a row, under every reading of the text."""

from desktop_app.domain.record import Subject
from desktop_app.rules.headroom import Room, rooms_of
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import course_of


def headroom(desk: Desk, subject: Subject) -> tuple[Room, ...]:
    """The room under every cap that stands on a subject now, in the order of its checks."""
    with desk.workspace.read() as view:
        return rooms(course_of(desk, view, subject))


def rooms(course: Course) -> tuple[Room, ...]:
    """As `headroom`, of a course at hand."""
    judged = course.judged
    return tuple(
        room
        for rule in course.pack.rules
        if rule.subject == course.governed_as and judged.concerns(rule.at)
        for room in rooms_of(course.pack, rule, course.facts, judged)
    )
