"""Finds the header of a table and what its columns are, wherever and however they stand."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from desktop_app.excel.grid import RawSheet, quote
from desktop_app.excel.reading import ColumnMap
from desktop_app.excel.sheet import SheetSpec
from desktop_app.values.text import fold

_SEARCHED_ROWS = 20
_MOST_HEADER_ROWS = 3
FEWEST_COLUMNS = 3
_LONGEST_HEADER = 100
_ALIKE = 0.5
_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBERING = re.compile(r"^(?:\d{1,2}[.、)]|[*★])+")
_UNIT = re.compile(r"\((?:单位:?|人民币)*(万元|元|千元|亿元|万)\)")
_OPEN_UNIT = re.compile(r"(?<=.)(?:[/:,](万元|元)|(万元))$")
_COUNTERS = frozenset({"序号", "编号", "序", "行号", "no", "no."})


@dataclass(frozen=True)
class Header:
    """A header found: rows and columns counted from 0, the money unit each column states."""

    spec: SheetSpec
    first: int
    last: int
    columns: dict[str, int]
    units: dict[str, str] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    decided: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Columns a clerk decided on: header and key, "" for one that is left out."""
    repeated: tuple[tuple[str, int], ...] = ()
    """Keys that stand a second time, with the column."""
    counter: int | None = None
    """The column of 序号, None if there is none."""
    rivals: tuple[str, ...] = ()
    """Titles of other sheets it may be just as well."""

    @property
    def score(self) -> int:
        """How well it fits: known columns less the ones nobody knows."""
        return 3 * len(self.columns) - len(self.unknown)

    def is_plausible(self, fewest: int) -> bool:
        """Whether enough columns are known to call it this sheet."""
        needed = self.spec.needed
        found = sum(column.key in self.columns for column in needed)
        enough = min(fewest, len(self.spec.columns))
        return len(self.columns) >= enough and found * 2 >= len(needed)


def find_header(
    sheet: RawSheet,
    specs: Sequence[SheetSpec],
    maps: Sequence[ColumnMap] = (),
    *,
    fewest: int = FEWEST_COLUMNS,
    marked: str = "",
) -> Header | None:
    """The best header of the sheet for any of the specs, None if none is plausible.

    `fewest` is how many columns must be known; a range pasted into a list says itself what it is.
    Where several fit equally well, the sheet the book is marked as (`marked`) or titled as counts,
    then the one whose rows say what they belong to; what is still alike is named as a rival.
    """
    stacks = _Stacks(sheet)
    found = []
    for spec in specs:
        decided = {normal_header(item.header): item.key for item in maps if item.sheet == spec.id}
        names = _names(spec)
        known = decided.keys() | names.keys()
        enough = min(fewest, len(spec.columns))
        spans = ((span, stacks.between(*span)) for span in _spans(sheet))
        candidates = (
            _match(spec, each, span, (names, decided))
            for span, each in spans
            if _is_promising(known, each, enough)
        )
        header = _first_header(each for each in candidates if each.is_plausible(fewest))
        if header is not None:
            found.append(header)
    return _best(found, sheet, marked)


def _best(found: Sequence[Header], sheet: RawSheet, marked: str) -> Header | None:
    if len(found) <= 1:
        return next(iter(found), None)

    def rank(header: Header) -> tuple[int, bool, bool, bool]:
        spec = header.spec
        has_owner = not spec.owner_columns or bool(header.columns.keys() & set(spec.owner_columns))
        return header.score, spec.id == marked, _is_titled(sheet, header), has_owner

    ranks = [rank(header) for header in found]
    first = ranks.index(max(ranks))
    rivals = (h for n, h in enumerate(found) if n != first and ranks[n] == ranks[first])
    return replace(found[first], rivals=tuple(header.spec.title for header in rivals))


def _is_titled(sheet: RawSheet, header: Header) -> bool:
    """Whether the tab or a row above the header bears the title of the sheet."""
    title = normal_header(header.spec.title)
    above = [quote(value) for row in sheet.rows[: header.first] for value in row if value != ""]
    texts = (text for text in (sheet.name, *above) if len(text) <= _LONGEST_HEADER)
    return any(title in normal_header(text) for text in texts)


def _first_header(candidates: Iterable[Header]) -> Header | None:
    """The best of the topmost plausible ones: a header repeated further down is not the header."""
    plausible = list(candidates)
    top = min((header.last for header in plausible), default=0)
    around = [header for header in plausible if header.first <= top <= header.last]
    return max(around, key=lambda header: (header.score, header.first - header.last), default=None)


def normal_header(text: str) -> str:
    """A header for comparing: without blanks, brackets, numbering and marks."""
    return _normal_header(text)


@lru_cache(maxsize=4096)
def _normal_header(text: str) -> str:
    plain = "".join(fold(text).split())
    plain = _OPEN_UNIT.sub("", _BRACKETS.sub("", plain))
    return _NUMBERING.sub("", plain).strip("*★:：。").casefold()


def header_unit(text: str) -> str:
    """The money unit a header states in brackets or at its end, empty if none."""
    plain = "".join(fold(text).split())
    found = _UNIT.search(plain) or _OPEN_UNIT.search(plain)
    if found is None:
        return ""
    unit = next(filter(None, found.groups()))
    return "万元" if unit == "万" else unit


