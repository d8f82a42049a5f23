"""The grid every list uses: table, column filters, sorting, footer, clipboard, remembered look."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.table.cell_table import CellTable
from ui.table.clipboard import clip
from ui.table.column import MONEY_UNITS, Column, Kind, Row, cell_text
from ui.table.column_menu import open_column_menu
from ui.table.filter_popup import FilterOffer, FilterPopup
from ui.table.filters import ColumnFilter, GridState, Order, value_counts
from ui.table.footer import GridFooter, picked_words, sum_parts
from ui.table.looks import GridLooks
from ui.table.model import RowsTableModel
from ui.table.pasting import pasted_cells
from ui.table.range_copy import selected_cells
from ui.table.saved_views import SavedViews
from ui.table.state_words import state_words
from ui.view_store import ViewStore
from ui.widgets.states import StateCover

LEAST_HEIGHT = 220
"""Heading, a few rows or the words of an empty list, and the line under them."""


class GridView(QWidget, Generic[Row]):
    """A list of rows as in a sheet; remembers its look under `grid_id`."""

    current_changed = Signal(object)
    """The row under the cursor, None when there is none."""
    selection_changed = Signal()
    opened = Signal(object)
    """The row that was double-clicked or entered."""
    pasted = Signal(list)
    """The cells of a range pasted from a sheet, as text, none if there is no text to paste."""

    def __init__(
        self,
        grid_id: str,
        columns: Sequence[Column[Row]],
        *,
        row_key: Callable[[Row], Hashable],
        store: ViewStore,
        search_text: Callable[[Row], str] | None = None,
        money_unit: str = "wan",
    ) -> None:
        """`money_unit` is what amounts are shown in until the clerk switches it."""
        super().__init__()
        self.grid_id = grid_id
        self.takes_paste = False
        """Whether pasted ranges are taken here."""
        self._current_key: Hashable = None
        self._keep_words = ""
        self.model: RowsTableModel[Row] = RowsTableModel(
            columns, row_key=row_key, search_text=search_text, parent=self
        )
        self.model.money_unit = money_unit
        self._keys = tuple(column.key for column in columns)
        self._build()
        self.looks: GridLooks[Row] = GridLooks(grid_id, self.table, self.model, store)
        self.views = SavedViews(self, store)
        self._connect()
        self.looks.restore()

    def _build(self) -> None:
        self.table = CellTable(self.model)
        self.table.setAccessibleName("列表")
        self.table.setAccessibleDescription("方向键移动，Alt+↓ 筛选本列，Ctrl+C 复制")
        self.footer = GridFooter()
        self.cover = StateCover(self.table.viewport(), self.table)
        has_money = any(column.kind is Kind.MONEY for column in self.model.columns)
        self.footer.unit_button.setVisible(has_money)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.footer)
        self.setFocusProxy(self.table)
        self.setMinimumHeight(LEAST_HEIGHT)

    def _connect(self) -> None:
        table, footer = self.table, self.footer
        for header in (table.header, table.frozen_header):
            header.order_asked.connect(self._ask_order)
            header.customContextMenuRequested.connect(self._open_menu)
        table.filter_asked.connect(self.open_filter)
        table.copy_asked.connect(lambda with_heading: self.copy(with_heading=with_heading))
        table.paste_asked.connect(self.paste)
        table.opened.connect(lambda place: self.opened.emit(self.model.row_at(place)))
        table.marked.connect(self._show_counts)
        table.marked.connect(self.selection_changed)
        table.selectionModel().currentRowChanged.connect(self._note_current)
        self.looks.applied.connect(self._show_unit)
        self.looks.applied.connect(self._show_counts)
        footer.clear_button.clicked.connect(self.clear_filters)
        footer.unit_button.clicked.connect(self._switch_unit)
        footer.view_button.clicked.connect(self.views.open_menu)

    # -- rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; what was current and selected stays so as far as it is still there."""
        chosen = {self.model.row_key(row) for row in self.selected_rows}
        self._keeping_place(lambda: self.model.set_rows(rows))
        kept = self.model.positions_of(chosen) if len(chosen) > 1 else []
        if kept:
            self.table.select_rows(kept)

    def set_keep(self, keep: Callable[[Row], bool] | None, words: str = "") -> None:
        """Narrow the rows by a quick filter, called so in words."""
        self._keep_words = words if keep is not None else ""
        self._keeping_place(lambda: self.model.set_keep(keep))

    def set_words(self, words: str) -> None:
        """Narrow the rows by words of the search box."""
        self._keeping_place(lambda: self.model.set_words(words))

    @property
    def current_row(self) -> Row | None:
        """The row under the cursor, None when there is none."""
        place = self.table.currentIndex().row()
        return self.model.row_at(place) if 0 <= place < self.model.rowCount() else None

    @property
    def selected_rows(self) -> list[Row]:
        """The rows the selection touches, in the order shown."""
        return [self.model.row_at(place) for place in self.table.marked_rows]

    def select_key(self, key: Hashable) -> bool:
        """Make the row with this key current; False if no filter shows it."""
        place = self.model.position_of(key)
        if place is None:
            return False
        self.table.go_to(place, max(0, self.table.header.logicalIndex(0)))
        return True

    def _keeping_place(self, change: Callable[[], None]) -> None:
        key = self._current_key
        change()
        self.table.unmark()
        if not (key is not None and self.select_key(key)) and self.model.rowCount():
            self.table.go_to(0, self.table.header.logicalIndex(0))
        if not self.model.rowCount():
            self._current_key = None
            self.current_changed.emit(None)
        self._show_counts()

    def _note_current(self) -> None:
        current = self.current_row
        key = None if current is None else self.model.row_key(current)
        if key != self._current_key:
            self._current_key = key
            self.current_changed.emit(current)

    # -- filters and orders

    def filter_column(self, key: str, chosen: ColumnFilter | None) -> None:
        """Set or, with None, take away the filter of one column."""
        filters = {k: each for k, each in self.model.state.filters.items() if k != key}
        if chosen is not None:
            filters[key] = chosen
        self._set_state(GridState(filters, self.model.state.orders))

    def clear_filters(self) -> None:
        """Take away every column filter."""
        self._set_state(GridState({}, self.model.state.orders))

    def sort_by(self, orders: tuple[Order, ...]) -> None:
        """Sort by these columns, the first one first."""
        self._set_state(GridState(self.model.state.filters, orders))

    def open_filter(self, logical: int) -> FilterPopup:
        """Open the filter of one column under its title."""
        column = self.model.columns[logical]
        candidates = self.model.candidates(column.key)
        values = [] if column.is_ranged else value_counts(candidates, self.model.all_rows, column)
        offer = FilterOffer(
            column.heading(self.model.money_unit),
            column.kind,
            self.model.money_unit,
            values,
            self.model.state.filters.get(column.key),
            column.is_ranged,
        )
        popup = FilterPopup(self, offer, lambda chosen: self.filter_column(column.key, chosen))
        header = self.table.header
        left = QPoint(header.sectionViewportPosition(logical), header.height())
        popup.open_at(header.viewport().mapToGlobal(left))
        return popup

    def _ask_order(self, logical: int, joins: bool) -> None:  # noqa: FBT001 - Qt signal
        key = self._keys[logical]
        orders = self.model.state.orders
        current = next((order for order in orders if order.key == key), None)
        others = tuple(order for order in orders if order.key != key) if joins else ()
        if current is None:
            self.sort_by((*others, Order(key)))
        elif current.is_ascending:
            self.sort_by((*others, Order(key, is_ascending=False)))
        else:
            self.sort_by(others)

    def _set_state(self, state: GridState) -> None:
        self._keeping_place(lambda: self.model.set_state(state))
        self.table.header.viewport().update()
        self.table.frozen_header.viewport().update()
        self.looks.changed()

    # -- counts

    def _show_counts(self) -> None:
        model = self.model
        shown, chosen = model.rowCount(), self.table.marked_rows
        is_narrowed = shown != model.total
        parts = [f"共 {model.total:,} 行"]
        if is_narrowed:
            parts.append(f"筛选 {shown:,} 行")
        parts += self._sums(model.rows)
        if chosen:
            picked = [model.row_at(place) for place in chosen if place < shown]
            titles = [column.title for column in self._summed]
            parts.append(picked_words(len(picked), titles, self._amounts(picked)))
        self.footer.show_counts(parts, is_filtered=bool(model.state.filters))

    def _sums(self, rows: Sequence[Row]) -> list[str]:
        return [
            sum_parts(column.title, amount, "")
            for column, amount in zip(self._summed, self._amounts(rows), strict=True)
        ]

    @property
    def _summed(self) -> list[Column[Row]]:
        """The columns on screen that are added up."""
        return [column for column in self.looks.shown_columns if column.is_sum]

    def _amounts(self, rows: Sequence[Row]) -> list[str]:
        unit = MONEY_UNITS[self.model.money_unit]
        return [
            f"{cell_text(c.kind, self.model.sum_of(c, rows), self.model.money_unit)} "
            f"{unit if c.kind is Kind.MONEY else c.unit}".strip()
            for c in self._summed
        ]

    def _switch_unit(self) -> None:
        self._keeping_place(
            lambda: self.model.set_money_unit("yuan" if self.model.money_unit == "wan" else "wan")
        )
        self._show_unit()
        self.looks.changed()

    def _show_unit(self) -> None:
        self.footer.unit_button.setText(f"单位：{MONEY_UNITS[self.model.money_unit]}")

    def view_words(self) -> str:
        """What is shown, in words: saved view, quick filter, search, column filters, order."""
        name = self.views.current_name
        parts = [f"视图“{name}”" if name else "", self._keep_words, *self.model.words]
        parts += state_words(self.model.state, self.model.columns, self.model.money_unit)
        shown = "，".join(part for part in parts if part)
        return shown or "全部"

    # -- clipboard

    def copy(self, *, with_heading: bool = False) -> None:
        """Copy the selected cells, as shown, for a sheet."""
        cells, columns = selected_cells(self.model, self.table, self.looks.shown_columns)
        if cells:
            heading = [column.heading(self.model.money_unit) for column in columns]
            data = clip(cells, heading if with_heading else None)
            QGuiApplication.clipboard().setMimeData(data)

    def paste(self) -> None:
        """Hand over the range in the clipboard; whoever owns the grid checks it first."""
        self.pasted.emit(pasted_cells(QGuiApplication.clipboard().mimeData()))

    def headings_from_cursor(self) -> list[str]:
        """Titles of the columns shown from the current cell on: what a bare range is put under."""
        current = self._keys[max(0, self.table.currentIndex().column())]
        shown = self.looks.shown_columns
        places = [place for place, column in enumerate(shown) if column.key == current]
        start = places[0] if places else 0
        return [column.heading(self.model.money_unit) for column in shown[start:]]

    def _open_menu(self, place: QPoint) -> None:
        header = self.table.header
        logical = header.logicalIndexAt(place)
        if logical >= 0:
            open_column_menu(self, logical, header.viewport().mapToGlobal(place))
