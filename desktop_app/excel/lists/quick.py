"""Columns of a long list that hold what is usual: converted in a few passes, or not at all.

Every function gives None as soon as a single cell is unusual; then each cell is read by itself.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from desktop_app.excel.lists.spec import CellKind
from desktop_app.values.text import are_texts

Value = int | str | None
LONGEST = 200
MOST_FEN = 10**11
"""A thousand million 元: more is no purchase, and a million such sums would not fit the file."""
_LONGEST_SUM = len("999999999.99")
_MOMENT_LETTERS = 19
_UNUSUAL = " +.='`"
"""What a plain code has none of."""


def _quick_codes(cells: Sequence[object]) -> list[Value] | None:
    """Plain codes as text, without blanks, in capitals."""
    if not are_texts(cells) or max(map(len, cells)) > LONGEST:
        return None
    joined = "".join(cells)
    if not joined.isascii() or not joined.isprintable() or any(m in joined for m in _UNUSUAL):
        return None
    texts = list(cells) if joined == joined.upper() else list(map(str.upper, cells))
    return [text or None for text in texts] if "" in texts else list(texts)


def _quick_money(cells: Sequence[object]) -> list[Value] | None:
    if set(map(type, cells)) == {float}:
        return _fen_of_numbers([cell for cell in cells if isinstance(cell, float)])
    if not are_texts(cells):
        return None
    known = _fen_of_texts(set(cells))
    return list(map(known.__getitem__, cells)) if known else None


def _fen_of_texts(texts: Collection[str]) -> dict[str, Value]:
    """The sum each text says; nothing if one is unusual."""
    joined = "".join(texts)
    digits = joined.replace(".", "")
    if not (digits.isascii() and digits.isdigit()) or max(map(len, texts)) > _LONGEST_SUM:
        return {}
    if len(joined) - len(digits) == len(texts) and {text[-3:-2] for text in texts} == {"."}:
        return {text: int(text.replace(".", "")) for text in texts}
    try:
        return {text: _fen_of_text(text) if text else None for text in texts}
    except ValueError:
        return {}


def _fen_of_numbers(cells: Sequence[float]) -> list[Value] | None:
    """Whole 分 of numbers in 元; None if one is finer, negative or too large to be exact."""
    if not all(0 <= cell < MOST_FEN / 100 for cell in cells):
        return None
    exact = [cell * 100 for cell in cells]
    whole = list(map(round, exact))
    if any(abs(a - b) > 1e-4 for a, b in zip(exact, whole, strict=True)):  # noqa: PLR2004
        return None
    return list(whole)


def _fen_of_text(text: str) -> int:
    yuan, _, cents = text.partition(".")
    if len(cents) > 2:  # noqa: PLR2004 - finer than a 分
        raise ValueError
    return int(yuan + cents.ljust(2, "0"))


def _quick_moments(cells: Sequence[object]) -> list[Value] | None:
    if set(map(type, cells)) == {datetime}:
        return [cell.isoformat(" ", "seconds") for cell in cells if isinstance(cell, datetime)]
    if not are_texts(cells) or set(map(len, cells)) != {_MOMENT_LETTERS}:
        return None
    if {text[4::3] for text in cells} != {"-- ::"}:
        return None
    try:
        _ = [datetime.fromisoformat(text) for text in cells]
    except ValueError:
        return None
    return list(cells)


QUICK: Mapping[CellKind, Callable[[Sequence[object]], list[Value] | None]] = {
    CellKind.CODE: _quick_codes,
    CellKind.MONEY: _quick_money,
    CellKind.MOMENT: _quick_moments,
}
