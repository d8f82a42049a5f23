"""A grid over a list whose columns are known only once it was read."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.use_cases.shown_lists import ShownColumn, ShownList, Value
from desktop_app.values.pinyin import sort_key
from ui.shell import Shell
from ui.table.column import Column, Kind, figure_order, starting_unit
from ui.table.grid import GridView
from ui.table.output import ListOutput
from ui.widgets.basics import column
from ui.widgets.states import StateCover

KINDS = {"money": Kind.MONEY, "number": Kind.NUMBER, "date": Kind.DATE, "figure": Kind.FIGURE}

ORDERS: dict[Kind, Callable[[str], object]] = {Kind.TEXT: sort_key, Kind.FIGURE: figure_order}


@dataclass(frozen=True)
class ShownRow:
    """One row of the list with what it is about."""

    key: Hashable
    cells: tuple[Value, ...]
    about: object


class ShownGrid(QWidget):
    """Rebuilds its grid when the columns are others than before; can be exported and printed."""

    current_changed = Signal(object)
    """The `ShownRow` under the cursor, None when there is none."""
    opened = Signal(object)

    def __init__(self, shell: Shell, grid_id: str) -> None:
        super().__init__()
        self._shell = shell
        self._grid_id = grid_id
        self._columns: tuple[ShownColumn, ...] = ()
        self.grid: GridView[ShownRow] | None = None
        self._layout = column()
        self.setLayout(self._layout)
        self.setMinimumWidth(320)
        self.cover = StateCover(self)
        self.cover.show_loading()

    @property
    def current(self) -> ShownRow | None:
        """The row under the cursor."""
        return self.grid.current_row if self.grid is not None else None

    @property
    def selected(self) -> list[ShownRow]:
        """The rows the selection touches, in the order shown."""
        return self.grid.selected_rows if self.grid is not None else []

    def show_list(
        self,
        shown: ShownList,
        rows: Sequence[ShownRow],
        *,
        is_weak: Callable[[ShownRow], bool] | None = None,
        is_line: Callable[[ShownRow], bool] | None = None,
        part: str = "",
    ) -> None:
        """Show this list; `rows` hold its cells; some are painted weaker, one under a line.

        Lists of other columns in the same place are parts, each with a look of its own.
        """
        if self.grid is None or _heads(shown.columns) != _heads(self._columns):
            self._make_grid(shown, part)
        if self.grid is None:
            return
        self.grid.model.is_weak, self.grid.model.is_line = is_weak, is_line
        self.grid.set_rows(rows)
        self.cover.hide()
        self.current_changed.emit(self.grid.current_row)

    def _make_grid(self, shown: ShownList, part: str) -> None:
        if self.grid is not None:
            self._layout.removeWidget(self.grid)
            self.grid.hide()
            self.grid.deleteLater()
        self._columns = shown.columns
        self.grid = GridView(
            f"{self._grid_id}.{part}" if part else self._grid_id,
            [_column(each, place) for place, each in enumerate(shown.columns)],
            row_key=lambda row: row.key,
            store=self._shell.store,
            search_text=lambda row: " ".join(str(cell) for cell in row.cells),
            money_unit=starting_unit(c.unit for c in shown.columns if c.kind == "money"),
        )
        self.grid.current_changed.connect(self.current_changed)
        self.grid.opened.connect(self.opened)
        ListOutput(self._shell, self.grid, shown.title, self.grid)
        self._layout.addWidget(self.grid, 1)
        self.cover.raise_()


def _heads(columns: Sequence[ShownColumn]) -> list[tuple[str, str]]:
    return [(each.key, each.title) for each in columns]


def _column(shown: ShownColumn, place: int) -> Column[ShownRow]:
    kind = KINDS.get(shown.kind, Kind.CODE if shown.key == "code" else Kind.TEXT)
    order = ORDERS.get(kind)
    return Column(
        shown.key,
        shown.title,
        lambda row: row.cells[place],
        kind,
        shown.width,
        sort_key=(lambda row: order(str(row.cells[place] or ""))) if order else None,
        unit="" if kind is Kind.MONEY else shown.unit,
        is_sum=shown.is_sum,
        is_hidden=shown.is_extra,
    )
