"""Claims made at the shop: their subsidy, their queue, the money they hold, what repeats."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from desktop_app.domain.register import RegisterEntry
from desktop_app.domain.vouchers.plan import Kind
from desktop_app.rules.schema.campaign_claims import ClaimKind
from desktop_app.values.ids import EntryId
from desktop_app.values.money import Fen

ONCE = ("id_card", "vin", "invoice")
"""Columns no two claims may have alike."""
Rank = tuple[str, str, int, int]


@dataclass(frozen=True)
class ClaimBook:
    """All claims of one kind in one campaign."""

    claim: ClaimKind
    kind: Kind
    rows: Sequence[RegisterEntry]
    """Those that still count."""
    fallen: Sequence[RegisterEntry]
    """Refused or withdrawn; one whose papers were complete keeps its number in the queue."""
    money: Mapping[int, Fen]
    """What the open batches hold of the kind, by number."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What the columns of `ONCE` are called."""
    is_passing: bool = False
    """A smaller claim may pass one the rest of the money is too little for."""
    is_net: bool = False
    """The price without tax counts."""

    def subsidy_fen(self, row: RegisterEntry) -> Fen | None:
        """What the price and the sort of car give; None while one of them is unknown."""
        price = _whole(row, "net_price" if self.is_net else "price")
        fuel = row.cells.get("fuel")
        if price is None or not isinstance(fuel, str):
            return None
        return self.kind.subsidy_fen(fuel, Fen(price))

    @cached_property
    def queue(self) -> tuple[RegisterEntry, ...]:
        """Those with complete papers: by the day they became so, purchase, number."""
        return tuple(sorted((row for row in self.rows if self._is_queued(row)), key=_rank))

    @cached_property
    def numbers(self) -> Mapping[EntryId, int]:
        """Queue numbers; those that fell away keep theirs, so that nobody's changes."""
        gone = (row for row in self.fallen if row.cells.get("complete_on"))
        every = sorted((*self.queue, *gone), key=_rank)
        return {row.id: number for number, row in enumerate(every, 1)}

    @cached_property
    def waiting(self) -> tuple[RegisterEntry, ...]:
        """Those in the queue that hold no money yet."""
        return tuple(row for row in self.queue if row.state in self.claim.waiting)

    @cached_property
    def reserved(self) -> tuple[RegisterEntry, ...]:
        """Those that hold money."""
        return tuple(row for row in self.queue if row.state in self.claim.reserved)

    def reserved_fen(self, batch: int) -> Fen:
        """The money the claims of a batch hold."""
        return Fen(self._held.get(batch, 0))

    @cached_property
    def _held(self) -> Mapping[int | None, int]:
        found: Counter[int | None] = Counter()
        for row in self.reserved:
            found[batch_of(row)] += self.subsidy_fen(row) or 0
        return found

    def balance_fen(self, batch: int | None) -> Fen | None:
        """What is left of a batch; None: it is not open or holds nothing of the kind."""
        if batch is None or batch not in self.money:
            return None
        return Fen(self.money[batch] - self.reserved_fen(batch))

    def ahead(self, row: RegisterEntry) -> int:
        """How many of the same batch wait before it."""
        before, waiting = self._before
        return before.get(row.id, waiting[batch_of(row)])

    @cached_property
    def _before(self) -> tuple[Mapping[EntryId, int], Counter[int | None]]:
        """How many wait before each of those waiting, and in each batch at all."""
        before: dict[EntryId, int] = {}
        waiting: Counter[int | None] = Counter()
        for row in self.waiting:
            before[row.id] = waiting[batch_of(row)]
            waiting[batch_of(row)] += 1
        return before, waiting

    @cached_property
    def covered(self) -> frozenset[EntryId]:
        """Those waiting for whom, in their turn, the whole subsidy is left."""
        return frozenset(key for batch in self.money for key in self._covered(batch))

    def is_covered(self, row: RegisterEntry) -> bool | None:
        """Whether a claim of the queue has its money or may have it now; None: not in the queue."""
        if not self._is_queued(row):
            return None
        return row.state in self.claim.reserved or row.id in self.covered

    def _covered(self, batch: int) -> Iterator[EntryId]:
        left = self.balance_fen(batch) or 0
        for row in self.waiting:
            subsidy = self.subsidy_fen(row) if batch_of(row) == batch else None
            if subsidy and subsidy <= left:
                left -= subsidy
                yield row.id
            elif subsidy and not self.is_passing:
                return

    def same(self, row: RegisterEntry) -> str:
        """Claims before this one with the same person, car or invoice, by number only."""
        found = []
        for column in ONCE:
            value = _text(row, column)
            others = [each for each in self._alike.get((column, value), ()) if each.id != row.id]
            first = [each for each in others if self._turn(each) < self._turn(row)]
            if value and first:
                names = "、".join(f"{_whole(each, 'number') or 0}号" for each in first[:3])
                found.append(f"{self.labels.get(column, column)}与{names}相同")
        return "；".join(found)

    @cached_property
    def _alike(self) -> Mapping[tuple[str, str], Sequence[RegisterEntry]]:
        found: dict[tuple[str, str], list[RegisterEntry]] = {}
        for row in self.rows:
            for column in ONCE:
                found.setdefault((column, _text(row, column)), []).append(row)
        return found

    def _is_queued(self, row: RegisterEntry) -> bool:
        return row.state in (*self.claim.waiting, *self.claim.reserved)

    def _turn(self, row: RegisterEntry) -> tuple[bool, Rank]:
        """One with complete papers goes before all that still lack some."""
        return (not self._is_queued(row), _rank(row))


def batch_of(row: RegisterEntry) -> int | None:
    """The batch a claim is paid from."""
    return _whole(row, "batch")


def _rank(row: RegisterEntry) -> Rank:
    cells = row.cells
    days = (str(cells.get("complete_on") or ""), str(cells.get("bought_on") or ""))
    return (*days, _whole(row, "number") or 0, row.id)


def _whole(row: RegisterEntry, column: str) -> int | None:
    value = row.cells.get(column)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _text(row: RegisterEntry, column: str) -> str:
    value = row.cells.get(column)
    return "".join(value.split()).upper() if isinstance(value, str) else ""
