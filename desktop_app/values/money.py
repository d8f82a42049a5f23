"""Money as whole 分: exact conversion from and to 元 and 万元, rates, and the words of a bill."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal, NewType

from desktop_app.values.text import fold

Fen = NewType("Fen", int)
Number = Decimal | int | float | str

FEN_PER_YUAN = 100
FEN_PER_WAN = 1_000_000
NOISE_YUAN = Decimal("0.000001")
"""A number this close to a whole 分 is that 分: spreadsheet sums carry binary noise."""
LARGEST_FEN = 10**18
_EXACT_PLACES = 6


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
        raise ValueError("金额过大")
    fen = (yuan * FEN_PER_YUAN).to_integral_value(ROUND_HALF_UP)
    if abs(yuan - fen / FEN_PER_YUAN) > NOISE_YUAN:
        raise ValueError(f"金额{yuan:f}元比“分”更细")
    return Fen(int(fen))


def yuan_text(fen: Fen) -> str:
    """The amount in 元 with two decimals and thousands separators, `1,234.50`."""
    return _fixed(fen, FEN_PER_YUAN, 2)


def wan_text(fen: Fen, places: int = 2) -> str:
    """The amount in 万元, `198.00`; with up to six decimals where `places` would not be exact."""
    while places < _EXACT_PLACES and fen % 10 ** (_EXACT_PLACES - places):
        places += 1
    return _fixed(fen, FEN_PER_WAN, places)


def _fixed(fen: Fen, unit: int, places: int) -> str:
    """A whole number of 分 in a unit of a power of ten, with decimals that hold it exactly.

    Whole numbers throughout: a list writes thousands of amounts with every repaint.
    """
    whole, rest = divmod(abs(fen), unit)
    sign = "-" if fen < 0 else ""
    if not places:
        return f"{sign}{whole:,}"
    return f"{sign}{whole:,}.{rest * 10**places // unit:0{places}d}"


def round_fen(exact: Fraction) -> Fen:
    """A computed amount in 分, half up to the whole 分."""
    quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
    return Fen(int(quotient.quantize(Decimal(1), ROUND_HALF_UP)))


def ratio(part: Fen, whole: Fen) -> Decimal:
    """`part` as a fraction of `whole` (28 digits); raises ValueError for a whole of nothing."""
    if whole == 0:
        raise ValueError("以零为基数无法求比例")
    return Decimal(part) / Decimal(whole)


_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("仟", "佰", "拾", "")
_WAN = 10_000
_YI = 100_000_000


def uppercase(fen: Fen) -> str:
    """The amount in the words of a bill (支付结算办法 附一), `人民币壹仟肆佰零玖元伍角`."""
    yuan, cents = divmod(abs(fen), FEN_PER_YUAN)
    sign = "负" if fen < 0 else ""
    whole = f"{_number_words(yuan)}元" if yuan or not cents else ""
    return f"人民币{sign}{whole}{_cents_words(cents, yuan)}"


def _cents_words(cents: int, yuan: int) -> str:
    jiao, fen = divmod(cents, 10)
    if not cents:
        return "整"
    needs_zero = yuan and (jiao == 0 or yuan % 10 == 0)
    words = "零" if needs_zero else ""
    words += f"{_DIGITS[jiao]}角" if jiao else ""
    return words + (f"{_DIGITS[fen]}分" if fen else "")


def _number_words(number: int) -> str:
    for size, word in ((_YI, "亿"), (_WAN, "万")):
        high, low = divmod(number, size)
        if high:
            return f"{_number_words(high)}{word}{_low_words(low, size)}"
    return _group_words(number) or _DIGITS[0]


def _low_words(low: int, size: int) -> str:
    """The part below 亿 or 万; a missing leading place is spoken as one 零."""
    if not low:
        return ""
    return ("零" if low < size // 10 else "") + _number_words(low)


def _group_words(group: int) -> str:
    words = ""
    for digit, place in zip(f"{group:04d}", _PLACES, strict=True):
        words += "零" if digit == "0" else f"{_DIGITS[int(digit)]}{place}"
    return re.sub("零+", "零", words).strip("零")


AmountUnit = Literal["元", "万元"]
AmountFaultKind = Literal[
    "empty", "placeholder", "approximate", "range", "mixed", "separators", "scientific",
    "currency", "unit", "words", "not_a_number",
]  # fmt: skip


@dataclass(frozen=True)
class ParsedAmount:
    """A written amount: the number as it stands and the unit written beside it, None if none."""

    number: Decimal
    unit: AmountUnit | None


class AmountFault(ValueError):  # noqa: N818 - a fault of the text, not of the program
    """Text that gives no exact amount; `kind` is a stable id, the message a Chinese sentence."""

    def __init__(self, kind: AmountFaultKind, text: str, reason: str) -> None:
        super().__init__(f"“{text}”{reason}")
        self.kind = kind


_AMOUNT = re.compile(
    r"(?P<number>[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?)(?P<unit>万元|亿元|元|万|亿|)[整正]?"
)
_UNITS: dict[str, tuple[AmountUnit | None, int]] = {
    "": (None, 1),
    "元": ("元", 1),
    "万": ("万元", 1),
    "万元": ("万元", 1),
    "亿": ("万元", _WAN),
    "亿元": ("万元", _WAN),
}
_FAULTS: tuple[tuple[str, AmountFaultKind, str], ...] = (
    ("", "empty", "为空，没有金额"),
    (
        r"[-—–_/\\.…*?无空略]+|暂无|没有|不详|未定|待定|N/?A|nan|null|none",
        "placeholder",
        "不是金额",
    ),
    (
        r".*(约|左右|大概|近|超|余|多万|多元|上下|以内|以上|以下|不超过|[~≈<>]\d).*",
        "approximate",
        "是约数，请填确切金额",
    ),
    (r"[+-]?[\d.,]+(万元?|元)?[-—–~至到][\d.,]+(万元?|元)?", "range", "是一个范围，请填一个金额"),
    (r"[+-]?\d[\d.,]*[eE][+-]?\d+", "scientific", "是科学计数，可能已丢失末位，请设为文本后重填"),
    (r".*[$€£].*|.*(美元|港币|港元|欧元|日元).*", "currency", "不是人民币金额"),
    (r"[+-]?\d[\d.,]*[百千十]万?元?", "unit", "的单位不是元或万元"),
    (r"[+-]?\d[\d.,]*(亿|万)元?\d.*", "mixed", "混写了两个单位，请写成一个数"),
    (r"[+-]?[\d.,]+(万元?|亿元?|元)?", "separators", "的千分位或小数点位置不对"),
    (
        r"[零〇一二三四五六七八九十百千万亿元角分整壹贰叁肆伍陆柒捌玖拾佰仟两正]+",
        "words",
        "是中文数字，请填阿拉伯数字",
    ),
    (r"(?s).*", "not_a_number", "不是金额"),
)


def parse_amount(text: str) -> ParsedAmount:
    """The exact number and unit of a written amount, `12万`, `￥1,234.50`; raises AmountFault."""
    plain = "".join(fold(text).split())
    bare = re.sub(r"^(人民币|RMB|CNY|[¥￥])+", "", plain, flags=re.IGNORECASE)
    found = _AMOUNT.fullmatch(bare)
    if found is None:
        raise _amount_fault(bare, text)
    unit, factor = _UNITS[found["unit"]]
    return ParsedAmount(Decimal(found["number"].replace(",", "")) * factor, unit)


def _amount_fault(bare: str, text: str) -> AmountFault:
    kind, reason = next(
        (kind, reason)
        for pattern, kind, reason in _FAULTS
        if re.fullmatch(pattern, bare, flags=re.IGNORECASE)
    )
    return AmountFault(kind, text, reason)
