"""What an audit judges by: the plan as it stands, the merchants, the office's own lines for signs.

The amounts, periods and lists are the plan's; what makes a row suspicious is the office's own and
is shown as such.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from desktop_app.domain.vouchers.claim_pay import ClaimList
from desktop_app.domain.vouchers.participation import Stay
from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.values.money import Fen

TRANSFER = "transfer"
"""The check of vouchers passed on to others."""


@dataclass(frozen=True)
class Participant:
    """A merchant as redemptions are held against it."""

    code: str
    name: str
    category: str
    stays: tuple[Stay, ...] = ()
    """When it took part: redemptions of other days do not count; empty: never."""
    owner: str = ""
    owner_phone: str = ""
    account: str = ""
    """The account its money goes to."""
    payee: str = ""
    """In whose name the account is; empty: in that of the merchant."""
    bank: str = ""


@dataclass(frozen=True)
class PriceRise:
    """Goods whose price a merchant raised over what it was before the campaign."""

    merchant: str
    goods: str
    from_fen: Fen
    to_fen: Fen


@dataclass(frozen=True)
class SignLines:
    """From when on something counts as a sign of made-up purchases; set by the office."""

    burst_rows: int = 10
    burst_minutes: int = 5
    near_permille: int = 10
    """How far over a threshold or a bracket's edge is still just over it, in thousandths."""
    near_share_percent: int = 60
    near_least_rows: int = 20
    device_accounts: int = 5
    split_minutes: int = 30
    night_from: int = 0
    night_until: int = 5
    """Hours: from the first on, before the second."""


@dataclass(frozen=True)
class Terms:
    """Everything the checks are fed with."""

    campaign: Campaign
    merchants: tuple[Participant, ...]
    signs: SignLines = SignLines()
    rises: tuple[PriceRise, ...] = ()
    clauses: Mapping[str, str] = field(default_factory=dict)
    """By check, the clause of the plan it rests on."""
    kinds_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By check, the ids of the kinds it is for; a check that is not there is for all."""

    chosen: frozenset[str] | None = None
    """The checks the plan asks for; None: every one there is."""

    claims: ClaimList | None = None
    """Where the office keeps claims: the money of their kind is paid on them."""

    @property
    def claimed_kind(self) -> str:
        """The kind paid on claims; empty: none."""
        return self.claims.kind if self.claims is not None else ""

    def stays_of(self, code: str) -> tuple[Stay, ...]:
        """When the merchant with this code took part, under all its applications."""
        found = {stay for each in self.merchants if each.code == code for stay in each.stays}
        return tuple(sorted(found, key=lambda stay: stay.since))

    @cached_property
    def untransferable(self) -> frozenset[str]:
        """Ids of the kinds that may not be passed on; unless told, those online without papers."""
        online = frozenset(k.id for k in self.campaign.kinds if k.is_issued and not k.papers)
        return self.kinds_of.get(TRANSFER, online)

    def as_values(self) -> dict[str, object]:
        """The values as they are kept with an audit, so that its figures can be explained."""
        plan = self.campaign.model_dump(
            mode="json", include={"id", "edition", "starts_on", "ends_on", "kinds", "batches"}
        )
        return {"plan": plan, "merchants": len(self.merchants), "signs": vars(self.signs)}
