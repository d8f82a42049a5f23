"""The checks of a form: order, matter, answer, how it came about, and the clauses."""

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.printing.bench import Bench
from desktop_app.printing.page import MM
from desktop_app.printing.papers import VerdictRow
from desktop_app.printing.table import VERTICAL_PAD, Band, Cell, Row, make_cell
from desktop_app.printing.typeset import Side

_TEXT = 9.5
_LEADING = 13.0
_ROW = 6.5 * MM
_ORDER, _TITLE, _WORD, _CLAUSE = 10 * MM, 29 * MM, 20.5 * MM, 20 * MM
_HEADS = ("序号", "审查事项", "结论", "情况说明", "依据")
_PASS = "通过"  # noqa: S105 - a verdict's word


def verdict_band(verdicts: Sequence[VerdictRow], bench: Bench, place: tuple[float, float]) -> Band:
    """The band of all checks inside a place (left edge, width); its head is repeated."""
    x, width = place
    widths = (_ORDER, _TITLE, _WORD, width - _ORDER - _TITLE - _WORD - _CLAUSE, _CLAUSE)
    places = [(x + sum(widths[:index]), share) for index, share in enumerate(widths)]
    head_style = bench.style("hei", _TEXT, _LEADING, Side.CENTER)
    head = tuple(
        make_cell(bench.breaker, head_style, title, place)
        for title, place in zip(_HEADS, places, strict=True)
    )
    rows = [_row(order, verdict, bench, places) for order, verdict in enumerate(verdicts, 1)]
    return Band(tuple(rows), head=_sized(head, bench))


def _row(
    order: int, verdict: VerdictRow, bench: Bench, places: Sequence[tuple[float, float]]
) -> Row:
    left = bench.style("fang", _TEXT, _LEADING)
    center = replace(left, side=Side.CENTER)
    word = center if verdict.word == _PASS else bench.style("hei", _TEXT, _LEADING, Side.CENTER)
    texts = (str(order), verdict.title, verdict.word, explanation(verdict), _clauses(verdict))
    styles = (center, left, word, left, center)
    cells = (
        make_cell(bench.breaker, style, text, place)
        for style, text, place in zip(styles, texts, places, strict=True)
    )
    return _sized(tuple(cells), bench)


def _sized(cells: tuple[Cell, ...], bench: Bench) -> Row:
    return Row(cells, _ROW * bench.room_scale, pad=VERTICAL_PAD * bench.room_scale)


def explanation(verdict: VerdictRow) -> str:
    """Message, arithmetic, what would turn it and what was decided, a line each.

    What passed says message and arithmetic in one line: most checks pass, and a sheet is short.
    """
    arithmetic = verdict.arithmetic and f"计算：{verdict.arithmetic}"
    first = [verdict.message, arithmetic]
    lines = [
        *(["".join(first)] if verdict.word == _PASS else first),
        verdict.turns_if,
        verdict.note and f"处理：{verdict.note}",
    ]
    return "\n".join(line for line in lines if line)


def _clauses(verdict: VerdictRow) -> str:
    return "\n".join(verdict.clauses)
