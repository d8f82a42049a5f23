"""Ruled tables: rows of cells, bands of rows beside one merged label, and their flow over pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from desktop_app.printing.labels import label_lines
from desktop_app.printing.page import MM, Frame
from desktop_app.printing.sheet import Sheet
from desktop_app.printing.typeset import Breaker, Side, Style

PAD = 1.4 * MM
"""Between a cell's text and its left and right rule; closers may hang into it."""
VERTICAL_PAD = 1.3 * MM
FRAME_RULE = 1.0
INNER_RULE = 0.5
_LEAST_LINES = 2
"""A row is split only where this many lines stay on both pages."""
_SPLIT_LINES = 8
"""A row of fewer lines moves to the next page as a whole."""
_SMALLEST_LABEL = 7.0
_CONTINUED = "\n（续）"


class Cell(NamedTuple):
    """One cell with its broken lines; `is_top` hangs them from the upper rule."""

    x: float
    width: float
    lines: tuple[str, ...]
    style: Style
    is_top: bool = False


class Tail(Protocol):
    """What is drawn at the foot of the last part of a row, e.g. signature and date."""

    @property
    def height(self) -> float:
        """The room it takes in points."""

    def draw(self, sheet: Sheet, row: "Row", bottom: float) -> None:
        """Draw it into a row whose lower rule is at `bottom`."""


@dataclass(frozen=True)
class Row:
    """Cells side by side; `least` is the least height, `tail` stands below the text."""

    cells: tuple[Cell, ...]
    least: float = 0.0
    tail: Tail | None = None
    pad: float = VERTICAL_PAD
    keeps_next: bool = False
    """A heading: it does not stay behind at the foot of a page."""
    height: float = field(init=False)

    def __post_init__(self) -> None:
        text = max(len(cell.lines) * cell.style.leading for cell in self.cells)
        tail = self.tail.height if self.tail else 0.0
        object.__setattr__(self, "height", max(text + 2 * self.pad + tail, self.least))

    def split(self, room: float) -> "tuple[Row, Row] | None":
        """The part that fits into `room` and the rest, None if it cannot be split there."""
        counts = [int((room - 2 * self.pad) / cell.style.leading) for cell in self.cells]
        longest = max(range(len(counts)), key=lambda i: len(self.cells[i].lines) - counts[i])
        lines = len(self.cells[longest].lines)
        counts[longest] = min(counts[longest], lines - _LEAST_LINES)
        if counts[longest] < _LEAST_LINES or lines < _SPLIT_LINES:
            return None
        pairs = list(zip(self.cells, counts, strict=True))
        first = tuple(c._replace(lines=c.lines[:n] or ("",)) for c, n in pairs)
        rest = tuple(c._replace(lines=c.lines[n:] or ("",)) for c, n in pairs)
        least = self.least if self.tail else 0.0
        return Row(first, pad=self.pad), Row(rest, least, self.tail, self.pad)

    def put(self, sheet: Sheet, top: float) -> float:
        """Draw the row below `top`; gives the lower edge."""
        bottom = top - self.height
        tail = self.tail.height if self.tail else 0.0
        texts = sheet.texts
        for index, (x, width, lines, style, is_top) in enumerate(self.cells):
            if index:
                sheet.rule(x, top, x, bottom, INNER_RULE)
            spare = self.height - tail - len(lines) * style.leading
            y = top - (self.pad if is_top else spare / 2) - (style.leading - style.size) / 2
            last = len(lines) - 1
            for order, line in enumerate(lines):
                put = style.put if order == last else style.put_full
                if line:
                    texts.append(put(line, x + PAD, x + width - PAD, y))
                y -= style.leading
        if self.tail:
            self.tail.draw(sheet, self, bottom)
        return bottom


@dataclass(frozen=True)
class Band:
    """Rows beside one merged label cell; `head` is repeated on every page the band reaches."""

    rows: tuple[Row, ...]
    label: str = ""
    label_style: Style | None = None
    head: Row | None = None
    left: float = 0.0
    label_width: float = 0.0
    continued: str = _CONTINUED
    """Added to the label on following pages."""


