"""Reading and writing as one whole: the change and the event that tells of it commit together."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from types import MappingProxyType

from sqlalchemy import Connection, insert

from db import chain, tables
from db.digests import content_digest
from db.failpoints import failpoint
from db.log import LogReport, verify_log
from db.look import Look
from db.purge import purge_project
from db.raw_rows import canonical
from db.repositories import (
    base_data,
    events,
    finder,
    office,
    papers,
    procedures,
    projects,
    registers,
    rounds,
    similarity,
    staleness,
    standing,
    subject_names,
    successions,
    vouchers,
)
from db.repositories.base import Access
from db.runs import Run
from db.staleness import mark_touched
from db.tracker import FEW_ROWS, Tracker
from db.undo import obstacles, revert
from db.vouchers.people import People
from db.vouchers.people_purge import clear_people, wipe_people
from db.wiping import Blanked, Wiper, change_digests, wipe
from desktop_app.domain.record import Act, Event, LogHead, Subject
from desktop_app.values.ids import EventId


class ReadView:
    """All records as they stand in one read transaction."""

    def __init__(self, connection: Connection, tracker: Tracker | None = None) -> None:
        self.connection = connection
        """For the database's own checks; use cases go through the repositories."""
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
        self.successions = successions.Successions(access)

    def _open_work(self, access: Access) -> None:
        self.projects = projects.Projects(access)
        self.needs = base_data.Needs(access)
        self.registers = registers.Registers(access)
        self.cases = procedures.Cases(access)
        self.steps = procedures.Steps(access)
        self.deadlines = procedures.Deadlines(access)
        self.facts = procedures.RecordedFacts(access)
        self.decisions = similarity.Decisions(access)
        self.pairs = similarity.Pairs(access)
        self.standings = standing.Standings(access)
        self.duties = standing.OpenDuties(access)
        self.stale = staleness.StaleSubjects(access)
        self.worked_out = staleness.WorkedOut(access)
        self.names = subject_names.SubjectNames(access)
        self.finder = finder.Finder(access)
        self.notes = procedures.Notes(access)
        self.papers = papers.Papers(access)
        self.incoming = papers.Incoming(access)
        self.rounds = rounds.Rounds(access)
        self.batches = rounds.Batches(access)
        self.vouchers = vouchers.Vouchers(access)

    def _open_office(self, access: Access) -> None:
        self.settings = office.Settings(access)
        self.readings = office.Readings(access)
        self.packs = office.Packs(access)
        self.outlines = office.Outlines(access)
        self.calendars = office.Calendars(access)
        self.views = office.SavedViews(access)
        self.column_maps = rounds.ColumnMaps(access)

    def log_head(self) -> LogHead:
        """The end of the log as this view sees it."""
        return chain.log_head(self.connection)

    def verify_log(self, anchors: Iterable[LogHead] = ()) -> LogReport:
        """Every disagreement between the log, the rows and the anchors kept outside."""
        return verify_log(self.connection, anchors)

    def obstacles(self, event_id: int) -> tuple[str, ...]:
        """What stands against taking an act back now, one line per record."""
        return obstacles(self.connection, event_id)

    def content_digest(self) -> str:
        """One SM3 value over all business tables; equal content gives an equal value."""
        return content_digest(self.connection)


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
        self._wipers: list[Wiper] = []
        self.event_id = EventId(self._head.count + 1)
        """The place in the log this act will take."""

    @property
    def tracker(self) -> Tracker:
        """The logged path, for writers of long lists."""
        return self._tracker

    @property
    def actor(self) -> str:
        """Who acts."""
        return self._act.actor

    def watch(self, look: Look) -> None:
        """Has this called now and then until the commit; it raises to stop the act."""
        self._tracker.look = look

    def concern(self, subjects: Iterable[Subject]) -> None:
        """Adds subjects the event is about, as their keys become known."""
        self._subjects |= dict.fromkeys(subjects)

    def revert(self, event_id: int) -> Event:
        """Takes a whole earlier act back; refused as a whole, naming the rows that stand on it."""
        event = revert(self.connection, self._tracker, event_id)
        self._undoes = event.id
        self.concern(event.subjects)
        return event

    def log_runs(self, runs: Iterable[Run]) -> None:
        """Adds changes made by other means (a migration) to what the event tells."""
        self._tracker.runs += runs

    def run_repair(self, repair: Callable[[Connection, Tracker], None]) -> None:
        """Lets the self-check mend something within this act."""
        repair(self.connection, self._tracker)

    def purge_project(
        self, project_id: int, found_in: Mapping[str, Iterable[int]] = MappingProxyType({})
    ) -> None:
        """Takes a project's content out of all rows and out of the log (涉密), this act included.

        That rows changed, when and by whom stays known, and the chain stays whole. The stored
        files go with `Workspace.finish_purges` once this is committed. `found_in` names, by
        table, papers of others whose files were found to tell of the project.
        """
        purge = purge_project(self.connection, self._tracker, project_id, found_in)
        self._wipers.append(partial(wipe, self.connection, purge))

    def purge_people(self, people: People, found_in: Mapping[str, Iterable[int]]) -> None:
        """Takes the personal values of a campaign's registers out of rows, texts and the log.

        `found_in` names, by table, the papers whose stored file goes; as with a project, it does
        so with `Workspace.finish_purges`.
        """
        files = clear_people(self.connection, self._tracker, people, found_in)
        self._wipers.append(partial(wipe_people, self.connection, people, files))

    def write_event(self) -> bool:
        """Writes the event of what was changed; gives False if nothing was."""
        if not (self._tracker.runs or self._act.is_kept_empty):
            return False
        mark_touched(self.connection, self._tracker.runs)
        failpoint("commit.before_event")
        changes = []
        for position, run in enumerate(self._tracker.runs, 1):
            if len(run.digests) > FEW_ROWS:
                self._tracker.look()
            changes.append(chain.change_row(self.event_id, position, run))
        if changes:
            self.connection.execute(insert(tables.table("change")), changes)
        failpoint("commit.after_changes")
        event = self._event(self._wiped())
        digest = chain.event_digest(event, change_digests(self.connection, self.event_id))
        self.connection.execute(insert(tables.table("event")).values(**event, digest=digest))
        failpoint("commit.after_event")
        return True

    def _wiped(self) -> Blanked:
        """What this act wipes of the log, its own entries included."""
        if not self._wipers:
            return []
        runs = self._tracker.runs
        touched = {(run.table.name, key) for run in runs for key, *_ in run.digests}
        purges = (wiper(touched, self.event_id) for wiper in self._wipers)
        return [entry for blanked in purges for entry in blanked]

    def _event(self, wiped: Blanked) -> dict[str, object]:
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
            "blanked": canonical(wiped),
            "previous": self._head.digest,
        }

    def _is_clock_back(self) -> bool:
        latest = self.events.latest(1)
        before = latest[0].at if latest else None
        return before is not None and self.at.astimezone(UTC) < before.astimezone(UTC)
