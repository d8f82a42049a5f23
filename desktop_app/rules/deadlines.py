"""Due dates: computed from events, facts, dated values and the working-day calendar."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.rules.deadline_kinds import Deadline, EventDates, Stored
from desktop_app.rules.expression import evaluate_condition
from desktop_app.rules.kinds import Quantity, TermLength
from desktop_app.rules.operands import move
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Facts, Terms, scene
from desktop_app.rules.schema import DeadlineSpec
from desktop_app.values.calendar import DueDate, WorkCalendar
from desktop_app.values.dates import add_months

__all__ = ["Deadline", "EventDates", "Stored", "deadline_of", "deadlines_of"]
_WORKING_DAYS = "工作日"
_MONTHS_PER_YEAR = 12
_LAST_MONTH_DAY = 31


@dataclass(frozen=True)
class _Count:
    """One duty being counted."""

    spec: DeadlineSpec
    pack: Pack
    facts: Facts
    terms: Terms
    events: EventDates
    calendar: WorkCalendar
    stored: Stored

    def quantity(self, name: str) -> Quantity | None:
        """A fact, value or setting now."""
        return scene(self.pack, self.facts, self.terms).lookup(name)

    def event(self, reference: str) -> tuple[date, ...]:
        """Dates of an event or of a date fact."""
        if reference in self.pack.names.facts:
            found = self.quantity(reference)
            return (found.day,) if found else ()
        return self.events.of(reference)


def deadlines_of(
    pack: Pack,
    subject_kind: str,
    facts: Facts,
    terms: Terms,
    events: EventDates,
    calendar: WorkCalendar,
    stored: dict[str, Stored] | None = None,
) -> tuple[Deadline, ...]:
    """Every duty that stands or stood for a subject, by due date; undefined ones last."""
    known = stored or {}
    found = (
        deadline_of(pack, spec.id, facts, terms, events, calendar, known.get(spec.id))
        for spec in pack.deadlines
        if spec.subject == subject_kind
    )
    duties = [duty for duty in found if duty is not None]
    return tuple(sorted(duties, key=lambda duty: (duty.due or date.max, duty.id)))


def deadline_of(
    pack: Pack,
    deadline_id: str,
    facts: Facts,
    terms: Terms,
    events: EventDates,
    calendar: WorkCalendar,
    stored: Stored | None = None,
) -> Deadline | None:
    """One duty with its due date; None while its events have not come or `while` fails.

    A repeating duty gives the next one after the last completion.
    """
    spec = pack.deadline(deadline_id)
    count = _Count(spec, pack, facts, terms, events, calendar, stored or Stored())
    if count.stored.closed_on is not None:
        return None
    standing = evaluate_condition(spec.while_, scene(pack, facts, terms).lookup)
    if standing.value is not True and not _completions(count):
        return None
    if undefined := _undefined(count):
        return _unset(count, undefined)
    start = _start(count)
    if start is None and (spec.starts and not count.stored.is_opened):
        return None
    return _counted(count, start or terms.on)


def _undefined(count: _Count) -> str:
    """Label of the first office setting the duty needs that the office has not defined."""
    spec = count.spec
    for name in (spec.offset, spec.opens, spec.month_day_value, spec.repeat):
        if name in count.pack.names.settings and count.quantity(name) is None:
            return count.pack.names.settings[name].label
    return ""


def _unset(count: _Count, undefined: str) -> Deadline | None:
    if _start(count) is None and count.spec.starts:
        return None
    return _deadline(count, None, undefined_setting=undefined)


def _start(count: _Count) -> date | None:
    """The day counting starts: the latest (or earliest) of the events, once all have come."""
    spec = count.spec
    came = [count.event(reference) for reference in spec.starts]
    if spec.pick == "earliest":
        days = [dates[0] for dates in came if dates]
        return min(days) if days else None
    if not came or not all(came):
        return None
    return max(dates[-1] for dates in came)


def _completions(count: _Count) -> tuple[date, ...]:
    dates = [day for reference in count.spec.done for day in count.event(reference)]
    return tuple(sorted((*dates, *count.stored.completed_on)))
