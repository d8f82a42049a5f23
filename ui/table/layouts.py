"""How a grid looks, as one value: columns, widths, frozen columns, filters, orders; as JSON."""

from dataclasses import dataclass, field
from datetime import date

from ui.table.filters import (
    ColumnFilter,
    EmptyFilter,
    GridState,
    Order,
    RangeFilter,
    ValueFilter,
)


@dataclass(frozen=True)
class GridLayout:
    """One look of a grid; columns it does not name keep their place and default."""

    order: tuple[str, ...] = ()
    widths: dict[str, int] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    frozen: int = 0
    money_unit: str = "wan"
    state: GridState = field(default_factory=GridState)


def layout_json(layout: GridLayout) -> dict[str, object]:
    """The layout as JSON, for the user's settings and for a shared file."""
    return {
        "order": list(layout.order),
        "widths": layout.widths,
        "hidden": sorted(layout.hidden),
        "frozen": layout.frozen,
        "money_unit": layout.money_unit,
        "orders": [[order.key, order.is_ascending] for order in layout.state.orders],
        "filters": {key: _filter_json(each) for key, each in layout.state.filters.items()},
    }


def read_layout(data: dict[str, object], keys: tuple[str, ...]) -> GridLayout:
    """A layout out of JSON; columns that no longer exist are left out."""
    widths = _dict(data.get("widths"))
    filters = _dict(data.get("filters"))
    orders = [pair for pair in _list(data.get("orders")) if isinstance(pair, list)]
    frozen = data.get("frozen")
    return GridLayout(
        order=tuple(key for key in _texts(data.get("order")) if key in keys),
        widths={k: int(w) for k, w in widths.items() if k in keys and isinstance(w, int)},
        hidden=frozenset(key for key in _texts(data.get("hidden")) if key in keys),
        frozen=frozen if isinstance(frozen, int) and 0 <= frozen <= 3 else 0,  # noqa: PLR2004
        money_unit="yuan" if data.get("money_unit") == "yuan" else "wan",
        state=GridState(
            {k: _read_filter(_dict(each)) for k, each in filters.items() if k in keys},
            tuple(Order(str(k), bool(up)) for k, up in orders if k in keys),
        ),
    )


def _dict(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _texts(value: object) -> list[str]:
    return [text for text in _list(value) if isinstance(text, str)]


def _filter_json(chosen: ColumnFilter) -> dict[str, object]:
    if isinstance(chosen, ValueFilter):
        return {"values": [_value_json(value) for value in sorted(chosen.values, key=str)]}
    if isinstance(chosen, EmptyFilter):
        return {"empty": chosen.is_empty}
    return {"low": _value_json(chosen.low), "high": _value_json(chosen.high)}


def _value_json(value: object) -> object:
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _read_filter(data: dict[str, object]) -> ColumnFilter:
    if "values" in data:
        return ValueFilter(frozenset(_read_value(v) for v in _list(data["values"])))  # type: ignore[misc]
    if "empty" in data:
        return EmptyFilter(bool(data["empty"]))
    return RangeFilter(_read_value(data.get("low")), _read_value(data.get("high")))  # type: ignore[arg-type]


def _read_value(value: object) -> object:
    if isinstance(value, dict) and isinstance(value.get("date"), str):
        return date.fromisoformat(value["date"])
    return value
