"""Kinds of quantities a check may compare, exact values of them, and how a clerk reads them."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal

from desktop_app.rules.facts import Choice, FactSpec, FactValue
from desktop_app.rules.verdict import JsonValue
from desktop_app.values.identity import mask_as
from desktop_app.values.money import round_fen, wan_text, yuan_text

Base = Literal[
    "money", "number", "date", "days", "term", "text", "bool", "choice", "choices", "words",
    "month_day",
]  # fmt: skip
NUMERIC: frozenset[str] = frozenset({"money", "number", "days"})
ORDERED: frozenset[str] = NUMERIC | {"date"}
_SHORT_UNITS = {"分值": "分"}
"""Units that read otherwise than they are written in a pack."""
YUAN = "元"
"""The unit of an amount that does not read in 万元."""
_BY_FACT_TYPE: dict[str, Base] = {
    "money": "money", "integer": "number", "number": "number", "date": "date", "text": "text",
    "bool": "bool", "choice": "choice", "choices": "choices",
}  # fmt: skip
BASE_LABELS: dict[str, str] = {
    "money": "金额", "number": "数值", "date": "日期", "days": "天数", "term": "期限",
    "text": "文字", "bool": "是否", "choice": "单选", "choices": "多选", "words": "词表",
    "month_day": "月日",
}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """What sort of quantity a name or a computed side is."""

    base: Base
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    is_whole: bool = False
    """Only whole numbers make sense (counts)."""
    personal: str | None = field(default=None, compare=False)
    """How a personal text is written: it reads masked; None: of no person."""

    @property
    def label(self) -> str:
        """The kind in Chinese, for faults."""
        return BASE_LABELS[self.base]

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The choices by id, as a clerk reads them."""
        return dict(self.choices)


@dataclass(frozen=True)
class TermLength:
    """A length of time as the law writes it: 10 工作日, 3 个月."""

    count: int
    unit: str


Exact = Fraction | date | str | bool | tuple[str, ...] | TermLength


@dataclass(frozen=True)
class Quantity:
    """An exact value of a kind: 分 for money, a ratio for %, days for day counts."""

    kind: Kind
    value: Exact

    @property
    def number(self) -> Fraction:
        """The value of a numeric quantity."""
        if not isinstance(self.value, Fraction):
            message = f"{self.kind.label} is no number"
            raise TypeError(message)
        return self.value

    @property
    def day(self) -> date:
        """The value of a date."""
        if not isinstance(self.value, date):
            message = f"{self.kind.label} is no date"
            raise TypeError(message)
        return self.value

    @property
    def text(self) -> str:
        """The value as a clerk reads it, `198.00 万元`, `14.93%`, `2025-02-13`, `138****1234`."""
        told = _text_of(self)
        return told if self.kind.personal is None else mask_as(self.kind.personal, told)

    @property
    def json(self) -> JsonValue:
        """The value as a fact holds it: 分, ISO date, exact decimal as text."""
        match self.value:
            case bool() | str() | tuple():
                return self.value
            case date():
                return self.value.isoformat()
            case TermLength():
                return f"{self.value.count}{self.value.unit}"
            case Fraction():
                return int(self.value) if self.value.denominator == 1 else plain_number(self.value)


def plain_number(number: Fraction, places: int = 4) -> str:
    """A number without trailing zeros, rounded half up to some places only if it is longer."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    text = f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money_text(fen: Fraction, unit: str = "") -> str:
    """An amount with its unit, which never depends on the size: 元 where it says so, else 万元."""
    whole = round_fen(fen)
    return f"{yuan_text(whole)} {YUAN}" if unit == YUAN else f"{wan_text(whole)} 万元"


def _number_text(number: Fraction, unit: str) -> str:
    if unit == "%":
        return f"{plain_number(number * 100, 2)}%"
    return f"{plain_number(number)} {_SHORT_UNITS.get(unit, unit)}".strip()


def _month_day_text(value: str) -> str:
    month, day = month_and_day(value)
    return f"{month}月{day}日"


def _text_of(quantity: Quantity) -> str:
    kind, value = quantity.kind, quantity.value
    labels = kind.labels
    match value:
        case bool():
            text = "是" if value else "否"
        case Fraction() if kind.base == "money":
            text = money_text(value, kind.unit)
        case Fraction():
            text = _number_text(value, "天" if kind.base == "days" else kind.unit)
        case date():
            text = value.isoformat()
        case TermLength():
            text = f"{value.count} {value.unit}"
        case str():
            text = _month_day_text(value) if kind.base == "month_day" else labels.get(value, value)
        case tuple():
            text = "、".join(labels.get(item, item) for item in value)
    return text


def month_and_day(text: str) -> tuple[int, int]:
    """A month-day as the pack writes it, `09-30`, as numbers."""
    month, day = (int(part) for part in text.split("-"))
    return month, day


def beside(left: Quantity, right: Quantity) -> Quantity:
    """The right side as it compares with the left: a month-day is taken in the year of a date."""
    if left.kind.base != "date" or right.kind.base != "month_day":
        return right
    return in_year(right, left.day.year)


def in_year(month_day: Quantity, year: int) -> Quantity:
    """A month-day as the day of a year; 29 February is the last of the month in other years."""
    month, day = month_and_day(str(month_day.value))
    return Quantity(Kind("date"), date(year, month, min(day, monthrange(year, month)[1])))


def fact_kind(spec: FactSpec) -> Kind:
    """The kind of quantity a fact holds."""
    base, is_whole = _BY_FACT_TYPE[spec.type], spec.type == "integer"
    return Kind(base, spec.unit, spec.choices, is_whole, spec.personal)


def fact_quantity(spec: FactSpec, value: FactValue | None) -> Quantity | None:
    """The exact value of a fact; None if it is missing or not one of its choices."""
    return quantity_of(fact_kind(spec), value)


def quantity_of(kind: Kind, value: FactValue | None) -> Quantity | None:
    """The same of a fact whose kind is at hand."""
    raw = None if value is None else value.value
    if raw is None or raw in ("", ()):
        return None
    exact = _exact(kind, raw)
    if kind.base == "choice" and exact not in kind.labels:
        return None
    if kind.base == "choices" and isinstance(exact, tuple) and not kind.labels.keys() >= set(exact):
        return None
    return Quantity(kind, exact)


def _exact(kind: Kind, raw: JsonValue) -> Exact:
    exact: Exact | None = None
    match kind.base, raw:
        case "bool", bool():
            exact = bool(raw)
        case (("text" | "choice"), str()):
            exact = str(raw)
        case "choices", tuple() | list() | str():
            exact = (raw,) if isinstance(raw, str) else tuple(raw)
        case "date", str():
            exact = date.fromisoformat(raw)
        case (("money" | "number"), int()) if not isinstance(raw, bool):
            exact = Fraction(raw)
        case "number", str():
            exact = Fraction(Decimal(raw))
    if exact is None:
        message = f"{raw!r} is no value of kind {kind.base}"
        raise TypeError(message)
    return exact
