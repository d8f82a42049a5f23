"""Open the procedures that begin by themselves for records that are new.

A new record has no history, so what opens follows from the few facts the conditions name: records
that agree in those are decided together, one as well as many.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from db.unit_of_work import UnitOfWork
from desktop_app.domain.procedure_effects import holds_in_force
from desktop_app.domain.procedure_history import History, course_facts
from desktop_app.domain.procedure_opening import automatic_openings, beginning
from desktop_app.domain.record import Subject
from desktop_app.rules.expression import condition_names
from desktop_app.rules.facts import COMPARED_FACTS
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.kinds import kind_of
from desktop_app.use_cases.standing.known_facts import Known
from desktop_app.use_cases.standing.openings import open_due_procedures
from desktop_app.use_cases.standing.reading import reading_of

Place = tuple[str, str, frozenset[str]]
"""State, track and holds of a record that is new."""


class FirstProcedures:
    """Opens what begins by itself for new records of one kind; what it decided it keeps."""

    def __init__(self, desk: Desk, uow: UnitOfWork, kind: str) -> None:
        self._desk = desk
        self._uow = uow
        self._kind = kind_of(kind)
        self._reading = reading_of(desk, uow)
        self._pack = self._reading.current
        self._names: dict[Place, tuple[str, ...]] = {}
        self._decided: dict[tuple[object, ...], tuple[str, ...]] = {}

    def open(self, records: Sequence[Any]) -> None:
        """Open what begins by itself for records that have just been stored."""
        self._read_owners(records)
        placed = [(each, self._place(each)) for each in records]
        deciding = {name for place in {p for _, p in placed} for name in self._deciding(place)}
        if COMPARED_FACTS & deciding:
            open_due_procedures(self._desk, self._uow, map(self._subject, records))
        else:
            self._uow.cases.add_many([row for each in placed for row in self._cases(*each)])

    def _read_owners(self, records: Iterable[Any]) -> None:
        known = self._reading.owners
        owners = {above for each in records if (above := self._kind.above(each)) is not None}
        known.update(courses_of(self._reading, owners - known.keys()))

    def _cases(self, record: Any, place: Place) -> Iterable[dict[str, Any]]:
        for procedure in self._procedures(record, place):
            yield {
                "procedure": procedure,
                "subject": self._subject(record),
                "pack": self._pack.id,
                "pack_version": self._pack.version,
                "opened_on": self._reading.on,
                "attempt": 1,
            }

    def _procedures(self, record: Any, place: Place) -> tuple[str, ...]:
        names = self._deciding(place)
        facts = self._facts(record, names)
        key = (place, *(facts[name].value if name in facts else None for name in names))
        if key not in self._decided:
            self._decided[key] = self._decide(place, facts)
        return self._decided[key]

    def _place(self, record: Any) -> Place:
        kind, above = self._kind, self._kind.above(record)
        owner = self._reading.owners.get(above) if above else None
        held = owner.history.holds if owner else frozenset[str]()
        track = kind.track(record) or (owner.history.track if owner else "")
        return kind.state(record), track, held

    def _deciding(self, place: Place) -> tuple[str, ...]:
        """The facts that decide what opens for a new record at this place."""
        if place not in self._names:
            state, track, held = place
            ending = [e for e in self._pack.holds if e.id in held and e.while_ != "true"]
            lasting = held - {each.id for each in ending}
            may = beginning(self._pack, self._kind.id, self._history((state, track, lasting)))
            conditions = (*(each.applies for each in may), *(each.while_ for each in ending))
            found = (name for each in conditions for name in condition_names(each))
            self._names[place] = tuple(dict.fromkeys(found))
        return self._names[place]

    def _decide(self, place: Place, facts: Known) -> tuple[str, ...]:
        kind, history = self._kind.id, self._history(place)
        known = {**facts, **course_facts(self._pack, kind, history)}
        known = {name: value for name, value in known.items() if name in self._pack.names.facts}
        terms = self._reading.terms
        held = holds_in_force(self._pack, history.holds, known, terms)
        history = replace(history, holds=held)
        found = automatic_openings(self._pack, kind, known, history, terms)
        return tuple(each.procedure for each in found)

    def _history(self, place: Place) -> History:
        state, track, held = place
        first = self._pack.first_state(self._kind.id)
        seen = frozenset({first.id} if first else ())
        return History(state=state, states_seen=seen, track=track, holds=held)

    def _facts(self, record: Any, names: tuple[str, ...]) -> Known:
        """The facts the conditions name, its own over those of its owner."""
        above = self._kind.above(record)
        owner = self._reading.owners.get(above) if above else None
        own = self._kind.new_facts(self._reading, record, names)
        return {**owner.facts.known, **own} if owner else dict(own)

    def _subject(self, record: Any) -> Subject:
        return Subject(self._kind.id, record.id)
