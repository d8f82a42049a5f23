"""合计 and 小计 rows: never imported, but checked against the sum of the rows."""

from collections.abc import Sequence

from desktop_app.excel.faults import CellFault
from desktop_app.excel.problems import Cause
from desktop_app.values.money import Fen, wan_text, yuan_text

Line = tuple[int, int | None]
"""Row number and amount in 分, None for an empty cell."""


def total_fault(
    total: tuple[int, str], fen: int, lines: Sequence[Line], earlier: Sequence[int], unit: str
) -> CellFault | None:
    """What is wrong with one total, None if it is the sum of its rows.

    Args:
        total: the row number and the word found (合计, 小计, ...).
        fen: what the total row says.
        lines: the data rows of the column.
        earlier: row numbers of the totals above this one.
        unit: 万元 or 元, for the message.
    """
    row, word = total
    everything = sum(amount or 0 for _, amount in lines)
    start = max(earlier, default=-1)
    section = sum(amount or 0 for line, amount in lines if start < line < row)
    above = sum(amount or 0 for line, amount in lines if line < row)
    sums = {section, above} if word == "小计" else {everything}
    if word == "小计" and not above:
        sums = {_next_section(row, lines), everything}
    if fen in sums:
        return None
    expected = section if word == "小计" else everything
    text = wan_text if unit == "万元" else yuan_text
    return CellFault(
        Cause.TOTAL_DIFFERS,
        f"{word}{text(Fen(fen))}，各行之和{text(Fen(expected))}",
        f"相差{text(Fen(fen - expected))}{unit}，请核对各行金额。",
    )


def _next_section(row: int, lines: Sequence[Line]) -> int:
    return sum(amount or 0 for line, amount in lines if line > row)
