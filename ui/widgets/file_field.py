"""A file to choose, with its name beside the button."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from ui.widgets.basics import ElidedLabel, button, row
from ui.widgets.fields import Field

NO_FILE = "没有选"


class FileField(Field):
    """One existing file; None until one is chosen."""

    def __init__(self, title: str, kinds: str) -> None:
        self._kinds = kinds
        self.path: Path | None = None
        self._name = ElidedLabel("muted")
        self._name.setText(NO_FILE)
        holder = QWidget()
        pick = button(f"选择{title}…(&S)", self._pick)
        line = row(pick, self._name)
        line.setStretch(1, 1)
        holder.setLayout(line)
        super().__init__(title, holder)
        holder.setFocusProxy(pick)

    @property
    @override
    def written(self) -> str:
        return str(self.path) if self.path else ""

    @override
    def write(self, text: str) -> None:
        path = Path(text) if text else None
        self.path = path if path is not None and path.is_file() else None
        self._name.setText(self.path.name if self.path else NO_FILE)
        self.changed.emit()

    def _pick(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, f"选择{self.title}", "", self._kinds)
        if chosen:
            self.write(chosen)
