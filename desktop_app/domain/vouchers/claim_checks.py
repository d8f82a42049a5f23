"""Approved claims held against the platform's redemptions of the same kind, and each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.domain.vouchers.checks import (
    CLAIM_DIFFERS,
    CLAIM_REPEATED,
    CLAIM_UNREDEEMED,
    UNCLAIMED,
)
from desktop_app.domain.vouchers.claim_pay import ClaimList, PaidClaim
from desktop_app.values.money import Fen, yuan_text

LABELS = {"vin": "车辆识别代号", "invoice": "发票号码", "person": "身份证号"}
"""What two claims may not have alike, and by which a redemption is matched to its claim."""
Key = tuple[str, int]
"""A check and what it found: the key of the claim, of `UNCLAIMED` that of the redemption."""


@dataclass(frozen=True)
class Redeemed:
    """One redemption of the kind, as the platform tells it."""

    id: int
    transaction_no: str
    claimed_fen: int
    merchant: str
    at: str
    vin: str | None
    invoice: str | None
    person: int | None
    place: str
    """File and row it came from."""


@dataclass(frozen=True)
class ClaimFinding:
    """What one check found of one claim, or of a redemption without one."""

    check: str
    claim: PaidClaim | None
    row: Redeemed | None
    told: str
    amount_fen: Fen = Fen(0)  # noqa: RUF009 - a number
    """Taken off unless somebody decides otherwise."""

    @property
    def key(self) -> Key:
        """By which what was decided of it is found."""
        about = self.row if self.check == UNCLAIMED else self.claim
        return self.check, about.id if about is not None else 0


def compare(claims: ClaimList, rows: Sequence[Redeemed]) -> tuple[ClaimFinding, ...]:
    """Every finding: repeated claims, then redemptions by the platform's order, then the rest."""
    return tuple(_Comparison(claims, rows).findings())


def cuts(
    findings: Sequence[ClaimFinding], decided: Mapping[Key, str]
) -> dict[int, tuple[str, Fen]]:
    """By claim, the check money is taken off for and how much; each claim once.

    `decided`: `dismissed` leaves the money, `disallowed` takes the whole subsidy off.
    """
    found: dict[int, tuple[str, Fen]] = {}
    for each in findings:
        if each.claim is None or each.check == UNCLAIMED or each.claim.id in found:
            continue
        decision = decided.get(each.key, "")
        whole = each.claim.claimed_fen if decision == "disallowed" else each.amount_fen
        if whole and decision != "dismissed":
            found[each.claim.id] = (each.check, Fen(whole))
    return found


@dataclass
class _Comparison:
    claims: ClaimList
    rows: Sequence[Redeemed]
    matched: dict[int, Redeemed] = field(default_factory=dict)

    def findings(self) -> Iterator[ClaimFinding]:
        yield from self._repeated()
        known = {name: _by(self.claims.approved, name) for name in LABELS}
        for row in self.rows:
            claim = _match(known, row)
            if claim is None:
                yield ClaimFinding(UNCLAIMED, None, row, self._unclaimed(row))
            elif claim.id in self.matched:
                first = self.matched[claim.id].transaction_no
                told = f"{claim.name}已有一笔核销（{first}）"
                yield ClaimFinding(UNCLAIMED, claim, row, told)
            else:
                self.matched[claim.id] = row
                yield from _differs(claim, row)
        if self.rows:
            for claim in self.claims.approved:
                if claim.id not in self.matched:
                    told = "平台核销明细里没有这辆车、这张发票、这个人"
                    yield ClaimFinding(CLAIM_UNREDEEMED, claim, None, told)

    def _repeated(self) -> Iterator[ClaimFinding]:
        seen: dict[tuple[str, object], PaidClaim] = {}
        for claim in self.claims.approved:
            same = []
            for name, label in LABELS.items():
                value = getattr(claim, name)
                first = seen.setdefault((name, value), claim) if value else claim
                same += [f"{label}与{first.name}相同"] if first is not claim else []
            if same:
                told = "；".join(same)
                yield ClaimFinding(CLAIM_REPEATED, claim, None, told, claim.claimed_fen)

    def _unclaimed(self, row: Redeemed) -> str:
        others = [each for each in self.claims.rows if not each.is_approved]
        claim = _match({name: _by(others, name) for name in LABELS}, row)
        return f"{claim.name}还没有批准" if claim else "没有这辆车、这张发票、这个人的申报"


def _by(claims: Sequence[PaidClaim], name: str) -> dict[object, PaidClaim]:
    """The first claim of each value."""
    found: dict[object, PaidClaim] = {}
    for claim in claims:
        if value := getattr(claim, name):
            found.setdefault(value, claim)
    return found


def _match(known: Mapping[str, Mapping[object, PaidClaim]], row: Redeemed) -> PaidClaim | None:
    """By the car, else the invoice, else the person."""
    for name in LABELS:
        claim = known[name].get(getattr(row, name))
        if claim is not None:
            return claim
    return None


def _differs(claim: PaidClaim, row: Redeemed) -> Iterator[ClaimFinding]:
    told = []
    if row.claimed_fen != claim.claimed_fen:
        ours, theirs = yuan_text(claim.claimed_fen), yuan_text(Fen(row.claimed_fen))
        told.append(f"申报 {ours} 元，平台核销 {theirs} 元")
    if row.merchant != claim.dealer:
        told.append(f"申报的企业 {claim.dealer}，平台写 {row.merchant}")
    for name, label in LABELS.items():
        ours, theirs = getattr(claim, name), getattr(row, name)
        if ours and theirs and ours != theirs:
            told.append(f"{label}不同")
    if told:
        yield ClaimFinding(CLAIM_DIFFERS, claim, row, "；".join(told))
