"""Number cells: the exact decimal that was typed, and percentages as the ratios they stand for."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from desktop_app.excel.faults import CellFault, shown
from desktop_app.excel.problems import Cause
from desktop_app.excel.sheet import ColumnSpec
from desktop_app.values.money import AmountFault, parse_amount
from desktop_app.values.text import fold

_EXACT_NUMBER = 1e15
"""From 16 digits on a spreadsheet has dropped the last ones."""
_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_HUNDRED = Decimal(100)
_REASONS = {
    "approximate": (Cause.ABOUT, "是约数", ""),
    "range": (Cause.ABOUT, "是一个范围，请填一个数", ""),
    "placeholder": (Cause.NOT_A_NUMBER, "不是数字", "没有就空着，或者填 0。"),
    "scientific": (Cause.NOT_A_NUMBER, "是科学计数，可能已丢失末位", ""),
    "separators": (Cause.NOT_A_NUMBER, "的千分位或小数点位置不对", ""),
}
"""Cause, reason and advice by kind of fault; any other text is simply no number."""


class Percentage(NamedTuple):
    """What a cell shown as a percentage holds: the ratio."""

    ratio: float


def number_converter(column: ColumnSpec) -> Callable[[object], object]:
    """The converter of a number column to exact decimals within its bounds."""
    low, high = column.minimum, column.maximum
    read = _ratio if column.is_percent else _plain

    def convert(value: object) -> object:
        number = read(value)
        if number is None:
            return None
        if (low is not None and number < low) or (high is not None and number > high):
            raise CellFault(Cause.OUT_OF_RANGE, f"{_told(column, number)}超出范围")
        return number

    return convert


def typed_decimal(value: float) -> Decimal:
    """The decimal somebody typed: a spreadsheet keeps fifteen digits, what is beyond is noise."""
    return Decimal(f"{value:.15g}")


def _plain(value: object) -> Decimal | None:
    if isinstance(value, Percentage):
        return typed_decimal(value.ratio)
    if isinstance(value, str):
        text = "".join(fold(value).split())
        return _from_text(text, value) if text else None
    if isinstance(value, (bool, date, timedelta)) or not isinstance(value, (int, float)):
        raise CellFault(Cause.NOT_A_NUMBER, f"应填数字，却是{shown(value)}")
    if abs(value) >= _EXACT_NUMBER:
        raise CellFault(Cause.LOST_DIGITS, "数字超过15位，末位已丢失")
    return typed_decimal(value)


def _ratio(value: object) -> Decimal | None:
    """A percentage: `60%`, a cell shown as one, or a plain number above 1 which is in percent."""
    if isinstance(value, Percentage):
        return typed_decimal(value.ratio)
    text = "".join(fold(value).split()) if isinstance(value, str) else ""
    if text.endswith("%"):
        return _from_text(text.removesuffix("%"), text) / _HUNDRED
    number = _plain(value)
    if number is not None and 0 < abs(number) <= 1:
        raise CellFault(
            Cause.UNCLEAR_PERCENT, f"是{number:f}%还是{_trimmed(number * _HUNDRED)}%？看不出来"
        )
    return None if number is None else number / _HUNDRED


def _from_text(text: str, written: str) -> Decimal:
    if _NUMBER.fullmatch(text):
        return Decimal(text.replace(",", ""))
    kind = ""
    try:
        parse_amount(text)
    except AmountFault as fault:
        kind = fault.kind
    cause, reason, advice = _REASONS.get(kind, (Cause.NOT_A_NUMBER, "不是数字", ""))
    raise CellFault(cause, f"{shown(written)}{reason}", advice)


def _told(column: ColumnSpec, number: Decimal) -> str:
    return f"{_trimmed(number * _HUNDRED)}%" if column.is_percent else f"{number:f}"


def _trimmed(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
