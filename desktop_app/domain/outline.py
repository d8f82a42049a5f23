"""A rule pack in outline: what lists and headings show of it, without its rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class StateOutline:
    """One state of a kind of subject."""

    id: str
    title: str
    subject: str
    is_live: bool
    """False for what no longer counts: withdrawn, merged, ended."""
    stage: str = ""
    """The tab it belongs to."""


@dataclass(frozen=True)
class OfficeName:
    """One dated name of an office; None = without limit on that side."""

    name: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class PackOutline:
    """The pack's title, states, choices and offices."""

    id: str
    version: str
    title: str
    kind: str = "projects"
    """What it is for: projects or vouchers."""
    states: tuple[StateOutline, ...] = ()
    choices: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Choices of a fact as id and label, by fact."""
    offices: Mapping[str, tuple[OfficeName, ...]] = field(default_factory=dict)
    """Dated names by role."""
    office_labels: Mapping[str, str] = field(default_factory=dict)
    subjects: frozenset[str] = frozenset()
    """Kinds of subjects and registers that have checks, procedures, states or duties."""
    registers: Mapping[str, str] = field(default_factory=dict)
    """The stage of every register, by id."""
    tabs: tuple[str, ...] = ()
    """Stage tabs the regime uses."""
    tab_titles: Mapping[str, str] = field(default_factory=dict)
    """Own words for tabs, by tab."""
    holding: frozenset[str] = frozenset()
    """Registers whose entries can put holds on what they belong to."""
    counted_widely: frozenset[tuple[str, str]] = frozenset()
    """Subjects with counts that go beyond what belongs to them, with the register counted."""

    def office_name(self, role: str, on: date) -> str:
        """Name of the office that fills a role on a day; its label where none is dated so."""
        names = (
            each.name
            for each in self.offices.get(role, ())
            if (each.since is None or each.since <= on) and (each.until is None or on <= each.until)
        )
        return next(names, self.office_labels.get(role, role))
