"""Merchants: where their applications stand, their order when too many qualify, who is let in."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.unit_of_work import ReadView
from desktop_app.domain.office import OfficeSetting
from desktop_app.domain.register import RegisterEntry
from desktop_app.domain.vouchers.merchants import MerchantBook, in_order
from desktop_app.errors import Refused
from desktop_app.rules.schema.campaigns import MerchantOrder
from desktop_app.rules.verdict import LIGHT_WORDS, Verdict
from desktop_app.rules.wording import listed
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.reserve_pool.steps import record_for_many
from desktop_app.use_cases.standing.campaign_facts import CampaignFacts
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.entries import change_rows, spec_of
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.use_cases.vouchers.campaigns import CampaignBook, open_campaign
from desktop_app.values.ids import CampaignId, EntryId

FLAGGED = ("fail", "judge")


@dataclass(frozen=True)
class MerchantRow:
    """One application as the board shows it."""

    id: EntryId
    number: int
    name: str
    category: str
    state: str
    state_label: str
    light: str
    light_word: str
    problems: tuple[Verdict, ...]
    """The checks that stand against it or need a person."""
    place: int | None
    is_live: bool


@dataclass(frozen=True)
class MerchantBoard:
    """All applications of a campaign with what they come to."""

    campaign: str
    places: int | None
    free: int | None
    admitted: int
    waiting: int
    is_crowded: bool
    order: str
    """The order the office has decided on, as shown; empty: none."""
    rows: tuple[MerchantRow, ...]

    @property
    def flagged(self) -> tuple[MerchantRow, ...]:
        """Those with a check that failed or needs a person."""
        return tuple(row for row in self.rows if row.problems and row.is_live)

    @property
    def by_cause(self) -> dict[str, int]:
        """How many applications each check stands against."""
        return dict(Counter(each.title for row in self.flagged for each in row.problems))


@dataclass(frozen=True)
class Admission:
    """Who was let in and who waits on."""

    admitted: int
    waiting: int
    free: int | None


def merchant_board(desk: Desk, campaign_id: CampaignId) -> MerchantBoard:
    """Every application with its checks, by number."""
    with desk.workspace.read() as view:
        book = open_campaign(desk, view, campaign_id)
        merchants = _merchants(book)
        order = _decided(desk, view, book)
        return MerchantBoard(
            campaign=book.campaign.name,
            places=merchants.places,
            free=merchants.free,
            admitted=len(merchants.admitted),
            waiting=len(merchants.waiting),
            is_crowded=merchants.is_crowded,
            order=order[0].title if order else "",
            rows=_rows(book),
        )


def rank_merchants(desk: Desk, campaign_id: CampaignId, *, seed: int | None = None) -> int:
    """Give those that qualify their places by the order the office has decided on.

    Refused while no order is decided: the text names none. A draw by lot needs its seed, which is
    kept with every place. Gives how many were ranked.
    """
    require(desk, "vouchers.merchants")
    with desk.workspace.begin(desk.act("merchant_rank", "商户排名")) as uow:
        book = open_campaign(desk, uow, campaign_id)
        merchants = _merchants(book)
        order, setting = _must_be_decided(desk, uow, book)
        if not merchants.waiting:
            raise Refused("没有等名额的合格商户", advice="请先登记资格审核。")
        if order.is_drawn and seed is None:
            raise Refused(
                "摇号没有写种子", advice="请写一个公开产生的数，如当天公布的号码，会存档。"
            )
        ranked = in_order(order, merchants.waiting, seed or 0)
        spec = spec_of(book.pack, book.kind.merchants)
        basis = _basis(order, setting, seed)
        first = len(merchants.admitted) + 1
        changes = {
            row.id: {**row.cells, "place": first + n, "place_basis": basis}
            for n, row in enumerate(ranked)
        }
        change_rows(uow, book.pack, spec, changes)
        uow.concern((book.subject,))
    refresh(desk)
    return len(ranked)


def admit_merchants(
    desk: Desk,
    campaign_id: CampaignId,
    *,
    signer: str,
    acted_on: date | None = None,
    document_number: str = "",
) -> Admission:
    """Let in those that stand first, as many as there are places; the others wait on."""
    require(desk, "vouchers.merchants")
    with desk.workspace.read() as view:
        book = open_campaign(desk, view, campaign_id)
        merchants = _merchants(book)
        if book.kind.admission is None:
            raise Refused("规则包没有写怎样列入名单", advice="在 campaigns.toml 写 admission。")
        if merchants.is_crowded:
            _must_be_decided(desk, view, book)
        _refuse_unranked(merchants)
        chosen = _first(merchants)
    if not chosen:
        what = "名额已满" if merchants.waiting else "没有等名额的合格商户"
        raise Refused(what, advice="有商户退出或清退，或有新的合格商户以后再办。")
    entry = StepEntry(
        book.kind.admission_step,
        book.kind.admission_outcome,
        acted_on=acted_on,
        signer=signer,
        document_number=document_number,
    )
    record_for_many(desk, [row.subject for row in chosen], entry)
    left = None if merchants.free is None else merchants.free - len(chosen)
    return Admission(len(chosen), len(merchants.waiting) - len(chosen), left)


def _merchants(book: CampaignBook) -> MerchantBook:
    return CampaignFacts(book.reading).book(book.entry, book.pack, book.kind)


def _first(merchants: MerchantBook) -> list[RegisterEntry]:
    order = sorted(merchants.waiting, key=lambda row: merchants.ranked[row.id])
    return order if merchants.free is None else order[: merchants.free]


def _refuse_unranked(merchants: MerchantBook) -> None:
    unranked = [row.name for row in merchants.waiting if row.cells.get("place") is None]
    if merchants.is_crowded and unranked:
        raise Refused(
            f"合格的商户超过名额，还有 {len(unranked)} 户没有排名，如“{unranked[0]}”",
            advice="请先按本办定的次序排名，再列入名单。",
        )


def _decided(
    desk: Desk, view: ReadView, book: CampaignBook
) -> tuple[MerchantOrder, OfficeSetting] | None:
    """The order the office has decided on, with the decision."""
    setting = view.settings.on(desk.today).get(book.kind.order_setting or "")
    found = next((o for o in book.kind.order if setting and o.id == setting.value), None)
    return (found, setting) if found and setting else None


def _must_be_decided(
    desk: Desk, view: ReadView, book: CampaignBook
) -> tuple[MerchantOrder, OfficeSetting]:
    found = _decided(desk, view, book)
    if found is None:
        known = listed(f"{each.id}（{each.title}）" for each in book.kind.order)
        raise Refused(
            "原文没有写商户超过名额时的次序，本办也还没有定",
            advice=f"请在“法规”的本办设定里定好次序，写明理由和签定人。可选：{known or '没有'}。",
            clauses=book.pack.clauses(_clauses(book)),
        )
    return found


def _clauses(book: CampaignBook) -> Sequence[str]:
    setting = book.kind.order_setting
    return book.pack.setting(setting).rows if setting else ()


def _basis(order: MerchantOrder, setting: OfficeSetting, seed: int | None) -> str:
    by = f"{setting.signer}签定" if setting.signer else "本办定"
    lot = f"，种子 {seed}" if order.is_drawn else ""
    return f"{order.title}{lot}（{setting.valid_from.isoformat()}起，{by}：{setting.reason}）"


def _rows(book: CampaignBook) -> tuple[MerchantRow, ...]:
    entries = book.reading.shelf.of_owner(book.kind.merchants, book.subject)
    courses = courses_of(book.reading, [entry.subject for entry in entries])
    states = {state.id: state for state in book.pack.states}
    categories = {each.id: each.title for each in book.campaign.categories}
    rows = []
    for entry in entries:
        course, state = courses[entry.subject], states.get(entry.state)
        problems = tuple(each for each in course.verdicts if each.light in FLAGGED)
        light = course.standing()[0].light
        rows.append(
            MerchantRow(
                id=entry.id,
                number=_whole(entry.cells, "number") or 0,
                name=entry.name,
                category=categories.get(str(entry.cells.get("category") or ""), ""),
                state=entry.state,
                state_label=state.title if state else "",
                light=light,
                light_word=LIGHT_WORDS[light],
                problems=problems,
                place=_whole(entry.cells, "place"),
                is_live=state.is_live if state else True,
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.number, row.id)))


def _whole(cells: Mapping[str, object], column: str) -> int | None:
    value = cells.get(column)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
