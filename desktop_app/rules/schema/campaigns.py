"""`campaigns.toml`: voucher campaigns: their registers, kinds and the plan of the text."""

from pydantic import Field

from desktop_app.rules.schema.campaign_claims import ClaimKind
from desktop_app.rules.schema.campaign_plan import (
    Amount,
    PlannedBatch,
    PlannedBracket,
    PlannedGoods,
)
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
    prices: PlainId | None = None
    """The register of prices watched: goods, shop, price, price before the campaign."""
    units: PlainId | None = None
    """The register of the statistics bureau's above-quota units: code, name, sector."""
    unit_sales: PlainId | None = None
    """The register below it: month, sales, sales of the same month of the year before."""
    inspections: PlainId | None = None
    """The register of inspections: title, day, office, result, whether something was found."""
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
    claim: tuple[ClaimKind, ...] = ()
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
