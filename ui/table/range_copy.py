"""The selected block of a grid as cells for the clipboard."""

from collections.abc import Sequence

from ui.table.cell_table import CellTable
from ui.table.clipboard import ClipCell
from ui.table.column import Column, Kind, Row
from ui.table.model import RowsTableModel


def selected_cells(
    model: RowsTableModel[Row], table: CellTable, shown: Sequence[Column[Row]]
) -> tuple[list[list[ClipCell]], list[Column[Row]]]:
    """The block the selection spans with its columns; cells in it not selected stay empty."""
    selection = table.selectionModel()
    blocks = selection.selection().toList()
    touched = {place for block in blocks for place in range(block.left(), block.right() + 1)}
    columns = [column for column in shown if model.column_at(column.key) in touched]
    is_block = len(blocks) == 1
    cells = [
        [
            ClipCell(column.kind, model.text(model.row_at(position), column))
            if is_block or selection.isSelected(model.index(position, model.column_at(column.key)))
            else ClipCell(Kind.TEXT, "")
            for column in columns
        ]
        for position in table.marked_rows
    ]
    return cells, columns
