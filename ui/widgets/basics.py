"""The small pieces every screen is made of: labels, buttons, boxes, spacing."""

import html
from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

Made = TypeVar("Made", bound=QBoxLayout)


class WrappingLabel(QLabel):
    """A label over several lines that is never given less height than its text needs.

    Qt lets a scroll area squeeze wrapped labels: it asks for the height before the width is known.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self.setMinimumWidth(40)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ask_height(is_laid_out=True)

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        self._ask_height(is_laid_out=self.isVisible())

    def _ask_height(self, *, is_laid_out: bool) -> None:
        """The height asked before counts in what Qt says is needed: it is taken back first."""
        self.setMinimumHeight(0)
        if is_laid_out:
            self.setMinimumHeight(max(0, self.heightForWidth(self.width())))


class ElidedLabel(QLabel):
    """One line that ends in … where there is no room; the whole text is in the tooltip."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("elides", "true")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(html.escape(text))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        text = self.drawn(room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def drawn(self, width: int) -> str:
        """What is drawn of the text in so many pixels."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)


class PartedLabel(ElidedLabel):
    """One line of parts, such as sums: one that finds no room is left out whole, never cut."""

    _GAP = "　"

    def show_parts(self, parts: Sequence[str]) -> None:
        """Show these parts."""
        self.setText(self._GAP.join(parts))

    @override
    def drawn(self, width: int) -> str:
        parts = self.text().split(self._GAP)
        measure = self.fontMetrics().horizontalAdvance
        for count in range(len(parts), 0, -1):
            left_out = () if count == len(parts) else ("…",)
            text = self._GAP.join((*parts[:count], *left_out))
            if measure(text) <= width:
                return text
        return super().drawn(width)


def label(text: str = "", role: str = "", *, wrap: bool = False, badge: str = "") -> QLabel:
    """A label that shows `text` literally, never as markup."""
    made = WrappingLabel(text) if wrap else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if badge:
        set_badge(made, badge)
    return made


def copyable(text: str, role: str = "", *, wrap: bool = True) -> QLabel:
    """A label whose text can be selected and copied."""
    made = label(text, role, wrap=wrap)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def set_badge(target: QLabel, light: str) -> None:
    """Show a label as a badge in the colours of a light; keeps it as small as its text."""
    target.setProperty("badge", light)
    target.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    repolish(target)


def set_role(target: QWidget, role: str) -> None:
    """Give a widget another look of the style sheet."""
    target.setProperty("role", role)
    repolish(target)


def repolish(target: QWidget) -> None:
    """Let the style sheet look at a widget's properties again."""
    style = target.style()
    style.unpolish(target)
    style.polish(target)


def button(
    text: str, on_click: Callable[[], object] | None = None, role: str = "", *, tip: str = ""
) -> QPushButton:
    """A push button; `role` is primary, danger, link, flat, chip or empty."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if tip:
        made.setToolTip(tip)
        made.setAccessibleDescription(tip)
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def row(*items: QWidget | QLayout | int | None, spacing: int = 8) -> QHBoxLayout:
    """A row of widgets and layouts; a number is a gap in pixels, None takes the free space."""
    return _fill(QHBoxLayout(), items, spacing)


def column(*items: QWidget | QLayout | int | None, spacing: int = 8) -> QVBoxLayout:
    """A column of widgets and layouts; a number is a gap in pixels, None takes the free space."""
    return _fill(QVBoxLayout(), items, spacing)


def _fill(layout: Made, items: tuple[QWidget | QLayout | int | None, ...], spacing: int) -> Made:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)
    return layout


def framed(content: QLayout, role: str = "card", margin: int = 12) -> QFrame:
    """A frame of the style sheet around a layout."""
    frame = QFrame()
    frame.setProperty("role", role)
    content.setContentsMargins(margin, margin, margin, margin)
    frame.setLayout(content)
    return frame


def divider() -> QFrame:
    """A thin line between two parts of a page."""
    line = QFrame()
    line.setProperty("role", "line")
    return line


def scrolled(content: QWidget) -> QScrollArea:
    """`content` in a frameless scroll area that follows its width."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    content.setProperty("role", "scrolled")
    area.setWidget(content)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while layout.count():
        _remove(layout.takeAt(0))


def _remove(item: QLayoutItem) -> None:
    widget: QWidget | None = item.widget()
    inner: QLayout | None = item.layout()
    if widget is not None:
        discard(widget)
    if inner is not None:
        clear(inner)


def discard(widget: QWidget) -> None:
    """Take a widget off the screen and delete it once nothing uses it any more."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()


def name(widget: QWidget, title: str, description: str = "") -> None:
    """Tell screen readers what a widget is for."""
    widget.setAccessibleName(title)
    widget.setAccessibleDescription(description or title)
