"""Duties by date: computed from events, facts and the calendar; only those that stand are kept."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from desktop_app.domain.office import DeadlineRecord
from desktop_app.domain.procedure_effects import effects_of
from desktop_app.domain.procedure_history import History
from desktop_app.domain.record import Subject
from desktop_app.domain.standing import OpenDuty
from desktop_app.rules.deadline_kinds import Course as DutyCourse
from desktop_app.rules.deadline_kinds import Deadline, EventDates, Stored
from desktop_app.rules.deadlines import deadlines_of
from desktop_app.rules.facts import Facts
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms
from desktop_app.rules.schema import POSITIVE_OUTCOMES
from desktop_app.values.calendar import WorkCalendar

WEEK = 7
"""Days ahead a duty is put before the clerk, unless the pack reminds earlier."""
LAPSES_AFTER = 30
"""So many days after a contract ended it is not put before the clerk any more."""
DaysOfRows = Callable[[str, str], tuple[date, ...]]
"""The dates in a column of a register, oldest first, as seen from the subject."""


def duties_of(  # noqa: PLR0913, PLR0917 - everything a due date depends on
    pack: Pack,
    kind: str,
    facts: Facts,
    history: History,
    acts: Iterable[DeadlineRecord],
    terms: Terms,
    calendar: WorkCalendar,
    days_of_rows: DaysOfRows,
    since: date | None = None,
) -> tuple[Deadline, ...]:
    """Every duty that stands or stood for a subject that came on the day `since`, by due date."""
    if not any(spec.subject == kind for spec in pack.deadlines):
        return ()
    events = EventDates({**_events(pack, history), **_row_days(pack, kind, days_of_rows)})
    course = DutyCourse(facts, events, _stored(acts), since)
    return deadlines_of(pack, kind, course, terms, calendar)


def open_duties(subject: Subject, duties: Iterable[Deadline], on: date) -> tuple[OpenDuty, ...]:
    """Those that still stand on a day and have their day, as they are kept."""
    return tuple(
        OpenDuty(
            subject=subject,
            duty=duty.id,
            title=duty.title,
            due_on=duty.runs_out_on or duty.due,
            shown_from=_shown_from(duty, duty.due, on),
            clauses=duty.clauses,
            window_opens=duty.window_opens,
            is_house=duty.is_house,
            is_estimated=duty.is_estimated,
            actor=duty.actor,
        )
        for duty in duties
        if duty.is_open and duty.due is not None
    )


def _shown_from(duty: Deadline, due: date, on: date) -> date:
    """From when it is put before the clerk; a reminder of a day long past is not any more."""
    if duty.runs_out_on is None:
        return min((due - timedelta(days=WEEK), *duty.remind_on))
    has_lapsed = on - duty.runs_out_on > timedelta(days=LAPSES_AFTER)
    return date.max if has_lapsed else due


def _row_days(pack: Pack, kind: str, days_of_rows: DaysOfRows) -> dict[str, tuple[date, ...]]:
    """The dates of register columns the duties of a subject name, by `register.column`."""
    found = {}
    for name in pack.duty_columns(kind):
        register, _, column = name.partition(".")
        found[name] = days_of_rows(register, column)
    return found


def _events(pack: Pack, history: History) -> dict[str, tuple[date, ...]]:
    dates: dict[str, tuple[date, ...]] = {}
    procedures = {case.id: case.procedure for case in history.cases}
    known = {procedure.id for procedure in pack.procedures}
    for record in history.records:
        procedure = procedures[record.case_id]
        if procedure not in known:
            continue
        reference = f"{procedure}.{record.step}"
        names = [f"{reference}:{record.outcome}"]
        if record.outcome in POSITIVE_OUTCOMES:
            names.append(reference)
        effects = effects_of(pack, procedure, record.step, record.outcome)
        names += [f"state:{effect.target}" for effect in effects if effect.kind == "state"]
        for name in names:
            dates[name] = (*dates.get(name, ()), record.acted_on)
    if again := _applied_again(pack, history):
        dates["applied_on"] = again
    return dates


def _applied_again(pack: Pack, history: History) -> tuple[date, ...]:
    """Days the application came in again: from then on the office's terms count anew."""
    entries = {p.id for p in pack.procedures if p.opens == "auto" and not p.after}
    cases = (c for c in history.cases if c.procedure in entries and c.attempt > 1)
    return tuple(case.opened_on for case in cases)


def _stored(records: Iterable[DeadlineRecord]) -> Mapping[str, Stored]:
    acts: dict[str, list[DeadlineRecord]] = {}
    for record in records:
        acts.setdefault(record.deadline, []).append(record)
    return {deadline: _one(found) for deadline, found in acts.items()}


def _one(records: list[DeadlineRecord]) -> Stored:
    by_kind = {kind: [r for r in records if r.kind == kind] for kind in {r.kind for r in records}}
    extended = by_kind.get("extended", [])
    waived = by_kind.get("waived", [])
    return Stored(
        completed_on=tuple(r.recorded_on for r in records if r.kind in {"met", "missed"}),
        extended_to=extended[-1].new_due if extended else None,
        waived_on=waived[-1].recorded_on if waived else None,
        is_opened="opened" in by_kind,
    )
