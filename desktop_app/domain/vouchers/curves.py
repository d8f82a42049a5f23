"""The pictures of a campaign: batches beside their forecast, money by kind, signs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate

from desktop_app.domain.pictures import Bar, Bars, Curve
from desktop_app.domain.vouchers.effect import EffectLine, percent
from desktop_app.domain.vouchers.plan import Batch, Campaign
from desktop_app.domain.vouchers.rehearsal import DAYS_MOST, Band, Demand, band_of, runs_of
from desktop_app.domain.vouchers.sums import batch_name
from desktop_app.values.money import Fen, wan_text


def batch_band(campaign: Campaign, batch: Batch, demand: Demand) -> Band:
    """The forecast of a whole batch: its kinds run by run together.

    Empty where the demand of any of its kinds is not stated: a part would look like the whole.
    """
    found = [runs_of(campaign, batch, share, demand) for share in batch.shares]
    runs = [each for each in found if each is not None]
    if not runs or len(runs) < len(found):
        return ()
    together = [
        [sum(day) for day in zip(*kinds, strict=True)]
        for kinds in zip(*(each.totals for each in runs), strict=True)
    ]
    return band_of(runs[0].days, together)


def batch_curve(
    campaign: Campaign, batch: Batch, used: Mapping[date, Fen], band: Band, on: date
) -> Curve:
    """What a batch has used up to a day, beside its forecast; `used` by day of redemption."""
    starts, ends = batch.opens_on or campaign.starts_on, batch.closes_on or campaign.ends_on
    length = min((min(on, ends) - starts).days + 1, DAYS_MOST)
    days = [starts + timedelta(step) for step in range(max(length, 0))]
    shown = accumulate(used.get(day, Fen(0)) for day in days)
    outside = sum(used.values()) - sum(used.get(day, Fen(0)) for day in days)
    notes = [
        "" if band else _no_band(batch),
        f"另有 {wan_text(Fen(outside))} 万元的核销日期不在本批期内" if outside else "",
        "" if days else f"{starts.isoformat()} 才开始",
    ]
    return Curve(
        f"{batch_name(batch)}：认可核销累计（万元）",
        batch.total_fen,
        tuple((day, Fen(fen)) for day, fen in zip(days, shown, strict=True)),
        band,
        "；".join(filter(None, notes)),
    )


def with_strays(curve: Curve, strays: Fen) -> Curve:
    """The curve, saying how much money names no batch of the plan and stands in no curve."""
    if not strays:
        return curve
    told = f"另有 {wan_text(strays)} 万元的核销没有写批次，各图都没有算"
    return replace(curve, note="；".join(filter(None, (curve.note, told))))


def _no_band(batch: Batch) -> str:
    return "有券种没有设每天笔数，不画推演" if batch.is_split else "还没有分到券种，不画推演"


def budget_bars(lines: Sequence[EffectLine]) -> Bars:
    """Accepted money inside the budget of every kind."""
    return Bars(
        "各批次券种：认可金额（实心）和额度（框）",
        tuple(
            Bar(
                each.title,
                each.accepted_fen,
                f"{wan_text(each.accepted_fen)}／{wan_text(each.budget_fen)} 万元"
                f"（{percent(each.money_rate)}）",
                each.budget_fen,
            )
            for each in lines
        ),
    )


def sign_bars(signs: Iterable[tuple[str, int]], undone: Iterable[str], audited: str) -> Bars:
    """How many redemptions every sign of the audit points at."""
    bars = tuple(Bar(title, rows, f"{rows:,} 笔") for title, rows in signs)
    missing = "、".join(undone)
    notes = ["" if bars or not audited else "核查没有发现疑点",
             f"没有做成、做全的：{missing}" if missing else "",
             "" if audited else "还没有核查"]  # fmt: skip
    title = "疑点：提示核实的笔数" + (f"（{audited} 核查）" if audited else "")
    return Bars(title, bars, "；".join(filter(None, notes)))
