"""The rehearsal of a plan before launch: sales moved, money per face, vehicles, exhaustion.

The demand model is stated, not hidden: every day so many purchases use a voucher (or claim a
subsidy) as a Poisson draw gives around an expected number, larger at week-ends; vouchers are used
in proportion to their number, claims fall on the price brackets with equal chance. A seed makes a
run repeatable; the spread of many runs gives the band.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from desktop_app.domain.vouchers.brackets import EdgeTest, bracket_faults, edge_tests
from desktop_app.domain.vouchers.plan import Batch, Campaign, Face, Kind, Share
from desktop_app.domain.vouchers.sums import (
    Difference,
    batch_name,
    plan_differences,
    split_differences,
)
from desktop_app.values.money import Fen

SATURDAY = 5
MANY = 60
"""Above this mean a Poisson draw is taken as a rounded normal one."""
DAYS_MOST = 400
LOW, MIDDLE, HIGH = 10, 50, 90
Band = tuple[tuple[date, Fen, Fen, Fen], ...]
"""Money used by the end of each day: low, middle, high."""


@dataclass(frozen=True)
class Demand:
    """The stated demand: purchases a day by kind; a week-end day counts `weekend` times."""

    daily: dict[str, float]
    weekend: float = 1.5
    seed: int = 1
    runs: int = 200


@dataclass(frozen=True)
class VehicleRange:
    """How many claims the money of a money-only kind lasts for."""

    fewest: int
    """All of the highest amount."""
    rest_fen: Fen
    """What is then left for one smaller claim."""
    most: int
    """All of the lowest amount."""


@dataclass(frozen=True)
class Forecast:
    """When the money of a kind in a batch is used up under the demand model."""

    starts_on: date
    ends_on: date
    used_up_early: date | None
    """Day by which it is used up in one run of ten; None: in fewer runs."""
    used_up_middle: date | None
    """In every other run."""
    used_up_late: date | None
    """In nine runs of ten."""
    is_used_up_runs: int
    """Runs in which it is used up in time."""
    runs: int
    rest_middle_fen: Fen
    """What is left at the end in the middle run."""
    curve: Band
    """Money used by the end of each day: low, middle, high."""


@dataclass(frozen=True)
class KindRehearsal:
    """What one kind of one batch comes to."""

    batch: int
    batch_title: str
    kind_id: str
    title: str
    money_fen: Fen
    pieces: int | None
    """None: no number is set."""
    faces: tuple[Face, ...]
    least_sales_fen: Fen | None
    """What is spent at least when everything is used; None: the plan sets no threshold."""
    vehicles: VehicleRange | None
    forecast: Forecast | None
    """None where no demand was stated."""


@dataclass(frozen=True)
class Rehearsal:
    """The whole plan tried out."""

    differences: tuple[Difference, ...]
    """Sums that do not agree, batches that are not split."""
    kinds: tuple[KindRehearsal, ...]
    bracket_faults: tuple[str, ...]
    edges: tuple[EdgeTest, ...]
    demand: Demand

    @property
    def least_sales_fen(self) -> Fen:
        """What is spent at least on all kinds with thresholds."""
        return Fen(sum(kind.least_sales_fen or 0 for kind in self.kinds))


def rehearse(campaign: Campaign, demand: Demand) -> Rehearsal:
    """Try a plan out; the same plan, demand and seed give the same result."""
    splits = [d for batch in campaign.batches for d in split_differences(campaign, batch)]
    kinds = [
        _kind(campaign, batch, share, demand)
        for batch in campaign.batches
        for share in batch.shares
    ]
    return Rehearsal(
        differences=(*plan_differences(campaign), *splits),
        kinds=tuple(kinds),
        bracket_faults=tuple(f for kind in campaign.kinds for f in bracket_faults(kind)),
        edges=tuple(test for kind in campaign.kinds for test in edge_tests(kind)),
        demand=demand,
    )


def vehicle_range(kind: Kind, money_fen: Fen) -> VehicleRange | None:
    """How many claims some money lasts for; None where no brackets give the amounts."""
    amounts = [bracket.subsidy_fen for bracket in kind.brackets]
    if not amounts:
        return None
    fewest, rest = divmod(money_fen, max(amounts))
    return VehicleRange(fewest, Fen(rest), money_fen // min(amounts))


def _kind(campaign: Campaign, batch: Batch, share: Share, demand: Demand) -> KindRehearsal:
    kind = campaign.kind(share.kind_id)
    daily = demand.daily.get(kind.id)
    return KindRehearsal(
        batch=batch.number,
        batch_title=batch_name(batch),
        kind_id=kind.id,
        title=kind.title,
        money_fen=share.money_fen,
        pieces=None if kind.is_money_only else share.pieces,
        faces=share.faces,
        least_sales_fen=_least_sales(share) if share.faces else None,
        vehicles=vehicle_range(kind, share.money_fen) if kind.is_money_only else None,
        forecast=_forecast(campaign, batch, share, demand) if daily else None,
    )


def _least_sales(share: Share) -> Fen:
    return Fen(sum(face.least_sales_fen for face in share.faces))


@dataclass(frozen=True)
class Runs:
    """Many runs of one kind in one batch: money used by the end of each day, in 分."""

    days: tuple[date, ...]
    totals: tuple[tuple[int, ...], ...]


def runs_of(campaign: Campaign, batch: Batch, share: Share, demand: Demand) -> Runs | None:
    """The runs of a kind in a batch; None without days, money or a stated demand."""
    starts, ends = batch.opens_on or campaign.starts_on, batch.closes_on or campaign.ends_on
    days = [starts + timedelta(step) for step in range(min((ends - starts).days + 1, DAYS_MOST))]
    if not days or not share.money_fen or not demand.daily.get(share.kind_id):
        return None
    kind = campaign.kind(share.kind_id)
    random = Random(f"{demand.seed}/{batch.number}/{kind.id}")  # noqa: S311 - a rehearsal, no secret
    totals = [tuple(_run(kind, share, days, demand, random)) for _ in range(demand.runs)]
    return Runs(tuple(days), tuple(totals))


def band_of(days: Sequence[date], totals: Sequence[Sequence[int]]) -> Band:
    """Money used by the end of each day over many runs: low, middle, high."""
    levels = (sorted(run[place] for run in totals) for place in range(len(days)))
    return tuple(
        (day, _money(level, LOW), _money(level, MIDDLE), _money(level, HIGH))
        for day, level in zip(days, levels, strict=True)
    )


def _forecast(campaign: Campaign, batch: Batch, share: Share, demand: Demand) -> Forecast | None:
    found = runs_of(campaign, batch, share, demand)
    if found is None:
        return None
    days, runs, kind = found.days, found.totals, campaign.kind(share.kind_id)
    spent = sorted(_day_used_up(run, share.money_fen, kind) for run in runs)
    used_up = sum(day < len(days) for day in spent)
    return Forecast(
        starts_on=days[0],
        ends_on=days[-1],
        used_up_early=_day(days, _at(spent, LOW)),
        used_up_middle=_day(days, _at(spent, MIDDLE)),
        used_up_late=_day(days, _at(spent, HIGH)),
        is_used_up_runs=used_up,
        runs=demand.runs,
        rest_middle_fen=Fen(share.money_fen - _at(sorted(run[-1] for run in runs), MIDDLE)),
        curve=band_of(days, runs),
    )


def _run(
    kind: Kind, share: Share, days: Sequence[date], demand: Demand, random: Random
) -> list[int]:
    """Money used by the end of each day in one run, in 分."""
    used, pieces, total = 0, 0, []
    amounts = [bracket.subsidy_fen for bracket in kind.brackets]
    for day in days:
        mean = demand.daily[kind.id] * (demand.weekend if day.weekday() >= SATURDAY else 1)
        purchases = _poisson(mean, random)
        if share.faces:
            pieces = min(pieces + purchases, share.pieces)
            used = share.faces_fen * pieces // share.pieces
        else:
            used = _claimed(used, purchases, amounts, share.money_fen, random)
        total.append(used)
    return total


def _claimed(used: int, claims: int, amounts: Sequence[Fen], money: Fen, random: Random) -> int:
    """Claims are paid whole or not at all; a smaller one behind may still find its money."""
    for _ in range(claims if amounts else 0):
        if money - used < min(amounts):
            break
        amount = random.choice(amounts)
        if amount <= money - used:
            used += amount
    return used


def _poisson(mean: float, random: Random) -> int:
    if mean > MANY:
        return max(0, round(random.gauss(mean, math.sqrt(mean))))
    limit, product, drawn = math.exp(-mean), random.random(), 0
    while product > limit:
        drawn += 1
        product *= random.random()
    return drawn


def _day_used_up(run: Sequence[int], money: Fen, kind: Kind) -> int:
    """Number of the day after which not even the smallest amount is left; beyond the end: never."""
    least = min((bracket.subsidy_fen for bracket in kind.brackets), default=1)
    return next((day for day, used in enumerate(run) if money - used < least), len(run))


def _at(ordered: Sequence[int], part: int) -> int:
    return ordered[min(len(ordered) - 1, len(ordered) * part // 100)]


def _money(ordered: Sequence[int], part: int) -> Fen:
    return Fen(_at(ordered, part))


def _day(days: Sequence[date], number: int) -> date | None:
    return days[number] if number < len(days) else None
