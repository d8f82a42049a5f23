"""One duty by date being counted: its events, what is stored of it, a term from a day on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from desktop_app.rules.deadline_kinds import Course, Deadline, Stored
from desktop_app.rules.expression import evaluate_condition
from desktop_app.rules.kinds import TermLength
from desktop_app.rules.operands import move
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms
from desktop_app.rules.schema import DeadlineSpec
from desktop_app.rules.truth import Lookup
from desktop_app.values.calendar import DueDate, WorkCalendar

DEADLINE = "deadline:"
"""Before the id of another duty in `starts`: counting starts on the day that one is due."""
WORKING_DAYS = "工作日"
HELD = "（暂停中）"


@dataclass(frozen=True)
class Duty:
    """One duty being counted."""

    spec: DeadlineSpec
    pack: Pack
    course: Course
    terms: Terms
    calendar: WorkCalendar
    lookup: Lookup
    """Gives a fact, value or setting now."""
    other: Callable[[str], Deadline | None]
    """Gives another duty of the same subject by its id."""

    @property
    def stored(self) -> Stored:
        """What is stored about the duty."""
        return self.course.stored.get(self.spec.id, Stored())

    @property
    def recurs(self) -> bool:
        """Whether it comes again when it is done: then it is over only with its condition."""
        return bool(self.spec.repeat) or self.spec.year == "each"

    @property
    def title(self) -> str:
        """Its title, with a mark while the matter rests."""
        is_held = evaluate_condition(self.spec.held, self.lookup).value is True
        return f"{self.spec.title}{HELD}" if is_held else self.spec.title

    @property
    def owed_from(self) -> date:
        """The first day of the regulation or, where told, of the office's own record."""
        return max(self.pack.document.from_, self.course.since or date.min)

    def event(self, reference: str) -> tuple[date, ...]:
        """Dates of an event, of a date fact or of another duty, oldest first."""
        if reference.startswith(DEADLINE):
            found = self.other(reference.removeprefix(DEADLINE))
            return (found.due,) if found is not None and found.due is not None else ()
        dates = self.course.events.of(reference)
        if dates or reference not in self.pack.names.facts:
            return dates
        known = self.lookup(reference)
        return (known.day,) if known else ()

    def completions(self) -> tuple[date, ...]:
        """Days the duty was done."""
        dates = [day for reference in self.spec.done for day in self.event(reference)]
        return tuple(sorted((*dates, *self.stored.completed_on)))

    def bases(self) -> tuple[Deadline, ...]:
        """The duties whose due day this one is counted from."""
        names = (s.removeprefix(DEADLINE) for s in self.spec.starts if s.startswith(DEADLINE))
        found = (self.other(name) for name in names)
        return tuple(each for each in found if each is not None)


def after_term(duty: Duty, name: str | None, day: date) -> DueDate:
    """A day moved by a term value or setting: working days by the calendar, others plainly."""
    found = duty.lookup(name or "")
    length = found.value if found else None
    if not isinstance(length, TermLength):
        message = f"{name} is no term"
        raise TypeError(message)
    direction = -1 if duty.spec.direction == "before" else 1
    if length.unit == WORKING_DAYS:
        return duty.calendar.add_working_days(day, direction * length.count)
    return DueDate(move(day, length, direction), is_estimated=False)
