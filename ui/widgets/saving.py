"""Asking where a file goes; the native dialog speaks the user's language."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

WORKBOOK = "工作簿 (*.xlsx)"
PDF = "PDF 文件 (*.pdf)"
WORD = "Word 文档 (*.docx)"
CALENDAR = "日历文件 (*.ics)"
PACK = "规则包 (*.zip)"
_SUFFIXES = {
    WORKBOOK: ".xlsx",
    PDF: ".pdf",
    WORD: ".docx",
    CALENDAR: ".ics",
    PACK: ".zip",
}


def ask_where(parent: QWidget | None, title: str, proposed: str, kind: str) -> Path | None:
    """The path to save to, with the right ending; None if the user thought better of it."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, proposed, kind)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(_SUFFIXES[kind])


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """The folder chosen, None if the user thought better of it."""
    chosen = QFileDialog.getExistingDirectory(parent, title)
    return Path(chosen) if chosen else None
