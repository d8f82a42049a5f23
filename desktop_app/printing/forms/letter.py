"""Letters in GB/T 9704 measures: 22 lines of 28 characters, plain or under a red head."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from desktop_app.printing.bench import Bench
from desktop_app.printing.forms.letter_parts import (
    copy_rows,
    draw_copy_to,
    draw_missive_head,
    draw_page_number,
    draw_red_head,
    draw_title,
)
from desktop_app.printing.linebreak import clean
from desktop_app.printing.page import (
    ASCENT,
    BODY_GAP,
    BODY_SIZE,
    CHARS,
    LETTER,
    LINES,
    PITCH,
    ink_date,
)
from desktop_app.printing.papers import Letter, LetterKind
from desktop_app.printing.sheet import Sheet
from desktop_app.printing.typeset import Span, break_spans, justify, set_plain

_FIRST = re.compile(r"[一二三四五六七八九十]{1,3}、")
_SECOND = re.compile(r"（[一二三四五六七八九十]{1,3}）")
_HEAD_END = re.compile("[。：]")
_INDENT = 2.0
_SQUEEZE = 1.0
"""In em: a closing mark that would begin a line is squeezed into the full one instead."""
_DATE_ROOM = 4.0
"""成文日期 stands four characters from the right edge."""
SEAL_GAP = 2
"""Empty lines above the signature: the seal's upper edge stays within a line of the text."""
_KEPT_LINES = 2
"""Lines of the text that go with the signature to a new page."""


_MOST_LISTED = 9
"""A longer list of attachments does not move to another page as a whole."""


class Mode(Enum):
    """How a line is set."""

    FULL = auto()
    PLAIN = auto()


@dataclass(frozen=True)
class Line:
    """One line of the grid: its spans, indentation in em, and whether it fills the width."""

    spans: tuple[Span, ...] = ()
    indent: float = 0.0
    mode: Mode = Mode.PLAIN
    keeps_next: bool = False
    is_attachment: bool = False


def lay_out(letter: Letter, bench: Bench) -> list[Sheet]:
    """The pages of a letter."""
    sheet = Sheet(LETTER, has_code=False)
    row = _draw_top(sheet, letter, bench)
    pages = _paginate(letter, bench, row)
    sheets = [sheet, *(Sheet(LETTER, has_code=False) for _ in pages[1:])]
    for index, (page, lines) in enumerate(zip(sheets, pages, strict=True)):
        _draw_lines(page, lines, row if index == 0 else 0)
        if index or letter.kind is not LetterKind.MISSIVE:
            draw_page_number(page, bench, bench.first_page + index)
    if letter.copy_to:
        draw_copy_to(sheets[-1], letter, bench)
    return sheets


def _draw_top(sheet: Sheet, letter: Letter, bench: Bench) -> int:
    """Annex mark, red head and title; the number of the grid line that follows."""
    row = 0
    if letter.annex:
        style = bench.style("hei", BODY_SIZE)
        sheet.texts.append(style.put(letter.annex, LETTER.left, LETTER.right, LETTER.top))
        row = 2
    if letter.kind is LetterKind.REDHEAD:
        row = draw_red_head(sheet, letter, bench)
    elif letter.kind is LetterKind.MISSIVE:
        row = draw_missive_head(sheet, letter, bench)
    return draw_title(sheet, letter, bench, row)


def _draw_lines(sheet: Sheet, lines: list[Line], row: int) -> None:
    for index, line in enumerate(lines, row):
        if not line.spans:
            continue
        shift = line.indent * (BODY_SIZE + BODY_GAP)
        y = LETTER.top - index * PITCH - ASCENT * BODY_SIZE
        x, width = LETTER.left + shift, LETTER.width - shift
        if line.mode is Mode.FULL:
            sheet.texts += justify(line.spans, x, y, BODY_SIZE, width)
        else:
            sheet.texts += set_plain(line.spans, x, y, BODY_SIZE, BODY_GAP)


def _paginate(letter: Letter, bench: Bench, row: int) -> list[list[Line]]:
    """The grid lines page by page, the signature never without the end of the text."""
    pages: list[list[Line]] = [[]]
    room = LINES - row
    for line in _body(letter, bench):
        if len(pages[-1]) >= room:
            kept = _kept_headings(pages[-1])
            pages.append(kept)
            room = LINES
        pages[-1].append(line)
    _add_tail(pages, _signature(letter, bench), room, copy_rows(letter, bench))
    return pages


def _kept_headings(page: list[Line]) -> list[Line]:
    """Headings at the foot of a page, taken off it to stand with their text."""
    kept: list[Line] = []
    while len(page) > 1 and page[-1].keeps_next:
        kept.insert(0, page.pop())
    return kept


def _add_tail(pages: list[list[Line]], tail: list[Line], room: int, foot: int) -> None:
    """Signature, and room for the copy list at the foot of the last page."""
    _bring_text(pages)
    for gap in range(SEAL_GAP, 0, -1):
        if len(pages[-1]) + gap + len(tail) + foot <= room:
            pages[-1] += [Line()] * gap + tail
            return
    kept = _taken_along(pages[-1])
    pages.append([*kept, *[Line()] * SEAL_GAP, *tail])


