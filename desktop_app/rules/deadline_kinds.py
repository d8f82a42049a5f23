"""What duties by date are computed from, and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from desktop_app.rules.facts import Facts


@dataclass(frozen=True)
class EventDates:
    """When things came: dates by event name, oldest first.

    Keys are as a pack writes them: `procedure.step` (positive results), `procedure.step:returned`
    (one outcome), `state:in_pool`; date facts are taken from the facts.
    """

    dates: Mapping[str, tuple[date, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, event: str) -> tuple[date, ...]:
        """All dates of one event, oldest first; empty if it has not come."""
        return self.dates.get(event, ())


@dataclass(frozen=True)
class Stored:
    """What is stored about a duty: completion, extension or waiver; due dates never are."""

    completed_on: tuple[date, ...] = ()
    extended_to: date | None = None
    waived_on: date | None = None
    is_opened: bool = False
    """An effect opened the duty although no event of its own came."""
    closed_on: date | None = None
    """An effect closed the duty."""


@dataclass(frozen=True)
class Course:
    """What is known of a subject for its duties: facts, event dates, stored acts by duty."""

    facts: Facts
    events: EventDates = field(default_factory=EventDates)
    stored: Mapping[str, Stored] = field(default_factory=lambda: MappingProxyType({}))
    since: date | None = None
    """What was due before it came is none of its yearly duties; None = all are."""


@dataclass(frozen=True)
class Deadline:
    """One duty of one subject with its computed due date."""

    id: str
    title: str
    clauses: tuple[str, ...]
    subject: str
    due: date | None
    """Day it is due, moved off rest days; None while an office setting it needs is undefined."""
    runs_out_on: date | None = None
    """For a reminder ahead of a day (a contract that ends): that day, `due` being when it is
    first told; None for everything that is due itself."""
    original_due: date | None = None
    """Due day before it was moved to a working day."""
    window_opens: date | None = None
    """First day it may be done; None = at once."""
    is_estimated: bool = False
    """True where a year without a holiday notice was counted by weekends (暂按周末推算)."""
    is_house: bool = False
    """True for the office's own period or reminder, never shown as law."""
    started_on: date | None = None
    completed_on: date | None = None
    is_waived: bool = False
    is_extended: bool = False
    remind_on: tuple[date, ...] = ()
    undefined_setting: str = ""
    """Label of the office setting that must be defined first."""
    actor: str = ""
    form: str = ""
    help: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the duty still stands."""
        return self.completed_on is None and not self.is_waived

    def is_overdue(self, on: date) -> bool:
        """Whether the duty stands and its day has passed."""
        last = self.runs_out_on or self.due
        return self.is_open and last is not None and last < on
