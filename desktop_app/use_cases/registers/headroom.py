"""What is left under each cap of the checks of a row; under every reading while none is signed."""

from desktop_app.rules.headroom import Room, rooms_of
from desktop_app.use_cases.standing.course import Course


def rooms(course: Course) -> tuple[Room, ...]:
    """The room under every cap that stands on a subject now, in the order of its checks."""
    judged = course.judged
    return tuple(
        room
        for rule in course.pack.rules
        if rule.subject == course.governed_as and judged.concerns(rule.at)
        for room in rooms_of(course.pack, rule, course.facts, judged)
    )
