"""The checks of one application as a page, a paper or the command line shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.record import Subject
from desktop_app.rules.facts import FactValue
from desktop_app.rules.schema.pack_file import Document
from desktop_app.rules.verdict import Verdict
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.regime import pack_by_id
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.neighbours import neighbourhood
from desktop_app.use_cases.standing.reading import Reading
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
    out_of_force: str = ""
    """That the regulation is not in force on the day, empty while it is."""


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
    reading.near = neighbourhood(reading, wanted=(project_id,))
    course = courses_of(reading, (subject,))[subject]
    project = course.record
    return JudgedProject(
        project.code,
        project.name,
        course.pack.id,
        reading.on,
        dict(course.facts),
        course.verdicts,
        _out_of_force(course.pack.document, reading.on),
    )


def _out_of_force(document: Document, on: date) -> str:
    if on < document.from_:
        return f"这一天《{document.title}》还没有施行，自{document.from_.isoformat()}起施行。"
    if document.until and on > document.until:
        return f"这一天《{document.title}》已过有效期，到{document.until.isoformat()}为止。"
    return ""
