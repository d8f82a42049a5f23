"""Columns of lists and tables: cells as numbers in their unit, dates as lists write them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import count, islice

from desktop_app.printing.papers import Align, Cell, ColumnKind, FormGrid, ListColumn, Pair
from desktop_app.rules.kinds import Quantity, plain_number
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import IN_WORDS, FormSpec
from desktop_app.rules.schema.common import WORKED_OUT
from desktop_app.rules.schema.form_parts import FormColumn, FormTable
from desktop_app.use_cases.papers.content_parts import RowsWanted, Sheet, fill_row
from desktop_app.use_cases.papers.texts import YUAN, amount_text, column_of, lone_name
from desktop_app.values.money import FEN_PER_WAN, Fen, round_fen, uppercase

INK_ROW_MM = 11.0
"""Least height of a row in which somebody signs by hand."""
MOST_PLACES = 6
SCORE_PLACES = 2
LEFT = "left"
"""What a column says that says nothing: amounts stand right all the same."""


def listed_columns(
    pack: Pack, columns: Sequence[FormColumn], rows: Sequence[Sequence[Cell]]
) -> tuple[ListColumn, ...]:
    """The columns as they are set, amounts with as many decimals as the finest one needs."""
    return tuple(
        replace(_column(pack, column), places=_places(row[index] for row in rows))
        for index, column in enumerate(columns)
    )


def listed_row(
    pack: Pack, columns: Sequence[FormColumn], row: Sheet, order: int
) -> tuple[Cell, ...]:
    """The cells of one row."""
    return tuple(_cell(pack, column, row, order) for column in columns)


def grid(table: FormTable, sheet: Sheet, pack: Pack) -> FormGrid | None:
    """A table of register rows inside a form; None where there is nothing to show or to write."""
    wanted = RowsWanted(table.register_, table.scope, table.when, table.with_ended)
    found = sheet.rows(wanted)
    made = [listed_row(pack, table.columns, row, order) for order, row in enumerate(found, start=1)]
    rows = list(_evened(pack, table.columns, made))
    rows += [("",) * len(table.columns)] * (table.blank - len(rows))
    if not rows:
        return None
    is_signed = any(not column.value for column in table.columns)
    columns = listed_columns(pack, table.columns, rows)
    return FormGrid(table.label, columns, tuple(rows), INK_ROW_MM if is_signed else 0)


def _column(pack: Pack, column: FormColumn) -> ListColumn:
    return ListColumn(
        column.title,
        weight=float(column.width or 1),
        kind=_kind(pack, column),
        align=Align.AUTO if column.align == LEFT else Align(column.align),
        is_sum=column.is_sum,
        is_ink=not column.value,
    )


def _kind(pack: Pack, column: FormColumn) -> ColumnKind:
    name, sign, _ = _parted(lone_name(column.value))
    spec = pack.names.facts.get(name)
    if sign == "/" or spec is None or spec.type not in {"money", "integer"}:
        return ColumnKind.TEXT
    if spec.type == "integer":
        return ColumnKind.COUNT if column.is_sum else ColumnKind.TEXT
    own = column_of(pack, name)
    unit = own.unit if own is not None else spec.unit
    return ColumnKind.YUAN if unit == YUAN else ColumnKind.WAN


def _parted(name: str) -> tuple[str, str, str]:
    """The parts of a name worked out of two amounts; any other name with nothing behind it."""
    worked = WORKED_OUT.fullmatch(name)
    return (worked[1], worked[2], worked[3]) if worked else (name, "", "")


def _cell(pack: Pack, column: FormColumn, row: Sheet, order: int) -> Cell:
    name = lone_name(column.value)
    found = row.texts.quantity(name) if name else None
    if found is None:
        return fill_row(column.value, row, order)
    if _kind(pack, column) is not ColumnKind.TEXT:
        return round_fen(found.number)
    return _short_text(found)


def _short_text(found: Quantity) -> str:
    """A value as lists write it: ISO dates, numbers without their unit."""
    if isinstance(found.value, date):
        return found.value.isoformat()
    if found.kind.base == "number" and found.kind.unit != "%":
        return plain_number(found.number)
    return found.text


def _places(cells: Iterable[Cell]) -> int:
    """Decimals the finest amount of a column needs in 万元, at least two."""
    return max((_decimals(each) for each in cells if isinstance(each, int)), default=2)


def _decimals(fen: int) -> int:
    places = 2
    while places < MOST_PLACES and fen % (FEN_PER_WAN // 10**places):
        places += 1
    return places


@dataclass(frozen=True)
class Listing:
    """The rows of a list as they are set, in groups, with what its summed columns come to."""

    columns: tuple[ListColumn, ...]
    groups: tuple[tuple[str, tuple[tuple[Cell, ...], ...]], ...]
    sums: Mapping[str, str]
    """`sum` and its words: the first summed column."""


def listing(
    pack: Pack, columns: Sequence[FormColumn], groups: Sequence[tuple[str, Sequence[Sheet]]]
) -> Listing:
    """The rows of a list; they are counted through all groups."""
    order = count(1)
    made = tuple(
        (title, tuple(listed_row(pack, columns, row, next(order)) for row in rows))
        for title, rows in groups
    )
    rows = _evened(pack, columns, [row for _, group in made for row in group])
    listed = listed_columns(pack, columns, rows)
    left = iter(rows)
    even = tuple((title, tuple(islice(left, len(group)))) for title, group in made)
    return Listing(listed, even, _sums(listed, rows))


def _evened(
    pack: Pack, columns: Sequence[FormColumn], rows: Sequence[tuple[Cell, ...]]
) -> tuple[tuple[Cell, ...], ...]:
    """The rows with the numbers of a column, such as scores, in equally many decimals."""
    by_column = [
        _even(cells) if _is_number(pack, column) else cells
        for column, cells in zip(columns, zip(*rows, strict=True), strict=False)
    ]
    return tuple(zip(*by_column, strict=True))


def _is_number(pack: Pack, column: FormColumn) -> bool:
    spec = pack.names.facts.get(lone_name(column.value))
    return spec is not None and spec.type == "number" and spec.unit != "%"


def _even(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Whole numbers stay as they are; beside a broken one all have two decimals or more."""
    decimals = [len(str(cell).partition(".")[2]) for cell in cells if cell]
    if not any(decimals):
        return tuple(cells)
    places = max(SCORE_PLACES, *decimals)
    return tuple(f"{Decimal(str(cell)):.{places}f}" if cell else cell for cell in cells)


def _sums(columns: Sequence[ListColumn], rows: Sequence[Sequence[Cell]]) -> dict[str, str]:
    money = [
        index
        for index, column in enumerate(columns)
        if column.is_sum and column.kind in {ColumnKind.WAN, ColumnKind.YUAN}
    ]
    if not money:
        return {}
    fen = Fen(sum(cell for row in rows if isinstance(cell := row[money[0]], int)))
    unit = YUAN if columns[money[0]].kind is ColumnKind.YUAN else ""
    return {"sum": amount_text(fen, unit), f"sum{IN_WORDS}": uppercase(fen)}


def signers_of(form: FormSpec, say: Callable[[str], str]) -> tuple[Pair, ...]:
    """Who signs below a list or checklist."""
    return tuple((say(signer.label), say(signer.value)) for signer in form.signers)
