"""The projects taken over in mid-life, as the list of them shows them."""

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.record import Subject
from desktop_app.rules.facts import OLDER_REGIME
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.going_live.doubts import told_doubts
from desktop_app.use_cases.going_live.sheet_rows import taken_over
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.values.ids import ProjectId


@dataclass(frozen=True)
class TakenRow:
    """One project taken over."""

    id: ProjectId
    code: str
    name: str
    unit: str
    state: str
    regime: str
    """Title and version of its pack, or the name of the older regime."""
    is_judged: bool
    taken_over_on: date
    past_steps: int
    doubts: tuple[str, ...]
    pinyin: str


def taken_over_list(desk: Desk) -> tuple[TakenRow, ...]:
    """Every project that was taken over, by key, with what is in doubt about it."""
    with desk.workspace.read() as view:
        reading = Reading(desk, view, desk.today)
        courses = courses_of(reading, [Subject("project", each.id) for each in taken_over(reading)])
        found = []
        for course in courses.values():
            project, pack = course.record, course.pack
            older = str(project.recorded.get(OLDER_REGIME) or "")
            found.append(
                TakenRow(
                    id=project.id,
                    code=project.code,
                    name=project.name,
                    unit=reading.units[project.unit_id].name,
                    state=pack.state(project.state).title,
                    regime=older or f"{pack.title} {pack.version}",
                    is_judged=not older,
                    taken_over_on=course.taken_over_on or desk.today,
                    past_steps=sum(1 for each in course.history.records if each.is_past),
                    doubts=told_doubts(course),
                    pinyin=project.pinyin,
                )
            )
        return tuple(found)
