"""What is found of the claims a kind is paid on: sums by check, rows, and the money left."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from db.unit_of_work import ReadView
from db.vouchers.claims import redeemed
from db.vouchers.findings import FindingRow
from db.vouchers.sums import MerchantSum
from desktop_app.domain.vouchers.checks import CLAIM_CHECKS, CLAIM_UNREDEEMED, UNCLAIMED
from desktop_app.domain.vouchers.claim_checks import ClaimFinding, Key, Redeemed, compare, cuts
from desktop_app.domain.vouchers.claim_pay import ClaimList
from desktop_app.domain.vouchers.records import CauseSum, FindingDecision
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.values.money import Fen

OF_CLAIMS = frozenset(each.id for each in CLAIM_CHECKS)
NO_ROWS = "平台核销明细里没有这种券，没有可对的"
NOTHING = Fen(0)


@dataclass(frozen=True)
class ClaimAudit:
    """The claims with everything found of them and decided on it."""

    claims: ClaimList
    findings: tuple[ClaimFinding, ...]
    decisions: dict[Key, FindingDecision]
    undone: dict[str, str]

    @property
    def cuts(self) -> dict[int, tuple[str, Fen]]:
        """By claim, for which check how much is taken off."""
        return cuts(self.findings, {key: each.decision for key, each in self.decisions.items()})

    def causes(self) -> Iterator[CauseSum]:
        """The sums by check, of checks that found something."""
        found = Counter(each.check for each in self.findings)
        taken = list(self.cuts.values())
        for check in CLAIM_CHECKS:
            if found[check.id]:
                fens = [fen for cause, fen in taken if cause == check.id]
                yield CauseSum(check.id, found[check.id], len(fens), Fen(sum(fens)))

    def sums(self) -> Iterator[MerchantSum]:
        """What each dealer claims and what the checks take off."""
        by_place = {
            place: MerchantSum(*place, rows, fen)
            for place, (rows, fen) in self.claims.by_dealer().items()
        }
        taken = self.cuts
        for claim in self.claims.approved:
            check, fen = taken.get(claim.id, ("", NOTHING))
            if fen:
                causes = by_place[claim.dealer, self.claims.kind].causes
                causes[check] = causes.get(check, 0) + fen
        yield from by_place.values()


def claim_audit(view: ReadView, terms: Terms) -> ClaimAudit | None:
    """The claims looked through; None where no kind is paid on claims."""
    if terms.claims is None:
        return None
    rows = redeemed(view.connection, terms.campaign.id, terms.claims.kind)
    findings = compare(terms.claims, rows)
    if terms.chosen is not None:
        findings = tuple(each for each in findings if each.check in terms.chosen)
    decided = view.vouchers.decisions.where(campaign_id=terms.campaign.id)
    return ClaimAudit(
        terms.claims,
        findings,
        {(x.check_id, x.row_id): x for x in decided if x.check_id in OF_CLAIMS},
        {} if rows or not terms.claims.approved else {CLAIM_UNREDEEMED: NO_ROWS},
    )


def claim_rows(view: ReadView, terms: Terms, check: str) -> tuple[tuple[FindingRow, str], ...]:
    """What one check found, as findings are listed, each with what it says."""
    audit = claim_audit(view, terms)
    if audit is None:
        return ()
    taken = audit.cuts
    return tuple(
        (_listed(audit, each, number, taken), each.told)
        for number, each in enumerate(audit.findings, 1)
        if each.check == check
    )


def _listed(
    audit: ClaimAudit, found: ClaimFinding, number: int, taken: dict[int, tuple[str, Fen]]
) -> FindingRow:
    about = _of_row(found.row) if found.check == UNCLAIMED and found.row else _of_claim(found)
    claim, decision = found.claim, audit.decisions.get(found.key)
    cause, fen = taken.get(claim.id, ("", NOTHING)) if claim else ("", NOTHING)
    return FindingRow(
        id=number,
        check=found.check,
        row_id=found.key[1],
        amount_fen=found.amount_fen,
        counted_fen=fen if cause == found.check else NOTHING,
        code=None,
        kind=audit.claims.kind,
        batch=(claim.batch or 0) if claim else 0,
        face_fen=None,
        fuel=None,
        decision=decision.decision if decision else "",
        reason=decision.reason if decision else "",
        decided_by=decision.decided_by if decision else "",
        **about,
    )


def _of_claim(found: ClaimFinding) -> dict[str, Any]:
    claim = found.claim
    if claim is None:
        raise ValueError(f"{found.check} names no claim")
    return {
        "transaction_no": claim.name,
        "claimed_fen": claim.claimed_fen,
        "spent_fen": claim.price_fen,
        "merchant": claim.dealer,
        "at": claim.bought_on,
        "place": "购车补贴申报表",
        "other_place": found.row.place if found.row else "",
    }


def _of_row(row: Redeemed) -> dict[str, Any]:
    return {
        "transaction_no": row.transaction_no,
        "claimed_fen": Fen(row.claimed_fen),
        "spent_fen": None,
        "merchant": row.merchant,
        "at": row.at,
        "place": row.place,
        "other_place": "",
    }
