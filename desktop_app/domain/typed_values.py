"""What a person typed, as the value that is kept: 分, ISO date, choice id, yes or no."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.rules.schema.facts import FactType
from desktop_app.rules.verdict import JsonValue
from desktop_app.values.dates import parse_date
from desktop_app.values.money import fen_from_wan, fen_from_yuan
from desktop_app.values.text import fold

YES, NO = ("true", "是", "yes", "1", "有", "√"), ("false", "否", "no", "0", "无", "×")
MOST_DIGITS = 20
"""A number longer than this before its point is a slip."""
_EXPECTED = {
    "integer": "整数",
    "number": "数字",
    "date": "日期（2026-11-22）",
    "bool": "是或否",
}


@dataclass(frozen=True)
class Wanted:
    """What a value is to be: type, unit it is typed in, choices by id with their labels."""

    type: FactType
    unit: str = ""
    choices: Sequence[tuple[str, str]] = ()

    @property
    def expected(self) -> str:
        """What to type, in words."""
        if self.choices:
            return "、".join(label for _, label in self.choices)
        if self.type == "money":
            return f"数字（{self.unit or '万元'}）"
        if self.unit == "%":
            return "百分数（60 就是 60%）"
        return _EXPECTED.get(self.type, "文字")


def typed_value(wanted: Wanted, given: object) -> JsonValue:
    """The value as it is kept, None for nothing; ValueError where it does not fit.

    Money typed as text is in the unit wanted (万元 if none is named), as a whole number in 分; a
    percentage is kept as the ratio.
    """
    text = fold(str(given)).strip()
    if given is None or not text:
        return None
    try:
        return _READERS[wanted.type](wanted, given, text)
    except ArithmeticError as problem:
        raise ValueError(text) from problem


def _money(wanted: Wanted, given: object, text: str) -> JsonValue:
    if not isinstance(given, str):
        return int(text)
    plain = text.replace(",", "").removesuffix("元").removesuffix("万")
    return int((fen_from_yuan if wanted.unit == "元" else fen_from_wan)(plain))


def _number(wanted: Wanted, given: object, text: str) -> JsonValue:
    plain = text.replace(",", "")
    number = Decimal(plain.removesuffix("%"))
    if not number.is_finite() or number.adjusted() > MOST_DIGITS:
        raise ValueError(text)
    if wanted.unit != "%" or not isinstance(given, str):
        return f"{Decimal(plain):f}"
    return f"{Decimal(plain.removesuffix('%')) / 100:f}"


def _yes_or_no(_wanted: Wanted, given: object, text: str) -> bool:
    if isinstance(given, bool):
        return given
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return False
    raise ValueError(text)


def _choice(wanted: Wanted, _given: object, text: str) -> str:
    by_label = {fold(label): key for key, label in wanted.choices}
    key = by_label.get(fold(text), text)
    if key not in dict(wanted.choices):
        raise ValueError(text)
    return key


def _choices(wanted: Wanted, given: object, text: str) -> tuple[str, ...]:
    """Several choices, given as a list or written with 、 between them."""
    parts = given if isinstance(given, tuple | list) else re.split("[、,，;；]", text)
    return tuple(_choice(wanted, part, str(part).strip()) for part in parts if str(part).strip())


_READERS: Mapping[str, Callable[[Wanted, object, str], JsonValue]] = {
    "money": _money,
    "integer": lambda _wanted, _given, text: int(text),
    "number": _number,
    "date": lambda _wanted, given, _text: parse_date(given).isoformat(),
    "bool": _yes_or_no,
    "choice": _choice,
    "choices": _choices,
    "text": lambda _wanted, given, _text: str(given).strip(),
}
