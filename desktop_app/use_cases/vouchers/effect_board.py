"""Everything the effect report says: effect, above-quota sales, inspections, signs, pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from db.unit_of_work import ReadView
from desktop_app.domain.pictures import Bars, Curve, Picture
from desktop_app.domain.register import RegisterEntry
from desktop_app.domain.vouchers.above_quota import AboveQuota, MonthSales, Unit, above_quota
from desktop_app.domain.vouchers.checks import BY_ID
from desktop_app.domain.vouchers.curves import (
    batch_band,
    batch_curve,
    budget_bars,
    sign_bars,
    with_strays,
)
from desktop_app.domain.vouchers.rehearsal import Demand
from desktop_app.rules.registers import field_fact
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.vouchers.campaigns import CampaignBook, open_campaign
from desktop_app.use_cases.vouchers.effect import Effect, effect
from desktop_app.use_cases.vouchers.rehearsing import expected_daily
from desktop_app.values.ids import CampaignId
from desktop_app.values.money import Fen


@dataclass(frozen=True)
class Inspection:
    """One inspection as registered."""

    title: str
    on: str
    office: str
    result: str
    has_finding: bool | None
    """None: not said."""


@dataclass(frozen=True)
class EffectBoard:
    """The effect of a campaign with all that stands beside it."""

    effect: Effect
    sectors: AboveQuota
    inspections: tuple[Inspection, ...]
    curves: tuple[Curve, ...]
    """One for each batch of the plan."""
    budget: Bars
    signs: Bars
    demand: Demand | None
    """The demand the forecast rests on; None where no daily number is set."""

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Every picture, in the order of the report."""
        return (*self.curves, self.budget, self.signs)

    @property
    def findings(self) -> int:
        """Inspections that found something."""
        return sum(each.has_finding is True for each in self.inspections)


def effect_board(desk: Desk, campaign_id: CampaignId) -> EffectBoard:
    """The whole report as it stands today."""
    found = effect(desk, campaign_id)
    with desk.workspace.read() as view:
        book = open_campaign(desk, view, campaign_id)
        daily = expected_daily(desk, view, book)
        demand = Demand(daily) if daily else None
        return EffectBoard(
            found,
            _sectors(view, book),
            tuple(_inspections(view, book)),
            tuple(_curves(found, demand, desk.today)),
            budget_bars(found.by_kind),
            _signs(view, campaign_id),
            demand,
        )


def _curves(found: Effect, demand: Demand | None, on: date) -> Iterator[Curve]:
    """A curve for every batch; the last one says what belongs to none of them."""
    campaign, days = found.campaign, found.by_batch_day
    planned = {batch.number for batch in campaign.batches}
    strays = Fen(sum(sum(days[number].values()) for number in days.keys() - planned))
    for place, batch in enumerate(campaign.batches, 1):
        band = batch_band(campaign, batch, demand) if demand else ()
        curve = batch_curve(campaign, batch, days.get(batch.number, {}), band, on)
        yield with_strays(curve, strays) if place == len(campaign.batches) else curve


def _signs(view: ReadView, campaign_id: CampaignId) -> Bars:
    audit = view.vouchers.last_audit(campaign_id)
    if audit is None:
        return sign_bars((), (), "")
    signs = [each for each in audit.causes if BY_ID[each.check].stand == "sign"]
    undone = [BY_ID[check].title for check in audit.undone if BY_ID[check].stand == "sign"]
    return sign_bars(
        [(BY_ID[each.check].title, each.rows) for each in sorted(signs, key=lambda s: -s.rows)],
        undone,
        audit.audited_on.isoformat(),
    )


def _sectors(view: ReadView, book: CampaignBook) -> AboveQuota:
    campaign, kind = book.campaign, book.kind
    if kind.units is None or kind.unit_sales is None:
        return AboveQuota((), ())
    held = {
        _text(row, "credit_code")
        for row in _below(view, kind.merchants, book.entry.id)
        if row.state in kind.admitted
    }
    labels = dict(book.pack.choices(field_fact(kind.units, "sector")))
    rows = {row.id: row for row in _below(view, kind.units, book.entry.id)}
    units = [
        Unit(code, row.name, labels.get(_text(row, "sector"), "没有写行业"), code in held)
        for row in rows.values()
        if (code := _text(row, "credit_code"))
    ]
    sales = [
        MonthSales(
            _text(rows[row.parent_id], "credit_code"),
            date.fromisoformat(_text(row, "month")),
            Fen(_whole(row, "sales") or 0),
            None if (before := _whole(row, "previous")) is None else Fen(before),
        )
        for row in _below(view, kind.unit_sales, *rows)
        if row.parent_id in rows and _text(row, "month")
    ]
    return above_quota(units, sales, campaign.starts_on, campaign.ends_on)


def _inspections(view: ReadView, book: CampaignBook) -> Iterator[Inspection]:
    if book.kind.inspections is None:
        return
    rows = _below(view, book.kind.inspections, book.entry.id)
    for row in sorted(rows, key=lambda each: _text(each, "inspected_on")):
        found = row.cells.get("has_finding")
        yield Inspection(
            row.name,
            _text(row, "inspected_on"),
            _text(row, "office"),
            _text(row, "result"),
            found if isinstance(found, bool) else None,
        )


def _below(view: ReadView, register: str, *owners: int) -> tuple[RegisterEntry, ...]:
    return view.registers.rows_of((register,), "parent_id", owners) if owners else ()


def _text(row: RegisterEntry, key: str) -> str:
    return str(row.cells.get(key) or "")


def _whole(row: RegisterEntry, key: str) -> int | None:
    value = row.cells.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
