"""Values of the law and settings of the office: exact quantities in force on a day."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from desktop_app.rules.kinds import YUAN, Exact, Kind, Quantity, TermLength
from desktop_app.rules.schema.parameters import (
    MONEY_UNITS,
    TERM_UNITS,
    DatedValue,
    LawValue,
    OfficeSetting,
)
from desktop_app.values.money import FEN_PER_YUAN
from desktop_app.values.text import fold

SettingValue = bool | int | Decimal | date | str | tuple[str, ...]
"""A setting as the office entered it, in the setting's own unit; exact decimals may be text."""
SettingValues = Mapping[str, SettingValue]
MOST_DIGITS = 15
"""A figure of more digits is a slip, and would take for ever to be made exact."""
_BETWEEN_WORDS = re.compile(r"[、,，;；\n]")


class WrittenValueError(ValueError):
    """A written value that its unit cannot hold; the text is the Chinese reason."""


_FEN_PER_UNIT = {"元": FEN_PER_YUAN, "万元": FEN_PER_YUAN * 10_000, "亿元": FEN_PER_YUAN * 10**8}


def unit_kind(unit: str) -> Kind:
    """The kind of quantity a unit of parameters.toml stands for."""
    if unit in MONEY_UNITS:
        return Kind("money", YUAN if unit == YUAN else "")
    if unit in TERM_UNITS:
        return Kind("term", unit)
    special: dict[str, Kind] = {
        "日期": Kind("date"),
        "月日": Kind("month_day"),
        "词": Kind("words"),
        "年份": Kind("number", "年", is_whole=True),
    }
    return special.get(unit) or Kind("number", unit, is_whole=unit not in {"%", "倍", "分值"})


def quantity_in(unit: str, raw: object) -> Quantity:
    """The exact quantity of a written value; raises WrittenValueError with a Chinese reason."""
    kind = unit_kind(unit)
    return Quantity(kind, _exact(kind, unit, raw))


def _exact(kind: Kind, unit: str, raw: object) -> Exact:
    match kind.base:
        case "date":
            return _date(raw)
        case "month_day":
            return _month_day(raw)
        case "words":
            return _words(raw)
        case _:
            return _number(kind, unit, raw)


def _date(raw: object) -> date:
    if isinstance(raw, str):
        return date.fromisoformat(raw)
    if not isinstance(raw, date):
        raise WrittenValueError("应为日期，如 2024-08-09（不加引号）")
    return raw


def _month_day(raw: object) -> str:
    try:
        month, day = (int(part) for part in str(raw).split("-"))
        date(2024, month, day)
    except ValueError:
        raise WrittenValueError('应为月日，如 "12-31"') from None
    return f"{month:02d}-{day:02d}"


def _words(raw: object) -> tuple[str, ...]:
    if isinstance(raw, str) or not isinstance(raw, tuple | list):
        raise WrittenValueError('应为词表，如 ["品牌", "型号"]')
    return tuple(str(word) for word in raw)


def _number(kind: Kind, unit: str, raw: object) -> Fraction | TermLength:
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal | str):
        raise WrittenValueError(f"应为数字（单位：{unit}）")
    number = _exact_number(raw)
    if number is None:
        raise WrittenValueError(f"应为数字（单位：{unit}）")
    if kind.base == "term":
        return _term(number, unit)
    if kind.base == "money":
        return _fen(number * _FEN_PER_UNIT[unit])
    return number / 100 if unit == "%" else number


def _exact_number(raw: int | Decimal | str) -> Fraction | None:
    """The number; None for what is none, runs below zero, or is too long to be meant."""
    try:
        written = Decimal(raw)
    except (ArithmeticError, ValueError):
        return None
    if not written.is_finite() or written < 0 or abs(written.adjusted()) > MOST_DIGITS:
        return None
    return Fraction(written)


def _term(number: Fraction, unit: str) -> TermLength:
    if number.denominator != 1 or number < 0:
        raise WrittenValueError(f"期限应为不小于零的整数（单位：{unit}）")
    return TermLength(int(number), unit)


def _fen(fen: Fraction) -> Fraction:
    if fen.denominator != 1:
        raise WrittenValueError("金额比“分”更细")
    return fen


def periods(value: LawValue) -> tuple[DatedValue, ...]:
    """The periods of a value; a value without periods is one period without ends."""
    if value.value is not None:
        return (DatedValue(value=value.value), *value.dated)
    return value.dated


def covers(period: DatedValue, on: date) -> bool:
    """Whether the period includes the day; both ends are included."""
    starts = period.from_ is None or period.from_ <= on
    return starts and (period.until is None or on <= period.until)


def law_quantity(value: LawValue, on: date) -> Quantity | None:
    """The value in force on a day; None if no period covers it."""
    found = next((period for period in periods(value) if covers(period, on)), None)
    return None if found is None else quantity_in(value.unit, found.value)


def setting_kind(setting: OfficeSetting) -> Kind:
    """The kind of quantity an office setting holds."""
    if setting.choices:
        return Kind("choice", choices=tuple((item.id, item.label) for item in setting.choices))
    return unit_kind(setting.unit or "个")


def setting_quantity(setting: OfficeSetting, raw: SettingValue | None) -> Quantity | None:
    """The setting as entered, None while undefined; raises WrittenValueError for a misfit."""
    if raw is None or raw == "":
        return None
    if setting.choices:
        kind = setting_kind(setting)
        if raw not in dict(kind.choices):
            raise WrittenValueError(f"“{raw}”不在选项之中")
        return Quantity(kind, str(raw))
    quantity = quantity_in(setting.unit or "个", raw)
    _check_range(setting, quantity, raw)
    return quantity


def typed_setting(setting: OfficeSetting, text: str) -> tuple[str, ...] | int | str:
    """What a clerk typed, as the setting is kept; raises WrittenValueError with a Chinese reason.

    Words are parted by 、, a day of the year is written 10月31日 or 10-31.
    """
    typed, base = fold(text), setting_kind(setting).base
    if not typed:
        raise WrittenValueError("没有填取值")
    if base == "words":
        return tuple(w.strip() for w in _BETWEEN_WORDS.split(typed) if w.strip())
    if base == "month_day":
        return _month_day(typed.replace("月", "-").removesuffix("日"))
    setting_quantity(setting, typed)
    return int(typed) if typed.isdecimal() and base != "choice" else typed


def _check_range(setting: OfficeSetting, quantity: Quantity, raw: SettingValue) -> None:
    if quantity.kind.base not in {"money", "number", "term"}:
        return
    number = Decimal(str(raw))
    too_low = setting.min_ is not None and number < setting.min_
    if too_low or (setting.max_ is not None and number > setting.max_):
        raise WrittenValueError(f"应在 {setting.min_ or 0} 到 {setting.max_ or '不限'} 之间")
