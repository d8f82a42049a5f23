"""The official text, open at a clause."""

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop_app.use_cases.official_texts import OfficialText
from ui.widgets.dialog import Dialog


class TextDialog(Dialog):
    """Every paragraph of the text; the clause asked for is marked and in view."""

    def __init__(self, parent: QWidget | None, text: OfficialText, clause: str) -> None:
        super().__init__(parent, text.title, hint=f"{text.name}，{clause}")
        self.area = QTextEdit()
        self.area.setReadOnly(True)
        self.area.setAccessibleName("原文")
        self.area.setPlainText("\n".join(text.paragraphs))
        self.body.addWidget(self.area, 1)
        self.add_cancel("关闭")
        found = text.passage(clause)
        if found is not None:
            self._mark(found.start, found.end)

    def _mark(self, start: int, end: int) -> None:
        document = self.area.document()
        cursor = QTextCursor(document.findBlockByNumber(start))
        last = document.findBlockByNumber(end - 1)
        cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        marked = QTextEdit.ExtraSelection()
        marked.cursor = cursor  # type: ignore[attr-defined]
        look = QTextCharFormat()
        look.setBackground(self.palette().highlight())
        look.setForeground(self.palette().highlightedText())
        marked.format = look  # type: ignore[attr-defined]
        self.area.setExtraSelections([marked])
        at = QTextCursor(document.findBlockByNumber(start))
        self.area.setTextCursor(at)
        self.area.ensureCursorVisible()


def open_text(parent: QWidget | None, text: OfficialText, clause: str) -> None:
    """Show the text in a window of its own."""
    TextDialog(parent, text, clause).show_sized(860, 640)
