"""The fixed parts of a letter: red head, title, page number and the copy list at the foot."""

import re
from collections.abc import Sequence
from itertools import accumulate, combinations, pairwise
from math import ceil

from desktop_app.printing.bench import Bench
from desktop_app.printing.linebreak import NO_END, NO_START, clean
from desktop_app.printing.page import (
    ASCENT,
    BODY_SIZE,
    LETTER,
    LINES,
    MM,
    NUMBER_SIZE,
    PITCH,
    TITLE_SIZE,
    ink_date,
)
from desktop_app.printing.papers import Letter, LetterKind
from desktop_app.printing.sheet import RED, Rule, Sheet, Text
from desktop_app.printing.typeset import Side, Style

_HEAD_DROP = 35 * MM
"""From the upper edge of the type area to the red head."""
_HEAD_SIZE = 46.0
_HEAD_SMALLEST = 22.0
_RULE_DROP = 4 * MM
_RULE_WIDTH = 1.2
_NO_NUMBER = "〔　　　　〕　　号"
_SIGNATORY = "签发人："
_NAME_ROOM = 3 * BODY_SIZE
"""Room for the name of who signs."""
_MISSIVE_TOP = 30 * MM
_MISSIVE_FOOT = 20 * MM
_MISSIVE_WIDTH = 170 * MM
_MISSIVE_CODE = 5.5 * MM
"""Where the QR code of a 信函 stands: below its lower red lines."""
_THICK_RED, _THIN_RED, _DOUBLE_GAP = 2.2, 0.8, 2.4
_UNDER_RULE = 0.875
"""文号 stands this many character heights below the first red lines."""
_PAGE_DROP = 7 * MM
_THICK, _THIN = 0.35 * MM, 0.25 * MM
_COPY_LEADING = 22.0
_ABOUT = "关于"
_MOST_LINES = 3
_MOST_ENDS = 24
"""Places to break looked at; a title has fewer."""
_UNEVEN = 0.55
"""Two title lines may differ by this share of the width."""
_NAMED = re.compile(r"《[^《》]*》|“[^“”]*”|（[^（）]*）")
"""Names and remarks a title is not broken in."""
_SENSE = re.compile(
    "年度|项目|工作|情况|资金|方案|办法|平台|系统|建设|服务|中心|工程|[的、》”）]|(?=[和与及])"
)
"""A title may be broken behind these, and before a word that goes on with another thing."""
_JOINS = frozenset("和与及")


def draw_red_head(sheet: Sheet, letter: Letter, bench: Bench) -> int:
    """发文机关标志, 文号 and the red rule; the grid line where the title begins."""
    text = letter.head or f"{letter.sender}文件"
    top = LETTER.top - _HEAD_DROP
    size = _head_size(text, bench)
    sheet.texts.append(_spread(text, bench, size, top))
    y = top - size - 2 * PITCH
    _draw_number(sheet, letter, bench, y)
    rule = y - BODY_SIZE - _RULE_DROP
    sheet.rules.append(Rule(LETTER.left, rule, LETTER.right, rule, _RULE_WIDTH, RED))
    row = 0
    while LETTER.top - row * PITCH > rule - 2 * PITCH + (PITCH - BODY_SIZE):
        row += 1
    return row


def _draw_number(sheet: Sheet, letter: Letter, bench: Bench, y: float) -> None:
    """文号 in the middle; upwards at the left, with room at the right for who signs."""
    number = clean(letter.number) or _NO_NUMBER
    style = bench.style("fang", BODY_SIZE, side=Side.LEFT if letter.is_upward else Side.CENTER)
    inset = BODY_SIZE if letter.is_upward else 0.0
    sheet.texts.append(style.put(number, LETTER.left + inset, LETTER.right, y))
    if letter.is_upward:
        x = LETTER.right - BODY_SIZE - style.width(_SIGNATORY) - _NAME_ROOM
        sheet.texts.append(style.put(_SIGNATORY, x, LETTER.right, y))


