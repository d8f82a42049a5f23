"""The area files are dropped on, with a button for those who would rather pick them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout
from typing_extensions import override

from ui.widgets.basics import button, label, repolish


class DropArea(QFrame):
    """Takes any number of files at once; folders are looked through for fitting files."""

    dropped = Signal(list)
    """Paths of the files, in order of name."""

    def __init__(self, title: str, hint: str, suffixes: Sequence[str]) -> None:
        super().__init__()
        self._suffixes = tuple(suffixes)
        self._title = title
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        self.setMinimumHeight(170)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(label(title, "title"), 0, centre)
        layout.addWidget(label(hint, "muted"), 0, centre)
        self.pick_button = button("选择文件…(&O)", self._pick, "primary")
        layout.addWidget(self.pick_button, 0, centre)
        layout.addStretch(1)

    def _pick(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in self._suffixes)
        paths, _ = QFileDialog.getOpenFileNames(
            self, self._title, "", f"工作簿 ({patterns});;所有文件 (*)"
        )
        if paths:
            self.dropped.emit(sorted(Path(path) for path in paths))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            self._show_active(active=True)
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_active(active=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._show_active(active=False)
        event.acceptProposedAction()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.take(paths)

    def take(self, paths: Sequence[Path]) -> None:
        """Hand on these files, and the fitting files of these folders."""
        found: list[Path] = []
        for path in paths:
            inside = sorted(path.iterdir()) if path.is_dir() else [path]
            found += [each for each in inside if path == each or self._fits(each)]
        if found:
            self.dropped.emit(found)

    def _fits(self, path: Path) -> bool:
        return path.is_file() and path.suffix.lower() in self._suffixes

    def _show_active(self, *, active: bool) -> None:
        self.setProperty("active", "true" if active else "false")
        repolish(self)
