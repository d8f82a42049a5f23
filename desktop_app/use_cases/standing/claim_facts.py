"""The claims of a campaign as its rows and signed readings say them; facts of one of them."""

from collections.abc import Iterable
from datetime import date

from desktop_app.domain.register import RegisterEntry
from desktop_app.domain.vouchers.claims import ONCE, ClaimBook, batch_of
from desktop_app.domain.vouchers.plan import Campaign, Kind
from desktop_app.rules.campaigns import (
    BALANCE,
    IS_COVERED,
    QUEUE_NUMBER,
    SAME_CLAIM,
    SUBSIDY,
    WAITING_AHEAD,
)
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema.campaign_claims import ClaimKind
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.standing.participation import Stays
from desktop_app.use_cases.standing.reading import Reading


def claim_book(
    reading: Reading, pack: Pack, claim: ClaimKind, row: RegisterEntry, plan: Campaign
) -> ClaimBook:
    """All claims of one kind in the campaign of a row."""
    live = {state.id: state.is_live for state in pack.states}
    rows = reading.shelf.of_owner(claim.register_, row.subject)
    return ClaimBook(
        claim,
        plan.kind(claim.kind),
        tuple(each for each in rows if live.get(each.state, True)),
        tuple(each for each in rows if not live.get(each.state, True)),
        {
            batch.number: share.money_fen
            for batch in plan.batches
            if batch.is_open and (share := batch.share(claim.kind)) is not None
        },
        {each.id: each.label for each in pack.register(claim.register_).field if each.id in ONCE},
        is_passing=_is_signed(reading, claim.passing),
        is_net=_is_signed(reading, claim.by_net_price),
    )


def claim_facts(book: ClaimBook, row: RegisterEntry) -> dict[str, JsonValue]:
    """Subsidy, queue and money of one claim, and what it repeats."""
    return {
        SUBSIDY: book.subsidy_fen(row),
        BALANCE: book.balance_fen(batch_of(row)),
        QUEUE_NUMBER: book.numbers.get(row.id),
        WAITING_AHEAD: book.ahead(row),
        IS_COVERED: book.is_covered(row),
        SAME_CLAIM: book.same(row) or None,
    }


def is_dealer(
    claimed: Kind, merchants: Iterable[RegisterEntry], stays: Stays, row: RegisterEntry
) -> bool | None:
    """Whether the dealer took part, in the right trade, on the day of purchase; None: unknown."""
    code, bought_on = row.cells.get("dealer_code"), row.cells.get("bought_on")
    if not code or not bought_on:
        return None
    day = date.fromisoformat(str(bought_on))
    return any(
        each.cells.get("credit_code") == code
        and each.cells.get("category") in claimed.trades
        and any(stay.holds(day) for stay in stays[each.id])
        for each in merchants
    )


def _is_signed(reading: Reading, option: str | None) -> bool:
    name, _, wanted = (option or "").partition("=")
    return bool(name) and reading.terms.readings.get(name) == wanted
