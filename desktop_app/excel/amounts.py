"""Money cells: the exact 分, the unit taken from the header and never guessed from the size."""

from collections.abc import Callable
from decimal import Decimal

from desktop_app.excel.faults import CellFault, shown
from desktop_app.excel.numbers import Percentage
from desktop_app.excel.problems import Cause
from desktop_app.excel.sheet import ColumnSpec
from desktop_app.values.money import (
    FEN_PER_WAN,
    FEN_PER_YUAN,
    AmountFault,
    Fen,
    fen_from_wan,
    fen_from_yuan,
    parse_amount,
    wan_text,
)
from desktop_app.values.text import fold

_LARGEST = 10**14
"""分; a million million 元 is no project."""
_FEWEST_ID_DIGITS = 1e15


def money_converter(column: ColumnSpec, unit: str) -> Callable[[object], object]:
    """The converter of a money column whose bare numbers are in `unit` (万元 or 元)."""
    factor = FEN_PER_WAN if unit == "万元" else FEN_PER_YUAN
    low = int(column.minimum) if column.minimum is not None else -_LARGEST
    high = int(column.maximum) if column.maximum is not None else _LARGEST

    def convert(value: object) -> object:
        if type(value) is float and abs(value) < _FEWEST_ID_DIGITS:
            fen = round(value * factor)
            # The nearest double of fen/factor being the very value proves the number exact.
            if fen / factor != value:
                fen = _exact(value, unit)
        else:
            found = _fen(value, unit)
            if found is None:
                return None
            fen = found
        if low <= fen <= high:
            return Fen(fen)
        raise _range_fault(value, fen, low)

    return convert


def both_readings(fen: Fen, unit: str) -> tuple[str, str]:
    """The amount read in `unit`, and as it is if the number was meant in the other; in 万元."""
    other = fen // 10_000 if unit == "万元" else fen * 10_000
    return wan_text(fen), wan_text(Fen(other))


def _fen(value: object, unit: str) -> int | None:
    if isinstance(value, str):
        return _from_text(value, unit) if fold(value) else None
    if isinstance(value, Percentage):
        raise CellFault(
            Cause.WRONG_TYPE,
            f"应填金额，却是百分数{value.ratio * 100:.6g}%",
            f"请把单元格的格式改成数值，再按{unit}填写。",
        )
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise CellFault(Cause.WRONG_TYPE, f"应填金额，却是{shown(value)}")
    return _exact(value, unit)


def _exact(number: float | Decimal, unit: str) -> int:
    try:
        return fen_from_wan(number) if unit == "万元" else fen_from_yuan(number)
    except ValueError:
        too_large = abs(Decimal(number)) > _LARGEST
        cause = Cause.OUT_OF_RANGE if too_large else Cause.TOO_FINE
        reason = "金额过大" if too_large else "比一分还小"
        raise CellFault(cause, f"{shown(number)}{reason}") from None


def _from_text(text: str, unit: str) -> int:
    try:
        parsed = parse_amount(text)
    except AmountFault as fault:
        cause = Cause.ABOUT if fault.kind in {"approximate", "range"} else Cause.NOT_A_NUMBER
        advice = "没有就空着，或者填 0。" if fault.kind == "placeholder" else ""
        reason = str(fault).rsplit("”", maxsplit=1)[-1].split("，", maxsplit=1)[0]
        raise CellFault(cause, f"{shown(text)}{reason}", advice) from None
    if parsed.unit is not None and parsed.unit != unit:
        raise CellFault(
            Cause.MONEY_UNIT,
            f"本列单位是{unit}，格里写的是{shown(text)}",
            f"请核对后按{unit}只填数字。",
        )
    return _exact(parsed.number, unit)


def _range_fault(value: object, fen: int, low: int) -> CellFault:
    if fen < low and low == 0:
        return CellFault(Cause.OUT_OF_RANGE, f"{shown(value)}是负数，金额不能小于零")
    return CellFault(Cause.OUT_OF_RANGE, f"{shown(value)}超出范围")
