"""Saved views of a grid: named looks with their filters, on Ctrl+1 to Ctrl+9."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QMenu

from ui.table.layouts import layout_json, read_layout
from ui.view_store import ViewStore
from ui.widgets.basics import label, name
from ui.widgets.composing import ComposingGuard
from ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from ui.table.grid import GridView

MOST = 9


class SavedViews(QObject):
    """The named looks of one grid, in the order they were saved."""

    def __init__(self, grid: "GridView[Any]", store: ViewStore) -> None:
        super().__init__(grid)
        self._grid = grid
        self._store = store
        self._id = f"views.{grid.grid_id}"
        self._keys = tuple(column.key for column in grid.model.columns)
        for place in range(MOST):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), grid)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda place=place: self.use(place))

    @property
    def names(self) -> list[str]:
        """Names of the saved views, the first one on Ctrl+1."""
        return list(self._views())

    @property
    def current_name(self) -> str:
        """Name of the saved view that looks as the grid does now, empty for none."""
        now = layout_json(self._grid.looks.now())
        return next((title for title, data in self._views().items() if data == now), "")

    def save(self, title: str) -> None:
        """Save the look of this moment; an equal name is replaced, a tenth view is not kept."""
        views = self._views()
        if title in views or len(views) < MOST:
            views[title] = layout_json(self._grid.looks.now())
            self._store.put(self._id, views)

    def use(self, place: int) -> None:
        """Take up the view at a place (0 is Ctrl+1); nothing happens where none is saved."""
        views = list(self._views().values())
        if place < len(views):
            data = views[place]
            self._grid.looks.apply(read_layout(data if isinstance(data, dict) else {}, self._keys))
            self._grid.looks.changed()

    def remove(self, title: str) -> None:
        """Forget one view."""
        views = self._views()
        views.pop(title, None)
        self._store.put(self._id, views)

    def open_menu(self) -> QMenu:
        """Open the menu of views above the footer button."""
        menu = QMenu(self._grid)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, title in enumerate(self.names):
            action = menu.addAction(f"{title}\tCtrl+{place + 1}")
            action.triggered.connect(lambda _=False, place=place: self.use(place))
        if self.names:
            menu.addSeparator()
            forget = menu.addMenu("删除视图")
            for title in self.names:
                forget.addAction(title, self._removing(title))
        save = menu.addAction("保存当前视图…", self._ask_name)
        save.setEnabled(len(self.names) < MOST)
        menu.addAction("恢复默认列", self._grid.looks.reset_columns)
        button = self._grid.footer.view_button
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        return menu

    def _views(self) -> dict[str, object]:
        return self._store.get(self._id)

    def _removing(self, title: str) -> Callable[[], None]:
        return lambda: self.remove(title)

    def _ask_name(self) -> Dialog:
        dialog = Dialog(self._grid, "保存视图", hint="列的次序、宽度、筛选和排序一起保存。")
        field = QLineEdit()
        field.setMaxLength(20)
        ComposingGuard(field)
        name(field, "视图名称", "例如：待办的大额项目")
        caption = label("视图名称(&N)")
        caption.setBuddy(field)
        dialog.body.addWidget(caption)
        dialog.body.addWidget(field)
        dialog.add_cancel()

        def take() -> None:
            if field.text().strip():
                self.save(field.text().strip())
                dialog.accept()

        dialog.add_action("保存", take)
        dialog.show_sized(360, 200)
        field.setFocus()
        return dialog
