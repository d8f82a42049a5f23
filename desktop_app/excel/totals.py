"""合计 and 小计 rows: never imported, but checked against the sum of the rows."""

from collections.abc import Sequence
from decimal import Decimal

from desktop_app.excel.faults import CellFault
from desktop_app.excel.problems import Cause
from desktop_app.values.money import Fen, wan_text, yuan_text

Number = int | Decimal
Line = tuple[int, Number | None]
"""Row number and amount in 分 or plain number, None for an empty cell."""


def total_fault(
    total: tuple[int, str], said: Number, lines: Sequence[Line], earlier: Sequence[int], unit: str
) -> CellFault | None:
    """What is wrong with one total, None if it is the sum of its rows.

    Args:
        total: the row number and the word found (合计, 小计, ...).
        said: what the total row says.
        lines: the data rows of the column.
        earlier: row numbers of the totals above this one.
        unit: 万元 or 元, for the message; empty for plain numbers.
    """
    row, word = total
    everything = sum(amount or 0 for _, amount in lines)
    start = max(earlier, default=-1)
    section = sum(amount or 0 for line, amount in lines if start < line < row)
    above = sum(amount or 0 for line, amount in lines if line < row)
    sums = {section, above} if word == "小计" else {everything}
    if word == "小计" and not above:
        sums = {_next_section(row, lines), everything}
    if said in sums:
        return None
    expected = section if word == "小计" else everything
    return CellFault(
        Cause.TOTAL_DIFFERS,
        f"{word}{_text(said, unit)}，各行之和{_text(expected, unit)}",
        f"相差{_text(said - expected, unit)}{unit}，请核对各行。",
    )


def _next_section(row: int, lines: Sequence[Line]) -> Number:
    return sum(amount or 0 for line, amount in lines if line > row)


def _text(number: Number, unit: str) -> str:
    if not unit:
        return f"{Decimal(number).normalize():f}"
    return (wan_text if unit == "万元" else yuan_text)(Fen(int(number)))
