"""Duties by date of one subject: computed from its events, facts and the calendar, never stored."""

from collections.abc import Mapping
from datetime import date

from db.unit_of_work import ReadView
from desktop_app.domain.office import DeadlineRecord
from desktop_app.domain.procedure_effects import effects_of
from desktop_app.domain.procedure_history import History
from desktop_app.domain.record import Subject
from desktop_app.rules.deadline_kinds import Course, Deadline, EventDates, Stored
from desktop_app.rules.deadlines import deadlines_of
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Facts, Terms
from desktop_app.rules.schema import POSITIVE_OUTCOMES
from desktop_app.use_cases.calendars import calendar_of
from desktop_app.values.calendar import WorkCalendar


def duties_of(
    view: ReadView, pack: Pack, subject: Subject, facts: Facts, history: History, terms: Terms
) -> tuple[Deadline, ...]:
    """Every duty that stands or stood for a subject, by due date."""
    return duties_in(view, pack, subject, facts, history, terms, calendar_of(view))


def duties_in(  # noqa: PLR0913, PLR0917 - everything a due date depends on
    view: ReadView,
    pack: Pack,
    subject: Subject,
    facts: Facts,
    history: History,
    terms: Terms,
    calendar: WorkCalendar,
) -> tuple[Deadline, ...]:
    """As `duties_of`, with the calendar at hand."""
    if not any(spec.subject == subject.kind for spec in pack.deadlines):
        return ()
    course = Course(facts, _events(pack, history), _stored(view, subject))
    return deadlines_of(pack, subject.kind, course, terms, calendar)


def next_due(duties: tuple[Deadline, ...]) -> date | None:
    """The nearest day something open is due, None if nothing is."""
    return min((duty.due for duty in duties if duty.is_open and duty.due), default=None)


def _events(pack: Pack, history: History) -> EventDates:
    dates: dict[str, tuple[date, ...]] = {}
    procedures = {case.id: case.procedure for case in history.cases}
    for record in history.records:
        reference = f"{procedures[record.case_id]}.{record.step}"
        names = [f"{reference}:{record.outcome}"]
        if record.outcome in POSITIVE_OUTCOMES:
            names.append(reference)
        procedure = procedures[record.case_id]
        effects = effects_of(pack, procedure, record.step, record.outcome)
        names += [f"state:{effect.target}" for effect in effects if effect.kind == "state"]
        for name in names:
            dates[name] = (*dates.get(name, ()), record.acted_on)
    if again := _applied_again(pack, history):
        dates["applied_on"] = again
    return EventDates(dates)


def _applied_again(pack: Pack, history: History) -> tuple[date, ...]:
    """Days the application came in again: from then on the office's terms count anew."""
    entries = {p.id for p in pack.procedures if p.opens == "auto" and not p.after}
    cases = (c for c in history.cases if c.procedure in entries and c.attempt > 1)
    return tuple(case.opened_on for case in cases)


def _stored(view: ReadView, subject: Subject) -> Mapping[str, Stored]:
    acts: dict[str, list[DeadlineRecord]] = {}
    for record in view.deadlines.of(subject):
        acts.setdefault(record.deadline, []).append(record)
    return {deadline: _one(records) for deadline, records in acts.items()}


def _one(records: list[DeadlineRecord]) -> Stored:
    by_kind = {kind: [r for r in records if r.kind == kind] for kind in {r.kind for r in records}}
    extended = by_kind.get("extended", [])
    waived = by_kind.get("waived", [])
    return Stored(
        completed_on=tuple(r.recorded_on for r in by_kind.get("met", [])),
        extended_to=extended[-1].new_due if extended else None,
        waived_on=waived[-1].recorded_on if waived else None,
        is_opened="opened" in by_kind,
    )