def _bring_text(pages: list[list[Line]]) -> None:
    """Lines of text moved to a last page that holds less than two of them."""
    while len(pages) > 1 and len(pages[-2]) > _KEPT_LINES:
        if _said(pages[-1]) >= _KEPT_LINES or len(pages[-1]) >= LINES:
            break
        pages[-1].insert(0, pages[-2].pop())
    if len(pages) > 1:
        pages[-1][:0] = _kept_headings(pages[-2])


def _said(page: list[Line]) -> int:
    """Lines of the text itself on a page, without attachments."""
    return sum(bool(line.spans) and not line.is_attachment for line in page)


def _taken_along(page: list[Line]) -> list[Line]:
    """The end of the text, taken off its page to stand above the signature on the next."""
    listed = sum(line.is_attachment for line in page)
    count = _KEPT_LINES + (listed if listed <= _MOST_LISTED else 0)
    if len(page) <= count:
        return []
    kept = page[-count:]
    del page[-count:]
    return [*_kept_headings(page), *kept]


def _body(letter: Letter, bench: Bench) -> Iterator[Line]:
    face = bench.face("fang")
    if letter.addressee:
        for spans in break_spans((Span(clean(letter.addressee) + "：", face),), CHARS, 0, _SQUEEZE):
            yield Line(spans, keeps_next=True)
    for paragraph in letter.body:
        yield from _paragraph(clean(paragraph), bench)
    if letter.attachments:
        yield Line(is_attachment=True)
        for line in _attachments(letter.attachments, bench):
            yield replace(line, is_attachment=True)


def _paragraph(text: str, bench: Bench) -> Iterator[Line]:
    if not text:
        yield Line()
        return
    spans = tuple(headed(text, bench))
    is_heading = len(spans) == 1 and spans[0].face is not bench.face("fang")
    lines = break_spans(spans, CHARS, _INDENT, _SQUEEZE)
    for index, line in enumerate(lines):
        indent = _INDENT if index == 0 else 0.0
        is_last = index == len(lines) - 1
        yield Line(
            line, indent, Mode.PLAIN if is_last and _fits(line, indent) else Mode.FULL, is_heading
        )


def _fits(line: tuple[Span, ...], indent: float) -> bool:
    return sum(span.face.width(span.text) for span in line) + indent <= CHARS + 0.01


def headed(text: str, bench: Bench) -> Iterator[Span]:
    """The paragraph with its heading in 黑体 (一、) or 楷体 (（一）) up to the first 。 or ：."""
    role = "hei" if _FIRST.match(text) else "kai" if _SECOND.match(text) else ""
    found = _HEAD_END.search(text)
    stop = found.end() if found else len(text)
    if not role or stop > CHARS * 1.5:
        yield Span(text, bench.face("fang"))
        return
    yield Span(text[:stop], bench.face(role))
    if stop < len(text):
        yield Span(text[stop:], bench.face("fang"))


def _attachments(names: tuple[str, ...], bench: Bench) -> Iterator[Line]:
    """附件： with the names below each other, continued lines under the name's beginning."""
    face = bench.face("fang")
    label = "附件："
    start = _INDENT + len(label)
    for index, name in enumerate(names):
        number = f"{index + 1}." if len(names) > 1 else ""
        hang = start + face.width(number)
        for row, spans in enumerate(break_spans((Span(clean(name), face),), CHARS - hang, 0, 0)):
            if row:
                yield Line(spans, hang)
                continue
            front = (label if index == 0 else "") + number
            indent = _INDENT if index == 0 else start
            yield Line((Span(front, face), *spans) if front else spans, indent)


def signature_indents(letter: Letter, bench: Bench) -> tuple[float, float]:
    """Where 署名 and 成文日期 begin, in em: the name centred above the date."""
    face = bench.face("fang")
    day, name = face.width(ink_date(letter.dated)), face.width(clean(letter.sender))
    centre = CHARS - _DATE_ROOM - day / 2
    return max(0.0, min(centre - name / 2, CHARS - _INDENT - name)), CHARS - _DATE_ROOM - day


def _signature(letter: Letter, bench: Bench) -> list[Line]:
    """发文机关署名 centred above 成文日期, which stands four characters from the right."""
    face = bench.face("fang")
    indent, day_indent = signature_indents(letter, bench)
    sender = break_spans((Span(clean(letter.sender), face),), CHARS - _INDENT, 0, 0)
    lines = [Line(spans, indent) for spans in sender]
    lines.append(Line((Span(ink_date(letter.dated), face),), day_indent))
    if letter.remark:
        remark = (Span(f"（{clean(letter.remark)}）", face),)
        lines += [
            Line(spans, _INDENT if index == 0 else 0.0)
            for index, spans in enumerate(break_spans(remark, CHARS, _INDENT, _SQUEEZE))
        ]
    return lines
