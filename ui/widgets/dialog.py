"""The house dialog: heading, content that scrolls when it must, actions at the foot."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ui.widgets.basics import button, divider, label, scrolled

MARGIN = 20
TIGHT = QSize(900, 560)
"""Below this room a dialog may be higher or wider than the screen."""


def topic_in(window: QWidget) -> str:
    """The help page about what is in focus: that of the nearest thing around it with one."""
    widget: QWidget | None = window.focusWidget()
    widget = window if widget is None else widget
    while widget is not None:
        in_view = widget.currentWidget() if isinstance(widget, QTabWidget) else None
        topic = (in_view.property("help") if in_view else "") or widget.property("help")
        if topic:
            return str(topic)
        widget = widget.parentWidget()
    return "start"


class Dialog(QDialog):
    """A dialog with a heading, a body and a foot; Esc closes it without doing anything."""

    help_topic = ""
    """The help page that F1 opens in it; empty for that of the page behind it."""

    def __init__(self, parent: QWidget | None, title: str, *, hint: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.may_leave: Callable[[], bool] = lambda: True
        """Asked before the dialog closes without saving; False keeps it open."""
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._build_heading(title, hint)
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(MARGIN, 12, MARGIN, 12)
        self.body.setSpacing(10)
        self._outer.addWidget(self._content, 1)
        self._build_foot()
        if self.help_topic:
            self.setProperty("help", self.help_topic)
        QShortcut(QKeySequence("F1"), self, self.open_help)

    def open_help(self) -> None:
        """Open the help about what is in focus: the keys of the window do not reach in here."""
        from ui.widgets.help_panel import HelpDialog  # noqa: PLC0415 - it is a dialog itself

        HelpDialog(self, topic_in(self)).show_sized(820, 560)

    @override
    def reject(self) -> None:
        if self.may_leave():
            super().reject()

    def _build_heading(self, title: str, hint: str) -> None:
        heading = QVBoxLayout()
        heading.setContentsMargins(MARGIN, 16, MARGIN, 4)
        heading.setSpacing(4)
        heading.addWidget(label(title, "title", wrap=True))
        if hint:
            heading.addWidget(label(hint, "muted", wrap=True))
        self._outer.addLayout(heading)

    def _build_foot(self) -> None:
        self._outer.addWidget(divider())
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(MARGIN, 12, MARGIN, 14)
        self.foot.setSpacing(8)
        self.foot.addStretch(1)
        self._outer.addLayout(self.foot)

    def make_scrolling(self) -> QVBoxLayout:
        """Turn the body into a scrolling column and give that column."""
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(10)
        self.body.addWidget(scrolled(inner), 1)
        return layout

    def add_left(self, widget: QWidget) -> None:
        """Put a widget at the left of the foot."""
        self.foot.insertWidget(0, widget)

    def add_cancel(self, text: str = "取消") -> QPushButton:
        """The button that closes without doing anything."""
        made = button(text, self.reject)
        self.foot.addWidget(made)
        return made

    def add_action(
        self, text: str, on_click: Callable[[], object], role: str = "primary"
    ) -> QPushButton:
        """An action at the foot; the primary one also answers to Ctrl+Enter."""
        made = button(text, on_click, role)
        self.foot.addWidget(made)
        if role == "primary":
            made.setDefault(True)
            made.setToolTip("Ctrl+Enter")
            QShortcut(QKeySequence("Ctrl+Return"), self, made.click)
        return made

    def show_sized(self, width: int, height: int) -> None:
        """Open the dialog without blocking, as large as asked but within the screen."""
        room = self._room()
        if room.width() < TIGHT.width() or room.height() < TIGHT.height():
            self._let_scroll()
        self.resize(QSize(width, height).boundedTo(room))
        self.open()

    def _room(self) -> QSize:
        """What the screen leaves; a window larger than it counts, it is a test's or a tour's."""
        room = self.screen().availableSize() - QSize(24, 48)
        parent = self.parentWidget()
        return room.expandedTo(parent.window().size() - QSize(60, 60)) if parent else room

    def _let_scroll(self) -> None:
        """On a small screen the content scrolls, so that the actions stay in view."""
        area = scrolled(self._content)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._outer.insertWidget(self._outer.count() - 2, area, 1)
