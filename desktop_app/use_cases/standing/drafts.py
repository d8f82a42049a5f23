"""Applications that are not stored yet, judged as they would stand after the import."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from db.unit_of_work import ReadView
from desktop_app.domain.pool_facts import pool_facts
from desktop_app.domain.procedure_history import History, course_facts
from desktop_app.domain.procedure_opening import first_steps
from desktop_app.domain.project import Project
from desktop_app.rules.judge import flagged_of
from desktop_app.rules.verdict import LIGHT_WORDS, Verdict
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.progress import COMPARING, HEAVY, JUDGING, SILENT, Steps
from desktop_app.use_cases.reserve_pool.groups import group_views
from desktop_app.use_cases.reserve_pool.views import SimilarGroupView
from desktop_app.use_cases.standing.neighbours import neighbourhood
from desktop_app.use_cases.standing.reading import reading_of
from desktop_app.use_cases.standing.subject_facts import no_rows, subject_facts


@dataclass(frozen=True)
class Judged:
    """Applications of a preview: light and word by draft, and the similar groups they are in."""

    lights: Mapping[int, tuple[str, str]]
    groups: tuple[SimilarGroupView, ...]
    flagged: Mapping[int, tuple[Verdict, ...]] = field(default_factory=dict)
    """The verdicts 不通过 and 需人工判断, by draft."""


def judge_drafts(
    desk: Desk, view: ReadView, drafts: Mapping[int, Project], steps: Steps = SILENT
) -> Judged:
    """Judge applications that are not stored yet, by draft number; groups name file and row."""
    if not drafts:
        return Judged({}, ())
    keyed = {int(project.id): project for project in drafts.values()}
    reading = reading_of(desk, view)
    near = neighbourhood(reading, wanted=keyed, drafts=keyed, look=steps.look(COMPARING))
    pack = reading.current
    terms = replace(reading.terms, near=first_steps(pack, "project"))
    first = pack.first_state("project")
    course = course_facts(pack, "project", History(state=first.id if first else ""))
    lights, flagged = {}, {}
    for index, project in steps.each(tuple(drafts.items()), JUDGING, HEAVY):
        around = near.surroundings(project, pack)
        facts = pool_facts(project, reading.units[project.unit_id], around)
        known = subject_facts(pack, "project", {**facts, **course}, (), terms, no_rows)
        light, flagged[index] = flagged_of(pack, "project", known, terms)
        lights[index] = (light, LIGHT_WORDS[light])
    return Judged(lights, group_views(near, pack, keyed, steps.look(JUDGING)), flagged)
