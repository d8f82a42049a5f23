"""What the registers of a voucher campaign must hold, and the facts the program adds to them."""

from collections.abc import Iterable, Iterator, Mapping

from desktop_app.rules.facts import FactSpec
from desktop_app.rules.registers import field_fact
from desktop_app.rules.schema.campaigns import CampaignKind

CAMPAIGN_COLUMNS: Mapping[str, str] = {
    "title": "text", "theme": "text", "starts_on": "date", "ends_on": "date", "total": "money",
    "merchants_max": "integer", "edition": "integer",
}  # fmt: skip
BATCH_COLUMNS: Mapping[str, str] = {
    "number": "integer", "title": "text", "money": "money", "opens_on": "date",
    "closes_on": "date",
}  # fmt: skip
SHARE_COLUMNS: Mapping[str, str] = {"kind": "choice", "money": "money"}
FACE_COLUMNS: Mapping[str, str] = {
    "kind": "choice", "face": "money", "threshold": "money", "count": "integer",
}  # fmt: skip
GOODS_COLUMNS: Mapping[str, str] = {
    "kind": "choice", "category": "text", "name": "text", "grade_kind": "text", "grades": "text",
    "words": "text", "is_open": "bool",
}  # fmt: skip
BRACKET_COLUMNS: Mapping[str, str] = {
    "kind": "choice", "fuel": "choice", "low": "money", "low_included": "bool", "high": "money",
    "high_included": "bool", "subsidy": "money",
}  # fmt: skip
MERCHANT_COLUMNS: Mapping[str, str] = {
    "number": "integer", "name": "text", "credit_code": "text", "category": "choice",
    "address": "text", "place": "integer", "place_basis": "text", "joined_on": "date",
}  # fmt: skip
PLATFORM_COLUMNS: Mapping[str, str] = {
    "name": "text", "matching_money": "money", "score": "number", "rank": "integer",
    "score_basis": "text",
}  # fmt: skip
CRITERION_COLUMNS: Mapping[str, str] = {"title": "text", "weight": "number", "by_money": "bool"}
SCORE_COLUMNS: Mapping[str, str] = {"criterion": "text", "scorer": "text", "points": "number"}
UNIT_COLUMNS: Mapping[str, str] = {"credit_code": "text", "name": "text", "sector": "choice"}
UNIT_SALES_COLUMNS: Mapping[str, str] = {"month": "date", "sales": "money", "previous": "money"}
INSPECTION_COLUMNS: Mapping[str, str] = {
    "title": "text", "inspected_on": "date", "office": "text", "result": "text",
    "has_finding": "bool",
}  # fmt: skip
CLAIM_COLUMNS: Mapping[str, str] = {
    "number": "integer", "batch": "integer", "dealer_code": "text", "id_card": "text",
    "vin": "text", "invoice": "text", "fuel": "choice", "price": "money", "net_price": "money",
    "bought_on": "date", "complete_on": "date",
}  # fmt: skip
"""Columns by id with their type; a register may have more."""
CUTTING_CHECKS = frozenset(
    {"not_issued", "void_voucher", "unknown_face", "period", "expired_voucher", "merchant",
     "category", "goods", "grade", "used_goods", "threshold", "price", "papers", "no_person",
     "refund", "transfer", "repeated_code", "per_purchase", "once_per_person", "reused_invoice",
     "reused_vin", "over_face", "bracket", "over_budget", "claim_repeated"}
)  # fmt: skip
"""The checks of an audit that take money off by themselves."""
DOUBT_CHECKS = frozenset(
    {"goods_open", "part_refund", "burst", "clustered", "split_receipts", "night", "device_many",
     "owner", "price_raised", "near_edge", "same_person", "elsewhere", "claim_unredeemed",
     "claim_differs", "unclaimed"}
)  # fmt: skip
"""Those that only ask somebody to look (`is_indicator`)."""

