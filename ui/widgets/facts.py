"""Labelled values for reading: what a record says, line by line, empty ones shown as such."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.widgets.basics import clear, copyable, label, set_role

WIDEST = "国" * 10
"""A longer caption goes over several lines: the pane must not become wider than its place."""
EMPTY = "（空）"
Line = tuple[str, str]
"""Caption and text."""


class FactList(QWidget):
    """Captions at the left, texts at the right; a text can be selected and copied."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._captions: list[str] = []
        self._texts: list[QLabel] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; an empty text reads （空）.

        The next record has the same captions most of the time: then only the texts change.
        """
        captions = [caption for caption, _ in lines]
        if captions != self._captions:
            self._build(captions)
        for shown, (_, text) in zip(self._texts, lines, strict=True):
            shown.setText(text or EMPTY)
            role = "" if text else "muted"
            if (shown.property("role") or "") != role:
                set_role(shown, role)

    def _build(self, captions: list[str]) -> None:
        clear(self._grid)
        self._captions = captions
        self._texts = [copyable("") for _ in captions]
        top = Qt.AlignmentFlag.AlignTop
        for place, (caption, shown) in enumerate(zip(captions, self._texts, strict=True)):
            self._grid.addWidget(_caption(caption), place, 0, top)
            self._grid.addWidget(shown, place, 1, top)


def _caption(text: str) -> QLabel:
    short = label(text, "muted")
    widest = short.fontMetrics().horizontalAdvance(WIDEST)
    if short.fontMetrics().horizontalAdvance(text) <= widest:
        return short
    long = label(text, "muted", wrap=True)
    long.setFixedWidth(widest)
    return long
