"""A list grouped by one of its columns: how many in each group, with the sums, on one page."""

from collections.abc import Mapping, Sequence

from desktop_app.use_cases.shown_lists import ShownColumn, ShownList, Value
from desktop_app.values.pinyin import sort_key

EMPTY = "（空）"
COUNT = ShownColumn("count", "数量", "number", width=80, is_sum=True)


def groups_of(shown: ShownList) -> tuple[ShownColumn, ...]:
    """The columns a list can be grouped by: those of words with fewer values than rows."""
    found = []
    for place, column in enumerate(shown.columns):
        values = {row[place] for row in shown.rows}
        if column.kind == "text" and 1 <= len(values) < len(shown.rows):
            found.append(column)
    return tuple(found)


def grouped(shown: ShownList, key: str) -> ShownList:
    """One row per value of a column, in the order of its pinyin, with count and sums."""
    place = next(n for n, column in enumerate(shown.columns) if column.key == key)
    summed = [n for n, column in enumerate(shown.columns) if column.is_sum]
    groups: dict[str, list[Sequence[Value]]] = {}
    for row in shown.rows:
        groups.setdefault(str(row[place] or EMPTY), []).append(row)
    by = shown.columns[place]
    return ShownList(
        f"{shown.title}（按{by.title}汇总）",
        (by, COUNT, *(shown.columns[n] for n in summed)),
        tuple(_line(name, groups, summed) for name in sorted(groups, key=_order)),
        shown.view,
    )


def _order(name: str) -> tuple[bool, object]:
    """Groups without a value come last."""
    return name == EMPTY, sort_key(name)


def _line(
    name: str, groups: Mapping[str, Sequence[Sequence[Value]]], summed: Sequence[int]
) -> tuple[Value, ...]:
    rows = groups[name]
    sums = (sum(cell for row in rows if isinstance(cell := row[n], int)) for n in summed)
    return (name, len(rows), *sums)
