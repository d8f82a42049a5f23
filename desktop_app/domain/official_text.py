"""Finding a clause in the official text of a regulation, whatever its page looked like.

Texts come as copied from a site or a scan: traditional or simplified, with page numbers, broken
lines, full-width figures, two documents in one file. A clause is found by its headings, one level
below the other: 二(一)2 is the heading 二、, below it （一）, below that 2.; 第三十八条第二款 is
the second paragraph of that article.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.values.text import fold

_NUMERAL = "一二三四五六七八九十百〇零"
_TRADITIONAL = str.maketrans("條項節編則", "条项节编则")
_PARTS = re.compile(
    rf"第(?P<article>[{_NUMERAL}]+)条|第(?P<paragraph>[{_NUMERAL}]+)款"
    rf"|\((?P<item>[{_NUMERAL}]+)\)|\((?P<point>\d+)\)|(?P<top>[{_NUMERAL}]+)|(?P<number>\d+)"
)
_HEADINGS = {
    "article": r"第{}条",
    "top": r"{}[、.]",
    "item": r"\({}\)",
    "number": r"{}[.、](?!\d)",
    "point": r"\({}\)",
}
_ANY = {
    "article": rf"第[{_NUMERAL}]+条",
    "top": rf"[{_NUMERAL}]+[、.]",
    "item": rf"\([{_NUMERAL}]+\)",
    "number": r"\d+[.、](?!\d)",
    "point": r"\(\d+\)",
}
_LEVELS = ("article", "top", "item", "number", "point")
_DEBRIS = re.compile(r"[-—–·\s]*(?:第?\d{1,3}页?|第\d+页共\d+页|\d+/\d+)[-—–·\s]*")
_PART_BEGINS = re.compile(
    rf"第\s*(?P<article>[{_NUMERAL}]+)\s*[条條](?![规規第、和])"
    rf"|(?:^|(?<=[。；;:：]))[(（](?P<item>[{_NUMERAL}]+)[)）]"
    rf"|(?:^|(?<=。))第(?P<chapter>[{_NUMERAL}]+)[章节編编節]"
)
_MARK = re.compile(r"\[bookmark:[^\]]*\]")
"""What a word processor leaves behind in a text."""
_SHORTEST_BROKEN = 24
"""Characters: a shorter line without a full stop is a heading or a title, not a broken line."""
_ENDS_ALL = re.compile(
    rf"第[{_NUMERAL}]+[章节编](?:\s|$|.{{0,20}}$)|附件\d*:?$"
    r"|[^。,，;；:：]{4,40}(?:方案|办法|辦法|细则|细則|通知)$|[^。,，]{2,30}[关關][于於]印[发發][^。]{0,60}$"
)
"""A chapter, an annex or the title of another document."""
_GOES_ON = "，,、"
_ENDS = "。：:；;！!"
_DIGITS = {numeral: place for place, numeral in enumerate("一二三四五六七八九", 1)}


@dataclass(frozen=True)
class Passage:
    """Where a clause stands: paragraphs `start` to before `end`."""

    start: int
    end: int


def paragraphs(lines: Sequence[str]) -> tuple[str, ...]:
    """The text with page debris left out and broken lines joined again, paragraph by paragraph."""
    found: list[str] = []
    is_open = False
    for raw in lines:
        line = _MARK.sub("", raw).strip(" \t\r\n\u3000\ufeff")
        if not line or _DEBRIS.fullmatch(line):
            continue
        if is_open and not _is_heading(_plain(line)):
            found[-1] += line
        else:
            found.append(line)
        is_open = line[-1] in _GOES_ON or (
            not _ENDS_ALL.match(_plain(line))
            and line[-1] not in _ENDS
            and len(line) > _SHORTEST_BROKEN
        )
    return _one_part_each(found)


def _one_part_each(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines that hold many articles or items, broken before each of them.

    Only the number that comes next begins a part: a clause that is cited is none.
    """
    found: list[str] = []
    article = item = 0
    for line in lines:
        start = 0
        for each in _PART_BEGINS.finditer(line):
            if each["article"] and _value(each["article"]) == article + 1:
                article, item = article + 1, 0
            elif each["item"] and _value(each["item"]) in (item + 1, 1):
                item = _value(each["item"])
            elif not each["chapter"]:
                continue
            found.append(line[start : each.start()])
            start = each.start()
        found.append(line[start:])
    return tuple(each for each in found if each)


def _plain(line: str) -> str:
    """A line as headings are looked for in it."""
    return re.sub(r"\s+", "", fold(line).translate(_TRADITIONAL))


def _is_heading(line: str) -> bool:
    return bool(_ENDS_ALL.match(line)) or any(re.match(each, line) for each in _ANY.values())


def passage(text: Sequence[str], clause: str, title: str = "") -> Passage | None:
    """Where a clause stands in the paragraphs of a text; None if it is not found.

    Args:
        text: the paragraphs.
        clause: as the pack writes it; of several or of a range the first is looked for.
        title: of the document, where the file holds more than one.
    """
    plain = [_plain(line) for line in text]
    here = Passage(_begin(plain, title), len(plain))
    parts = _parts(clause)
    for kind, number in parts:
        if kind == "paragraph":
            place = here.start + _value(number) - 1
            here = Passage(place, place + 1) if place < here.end else here
            continue
        found = _below(plain, here, kind, number)
        if found is None:
            return None
        here = found
    return here if parts else None


def _parts(clause: str) -> list[tuple[str, str]]:
    """The levels of the first clause named, from the outermost."""
    first = re.split(r"[、,]|-(?=[(（\d])", fold(clause).translate(_TRADITIONAL))[0]
    return [(str(each.lastgroup), each[str(each.lastgroup)]) for each in _PARTS.finditer(first)]


def _begin(plain: Sequence[str], title: str) -> int:
    """The line after the last one that is the title alone; 0 where it stands nowhere."""
    wanted = re.sub(r"[《》\s]", "", fold(title))
    places = [n for n, line in enumerate(plain) if wanted and line == wanted]
    return places[-1] + 1 if places else 0


def _below(plain: Sequence[str], around: Passage, kind: str, number: str) -> Passage | None:
    """The part under a heading, up to the next one of its level or of one above."""
    wanted = re.compile(_HEADINGS[kind].format(number))
    start = next(
        (place for place in range(around.start, around.end) if wanted.match(plain[place])), None
    )
    if start is None:
        return None
    rivals = [_ANY[each] for each in _LEVELS[: _LEVELS.index(kind) + 1]]
    end = next(
        (
            place
            for place in range(start + 1, around.end)
            if _ENDS_ALL.match(plain[place]) or any(re.match(each, plain[place]) for each in rivals)
        ),
        around.end,
    )
    return Passage(start, end)


def _value(numeral: str) -> int:
    """一 to 九十九 as a number."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _DIGITS.get(numeral, 0)
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
