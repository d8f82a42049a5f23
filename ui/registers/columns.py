"""The columns of a register as a grid shows them."""

from collections.abc import Callable
from datetime import date

from desktop_app.rules.verdict import LIGHT_ORDER
from desktop_app.use_cases.registers.listing import EntryRow, RegisterColumn, RegisterPage
from ui.table.column import Cell, Column, Kind

_RANKS = {light: rank for rank, light in enumerate(LIGHT_ORDER)}
KINDS = {"money": Kind.MONEY, "integer": Kind.NUMBER, "number": Kind.FIGURE, "date": Kind.DATE}
CODES = frozenset({"code", "credit_code", "id_card", "phone", "vin", "invoice", "year"})
ROOM = {"credit_code": 186, "id_card": 186, "vin": 176, "invoice": 200, "phone": 124}
"""Pixels a whole code takes."""
SHOWN = 7
"""Columns of a register that are shown at first; the rest can be chosen."""
NAMING = 2
"""So many columns say which row it is; where it stands is seen beside them."""
FIGURE = 7
"""Pixels a unit of width in a register's description takes on screen."""


def entry_columns(page: RegisterPage, *, names_owner: bool = True) -> tuple[Column[EntryRow], ...]:
    """Whose a row is, which it is and where it stands, its other cells, where it came from."""
    owners = _owner_columns(page) if names_owner else ()
    cells = tuple(_cell_column(each, n) for n, each in enumerate(page.columns))
    has_states = any(row.state_label for row in page.rows)
    stand: tuple[Column[EntryRow], ...] = (
        Column("state", "状态", lambda row: row.state_label, width=110, is_hidden=not has_states),
        Column("step", "待办", lambda row: row.open_step, width=130, is_hidden=not has_states),
    )
    return (
        *owners,
        *cells[:NAMING],
        *stand,
        *cells[NAMING:],
        Column("light", "核查", _light, Kind.LIGHT, 100, sort_key=_by_rank),
        Column("source", "登记来源", lambda row: row.source, width=220, is_hidden=True),
    )


def entry_search_text(row: EntryRow) -> str:
    """What the words of the search are looked for in."""
    return f"{row.name} {row.project} {row.unit} {row.above} {' '.join(row.texts.values())}"


def _owner_columns(page: RegisterPage) -> tuple[Column[EntryRow], ...]:
    return (
        Column(
            "project", "项目", lambda row: row.project, width=170, is_hidden=not page.names_project
        ),
        Column(
            "unit", "单位", lambda row: row.unit, width=140, is_hidden=page.owner_kind != "unit"
        ),
        Column(
            "above",
            page.above or "上一级",
            lambda row: row.above,
            width=130,
            is_hidden=not page.above,
        ),
    )


def _cell_column(column: RegisterColumn, place: int) -> Column[EntryRow]:
    kind = Kind.CODE if column.format in CODES else KINDS.get(column.type, Kind.TEXT)
    is_decimal = column.type == "number"
    return Column(
        column.id,
        column.label,
        _value(column),
        kind,
        max(_least(column), _room(column)),
        sort_key=_by_number(column) if is_decimal else None,
        unit="" if column.type == "money" else heading_unit(column),
        is_sum=column.is_sum and column.type == "money",
        is_hidden=place >= SHOWN,
    )


def heading_unit(column: RegisterColumn) -> str:
    """The unit a heading names; a percentage carries its sign in every cell."""
    return "" if column.unit == "%" else column.unit


def read_cell(column: RegisterColumn, row: EntryRow) -> str:
    """A cell beside the list as it reads in the list."""
    cell = row.cells.get(column.id)
    is_counted = column.type == "integer" and column.format not in CODES
    return f"{cell:,}" if is_counted and isinstance(cell, int) else row.texts[column.id]


def _room(column: RegisterColumn) -> int:
    """Room for the cells: a code and the longest choice whole."""
    longest = max((len(words) for _, words in column.choices), default=0)
    return min(190, max(column.width * FIGURE, 15 * longest + 24, ROOM.get(column.format, 0)))


def _least(column: RegisterColumn) -> int:
    """Room for the heading with its unit and the filter sign."""
    unit = heading_unit(column)
    return 15 * (len(column.label) + (len(unit) + 2 if unit else 0)) + 40


def _value(column: RegisterColumn) -> Callable[[EntryRow], Cell]:
    def of(row: EntryRow) -> Cell:
        cell = row.cells.get(column.id)
        if column.type in {"money", "integer"} and isinstance(cell, int):
            return cell
        if column.type == "date" and isinstance(cell, str):
            return date.fromisoformat(cell)
        return row.texts.get(column.id) or None

    return of


def _by_number(column: RegisterColumn) -> Callable[[EntryRow], object]:
    return lambda row: float(str(row.cells.get(column.id) or 0))


def _light(row: EntryRow) -> str | None:
    return row.light if row.light_word else None


def _by_rank(row: EntryRow) -> int:
    return _RANKS.get(row.light, len(_RANKS))
