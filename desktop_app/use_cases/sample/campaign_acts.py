"""Acts of a voucher campaign: its plan, its merchants and claims, the lists of the platform."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from desktop_app.domain.register import Owner, RegisterEntry
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.errors import Refused
from desktop_app.use_cases.registers.editing import EntryDraft, save_entries
from desktop_app.use_cases.sample.campaign_lists import (
    Maker,
    Row,
    claim_row,
    invoice,
)
from desktop_app.use_cases.sample.made_up import credit_code, id_number, phone, vin
from desktop_app.use_cases.sample.player import Player
from desktop_app.use_cases.sample.register_acts import typed
from desktop_app.use_cases.sample.story import StoryAct
from desktop_app.use_cases.vouchers.claims import reserve_claims
from desktop_app.use_cases.vouchers.importing import ListOrder, import_list
from desktop_app.use_cases.vouchers.merchants import admit_merchants
from desktop_app.use_cases.vouchers.platforms import rank_platforms
from desktop_app.use_cases.vouchers.starting import start_campaign
from desktop_app.use_cases.vouchers.terms import terms_of
from desktop_app.values.ids import CampaignId, EntryId
from resources import resource

CAMPAIGN = "xf"
"""What the story calls the campaign; its batches are xf-1, xf-2, ..., its merchants m1, m2, ...,
its claims cc1, cc2, ..."""
SCALED = "试点规模"
UNKNOWN_TO_THE_PLATFORM, TOLD_WRONG, STRANGER = 3, 4, 77
"""Claims the platform lacks or tells another amount of, and a car nobody claimed."""


def data() -> Mapping[str, Any]:
    """Plan, merchants, claims and faults of the sample campaign."""
    return tomllib.loads(resource("samples", "campaign.toml").read_text("utf-8"))


def campaign_of(player: Player) -> CampaignId:
    """The campaign of the story."""
    return CampaignId(player.rows[CAMPAIGN])


def terms(player: Player) -> Terms:
    """What its lists are judged by today."""
    return terms_of(player.desk, campaign_of(player))


def begin(player: Player, _act: StoryAct) -> None:
    """Begin the campaign and put the figures of the pilot in place of the county's."""
    plan = data()["plan"]
    key = start_campaign(player.desk, title=plan["title"])
    player.rows[CAMPAIGN] = EntryId(key)
    batches = {int(str(row.cells["number"])): row for row in _below(player, key, "voucher_batch")}
    player.rows |= {f"{CAMPAIGN}-{number}": row.id for number, row in batches.items()}
    drafts: list[EntryDraft] = []
    for told in plan["batch"]:
        batch = batches[told["number"]].id
        days = {name: told[name] for name in ("money", "opens_on", "closes_on")}
        drafts += [*_split(player, batch, plan, told["car"]), _changed(batch, days)]
    save_entries(player.desk, [*drafts, _changed(EntryId(key), {"total": plan["total"]})])


def _split(
    player: Player, batch: EntryId, plan: Mapping[str, Any], car: str
) -> Iterator[EntryDraft]:
    """Faces, then shares of a batch: the sum above is never less than those below it."""
    money = {"general": plan["general"], "appliance": plan["appliance"], "car": car}
    shares = {row.cells["kind"]: row for row in _below(player, batch, "voucher_share")}
    faces = {
        (row.cells["kind"], row.cells["face"]): row for row in _below(player, batch, "voucher_face")
    }
    kept_shares = [
        _kept("voucher_share", batch, shares.get(kind), {"kind": kind, "money": share})
        for kind, share in money.items()
    ]
    kept_faces = [
        _kept("voucher_face", batch, faces.get((face["kind"], int(face["face"]) * 100)), face)
        for face in plan["face"]
    ]
    yield from (*kept_faces, *kept_shares) if faces else (*kept_shares, *kept_faces)


def _kept(
    register: str, above: EntryId, row: RegisterEntry | None, cells: Mapping[str, object]
) -> EntryDraft:
    if row is None:
        return EntryDraft(register, typed(cells), Owner(parent_id=above))
    return _changed(row.id, cells)


def _changed(key: EntryId, cells: Mapping[str, object]) -> EntryDraft:
    return EntryDraft("", typed(cells), entry_id=key, reason=SCALED)


def _below(player: Player, above: int, register: str) -> tuple[RegisterEntry, ...]:
    with player.desk.workspace.read() as view:
        return view.registers.rows_of((register,), "parent_id", (above,))


def rank(player: Player, _act: StoryAct) -> None:
    """Rank the platforms by their scores."""
    rank_platforms(player.desk, campaign_of(player))


