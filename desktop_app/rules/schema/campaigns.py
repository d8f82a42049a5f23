"""`campaigns.toml`: voucher campaigns: their registers, kinds and the plan of the text."""

from typing import Annotated

from pydantic import Field
from pydantic.functional_validators import BeforeValidator

from desktop_app.rules.schema.common import (
    Count,
    Day,
    DottedId,
    Entry,
    Flag,
    PlainId,
    RowId,
    Text,
)
from desktop_app.values.money import fen_from_wan, fen_from_yuan, parse_amount


def _amount(value: object) -> int:
    """A written amount with its unit, `150万元`, in 分."""
    if not isinstance(value, str):
        message = "金额要连单位一起写成文字，如 150万元"
        raise ValueError(message)  # noqa: TRY004 - pydantic reports ValueError as a fault
    amount = parse_amount(value)
    if amount.unit is None:
        message = f"金额“{value}”没有单位，写成 150万元 或 100元"
        raise ValueError(message)
    return (fen_from_wan if amount.unit == "万元" else fen_from_yuan)(amount.number)


Amount = Annotated[int, BeforeValidator(_amount)]
"""Money as the law writes it, with its unit; held in 分."""


class VoucherKind(Entry):
    """One kind of voucher; its id is a choice of the columns `kind` of the campaign's registers.

    ```toml
    [[campaign.kind]]
    id = "car"
    title = "汽车补贴券"
    trades = ["car"]
    is_money_only = true
    is_issued = false
    is_once_per_person = true
    papers = ["车辆购置协议", "销售发票"]
    rows = ["MX-012"]
    ```
    """

    id: PlainId
    title: Text
    trades: tuple[PlainId, ...] = Field(min_length=1)
    """Categories of merchants it may be used at: choices of the merchants' column `category`."""
    is_money_only: Flag = False
    """Without a number of vouchers: until the money is used up (用完即止)."""
    is_issued: Flag = True
    """False: no vouchers are issued beforehand, a claim is made at the shop."""
    is_once_per_person: Flag = False
    per_purchase: Count = Field(default=1, ge=1)
    papers: tuple[Text, ...] = ()
    daily: DottedId | None = None
    """The office setting with the purchases it expects of this kind a day, for the rehearsal."""
    rows: tuple[RowId, ...] = ()


class PlannedShare(Entry):
    """The money of one kind in a batch of the text.

    ```toml
    [[campaign.batch.share]]
    kind = "general"
    money = "100万元"
    ```
    """

    kind: PlainId
    money: Amount
    rows: tuple[RowId, ...] = ()


class PlannedFace(Entry):
    """A face of the text with its threshold (that sum included) and its number of vouchers.

    ```toml
    [[campaign.batch.face]]
    kind = "general"
    face = "10元"
    threshold = "50元"
    count = 8000
    ```
    """

    kind: PlainId
    face: Amount
    threshold: Amount
    count: Count = Field(ge=1)
    rows: tuple[RowId, ...] = ()


class PlannedBatch(Entry):
    """A batch of the text; without shares it is not split yet and cannot be opened.

    ```toml
    [[campaign.batch]]
    number = 2
    title = "第二批"
    money = "150万元"
    ```
    """

    number: Count = Field(ge=1)
    title: Text
    money: Amount
    opens_on: Day | None = None
    closes_on: Day | None = None
    share: tuple[PlannedShare, ...] = ()
    face: tuple[PlannedFace, ...] = ()
    rows: tuple[RowId, ...] = ()


class PlannedGoods(Entry):
    """One group of the list of goods.

    ```toml
    [[campaign.goods_list]]
    kind = "appliance"
    category = "绿色节水产品"
    names = ["洗碗机", "净水器"]
    grade_kind = "水效"
    grades = [1]
    ```
    """

    kind: PlainId
    category: Text
    names: tuple[Text, ...] = Field(min_length=1)
    grade_kind: str = ""
    grades: tuple[Count, ...] = ()
    is_open: Flag = False
    """The group ends in 等: goods found by it alone need a decision."""
    rows: tuple[RowId, ...] = ()


class PlannedBracket(Entry):
    """A price bracket of the text: from `low` (included) to `high` (not included).

    ```toml
    [[campaign.bracket]]
    kind = "car"
    fuel = "fuel"
    low = "3万元"
    high = "5万元"
    subsidy = "1000元"
    ```
    An end that is left out is open; `low_included = false`, `high_included = true` say otherwise.
    """

    kind: PlainId
    fuel: PlainId
    low: Amount | None = None
    high: Amount | None = None
    subsidy: Amount
    low_included: Flag = True
    high_included: Flag = False
    rows: tuple[RowId, ...] = ()


