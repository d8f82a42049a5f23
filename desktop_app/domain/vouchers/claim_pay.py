"""Claims made at the shop as the money is paid on them: the approved ones and no others."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from desktop_app.values.money import Fen

NAMED = "申报"
"""What a claim is called on lists that name redemptions by their number: 申报12."""
Place = tuple[str, str]


@dataclass(frozen=True)
class PaidClaim:
    """One claim that still counts."""

    id: int
    number: int
    batch: int | None
    dealer: str
    """The dealer's credit code."""
    claimed_fen: Fen
    """The subsidy its price gives."""
    price_fen: Fen | None
    bought_on: str
    vin: str
    invoice: str
    person: int | None
    """The keyed mark of the buyer's number, as redemptions carry it."""
    is_approved: bool
    """Money is set aside for it."""

    @property
    def name(self) -> str:
        """What it is called beside redemptions."""
        return f"{NAMED}{self.number}"


@dataclass(frozen=True)
class ClaimList:
    """The claims of one kind; the kind's money is paid on them, not on the platform's rows."""

    kind: str
    rows: tuple[PaidClaim, ...]

    @cached_property
    def approved(self) -> tuple[PaidClaim, ...]:
        """Those that are paid, by their number."""
        found = (each for each in self.rows if each.is_approved)
        return tuple(sorted(found, key=lambda each: (each.number, each.id)))

    def by_dealer(self) -> dict[Place, tuple[int, int]]:
        """By dealer and kind, number and money of the approved claims."""
        return summed(self.kind, ((each.dealer, each.claimed_fen) for each in self.approved))


def summed(kind: str, amounts: Iterable[tuple[str, int]]) -> dict[Place, tuple[int, int]]:
    """Count and sum by dealer and kind."""
    found: dict[Place, tuple[int, int]] = {}
    for dealer, fen in amounts:
        count, total = found.get((dealer, kind), (0, 0))
        found[dealer, kind] = (count + 1, total + fen)
    return found
