"""Claims made at the shop: their queue and money, and who gets money next."""

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.register import RegisterEntry
from desktop_app.domain.vouchers.claims import ClaimBook, batch_of
from desktop_app.errors import Refused
from desktop_app.rules.schema.campaign_claims import ClaimKind
from desktop_app.rules.verdict import LIGHT_WORDS
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.reserve_pool.steps import record_for_many
from desktop_app.use_cases.standing.campaign_facts import CampaignFacts
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.use_cases.vouchers.campaigns import CampaignBook, open_campaign
from desktop_app.values.ids import CampaignId, EntryId
from desktop_app.values.money import Fen

FLAGGED = ("fail", "judge")
BEHIND = 1_000_000
"""Claims without a queue number stand behind all others."""


@dataclass(frozen=True)
class ClaimRow:
    """One claim as the board shows it; without anything personal."""

    id: EntryId
    number: int
    place: int | None
    """Its number in the queue; None while papers are missing."""
    batch: int | None
    dealer: str
    fuel: str
    price_fen: Fen | None
    subsidy_fen: Fen | None
    state_label: str
    turn: str
    """Whether it holds money, is next, or waits; empty where it is not in the queue."""
    light_word: str
    problems: tuple[str, ...]
    is_live: bool


@dataclass(frozen=True)
class ClaimMoney:
    """How the money of one open batch stands."""

    batch: int
    money_fen: Fen
    reserved_fen: Fen
    balance_fen: Fen


@dataclass(frozen=True)
class ClaimBoard:
    """The claims of a campaign with what they come to."""

    campaign: str
    title: str
    """What the claims are for; empty where the campaign has none."""
    money: tuple[ClaimMoney, ...]
    reserved: int
    waiting: int
    next: int
    """How many of those waiting the rest of the money is enough for."""
    is_passing: bool
    rows: tuple[ClaimRow, ...]


@dataclass(frozen=True)
class Reservation:
    """For whom money was set aside and who waits on."""

    reserved: int
    waiting: int
    amount_fen: Fen


def claim_board(desk: Desk, campaign_id: CampaignId) -> ClaimBoard:
    """Every claim by its place in the queue, those with missing papers behind."""
    with desk.workspace.read() as view:
        book = open_campaign(desk, view, campaign_id)
        claim = next(iter(book.kind.claim), None)
        if claim is None:
            return ClaimBoard(book.campaign.name, "", (), 0, 0, 0, is_passing=False, rows=())
        claims = _claims(book, claim)
        return ClaimBoard(
            campaign=book.campaign.name,
            title=claims.kind.title,
            money=tuple(_money(claims, batch) for batch in sorted(claims.money)),
            reserved=len(claims.reserved),
            waiting=len(claims.waiting),
            next=len(claims.covered),
            is_passing=claims.is_passing,
            rows=_rows(book, claim, claims),
        )


def reserve_claims(
    desk: Desk, campaign_id: CampaignId, *, signer: str, acted_on: date | None = None
) -> Reservation:
    """Set the whole subsidy aside for those who stand first, as far as the money goes."""
    require(desk, "vouchers.merchants")
    with desk.workspace.read() as view:
        book = open_campaign(desk, view, campaign_id)
        claim = next(iter(book.kind.claim), None)
        if claim is None:
            raise Refused(
                "这个活动没有到店申报的券种", advice="在规则包的 campaigns.toml 写 claim。"
            )
        claims = _claims(book, claim)
        chosen = [row for row in claims.waiting if row.id in claims.covered]
    if not chosen:
        raise _nobody(claims)
    entry = StepEntry(
        claim.reservation_step, claim.reservation_outcome, acted_on=acted_on, signer=signer
    )
    record_for_many(desk, [row.subject for row in chosen], entry)
    amount = Fen(sum(claims.subsidy_fen(row) or 0 for row in chosen))
    return Reservation(len(chosen), len(claims.waiting) - len(chosen), amount)


def _nobody(claims: ClaimBook) -> Refused:
    if not claims.waiting:
        return Refused("没有等额度的申报", advice="请先登记资料审核；资料齐全的才排队。")
    if not claims.money:
        return Refused("还没有开放的批次", advice="请先开放有这个券种额度的批次。")
    return Refused(
        "余额不够排在最前的一笔", advice="候补；有申报撤回或不再补贴，或写明别的批次以后再办。"
    )


def _claims(book: CampaignBook, claim: ClaimKind) -> ClaimBook:
    return CampaignFacts(book.reading).claims(book.entry, book.pack, book.kind, claim)


def _money(claims: ClaimBook, batch: int) -> ClaimMoney:
    held = claims.reserved_fen(batch)
    return ClaimMoney(batch, claims.money[batch], held, Fen(claims.money[batch] - held))


def _rows(book: CampaignBook, claim: ClaimKind, claims: ClaimBook) -> tuple[ClaimRow, ...]:
    entries = (*claims.rows, *claims.fallen)
    courses = courses_of(book.reading, [entry.subject for entry in entries])
    states = {state.id: state for state in book.pack.states}
    fuels = {each.fuel: each.fuel_title for each in claims.kind.brackets}
    live = {row.id for row in claims.rows}
    rows = []
    for entry in entries:
        course, state = courses[entry.subject], states.get(entry.state)
        problems = [each.message for each in course.verdicts if each.light in FLAGGED]
        cells = entry.cells
        rows.append(
            ClaimRow(
                id=entry.id,
                number=_whole(entry, "number") or 0,
                place=claims.numbers.get(entry.id),
                batch=batch_of(entry),
                dealer=str(cells.get("dealer") or cells.get("dealer_code") or ""),
                fuel=fuels.get(str(cells.get("fuel") or ""), ""),
                price_fen=None if (price := _whole(entry, "price")) is None else Fen(price),
                subsidy_fen=claims.subsidy_fen(entry),
                state_label=state.title if state else "",
                turn=_turn(claim, claims, entry),
                light_word=LIGHT_WORDS[course.standing()[0].light],
                problems=tuple(problems),
                is_live=entry.id in live,
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.place or BEHIND, row.number, row.id)))


def _turn(claim: ClaimKind, claims: ClaimBook, entry: RegisterEntry) -> str:
    if entry.state in claim.reserved:
        return "已留"
    if entry.state not in claim.waiting:
        return ""
    return "可以留" if entry.id in claims.covered else "候补"


def _whole(entry: RegisterEntry, column: str) -> int | None:
    value = entry.cells.get(column)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