def merchants(player: Player, act: StoryAct) -> None:
    """The applications of the merchants, one after the other."""
    above, plan = Owner(parent_id=EntryId(campaign_of(player))), terms(player).campaign
    drafts: list[EntryDraft] = []
    for category, names in data()["merchants"].items():
        for name in names:
            number = len(drafts) + 1
            cells = {
                "number": number, "name": name, "credit_code": credit_code(number, plan.area_code),
                "category": category, "address": f"{plan.county}样本路{number}号",
                "shop": f"样本路{number}号店", "legal_person": f"店主{number}",
                "contact": f"店员{number}", "phone": phone(number), "bank": "示例农商行",
                "account": f"6228000000{number:09d}", "received_on": act.on, "has_licence": True,
                "emission": "six" if category == "car" else None,
                "is_above_quota": number % 7 == 1,
            }  # fmt: skip
            given = typed({name: each for name, each in cells.items() if each is not None})
            drafts.append(EntryDraft("merchant", given, above))
    keys = save_entries(player.desk, drafts)
    player.rows |= {f"m{number}": key for number, key in enumerate(keys, 1)}


def admit(player: Player, act: StoryAct) -> None:
    """Let the qualified merchants in."""
    admit_merchants(
        player.desk,
        campaign_of(player),
        signer=player.story.head,
        acted_on=act.on,
        document_number=act.text("number"),
    )


def claims(player: Player, act: StoryAct) -> None:
    """The claims for cars of one batch, as the dealers sent them."""
    above, batch = Owner(parent_id=EntryId(campaign_of(player))), act.number("batch")
    dealers = [x for x in terms(player).merchants if x.category == "car"]
    told = [each for each in data()["claims"]["claim"] if each["batch"] == batch]
    drafts = []
    for each in told:
        number, is_new = each["number"], each["fuel"] == "new_energy"
        dealer = dealers[number % len(dealers)]
        cells = {
            "number": number, "batch": batch, "dealer": dealer.name, "dealer_code": dealer.code,
            "buyer": f"某{number}", "id_card": id_number(500 + number),
            "phone": phone(500 + number), "vin": vin(number), "model": "示例型",
            "vehicle": "new_passenger", "fuel": each["fuel"], "invoice": invoice(number),
            "bought_on": act.day("bought_on"), "price": str(each["price"]),
            "has_agreement": each["how"] != "lacking", "has_invoice": True,
            "tax_paper": "exempt" if is_new else "paid", "has_id_card": True,
            "is_same_person": True, "received_on": act.on,
        }  # fmt: skip
        drafts.append(EntryDraft("car_claim", typed(cells), above))
    keys = save_entries(player.desk, drafts)
    player.rows |= {f"cc{each['number']}": key for each, key in zip(told, keys, strict=True)}


def reserve(player: Player, act: StoryAct) -> None:
    """Set the subsidy aside for those who stand first."""
    reserve_claims(player.desk, campaign_of(player), signer=player.story.head, acted_on=act.on)


def lists(player: Player, act: StoryAct) -> None:
    """Take in what the platform sends of a batch: vouchers issued, redemptions, refunds."""
    found, number = terms(player), act.number("batch")
    batch = found.campaign.batch(number)
    if batch is None:
        raise Refused(f"示例没有第 {number} 批", advice="请核对示例的经过。")
    active = [x for x in found.merchants if x.stays and x.stays[-1].until is None]
    made = Maker(found.campaign, batch, active, data()["lists"]).make()
    made.used += _cars(found, number)
    issued, used, refunds = made.write(player.scratch, number)
    for order in (
        ListOrder(issued, "issued"),
        ListOrder(used, "redemption"),
        ListOrder(refunds, "refund"),
    ):
        import_list(player.desk, found.campaign, order)


def _cars(found: Terms, batch: int) -> Iterator[Row]:
    """The claims of a batch as the platform knows them, and a car it alone knows."""
    told = {each["number"]: each for each in data()["claims"]["claim"]}
    dealers = {each.code: each for each in found.merchants}
    kind = found.campaign.kind(found.claimed_kind) if found.claims else None
    words = {x.fuel: (kind.title, x.fuel_title) for x in kind.brackets} if kind else {}
    approved = [x for x in (found.claims.approved if found.claims else ()) if x.batch == batch]
    for claim in approved:
        if claim.number != UNKNOWN_TO_THE_PLATFORM:
            each = {**told[claim.number], "bought_on": claim.bought_on}
            wrong = 50_000 if claim.number == TOLD_WRONG else 0
            money = claim.claimed_fen + wrong
            yield claim_row(each, dealers[claim.dealer], money, words[each["fuel"]])
    if approved and batch == 1:
        first = approved[0]
        each = {**told[first.number], "number": STRANGER, "bought_on": first.bought_on}
        yield claim_row(each, dealers[first.dealer], first.claimed_fen, words[each["fuel"]])
