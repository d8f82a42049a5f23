"""What a column of a grid is, and how its values read on screen and in the clipboard."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from desktop_app.values.money import Fen, wan_text, yuan_text
from ui.widgets.sign import worded

Row = TypeVar("Row")
Cell = str | int | date | None
"""A native value: money is 分, a missing value is None."""


class Kind(StrEnum):
    """How a column's values are shown, sorted and filtered."""

    TEXT = "text"
    CODE = "code"
    """Text of figures (编号, 证号): never a number outside."""
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    FIGURE = "figure"
    """A share, a score or a quantity, already written as text: it stands right like a number."""
    LIGHT = "light"
    """A verdict light, shown with sign, word and colour."""


RIGHT = frozenset({Kind.NUMBER, Kind.MONEY, Kind.FIGURE})
"""Kinds whose values stand at the right edge."""
MONEY_UNITS = {"wan": "万元", "yuan": "元"}


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: where its value comes from and how it behaves."""

    key: str
    title: str
    value: Callable[[Row], Cell]
    kind: Kind = Kind.TEXT
    width: int = 120
    sort_key: Callable[[Row], object] | None = None
    """What the order goes by when it is not the value: pinyin of a name, rank of a light."""
    unit: str = ""
    is_sum: bool = False
    """Whether the footer adds this column up."""
    is_hidden: bool = False
    """Hidden until the clerk chooses it."""

    @property
    def is_right(self) -> bool:
        """Whether values stand at the right edge."""
        return self.kind in RIGHT

    @property
    def is_ranged(self) -> bool:
        """Whether the filter asks for a range instead of single values."""
        return self.kind in {Kind.NUMBER, Kind.MONEY, Kind.DATE}

    def heading(self, money_unit: str) -> str:
        """Title with its unit, e.g. 申报金额（万元）."""
        unit = MONEY_UNITS[money_unit] if self.kind is Kind.MONEY else self.unit
        return f"{self.title}（{unit}）" if unit else self.title


def starting_unit(units: Iterable[str]) -> str:
    """What amounts are shown in at first: those of a list in 元 throughout in 元."""
    return "yuan" if set(units) == {"元"} else "wan"


def figure_order(text: object) -> float:
    """What figures written as text are ordered by; words stand before them."""
    try:
        return float(str(text or "").replace(",", "").removesuffix("%"))
    except ValueError:
        return float("-inf")


def cell_text(kind: Kind, value: Cell, money_unit: str = "wan") -> str:
    """A value as the clerk reads it; empty for None."""
    if value is None:
        return ""
    if isinstance(value, int):
        return _number_text(kind, value, money_unit)
    if kind is Kind.LIGHT:
        return worded(value) if isinstance(value, str) else ""
    return value.isoformat() if isinstance(value, date) else value


def _number_text(kind: Kind, value: int, money_unit: str) -> str:
    if kind is not Kind.MONEY:
        return f"{value:,}" if kind is Kind.NUMBER else str(value)
    return wan_text(Fen(value)) if money_unit == "wan" else yuan_text(Fen(value))