def likely_key(header: Header, text: str) -> str | None:
    """The missing column an unknown header may be, None if none is alike."""
    name = normal_header(text)
    best, likely = _ALIKE, None
    for column in header.spec.columns:
        if column.key in header.columns:
            continue
        for title in (column.title, *column.aliases):
            score = SequenceMatcher(None, name, normal_header(title)).ratio()
            if score > best:
                best, likely = score, column.key
    return likely


def _spans(sheet: RawSheet) -> Iterator[tuple[int, int]]:
    rows = min(len(sheet.rows), _SEARCHED_ROWS)
    for height in range(_MOST_HEADER_ROWS):
        for first in range(rows - height):
            yield first, first + height


class _Stacks:
    """The header texts above each other in every column, merged areas followed."""

    def __init__(self, sheet: RawSheet) -> None:
        top = sheet.rows[: _SEARCHED_ROWS + _MOST_HEADER_ROWS]
        self._rows = [[quote(value) if value != "" else "" for value in row] for row in top]
        self._origin: dict[tuple[int, int], tuple[int, int]] = {}
        for area in sheet.merges:
            if area[0] < len(top):
                self._follow(area, len(top))
        self._width = max((len(row) for row in self._rows), default=0)
        self._found: dict[tuple[int, int], tuple[_Stack, ...]] = {}

    def between(self, first: int, last: int) -> tuple["_Stack", ...]:
        """What stands in the columns from the first to the last header row; the same for all."""
        if (first, last) not in self._found:
            texts = ((column, self._of(column, first, last)) for column in range(self._width))
            self._found[first, last] = tuple(_stack(column, each) for column, each in texts if each)
        return self._found[first, last]

    def _follow(self, area: tuple[int, int, int, int], height: int) -> None:
        first_row, first, last_row, last = area
        width = len(self._rows[0])
        for row in range(first_row, min(last_row + 1, height)):
            for column in range(first, min(last + 1, width)):
                self._origin[row, column] = (first_row, first)

    def _of(self, column: int, first: int, last: int) -> tuple[str, ...]:
        """The different texts of a column from the first to the last header row."""
        texts: list[str] = []
        places: set[tuple[int, int]] = set()
        for row in range(first, last + 1):
            place = self._origin.get((row, column), (row, column))
            if place in places or place[0] < first or place[0] >= len(self._rows):
                continue
            places.add(place)
            text = self._rows[place[0]][place[1]]
            if len(text) <= _LONGEST_HEADER and text.strip():
                texts.append(text)
        return tuple(texts)


class _Stack(NamedTuple):
    """The header texts of one column, and what it may be known by: all of them, the lowest."""

    column: int
    texts: tuple[str, ...]
    names: tuple[str, str]


def _stack(column: int, texts: tuple[str, ...]) -> _Stack:
    parts = [name for name in map(normal_header, texts) if name]
    return _Stack(column, texts, (normal_header("".join(texts)), parts[-1] if parts else ""))


def _match(
    spec: SheetSpec,
    stacks: Sequence[_Stack],
    span: tuple[int, int],
    known: tuple[Mapping[str, str], Mapping[str, str]],
) -> Header:
    names, decided = known
    found = Header(spec, *span, {})
    repeated: list[tuple[str, int]] = []
    counter = None
    for stack in stacks:
        key, is_decided = _key(stack, names, decided)
        column, text = stack.column, "".join(stack.texts)
        if is_decided:
            found.decided[column] = (text, key or "")
        if key is None:
            if normal_header(stack.texts[-1]) in _COUNTERS:
                counter = column if counter is None else counter
            else:
                found.unknown[column] = text
        elif key in found.columns:
            repeated.append((key, column))
        elif key:
            found.columns[key] = column
            found.units[key] = next(filter(None, map(header_unit, reversed(stack.texts))), "")
    return replace(found, repeated=tuple(repeated), counter=counter)


def _is_promising(known: AbstractSet[str], stacks: Sequence[_Stack], enough: int) -> bool:
    """Whether so many columns are known that it is worth a closer look."""
    return sum(not known.isdisjoint(stack.names) for stack in stacks) >= enough


def _key(
    stack: _Stack, names: Mapping[str, str], decided: Mapping[str, str]
) -> tuple[str | None, bool]:
    """The column key and whether a clerk decided on it.

    "" is a column the clerk leaves out, None one nobody knows.
    """
    for name in stack.names:
        if name in decided:
            return decided[name], True
        if name in names:
            return names[name], False
    return None, False


@lru_cache(maxsize=256)
def _cached_names(titles: tuple[tuple[str, str, tuple[str, ...]], ...]) -> dict[str, str]:
    names: dict[str, str] = {}
    for key, _, aliases in reversed(titles):
        names.update(dict.fromkeys(map(normal_header, aliases), key))
    names.update({normal_header(title): key for key, title, _ in titles})
    return names


def _names(spec: SheetSpec) -> dict[str, str]:
    return _cached_names(tuple((item.key, item.title, item.aliases) for item in spec.columns))
