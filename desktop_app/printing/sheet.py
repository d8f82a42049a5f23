"""A finished page as a list of marks, and the painter that turns pages into a PDF."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reportlab.pdfgen.canvas import Canvas

from desktop_app.printing.fonts import Face, FontSet
from desktop_app.printing.page import MM, Frame

BLACK = (0.0, 0.0, 0.0)
RED = (0.87, 0.0, 0.0)
GREY = (0.35, 0.35, 0.35)
PALE = (0.93, 0.93, 0.93)
_CREATOR = "衡册"
CODE_BOTTOM = 8 * MM
_MARK_SIZE = 150.0
_MARK_ANGLE = 35


_Pen = tuple[float, tuple[float, float, float], tuple[float, ...]]


class Text(NamedTuple):
    """One piece of text at its baseline; `gap` is added behind every character."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    gap: float = 0.0
    ink: tuple[float, float, float] = BLACK


class Rule(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.5
    ink: tuple[float, float, float] = BLACK
    dash: tuple[float, ...] = ()


class Field(NamedTuple):
    """A filled polygon below everything else."""

    points: tuple[tuple[float, float], ...]
    ink: tuple[float, float, float]


class Track(NamedTuple):
    """One line through many points, above the fields; dashes run on over its corners."""

    points: tuple[tuple[float, float], ...]
    width: float
    ink: tuple[float, float, float]
    dash: tuple[float, ...] = ()


class Dots(NamedTuple):
    """A matrix of black squares (a QR code) with its lower left corner and edge length."""

    x: float
    y: float
    edge: float
    rows: tuple[tuple[bool, ...], ...]


@dataclass
class Sheet:
    """One page being filled."""

    frame: Frame
    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    dots: list[Dots] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    tracks: list[Track] = field(default_factory=list)
    has_code: bool = True
    """Whether every page carries the QR code, or only the first of the paper."""
    mark: str = ""
    """The pale word across the page, empty for none."""
    code_bottom: float = CODE_BOTTOM
    """Lower edge of the QR code."""

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float = 0.5) -> None:
        """Add a black line."""
        self.rules.append(Rule(x1, y1, x2, y2, width))

    def box(self, x: float, y: float, width: float, height: float, line: float = 0.5) -> None:
        """Add a rectangle from its lower left corner."""
        right, top = x + width, y + height
        for x1, y1, x2, y2 in (
            (x, y, right, y),
            (x, top, right, top),
            (x, y, x, top),
            (right, y, right, top),
        ):
            self.rules.append(Rule(x1, y1, x2, y2, line))


def paint(sheets: Sequence[Sheet], fonts: FontSet, title: str) -> bytes:
    """The sheets as one PDF: the same sheets give the same bytes."""
    out = io.BytesIO()
    base = fonts.face("fang").font
    canvas = Canvas(out, pageCompression=1, invariant=1, initialFontName=base)
    canvas.setTitle(title)
    canvas.setCreator(_CREATOR)
    canvas.setProducer(_CREATOR)
    for sheet in sheets:
        canvas.setPageSize(sheet.frame.page)
        _paint_sheet(canvas, sheet, fonts)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _paint_sheet(canvas: Any, sheet: Sheet, fonts: FontSet) -> None:
    if sheet.mark:
        _paint_mark(canvas, sheet, fonts.face("hei"))
    for each in sheet.fields:
        _paint_field(canvas, each)
    for track in sheet.tracks:
        _paint_track(canvas, track)
    _paint_rules(canvas, sheet.rules)
    for dots in sheet.dots:
        _paint_dots(canvas, dots)
    _paint_texts(canvas, sheet.texts)


def _paint_texts(canvas: Any, texts: Sequence[Text]) -> None:
    """One text object for the whole page: fonts, spacing and colour change only when they must."""
    pen = canvas.beginText()
    font, size, gap, ink = "", 0.0, 0.0, BLACK
    for text in texts:
        if text.gap != gap:
            gap = text.gap
            pen.setCharSpace(gap)
        if text.ink != ink:
            ink = text.ink
            pen.setFillColorRGB(*ink)
        x = text.x
        for name, shown in text.face.runs(text.text):
            if name != font or text.size != size:
                font, size = name, text.size
                pen.setFont(font, size)
            pen.setTextOrigin(x, text.y)
            pen.textLine(shown)
            if len(shown) < len(text.text):
                x += text.face.width(shown) * size + gap * len(shown)
    canvas.drawText(pen)


def _paint_rules(canvas: Any, rules: Sequence[Rule]) -> None:
    groups: dict[_Pen, list[tuple[float, float, float, float]]] = {}
    for rule in rules:
        groups.setdefault((rule.width, rule.ink, rule.dash), []).append(rule[:4])
    for (width, ink, dash), lines in groups.items():
        canvas.setLineWidth(width)
        canvas.setStrokeColorRGB(*ink)
        canvas.setDash(list(dash))
        canvas.lines(lines)


def _paint_field(canvas: Any, each: Field) -> None:
    path = _path(canvas, each.points)
    path.close()
    canvas.setFillColorRGB(*each.ink)
    canvas.drawPath(path, stroke=0, fill=1)


def _paint_track(canvas: Any, each: Track) -> None:
    canvas.setLineWidth(each.width)
    canvas.setStrokeColorRGB(*each.ink)
    canvas.setDash(list(each.dash))
    canvas.drawPath(_path(canvas, each.points), stroke=1, fill=0)


def _path(canvas: Any, points: Sequence[tuple[float, float]]) -> Any:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    return path


def _paint_dots(canvas: Any, dots: Dots) -> None:
    unit = dots.edge / len(dots.rows)
    path = canvas.beginPath()
    for index, row in enumerate(dots.rows):
        y = dots.y + dots.edge - (index + 1) * unit
        start = None
        for column, is_black in enumerate((*row, False)):
            if is_black and start is None:
                start = column
            elif not is_black and start is not None:
                path.rect(dots.x + start * unit, y, (column - start) * unit, unit)
                start = None
    canvas.setFillColorRGB(*BLACK)
    canvas.drawPath(path, stroke=0, fill=1)


def _paint_mark(canvas: Any, sheet: Sheet, face: Face) -> None:
    width, height = sheet.frame.page
    text = "　".join(sheet.mark)
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(_MARK_ANGLE)
    canvas.setFillColorRGB(*PALE)
    half = face.width(text) * _MARK_SIZE / 2
    for name, shown in face.runs(text):
        canvas.setFont(name, _MARK_SIZE)
        canvas.drawString(-half, -_MARK_SIZE / 3, shown)
    canvas.restoreState()
