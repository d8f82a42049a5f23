"""The filter of one column: values with counts, a range for money and dates, 空 and 非空."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from ui.table.bounds import read_bound, show_bound
from ui.table.column import Cell, Kind, cell_text
from ui.table.filters import EMPTY, ColumnFilter, EmptyFilter, RangeFilter, ValueFilter
from ui.widgets.basics import button, label, name, repolish, row
from ui.widgets.composing import ComposingGuard

SHOWN = 300
"""More values than this are reached by searching among them."""
WIDTH = 280


@dataclass(frozen=True)
class FilterOffer:
    """What the popup is to offer for one column."""

    title: str
    kind: Kind
    money_unit: str
    values: Sequence[tuple[Cell, int]]
    current: ColumnFilter | None
    is_ranged: bool


class FilterPopup(QFrame):
    """A small window under a header section; Enter applies, Esc leaves all as it was."""

    def __init__(
        self,
        parent: QWidget,
        offer: FilterOffer,
        on_chosen: Callable[[ColumnFilter | None], None],
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._offer = offer
        self._on_chosen = on_chosen
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 10, 12, 12)
        self._layout.setSpacing(8)
        self._layout.addWidget(label(f"筛选：{offer.title}", "section"))
        if offer.is_ranged:
            self._build_range()
        else:
            self._build_values()
        self._build_empty()
        self._build_foot()
        self.setFixedWidth(WIDTH)

    def open_at(self, place: QPoint) -> None:
        """Show under a point, kept inside the screen."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        x = min(place.x(), room.right() - self.width())
        y = min(place.y(), room.bottom() - self.height())
        self.move(max(room.left(), x), max(room.top(), y))
        self.show()
        self._first.setFocus()

    # -- building

    def _build_values(self) -> None:
        self._search = QLineEdit()
        self._search.setPlaceholderText("在这些值中查找")
        self._search.setClearButtonEnabled(True)
        ComposingGuard(self._search)
        name(self._search, "查找值", "按文字缩小下面的值")
        self._list = QListWidget()
        self._list.setMinimumHeight(230)
        name(self._list, f"{self._offer.title}的值", "空格键勾选")
        self._more = label("", "small")
        current = self._offer.current
        chosen = current.values if isinstance(current, ValueFilter) else None
        self._checked = {
            value for value, _ in self._offer.values if chosen is None or value in chosen
        }
        self._search.textChanged.connect(self._fill_values)
        self._list.itemChanged.connect(self._note_check)
        every = button("全选", lambda: self._check_all(checked=True), "link")
        none = button("全不选", lambda: self._check_all(checked=False), "link")
        self._layout.addWidget(self._search)
        self._layout.addLayout(row(every, none, None))
        self._layout.addWidget(self._list)
        self._layout.addWidget(self._more)
        self._first = self._search
        self._fill_values()

    def _build_range(self) -> None:
        current = self._offer.current
        bounds = current if isinstance(current, RangeFilter) else RangeFilter()
        kind, unit = self._offer.kind, self._offer.money_unit
        self._low = self._bound_field("从", show_bound(kind, unit, bounds.low))
        self._high = self._bound_field("到", show_bound(kind, unit, bounds.high))
        self._layout.addLayout(row(label("从"), self._low))
        self._layout.addLayout(row(label("到"), self._high))
        self._first = self._low

    def _bound_field(self, title: str, text: str) -> QLineEdit:
        field = QLineEdit(text)
        hints = {Kind.DATE: "2026-01-01", Kind.MONEY: "金额", Kind.NUMBER: "数"}
        field.setPlaceholderText(hints.get(self._offer.kind, ""))
        name(field, f"{self._offer.title}{title}", "含本数；不填即不限")
        return field

    def _build_empty(self) -> None:
        empty = button("只看空的", lambda: self._choose(EmptyFilter(is_empty=True)), "link")
        filled = button("只看非空", lambda: self._choose(EmptyFilter(is_empty=False)), "link")
        self._layout.addLayout(row(empty, filled, None))

    def _build_foot(self) -> None:
        clear = button("清除筛选", lambda: self._choose(None))
        apply = button("确定", self._apply, "primary")
        self._layout.addLayout(row(clear, None, apply))

    # -- values

    def _fill_values(self) -> None:
        words = self._search.text().strip().lower()
        fitting = [
            (value, count)
            for value, count in self._offer.values
            if words in self._value_text(value).lower()
        ]
        self._list.blockSignals(True)  # noqa: FBT003 - Qt
        self._list.clear()
        for value, count in fitting[:SHOWN]:
            item = QListWidgetItem(f"{self._value_text(value)}　{count}")
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_checked = value in self._checked
            item.setCheckState(Qt.CheckState.Checked if is_checked else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.blockSignals(False)  # noqa: FBT003 - Qt
        rest = len(fitting) - SHOWN
        self._more.setText(f"另有 {rest} 个值，输入文字可找到" if rest > 0 else "")
        self._more.setVisible(rest > 0)

    def _value_text(self, value: Cell) -> str:
        if value == EMPTY:
            return "（空）"
        return cell_text(self._offer.kind, value, self._offer.money_unit)

    def _note_check(self, item: QListWidgetItem) -> None:
        value = item.data(Qt.ItemDataRole.UserRole)
        if item.checkState() is Qt.CheckState.Checked:
            self._checked.add(value)
        else:
            self._checked.discard(value)

    def _check_all(self, *, checked: bool) -> None:
        words = self._search.text().strip().lower()
        for value, _ in self._offer.values:
            if words in self._value_text(value).lower():
                (self._checked.add if checked else self._checked.discard)(value)
        self._fill_values()

    # -- the answer

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._apply()
            return
        super().keyPressEvent(event)

    def _apply(self) -> None:
        self._apply_range() if self._offer.is_ranged else self._apply_values()

    def _apply_values(self) -> None:
        words = self._search.text().strip().lower()
        kept = {v for v in self._checked if words in self._value_text(v).lower()}
        is_all = len(kept) == len(self._offer.values)
        self._choose(None if is_all else ValueFilter(frozenset(kept)))

    def _apply_range(self) -> None:
        kind, unit = self._offer.kind, self._offer.money_unit
        bounds: list[object] = []
        for field in (self._low, self._high):
            try:
                bounds.append(read_bound(kind, unit, field.text()))
            except ValueError as fault:
                field.setProperty("invalid", "true")
                field.setToolTip(str(fault))
                repolish(field)
                field.setFocus()
                return
        low, high = bounds
        is_open = low is None and high is None
        self._choose(None if is_open else RangeFilter(low, high))  # type: ignore[arg-type]

    def _choose(self, chosen: ColumnFilter | None) -> None:
        self.close()
        self._on_chosen(chosen)
