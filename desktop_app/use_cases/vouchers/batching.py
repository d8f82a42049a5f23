"""A payout list divided by batch and kind: subtotals that add up to its total to the cent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from db.unit_of_work import ReadView
from db.vouchers.batches import Parts, audited_parts, checked_parts, parts_until
from db.vouchers.sums import MerchantSum
from db.vouchers.verdicts import Place, claim_verdicts
from desktop_app.domain.vouchers.records import PayoutSums, Settlement, SettlementLine
from desktop_app.domain.vouchers.sums import numbered_batch
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.use_cases.vouchers.claim_findings import claim_audit
from desktop_app.use_cases.vouchers.payable import Payable
from desktop_app.values.money import Fen, yuan_text

COLUMNS = tuple(each.name for each in fields(PayoutSums) if each.name != "kind")


@dataclass(frozen=True)
class Subtotal(PayoutSums):
    """What one batch has of one kind, or what of a kind belongs to no single batch."""

    batch: int | None
    """0: the lists name no batch; None: recovered money and what cannot be divided."""

    @property
    def title(self) -> str:
        """The batch in words."""
        if self.batch is None:
            return "不分批次"
        return numbered_batch(self.batch) if self.batch else "没有写批次"


def parts_of(view: ReadView, terms: Terms, found: Payable) -> Iterator[tuple[Place, Parts]]:
    """How every line of a payout list divides; a line it cannot be told of is left out."""
    parts = _claim_parts(view, terms, found)
    campaign = terms.campaign.id
    if found.is_exact:
        rows = audited_parts(view.connection, campaign)
    else:
        rows = checked_parts(view.connection, campaign)
    parts |= {place: each for place, each in rows.items() if place[1] != terms.claimed_kind}
    until: dict[int, dict[Place, Parts]] = {}
    for each in found.sums:
        last = found.last_rows.get(each.place, 0)
        if last and last not in until:
            until[last] = parts_until(view.connection, campaign, last)
        own = _told_in_one(each, until[last].get(each.place, {})) if last else parts.get(each.place)
        if own and _agrees(each, own):
            yield each.place, own


def _told_in_one(line: MerchantSum, parts: Parts) -> Parts:
    """A cut told for the whole line is a batch's own where there is but one."""
    if len(parts) != 1:
        return parts
    return {batch: (rows, fen, line.disallowed_fen) for batch, (rows, fen, _) in parts.items()}


def _agrees(line: MerchantSum, parts: Parts) -> bool:
    rows, claimed, cut = (sum(each) for each in zip(*parts.values(), strict=True))
    return (rows, claimed) == (line.rows, line.claimed_fen) and cut in {0, line.disallowed_fen}


def _claim_parts(view: ReadView, terms: Terms, found: Payable) -> dict[Place, Parts]:
    if terms.claims is None:
        return {}
    verdicts = claim_verdicts(view.connection, terms.campaign.id) if found.is_exact else {}
    audit = None if found.is_exact else claim_audit(view, terms)
    cuts = {claim: fen for claim, (_, fen) in audit.cuts.items()} if audit else {}
    parts: dict[Place, Parts] = {}
    for claim in terms.claims.approved:
        told = verdicts.get(claim.id)
        if found.is_exact and (told is None or told[0] != claim.claimed_fen):
            continue
        cut = claim.claimed_fen - told[1] if told else cuts.get(claim.id, 0)
        own = parts.setdefault((claim.dealer, terms.claims.kind), {})
        rows, fen, taken = own.get(claim.batch or 0, (0, 0, 0))
        own[claim.batch or 0] = (rows + 1, fen + claim.claimed_fen, taken + cut)
    return parts


def subtotals(
    view: ReadView, made: Settlement, lines: Sequence[SettlementLine]
) -> tuple[Subtotal, ...]:
    """By batch and kind; what of a kind the batches do not account for stands last.

    Paid is what the last list that was paid accepted of the batch. A line is always paid in full,
    so what a batch has gained since then is payable now, but for money recovered.
    """
    parts = view.vouchers.batches.where(settlement_id=made.id)
    if not parts:
        return ()
    paid = _paid_parts(view, made)
    if paid is None:
        return ()
    sums: dict[tuple[str, int], list[int]] = {}
    for each in parts:
        accepted = each.claimed_fen - each.disallowed_fen
        before = paid.get((each.merchant, each.kind, each.batch), 0)
        own = sums.setdefault((each.kind, each.batch), [0] * len(COLUMNS))
        told = (each.rows, each.claimed_fen, each.disallowed_fen, 0, before, accepted - before)
        own[:] = [a + b for a, b in zip(own, told, strict=True)]
    return tuple(_in_order(sums, lines))


def _paid_parts(view: ReadView, made: Settlement) -> Mapping[tuple[str, str, int], int] | None:
    """By line and batch what the last paid list accepted; None where a paid one is not divided."""
    versions = {
        x.id: x.version for x in view.vouchers.settlements.where(campaign_id=made.campaign_id)
    }
    last: dict[Place, int] = {}
    for payment in view.vouchers.payments.where(campaign_id=made.campaign_id):
        if versions[payment.settlement_id] < made.version:
            last[payment.merchant, payment.kind] = payment.settlement_id
    found: dict[tuple[str, str, int], int] = {}
    for settlement in set(last.values()):
        divided = view.vouchers.batches.where(settlement_id=settlement)
        if not divided:
            return None
        found |= {
            (x.merchant, x.kind, x.batch): x.claimed_fen - x.disallowed_fen
            for x in divided
            if last.get((x.merchant, x.kind)) == settlement
        }
    return found


def _in_order(
    sums: Mapping[tuple[str, int], Sequence[int]], lines: Iterable[SettlementLine]
) -> Iterator[Subtotal]:
    left: dict[str, list[int]] = {}
    for line in lines:
        own = left.setdefault(line.kind, [0] * len(COLUMNS))
        own[:] = [a + getattr(line, name) for a, name in zip(own, COLUMNS, strict=True)]
    for kind, batch in sorted(sums, key=lambda place: (place[1], place[0])):
        told = sums[kind, batch]
        left[kind] = [a - b for a, b in zip(left[kind], told, strict=True)]
        yield _subtotal(batch, kind, told)
    for kind, rest in sorted(left.items()):
        if any(rest):
            yield _subtotal(None, kind, rest)


def _subtotal(batch: int | None, kind: str, told: Sequence[int]) -> Subtotal:
    claimed, cut, recovered, paid, payable = map(Fen, told[1:])
    return Subtotal(kind, told[0], claimed, cut, recovered, paid, payable, batch)


def batch_words(found: Iterable[Subtotal]) -> str:
    """What is payable batch by batch, in words; empty where nothing is divided."""
    sums: dict[str, int] = {}
    for each in found:
        sums[each.title] = sums.get(each.title, 0) + each.payable_fen
    told = "，".join(f"{title} {yuan_text(Fen(fen))} 元" for title, fen in sums.items())
    return f"其中：{told}" if told else ""


def batch_rows(settlement_id: int, place: Place, parts: Parts) -> Iterator[dict[str, object]]:
    """The division of one line as it is kept."""
    for batch, (rows, claimed, cut) in sorted(parts.items()):
        yield {
            "settlement_id": settlement_id,
            "merchant": place[0],
            "kind": place[1],
            "batch": batch,
            "rows": rows,
            "claimed_fen": Fen(claimed),
            "disallowed_fen": Fen(cut),
        }