PLAN_FAULTS, PLAN_TOLD = "plan_faults", "plan_told"
BRACKET_FAULTS, BRACKET_TOLD = "bracket_faults", "bracket_told"
SPLIT_FAULTS, SPLIT_TOLD = "split_faults", "split_told"
ENGAGED = "engaged_platforms"
AREA, SAME_CODE, SAME_OTHERS = "area", "same_code", "same_others"
FREE_PLACES, WAITING_AHEAD, IS_CROWDED = "free_places", "waiting_ahead", "is_crowded"
SUBSIDY, BALANCE, QUEUE_NUMBER = "subsidy", "balance", "queue_number"
IS_COVERED, SAME_CLAIM, IS_DEALER = "is_covered", "same_claim", "is_dealer"
"""Names of the facts behind their register."""
AREAS: tuple[tuple[str, str], ...] = (
    ("both", "代码和地址都是本县"),
    ("code", "代码是本县，地址看不出"),
    ("address", "地址是本县，代码不是"),
    ("neither", "代码和地址都不是本县"),
)
"""What the credit code and the address of a merchant say about where it is registered."""


def campaign_kind(campaigns: Iterable[CampaignKind], register: str) -> CampaignKind | None:
    """The kind of campaign a register of the campaign belongs to; None if there is none."""
    return next((each for each in campaigns if register in registers_of_kind(each)), None)


def registers_of_kind(kind: CampaignKind) -> frozenset[str]:
    """The registers that hold a campaign and what is below it."""
    found = (
        kind.register_, kind.batches, kind.shares, kind.faces, kind.goods, kind.brackets,
        kind.merchants, kind.platforms, kind.criteria, kind.scores,
    )  # fmt: skip
    claims = (each.register_ for each in kind.claim)
    return frozenset(each for each in (*found, *claims) if each is not None)


def campaign_facts(campaigns: Iterable[CampaignKind]) -> Iterator[FactSpec]:
    """The facts the program works out for the rows of a campaign."""
    for kind in campaigns:
        for register, found, told, what in (
            (kind.register_, PLAN_FAULTS, PLAN_TOLD, "方案合计不符"),
            (kind.register_, BRACKET_FAULTS, BRACKET_TOLD, "价格分档有空档或重叠"),
            (kind.batches, SPLIT_FAULTS, SPLIT_TOLD, "批次分配不符"),
        ):
            yield FactSpec(field_fact(register, found), "integer", f"{what}的处数", register)
            yield FactSpec(field_fact(register, told), "text", what, register)
        yield FactSpec(
            field_fact(kind.batches, ENGAGED), "integer", "已签协议的发放平台数", kind.batches
        )
        yield from _merchant_facts(kind.merchants)
        for claim in kind.claim:
            yield from _claim_facts(claim.register_)


def _claim_facts(register: str) -> Iterator[FactSpec]:
    for name, what in ((SUBSIDY, "应享补贴"), (BALANCE, "本批余额")):
        yield FactSpec(field_fact(register, name), "money", what, register, unit="元")
    for name, what in ((QUEUE_NUMBER, "排队号"), (WAITING_AHEAD, "排在前面的候补笔数")):
        yield FactSpec(field_fact(register, name), "integer", what, register)
    for name, what in ((IS_COVERED, "轮到时余额够"), (IS_DEALER, "购车时是参与活动的销售企业")):
        yield FactSpec(field_fact(register, name), "bool", what, register)
    yield FactSpec(field_fact(register, SAME_CLAIM), "text", "与在前的申报相同的信息", register)


def _merchant_facts(register: str) -> Iterator[FactSpec]:
    yield FactSpec(field_fact(register, AREA), "choice", "登记地比对", register, choices=AREAS)
    yield FactSpec(field_fact(register, SAME_CODE), "text", "信用代码相同的在前商户", register)
    yield FactSpec(field_fact(register, SAME_OTHERS), "text", "与其他商户相同的信息", register)
    yield FactSpec(field_fact(register, FREE_PLACES), "integer", "余下的名额", register)
    yield FactSpec(field_fact(register, WAITING_AHEAD), "integer", "排在前面的候补商户数", register)
    yield FactSpec(field_fact(register, IS_CROWDED), "bool", "合格商户超过名额", register)
