"""The checks of one application as a page, a paper or the command line shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from db.unit_of_work import ReadView
from desktop_app.domain.project import Project
from desktop_app.domain.record import Subject
from desktop_app.rules.facts import FactValue
from desktop_app.rules.verdict import Verdict
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.regime import pack_by_id
from desktop_app.use_cases.reserve_pool.groups import decision_line, similar_lines
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.neighbours import neighbourhood
from desktop_app.use_cases.standing.reading import Reading, reading_of
from desktop_app.values.ids import ProjectId


@dataclass(frozen=True)
class JudgedProject:
    """One application with its facts and the verdicts that follow from them."""

    code: str
    name: str
    pack: str
    on: date
    facts: Mapping[str, FactValue]
    verdicts: tuple[Verdict, ...]
    similar_lines: tuple[str, ...] = ()
    similar_decision: str = ""
    """What was decided on the similar ones, with reason, person and day; empty while open."""


def judge_one(desk: Desk, view: ReadView, project: Project) -> JudgedProject:
    """The verdicts of one stored application today, under its own pack."""
    return _judged(reading_of(desk, view), project.id)


def check_project(
    desk: Desk, project_id: ProjectId, *, pack: str = "", on: date | None = None
) -> JudgedProject:
    """The verdicts as they would be under another pack or on another day; nothing is stored.

    The day moves values, settings, readings and today, not the recorded facts.
    """
    with desk.workspace.read() as view:
        chosen = pack_by_id(desk, view, pack) if pack else None
        return _judged(Reading(desk, view, on or desk.today, pack=chosen), project_id)


def _judged(reading: Reading, project_id: ProjectId) -> JudgedProject:
    subject = Subject("project", project_id)
    reading.near = near = neighbourhood(reading, wanted=(project_id,))
    course = courses_of(reading, (subject,))[subject]
    project: Project = course.record
    return JudgedProject(
        project.code,
        project.name,
        course.pack.id,
        reading.on,
        dict(course.facts),
        course.verdicts,
        similar_lines(course.facts),
        decision_line(near, project),
    )
