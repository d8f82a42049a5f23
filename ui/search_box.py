"""The one search field: names, codes and pinyin initials, with its results right under it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from ui.widgets.basics import name
from ui.widgets.composing import ComposingGuard

DEBOUNCE_MS = 300
ROW_HEIGHT = 34
MOST_ROWS = 10


@dataclass(frozen=True)
class Found:
    """One result: what it is called, what it is, and where it is shown."""

    title: str
    detail: str
    stage: str
    target: str


class SearchBox(QLineEdit):
    """Asks for results while typing; ↑ ↓ choose, Enter opens, Esc closes."""

    asked = Signal(str)
    chosen = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "search")
        self.setPlaceholderText("搜索项目、单位、文号，可用拼音首字母  Ctrl+F")
        self.setClearButtonEnabled(True)
        name(self, "搜索", "项目、单位、文号，可用拼音首字母；上下键选择，回车打开")
        ComposingGuard(self)
        self._found: list[Found] = []
        self._window = window
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._ask)
        self._list = QListWidget(window)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName("搜索结果")
        self._list.hide()
        self._list.itemClicked.connect(lambda item: self._open(self._list.row(item)))
        self.textEdited.connect(lambda _: self._timer.start())
        self.textChanged.connect(self._close_if_empty)

    @property
    def results(self) -> list[Found]:
        """The results shown now."""
        return list(self._found)

    def show_results(self, words: str, found: Sequence[Found]) -> None:
        """Show the results of a search, unless the words have changed since."""
        if words != self.text().strip() or self._window.focusWidget() is not self:
            return
        self._found = list(found)
        self._list.clear()
        for each in self._found:
            self._list.addItem(QListWidgetItem(f"{each.title}　{each.detail}"))
        if not self._found:
            nothing = QListWidgetItem("没有找到。可换一个词，或只输入拼音首字母。")
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(nothing)
        self._list.setCurrentRow(0)
        self._place()

    def _place(self) -> None:
        window = self._window
        rows = min(MOST_ROWS, self._list.count())
        height = rows * max(ROW_HEIGHT, self._list.sizeHintForRow(0)) + 4
        width = max(self.width(), 460)
        corner = self.mapTo(window, QPoint(self.width() - width, self.height() + 4))
        self._list.setGeometry(corner.x(), corner.y(), width, height)
        self._list.show()
        self._list.raise_()

    def _ask(self) -> None:
        words = self.text().strip()
        if words:
            self.asked.emit(words)

    def _close_if_empty(self) -> None:
        if not self.text().strip():
            self.close_results()

    def close_results(self) -> None:
        """Take the results away."""
        self._list.hide()
        self._found = []

    def _open(self, place: int) -> None:
        if 0 <= place < len(self._found):
            chosen = self._found[place]
            self.clear()
            self.close_results()
            self.chosen.emit(chosen)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self._list.isVisible():
            place = self._list.currentRow() + step
            self._list.setCurrentRow(min(max(0, place), self._list.count() - 1))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.close_results()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if self._list.isVisible():
            self._open(self._list.currentRow())
        else:
            self._timer.stop()
            self._ask()
