"""What the panes need of a project, a unit or a need, whichever it is."""

from typing import Protocol

from desktop_app.domain.life_event import LifeEvent
from desktop_app.domain.record import IncomingPaper, Note, Paper, Subject
from desktop_app.rules.deadline_kinds import Deadline
from desktop_app.use_cases.going_live.turns import TurnLine
from desktop_app.use_cases.reserve_pool.views import Beginning, CasePage, HistoryLine


class OnFile(Protocol):
    """A project's page or the dossier of a unit or a need."""

    @property
    def subject(self) -> Subject:
        """Whom it is about."""

    @property
    def cases(self) -> tuple[CasePage, ...]:
        """Procedures, the newest first."""

    @property
    def beginnings(self) -> tuple[Beginning, ...]:
        """Procedures that may be begun once their papers are in."""

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Papers issued."""

    @property
    def incoming(self) -> tuple[IncomingPaper, ...]:
        """Papers received."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """Notes, the oldest first."""

    @property
    def duties(self) -> tuple[Deadline, ...]:
        """What it owes by date, and what it owed."""

    @property
    def history(self) -> tuple[HistoryLine, ...]:
        """Acts that touched it, the newest first."""

    @property
    def turns(self) -> tuple[TurnLine, ...]:
        """What became of it: handed over, split, merged, moved; the oldest first."""

    @property
    def inherited(self) -> tuple[LifeEvent, ...]:
        """What was done before it was split off, by day."""
