"""The effect of a campaign as the lists, the audit and the statistics bureau's figures give it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from db.unit_of_work import ReadView
from db.vouchers.effect import (
    Used,
    issued_by_kind,
    used_by_day,
    used_by_kind,
    used_by_merchant,
)
from desktop_app.domain.register import RegisterEntry
from desktop_app.domain.vouchers.claim_pay import PaidClaim
from desktop_app.domain.vouchers.effect import NOTHING, EffectLine, total
from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.domain.vouchers.sums import batch_name, numbered_batch
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.vouchers.campaigns import CampaignBook, open_campaign
from desktop_app.use_cases.vouchers.claim_findings import claim_audit
from desktop_app.use_cases.vouchers.terms import terms_of
from desktop_app.values.ids import CampaignId
from desktop_app.values.money import Fen

Key = TypeVar("Key")
UNKNOWN_TRADE = "不在名单的商户"


@dataclass(frozen=True)
class DayLine:
    """One day of one kind."""

    day: str
    kind: str
    used: int
    accepted_fen: Fen
    sales_fen: Fen


@dataclass(frozen=True)
class Effect:
    """What a campaign has moved up to a day."""

    campaign: Campaign
    on: date
    audited_on: date | None
    """The day of the last audit; None: nothing is taken off yet."""
    by_kind: tuple[EffectLine, ...]
    """By batch and kind, in the order of the plan."""
    by_trade: tuple[EffectLine, ...]
    by_day: tuple[DayLine, ...]
    by_batch_day: Mapping[int, Mapping[date, Fen]]
    """Accepted money by batch and day; under 0 what names no batch."""
    merchants: int
    """Merchants with an accepted redemption."""

    @property
    def whole(self) -> EffectLine:
        """Everything together."""
        return total(self.by_kind)

    @property
    def average_fen(self) -> Fraction | None:
        """Spent on one accepted purchase."""
        whole = self.whole
        return Fraction(whole.sales_fen, whole.used) if whole.used else None


def effect(desk: Desk, campaign_id: CampaignId) -> Effect:
    """The effect as it stands: rates, sales moved and leverage by kind, trade and day.

    A kind paid on claims is told by its approved claims, on the day of the purchase.
    """
    terms = terms_of(desk, campaign_id)
    with desk.workspace.read() as view:
        book = open_campaign(desk, view, campaign_id)
        audit = view.vouchers.last_audit(campaign_id)
        claims = dict(_claims_used(view, terms))
        connection, without = view.connection, terms.claimed_kind
        by_merchant = used_by_merchant(connection, campaign_id, without)
        by_day = used_by_day(connection, campaign_id, without)
        by_kind = used_by_kind(connection, campaign_id, without)
        for claim, used in claims.items():
            place = (claim.batch or 0, without)
            _add(by_merchant, claim.dealer, used)
            if claim.bought_on:
                _add(by_day, (claim.bought_on, *place), used)
            _add(by_kind, place, used)
        return Effect(
            campaign=book.campaign,
            on=desk.today,
            audited_on=audit.audited_on if audit else None,
            by_kind=tuple(
                _by_kind(book.campaign, by_kind, issued_by_kind(connection, campaign_id))
            ),
            by_trade=tuple(_by_trade(book, by_merchant)),
            by_day=_by_day(by_day),
            by_batch_day=_by_batch_day(by_day),
            merchants=sum(used.accepted_rows > 0 for used in by_merchant.values()),
        )


def _claims_used(view: ReadView, terms: Terms) -> Iterator[tuple[PaidClaim, Used]]:
    """Each approved claim as a redemption counts."""
    audit = claim_audit(view, terms)
    if audit is None:
        return
    taken = audit.cuts
    for claim in audit.claims.approved:
        _, cut = taken.get(claim.id, ("", NOTHING))
        is_left = cut < claim.claimed_fen
        sales = (claim.price_fen or 0) if is_left else 0
        yield claim, Used(1, claim.claimed_fen, cut, int(is_left), sales)


def _add(found: dict[Key, Used], key: Key, used: Used) -> None:
    found[key] = found.get(key, Used()) + used


def _by_kind(
    campaign: Campaign,
    used: Mapping[tuple[int, str], Used],
    issued: Mapping[tuple[int, str], tuple[int, int]],
) -> Iterable[EffectLine]:
    """Every kind of every batch of the plan; then what a list names and the plan does not."""
    titles = {kind.id: kind.title for kind in campaign.kinds}
    planned = {
        (batch.number, share.kind_id): (batch_name(batch), share)
        for batch in campaign.batches
        for share in batch.shares
    }
    for place in (*planned, *sorted((used.keys() | issued.keys()) - planned.keys())):
        number, kind = place
        name, share = planned.get(place, (numbered_batch(number) if number else "没有写批次", None))
        yield _line(
            f"{number}.{kind}",
            f"{name}　{titles.get(kind, kind)}",
            used.get(place, Used()),
            budget=share.money_fen if share else NOTHING,
            planned=share.pieces if share else 0,
            issued=issued.get(place, (0, 0))[0],
        )


def _by_day(found: Mapping[tuple[str, int, str], Used]) -> tuple[DayLine, ...]:
    sums: dict[tuple[str, str], Used] = {}
    for (day, _, kind), used in found.items():
        sums[day, kind] = sums.get((day, kind), Used()) + used
    return tuple(
        DayLine(
            day, kind, used.accepted_rows, Fen(used.claimed_fen - used.cut_fen), Fen(used.sales_fen)
        )
        for (day, kind), used in sorted(sums.items())
    )  # fmt: skip


def _by_batch_day(found: Mapping[tuple[str, int, str], Used]) -> dict[int, dict[date, Fen]]:
    sums: dict[int, dict[date, Fen]] = {}
    for (day, batch, _), used in found.items():
        of_batch, on = sums.setdefault(batch, {}), date.fromisoformat(day)
        of_batch[on] = Fen(of_batch.get(on, NOTHING) + used.claimed_fen - used.cut_fen)
    return sums


def _by_trade(book: CampaignBook, used: Mapping[str, Used]) -> Iterable[EffectLine]:
    rows = book.reading.shelf.of_owner(book.kind.merchants, book.subject)
    trades = {_code(row): str(row.cells.get("category") or "") for row in rows}
    sums: dict[str, Used] = {}
    for code, each in used.items():
        trade = trades.get(code, "")
        sums[trade] = sums.get(trade, Used()) + each
    for category in book.campaign.categories:
        if category.id in sums:
            yield _line(category.id, category.title, sums.pop(category.id))
    for trade, each in sums.items():
        yield _line(trade or "unknown", UNKNOWN_TRADE, each)


def _code(row: RegisterEntry) -> str:
    return str(row.cells.get("credit_code") or "")


def _line(
    key: str, title: str, used: Used, *, budget: Fen = NOTHING, planned: int = 0, issued: int = 0
) -> EffectLine:
    return EffectLine(
        key, title, budget, planned, issued, used.accepted_rows, Fen(used.claimed_fen),
        Fen(used.cut_fen), Fen(used.sales_fen),
    )  # fmt: skip
