"""What every kind of subject says of itself: how it is read, what is known of it, how it changes.

A new kind is one class here beside the others and one line in `KINDS`; its checks, procedures,
duties, openings and effects then work without another word.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar

from db.repositories.base import Identified, Repository
from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.ledger import Seen
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.rules.facts import FactValue
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import SUBJECT_LABELS
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.standing.known_facts import Known, Later
from desktop_app.use_cases.standing.reading import Reading

RecordT = TypeVar("RecordT", bound=Identified)
STEPS = "办件登记"
"""Source of a fact that was recorded with a step."""
FactGiver = Callable[[RecordT, Pack], tuple[Known, Later | None]]
"""Gives the facts of a record under a pack: those at hand, and those found when asked for."""


class SubjectKind(ABC, Generic[RecordT]):
    """One kind of subject procedures run on, rules are held against and duties stand for."""

    id: ClassVar[str]
    """As a pack writes it behind `subject`."""
    owner: ClassVar[tuple[str, str] | None] = None
    """The kind it belongs to and the field that holds the owner's key; None if it stands alone."""
    state_field: ClassVar[str] = ""
    """The field its state is kept in; empty for a kind without states."""
    track_field: ClassVar[str] = ""
    """The field its track is kept in; empty for a kind without tracks."""
    own_columns: ClassVar[frozenset[str]] = frozenset()
    """Facts that are fields of the record: a step's `set:` leaves them to their use case."""
    beginning: ClassVar[str] = "登记日期"
    """What the day `began_on` gives is called."""
    looks_ahead: ClassVar[bool] = False
    """Whether the checks of procedures a clerk may open are judged before one is opened."""
    has_sums: ClassVar[bool] = False
    """Whether it gives its owner facts, so that the owner changes with it."""

    @property
    def title(self) -> str:
        """The kind as a clerk calls it."""
        return SUBJECT_LABELS[self.id]

    # -- what a pack calls it

    def governed_as(self, record: RecordT) -> str:  # noqa: ARG002 - most are called as their kind
        """The `subject` a pack writes in rules, procedures and duties about this record."""
        return self.id

    def is_governed(self, subjects: Collection[str]) -> bool:
        """Whether a pack that speaks of these subjects says anything about this kind."""
        return self.id in subjects

    # -- reading

    @abstractmethod
    def rows(self, view: ReadView) -> Repository[RecordT]:
        """Where its records are kept."""

    def read(self, view: ReadView, keys: Iterable[int]) -> dict[int, RecordT]:
        """The records of these keys; one that is no more is left out."""
        return {each.id: each for each in self.rows(view).many(keys)}

    def above(self, record: RecordT) -> Subject | None:
        """What it belongs to: that lends it its pack, its facts and its holds."""
        key = getattr(record, self.owner[1]) if self.owner else None
        return Subject(self.owner[0], key) if self.owner and key is not None else None

    def under(self, reading: Reading, owner_kind: str, keys: Collection[int]) -> tuple[int, ...]:
        """The keys of those that belong to other subjects and that a pack speaks of."""
        if self.owner is None or self.owner[0] != owner_kind:
            return ()
        return self.rows(reading.view).keys_under(self.owner[1], keys)

    def following(self, reading: Reading, moved: Subject) -> tuple[int, ...]:
        """Those for which something may open once a step is recorded on another subject."""
        return self.under(reading, moved.kind, (moved.id,))

    def seen(self, record: RecordT) -> Seen:  # noqa: ARG002 - many have no registers
        """From where it looks at the registers."""
        return Seen()

    def reaches(self, reading: Reading, keys: Sequence[int]) -> Iterable[Subject]:  # noqa: ARG002
        """Others whose checks look at these, besides owners and what belongs to them."""
        return ()

    def pin(self, record: RecordT) -> tuple[str, str] | None:  # noqa: ARG002 - few are pinned
        """Pack and version it is pinned to; None: that of its owner, else the one in force."""
        return None

    def state(self, record: RecordT) -> str:
        """The state it is in; empty for a kind without states."""
        return str(getattr(record, self.state_field)) if self.state_field else ""

    def track(self, record: RecordT) -> str:
        """The track it is on; empty for a kind without tracks."""
        return str(getattr(record, self.track_field)) if self.track_field else ""

    def began_on(self, record: RecordT) -> date | None:  # noqa: ARG002 - few know
        """The day nothing recorded on it may precede; None if there is none."""
        return None

    def is_judged(self, record: RecordT) -> bool:  # noqa: ARG002 - few know
        """Whether there is anything to check: what was purged is only a stub."""
        return True

    def taken_over_on(self, record: RecordT) -> date | None:  # noqa: ARG002 - few are
        """The day it was taken over in mid-life; what came before is not judged. None if not."""
        return None

    def owes_since(self, record: RecordT) -> date | None:  # noqa: ARG002 - few know
        """The day it came: yearly duties that were due before are not its own. None: all are."""
        return None

    def is_under_older(self, record: RecordT) -> bool:  # noqa: ARG002 - few are
        """Whether an older regulation governs it that no pack here holds: nothing is judged."""
        return False

    def own_facts(self, record: RecordT) -> Known:  # noqa: ARG002 - many have only recorded ones
        """What a record says by itself, beyond the facts recorded on it."""
        return {}

    def new_facts(
        self,
        reading: Reading,  # noqa: ARG002 - few look at anything else
        record: RecordT,
        names: Collection[str],  # noqa: ARG002
    ) -> Known:
        """What a record that has just been stored says, those of these names at least."""
        return self.own_facts(record)

    def fact_giver(self, reading: Reading, records: Sequence[RecordT]) -> FactGiver[RecordT]:
        """What these records say; whatever many of them need is read here, once."""
        recorded = reading.view.facts.of_many(self.id, [each.id for each in records])

        def give(record: RecordT, _pack: Pack) -> tuple[Known, Later | None]:
            known = {name: FactValue(value, STEPS) for name, value in recorded[record.id].items()}
            return {**known, **self.own_facts(record)}, None

        return give

    def sums_for(
        self,
        reading: Reading,  # noqa: ARG002 - few give any
        owner_kind: str,  # noqa: ARG002
        owners: Sequence[int],  # noqa: ARG002
    ) -> Mapping[int, Known]:
        """Facts it gives those it belongs to (sums, counts, dates), by key; see `has_sums`."""
        return {}

    # -- writing

    def write_state(self, uow: UnitOfWork, key: int, state: str) -> None:
        """Put it into another state."""
        self._write(uow, key, self.state_field, state)

    def write_track(self, uow: UnitOfWork, key: int, track: str) -> None:
        """Put it on another track."""
        self._write(uow, key, self.track_field, track)

    def write_recorded(self, uow: UnitOfWork, key: int, facts: Mapping[str, JsonValue]) -> None:
        """Keep these as all the facts recorded on it."""
        uow.facts.put_many(self.id, {key: facts})

    def keep_own(
        self,
        uow: UnitOfWork,  # noqa: ARG002 - most records have no facts among their columns
        key: int,  # noqa: ARG002
        values: Mapping[str, JsonValue],
    ) -> dict[str, JsonValue]:
        """Keep the facts that are part of the record itself; gives the others."""
        return dict(values)

    def create_from(self, uow: UnitOfWork, source: Subject, record: Any, on: date) -> None:  # noqa: ARG002
        """Make one of this kind out of another subject, as the effect `create:` asks."""
        raise Refused(f"这一版程序不能由步骤新建“{self.id}”", advice="请核对规则包的效果清单。")

    def _write(self, uow: UnitOfWork, key: int, field: str, value: str) -> None:
        """A kind without such a field has nothing to keep."""
        if field:
            self.rows(uow).change_many({key: {field: value}})
