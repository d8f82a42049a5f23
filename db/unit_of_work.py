"""Reading and writing as one whole: the change and the event that tells of it commit together."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection, insert

from db import chain, tables
from db.failpoints import failpoint
from db.raw_rows import canonical
from db.repositories import base_data, events, office, papers, procedures, projects, rounds
from db.repositories.base import Access
from db.tracker import Tracker
from desktop_app.domain.record import Act, LogHead, Subject
from desktop_app.values.ids import EventId


class ReadView:
    """All records as they stand in one read transaction."""

    def __init__(self, connection: Connection, tracker: Tracker | None = None) -> None:
        self._connection = connection
        access = Access(connection, tracker)
        self._access = access
        self._open_base_data(access)
        self._open_work(access)
        self._open_office(access)
        self.events = events.Events(access)

    def _open_base_data(self, access: Access) -> None:
        self.units = base_data.Units(access)
        self.experts = base_data.Experts(access)
        self.systems = base_data.Systems(access)
        self.catalogue = base_data.Catalogue(access)
        self.operators = base_data.Operators(access)

    def _open_work(self, access: Access) -> None:
        self.projects = projects.Projects(access)
        self.needs = base_data.Needs(access)
        self.cases = procedures.Cases(access)
        self.steps = procedures.Steps(access)
        self.verdicts = procedures.Verdicts(access)
        self.deadlines = procedures.Deadlines(access)
        self.decisions = procedures.Decisions(access)
        self.notes = procedures.Notes(access)
        self.papers = papers.Papers(access)
        self.incoming = papers.Incoming(access)
        self.rounds = rounds.Rounds(access)
        self.batches = rounds.Batches(access)

    def _open_office(self, access: Access) -> None:
        self.settings = office.Settings(access)
        self.readings = office.Readings(access)
        self.packs = office.Packs(access)
        self.calendars = office.Calendars(access)
        self.views = office.SavedViews(access)
        self.column_maps = rounds.ColumnMaps(access)

    def log_head(self) -> LogHead:
        """The end of the log as this view sees it."""
        return chain.log_head(self._connection)


class UnitOfWork(ReadView):
    """One act: everything written in it becomes one event, or nothing of it stays."""

    def __init__(self, connection: Connection, act: Act, at: datetime, program: str) -> None:
        self._tracker = Tracker(connection)
        super().__init__(connection, self._tracker)
        self._act = act
        self.at = at
        """The moment of the act as the clock said it."""
        self._program = program
        self._head = chain.log_head(connection)
        self._subjects = dict.fromkeys(act.subjects)
        self._undoes: int | None = None
        self._blanked: list[int] = []
        self.event_id = EventId(self._head.count + 1)
        """The place in the log this act will take."""

    @property
    def actor(self) -> str:
        """Who acts."""
        return self._act.actor

    def concern(self, subjects: Iterable[Subject]) -> None:
        """Adds subjects the event is about, as their keys become known."""
        self._subjects |= dict.fromkeys(subjects)

    def write_event(self) -> bool:
        """Writes the event of what was changed; gives False if nothing was."""
        if not (self._tracker.runs or self._blanked or self._act.is_kept_empty):
            return False
        failpoint("commit.before_event")
        changes = [
            chain.change_row(self.event_id, position, run)
            for position, run in enumerate(self._tracker.runs, 1)
        ]
        event = self._event()
        digest = chain.event_digest(event, [each["digest"] for each in changes])
        self._connection.execute(insert(tables.table("event")).values(**event, digest=digest))
        failpoint("commit.after_event")
        if changes:
            self._connection.execute(insert(tables.table("change")), changes)
        return True

    def _event(self) -> dict[str, object]:
        return {
            "id": self.event_id,
            "at": self.at.isoformat(),
            "clock_back": self._is_clock_back(),
            "actor": self._act.actor,
            "act": self._act.id,
            "title": self._act.title,
            "reason": self._act.reason,
            "subjects": canonical([[each.kind, each.id] for each in self._subjects]),
            "program": self._program,
            "pack": self._act.pack,
            "is_undoable": self._act.is_undoable,
            "undoes": self._undoes,
            "blanked": canonical(self._blanked),
            "previous": self._head.digest,
        }

    def _is_clock_back(self) -> bool:
        latest = self.events.latest(1)
        return bool(latest) and self.at.astimezone(UTC) < latest[0].at.astimezone(UTC)
