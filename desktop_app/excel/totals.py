"""合计 and 小计 rows: never imported, but checked against the sum of the rows."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from desktop_app.excel.faults import CellFault
from desktop_app.excel.problems import Cause
from desktop_app.values.money import Fen, wan_text, yuan_text

Number = int | Decimal
Line = tuple[int, Number | None]
"""Row number and amount in 分 or plain number, None for an empty cell."""
_END = r"(?:\([^)]*\))?[:.]?"
_WORD = re.compile(r"(本页|本表|以上|全部)?(合计|总计|小计|共计|累计)" + _END)
_NAMED = re.compile(r"(?:.{1,40}?(?:合计|总计|小计)|.{1,40}?\s汇总)" + _END)
_SECTION_WORDS = ("小计", "本页")
_RUNNING_WORDS = ("累计", "以上")


class Total(NamedTuple):
    """A row of sums: its number, the word it bears, whether the word names what is summed up."""

    row: int
    word: str
    is_named: bool = False

    @property
    def is_section(self) -> bool:
        """Whether it sums up a part of the table."""
        return self.is_named or any(word in self.word for word in _SECTION_WORDS)

    @property
    def is_running(self) -> bool:
        """Whether it sums up everything above it."""
        return any(word in self.word for word in _RUNNING_WORDS)


def total_word(text: str) -> str:
    """The word of a total a cell consists of (合计, 本页小计), empty if it is no total."""
    found = _WORD.fullmatch("".join(text.split()))
    return (found[1] or "") + found[2] if found else ""


def named_total(text: str) -> str:
    """The text of a total that names its part (县水务局 小计), empty if it is none."""
    return "".join(text.split()) if _NAMED.fullmatch(text) else ""


def total_fault(
    total: Total, said: Number, lines: Sequence[Line], totals: Sequence[Total], unit: str
) -> CellFault | None:
    """What is wrong with one total, None if it is the sum of its rows.

    Args:
        total: the total.
        said: what the total row says.
        lines: the data rows of the column.
        totals: all totals of the table.
        unit: 万元 or 元, for the message; empty for plain numbers.
    """
    expected, *others = _sums(total, lines, totals)
    if said == expected or said in others:
        return None
    return CellFault(
        Cause.TOTAL_DIFFERS,
        f"{total.word[:16]}{_text(said, unit)}，各行之和{_text(expected, unit)}",
        f"相差{_text(said - expected, unit)}{unit}，请核对各行。",
    )


def _sums(total: Total, lines: Sequence[Line], totals: Sequence[Total]) -> Iterator[Number]:
    """What the total may be the sum of, the likeliest first."""
    row = total.row
    everything, above = _sum(lines), _sum(lines, before=row)
    alike = [each.row for each in totals if each.word == total.word]
    since_alike = _sum(lines, max((at for at in alike if at < row), default=-1), row)
    if total.is_running:
        yield from (above, everything)
    elif total.is_section:
        yield _sum(lines, max((each.row for each in totals if each.row < row), default=-1), row)
        yield from (since_alike, above)
        if not above:
            yield from (_sum(lines, row), everything)
    elif len(alike) > 1:
        yield from (since_alike, everything)
    else:
        yield everything


def _sum(lines: Sequence[Line], after: int = -1, before: int | None = None) -> Number:
    return sum(
        amount or 0 for row, amount in lines if after < row and (before is None or row < before)
    )


def _text(number: Number, unit: str) -> str:
    if not unit:
        return f"{Decimal(number).normalize():f}"
    return (wan_text if unit == "万元" else yuan_text)(Fen(int(number)))
