"""Which column of a long list is which: by name, by what was matched before, or by being told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.excel.grid import column_letters
from desktop_app.excel.lists.cells import Choices
from desktop_app.excel.lists.problems import Problems
from desktop_app.excel.lists.spec import CellKind, ListSpec
from desktop_app.values.text import fold, normal_name

MOST_ABOVE = 20
"""Rows of titles and notes that may stand above the heading."""
FEWEST_KNOWN = 2
"""Known titles that make a row the heading."""
_YUAN = re.compile(r"[(,/](?:单位:?)?(?:人民币)?元\)?$")
_OTHER_UNIT = re.compile(r"[(,/](?:单位:?)?(?:分|角|[百千万亿]+元|[万亿])\)?$")


@dataclass(frozen=True)
class Asked:
    """What a list is read as."""

    spec: ListSpec
    choices: Mapping[str, Choices]
    """By key of a column of choices."""
    told: Mapping[str, str] = field(default_factory=dict)
    """Title, as names are compared, to key: what was matched before or is said now."""
    sheet: str = ""
    chosen: frozenset[str] = frozenset()
    """Those titles that were said now: they are meant where others might be, too."""
    of_persons: frozenset[str] | None = None
    """Kinds whose rows tell of persons: of others such cells are not even read. None: all."""


@dataclass(frozen=True)
class Heading:
    """The heading found in a file."""

    row: int
    """The row it stands in, the first is 1."""
    places: Mapping[str, int]
    """Column of each key, counted from 0."""
    titles: Mapping[str, str]
    """What each key is called in the file."""
    unread: tuple[str, ...]
    """Titles of columns nobody asked for: nothing of them is stored."""
    line: tuple[str, ...]
    """All titles as they stand in the file."""

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.line)

    def is_again(self, row: Sequence[object]) -> bool:
        """Whether a row repeats the heading, as files put together do."""
        return self.line == tuple(fold(str(cell)) for cell in row)


def find_heading(
    rows: Sequence[Sequence[object]], asked: Asked, problems: Problems
) -> Heading | None:
    """The heading among the first rows; None, with the reason noted, if there is none to go by."""
    spec = asked.spec
    names = {name: column.key for column in reversed(spec.columns) for name in column.names}
    names |= asked.told
    found: tuple[int, list[str]] | None = None
    most = FEWEST_KNOWN - 1
    for number, row in enumerate(rows[:MOST_ABOVE], 1):
        titles = [fold(str(cell)) if cell is not None else "" for cell in row]
        known = sum(title_name(title) in names for title in titles)
        if known > most:
            found, most = (number, titles), known
    if found is None:
        problems.row(0, f"前 {MOST_ABOVE} 行里没有找到“{spec.title}”的表头", _least(spec))
        return None
    number, titles = found
    keys = [names.get(title_name(title), "") if title else "" for title in titles]
    clear = list(zip(titles, _clearest(titles, keys, asked), strict=True))
    heading = _heading(number, clear)
    _note_faults(heading, clear, spec, problems)
    return None if problems.total else heading


def _clearest(titles: Sequence[str], keys: Sequence[str], asked: Asked) -> list[str]:
    """The keys without those of columns that another one says more exactly, or is said to be."""
    exact = {normal_name(name) for column in asked.spec.columns for name in column.first}
    names = list(map(title_name, titles))
    ranks = [2 if name in asked.chosen else int(name in exact) for name in names]
    best = {key: max(r for r, k in zip(ranks, keys, strict=True) if k == key) for key in keys}
    return [key if rank == best[key] else "" for key, rank in zip(keys, ranks, strict=True)]


def _heading(row: int, columns: Sequence[tuple[str, str]]) -> Heading:
    """The heading of columns given by title and key; of two with one key the first counts."""
    places: dict[str, int] = {}
    for place, (_, key) in enumerate(columns):
        if key:
            places.setdefault(key, place)
    named = {key: columns[place][0] for key, place in places.items()}
    unread = tuple(title for title, key in columns if title and not key)
    return Heading(row, places, named, unread, tuple(title for title, _ in columns))


def _note_faults(
    heading: Heading, columns: Sequence[tuple[str, str]], spec: ListSpec, problems: Problems
) -> None:
    """Two columns of one meaning, and columns that are not there."""
    for place, (title, key) in enumerate(columns):
        first = heading.places.get(key, place)
        if place != first:
            told = f"“{title}”和 {column_letters(first)} 列都是“{spec.column(key).title}”"
            advice = "请在“列的对应”里指明以哪一列为准，或把另一列改名。"
            problems.cell(heading.row, place, title, told, advice)
        elif key and spec.column(key).kind is CellKind.MONEY and _OTHER_UNIT.search(title):
            told = f"“{title}”的单位不是元，清单里的金额都按元读"
            problems.cell(heading.row, place, title, told, "请换算成元，改好标题后导入。")
    missing = [c.title for c in spec.columns if c.is_required and c.key not in heading.places]
    if missing:
        told = f"缺少这些列：{'、'.join(missing)}"
        unread = "、".join(heading.unread) or "无"
        problems.row(heading.row, told, f"没有认出的列有：{unread}；请指明它们各是什么")


def title_name(title: str) -> str:
    """A title as names are compared, without its unit: 元 is said or not, another is told."""
    plain = fold(title)
    return normal_name(_OTHER_UNIT.sub("", _YUAN.sub("", plain)))


def _least(spec: ListSpec) -> str:
    required = "、".join(each.title for each in spec.columns if each.is_required)
    return f"至少要有：{required}"