def draw_missive_head(sheet: Sheet, letter: Letter, bench: Bench) -> int:
    """The head of a 信函: the office's name, double red lines, 文号 at the right."""
    head = letter.head or letter.sender
    height = LETTER.page[1]
    size = _head_size(head, bench)
    top = height - _MISSIVE_TOP
    sheet.texts.append(_spread(head, bench, size, top))
    line = top - size - _RULE_DROP
    _double_rule(sheet, line, is_thick_first=True)
    _double_rule(sheet, _MISSIVE_FOOT, is_thick_first=False)
    sheet.code_bottom = _MISSIVE_CODE
    style = bench.style("fang", BODY_SIZE, side=Side.RIGHT)
    y = line - _DOUBLE_GAP - BODY_SIZE * _UNDER_RULE
    sheet.texts.append(style.put(clean(letter.number) or _NO_NUMBER, LETTER.left, LETTER.right, y))
    row = 0
    while LETTER.top - row * PITCH > y - BODY_SIZE - 2 * PITCH + (PITCH - BODY_SIZE):
        row += 1
    return row


def _double_rule(sheet: Sheet, y: float, *, is_thick_first: bool) -> None:
    """A thick and a thin red line, 170 mm long in the middle of the page."""
    left = (LETTER.page[0] - _MISSIVE_WIDTH) / 2
    widths = (_THICK_RED, _THIN_RED) if is_thick_first else (_THIN_RED, _THICK_RED)
    for width, drop in zip(widths, (0.0, _DOUBLE_GAP), strict=True):
        sheet.rules.append(Rule(left, y - drop, left + _MISSIVE_WIDTH, y - drop, width, RED))


def _head_size(text: str, bench: Bench) -> float:
    room = LETTER.width - 8 * MM
    return max(_HEAD_SMALLEST, min(_HEAD_SIZE, room / bench.face("title").width(text)))


def _spread(text: str, bench: Bench, size: float, top: float) -> Text:
    """The red head spread over the type area, less 4 mm at each side."""
    face = bench.face("title")
    natural = face.width(text) * size
    room = LETTER.width - 8 * MM
    gap = min((room - natural) / max(len(text) - 1, 1), size) if natural < room else 0.0
    width = natural + gap * (len(text) - 1)
    x = LETTER.left + (LETTER.width - width) / 2
    return Text(x, top - ASCENT * size, text, face, size, gap, RED)


def draw_title(sheet: Sheet, letter: Letter, bench: Bench, row: int) -> int:
    """The title in balanced lines with an empty line below; the next grid line."""
    style = bench.style("title", TITLE_SIZE, side=Side.CENTER)
    for line in balanced(style, letter.title, LETTER.width, letter.names):
        top = LETTER.top - row * PITCH
        sheet.texts.append(style.put(line, LETTER.left, LETTER.right, top))
        row += 1
    if letter.number and letter.kind is LetterKind.PLAIN:
        number = bench.style("fang", BODY_SIZE, side=Side.CENTER)
        top = LETTER.top - row * PITCH
        sheet.texts.append(number.put(clean(letter.number), LETTER.left, LETTER.right, top))
        row += 1
    return row + 1


def balanced(style: Style, text: str, width: float, names: Sequence[str] = ()) -> tuple[str, ...]:
    """A title in few lines of about the same length, broken where the sense allows.

    `names` are kept whole where two lines without a break in them can be found.
    """
    text = clean(text).replace("\n", "")
    if style.width(text) <= width:
        return (text,)
    about = text.find(_ABOUT)
    if about > 0 and text[about - 1] not in NO_END and style.width(text[:about]) <= width:
        rest = _halves(style, text[about:], width, names)
        if len(rest) <= _MOST_LINES - 1:
            return (text[:about], *rest)
    return _halves(style, text, width, names)


def _halves(style: Style, text: str, width: float, names: Sequence[str]) -> tuple[str, ...]:
    """One line, or several broken behind words that end a thought, or wherever they must be."""
    if style.width(text) <= width:
        return (text,)
    needed = ceil(style.width(text) / width)
    for whole in (names, ()):
        for count in (needed, needed + 1):
            if found := _fair_lines(style, text, width, (count, whole)):
                return found
    return style.even_lines(text, width)


