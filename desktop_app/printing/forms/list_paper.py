"""Lists (清单): columns by weight, repeated head, 本页小计 on every page and 合计 at the end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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
from desktop_app.printing.page import MM, Frame, list_frame
from desktop_app.printing.papers import Cell, ListPaper
from desktop_app.printing.sheet import Sheet
from desktop_app.printing.table import Band, Flow, Row, columns_x, make_cell
from desktop_app.printing.typeset import Side, Style

_TEXT, _SMALL_TEXT, _A3_TEXT = 10.0, 9.0, 11.0
_NARROW = 19 * MM
"""Columns narrower than this on average are set in the smaller size."""
_ROW = 7 * MM
_INK_ROW = 10 * MM
"""Least height of a row somebody signs in."""
_KEPT_ROWS = 2
"""Rows that go with the totals to a last page."""


@dataclass(frozen=True)
class _Entry:
    """A row as laid out, with the cells it adds to the sums; headings and sums add nothing."""

    row: Row
    cells: tuple[Cell, ...] | None = None
    keeps_next: bool = False


class _ListTable:
    """The table of one list: its columns, styles and rows."""

    def __init__(self, paper: ListPaper, bench: Bench, frame: Frame) -> None:
        self.paper, self.bench = paper, bench
        self.columns = paper.columns
        size = _A3_TEXT if paper.is_a3 else _TEXT
        if frame.width / len(self.columns) < _NARROW:
            size = _SMALL_TEXT
        base = bench.style("fang", size, size * 1.32)
        self.head_style = bench.style("hei", size, size * 1.32, Side.CENTER)
        self.styles = [replace(base, side=side_of(column)) for column in self.columns]
        self.rows = paper.rows or tuple(row for group in paper.groups for row in group.rows)
        shown = [self.texts(row) for row in self.rows]
        shown.append(self.texts(column_sums(self.columns, self.rows)))
        weights = fitted_widths(self.columns, shown, base, frame.width)
        self.places = columns_x(frame.left, frame.width, weights)
        self.least = _INK_ROW if any(column.is_ink for column in self.columns) else _ROW

    def texts(self, row: Sequence[Cell]) -> list[str]:
        """The cells of a row as printed."""
        return [cell_text(c, cell) for c, cell in zip(self.columns, row, strict=True)]

    def row(self, texts: Sequence[str], styles: Sequence[Style]) -> Row:
        """One row across all columns."""
        breaker = self.bench.breaker
        cells = map(make_cell, [breaker] * len(texts), styles, texts, self.places)
        return Row(tuple(cells), _ROW)

    def head(self) -> Row:
        """The column heads."""
        style = self.head_style
        titles = [
            head_text(column.title, style, width)
            for column, (_, width) in zip(self.columns, self.places, strict=True)
        ]
        return self.row(titles, [style] * len(titles))

    def entries(self) -> Iterator[_Entry]:
        """All rows in order, with headings and 小计 of groups."""
        if not self.paper.groups:
            for cells in self.paper.rows:
                yield self._entry(cells)
        for group in self.paper.groups:
            yield _Entry(self._heading(group.title), keeps_next=bool(group.rows))
            for cells in group.rows:
                yield self._entry(cells)
            if self.has_sums:
                yield _Entry(self.sum_row("小计", group.rows))

    def _entry(self, cells: tuple[Cell, ...]) -> _Entry:
        row = self.row(self.texts(cells), self.styles)
        return _Entry(replace(row, least=self.least), cells)

    @property
    def has_sums(self) -> bool:
        """Whether any column is summed."""
        return any(column.is_sum for column in self.columns)

    @property
    def sum_height(self) -> float:
        """The room a row of sums takes, 0 where nothing is summed."""
        return self.sum_row("合计", self.rows).height if self.has_sums else 0.0

    def _heading(self, title: str) -> Row:
        x = self.places[0][0]
        width = self.places[-1][0] + self.places[-1][1] - x
        style = replace(self.head_style, side=Side.LEFT)
        return Row((make_cell(self.bench.breaker, style, title, (x, width)),), _ROW)

    def sum_row(self, label: str, rows: Sequence[Sequence[Cell]]) -> Row:
        """A row of sums, its label across the columns before the first sum."""
        sums = column_sums(self.columns, rows)
        first = next(index for index, total in enumerate(sums) if total is not None)
        cells = []
        if first:
            x = self.places[0][0]
            place = (x, self.places[first][0] - x)
            written = [row for row in rows if any(cell != "" for cell in row)]
            text = f"{label}（{len(written)}项）"
            cells.append(make_cell(self.bench.breaker, self.head_style, text, place))
        for index in range(first, len(sums)):
            text = cell_text(self.columns[index], sums[index])
            style, place = self.styles[index], self.places[index]
            cells.append(make_cell(self.bench.breaker, style, text, place))
        return Row(tuple(cells), _ROW)


def lay_out(paper: ListPaper, bench: Bench) -> list[Sheet]:
    """The pages of a list."""
    frame = list_frame(is_landscape=paper.is_landscape, is_a3=paper.is_a3)
    heading = Heading(
        *(paper.title, paper.number, paper.left, paper.right, paper.intro, paper.annex)
    )
    sheet = Sheet(frame)

    def turn() -> tuple[Sheet, float]:
        following = Sheet(frame)
        return following, draw_running_head(following, heading, bench)

    flow = Flow(sheet, draw_heading(sheet, heading, bench), turn)
    table = _ListTable(paper, bench, frame)
    flow.page_head = table.head()
    flow.begin_page()
    _place_rows(flow, table, closing_height(paper.signers, paper.foot, bench, frame))
    draw_closing(flow, paper.signers, paper.foot, bench)
    return flow.sheets


def _place_rows(flow: Flow, table: _ListTable, closing: float) -> None:
    entries = list(table.entries())
    heights = [entry.row.height for entry in entries]
    total = table.sum_height
    is_single = sum(heights) + total + closing <= flow.room
    page_total = total if table.paper.has_page_totals and not is_single else 0.0
    on_page: list[Sequence[Cell]] = []
    for index, entry in enumerate(entries):
        needed = entry.row.height + page_total
        if entry.keeps_next:
            needed += heights[index + 1]
        if len(entries) - index == _KEPT_ROWS:
            needed = sum(heights[index:]) + page_total + total + closing
        if needed > flow.room and not flow.is_fresh:
            _put_page_total(flow, table, on_page, is_wanted=page_total > 0)
            on_page = []
            flow.turn()
        flow.place(Band((entry.row,)))
        if entry.cells is not None:
            on_page.append(entry.cells)
    if page_total + total + closing > flow.room and not flow.is_fresh:
        _put_page_total(flow, table, on_page, is_wanted=page_total > 0)
        on_page = []
        flow.turn()
    _put_page_total(flow, table, on_page, is_wanted=page_total > 0)
    if table.has_sums:
        flow.place(Band((table.sum_row("合计", table.rows),)))


def _put_page_total(
    flow: Flow, table: _ListTable, rows: Sequence[Sequence[Cell]], *, is_wanted: bool
) -> None:
    if is_wanted and rows:
        flow.place(Band((table.sum_row("本页小计", rows),)))
