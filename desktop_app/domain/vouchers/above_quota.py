"""What the statistics bureau's figures of above-quota units say, trade by trade."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from desktop_app.domain.vouchers.effect import NOTHING
from desktop_app.values.money import Fen

FAR = 1_000
"""Figures of two years that differ so many times: 元 may have been taken for 万元."""


@dataclass(frozen=True)
class Unit:
    """An above-quota unit."""

    code: str
    name: str
    sector: str
    takes_part: bool
    """Whether it is on the list of merchants."""


@dataclass(frozen=True)
class MonthSales:
    """What a unit sold in a month, and in the same month of the year before where that is known."""

    code: str
    month: date
    """Any day of the month."""
    sales_fen: Fen
    previous_fen: Fen | None = None


@dataclass(frozen=True)
class SectorLine:
    """The units of one trade that take part, over the months of the campaign."""

    sector: str
    listed: int
    """Units on the list of the statistics bureau."""
    units: int
    """Of them on the list of merchants."""
    reporting: int
    """Of these with figures for any month of the campaign."""
    sales_fen: Fen = NOTHING
    compared_fen: Fen = NOTHING
    """The part of the sales with a figure of the year before."""
    previous_fen: Fen = NOTHING

    @property
    def growth(self) -> Fraction | None:
        """Rise against the same months of the year before, where both figures are known."""
        if not self.previous_fen:
            return None
        return Fraction(self.compared_fen - self.previous_fen, self.previous_fen)


@dataclass(frozen=True)
class AboveQuota:
    """All trades, and what is wrong with the figures."""

    lines: tuple[SectorLine, ...]
    months: tuple[str, ...]
    """Months with figures, `2024-08`."""
    faults: tuple[str, ...] = ()

    @property
    def whole(self) -> SectorLine:
        """All trades together."""
        lines = self.lines
        return SectorLine(
            "合计",
            sum(each.listed for each in lines),
            sum(each.units for each in lines),
            sum(each.reporting for each in lines),
            Fen(sum(each.sales_fen for each in lines)),
            Fen(sum(each.compared_fen for each in lines)),
            Fen(sum(each.previous_fen for each in lines)),
        )


def above_quota(
    units: Sequence[Unit], sales: Iterable[MonthSales], first: date, last: date
) -> AboveQuota:
    """Sales of participating units over the months from `first` to `last`.

    A month entered twice for a unit counts once, as entered last, and is named.
    """
    named = {each.code: each for each in units}
    kept: dict[tuple[str, str], MonthSales] = {}
    faults: list[str] = []
    for each in sales:
        if each.code not in named or not named[each.code].takes_part:
            continue
        key = (each.code, _month(each.month))
        if not _month(first) <= key[1] <= _month(last):
            continue
        if key in kept:
            faults.append(f"{named[each.code].name} {key[1]} 登记了不止一笔，按后登记的一笔算")
        kept[key] = each
    faults += [
        f"{named[code].name} {month} 与上年同月相差千倍以上，请核对填的是万元还是元"
        for (code, month), each in kept.items()
        if _is_far(each)
    ]
    sectors = dict.fromkeys(each.sector for each in units)
    lines = tuple(_line(sector, units, list(kept.values())) for sector in sectors)
    return AboveQuota(lines, tuple(sorted({month for _, month in kept})), tuple(faults))


def _line(sector: str, units: Sequence[Unit], sales: Sequence[MonthSales]) -> SectorLine:
    own = [each for each in units if each.sector == sector]
    codes = {each.code for each in own if each.takes_part}
    rows = [each for each in sales if each.code in codes]
    compared = [each for each in rows if each.previous_fen is not None]
    return SectorLine(
        sector,
        len(own),
        len(codes),
        len({each.code for each in rows}),
        Fen(sum(each.sales_fen for each in rows)),
        Fen(sum(each.sales_fen for each in compared)),
        Fen(sum(each.previous_fen or 0 for each in compared)),
    )


def _is_far(sales: MonthSales) -> bool:
    now, before = sales.sales_fen, sales.previous_fen
    return bool(now and before) and max(now, before or 0) >= FAR * min(now, before or 0)


def _month(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"