def _fair_lines(
    style: Style, text: str, width: float, wanted: tuple[int, Sequence[str]]
) -> tuple[str, ...]:
    """So many lines of the least uneven length with the names whole; empty if there are none."""
    count, names = wanted
    reach = [0.0, *accumulate(style.width(char) for char in text)]
    best: tuple[float, tuple[str, ...]] = (width * _UNEVEN, ())
    for ends in combinations(_sense_ends(text, names)[:_MOST_ENDS], count - 1):
        cuts = tuple(pairwise((0, *ends, len(text))))
        widths = [reach[end] - reach[start] for start, end in cuts]
        if max(widths) <= width and max(widths) - min(widths) <= best[0]:
            best = (max(widths) - min(widths), tuple(text[start:end] for start, end in cuts))
    return best[1]


def _sense_ends(text: str, names: Sequence[str]) -> list[int]:
    """Where a title may be broken: behind a word that ends a thought, never inside a name."""
    named = [found.span() for found in _NAMED.finditer(text)]
    whole = [(at, at + len(name)) for name in names if name and (at := text.find(name)) >= 0]
    ends = {found.end() for found in _SENSE.finditer(text)} | {start for start, _ in named}
    ends |= {stop for _, stop in whole}
    named += whole
    return sorted(
        end
        for end in ends
        if 0 < end < len(text)
        and text[end] not in NO_START | {"（"}
        and text[end - 1] not in _JOINS
        and not any(start < end < stop for start, stop in named)
    )


def draw_page_number(sheet: Sheet, bench: Bench, page: int) -> None:
    """— 1 — 7 mm below the type area, one character from the outer corner."""
    style = bench.style("song", NUMBER_SIZE)
    text = f"— {page} —"
    x = LETTER.left + NUMBER_SIZE
    if page % 2:
        x = LETTER.right - NUMBER_SIZE - style.width(text)
    y = LETTER.bottom - _PAGE_DROP - 0.36 * NUMBER_SIZE
    sheet.texts.append(Text(x, y, text, style.face, NUMBER_SIZE))


def _copy_style(bench: Bench) -> Style:
    return bench.style("fang", NUMBER_SIZE, _COPY_LEADING)


def _copy_lines(letter: Letter, bench: Bench) -> tuple[str, ...]:
    style = _copy_style(bench)
    label = style.width("抄送：")
    width = LETTER.width - 2 * NUMBER_SIZE - label
    return style.lines(letter.copy_to.rstrip("。") + "。", width)


def copy_rows(letter: Letter, bench: Bench) -> int:
    """How many grid lines the copy list takes with the space above it; 0 without one."""
    if not letter.copy_to:
        return 0
    issued = 0 if letter.kind is LetterKind.MISSIVE else 1
    height = (len(_copy_lines(letter, bench)) + issued) * _COPY_LEADING
    return min(int(height / PITCH) + 2, LINES)


def draw_copy_to(sheet: Sheet, letter: Letter, bench: Bench) -> None:
    """版记 at the foot of the last page: 抄送 and 印发 between rules."""
    style = _copy_style(bench)
    left, right = LETTER.left, LETTER.right
    lines = _copy_lines(letter, bench)
    inset = left + NUMBER_SIZE
    if letter.kind is LetterKind.MISSIVE:
        _put_copies(sheet, lines, style, LETTER.bottom + len(lines) * _COPY_LEADING)
        return
    top = LETTER.bottom + (len(lines) + 1) * _COPY_LEADING
    sheet.rule(left, top, right, top, _THICK)
    _put_copies(sheet, lines, style, top)
    drop = (_COPY_LEADING - NUMBER_SIZE) / 2
    middle = LETTER.bottom + _COPY_LEADING
    sheet.rule(left, middle, right, middle, _THIN)
    sheet.texts.append(style.put(letter.sender, inset, right, middle - drop))
    issued = f"{ink_date(letter.dated)}印发"
    x = right - NUMBER_SIZE - style.width(issued)
    sheet.texts.append(style.put(issued, x, right, middle - drop))
    sheet.rule(left, LETTER.bottom, right, LETTER.bottom, _THICK)


def _put_copies(sheet: Sheet, lines: tuple[str, ...], style: Style, top: float) -> None:
    """抄送 with its offices below each other."""
    inset, right = LETTER.left + NUMBER_SIZE, LETTER.right
    drop = (_COPY_LEADING - NUMBER_SIZE) / 2
    sheet.texts.append(style.put("抄送：", inset, right, top - drop))
    for index, line in enumerate(lines):
        y = top - drop - index * _COPY_LEADING
        sheet.texts.append(style.put(line, inset + style.width("抄送："), right, y))
