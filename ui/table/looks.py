"""The look of one grid: which columns in which order and width, frozen, remembered."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Generic

from PySide6.QtCore import QObject, Signal

from ui.table.cell_table import CellTable
from ui.table.column import Column, Row
from ui.table.layouts import GridLayout, layout_json, read_layout
from ui.table.model import RowsTableModel
from ui.view_store import ViewStore


class GridLooks(QObject, Generic[Row]):
    """Applies and remembers the layout of a grid under its id."""

    applied = Signal()

    def __init__(
        self, grid_id: str, table: CellTable, model: RowsTableModel[Row], store: ViewStore
    ) -> None:
        super().__init__(table)
        self._id = f"grid.{grid_id}"
        self._table = table
        self._model = model
        self._unit = model.money_unit
        """What amounts are shown in as delivered."""
        self._store = store
        self._keys = tuple(column.key for column in model.columns)
        self._is_applying = False
        table.header.sectionMoved.connect(lambda *_: self.changed())
        table.header.sectionResized.connect(lambda *_: self.changed())

    def columns_in_order(self) -> list[Column[Row]]:
        """Every column, hidden ones too, in the order on screen."""
        header = self._table.header
        return [self._model.columns[header.logicalIndex(i)] for i in range(header.count())]

    @property
    def shown_columns(self) -> list[Column[Row]]:
        """The columns on screen, from left to right."""
        hidden = self.hidden_columns
        return [column for column in self.columns_in_order() if column.key not in hidden]

    @property
    def hidden_columns(self) -> frozenset[str]:
        """Keys of the columns not shown."""
        hidden = self._table.isColumnHidden
        return frozenset(key for place, key in enumerate(self._keys) if hidden(place))

    def show_columns(self, order: Sequence[str], hidden: frozenset[str]) -> None:
        """Put the columns in this order and hide some."""
        self.apply(replace(self.now(), order=tuple(order), hidden=hidden))
        self.changed()

    def hide_column(self, key: str) -> None:
        """Hide one column; the last one stays."""
        hidden = self.hidden_columns | {key}
        if len(hidden) < len(self._keys):
            self.show_columns([column.key for column in self.columns_in_order()], hidden)

    def reset_columns(self) -> None:
        """Order, widths and visibility as delivered; filters stay."""
        self.apply(replace(self._delivered(), state=self._model.state))
        self.changed()

    def freeze(self, count: int) -> None:
        """Keep the first columns in view."""
        self._table.freeze(count)
        self.changed()

    def now(self) -> GridLayout:
        """The look at this moment."""
        hidden = self.hidden_columns
        return GridLayout(
            tuple(column.key for column in self.columns_in_order()),
            {k: self._width(i, k) for i, k in enumerate(self._keys) if k not in hidden},
            hidden,
            self._table.frozen_count,
            self._model.money_unit,
            self._model.state,
        )

    def apply(self, layout: GridLayout) -> None:
        """Give the grid this look."""
        self._is_applying = True
        header = self._table.header
        rest = [key for key in self._keys if key not in layout.order]
        for place, key in enumerate((*layout.order, *rest)):
            header.moveSection(header.visualIndex(self._keys.index(key)), place)
        for i, column in enumerate(self._model.columns):
            self._table.setColumnHidden(i, column.key in layout.hidden)
            if column.key not in layout.hidden:
                wide_enough = max(column.width, header.sectionSizeFromContents(i).width())
                self._table.setColumnWidth(i, layout.widths.get(column.key, wide_enough))
        header.setStretchLastSection(not self.shown_columns[-1].is_right)
        self._table.freeze(layout.frozen)
        self._model.set_money_unit(layout.money_unit)
        self._model.set_state(layout.state)
        self._is_applying = False
        self.applied.emit()

    def restore(self) -> None:
        """Take up the remembered look, without its filters: a list opens whole."""
        remembered = self._store.get(self._id)
        if not remembered:
            self.apply(self._delivered())
            return
        layout = read_layout(remembered, self._keys)
        self.apply(replace(layout, state=replace(layout.state, filters={})))

    def changed(self) -> None:
        """Remember the look after the user changed it."""
        if not self._is_applying:
            self._store.put(self._id, layout_json(self.now()))

    def _delivered(self) -> GridLayout:
        hidden = frozenset(column.key for column in self._model.columns if column.is_hidden)
        return GridLayout(hidden=hidden, money_unit=self._unit)

    def _width(self, place: int, key: str) -> int:
        """A last column that stretches: its width says nothing about what the user wants."""
        header = self._table.header
        if header.stretchLastSection() and header.visualIndex(place) == header.count() - 1:
            return next(column.width for column in self._model.columns if column.key == key)
        return self._table.columnWidth(place)
