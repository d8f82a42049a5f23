"""Whole columns at once: what is usual converts in a few passes, anything odd goes cell by cell.

Every function gives None as soon as a single cell is not of the usual kind; the result is the same
as that of the converters in `cells`, a test compares them.
"""

import re
from collections.abc import Sequence
from math import isfinite
from operator import is_

from desktop_app.excel.cells import LONGEST_TEXT, CellSetting, Convert
from desktop_app.excel.faults import CellFault
from desktop_app.excel.sheet import ColumnKind, ColumnSpec
from desktop_app.values.money import FEN_PER_WAN, FEN_PER_YUAN

_FEWEST = 64
"""Below this a loop is as fast."""
_FEW_DIFFERENT = 4
"""Cells per different text from which converting each text once pays."""
_REPEATING = frozenset(
    {ColumnKind.CHOICE, ColumnKind.BOOLEAN, ColumnKind.DATE, ColumnKind.YEAR, ColumnKind.PHONE}
)
_WHOLE_OR_NOT = frozenset({ColumnKind.INTEGER, ColumnKind.NUMBER})
_PLAIN_CODES = re.compile("[0-9A-DF-Z-]+")
_LARGEST_NUMBER = 1e12
_LARGEST_FEN = 10**14


def converted_at_once(
    column: ColumnSpec, values: Sequence[object], convert: Convert, setting: CellSetting
) -> list[object] | None:
    """The values of a column, None if it has to be read cell by cell."""
    if len(values) < _FEWEST:
        return None
    kinds = set(map(type, values))
    if kinds == {float} and column.kind is ColumnKind.MONEY:
        return _money(column, values, setting)
    if kinds == {float} and column.kind in _WHOLE_OR_NOT:
        return _numbers(column, values, convert)
    if kinds != {str} or (column.required and "" in values):
        return None
    return _texts(column, values, convert)


def _texts(column: ColumnSpec, values: Sequence[object], convert: Convert) -> list[object] | None:
    if column.kind in {ColumnKind.TEXT, ColumnKind.LONG_TEXT}:
        return _text(column, values)
    if column.kind is ColumnKind.CODE:
        return _codes(column, values)
    return _repeating(values, convert) if column.kind in _REPEATING else None


def _text(column: ColumnSpec, values: Sequence[object]) -> list[object] | None:
    texts = [value for value in values if isinstance(value, str)]
    if not "".join(texts).isprintable() or max(map(len, texts)) > (
        column.max_length or LONGEST_TEXT
    ):
        return None
    # str.strip gives the very same object when there is nothing to strip.
    if not all(map(is_, map(str.strip, texts), texts)):
        return None
    return [text or None for text in texts] if "" in texts else list(texts)


def _codes(column: ColumnSpec, values: Sequence[object]) -> list[object] | None:
    """Plain codes; an E may be what is left of a long number."""
    codes = [value for value in values if isinstance(value, str)]
    if "" in codes or not _PLAIN_CODES.fullmatch("".join(codes)):
        return None
    return list(codes) if max(map(len, codes)) <= (column.max_length or LONGEST_TEXT) else None


def _money(
    column: ColumnSpec, values: Sequence[object], setting: CellSetting
) -> list[object] | None:
    numbers = [value for value in values if isinstance(value, float)]
    low = 0.0 if column.minimum is None else float(column.minimum)
    high = _LARGEST_FEN if column.maximum is None else float(column.maximum)
    factor = FEN_PER_WAN if setting.money_unit == "万元" else FEN_PER_YUAN
    # A sum shows a NaN wherever it stands; the smallest and largest number may miss it.
    if not low <= min(numbers) or max(numbers) > _LARGEST_NUMBER or not isfinite(sum(numbers)):
        return None
    fens = [round(number * factor) for number in numbers]
    if [fen / factor for fen in fens] != numbers or min(fens) < low or max(fens) > high:
        return None
    return list(fens)


def _numbers(column: ColumnSpec, values: Sequence[object], convert: Convert) -> list[object] | None:
    """Whole numbers as they are; each different decimal once, where they repeat as counts do."""
    if column.kind is ColumnKind.NUMBER:
        return None if column.is_percent else _repeating(values, convert)
    numbers = [value for value in values if isinstance(value, float)]
    low = -_LARGEST_NUMBER if column.minimum is None else float(column.minimum)
    high = _LARGEST_NUMBER if column.maximum is None else float(column.maximum)
    if not low <= min(numbers) or max(numbers) > high or not all(map(float.is_integer, numbers)):
        return None
    return list(map(int, numbers))


def _repeating(values: Sequence[object], convert: Convert) -> list[object] | None:
    different = set(values)
    if len(different) * _FEW_DIFFERENT > len(values):
        return None
    known: dict[object, object] = {"": None}
    try:
        known.update((value, convert(value)) for value in different if value != "")
    except CellFault:
        return None
    if any(result is None for value, result in known.items() if value != ""):
        return None
    return list(map(known.__getitem__, values))
