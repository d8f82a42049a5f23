"""Pictures on upright pages: dark and pale tones and dashes that a grey print keeps apart."""

from desktop_app.domain.picture_marks import picture_height, picture_marks
from desktop_app.domain.pictures import Area, Mark, Picture, Plot, Stroke, Tone, Words
from desktop_app.printing.bench import Bench
from desktop_app.printing.blocks import (
    Heading,
    draw_heading,
    draw_paragraphs,
    draw_running_head,
    note_style,
    notes_height,
)
from desktop_app.printing.page import ASCENT, FORM, MM
from desktop_app.printing.papers import PictureSheet
from desktop_app.printing.sheet import BLACK, GREY, Field, Sheet, Text, Track
from desktop_app.printing.typeset import Style

_SIZE = 9.5
_GAP = 5 * MM
_MIDDLE = ASCENT - 0.5
"""From the middle of a character's box down to its baseline, in em."""
_DASH = (4.0, 2.5)
_THINNER = 0.7
"""Of what a line is on screen."""
INKS: dict[Tone, tuple[float, float, float]] = {
    "ink": BLACK,
    "muted": GREY,
    "grid": (0.85, 0.85, 0.85),
    "strong": (0.11, 0.30, 0.62),
    "soft": (0.80, 0.85, 0.92),
}


def lay_out(paper: PictureSheet, bench: Bench) -> list[Sheet]:
    """The pages; a picture is never cut."""
    heading = Heading(paper.title, left=paper.left, annex=paper.annex)
    style = bench.style("fang", _SIZE)
    sheets = [Sheet(FORM)]
    y = draw_heading(sheets[0], heading, bench) - _GAP / 2
    for picture in paper.pictures:
        height = picture_height(picture, _SIZE)
        if y - height < FORM.bottom:
            sheets.append(Sheet(FORM))
            y = draw_running_head(sheets[-1], heading, bench) - _GAP / 2
        _put(sheets[-1], picture, style, y)
        y -= height + _GAP
    if y - notes_height(paper.foot, bench, FORM) < FORM.bottom:
        sheets.append(Sheet(FORM))
        y = draw_running_head(sheets[-1], heading, bench)
    draw_paragraphs(sheets[-1], paper.foot, note_style(bench), y)
    return sheets


def _put(sheet: Sheet, picture: Picture, style: Style, top: float) -> None:
    plot = Plot(FORM.width, picture_height(picture, _SIZE), _SIZE, style.width)
    for mark in picture_marks(picture, plot):
        _put_mark(sheet, mark, style, top)


def _put_mark(sheet: Sheet, mark: Mark, style: Style, top: float) -> None:
    left = sheet.frame.left
    if isinstance(mark, Words):
        shift = {"left": 0.0, "center": 0.5, "right": 1.0}[mark.side] * style.width(mark.text)
        y = top - mark.y - _MIDDLE * style.size
        sheet.texts.append(
            Text(left + mark.x - shift, y, mark.text, style.face, style.size, 0.0, INKS[mark.tone])
        )
        return
    points = tuple((left + x, top - y) for x, y in mark.points)
    if isinstance(mark, Area):
        sheet.fields.append(Field(points, INKS[mark.tone]))
    elif isinstance(mark, Stroke):
        dash = _DASH if mark.is_dashed else ()
        sheet.tracks.append(Track(points, mark.width * _THINNER, INKS[mark.tone], dash))
