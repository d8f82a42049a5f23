"""The effect of a campaign: rates, sales moved and leverage, as exact fractions."""

from dataclasses import dataclass
from fractions import Fraction

from desktop_app.values.money import Fen

NOTHING = Fen(0)


@dataclass(frozen=True)
class EffectLine:
    """What one kind of a batch, one trade or the whole comes to; money in 分."""

    key: str
    title: str
    budget_fen: Fen = NOTHING
    planned: int = 0
    """Vouchers the plan has; 0 where no number is set."""
    issued: int = 0
    used: int = 0
    """Redemptions and claims the audit accepts, wholly or in part."""
    claimed_fen: Fen = NOTHING
    cut_fen: Fen = NOTHING
    """Taken off by the audit."""
    sales_fen: Fen = NOTHING
    """Spent on the purchases of the accepted ones."""

    @property
    def accepted_fen(self) -> Fen:
        """Claimed less what was taken off."""
        return Fen(self.claimed_fen - self.cut_fen)

    @property
    def issue_rate(self) -> Fraction | None:
        """Vouchers issued of those planned; None where no number is set."""
        return Fraction(self.issued, self.planned) if self.planned else None

    @property
    def redemption_rate(self) -> Fraction | None:
        """Accepted redemptions of the vouchers issued; None where none were issued."""
        return Fraction(self.used, self.issued) if self.issued else None

    @property
    def money_rate(self) -> Fraction | None:
        """Accepted money of the budget; None without a budget."""
        return Fraction(self.accepted_fen, self.budget_fen) if self.budget_fen else None

    @property
    def leverage(self) -> Fraction | None:
        """Sales moved by one 元 of accepted money; None while nothing is accepted."""
        return Fraction(self.sales_fen, self.accepted_fen) if self.accepted_fen > 0 else None


def total(lines: tuple[EffectLine, ...], title: str = "合计") -> EffectLine:
    """The sum of some lines."""
    return EffectLine(
        "total",
        title,
        Fen(sum(each.budget_fen for each in lines)),
        sum(each.planned for each in lines),
        sum(each.issued for each in lines),
        sum(each.used for each in lines),
        Fen(sum(each.claimed_fen for each in lines)),
        Fen(sum(each.cut_fen for each in lines)),
        Fen(sum(each.sales_fen for each in lines)),
    )


def percent(rate: Fraction | None) -> str:
    """A rate with two decimals, half up, `96.25%`; a dash where there is none."""
    return f"{_hundredths(rate * 100)}%" if rate is not None else "—"


def times(rate: Fraction | None) -> str:
    """A leverage with two decimals, half up; a dash where there is none."""
    return _hundredths(rate) if rate is not None else "—"


def _hundredths(number: Fraction) -> str:
    found = (abs(number) * 200 + 1) // 2
    sign = "-" if number < 0 else ""
    return f"{sign}{found // 100}.{found % 100:02d}"
