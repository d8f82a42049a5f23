"""The small tables of a form: its checks, the steps done, and every check then and now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.printing.bench import Bench
from desktop_app.printing.page import MM
from desktop_app.printing.papers import CourseRow, GateRow, VerdictRow
from desktop_app.printing.table import VERTICAL_PAD, Band, Cell, Row, make_cell
from desktop_app.printing.typeset import Side, Style
from desktop_app.values.dates import long_date

_TEXT = 9.5
_LEADING = 13.0
_ROW = 6.5 * MM
_PASS = "通过"  # noqa: S105 - a verdict's word
_DATE = 19.5 * MM


@dataclass(frozen=True)
class _Column:
    """One column: its head, its width (0 shares what the others leave), and how it is set."""

    head: str
    width: float = 0.0
    side: Side = Side.LEFT
    is_word: bool = False
    """Set bold unless it says 通过."""


_CHECKS = (
    _Column("序号", 10 * MM, Side.CENTER),
    _Column("审查事项", 26 * MM),
    _Column("结论", 20.5 * MM, Side.CENTER, is_word=True),
    _Column("情况说明"),
    _Column("依据", 25 * MM, Side.CENTER),
)
_COURSE = (
    _Column("日期", _DATE, Side.CENTER),
    _Column("环节", 41 * MM),
    _Column("结果", 20 * MM, Side.CENTER),
    _Column("签批人", 20 * MM, Side.CENTER),
    _Column("文号", 28 * MM),
    _Column("意见"),
)
_GATES = (
    _Column("序号", 10 * MM, Side.CENTER),
    _Column("核查事项", 32 * MM),
    _Column("当时", 19 * MM, Side.CENTER, is_word=True),
    _Column("现在", 19 * MM, Side.CENTER, is_word=True),
    _Column("情况说明"),
    _Column("依据", 20 * MM, Side.CENTER),
)


def verdict_band(verdicts: Sequence[VerdictRow], bench: Bench, place: tuple[float, float]) -> Band:
    """The band of all checks inside a place (left edge, width); its head is repeated."""
    texts = [
        (str(order), each.title, each.word, explanation(each), "\n".join(each.clauses))
        for order, each in enumerate(verdicts, 1)
    ]
    return _band(_CHECKS, texts, bench, place)


def course_band(course: Sequence[CourseRow], bench: Bench, place: tuple[float, float]) -> Band:
    """The band of all steps done, oldest first."""
    texts = [
        (
            each.on.isoformat(),
            "\n".join(part for part in (each.procedure, each.step) if part),
            each.outcome,
            each.signer,
            each.number,
            each.opinion,
        )
        for each in course
    ]
    return _band(_COURSE, texts, bench, place)


def gate_band(gates: Sequence[GateRow], bench: Bench, place: tuple[float, float]) -> Band:
    """The band of every check of every step, under a heading for each step."""
    rows: list[Row] = []
    before: GateRow | None = None
    for order, gate in enumerate(gates, 1):
        if before is None or (gate.step, gate.then_on) != (before.step, before.then_on):
            rows.append(_heading(gate, bench, place))
        before = gate
        then = gate.then or ("—" if gate.then_on else "")
        texts = (str(order), gate.title, then, gate.now or "—", gate.message)
        rows += _band(_GATES, [(*texts, "\n".join(gate.clauses))], bench, place).rows
    return Band(tuple(rows), head=_band(_GATES, (), bench, place).head)


def _heading(gate: GateRow, bench: Bench, place: tuple[float, float]) -> Row:
    day = f"　{long_date(gate.then_on)}签批" if gate.then_on else "　尚未办理"
    style = bench.style("hei", _TEXT, _LEADING)
    cell = make_cell(bench.breaker, style, f"{gate.step}{day}", place)
    return replace(_sized((cell,), bench), keeps_next=True)


def _band(
    columns: Sequence[_Column],
    texts: Sequence[Sequence[str]],
    bench: Bench,
    place: tuple[float, float],
) -> Band:
    x, width = place
    spare = width - sum(column.width for column in columns)
    widths = [column.width or spare for column in columns]
    places = [(x + sum(widths[:index]), share) for index, share in enumerate(widths)]
    head_style = bench.style("hei", _TEXT, _LEADING, Side.CENTER)
    head = _cells([column.head for column in columns], [head_style] * len(columns), places, bench)
    rows = tuple(
        _sized(_cells(row, _styles(columns, row, bench), places, bench), bench) for row in texts
    )
    return Band(rows, head=_sized(head, bench))


def _styles(columns: Sequence[_Column], row: Sequence[str], bench: Bench) -> list[Style]:
    plain = bench.style("fang", _TEXT, _LEADING)
    bold = bench.style("hei", _TEXT, _LEADING)
    return [
        replace(bold if column.is_word and not text.startswith(_PASS) else plain, side=column.side)
        for column, text in zip(columns, row, strict=True)
    ]


def _cells(
    texts: Sequence[str],
    styles: Sequence[Style],
    places: Sequence[tuple[float, float]],
    bench: Bench,
) -> tuple[Cell, ...]:
    return tuple(
        make_cell(bench.breaker, style, text, place)
        for style, text, place in zip(styles, texts, places, strict=True)
    )


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
