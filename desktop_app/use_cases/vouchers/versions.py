"""What differs between two versions of a payout list, what was paid between them left aside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.vouchers.records import Payment, SettlementLine
from desktop_app.values.money import Fen

SUMS = ("claimed_fen", "disallowed_fen", "recovered_fen", "paid_fen", "payable_fen")


@dataclass(frozen=True)
class LineChange:
    """A line that differs between two versions; None where it did not exist."""

    merchant: str
    kind: str
    before: SettlementLine | None
    """With what was paid on it since."""
    after: SettlementLine | None

    @property
    def difference_fen(self) -> Fen:
        """How much more is payable than was left to be paid before."""
        was = self.before.payable_fen if self.before else 0
        now = self.after.payable_fen if self.after else 0
        return Fen(now - was)


def changes(
    old: Sequence[SettlementLine], new: Sequence[SettlementLine], paid: Iterable[Payment]
) -> tuple[LineChange, ...]:
    """The lines that differ; a line that was only paid since is the same."""
    sums: dict[tuple[str, str], int] = {}
    for each in paid:
        place = (each.merchant, each.kind)
        sums[place] = sums.get(place, 0) + each.amount_fen
    before = {(x.merchant, x.kind): _paid(x, sums.get((x.merchant, x.kind), 0)) for x in old}
    after = {(each.merchant, each.kind): each for each in new}
    found = []
    for place in sorted(before.keys() | after.keys()):
        was, now = before.get(place), after.get(place)
        if _figures(was) != _figures(now):
            found.append(LineChange(*place, was, now))
    return tuple(found)


def _paid(line: SettlementLine, fen: int) -> SettlementLine:
    return replace(line, paid_fen=Fen(line.paid_fen + fen), payable_fen=Fen(line.payable_fen - fen))


def _figures(line: SettlementLine | None) -> object:
    return None if line is None else [getattr(line, name) for name in SUMS]
