"""Due dates: computed from events, facts, dated values and the working-day calendar."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from desktop_app.rules.deadline_duty import Duty, after_term
from desktop_app.rules.deadline_kinds import Course, Deadline, EventDates, Stored
from desktop_app.rules.deadline_periods import month_day_due, repeated, this_period
from desktop_app.rules.expression import evaluate_condition
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms, scene
from desktop_app.values.calendar import DueDate, WorkCalendar

__all__ = ["Course", "Deadline", "EventDates", "Stored", "deadline_of", "deadlines_of"]


def deadlines_of(
    pack: Pack, subject_kind: str, course: Course, terms: Terms, calendar: WorkCalendar
) -> tuple[Deadline, ...]:
    """Every duty that stands or stood for a subject, by due date; undefined ones last."""
    find = _finder(pack, course, terms, calendar)
    found = (find(spec.id) for spec in pack.deadlines if spec.subject == subject_kind)
    duties = [duty for duty in found if duty is not None]
    return tuple(sorted(duties, key=lambda duty: (duty.due or date.max, duty.id)))


def deadline_of(
    pack: Pack, deadline_id: str, course: Course, terms: Terms, calendar: WorkCalendar
) -> Deadline | None:
    """One duty with its due date; None while its events have not come or `while` fails.

    A missing fact in `while` leaves the duty standing. A repeating duty gives the next one due.
    """
    return _finder(pack, course, terms, calendar)(deadline_id)


def _finder(
    pack: Pack, course: Course, terms: Terms, calendar: WorkCalendar
) -> Callable[[str], Deadline | None]:
    """Gives each duty of a subject by its id; one may be counted from another."""
    lookup = scene(pack, course.facts, terms).lookup

    def find(deadline_id: str) -> Deadline | None:
        spec = pack.deadline(deadline_id)
        return _standing(Duty(spec, pack, course, terms, calendar, lookup, find))

    return find


def _standing(duty: Duty) -> Deadline | None:
    start = _start(duty)
    is_begun = start is not None or not duty.spec.starts or duty.stored.is_opened
    if not is_begun or duty.stored.closed_on is not None:
        return None
    stands = evaluate_condition(duty.spec.while_, duty.lookup).value is not False
    if not stands and (duty.recurs or not duty.completions()):
        return None
    if undefined := _undefined(duty):
        return replace(_deadline(duty, start), undefined_setting=undefined)
    due = _raw_due(duty, start)
    return None if due is None else _counted(duty, start, due)


def _undefined(duty: Duty) -> str:
    """Label of the first office setting the duty needs that the office has not defined."""
    spec = duty.spec
    for name in (spec.offset, spec.month_day_value, spec.repeat, spec.day_value):
        if name and name in duty.pack.names.settings and duty.lookup(name) is None:
            return duty.pack.setting(name).label
    return ""


def _start(duty: Duty) -> date | None:
    """The day counting starts: the latest (or earliest) of the events; None until they came."""
    came = [duty.event(reference) for reference in duty.spec.starts]
    if duty.spec.pick == "earliest":
        return min((dates[0] for dates in came if dates), default=None)
    if not came or not all(came):
        return None
    return max(dates[-1] for dates in came)


def _raw_due(duty: Duty, start: date | None) -> DueDate | None:
    """The due day before rest days and extensions; None without its date fact."""
    spec = duty.spec
    if spec.date_fact:
        dates = duty.event(spec.date_fact)
        return DueDate(dates[-1], is_estimated=False) if dates else None
    if spec.repeat:
        return repeated(duty, start or this_period(duty))
    if spec.month_day or spec.month_day_value:
        return DueDate(month_day_due(duty, start), is_estimated=False)
    return after_term(duty, spec.offset, start or duty.terms.on)


def _counted(duty: Duty, start: date | None, raw: DueDate) -> Deadline:
    spec, stored = duty.spec, duty.stored
    moves = spec.rest_day == "next" and spec.direction == "after"
    moved = duty.calendar.next_working_day(raw.day) if moves else raw
    due = stored.extended_to or moved.day
    is_guessed = any(each.is_estimated for each in duty.bases())
    is_estimated = not stored.extended_to and (raw.is_estimated or moved.is_estimated or is_guessed)
    is_ahead = start is not None and spec.direction == "before"
    return replace(
        _deadline(duty, _settled_from(duty, raw.day) if is_ahead else start),
        started_on=start,
        due=due,
        runs_out_on=max(start, due) if start and is_ahead else None,
        original_due=raw.day,
        window_opens=_window_opens(duty, start),
        is_estimated=is_estimated,
        remind_on=tuple(due - timedelta(days=days) for days in spec.remind),
    )


def _settled_from(duty: Duty, told: date) -> date:
    """From when what is told ahead may be settled: of another duty's end, since that one began."""
    return min((each.started_on for each in duty.bases() if each.started_on), default=told)


def _window_opens(duty: Duty, start: date | None) -> date | None:
    """From when it may be done; None where the text says nothing or the office has not set it."""
    opens = duty.spec.opens
    if not opens or duty.lookup(opens) is None:
        return None
    return after_term(duty, opens, start or duty.terms.on).day


def _completed(duty: Duty, start: date | None) -> date | None:
    """The day that settled the duty; repeating ones are settled only by the next due date."""
    if duty.recurs:
        return None
    done = [day for day in duty.completions() if start is None or day >= start]
    return done[0] if done else None


def _deadline(duty: Duty, start: date | None) -> Deadline:
    """The duty without its due date."""
    spec, settings = duty.spec, duty.pack.names.settings
    terms = (spec.offset, spec.opens, spec.month_day_value, spec.repeat, spec.day_value)
    return Deadline(
        id=spec.id,
        title=duty.title,
        clauses=duty.pack.clauses(spec.rows),
        subject=spec.subject,
        due=None,
        is_house=spec.is_house
        or any(name in settings for name in terms)
        or any(each.is_house for each in duty.bases()),
        started_on=start,
        completed_on=_completed(duty, start),
        is_waived=duty.stored.waived_on is not None,
        is_extended=duty.stored.extended_to is not None,
        actor=spec.actor or "",
        form=spec.form or "",
        help=spec.help,
    )
