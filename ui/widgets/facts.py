"""Labelled values for reading: what a record says, line by line, empty ones shown as such."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.widgets.basics import copyable, discard, label, set_role

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
        self._captions: list[QLabel] = []
        self._texts: list[QLabel] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; an empty text reads （空）.

        The labels stay for the next record: making and removing them costs more than their texts.
        """
        for each in (*self._captions[len(lines) :], *self._texts[len(lines) :]):
            self._grid.removeWidget(each)
            discard(each)
        del self._captions[len(lines) :], self._texts[len(lines) :]
        while len(self._texts) < len(lines):
            self._add_row()
        for row, (caption, text) in enumerate(lines):
            self._show_caption(self._captions[row], caption)
            self._show_text(self._texts[row], text)

    def _add_row(self) -> None:
        place, top = len(self._texts), Qt.AlignmentFlag.AlignTop
        self._captions.append(label("", "muted", wrap=True))
        self._texts.append(copyable(""))
        self._grid.addWidget(self._captions[-1], place, 0, top)
        self._grid.addWidget(self._texts[-1], place, 1, top)

    @staticmethod
    def _show_caption(shown: QLabel, caption: str) -> None:
        """As wide as its text, a long one over several lines."""
        if shown.text() == caption:
            return
        metrics = shown.fontMetrics()
        width = min(metrics.horizontalAdvance(caption), metrics.horizontalAdvance(WIDEST))
        shown.setFixedWidth(width + 1)  # so narrow, rounding must not break the line
        shown.setText(caption)

    @staticmethod
    def _show_text(shown: QLabel, text: str) -> None:
        role = "" if text else "muted"
        if (shown.property("role") or "") != role:
            set_role(shown, role)
        shown.setText(text or EMPTY)
