"""Chinese line breaking: what may not begin or end a line, and what is never torn apart.

Rules of GB/T 15834: closing marks, commas and stops never begin a line, openers never end one,
—— and …… stay whole. Numbers, codes, Latin words, amounts with their unit, clause and document
numbers are never split; a date breaks behind 年 or 月 only where keeping it whole would leave a
hole of more than four characters in the line.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from desktop_app.values.clauses import BRACKETED, CLAUSE, NUMERAL

NO_START = frozenset(
    "，。、；：？！）》〉】〕〗」』”’％‰…—～·・﹏︶°℃々,.;:?!)]}%>/\u2010-–"  # noqa: RUF001
)
"""May not begin a line."""
NO_END = frozenset("（《〈【〔〖「『“‘￥¥$([{<№#")
"""May not end a line."""
CLOSERS = frozenset("，。、；：？！）》〉】〕〗」』”’")
"""Marks that may be squeezed into a full line: their right half is blank."""

_EPSILON = 1e-6
_LARGEST_HOLE = 4.0
"""In em: a wider hole lets a date break behind 年 or 月."""

_ATOM = r"[A-Za-z\d]"
_HARD = re.compile(
    rf"[￥¥$]?[-－]?{_ATOM}+(?:[.,:/_+@#&－~-]{_ATOM}+)*[%％‰℃]?|[—–]{{2,}}|[…⋯]{{2,}}"
)
_UNITS = "元|年度|年|月份|月|日|号|条|款|项|章|个|家|人|名|份|台|套|件|次|期|批|天|页|时|分|秒|周"
_WHOLE = re.compile(
    rf"[￥¥]?\d[\d,.]*\s?[万亿千百]?(?:{_UNITS}|[万亿])"
    rf"|第(?:{NUMERAL}+|\d+)[条款项章节号期批次年]"
    rf"|{CLAUSE}"
    rf"|{BRACKETED}"
    r"|〔\d{4}〕第?\d*号?"
    r"|[仟佰拾万亿壹贰叁肆伍陆柒捌玖零][元角分]整"
)
_DATE = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日")
_HANZI = r"[\u4e00-\u9fff]"
_NUMBER = r"\d[\d,.年月日-]*(?:%|万?元)?"
_LOOSE_YUAN = re.compile(r"(?<=\d) (?=万?元)")
_LOOSE_NUMBER = re.compile(rf"(?<={_HANZI}) ({_NUMBER}) (?={_HANZI})")
_LOOSE_UNIT = re.compile(rf"(?<![A-Za-z\d,.-])(\d[\d,.]*) (?={_UNITS}|[项行笔张户处])")
_INTERESTING = re.compile(r"[\dA-Za-z—…⋯〔（(第一二三四五六七八九十整]")

_INVISIBLE = (
    *((0x00, 0x20), (0x7F, 0xA0), (0xAD, 0xAE), (0x200B, 0x2010), (0x202A, 0x202F)),
    *((0x2060, 0x2065), (0xFE00, 0xFE10), (0xFEFF, 0xFF00), (0xE0100, 0xE01F0)),
)
_CLEANED: dict[int, str | None] = dict.fromkeys(
    code for first, after in _INVISIBLE for code in range(first, after)
) | {0x0A: "\n", 0x09: " ", 0xA0: " "}

Span = tuple[int, int]


def clean(text: str) -> str:
    """The text as it can be printed: no control or zero-width characters, tabs as spaces.

    Numbers stand close to their unit and to the words around them, as on official papers.
    """
    if text.isalnum():
        return text
    plain = text.replace("\r\n", "\n").translate(_CLEANED)
    return _tight(plain) if " " in plain else plain


def _tight(text: str) -> str:
    """The text without the gaps screens leave around a number inside a sentence."""
    sentence = _LOOSE_NUMBER.sub(r"\1", _LOOSE_YUAN.sub("", text))
    return _LOOSE_UNIT.sub(r"\1", sentence)


@lru_cache(maxsize=4096)
def _glue(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """Positions where the text may never break, and (inside dates) where it should not."""
    if not _INTERESTING.search(text):
        return frozenset(), frozenset()
    return _inside(text, _HARD) | _inside(text, _WHOLE), _inside(text, _DATE)


def _inside(text: str, pattern: re.Pattern[str]) -> frozenset[int]:
    """The positions inside the matches, where a break would tear them."""
    matches = pattern.finditer(text)
    return frozenset(i for match in matches for i in range(match.start() + 1, match.end()))


def unbreakable(text: str) -> list[str]:
    """The numbers, codes and Latin words of a text, which are never split."""
    return _HARD.findall(text)


def is_date(text: str) -> bool:
    """Whether the text is nothing but a date: in a column of its own it stays whole."""
    return _DATE.fullmatch(text) is not None


def break_lines(
    text: str,
    advance: Sequence[float],
    width: float,
    *,
    indent: float = 0.0,
    slack: float = 0.0,
) -> list[Span]:
    """Where the lines of one paragraph begin and end, as (start, end) without outer spaces.

    Args:
        text: one paragraph.
        advance: sums of widths in em, `advance[i]` being the width of `text[:i]`.
        width: the room of a line in em.
        indent: what the first line is shorter by.
        slack: by how much a line may be overfull when it ends in closing marks; the caller
            squeezes such a line or lets the mark hang.
    """
    size = len(text)
    if advance[size] + indent <= width + _EPSILON:
        return [(0, size)]
    glued = _glue(text)
    lines: list[Span] = []
    start, room = 0, width - indent
    while advance[size] - advance[start] > room + _EPSILON:
        limit = advance[start] + room + _EPSILON
        end = _line_end(text, advance, start, (limit, slack), glued)
        lines.append((start, _without_spaces(text, start, end)))
        start, room = _next_start(text, end), width
        if start >= size:
            return lines
    lines.append((start, size))
    return lines


def _line_end(
    text: str,
    advance: Sequence[float],
    start: int,
    limits: tuple[float, float],
    glued: tuple[frozenset[int], frozenset[int]],
) -> int:
    limit, slack = limits
    hard, soft = glued
    fit = max(bisect_right(advance, limit, start) - 1, start + 1)
    while fit < len(text) and text[fit] == " ":
        fit += 1
    closed = fit
    while closed < len(text) and text[closed] in CLOSERS and advance[closed + 1] <= limit + slack:
        closed += 1
    if closed > fit and _may_break(text, closed, hard) and closed not in soft:
        return closed
    whole = _last_break(text, start, fit, hard | soft)
    if whole is not None and advance[fit] - advance[whole] <= _LARGEST_HOLE:
        return whole
    parts = _last_break(text, start, fit, hard)
    if parts is not None:
        return parts
    return _torn_end(text, start, fit)


def _last_break(text: str, start: int, fit: int, glued: frozenset[int]) -> int | None:
    """The last place up to `fit` where the line may end, None if there is none."""
    for end in range(fit, start, -1):
        if _may_break(text, end, glued):
            return end
    return None


def _may_break(text: str, at: int, glued: frozenset[int]) -> bool:
    if at >= len(text):
        return True
    return at not in glued and text[at] not in NO_START and text[at - 1] not in NO_END


def _torn_end(text: str, start: int, fit: int) -> int:
    """Where to tear a piece longer than a line: beside no mark if that can be, else at the edge."""
    torn = _last_break(text, start, fit, frozenset())
    return torn if torn is not None and torn - start >= (fit - start) // 2 else fit


def _without_spaces(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end


def _next_start(text: str, end: int) -> int:
    while end < len(text) and text[end] == " ":
        end += 1
    return end
