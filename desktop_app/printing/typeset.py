"""Lines of text set into a width: broken by the Chinese rules, justified, aligned."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from desktop_app.printing.fonts import Face
from desktop_app.printing.linebreak import break_lines, clean
from desktop_app.printing.page import ASCENT
from desktop_app.printing.sheet import BLACK, Text

_WORD = re.compile(r"[A-Za-z\d][A-Za-z\d.,:/_+@#&%-]+")
"""Not stretched inside when a line is justified."""
_SHORT, _TWO, _ORPHAN = 14, 2, 2
"""A short cell of two lines is broken evenly where its second line would be this short."""
_LARGEST_GAP = 0.09
"""In em: what the hole at the end of a cell's line may add between its characters."""


class Side(StrEnum):
    """Where a line stands in its width."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True)
class Style:
    """How a text is set: face, size and leading in points, side, and what closers may overhang."""

    face: Face
    size: float
    leading: float
    side: Side = Side.LEFT
    hang: float = 0.0

    def lines(self, text: str, width: float, indent: float = 0.0) -> tuple[str, ...]:
        """The text broken to a width in points; at least one line."""
        return tuple(
            paragraph[start:end]
            for paragraph in clean(text).split("\n")
            for start, end in self._spans(paragraph, width, indent)
        )

    def _spans(self, paragraph: str, width: float, indent: float) -> list[tuple[int, int]]:
        size = self.size
        advance = list(accumulate(map(self.face.widths.__getitem__, paragraph), initial=0.0))
        return break_lines(
            paragraph, advance, width / size, indent=indent / size, slack=self.hang / size
        )

    def even_lines(self, text: str, width: float) -> tuple[str, ...]:
        """The text in no more lines than it needs, all of about the same length."""
        lines = self.lines(text, width)
        count = len(lines)
        low, high = self.width(text) / count, width
        while count > 1 and high - low > self.size / 2:
            middle = (low + high) / 2
            tried = self.lines(text, middle)
            if len(tried) == count:
                lines, high = tried, middle
            else:
                low = middle
        return lines

    def width(self, text: str) -> float:
        """The width of one line in points."""
        return self.face.width(text) * self.size

    def put(self, text: str, left: float, right: float, top: float) -> Text:
        """One line between two edges, its character boxes hanging from `top`."""
        x = left
        if self.side is not Side.LEFT:
            spare = right - left - self.width(text)
            x += spare if self.side is Side.RIGHT else spare / 2
        return Text(x, top - ASCENT * self.size, text, self.face, self.size)

    def put_full(self, text: str, left: float, right: float, top: float) -> Text:
        """One line that another follows: small holes are spread, overhanging marks drawn in."""
        hole = right - left - self.width(text)
        gap = hole / max(len(text) - 1, 1)
        if self.side is not Side.LEFT or gap > _LARGEST_GAP * self.size:
            return self.put(text, left, right, top)
        return Text(left, top - ASCENT * self.size, text, self.face, self.size, gap)


def shortened(text: str, style: Style, room: float) -> str:
    """As much of one line as there is room for, with … where some is left out."""
    if style.width(text) <= room:
        return text
    kept = next(
        (size for size in range(len(text), 0, -1) if style.width(f"{text[:size]}…") <= room), 0
    )
    return f"{text[:kept].rstrip()}…" if kept else ""


class Breaker:
    """Remembers how texts broke: lists and forms repeat the same cells over and over."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, float, float, float, str], tuple[str, ...]] = {}

    def lines(self, style: Style, text: str, width: float) -> tuple[str, ...]:
        """The text broken to a width in points; at least one line."""
        key = (id(style.face), style.size, style.hang, width, text)
        lines = self._known.get(key)
        if lines is None:
            lines = style.lines(text, width)
            if len(text) <= _SHORT and len(lines) == _TWO and len(lines[1]) <= _ORPHAN:
                lines = style.even_lines(text, width)
            self._known[key] = lines
        return lines


@dataclass(frozen=True)
class Span:
    """A piece of a paragraph in one face."""

    text: str
    face: Face


def break_spans(
    spans: Sequence[Span], width: float, indent: float, slack: float
) -> list[tuple[Span, ...]]:
    """The lines of a paragraph of several faces; widths in em of one common size."""
    text = "".join(span.text for span in spans)
    widths = [span.face.widths[char] for span in spans for char in span.text]
    advance = list(accumulate(widths, initial=0.0))
    lines = break_lines(text, advance, width, indent=indent, slack=slack)
    return [tuple(_cut(spans, start, end)) for start, end in lines]


def _cut(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    at = 0
    for span in spans:
        first, last = max(start - at, 0), min(end - at, len(span.text))
        if first < last:
            yield Span(span.text[first:last], span.face)
        at += len(span.text)


def _pieces(line: Sequence[Span]) -> Iterator[tuple[Span, bool]]:
    """The line cut into words (which are not stretched) and the rest."""
    for span in line:
        at = 0
        for match in _WORD.finditer(span.text):
            if match.start() > at:
                yield Span(span.text[at : match.start()], span.face), False
            yield Span(match[0], span.face), True
            at = match.end()
        if at < len(span.text):
            yield Span(span.text[at:], span.face), False


def justify(line: Sequence[Span], x: float, y: float, size: float, width: float) -> list[Text]:
    """One full line stretched or squeezed to a width, words kept tight; `y` is the baseline."""
    pieces = list(_pieces(line))
    natural = sum(span.face.width(span.text) for span in line) * size
    places = sum(1 if is_word else len(span.text) for span, is_word in pieces) - 1
    gap = (width - natural) / places if places > 0 else 0.0
    return _place(pieces, x, y, size, gap)


def set_plain(line: Sequence[Span], x: float, y: float, size: float, gap: float) -> list[Text]:
    """One line in its natural width with a fixed gap between characters; `y` is the baseline."""
    return _place(list(_pieces(line)), x, y, size, gap)


def _place(
    pieces: Sequence[tuple[Span, bool]], x: float, y: float, size: float, gap: float
) -> list[Text]:
    texts: list[Text] = []
    for span, is_word in pieces:
        inner = 0.0 if is_word else gap
        texts.append(Text(x, y, span.text, span.face, size, inner, BLACK))
        x += span.face.width(span.text) * size + gap * (1 if is_word else len(span.text))
    return texts
