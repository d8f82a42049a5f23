"""Money as whole 分: exact conversion from and to 元 and 万元, rates, and the words of a bill."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Literal, NewType

Fen = NewType("Fen", int)
Number = Decimal | int | float | str
Rounding = Literal["half_up", "half_even", "down", "up"]

FEN_PER_YUAN = 100
FEN_PER_WAN = 1_000_000
NOISE_YUAN = Decimal("0.000001")
"""A number this close to a whole 分 is that 分: spreadsheet sums carry binary noise."""
LARGEST_FEN = 10**18
_EXACT_PLACES = 6

_ROUNDINGS = {
    "half_up": ROUND_HALF_UP,
    "half_even": ROUND_HALF_EVEN,
    "down": ROUND_FLOOR,
    "up": ROUND_CEILING,
}


def fen_from_yuan(amount: Number) -> Fen:
    """An amount in 元 as 分; raises ValueError if it is finer than a 分 or no finite number."""
    return _whole_fen(_decimal(amount))


def fen_from_wan(amount: Number) -> Fen:
    """An amount in 万元 as 分; raises ValueError if it is finer than a 分 or no finite number."""
    return _whole_fen(_decimal(amount) * 10_000)


def _decimal(amount: Number) -> Decimal:
    if isinstance(amount, bool):
        raise TypeError("金额不能是“是/否”值")
    text = repr(amount) if isinstance(amount, float) else str(amount).strip()
    try:
        number = Decimal(text)
    except ArithmeticError:
        raise ValueError(f"“{amount}”不是数字") from None
    if not number.is_finite():
        raise ValueError(f"“{amount}”不是有限的数字")
    return number


def _whole_fen(yuan: Decimal) -> Fen:
    if abs(yuan) * FEN_PER_YUAN > LARGEST_FEN:
        raise ValueError(f"金额{yuan:f}元过大")
    fen = (yuan * FEN_PER_YUAN).to_integral_value(ROUND_HALF_UP)
    if abs(yuan - fen / FEN_PER_YUAN) > NOISE_YUAN:
        raise ValueError(f"金额{yuan:f}元比分更细")
    return Fen(int(fen))


def yuan_text(fen: Fen) -> str:
    """The amount in 元 with two decimals and thousands separators, `1,234.50`."""
    return f"{Decimal(fen) / FEN_PER_YUAN:,.2f}"


def wan_text(fen: Fen, places: int = 2) -> str:
    """The amount in 万元, `198.00`; more decimals (at most six) where `places` would not be exact."""
    exact = Decimal(fen) / FEN_PER_WAN
    while places < _EXACT_PLACES and round(exact, places) != exact:
        places += 1
    return f"{exact:,.{places}f}"


def multiply(fen: Fen, rate: Decimal, rounding: Rounding = "half_up") -> Fen:
    """An amount times a rate, rounded to the 分 as the rule says; the only place that rounds."""
    return Fen(int((fen * rate).to_integral_value(_ROUNDINGS[rounding])))


def ratio(part: Fen, whole: Fen) -> Decimal:
    """`part` as a fraction of `whole` (28 digits); raises ValueError for a whole of nothing."""
    if whole == 0:
        raise ValueError("以零为基数无法求比例")
    return Decimal(part) / Decimal(whole)
