"""Reads where subjects stand: pack, facts, history and terms, many together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from db.unit_of_work import ReadView
from desktop_app.domain.procedure_effects import holds_in_force
from desktop_app.domain.procedure_history import History, course_facts
from desktop_app.domain.record import Subject
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.course import Course, rows_seen
from desktop_app.use_cases.standing.entry_holds import holds_put_on
from desktop_app.use_cases.standing.histories import Place, Records, reached, records_of
from desktop_app.use_cases.standing.kinds import KINDS, kind_of
from desktop_app.use_cases.standing.kinds.kind import FactGiver, SubjectKind
from desktop_app.use_cases.standing.known_facts import Known, KnownFacts, OneByOne
from desktop_app.use_cases.standing.reading import Reading, reading_of
from desktop_app.use_cases.standing.subject_facts import subject_facts

PLACES = frozenset({"application_state", "track"})
"""Facts that say where a subject stands."""


def course_of(desk: Desk, view: ReadView, subject: Subject) -> Course:
    """The course of a subject as it stands today; a subject that is not there is a bug."""
    return courses_of(reading_of(desk, view), (subject,))[subject]


def courses_of(reading: Reading, subjects: Iterable[Subject]) -> dict[Subject, Course]:
    """The courses of many subjects, read together; a subject that is no more is left out."""
    keys: dict[str, list[int]] = {}
    for each in subjects:
        keys.setdefault(each.kind, []).append(each.id)
    found: dict[Subject, Course] = {}
    for kind, wanted in keys.items():
        found.update(_courses(reading, kind_of(kind), wanted))
    return found


def _courses(
    reading: Reading, kind: SubjectKind[Any], keys: list[int]
) -> Iterable[tuple[Subject, Course]]:
    records = kind.read(reading.view, keys)
    _read_owners(reading, kind, records.values())
    maker = _Maker(
        reading,
        kind,
        records_of(reading, kind.id, records),
        kind.fact_giver(reading, tuple(records.values())),
        _sums(reading, kind.id, tuple(records)),
        holds_put_on(reading, kind.id, records),
    )
    reading.shelf.expect(Subject(kind.id, key) for key in records)
    for key, record in records.items():
        yield Subject(kind.id, key), maker.course(key, record)


def _read_owners(reading: Reading, kind: SubjectKind[Any], records: Iterable[Any]) -> None:
    owners = {above for record in records if (above := kind.above(record)) is not None}
    reading.owners.update(courses_of(reading, owners - reading.owners.keys()))


def _sums(reading: Reading, kind: str, keys: tuple[int, ...]) -> dict[int, Known]:
    """What those that belong to these subjects add up to, by key."""
    sums: dict[int, Known] = {}
    for below in KINDS.values():
        if below.has_sums:
            for key, facts in below.sums_for(reading, kind, keys).items():
                sums[key] = {**sums.get(key, {}), **facts}
    return sums


@dataclass(frozen=True)
class _Maker:
    """Makes the courses of one kind out of what was read for all of them."""

    reading: Reading
    kind: SubjectKind[Any]
    records: Records
    give: FactGiver[Any]
    sums: Mapping[int, Known]
    holds: Mapping[int, frozenset[str]]

    def course(self, key: int, record: Any) -> Course:
        reading, kind = self.reading, self.kind
        owner = self._owner(record)
        pack = self._pack(record, owner)
        held = owner.history.holds if owner else frozenset[str]()
        held |= self.holds.get(key, frozenset())
        track = kind.track(record) or (owner.history.track if owner else "")
        place = Place(kind.governed_as(record), kind.state(record), track, held)
        history = self.records.history(pack, key, place)
        terms = replace(reading.terms, reached=reached(history))
        facts = self._facts(key, record, pack, terms, history, owner)
        history = replace(history, holds=holds_in_force(pack, history.holds, facts, terms))
        acts = tuple(self.records.deadlines.get(key, ()))
        subject = Subject(kind.id, key)
        return Course(subject, kind, record, pack, history, facts, terms, reading, acts)

    def _owner(self, record: Any) -> Course | None:
        above = self.kind.above(record)
        return self.reading.owners.get(above) if above else None

    def _pack(self, record: Any, owner: Course | None) -> Pack:
        if self.reading.pack is not None:
            return self.reading.pack
        pin = self.kind.pin(record)
        if pin is not None:
            return self.reading.pinned(pin)
        return owner.pack if owner else self.reading.current

    def _facts(
        self,
        key: int,
        record: Any,
        pack: Pack,
        terms: Terms,
        history: History,
        owner: Course | None,
    ) -> KnownFacts:
        """Its own facts over those of its owner, as far as the pack knows them."""
        own, later = self.give(record, pack)
        own = {**own, **self.sums.get(key, {}), **self._course_facts(record, pack, history, owner)}
        known = {**(owner.facts.known if owner else {}), **own}
        lent = [
            OneByOne(source.names - own.keys(), source.value)
            for source in (owner.facts.later if owner else ())
        ]
        return subject_facts(
            pack,
            self.kind.governed_as(record),
            known,
            (*lent, *([later] if later else [])),
            terms,
            lambda: rows_seen(self.reading, pack, self.kind.seen(record)),
        )

    def _course_facts(
        self, record: Any, pack: Pack, history: History, owner: Course | None
    ) -> Known:
        """What its course gives; without states of its own, it stands where its owner stands."""
        found = course_facts(pack, self.kind.governed_as(record), history)
        is_placed = bool(history.state) or owner is None
        return {name: fact for name, fact in found.items() if is_placed or name not in PLACES}
