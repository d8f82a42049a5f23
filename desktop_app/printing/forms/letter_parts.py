"""The fixed parts of a letter: red head, title, page number and the copy list at the foot."""

import re

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
_PAGE_DROP = 7 * MM
_THICK, _THIN = 0.35 * MM, 0.25 * MM
_COPY_LEADING = 22.0
_ABOUT = "关于"
_MOST_LINES = 3
_UNEVEN = 0.55
"""Two title lines may differ by this share of the width."""
_SENSE = re.compile("年度|项目|工作|情况|资金|方案|办法|平台|系统|建设|服务|[的和与及、》”）]")
"""A title may be broken behind these."""


def draw_red_head(sheet: Sheet, letter: Letter, bench: Bench) -> int:
    """发文机关标志, 文号 and the red rule; the grid line where the title begins."""
    text = letter.head or f"{letter.sender}文件"
    top = LETTER.top - _HEAD_DROP
    size = _head_size(text, bench)
    sheet.texts.append(_spread(text, bench, size, top))
    y = top - size - 2 * PITCH
    number = bench.style("fang", BODY_SIZE, side=Side.CENTER)
    sheet.texts.append(
        number.put(clean(letter.number) or "〔　　　　〕　　号", LETTER.left, LETTER.right, y)
    )
    rule = y - BODY_SIZE - _RULE_DROP
    sheet.rules.append(Rule(LETTER.left, rule, LETTER.right, rule, _RULE_WIDTH, RED))
    row = 0
    while LETTER.top - row * PITCH > rule - 2 * PITCH + (PITCH - BODY_SIZE):
        row += 1
    return row


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
    for line in balanced(style, letter.title, LETTER.width):
        top = LETTER.top - row * PITCH
        sheet.texts.append(style.put(line, LETTER.left, LETTER.right, top))
        row += 1
    if letter.number and letter.kind is LetterKind.PLAIN:
        number = bench.style("fang", BODY_SIZE, side=Side.CENTER)
        top = LETTER.top - row * PITCH
        sheet.texts.append(number.put(clean(letter.number), LETTER.left, LETTER.right, top))
        row += 1
    return row + 1


def balanced(style: Style, text: str, width: float) -> tuple[str, ...]:
    """A title in few lines of about the same length, broken where the sense allows."""
    text = clean(text).replace("\n", "")
    if style.width(text) <= width:
        return (text,)
    about = text.find(_ABOUT)
    if about > 0 and text[about - 1] not in NO_END and style.width(text[:about]) <= width:
        rest = _halves(style, text[about:], width)
        if len(rest) <= _MOST_LINES - 1:
            return (text[:about], *rest)
    return _halves(style, text, width)


def _halves(style: Style, text: str, width: float) -> tuple[str, ...]:
    """One line, or two broken behind a word that ends a thought, or as many as needed."""
    if style.width(text) <= width:
        return (text,)
    ends = [m.end() for m in _SENSE.finditer(text) if m.end() < len(text)]
    fair = [
        (abs(style.width(text[:end]) - style.width(text[end:])), end)
        for end in ends
        if max(style.width(text[:end]), style.width(text[end:])) <= width
        and text[end] not in NO_START
    ]
    if fair and min(fair)[0] <= width * _UNEVEN:
        end = min(fair)[1]
        return text[:end], text[end:]
    return style.even_lines(text, width)


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
    height = (len(_copy_lines(letter, bench)) + 1) * _COPY_LEADING
    return min(int(height / PITCH) + 2, LINES)


def draw_copy_to(sheet: Sheet, letter: Letter, bench: Bench) -> None:
    """版记 at the foot of the last page: 抄送 and 印发 between rules."""
    style = _copy_style(bench)
    left, right = LETTER.left, LETTER.right
    lines = _copy_lines(letter, bench)
    inset = left + NUMBER_SIZE
    top = LETTER.bottom + (len(lines) + 1) * _COPY_LEADING
    sheet.rule(left, top, right, top, _THICK)
    drop = (_COPY_LEADING - NUMBER_SIZE) / 2
    sheet.texts.append(style.put("抄送：", inset, right, top - drop))
    for index, line in enumerate(lines):
        y = top - drop - index * _COPY_LEADING
        sheet.texts.append(style.put(line, inset + style.width("抄送："), right, y))
    middle = LETTER.bottom + _COPY_LEADING
    sheet.rule(left, middle, right, middle, _THIN)
    sheet.texts.append(style.put(letter.sender, inset, right, middle - drop))
    issued = f"{ink_date(letter.dated)}印发"
    x = right - NUMBER_SIZE - style.width(issued)
    sheet.texts.append(style.put(issued, x, right, middle - drop))
    sheet.rule(left, LETTER.bottom, right, LETTER.bottom, _THICK)
