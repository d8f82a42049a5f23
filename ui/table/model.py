"""The table model: immutable rows in memory, filtered and sorted without a proxy."""

import html
from collections.abc import Callable, Collection, Hashable, Sequence
from datetime import date
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from ui.table.column import Cell, Column, Kind, Row, cell_text
from ui.table.filters import ColumnFilter, GridState, filtered, ordered

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowsTableModel(QAbstractTableModel, Generic[Row]):
    """Rows of one kind under a tuple of columns; what is visible is a list of row numbers."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        row_key: Callable[[Row], Hashable],
        search_text: Callable[[Row], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.row_key = row_key
        self.money_unit = "wan"
        self.state = GridState()
        self.is_weak: Callable[[Row], bool] | None = None
        """Rows that are painted weaker, e.g. what the money does not reach."""
        self.is_line: Callable[[Row], bool] | None = None
        """The row a line is drawn above, as long as the rows stand in their own order."""
        self._search_text = search_text
        self._rows: tuple[Row, ...] = ()
        self._visible: list[int] = []
        self._keep: Callable[[Row], bool] | None = None
        self._words = ""
        self._answers: dict[int, Callable[[Row, Column[Row]], Any]] = {
            Qt.ItemDataRole.DisplayRole: self.text,
            Qt.ItemDataRole.ToolTipRole: self._described,
            Qt.ItemDataRole.UserRole: lambda row, column: _native(column.value(row)),
            Qt.ItemDataRole.TextAlignmentRole: lambda _, column: (
                _RIGHT if column.is_right else _LEFT
            ),
        }

    # -- what is in it

    @property
    def total(self) -> int:
        """How many rows there are before any filter."""
        return len(self._rows)

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """Every row, filtered or not, in the order handed in."""
        return self._rows

    @property
    def rows(self) -> list[Row]:
        """The rows shown, in their order."""
        return [self._rows[i] for i in self._visible]

    def row_at(self, position: int) -> Row:
        """The row shown at a position."""
        return self._rows[self._visible[position]]

    def looks(self, row: Row) -> tuple[bool, bool]:
        """Whether a row is painted weaker, and whether a line is drawn above it."""
        is_line = self.is_line is not None and not self.state.orders and self.is_line(row)
        return self.is_weak is not None and self.is_weak(row), is_line

    def position_of(self, key: Hashable) -> int | None:
        """Where the row with this key is shown, None if it is not."""
        for position, i in enumerate(self._visible):
            if self.row_key(self._rows[i]) == key:
                return position
        return None

    def positions_of(self, keys: Collection[Hashable]) -> list[int]:
        """Where the rows with these keys are shown, in order."""
        rows, key = self._rows, self.row_key
        return [at for at, i in enumerate(self._visible) if key(rows[i]) in keys]

    def column_at(self, key: str) -> int:
        """The number of a column."""
        return next(i for i, column in enumerate(self.columns) if column.key == key)

    @property
    def words(self) -> list[str]:
        """The words of the search in quotes, none when nothing is searched."""
        return [f"含“{self._words}”"] if self._words else []

    # -- what changes it

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows under the filters and orders that stand."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._visible = self._selected()
        self.endResetModel()

    def set_state(self, state: GridState) -> None:
        """Apply other column filters and orders."""
        self.state = state
        self._refresh()

    def set_keep(self, keep: Callable[[Row], bool] | None) -> None:
        """Keep only the rows of a quick filter; None keeps all."""
        self._keep = keep
        self._refresh()

    def set_words(self, words: str) -> None:
        """Keep only the rows whose search text contains all of these words."""
        self._words = words.strip().lower()
        self._refresh()

    def set_money_unit(self, unit: str) -> None:
        """Show money in `wan` 万元 or `yuan` 元."""
        self.money_unit = unit
        self._refresh()

    def candidates(self, without: str) -> list[int]:
        """Row numbers that pass every filter but that of one column: what its filter offers."""
        rest = {key: value for key, value in self.state.filters.items() if key != without}
        return self._passing(rest)

    def sum_of(self, column: Column[Row], rows: Sequence[Row]) -> int:
        """The exact sum of a column over these rows; missing values count nothing."""
        values = (column.value(row) for row in rows)
        return sum(value for value in values if isinstance(value, int))

    def text(self, row: Row, column: Column[Row]) -> str:
        """One value as it is shown."""
        return cell_text(column.kind, column.value(row), self.money_unit)

    def _refresh(self) -> None:
        self.beginResetModel()
        self._visible = self._selected()
        self.endResetModel()

    def _selected(self) -> list[int]:
        passing = self._passing(self.state.filters)
        return ordered(passing, self._rows, self.columns, self.state.orders)

    def _passing(self, filters: dict[str, ColumnFilter]) -> list[int]:
        found = filtered(self._rows, self.columns, filters, self._keep)
        if not self._words or self._search_text is None:
            return found
        words, text = self._words.split(), self._search_text
        return [i for i in found if all(w in text(self._rows[i]).lower() for w in words)]

    # -- Qt

    @override
    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._visible)

    @override
    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        row = self._rows[self._visible[index.row()]]
        answer = self._answers.get(role)
        return answer(row, column) if answer is not None else None

    def _described(self, row: Row, column: Column[Row]) -> str | None:
        text = self.text(row, column)
        return html.escape(text) if column.kind is Kind.TEXT and text else None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading(self.money_unit)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.is_right else _LEFT
        return None


def _native(value: Cell) -> Any:
    return value.isoformat() if isinstance(value, date) else value
