"""Which rows a grid shows and in which order, in the clerk's words."""

from collections.abc import Sequence
from typing import Any

from ui.table.column import MONEY_UNITS, Column, Kind, cell_text
from ui.table.filters import EMPTY, ColumnFilter, EmptyFilter, GridState, RangeFilter, ValueFilter

MOST_VALUES = 4


def state_words(state: GridState, columns: Sequence[Column[Any]], money_unit: str) -> list[str]:
    """One part per filter and one for the order; none when every row stands as read."""
    by_key = {column.key: column for column in columns}
    known = [(by_key[key], chosen) for key, chosen in state.filters.items() if key in by_key]
    parts = [f"{column.title}{_filter(column, each, money_unit)}" for column, each in known]
    orders = [
        f"{by_key[order.key].title}{'' if order.is_ascending else '（倒序）'}"
        for order in state.orders
        if order.key in by_key
    ]
    return [*parts, *([f"按{'、'.join(orders)}排列"] if orders else [])]


def _filter(column: Column[Any], chosen: ColumnFilter, money_unit: str) -> str:
    if isinstance(chosen, EmptyFilter):
        return "为空" if chosen.is_empty else "非空"
    if isinstance(chosen, ValueFilter):
        texts = [cell_text(column.kind, value) or "（空）" for value in _ordered(chosen)]
        more = f"等 {len(texts)} 项" if len(texts) > MOST_VALUES else ""
        return f"为{'、'.join(texts[:MOST_VALUES])}{more}"
    return _range(column, chosen, money_unit)


def _ordered(chosen: ValueFilter) -> list[Any]:
    return sorted(chosen.values, key=lambda value: (value == EMPTY, str(value)))


def _range(column: Column[Any], chosen: RangeFilter, money_unit: str) -> str:
    unit = f" {MONEY_UNITS[money_unit]}" if column.kind is Kind.MONEY else column.unit
    low, high = (cell_text(column.kind, bound, money_unit) for bound in (chosen.low, chosen.high))
    if low and high:
        return f" {low} 至 {high}{unit}"
    from_, until = ("不早于", "不晚于") if column.kind is Kind.DATE else ("不低于", "不高于")
    return f"{from_} {low}{unit}" if low else f"{until} {high}{unit}"
