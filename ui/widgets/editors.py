"""Editors that take pasted text sensibly: blocks trimmed, lines joined, dates however written."""

from PySide6.QtCore import QDate, QMimeData
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDateEdit, QLineEdit, QPlainTextEdit
from typing_extensions import override

from desktop_app.values.dates import parse_date
from ui.widgets.pasted_text import one_line, text_block

_BREAKS = "\r\n\t\u2028\u2029"


class LineEdit(QLineEdit):
    """One line; what is pasted with line breaks becomes one line."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.textEdited.connect(self._join)

    def _join(self, text: str) -> None:
        if any(mark in text for mark in _BREAKS):
            self.setText(one_line(text))


class TextArea(QPlainTextEdit):
    """Several lines; a pasted block comes in trimmed."""

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.textCursor().insertText(text_block(source.text()))
            self.ensureCursorVisible()


class DateEdit(QDateEdit):
    """A day; a pasted date may be written in any way that has one meaning."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and self._took_day():
            return
        super().keyPressEvent(event)

    def _took_day(self) -> bool:
        try:
            day = parse_date(QGuiApplication.clipboard().text().strip())
        except ValueError:
            return False
        self.setDate(QDate(day.year, day.month, day.day))
        return True
