"""Forms as one ruled table (预审意见表, 申报表); over pages with a repeated head."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop_app.printing.bench import Bench
from desktop_app.printing.blocks import (
    Heading,
    closing_height,
    draw_closing,
    draw_heading,
    draw_running_head,
)
from desktop_app.printing.cells import (
    cell_text,
    column_sums,
    fitted_widths,
    head_text,
    side_of,
)
from desktop_app.printing.forms.opinion_box import opinion_place, shared_heights
from desktop_app.printing.forms.verdict_rows import course_band, gate_band, verdict_band
from desktop_app.printing.labels import label_lines
from desktop_app.printing.page import FORM, MM
from desktop_app.printing.papers import FormGrid, FormRow, Pair, TableForm
from desktop_app.printing.sheet import Sheet
from desktop_app.printing.table import (
    PAD,
    VERTICAL_PAD,
    Band,
    Cell,
    Flow,
    Row,
    columns_x,
    make_cell,
)
from desktop_app.printing.typeset import Side, Style

LABEL = 27 * MM
"""Width of the label column."""
_UPRIGHT = 9 * MM
"""Width of the label beside the checks, one character under the other."""
_TEXT = 11.5
_GRID_TEXT = 10.5
_ROW = 8.5 * MM
_HALF_LINES = 2
"""A head value of more lines in half the width takes a row of its own."""


def lay_out(form: TableForm, bench: Bench) -> list[Sheet]:
    """The pages of a form, drawn in a little where that saves a page."""
    sheets = _pages(form, bench, bench)
    if len(sheets) == 1:
        return sheets
    tight = _pages(form, bench, bench.tightened())
    return tight if len(tight) < len(sheets) else sheets


def _pages(form: TableForm, outer: Bench, bench: Bench) -> list[Sheet]:
    """Heading and notes set by one bench, the table by another."""
    heading = Heading(
        *(form.title, form.number, form.left, form.right, form.intro, form.annex, form.continued)
    )
    sheet = Sheet(FORM)

    def turn() -> tuple[Sheet, float]:
        following = Sheet(FORM)
        return following, draw_running_head(following, heading, outer)

    flow = Flow(sheet, draw_heading(sheet, heading, outer), turn)
    for row in head_rows(form.head, bench):
        flow.place(Band((row,)))
    for part in form.rows:
        flow.place(_part_band(part, bench))
    for label, band in _small_tables(form, bench):
        flow.place(replace(_labelled(band, label, bench, _UPRIGHT), continued=""))
    closing = closing_height(form.signers, form.foot, outer, flow.frame)
    _place_opinions(flow, form, bench, closing)
    draw_closing(flow, form.signers, form.foot, outer)
    return flow.sheets


def _small_tables(form: TableForm, bench: Bench) -> Iterator[tuple[str, Band]]:
    """The steps done, the checks then and now, and the checks, each beside its upright label."""
    place = FORM.left + _UPRIGHT, FORM.width - _UPRIGHT
    if form.course:
        yield "办理经过", course_band(form.course, bench, place)
    if form.gates:
        yield "逐项核查", gate_band(form.gates, bench, place)
    if form.verdicts:
        yield form.verdict_label, verdict_band(form.verdicts, bench, place)


def _inner() -> tuple[float, float]:
    return FORM.left + LABEL, FORM.width - LABEL


def label_style(bench: Bench) -> Style:
    """How labels are set."""
    return bench.style("hei", 10.5, 15, Side.CENTER)


def _text_style(bench: Bench) -> Style:
    return bench.style("fang", _TEXT, _TEXT * 1.4)


def _labelled(band: Band, label: str, bench: Bench, width: float = LABEL) -> Band:
    return replace(
        band, label=label, label_style=label_style(bench), left=FORM.left, label_width=width
    )


def head_rows(pairs: Sequence[Pair], bench: Bench) -> Iterator[Row]:
    """Two short facts to a row; a long one takes its own."""
    waiting = list(pairs)
    half = FORM.width / 2
    while waiting:
        first = waiting.pop(0)
        second = next((pair for pair in waiting if _is_short(pair, bench)), None)
        if not _is_short(first, bench) or second is None:
            yield _pair_row(((first, FORM.left, FORM.width),), bench)
            continue
        waiting.remove(second)
        places = ((first, FORM.left, half), (second, FORM.left + half, half))
        yield _pair_row(places, bench)


def _is_short(pair: Pair, bench: Bench) -> bool:
    room = FORM.width / 2 - LABEL - 2 * PAD
    return len(bench.breaker.lines(_text_style(bench), pair[1], room)) <= _HALF_LINES


def _pair_row(places: Sequence[tuple[Pair, float, float]], bench: Bench) -> Row:
    cells = []
    for (label, value), x, width in places:
        lines = label_lines(label, label_style(bench), LABEL - 2 * PAD)
        cells.append(Cell(x, LABEL, lines, label_style(bench)))
        place = (x + LABEL, width - LABEL)
        cells.append(make_cell(bench.breaker, _text_style(bench), value, place))
    return _sized(tuple(cells), _ROW, bench)


def _sized(cells: tuple[Cell, ...], least: float, bench: Bench) -> Row:
    scale = bench.room_scale
    return Row(cells, least * scale, pad=VERTICAL_PAD * scale)


def _part_band(part: FormRow | FormGrid, bench: Bench) -> Band:
    if isinstance(part, FormGrid):
        return _labelled(_grid_band(part, bench), part.label, bench)
    style = bench.style("fang", _TEXT, _TEXT * 1.45)
    cell = make_cell(bench.breaker, style, part.text, _inner())
    least = max(part.height_mm * MM, _ROW, _label_height(part.label, bench))
    return _labelled(Band((_sized((cell,), least, bench),)), part.label, bench)


def _label_height(label: str, bench: Bench) -> float:
    """The room a label needs beside a row of one line."""
    style = label_style(bench)
    return len(label_lines(label, style, LABEL - 2 * PAD)) * style.leading + 2 * VERTICAL_PAD


def _grid_band(grid: FormGrid, bench: Bench) -> Band:
    style = bench.style("fang", _GRID_TEXT, _GRID_TEXT * 1.35)
    head_style = replace(label_style(bench), size=_GRID_TEXT - 0.5)
    texts = _grid_texts(grid)
    left, width = _inner()
    places = columns_x(left, width, fitted_widths(grid.columns, texts, style, width))
    head = [
        make_cell(bench.breaker, head_style, head_text(column.title, head_style, place[1]), place)
        for column, place in zip(grid.columns, places, strict=True)
    ]
    styles = [replace(style, side=side_of(column)) for column in grid.columns]
    rows = [
        _sized(
            tuple(
                make_cell(bench.breaker, style, text, place)
                for style, text, place in zip(styles, row, places, strict=True)
            ),
            max(grid.row_mm, 7) * MM,
            bench,
        )
        for row in texts
    ]
    return Band(tuple(rows), head=_sized(tuple(head), 7 * MM, bench))


def _grid_texts(grid: FormGrid) -> list[list[str]]:
    """The cells as printed, with a last row of sums where columns are summed."""
    texts = [
        [cell_text(c, cell) for c, cell in zip(grid.columns, cells, strict=True)]
        for cells in grid.rows
    ]
    sums = column_sums(grid.columns, grid.rows)
    if any(total is not None for total in sums) and len(texts) > 1:
        total = [cell_text(c, amount) for c, amount in zip(grid.columns, sums, strict=True)]
        texts.append([total[0] or "合计", *total[1:]])
    return texts


def _place_opinions(flow: Flow, form: TableForm, bench: Bench, notes: float) -> None:
    """Opinion places: grown into the room a page has left, or drawn in a little to stay on it."""
    waiting = [opinion_place(box, bench, _inner()) for box in form.opinions]
    while waiting:
        heights = shared_heights(waiting, flow.room - notes)
        if heights is None and waiting[0].least > flow.room and not flow.is_fresh:
            flow.turn()
            continue
        count = len(waiting) if heights else 1
        for place, height in zip(waiting[:count], heights or (waiting[0].wanted,), strict=True):
            band = Band((place.row(min(height, max(flow.room, place.least))),))
            flow.place(_labelled(band, place.label, bench))
        del waiting[:count]
