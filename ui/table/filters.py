"""Filters and orders of a grid as plain values, and the functions that apply them."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from ui.table.column import Cell, Column, Row

EMPTY = ""
"""The value that stands for 空 in a list of values."""


@dataclass(frozen=True)
class ValueFilter:
    """Keep the rows whose value is one of these; `EMPTY` keeps the rows without a value."""

    values: frozenset[Cell]


@dataclass(frozen=True)
class RangeFilter:
    """Keep low <= value <= high; a missing bound is open, rows without a value are dropped."""

    low: int | date | None = None
    high: int | date | None = None


@dataclass(frozen=True)
class EmptyFilter:
    """Keep the rows without a value, or only those with one."""

    is_empty: bool


ColumnFilter = ValueFilter | RangeFilter | EmptyFilter


@dataclass(frozen=True)
class Order:
    """One step of a sort over several columns."""

    key: str
    is_ascending: bool = True


@dataclass(frozen=True)
class GridState:
    """What decides which rows are shown and in which order."""

    filters: dict[str, ColumnFilter] = field(default_factory=dict)
    orders: tuple[Order, ...] = ()


def accepts(chosen: ColumnFilter, value: Cell) -> bool:
    """Whether one filter keeps one value."""
    is_missing = value is None or value == ""
    if isinstance(chosen, ValueFilter):
        return (EMPTY if is_missing else value) in chosen.values
    if isinstance(chosen, EmptyFilter):
        return is_missing is chosen.is_empty
    return not is_missing and _in_range(chosen, value)


def _in_range(chosen: RangeFilter, value: Cell) -> bool:
    """Money, numbers and dates compare with bounds of their own kind."""
    low_ok = chosen.low is None or chosen.low <= value  # type: ignore[operator]  # same kind
    return low_ok and (chosen.high is None or value <= chosen.high)  # type: ignore[operator]


def filtered(
    rows: Sequence[Row],
    columns: Sequence[Column[Row]],
    filters: dict[str, ColumnFilter],
    keep: Callable[[Row], bool] | None = None,
) -> list[int]:
    """Indexes of the rows that pass `keep` and every column filter, in their order."""
    indexes = range(len(rows)) if keep is None else [i for i, row in enumerate(rows) if keep(row)]
    for column in columns:
        chosen = filters.get(column.key)
        if chosen is not None:
            value = column.value
            indexes = [i for i in indexes if accepts(chosen, value(rows[i]))]
    return list(indexes)


def ordered(
    indexes: list[int],
    rows: Sequence[Row],
    columns: Sequence[Column[Row]],
    orders: Sequence[Order],
) -> list[int]:
    """The indexes sorted by several columns; rows without a value come last either way."""
    by_key = {column.key: column for column in columns}
    for order in reversed(orders):
        column = by_key.get(order.key)
        if column is None:
            continue
        value, key = column.value, column.sort_key or column.value
        present = [i for i in indexes if value(rows[i]) not in {None, ""}]
        missing = [i for i in indexes if value(rows[i]) in {None, ""}]
        present.sort(key=lambda i, key=key: key(rows[i]), reverse=not order.is_ascending)  # type: ignore[misc]
        indexes = present + missing
    return indexes


def value_counts(
    indexes: Sequence[int], rows: Sequence[Row], column: Column[Row]
) -> list[tuple[Cell, int]]:
    """The different values of a column among these rows with their counts, in column order."""
    counts: Counter[Cell] = Counter()
    first: dict[Cell, int] = {}
    for i in indexes:
        raw = column.value(rows[i])
        value: Cell = EMPTY if raw is None else raw
        counts[value] += 1
        first.setdefault(value, i)
    keys = list(first.values())
    in_order = ordered(keys, rows, [column], [Order(column.key)])
    values = [column.value(rows[i]) for i in in_order]
    return [(EMPTY if v is None else v, counts[EMPTY if v is None else v]) for v in values]
