"""The cells of a register row as they are kept, and as a workbook's reader and writer have them.

Kept: 分, ISO dates, exact decimals as text. In a workbook: the same amounts, dates and decimals.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from desktop_app.rules.schema.registers import RegisterField
from desktop_app.rules.verdict import JsonValue
from desktop_app.values.identity import MASK, mask_as

Values = Mapping[str, object]


def decimal_text(number: Decimal) -> str:
    """An exact decimal as it is kept: without trailing zeros, `1.5`."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_cell(value: object) -> JsonValue:
    """One value read from a workbook as it is kept."""
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, (bool, int, str)):
        return value
    raise TypeError(f"{value!r} is no value of a cell")


def as_value(field: RegisterField, cell: JsonValue) -> object:
    """One kept cell as a workbook is written; None for an empty one."""
    if cell is None or cell == "":
        return None
    make = _MAKERS.get(field.type)
    return make(cell) if make and isinstance(cell, (str, int)) else cell


def same_cell(field: RegisterField, one: JsonValue, other: JsonValue) -> bool:
    """Whether two cells of a column say the same: 1.50 is 1.5, nothing is nothing."""
    if one == other or (one in _EMPTY and other in _EMPTY):
        return True
    if field.type != "number" or one in _EMPTY or other in _EMPTY:
        return False
    return Decimal(str(one)) == Decimal(str(other))


def unmasked(field: RegisterField, typed: JsonValue, stored: JsonValue) -> JsonValue:
    """What a typed or read cell stands for: the masked form of the value on record is that value.

    So that a row shown or exported with its personal columns masked can be corrected and come back
    without anybody having seen them in full.
    """
    if not field.is_personal or not isinstance(stored, str) or not isinstance(typed, str):
        return typed
    return stored if MASK in typed and typed == mask_as(field.format, stored) else typed


_EMPTY = (None, "", ())
_MAKERS: Mapping[str, Callable[[str | int], object]] = {
    "number": lambda cell: Decimal(str(cell)),
    "date": lambda cell: date.fromisoformat(str(cell)),
}
