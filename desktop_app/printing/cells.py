"""Cell values as printed: money from 分 into the column's unit, numbers right, text left."""

import re
from collections.abc import Iterable, Sequence

from desktop_app.printing.linebreak import is_date, unbreakable
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
_BRACKET = re.compile(r"（[^）]+）")
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
    """Column widths by weight, shifted so that codes, then dates, then short words, stay whole."""
    total = sum(column.weight for column in columns)
    widths = [width * column.weight / total for column in columns]
    rows = [[column.title for column in columns], *texts]
    cells = list(zip(*rows, strict=True))
    kept = [
        max(
            share * _KEPT if max(map(len, column_cells)) > _WORDY else 0.0,
            share if column.is_ink else 0.0,
        )
        for column, share, column_cells in zip(columns, widths, cells, strict=True)
    ]
    untorn = [_untorn_width(column, style) for column in cells]
    whole = [_whole_width(column, style) for column in cells]
    nice = [_nice_width(max(column, key=len), style) for column in cells]
    for needs in ((untorn,), (untorn, whole, kept), (untorn, whole, kept, nice)):
        widths = _shifted(widths, list(map(max, zip(*needs, strict=True))))
    return widths


def _nice_width(text: str, style: Style) -> float:
    if len(text) > _WORDY:
        return 0.0
    return min(style.width(text), _NICE * style.size) + 2 * PAD + 1


def _untorn_width(texts: Sequence[str], style: Style) -> float:
    """The width below which a number or code of the column, or its head's bracket, is torn."""
    words = {word for text in set(texts) for word in unbreakable(text)}
    words.update(_BRACKET.findall(texts[0]))
    widest = max(map(style.width, words), default=0.0)
    return max(min(widest, _WHOLE * style.size), _SHORT_LEAST * style.size) + 2 * PAD + 1


def _whole_width(texts: Sequence[str], style: Style) -> float:
    """The width below which a date would be broken or a long text run down a narrow column."""
    dates = max((style.width(text) for text in set(texts) if is_date(text)), default=0.0)
    most_chars = max(map(len, texts))
    least = _LONG_LEAST if most_chars > _SHORT else min(most_chars, _NAME)
    return max(dates, least * style.size) + 2 * PAD + 1


def _shifted(widths: Sequence[float], needs: Sequence[float]) -> list[float]:
    """The widths with what some have above their need given to those least below theirs first."""
    lacks = [max(need - width, 0.0) for width, need in zip(widths, needs, strict=True)]
    spares = [max(width - need, 0.0) for width, need in zip(widths, needs, strict=True)]
    left = sum(spares)
    if not left:
        return list(widths)
    given = [0.0] * len(lacks)
    for place in sorted(range(len(lacks)), key=lacks.__getitem__):
        given[place] = min(lacks[place], left)
        left -= given[place]
    part = sum(given) / sum(spares)
    return [w + more - part * s for w, more, s in zip(widths, given, spares, strict=True)]


def head_text(title: str, style: Style, width: float) -> str:
    """A column head: one that does not fit breaks before its bracket, 金额 over （万元）."""
    if style.width(title) <= width - 2 * PAD or "（" not in title:
        return title
    return title.replace("（", "\n（", 1)
