"""Cell values as printed: money from 分 into the column's unit, numbers right, text left."""

from collections.abc import Iterable, Sequence

from desktop_app.printing.papers import Align, Cell, ColumnKind, ListColumn
from desktop_app.printing.table import PAD
from desktop_app.printing.typeset import Side, Style
from desktop_app.values.money import Fen, wan_text, yuan_text

_SHORT = 12
"""Longer texts are expected to wrap."""
_WHOLE_WORD = 7.0
"""In em: the most a column is widened for a word."""
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


def fitted_weights(
    columns: Sequence[ListColumn], texts: Iterable[Sequence[str]], style: Style, width: float
) -> list[float]:
    """Column widths by weight, shifted a little so that short words and amounts are not torn."""
    total = sum(column.weight for column in columns)
    shares = [width * column.weight / total for column in columns]
    most = _WHOLE_WORD * style.size
    needs = [0.0] * len(columns)
    for row in ([column.title for column in columns], *texts):
        for index, text in enumerate(row):
            if len(text) <= _SHORT and "\n" not in text:
                needs[index] = max(needs[index], min(style.width(text), most))
    needs = [need + 2 * PAD + 1 for need in needs]
    lack = sum(max(need - share, 0) for need, share in zip(needs, shares, strict=True))
    spare = sum(max(share - need, 0) for need, share in zip(needs, shares, strict=True))
    if not lack or not spare:
        return shares
    given = min(lack / spare, 1.0)
    taken = min(spare / lack, 1.0)
    return [
        share - given * (share - need) if share > need else share + taken * (need - share)
        for need, share in zip(needs, shares, strict=True)
    ]