class Flow:
    """Places bands on pages one below the other and rules the frame around them."""

    def __init__(self, sheet: Sheet, top: float, turn: Callable[[], tuple[Sheet, float]]) -> None:
        """Begin on a sheet at `top`; `turn` opens the next one and says where the table begins."""
        self.sheets = [sheet]
        self.y = top
        self.page_head: Row | None = None
        """Repeated at the top of every page, e.g. the column heads of a list."""
        self._table_top = self._fresh_y = self._band_top = top
        self._turn = turn

    @property
    def frame(self) -> Frame:
        """The type area of the page in work."""
        return self.sheets[-1].frame

    @property
    def room(self) -> float:
        """What is left of the page in points."""
        return self.y - self.frame.bottom

    @property
    def is_fresh(self) -> bool:
        """Whether nothing stands in the table of this page yet."""
        return self.y == self._fresh_y

    def place(self, band: Band) -> None:
        """Place a band, over as many pages as it needs."""
        needed = (band.head.height if band.head else 0.0) + _least_height(band.rows[0])
        if needed > self.room and not self.is_fresh:
            self.turn()
        self._band_top = self.y
        self._put_head(band)
        label = band.label
        for row, following in zip(band.rows, (*band.rows[1:], None), strict=True):
            if following and row.keeps_next and self._is_last_place(row, following):
                label = self._go_on(band, label)
            label = self._place_row(row, band, label)
        self._close_band(band, label)

    def _is_last_place(self, row: Row, following: Row) -> bool:
        """Whether a heading would stand alone at the foot of this page."""
        return row.height + _least_height(following) > self.room and not self.is_fresh

    def _go_on(self, band: Band, label: str) -> str:
        """Go on with a band on the next page; gives the label it has there."""
        self._close_band(band, label)
        self.turn()
        self._put_head(band)
        return band.label + band.continued if band.label else ""

    def _place_row(self, row: Row, band: Band, label: str) -> str:
        while row.height > self.room:
            parts = row.split(self.room)
            if parts is None and self.y == self._fresh_top(band):
                row = replace(row, least=min(row.least, self.room))
                break
            if parts is not None:
                self._put(parts[0])
                row = parts[1]
            label = self._go_on(band, label)
        self._put(row)
        return label

    def _fresh_top(self, band: Band) -> float:
        return self._fresh_y - (band.head.height if band.head else 0.0)

    def _put_head(self, band: Band) -> None:
        if band.head:
            self._put(band.head)

    def _put(self, row: Row) -> None:
        bottom = row.put(self.sheets[-1], self.y)
        left = row.cells[0].x
        self.sheets[-1].rule(left, bottom, self.frame.right, bottom, INNER_RULE)
        self.y = bottom

    def _close_band(self, band: Band, label: str) -> None:
        """Draw the merged label cell beside the rows of this page."""
        if not band.label or band.label_style is None or self.y == self._band_top:
            return
        sheet, style, right = self.sheets[-1], band.label_style, band.left + band.label_width
        sheet.rule(right, self._band_top, right, self.y, INNER_RULE)
        sheet.rule(band.left, self.y, right, self.y, INNER_RULE)
        _put_label(sheet, label, style, (band.left, right), (self._band_top, self.y))

    def turn(self) -> None:
        """Close this page and go on with the next."""
        self.close()
        sheet, top = self._turn()
        self.sheets.append(sheet)
        self.y = self._table_top = top
        self.begin_page()

    def begin_page(self) -> None:
        """Put the page head, if there is one."""
        if self.page_head:
            self._put(self.page_head)
        self._fresh_y = self._band_top = self.y

    def close(self) -> None:
        """Rule the frame around what stands on this page."""
        if self.y < self._table_top:
            frame = self.frame
            height = self._table_top - self.y
            self.sheets[-1].box(frame.left, self.y, frame.width, height, FRAME_RULE)


def _put_label(
    sheet: Sheet, label: str, style: Style, sides: tuple[float, float], span: tuple[float, float]
) -> None:
    """Centre a label in its merged cell, smaller where the cell is too low for it."""
    left, right = sides
    top, bottom = span
    width = right - left - 2 * PAD
    lines = [line for part in label.split("\n") for line in label_lines(part, style, width)]
    scale = min(1.0, (top - bottom - 2) / (len(lines) * style.leading))
    if style.size * scale < _SMALLEST_LABEL:
        return
    style = replace(style, size=style.size * scale, leading=style.leading * scale)
    y = (top + bottom + len(lines) * style.leading) / 2 - (style.leading - style.size) / 2
    for line in lines:
        sheet.texts.append(style.put(line, left + PAD, right - PAD, y))
        y -= style.leading


def _least_height(row: Row) -> float:
    """The least room a row needs to begin on a page."""
    cells = row.cells
    lines = max(min(len(cell.lines), _LEAST_LINES) * cell.style.leading for cell in cells)
    is_short = max(len(cell.lines) for cell in cells) < _SPLIT_LINES
    return row.height if is_short else lines + 2 * row.pad


def columns_x(left: float, width: float, weights: Sequence[float]) -> list[tuple[float, float]]:
    """Left edge and width of columns that share a width by weight."""
    total = sum(weights)
    edges, x = [], left
    for weight in weights:
        share = width * weight / total
        edges.append((x, share))
        x += share
    return edges


def make_cell(
    breaker: Breaker, style: Style, text: str, place: tuple[float, float], *, is_top: bool = False
) -> Cell:
    """A cell with its text broken to the width of its place (left edge, width)."""
    x, width = place
    hanging = replace(style, hang=PAD / 2) if style.side is Side.LEFT else style
    return Cell(x, width, breaker.lines(hanging, text, width - 2 * PAD), style, is_top)
