"""Where a subject stands as last worked out: its checks in short, its open step, its duties."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from desktop_app.domain.record import Subject
from desktop_app.values.money import Fen


class Work(NamedTuple):
    """Something that can be done on a subject now, in the tab of a stage."""

    stage: str
    title: str
    """The step whose turn it is, or the procedure that may be opened."""
    is_running: bool
    """Its procedure is open; False for one a clerk may open."""


@dataclass(frozen=True)
class Standing:
    """One subject as lists show it; worked out from the records and kept."""

    subject: Subject
    judged_on: date
    is_live: bool
    light: str
    """Worst light of its checks, `none` without any and for what is no longer live."""
    findings: tuple[tuple[str, str], ...] = ()
    """Every check that applies, as id and light."""
    open_step: str = ""
    """Title of the step it waits at; empty if none is open."""
    work: tuple[Work, ...] = ()
    """What can be done now, running procedures first."""
    due_on: date | None = None
    """The nearest day something is due."""


@dataclass(frozen=True)
class OpenDuty:
    """One duty by date that still stands, with the day it is due."""

    subject: Subject
    duty: str
    """Id of the deadline in the pack."""
    title: str
    due_on: date
    shown_from: date
    """First day it is put before the clerk; after `due_on` for what ran out long ago."""
    clauses: tuple[str, ...] = ()
    window_opens: date | None = None
    """First day it may be done; None = at once."""
    is_house: bool = False
    """The office's own period, not law."""
    is_estimated: bool = False
    """暂按周末推算: the year has no holiday table."""
    actor: str = ""

    @property
    def has_lapsed(self) -> bool:
        """Whether it ran out so long ago that it is not put before the clerk any more."""
        return self.shown_from > self.due_on


@dataclass(frozen=True)
class DutyCounts:
    """How many duties by date stand on a day."""

    shown: int
    """Put before the clerk: overdue, due now, due soon."""
    due: int
    """Of those, due that day or overdue."""
    lapsed: int
    """Ran out long ago, not put before the clerk any more."""


@dataclass(frozen=True)
class SubjectName:
    """How a subject is called in lists; empty where it has no such thing."""

    code: str = ""
    name: str = ""
    unit: str = ""


@dataclass(frozen=True)
class StepCount:
    """How many live subjects of a kind wait at a step, and what they apply for in all."""

    kind: str
    stage: str
    title: str
    register: str
    """The register of entries, empty for other kinds."""
    count: int
    amount_fen: Fen


@dataclass(frozen=True)
class PoolTotals:
    """The live applications in numbers."""

    count: int
    amount_fen: Fen
    flagged: int
    """Those with 不通过 or 需人工判断."""


class AlikePair(NamedTuple):
    """Two live applications found alike, or one and an existing system, as kept."""

    project_id: int
    other_kind: str
    """project | system"""
    other_id: int
    score: int
    same_family: bool
    """Both of one unit family: a unit, its superior, its sisters and its subordinates."""


@dataclass(frozen=True)
class ComparedBy:
    """What an application or system was last compared by, in digests."""

    texts: str
    share: str
    """Of what it gives the sums of its unit family: unit, day, amount; empty for a system."""
