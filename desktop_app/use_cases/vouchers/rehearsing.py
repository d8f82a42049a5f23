"""Try a campaign's plan out before launch, under a demand that is stated with it."""

from collections.abc import Mapping

from db.unit_of_work import ReadView
from desktop_app.domain.vouchers.rehearsal import Demand, Rehearsal, rehearse
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.vouchers.campaigns import CampaignBook, open_campaign
from desktop_app.values.ids import CampaignId

RUNS_MOST = 2_000
PURCHASES_MOST = 100_000
"""A day: more than a county has people."""


def rehearsal(
    desk: Desk,
    campaign_id: CampaignId,
    *,
    daily: Mapping[str, float] | None = None,
    weekend: float = 1.5,
    seed: int = 1,
    runs: int = 200,
) -> Rehearsal:
    """The plan tried out; `daily` replaces the purchases a day the office settings state."""
    asked = (weekend, *(daily or {}).values())
    if not 0 < runs <= RUNS_MOST or not all(0 < each <= PURCHASES_MOST for each in asked):
        raise Refused(
            "推演的数不对",
            advice=(
                f"每天笔数、周末倍数要大于零、不超过 {PURCHASES_MOST:,}，"
                f"遍数在 1 到 {RUNS_MOST} 之间。"
            ),
        )
    with desk.workspace.read() as view:
        book = open_campaign(desk, view, campaign_id)
        expected = expected_daily(desk, view, book)
    unknown = sorted(set(daily or {}) - {kind.id for kind in book.campaign.kinds})
    if unknown:
        known = "、".join(f"{kind.id}（{kind.title}）" for kind in book.campaign.kinds)
        raise Refused(f"没有“{unknown[0]}”这种券", advice=f"可用的券种：{known}。")
    demand = Demand({**expected, **(daily or {})}, weekend=weekend, seed=seed, runs=runs)
    return rehearse(book.campaign, demand)


def expected_daily(desk: Desk, view: ReadView, book: CampaignBook) -> dict[str, float]:
    """Purchases a day the office settings state, by kind; a kind without one is left out."""
    settings = view.settings.on(desk.today)
    return {
        kind.id: float(str(settings[kind.daily].value))
        for kind in book.kind.kind
        if kind.daily in settings and settings[kind.daily].value is not None
    }
