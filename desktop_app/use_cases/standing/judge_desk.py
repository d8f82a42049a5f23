"""The judge's desk: everything needed to judge many applications, read once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from db.unit_of_work import ReadView
from desktop_app.domain.pool_facts import pool_facts
from desktop_app.domain.procedure import case_view
from desktop_app.domain.procedure_history import History, course_facts
from desktop_app.domain.project import Project
from desktop_app.domain.record import Subject
from desktop_app.rules.facts import FactValue
from desktop_app.rules.judge import judge_subject
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Facts, Terms
from desktop_app.rules.verdict import Verdict
from desktop_app.use_cases.calendars import calendar_of
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.regime import terms_on
from desktop_app.use_cases.reserve_pool.groups import decision_line, similar_lines
from desktop_app.use_cases.standing.duties import duties_in, next_due
from desktop_app.use_cases.standing.histories import Records, reached, records_of
from desktop_app.use_cases.standing.neighbours import Neighbourhood, neighbourhood
from desktop_app.values.calendar import WorkCalendar

FORM_SOURCE = "储备库申报表"
"""What the facts of an application name as their source; replaced by file, sheet and row."""


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


@dataclass(frozen=True)
class JudgeDesk:
    """What is known around the applications on one day."""

    view: ReadView
    terms: Terms
    near: Neighbourhood
    records: Records
    sources: Mapping[int, str]
    calendar: WorkCalendar

    def history(self, project: Project, pack: Pack) -> History:
        """What has been recorded on an application."""
        subject = Subject("project", project.id)
        return self.records.history(pack, subject, project.state, project.track)

    def facts(self, project: Project, pack: Pack, history: History) -> dict[str, FactValue]:
        """Every fact of an application the pack knows."""
        unit = self.near.units[project.unit_id]
        around = self.near.surroundings(project, pack, self.terms)
        facts = {**pool_facts(project, unit, around), **course_facts(pack, "project", history)}
        source = self.sources.get(project.id, "")
        return {
            name: replace(value, source=source) if source and value.source == FORM_SOURCE else value
            for name, value in facts.items()
            if name in pack.names.facts
        }

    def judge(self, project: Project, pack: Pack) -> JudgedProject:
        """The verdicts of an application under a pack."""
        history = self.history(project, pack)
        facts = self.facts(project, pack, history)
        verdicts = judge_subject(pack, "project", facts, self.terms_for(history))
        return JudgedProject(
            project.code,
            project.name,
            pack.id,
            self.terms.on,
            facts,
            verdicts,
            similar_lines(facts),
            decision_line(self.near, project),
        )

    def terms_for(self, history: History) -> Terms:
        """The day's terms with the steps this subject has come to."""
        return replace(self.terms, reached=reached(history))

    def open_step(self, project: Project, pack: Pack, facts: Facts) -> str:
        """Title of the step an application waits at, empty if none is open."""
        history = self.history(project, pack)
        terms = self.terms_for(history)
        for case in history.cases:
            if case.closed_on is None:
                records = history.records_of(case)
                view = case_view(case.procedure, pack, facts, records, terms, history=history)
                for step in view.current:
                    return step.title
        return ""

    def due_on(self, project: Project, pack: Pack, facts: Facts) -> date | None:
        """The nearest day something is due on an application, None if nothing is."""
        if not pack.state(project.state).is_live:
            return None
        history = self.history(project, pack)
        subject = Subject("project", project.id)
        terms = self.terms_for(history)
        return next_due(duties_in(self.view, pack, subject, facts, history, terms, self.calendar))


def judge_desk(
    desk: Desk,
    view: ReadView,
    keys: Iterable[int],
    *,
    on: date | None = None,
    near: Neighbourhood | None = None,
) -> JudgeDesk:
    """The desk for these applications on a day (today if None)."""
    wanted = set(keys)
    terms = terms_on(view, on or desk.today)
    around = near or neighbourhood(desk, view, terms, wanted=wanted)
    sources = view.batches.sources("project", wanted)
    records = records_of(view, "project", wanted)
    return JudgeDesk(view, terms, around, records, sources, calendar_of(view))
