"""What is on file about a subject, whatever it is: procedures, holds, papers, notes, acts."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.unit_of_work import ReadView
from desktop_app.domain.life_event import LifeEvent
from desktop_app.domain.procedure_opening import startable_procedures
from desktop_app.domain.procedure_view import MaterialView
from desktop_app.domain.procedure_walk import material_views
from desktop_app.domain.record import Case, IncomingPaper, Note, Paper, Subject
from desktop_app.domain.register import ENTRY
from desktop_app.rules.deadline_kinds import Deadline
from desktop_app.rules.headroom import Room
from desktop_app.rules.verdict import Verdict
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.going_live.turns import TurnLine, unit_turns
from desktop_app.use_cases.log_events import moment_text, told
from desktop_app.use_cases.registers.headroom import rooms
from desktop_app.use_cases.reserve_pool.views import Beginning, CasePage, HistoryLine, Material
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.use_cases.standing.past import is_of_the_past


@dataclass(frozen=True)
class Dossier:
    """Everything recorded on a unit, a need, a row of a register or any other subject."""

    subject: Subject
    state_label: str
    """Empty for a subject without states."""
    verdicts: tuple[Verdict, ...]
    """Its checks as they stand now."""
    rooms: tuple[Room, ...]
    """What is left under the caps of the checks of a register's row."""
    duties: tuple[Deadline, ...]
    """What it owes by date, and what it owed."""
    cases: tuple[CasePage, ...]
    """Procedures, the newest first."""
    holds: tuple[str, ...]
    """Titles of the holds (限制) in force."""
    papers: tuple[Paper, ...]
    incoming: tuple[IncomingPaper, ...]
    notes: tuple[Note, ...]
    history: tuple[HistoryLine, ...]
    """Acts that touched it, the newest first."""
    beginnings: tuple[Beginning, ...] = ()
    """Procedures that may be begun once their papers are in."""
    turns: tuple[TurnLine, ...] = ()
    """What became of a unit: new names, mergers; the oldest first."""
    inherited: tuple[LifeEvent, ...] = ()
    """Only a project has a past in common with another."""


def dossier(desk: Desk, subject: Subject) -> Dossier:
    """The dossier of a subject as it stands today."""
    with desk.workspace.read() as view:
        course = course_of(desk, view, subject)
        standing = course.history.holds
        states = {state.id: state.title for state in course.pack.states}
        return Dossier(
            subject=subject,
            state_label=states.get(course.history.state, ""),
            verdicts=course.verdicts,
            rooms=rooms(course) if subject.kind == ENTRY else (),
            duties=course.duties,
            cases=case_pages(course),
            beginnings=beginnings(course),
            holds=tuple(hold.title for hold in course.pack.holds if hold.id in standing),
            papers=view.papers.of(subject),
            incoming=view.incoming.of(subject),
            notes=view.notes.of(subject),
            history=history_lines(view, subject),
            turns=unit_turns(view, subject.id) if subject.kind == "unit" else (),
        )


def case_pages(course: Course) -> tuple[CasePage, ...]:
    """The procedures of a subject with their steps, records and materials, the newest first."""
    return tuple(_case_page(course, case) for case in reversed(course.history.cases))


def beginnings(course: Course) -> tuple[Beginning, ...]:
    """The procedures that may be begun now and ask for papers, which come in before the first step.

    What must be handed in at the first step could not be ticked off if only running procedures
    showed their papers.
    """
    possible = startable_procedures(
        course.pack, course.governed_as, course.facts, course.history, course.terms
    )
    return tuple(
        Beginning(each.id, each.title, _needed(_materials(course, each.id)))
        for each in possible
        if each.material
    )


def _materials(course: Course, procedure: str) -> tuple[MaterialView, ...]:
    return material_views(course.pack, procedure, course.facts, course.terms)


def _case_page(course: Course, case: Case) -> CasePage:
    view = course.view(case)
    records = course.history.records_of(case)
    is_past = case.closed_on is not None and is_of_the_past(course, case)
    materials = () if is_past else _needed(view.materials)
    return CasePage(case, view.title, view, records, materials, is_past)


def _needed(materials: Sequence[MaterialView]) -> tuple[Material, ...]:
    """The papers that are asked for, or may be."""
    return tuple(
        Material(
            m.id,
            m.title,
            is_required=m.is_required,
            is_there=m.is_handed_in,
            note="" if m.is_needed is not None else "是否需要待定",
        )
        for m in materials
        if m.is_needed is not False
    )


def history_lines(view: ReadView, subject: Subject) -> tuple[HistoryLine, ...]:
    """The acts that touched a subject, the newest first."""
    events = (told(each) for each in reversed(view.events.of(subject)))
    return tuple(
        HistoryLine(moment_text(each), each.actor, each.title, each.reason, each.id)
        for each in events
    )