class OrderTerm(Entry):
    """One column merchants are put in order by.

    ```toml
    [[campaign.order.by]]
    column = "sales"
    is_falling = true
    ```
    """

    column: PlainId
    """A column of the merchants' register; a yes/no puts yes first."""
    is_falling: Flag = False


class MerchantOrder(Entry):
    """One way to put merchants in order when more qualify than may take part.

    ```toml
    [[campaign.order]]
    id = "first_come"
    title = "按受理先后"
    by = [{ column = "received_on" }, { column = "number" }]
    ```
    `is_drawn`: by lot, from a seed that is recorded, so that anyone can repeat it.
    """

    id: PlainId
    """A choice of the setting `order_setting`."""
    title: Text
    by: tuple[OrderTerm, ...] = ()
    is_drawn: Flag = False


class AuditRule(Entry):
    """One check of the rows of issue, redemption and claims; the program knows how it is done.

    ```toml
    [[campaign.audit_rule]]
    id = "threshold"
    title = "没有达到满减门槛"
    kinds = ["general", "appliance"]
    rows = ["MX-017"]
    ```
    `is_indicator`: a doubt to be looked into, with its reason; what it finds is not cut by itself.
    `settings`: the office settings the check asks for, by the check's own word for them.
    """

    id: PlainId
    title: Text
    kinds: tuple[PlainId, ...] = ()
    """Kinds it is for; empty: all."""
    is_indicator: Flag = False
    reason: str = ""
    """Why it is looked at, where no row of the text says so."""
    settings: dict[PlainId, DottedId] = Field(default={})
    rows: tuple[RowId, ...] = ()


class CampaignKind(Entry):
    """One campaign of the regulation: its registers and the plan the text lays down.

    ```toml
    [[campaign]]
    id = "spring"
    title = "春季消费券"
    register = "campaign"
    batches = "voucher_batch"
    shares = "voucher_share"
    faces = "voucher_face"
    goods = "voucher_goods"
    brackets = "price_bracket"
    merchants = "merchant"
    county = "某某县"
    lead = "authority"
    finance = "finance"
    audit = "audit"
    total = "500万元"
    starts_on = 2024-08-01
    ends_on = 2024-12-31
    merchants_max = 100
    order_setting = "house.merchant_order"
    rows = ["MX-001"]
    [[campaign.kind]]
    id = "general"
    title = "普惠型消费券"
    trades = ["retail"]
    ```
    `county` stands in addresses; `area_code`: digits 3 to 8 of credit codes given there.
    `lead`, `finance`, `audit` are roles of `pack.toml`. The plan may be changed by the office once
    a campaign has been started from it.
    """

    id: PlainId
    title: Text
    register_: PlainId = Field(alias="register")
    batches: PlainId
    shares: PlainId
    faces: PlainId
    goods: PlainId
    brackets: PlainId
    merchants: PlainId
    platforms: PlainId | None = None
    criteria: PlainId | None = None
    scores: PlainId | None = None
    county: Text
    area_code: str = Field(default="", pattern=r"^([0-9]{6})?$")
    lead: PlainId
    finance: PlainId
    audit: PlainId
    theme: str = ""
    total: Amount
    starts_on: Day
    ends_on: Day
    merchants_max: Count | None = Field(default=None, ge=1)
    order_setting: DottedId | None = None
    """The office setting that says by which `order` merchants are chosen."""
    admission: Text | None = None
    """The step, with its result, that lets a qualified merchant in: `entry.admit=agreed`."""
    waiting: tuple[PlainId, ...] = ()
    """States of merchants that qualify and wait for a place."""
    admitted: tuple[PlainId, ...] = ()
    """States of merchants that hold a place."""
    active: tuple[PlainId, ...] = ()
    """States of merchants whose redemptions count."""
    engaged: tuple[PlainId, ...] = ()
    """States of platforms an agreement has been signed with; none needed where empty."""
    opened: tuple[PlainId, ...] = ()
    """States of batches whose vouchers are out."""
    order: tuple[MerchantOrder, ...] = ()
    kind: tuple[VoucherKind, ...] = Field(min_length=1)
    batch: tuple[PlannedBatch, ...] = ()
    goods_list: tuple[PlannedGoods, ...] = ()
    bracket: tuple[PlannedBracket, ...] = ()
    audit_rule: tuple[AuditRule, ...] = ()
    rows: tuple[RowId, ...] = ()
    help: str = ""

    @property
    def admission_step(self) -> str:
        """`procedure.step` of `admission`; empty without one."""
        return (self.admission or "").partition("=")[0]

    @property
    def admission_outcome(self) -> str:
        """The result recorded at `admission`."""
        return (self.admission or "").partition("=")[2]


class CampaignsFile(Entry):
    """The whole of `campaigns.toml`: `[[campaign]]` entries."""

    campaign: tuple[CampaignKind, ...] = ()
