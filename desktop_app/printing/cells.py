"""Cell values as printed: money from 分 into the column's unit, numbers right, text left."""

from collections.abc import Iterable, Sequence

from desktop_app.printing.linebreak import unbreakable
from desktop_app.printing.papers import Align, Cell, ColumnKind, ListColumn
from desktop_app.printing.table import PAD
from desktop_app.printing.typeset import Side, Style
from desktop_app.values.money import Fen, wan_text, yuan_text

_SHORT = 12
"""Texts of more characters are expected to wrap."""
_SHORT_LEAST, _LONG_LEAST, _NICE, _WHOLE = 2.0, 9.0, 14.0, 14.0
"""In em: least widths of columns of short and of long texts, and the most asked for."""
_NAME = 4
"""Texts of up to so many characters, such as names, stay in one line."""
_WORDY, _KEPT = 30, 0.85
"""A column of texts longer than this keeps this part of its share."""
_SIDES = {Align.LEFT: Side.LEFT, Align.CENTER: Side.CENTER, Align.RIGHT: Side.RIGHT}


def cell_text(column: ListColumn, cell: Cell) -> str:
    """The cell as it is printed in its column; None prints nothing."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if column.kind is ColumnKind.WAN:
        return wan_text(Fen(cell), column.places)
    if column.kind is ColumnKind.YUAN:
        return yuan_text(Fen(cell))
    return str(cell)


def side_of(column: ListColumn) -> Side:
    """Where the column's text stands; AUTO sets money right, counts centred, text left."""
    if column.align is not Align.AUTO:
        return _SIDES[column.align]
    if column.kind in {ColumnKind.WAN, ColumnKind.YUAN}:
        return Side.RIGHT
    return Side.CENTER if column.kind is ColumnKind.COUNT else Side.LEFT


def column_sums(
    columns: Sequence[ListColumn], rows: Iterable[Sequence[Cell]]
) -> tuple[int | None, ...]:
    """The exact sum of each summed column, None for the others; text in them counts as nothing."""
    sums: list[int | None] = [0 if column.is_sum else None for column in columns]
    places = [index for index, column in enumerate(columns) if column.is_sum]
    for row in rows:
        for index in places:
            cell = row[index]
            if isinstance(cell, int):
                sums[index] = (sums[index] or 0) + cell
    return tuple(sums)


def fitted_widths(
    columns: Sequence[ListColumn], texts: Sequence[Sequence[str]], style: Style, width: float
) -> list[float]:
    """Column widths by weight, shifted so that codes and amounts, then short words, stay whole."""
    total = sum(column.weight for column in columns)
    widths = [width * column.weight / total for column in columns]
    rows = [[column.title for column in columns], *texts]
    longest = [max(column, key=len) for column in zip(*rows, strict=True)]
    whole = [
        max(_whole_width(texts, style), share if column.is_ink else 0.0)
        for column, texts, share in zip(columns, zip(*rows, strict=True), widths, strict=True)
    ]
    nice = [
        max(least, _nice_width(text, style), share * _KEPT if len(text) > _WORDY else 0.0)
        for least, text, share in zip(whole, longest, widths, strict=True)
    ]
    return _shifted(_shifted(widths, whole), nice)


def _nice_width(text: str, style: Style) -> float:
    return min(style.width(text), _NICE * style.size) + 2 * PAD + 1


def _whole_width(texts: Sequence[str], style: Style) -> float:
    """The width below which a number or code of the column would be torn."""
    words = {word for text in set(texts) for word in unbreakable(text)}
    widest = max(map(style.width, words), default=0.0)
    most_chars = max(map(len, texts))
    least = _LONG_LEAST if most_chars > _SHORT else max(_SHORT_LEAST, min(most_chars, _NAME))
    return max(min(widest, _WHOLE * style.size), least * style.size) + 2 * PAD + 1


def _shifted(widths: Sequence[float], needs: Sequence[float]) -> list[float]:
    """The widths with what some have above their need given to those below theirs."""
    pairs = list(zip(widths, needs, strict=True))
    lack = sum(max(need - width, 0) for width, need in pairs)
    spare = sum(max(width - need, 0) for width, need in pairs)
    if not lack or not spare:
        return list(widths)
    given, taken = min(lack / spare, 1.0), min(spare / lack, 1.0)
    return [
        width - given * (width - need) if width > need else width + taken * (need - width)
        for width, need in pairs
    ]


def head_text(title: str, style: Style, width: float) -> str:
    """A column head: one that does not fit breaks before its bracket, 金额 over （万元）."""
    if style.width(title) <= width - 2 * PAD or "（" not in title:
        return title
    return title.replace("（", "\n（", 1)
