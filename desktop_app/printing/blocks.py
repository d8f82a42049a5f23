"""What forms and lists share above and below their tables: title, number, lines, notes."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.printing.bench import Bench
from desktop_app.printing.forms.letter_parts import balanced
from desktop_app.printing.page import MM, Frame
from desktop_app.printing.papers import Pair
from desktop_app.printing.sheet import Sheet
from desktop_app.printing.table import Flow
from desktop_app.printing.typeset import Side, Style, shortened

FORM_TITLE = 20.0
SMALL = 10.5
_NOTE = 9.5
_GAP = 2 * MM
_SIGNERS_ROOM = 9 * MM
_NOTES_DROP = 1.5 * MM
_TITLE_SHARE = 0.7
"""Of a following page's small head the title may take this much."""


@dataclass(frozen=True)
class Heading:
    """What stands above a table on its first page."""

    title: str
    number: str = ""
    left: str = ""
    right: str = ""
    intro: tuple[str, ...] = ()
    annex: str = ""
    continued: str = ""
    """Said at the right of the small head on following pages; empty says the number."""


def draw_heading(sheet: Sheet, heading: Heading, bench: Bench) -> float:
    """Draw the heading; gives where the table begins."""
    frame = sheet.frame
    y = frame.top
    small = bench.style("fang", SMALL, SMALL * 1.4)
    if heading.annex:
        sheet.texts.append(bench.style("hei", 14).put(heading.annex, frame.left, frame.right, y))
    if heading.number:
        text = f"编号：{heading.number}"
        sheet.texts.append(_right(small).put(text, frame.left, frame.right, y))
    if heading.annex or heading.number:
        y -= 8 * MM
    y = _draw_title(sheet, heading.title, bench, y)
    y = draw_paragraphs(sheet, heading.intro, bench.style("fang", 12, 20), y, indent=24)
    return _draw_sides(sheet, heading, small, y)


def _draw_title(sheet: Sheet, title: str, bench: Bench, y: float) -> float:
    style = bench.style("title", FORM_TITLE, FORM_TITLE * 1.35, Side.CENTER)
    for line in balanced(style, title, sheet.frame.width - 20 * MM):
        sheet.texts.append(style.put(line, sheet.frame.left, sheet.frame.right, y))
        y -= style.leading
    return y - _GAP


def _draw_sides(sheet: Sheet, heading: Heading, style: Style, y: float) -> float:
    if not heading.left and not heading.right:
        return y
    frame = sheet.frame
    room = frame.width - style.width(heading.right) - 4 * MM
    lines = style.lines(heading.left, room)
    for index, line in enumerate(lines):
        sheet.texts.append(style.put(line, frame.left, frame.right, y - index * style.leading))
    y -= (len(lines) - 1) * style.leading
    sheet.texts.append(_right(style).put(heading.right, frame.left, frame.right, y))
    return y - style.leading - 1


def draw_running_head(sheet: Sheet, heading: Heading, bench: Bench) -> float:
    """The small head of a following page; gives where the table begins."""
    style = bench.style("fang", _NOTE, _NOTE * 1.4)
    frame = sheet.frame
    right = heading.continued.strip() or heading.number
    left = f"{shortened(heading.title, style, frame.width * _TITLE_SHARE)}（续）"
    sheet.texts.append(style.put(left, frame.left, frame.right, frame.top))
    room = frame.width - style.width(left) - 6 * MM
    line = shortened(right, style, room)
    sheet.texts.append(_right(style).put(line, frame.left, frame.right, frame.top))
    return frame.top - style.leading - 1


def draw_paragraphs(
    sheet: Sheet, paragraphs: Sequence[str], style: Style, y: float, *, indent: float = 0.0
) -> float:
    """Plain paragraphs from `y` down; gives where the next thing begins."""
    frame = sheet.frame
    for paragraph in paragraphs:
        for index, line in enumerate(style.lines(paragraph, frame.width, indent)):
            left = frame.left + (indent if index == 0 else 0)
            sheet.texts.append(style.put(line, left, frame.right, y))
            y -= style.leading
    return y - (_GAP / 2 if paragraphs else 0)


def note_style(bench: Bench) -> Style:
    """The style of notes below a table."""
    return bench.style("fang", _NOTE, _NOTE * 1.5)


def notes_height(notes: Sequence[str], bench: Bench, frame: Frame) -> float:
    """The room notes below a table take in points."""
    style = note_style(bench)
    count = sum(len(style.lines(note, frame.width)) for note in notes)
    return count * style.leading + (_GAP if notes else 0)


def closing_height(
    signers: Sequence[Pair], notes: Sequence[str], bench: Bench, frame: Frame
) -> float:
    """The room signers and notes below a table take in points."""
    below = _SIGNERS_ROOM if signers else 0.0
    return below + notes_height(notes, bench, frame) + (_NOTES_DROP if notes else 0.0)


def draw_closing(flow: Flow, signers: Sequence[Pair], notes: Sequence[str], bench: Bench) -> None:
    """Signers and notes below a finished table, on a page of their own only where it is full."""
    flow.close()
    if closing_height(signers, notes, bench, flow.frame) > flow.room + 1:
        flow.page_head = None
        flow.turn()
    sheet, y = flow.sheets[-1], flow.y
    if signers:
        _draw_signers(sheet, signers, bench, y - 3.5 * MM)
        y -= _SIGNERS_ROOM
    draw_paragraphs(sheet, notes, note_style(bench), y - _NOTES_DROP)


def _draw_signers(sheet: Sheet, signers: Sequence[Pair], bench: Bench, y: float) -> None:
    """单位负责人, 填报人 and the like in one line, spread over the width."""
    style = bench.style("fang", SMALL)
    share = sheet.frame.width / len(signers)
    for index, (label, value) in enumerate(signers):
        x = sheet.frame.left + index * share
        text = f"{label}：{value}"
        sheet.texts.append(style.put(text, x, x + share, y))
        if not value:
            start = x + style.width(text)
            bottom = y - SMALL - 1.5
            sheet.rule(start, bottom, min(start + 32 * MM, x + share - 3 * MM), bottom, 0.4)


def _right(style: Style) -> Style:
    return Style(style.face, style.size, style.leading, Side.RIGHT)
