"""Actions of a page with their keys, said in the tooltip so that they can be found."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets.basics import button, name


def keyed_button(
    page: QWidget, text: str, keys: str, on_click: Callable[[], object], role: str = ""
) -> QPushButton:
    """A button that also answers to keys while the focus is inside `page`."""
    made = button(text, on_click, role)
    name(made, text, f"快捷键 {keys}")
    made.setToolTip(keys)
    add_key(page, keys, made.click)
    return made


def add_key(page: QWidget, keys: str, act: Callable[[], object]) -> QShortcut:
    """Keys that act while the focus is inside `page`."""
    shortcut = QShortcut(QKeySequence(keys), page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
    return shortcut
