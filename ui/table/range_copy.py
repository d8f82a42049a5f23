"""The selected block of a grid as cells for the clipboard."""

from collections.abc import Sequence

from ui.table.cell_table import CellTable
from ui.table.clipboard import ClipCell
from ui.table.column import Column, Kind, Row
from ui.table.model import RowsTableModel

Cells = list[list[ClipCell]]


def selected_cells(
    model: RowsTableModel[Row], table: CellTable, shown: Sequence[Column[Row]]
) -> tuple[Cells, list[Column[Row]]]:
    """The block the selection spans with its columns; cells in it not selected stay empty."""
    blocks = table.selectionModel().selection().toList()
    touched = {place for block in blocks for place in range(block.left(), block.right() + 1)}
    columns = [column for column in shown if model.column_at(column.key) in touched]
    if len(blocks) > 1:
        return _scattered(model, table, columns), columns
    rows = [model.row_at(position) for position in table.marked_rows]
    kinds = [(column, column.kind) for column in columns]
    return [[ClipCell(kind, model.text(row, c)) for c, kind in kinds] for row in rows], columns


def _scattered(
    model: RowsTableModel[Row], table: CellTable, columns: Sequence[Column[Row]]
) -> Cells:
    is_selected = table.selectionModel().isSelected
    places = [(column, model.column_at(column.key)) for column in columns]
    return [
        [
            ClipCell(column.kind, model.text(model.row_at(position), column))
            if is_selected(model.index(position, place))
            else ClipCell(Kind.TEXT, "")
            for column, place in places
        ]
        for position in table.marked_rows
    ]
