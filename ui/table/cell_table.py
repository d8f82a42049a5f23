"""The table inside a grid: fixed rows, frozen first columns, marked rows, grid keys."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget
from typing_extensions import override

from ui.table.delegate import ROW_HEIGHT, CellDelegate
from ui.table.header import GridHeader
from ui.table.model import Index, RowsTableModel


def _plain_table(view: QTableView, header: GridHeader) -> None:
    view.setHorizontalHeader(header)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    view.setWordWrap(False)
    view.setCornerButtonEnabled(False)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setTabKeyNavigation(False)


def _runs(positions: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of rows that follow one another."""
    for _, group in groupby(enumerate(positions), lambda pair: pair[1] - pair[0]):
        run = [position for _, position in group]
        yield run[0], run[-1]


class CellTable(QTableView):
    """Cells are selected as in a sheet; the row of a selected cell is marked as a whole."""

    copy_asked = Signal(bool)
    """With headings or without."""
    paste_asked = Signal()
    filter_asked = Signal(int)
    opened = Signal(int)
    """Position of the row that was double-clicked or entered."""
    marked = Signal()

    def __init__(self, model: RowsTableModel[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frozen_count = 0
        keys = tuple(column.key for column in model.columns)
        self.header = GridHeader(lambda: model.state, keys)
        _plain_table(self, self.header)
        self.setModel(model)
        self._delegate = CellDelegate(self)
        self.setItemDelegate(self._delegate)
        self._build_frozen(model, keys)
        self.header.setStretchLastSection(True)
        self.selectionModel().selectionChanged.connect(self._mark)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.header.filter_asked.connect(self.filter_asked)

    @property
    def marked_rows(self) -> list[int]:
        """Positions of the rows the selection touches, in order."""
        return sorted(self._delegate.marked_rows)

    # -- frozen columns

    def _build_frozen(self, model: RowsTableModel[Any], keys: tuple[str, ...]) -> None:
        self.frozen_header = GridHeader(lambda: model.state, keys)
        self._frozen = QTableView(self)
        _plain_table(self._frozen, self.frozen_header)
        self._frozen.setProperty("role", "frozen")
        self._frozen.setModel(model)
        self._frozen.setSelectionModel(self.selectionModel())
        delegate = CellDelegate(self._frozen)
        delegate.marked_rows = self._delegate.marked_rows
        self._frozen.setItemDelegate(delegate)
        self._frozen.setFrameShape(QFrame.Shape.NoFrame)
        self._frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._frozen.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.frozen_header.setSectionsMovable(False)
        self._frozen.hide()
        self._link_frozen()

    def _link_frozen(self) -> None:
        self.verticalScrollBar().valueChanged.connect(self._frozen.verticalScrollBar().setValue)
        self._frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        for signal in (self.header.sectionResized, self.header.sectionMoved):
            signal.connect(lambda *_: self._place_frozen())
        self.frozen_header.sectionResized.connect(self._follow_frozen)
        self.frozen_header.filter_asked.connect(self.filter_asked)
        self._frozen.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    @property
    def frozen_count(self) -> int:
        """How many of the first columns stay in view, 0 to 3."""
        return self._frozen_count

    def freeze(self, count: int) -> None:
        """Keep the first `count` shown columns in view while scrolling sideways."""
        self._frozen_count = count
        self._place_frozen()

    def _place_frozen(self) -> None:
        if not self._frozen_count:
            self._frozen.hide()
            return
        frozen = self._frozen_columns()
        self.frozen_header.blockSignals(True)  # noqa: FBT003 - Qt
        for visual in range(self.header.count()):
            logical = self.header.logicalIndex(visual)
            self.frozen_header.moveSection(self.frozen_header.visualIndex(logical), visual)
            self._frozen.setColumnHidden(logical, logical not in frozen)
            if logical in frozen:
                self._frozen.setColumnWidth(logical, self.columnWidth(logical))
        self.frozen_header.blockSignals(False)  # noqa: FBT003 - Qt
        edge = self.frameWidth()
        height = self.viewport().height() + self.header.height()
        self._frozen.setGeometry(edge, edge, self._frozen_width() + 2, height)
        self._frozen.show()
        self._frozen.raise_()

    def _follow_frozen(self, logical: int, _old: int, width: int) -> None:
        if width and self._frozen_count:
            self.setColumnWidth(logical, width)

    def _frozen_columns(self) -> list[int]:
        shown = [
            self.header.logicalIndex(visual)
            for visual in range(self.header.count())
            if not self.isColumnHidden(self.header.logicalIndex(visual))
        ]
        return shown[: self._frozen_count]

    def _frozen_width(self) -> int:
        return sum(self.columnWidth(logical) for logical in self._frozen_columns())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_frozen()

    @override
    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(index, hint)
        if not self._frozen_count or index.column() in self._frozen_columns():
            return
        hidden_by = self._frozen_width() - self.visualRect(index).left()
        if hidden_by > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden_by)

    # -- marks and keys

    def _mark(self, *_: QItemSelection) -> None:
        marks = self._delegate.marked_rows
        marks.clear()
        for block in self.selectionModel().selection().toList():
            marks.update(range(block.top(), block.bottom() + 1))
        self.viewport().update()
        self._frozen.viewport().update()
        self.marked.emit()

    def go_to(self, position: int, column: int) -> None:
        """Make one cell current and the only one selected, whatever keys are held down."""
        index = self.model().index(position, column)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        self.scrollTo(index)

    def select_rows(self, positions: Sequence[int]) -> None:
        """Select whole rows; the current one stays current if it is among them."""
        model, last = self.model(), self.model().columnCount() - 1
        chosen = QItemSelection()
        for first, final in _runs(positions):
            chosen.select(model.index(first, 0), model.index(final, last))
        if self.currentIndex().row() not in set(positions):
            self.go_to(positions[0], max(0, self.currentIndex().column()))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def unmark(self) -> None:
        """Forget the marked rows, after the model was filled anew."""
        self._delegate.marked_rows.clear()
        self.marked.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._did(event):
            super().keyPressEvent(event)

    def _did(self, event: QKeyEvent) -> bool:
        modifiers, key = event.modifiers(), event.key()
        control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit(False)  # noqa: FBT003 - Qt signal
        elif modifiers == control_shift and key == Qt.Key.Key_C:
            self.copy_asked.emit(True)  # noqa: FBT003 - Qt signal
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif modifiers & Qt.KeyboardModifier.AltModifier and key == Qt.Key.Key_Down:
            self.filter_asked.emit(max(0, self.currentIndex().column()))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            return False
        return True
