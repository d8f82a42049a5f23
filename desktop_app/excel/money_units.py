"""元 or 万元: asks at the row where an amount looks ten thousand times too large or too small.

A question is raised against the funding columns of the same row, the amount stored before, the
other rows of the column and the size any such amount can have. Nothing is ever converted silently.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from statistics import median_low
from typing import NamedTuple

from desktop_app.excel.amounts import both_readings
from desktop_app.excel.faults import CellFault
from desktop_app.excel.problems import Cause
from desktop_app.excel.reading import AmountMemory, RowReading
from desktop_app.excel.sheet import ColumnKind, SheetSpec
from desktop_app.values.money import FEN_PER_WAN, Fen
from desktop_app.values.text import normal_name

_PLAIN_NAME = re.compile("[0-9a-z\u4e00-\u9fff]*")
_ASCII_NOISE = dict.fromkeys(code for code in range(128) if not normal_name(chr(code)))
"""What `normal_name` drops; translating is ten times faster for codes."""
_TIMES = 10_000
_FAR = 2000
"""An amount this many times its peers' median is asked about."""
_FAR_PART = 500
"""One source of money that exceeds the whole this many times."""
_CLOSE = 5
"""Against the amount stored before, the other reading has to come this close."""
_LARGEST_USUAL = 10_000 * FEN_PER_WAN
_SMALLEST_USUAL = FEN_PER_WAN
_NEAR_TENTHS = (90, 110)


class Doubt(NamedTuple):
    """One amount in doubt: place of the row in the reading, column key, the fault."""

    row_index: int
    key: str
    fault: CellFault


def doubtful_amounts(
    spec: SheetSpec, rows: Sequence[RowReading], units: Mapping[str, str], memory: AmountMemory
) -> Iterator[Doubt]:
    """The amounts whose unit has to be confirmed; `units` is the unit each column was read in."""
    seen: set[tuple[int, str]] = set()
    for doubt in _all_doubts(spec, rows, units, memory):
        if (doubt.row_index, doubt.key) not in seen:
            seen.add((doubt.row_index, doubt.key))
            yield doubt


def _all_doubts(
    spec: SheetSpec, rows: Sequence[RowReading], units: Mapping[str, str], memory: AmountMemory
) -> Iterator[Doubt]:
    for whole, parts in spec.parts.items():
        if whole in units:
            yield from _against_parts(whole, [key for key in parts if key in units], rows, units)
    for column in spec.columns:
        if column.kind is not ColumnKind.MONEY or column.key not in units:
            continue
        amounts = [(index, value) for index, row in enumerate(rows)
                   if type(value := row.values[column.key]) is int and value > 0]  # fmt: skip
        unit = units[column.key]
        if not spec.is_ledger:
            yield from _against_peers(column.key, amounts, unit, memory.typical_fen)
        yield from _against_usual_size(column.key, amounts, unit, is_line=spec.is_ledger)
    yield from _against_memory(spec, rows, units, memory)


def _against_parts(
    whole: str, parts: list[str], rows: Sequence[RowReading], units: Mapping[str, str]
) -> Iterator[Doubt]:
    for index, row in enumerate(rows):
        total = row.values[whole]
        amounts = {key: value for key in parts
                   if type(value := row.values[key]) is int and value > 0}  # fmt: skip
        if type(total) is not int or total <= 0 or not amounts:
            continue
        if _is_about(total, sum(amounts.values()) * _TIMES):
            yield _doubt(index, whole, total, units[whole], "各项资金之和的一万倍")
        for key, amount in amounts.items():
            if _is_about(amount, total * _TIMES) or (
                total * _FAR_PART < amount <= total * _TIMES * 11 // 10
            ):
                yield _doubt(index, key, amount, units[key], "申报金额的一万倍")


def _against_peers(
    key: str, amounts: list[tuple[int, int]], unit: str, typical: int | None
) -> Iterator[Doubt]:
    if not amounts:
        return
    middle = _middle([value for _, value in amounts], typical)
    if middle is None:
        return
    for index, value in amounts:
        if value > middle * _FAR:
            yield _doubt(index, key, value, unit, "远大于同列其他行")
        elif unit == "元" and value * _FAR < middle:
            yield _doubt(index, key, value, unit, "远小于同列其他行")


def _middle(values: list[int], typical: int | None) -> float | None:
    """The usual size: of the stored amounts, else of the column; None for a single amount."""
    if typical is not None:
        return float(typical)
    return float(median_low(values)) if len(values) > 1 else None


def _against_usual_size(
    key: str, amounts: list[tuple[int, int]], unit: str, *, is_line: bool
) -> Iterator[Doubt]:
    """`is_line`: a single line in 元 may well be small."""
    for index, value in amounts:
        if unit == "万元" and value > _LARGEST_USUAL:
            yield _doubt(index, key, value, unit, "超过一亿元")
        elif unit == "元" and value < _SMALLEST_USUAL and not is_line:
            yield _doubt(index, key, value, unit, "不足一万元")


def _against_memory(
    spec: SheetSpec, rows: Sequence[RowReading], units: Mapping[str, str], memory: AmountMemory
) -> Iterator[Doubt]:
    wholes = [key for key in spec.parts if key in units]
    if not memory.known or not wholes:
        return
    for index, row in enumerate(rows):
        known = memory.known.get(row_name(spec, row))
        value = row.values[wholes[0]]
        if known is None or type(value) is not int or value <= 0 or known <= 0:
            continue
        ratio = value / known
        if _TIMES / _CLOSE < ratio < _TIMES * _CLOSE or 1 / _CLOSE < ratio * _TIMES < _CLOSE:
            yield _doubt(index, wholes[0], value, units[wholes[0]], "与上次申报相差约一万倍")


def row_name(spec: SheetSpec, row: RowReading) -> tuple[str, ...]:
    """The key of a row as `AmountMemory.known` holds it."""
    values = row.values
    return tuple([_name(str(values.get(key) or "")) for key in spec.key])


def _name(text: str) -> str:
    if text.isascii():
        return text.translate(_ASCII_NOISE).casefold()
    return text if _PLAIN_NAME.fullmatch(text) else normal_name(text)


def _is_about(amount: int, expected: int) -> bool:
    low, high = _NEAR_TENTHS
    return expected * low <= amount * 100 <= expected * high


def _doubt(index: int, key: str, fen: int, unit: str, reason: str) -> Doubt:
    return Doubt(index, key, unit_fault(fen, unit, reason))


def unit_fault(fen: int, unit: str, reason: str) -> CellFault:
    """The question whether an amount read in `unit` was meant in the other, and why it is asked."""
    as_written, otherwise = both_readings(Fen(fen), unit)
    written, other = (unit, "元") if unit == "万元" else (unit, "万元")
    return CellFault(
        Cause.MONEY_UNIT,
        f"是{as_written}万元还是{otherwise}万元？{reason}",
        f"若填的是{other}，请按{written}改填；确实无误请说明，由经办人在导入时确认。",
    )
