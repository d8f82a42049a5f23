"""Which column of a long list is which: by name, by what was matched before, or by being told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.excel.grid import column_letters
from desktop_app.excel.lists.problems import Problems
from desktop_app.excel.lists.spec import ListSpec
from desktop_app.values.text import fold, normal_name

MOST_ABOVE = 20
"""Rows of titles and notes that may stand above the heading."""
FEWEST_KNOWN = 2
"""Known titles that make a row the heading."""


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
    width: int


def find_heading(
    rows: Sequence[Sequence[object]], spec: ListSpec, told: Mapping[str, str], problems: Problems
) -> Heading | None:
    """The heading among the first rows; None, with the reason noted, if there is none to go by.

    Args:
        rows: the first rows of the file.
        spec: the list the file is to be.
        told: title, as names are compared, to key: what was matched before or said now.
        problems: where the reasons go.
    """
    names = {name: column.key for column in reversed(spec.columns) for name in column.names}
    names |= told
    found: tuple[int, list[str]] | None = None
    most = FEWEST_KNOWN - 1
    for number, row in enumerate(rows[:MOST_ABOVE], 1):
        titles = [fold(str(cell)) if cell is not None else "" for cell in row]
        known = sum(title_name(title) in names for title in titles)
        if known > most:
            found, most = (number, titles), known
    if found is None:
        problems.row(0, f"前 {MOST_ABOVE} 行里没有找到“{spec.title}”的表头", _asked(spec))
        return None
    return _heading(*found, spec, names, problems)


def _heading(
    row: int, titles: list[str], spec: ListSpec, names: Mapping[str, str], problems: Problems
) -> Heading | None:
    places: dict[str, int] = {}
    unread = []
    for place, title in enumerate(titles):
        key = names.get(title_name(title), "") if title else ""
        if not key:
            unread += [title] if title else []
        elif key in places:
            first = column_letters(places[key])
            advice = "请说明以哪一列为准，另一列改名。"
            told = f"“{title}”和 {first} 列都是“{spec.column(key).title}”"
            problems.cell(row, place, title, told, advice)
        else:
            places[key] = place
    missing = [c.title for c in spec.columns if c.is_required and c.key not in places]
    if missing:
        told = f"缺少这些列：{'、'.join(missing)}"
        problems.row(row, told, f"没有认出的列有：{'、'.join(unread) or '无'}；请指明它们各是什么")
    if problems.total:
        return None
    named = {key: titles[place] for key, place in places.items()}
    return Heading(row, places, named, tuple(unread), len(titles))


def title_name(title: str) -> str:
    """A title as names are compared; amounts are in 元, said or not."""
    return normal_name(title.removesuffix("(元)"))


def _asked(spec: ListSpec) -> str:
    required = "、".join(each.title for each in spec.columns if each.is_required)
    return f"至少要有：{required}"
