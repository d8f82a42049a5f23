"""The plan of a voucher campaign: batches, kinds, faces, goods and price brackets; money in 分.

What is redeemed, issued or claimed is judged by these models alone. The county's own plan comes
from its rule pack; what the office entered and later changed is kept in the workspace.
"""

from datetime import date

from pydantic import BaseModel, ConfigDict

from desktop_app.values.ids import CampaignId
from desktop_app.values.money import Fen


class PlanModel(BaseModel):
    """Base of the plan's parts: frozen, and read from whatever has the attributes."""

    model_config = ConfigDict(frozen=True, from_attributes=True, extra="forbid")


class FaceRule(PlanModel):
    """A face a kind has, and the least single purchase it may be used on (that sum included)."""

    face_fen: Fen
    threshold_fen: Fen


class Face(FaceRule):
    """A face in one batch: how many vouchers of it there are."""

    count: int

    @property
    def total_fen(self) -> Fen:
        """Face times count."""
        return Fen(self.face_fen * self.count)

    @property
    def least_sales_fen(self) -> Fen:
        """The least that is spent when every voucher is used: threshold times count."""
        return Fen(self.threshold_fen * self.count)


class Goods(PlanModel):
    """One sort of goods a kind may be spent on."""

    category: str
    """The group the plan puts it in, as shown: 绿色节水产品."""
    name: str
    grade_kind: str = ""
    """Which label it needs, as shown (能效, 水效); empty: none."""
    grades: tuple[int, ...] = ()
    """The grades of that label that qualify."""
    words: tuple[str, ...] = ()
    """Other names it goes by on invoices."""
    is_open: bool = False
    """Stands for "and the like" (等): goods found by it need a decision with its reason."""


class Bracket(PlanModel):
    """A price bracket of a kind: what one purchase gets; None as an end: no limit there."""

    fuel: str
    """Id of the sort the bracket is for, such as fuel or new energy."""
    fuel_title: str
    low_fen: Fen | None
    high_fen: Fen | None
    subsidy_fen: Fen
    is_low_included: bool = True
    is_high_included: bool = False

    def holds(self, price_fen: Fen) -> bool:
        """Whether a price lies in it, its ends as the plan says (含, 不含)."""
        return self._is_above_low(price_fen) and self._is_below_high(price_fen)

    def _is_above_low(self, price_fen: Fen) -> bool:
        if self.low_fen is None:
            return True
        return price_fen > self.low_fen or (self.is_low_included and price_fen == self.low_fen)

    def _is_below_high(self, price_fen: Fen) -> bool:
        if self.high_fen is None:
            return True
        return price_fen < self.high_fen or (self.is_high_included and price_fen == self.high_fen)


class Kind(PlanModel):
    """A kind of voucher and the rules all its batches share."""

    id: str
    title: str
    trades: tuple[str, ...]
    """Ids of the merchant categories it may be used at."""
    is_money_only: bool = False
    """No number of vouchers is set: it lasts until the money of the batch is used up (用完即止)."""
    is_issued: bool = True
    """Vouchers are issued online by code; False: a claim is born at the shop's counter."""
    is_once_per_person: bool = False
    """One person may have it once in the whole campaign, over all batches."""
    per_purchase: int = 1
    """Vouchers that may be used on one purchase."""
    papers: tuple[str, ...] = ()
    """Papers a redemption of it needs, as shown."""
    faces: tuple[FaceRule, ...] = ()
    """Its faces with their thresholds; empty where `brackets` give the amount."""
    goods: tuple[Goods, ...] = ()
    """What it may be spent on; empty: no list."""
    brackets: tuple[Bracket, ...] = ()

    def threshold_fen(self, face_fen: Fen) -> Fen | None:
        """The least purchase for a face; None: the kind has no such face."""
        return next((f.threshold_fen for f in self.faces if f.face_fen == face_fen), None)

    def bracket(self, fuel: str, price_fen: Fen) -> Bracket | None:
        """The bracket of a price; None: the price gets nothing. Overlaps: the first one."""
        found = (each for each in self.brackets if each.fuel == fuel and each.holds(price_fen))
        return next(found, None)

    def subsidy_fen(self, fuel: str, price_fen: Fen) -> Fen:
        """What a purchase at a price gets; nothing outside every bracket."""
        bracket = self.bracket(fuel, price_fen)
        return bracket.subsidy_fen if bracket else Fen(0)


class Share(PlanModel):
    """What one batch holds of one kind."""

    kind_id: str
    money_fen: Fen
    faces: tuple[Face, ...] = ()
    """Empty where the kind is money only."""

    @property
    def faces_fen(self) -> Fen:
        """Face times count, summed."""
        return Fen(sum(face.total_fen for face in self.faces))

    @property
    def pieces(self) -> int:
        """Vouchers of all faces."""
        return sum(face.count for face in self.faces)

    def count(self, face_fen: Fen) -> int:
        """Vouchers of a face; 0: the batch has none."""
        return sum(face.count for face in self.faces if face.face_fen == face_fen)


class Batch(PlanModel):
    """One batch of the campaign; dates are None while not decided, both days included."""

    number: int
    total_fen: Fen
    title: str = ""
    """What it is called; empty: by its number."""
    opens_on: date | None = None
    closes_on: date | None = None
    shares: tuple[Share, ...] = ()
    is_open: bool = False
    """Opened by a recorded decision; its split may then no longer be edited."""

    @property
    def is_split(self) -> bool:
        """Whether it says how its money is shared among the kinds."""
        return bool(self.shares)

    @property
    def shares_fen(self) -> Fen:
        """The money of its kinds, summed."""
        return Fen(sum(share.money_fen for share in self.shares))

    def share(self, kind_id: str) -> Share | None:
        """What it holds of a kind; None: nothing."""
        return next((each for each in self.shares if each.kind_id == kind_id), None)


class Category(PlanModel):
    """A category of merchants, as the rows of lists name it by id."""

    id: str
    title: str


class Campaign(PlanModel):
    """A campaign as it stands now."""

    id: CampaignId
    """Key of its row (`register_entry.id`); stays the same through every change of the plan."""
    name: str
    starts_on: date
    ends_on: date
    """Both days are included."""
    county: str
    lead: str
    """Names of the offices that lead it, pay for it and audit it."""
    finance: str
    audit: str
    total_fen: Fen
    edition: int = 1
    """Counts the changes decided after the first batch was opened."""
    area_code: str = ""
    """The first six digits a credit code of the county has at positions 3 to 8; empty: unknown."""
    merchants_max: int | None = None
    """Merchants that may take part; None: no limit."""
    pack: str = ""
    pack_version: str = ""
    """The rule pack the campaign is held by."""
    batches: tuple[Batch, ...] = ()
    kinds: tuple[Kind, ...] = ()
    categories: tuple[Category, ...] = ()

    @property
    def batches_fen(self) -> Fen:
        """The money of its batches, summed."""
        return Fen(sum(batch.total_fen for batch in self.batches))

    def kind(self, kind_id: str) -> Kind:
        """The kind with this id; KeyError if the campaign has none."""
        for kind in self.kinds:
            if kind.id == kind_id:
                return kind
        raise KeyError(kind_id)

    def batch(self, number: int) -> Batch | None:
        """The batch with this number; None if there is none."""
        return next((batch for batch in self.batches if batch.number == number), None)
