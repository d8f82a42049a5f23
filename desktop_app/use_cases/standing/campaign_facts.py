"""What the program works out for the rows of a voucher campaign: sums, gaps, repeats, places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.domain.register import RegisterEntry
from desktop_app.domain.vouchers.brackets import bracket_faults
from desktop_app.domain.vouchers.claims import ClaimBook
from desktop_app.domain.vouchers.from_rows import campaign_of
from desktop_app.domain.vouchers.merchants import COMPARED, MerchantBook, area_of
from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.domain.vouchers.sums import opening_differences, plan_differences, told
from desktop_app.rules.campaigns import (
    AREA,
    BRACKET_FAULTS,
    BRACKET_TOLD,
    ENGAGED,
    FREE_PLACES,
    IS_CROWDED,
    IS_DEALER,
    PLAN_FAULTS,
    PLAN_TOLD,
    SAME_CODE,
    SAME_OTHERS,
    SPLIT_FAULTS,
    SPLIT_TOLD,
    WAITING_AHEAD,
    campaign_kind,
)
from desktop_app.rules.facts import FactValue
from desktop_app.rules.pack import Pack
from desktop_app.rules.registers import field_fact
from desktop_app.rules.schema import CampaignKind
from desktop_app.rules.schema.campaign_claims import ClaimKind
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.standing.campaign_rows import campaign_rows
from desktop_app.use_cases.standing.claim_facts import claim_book, claim_facts, is_dealer
from desktop_app.use_cases.standing.known_facts import Known
from desktop_app.use_cases.standing.participation import Stays, merchant_stays
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.values.ids import EntryId

SOURCE = "程序比对"
NO_LIMIT = 1_000_000
"""Free places shown to the checks of a campaign without a limit."""


@dataclass
class CampaignFacts:
    """The facts of the rows of campaigns; each campaign is read once."""

    reading: Reading
    _campaigns: dict[EntryId, Campaign] = field(default_factory=dict)
    _books: dict[EntryId, MerchantBook] = field(default_factory=dict)
    _claims: dict[tuple[EntryId, str], ClaimBook] = field(default_factory=dict)
    _stays: dict[EntryId, tuple[Sequence[RegisterEntry], Stays]] = field(default_factory=dict)

    def of(self, row: RegisterEntry, pack: Pack) -> Known:
        """What is worked out for one row; nothing for rows of other registers."""
        kind = campaign_kind(pack.campaigns, row.register_id)
        if kind is None:
            return {}
        found: Mapping[str, JsonValue] = {}
        if row.register_id == kind.register_:
            found = self._of_campaign(row, pack, kind)
        elif row.register_id == kind.batches:
            found = self._of_batch(row, pack, kind)
        elif row.register_id == kind.merchants:
            found = self._of_merchant(row, pack, kind)
        else:
            found = self._of_claim(row, pack, kind)
        return {
            field_fact(row.register_id, name): FactValue(value, SOURCE)
            for name, value in found.items()
        }

    def campaign(self, row: RegisterEntry, pack: Pack, kind: CampaignKind) -> Campaign:
        """The plan a campaign's row stands for."""
        if row.id not in self._campaigns:
            rows = campaign_rows(self.reading.view, kind, row)
            self._campaigns[row.id] = campaign_of(pack, kind, rows, self.reading.on)
        return self._campaigns[row.id]

    def book(self, row: RegisterEntry, pack: Pack, kind: CampaignKind) -> MerchantBook:
        """The merchants of a campaign that still count."""
        if row.id not in self._books:
            live = {state.id: state.is_live for state in pack.states}
            spec = pack.register(kind.merchants)
            self._books[row.id] = MerchantBook(
                kind,
                tuple(
                    each
                    for each in self.reading.shelf.of_owner(kind.merchants, row.subject)
                    if live.get(each.state, True)
                ),
                self.campaign(row, pack, kind).merchants_max,
                {each.id: each.label for each in spec.field if each.id in COMPARED},
            )
        return self._books[row.id]

    def claims(
        self, row: RegisterEntry, pack: Pack, kind: CampaignKind, claim: ClaimKind
    ) -> ClaimBook:
        """The claims of one kind in a campaign."""
        key = (row.id, claim.register_)
        if key not in self._claims:
            plan = self.campaign(row, pack, kind)
            self._claims[key] = claim_book(self.reading, pack, claim, row, plan)
        return self._claims[key]

    def _of_claim(
        self, row: RegisterEntry, pack: Pack, kind: CampaignKind
    ) -> Mapping[str, JsonValue]:
        above = self._above(row)
        claim = next((each for each in kind.claim if each.register_ == row.register_id), None)
        if above is None or claim is None:
            return {}
        book = self.claims(above, pack, kind, claim)
        dealers, stays = self._dealers(above, pack, kind)
        return claim_facts(book, row) | {IS_DEALER: is_dealer(book.kind, dealers, stays, row)}

    def _dealers(
        self, above: RegisterEntry, pack: Pack, kind: CampaignKind
    ) -> tuple[Sequence[RegisterEntry], Stays]:
        """Every merchant that ever applied, those removed since included, and when it took part."""
        if above.id not in self._stays:
            rows = tuple(self.reading.shelf.of_owner(kind.merchants, above.subject))
            self._stays[above.id] = rows, merchant_stays(self.reading.view, pack, kind, rows)
        return self._stays[above.id]

    def _of_campaign(
        self, row: RegisterEntry, pack: Pack, kind: CampaignKind
    ) -> Mapping[str, JsonValue]:
        campaign = self.campaign(row, pack, kind)
        sums = plan_differences(campaign)
        gaps = [fault for each in campaign.kinds for fault in bracket_faults(each)]
        return {
            PLAN_FAULTS: len(sums),
            PLAN_TOLD: told(sums),
            BRACKET_FAULTS: len(gaps),
            BRACKET_TOLD: "；".join(gaps),
        }

    def _of_batch(
        self, row: RegisterEntry, pack: Pack, kind: CampaignKind
    ) -> Mapping[str, JsonValue]:
        above = self._above(row)
        number = row.cells.get("number")
        if above is None or not isinstance(number, int):
            return {}
        campaign = self.campaign(above, pack, kind)
        batch = campaign.batch(number)
        found = opening_differences(campaign, batch) if batch else ()
        platforms = self.reading.shelf.of_owner(kind.platforms or "", above.subject)
        engaged = sum(each.state in kind.engaged for each in platforms)
        return {SPLIT_FAULTS: len(found), SPLIT_TOLD: told(found), ENGAGED: engaged}

    def _of_merchant(
        self, row: RegisterEntry, pack: Pack, kind: CampaignKind
    ) -> Mapping[str, JsonValue]:
        above = self._above(row)
        if above is None:
            return {}
        book = self.book(above, pack, kind)
        code, address = (str(row.cells.get(each) or "") for each in ("credit_code", "address"))
        return {
            AREA: area_of(kind, code, address),
            SAME_CODE: book.same_code(row) or None,
            SAME_OTHERS: book.same_others(row) or None,
            FREE_PLACES: NO_LIMIT if book.free is None else book.free,
            WAITING_AHEAD: book.ranked.get(row.id, 0),
            IS_CROWDED: book.is_crowded,
        }

    def _above(self, row: RegisterEntry) -> RegisterEntry | None:
        return self.reading.shelf.entry(row.parent_id) if row.parent_id is not None else None
