"""沿革: notes and telephone reminders, and every act that touched the subject."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.use_cases.notes import KINDS
from ui.dossier.on_file import OnFile
from ui.widgets.basics import button, clear, column, copyable, divider, label, row, scrolled


class HistoryPane(QWidget):
    """The newest first; a note can be written at the top."""

    note_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 8, 6, 0)
        self._column.setSpacing(6)
        self.setLayout(column(scrolled(inner)))

    def show_file(self, page: OnFile) -> None:
        """Show the history of one subject."""
        clear(self._column)
        write = button("写备注或催办记录…", self.note_asked.emit)
        self._column.addLayout(row(label("备注和催办", "section"), None, write))
        for note in reversed(page.notes):
            moment = f"{note.noted_at:%Y-%m-%d %H:%M}"
            heading = f"{moment}　{KINDS[note.kind]}　{note.actor}"
            self._column.addWidget(label(heading, "small"))
            self._column.addWidget(copyable(note.text))
        if not page.notes:
            self._column.addWidget(label("还没有备注。", "muted"))
        self._column.addWidget(divider())
        if page.turns:
            self._column.addWidget(label("移交、拆分、合并、改版", "section"))
        for turn in reversed(page.turns):
            self._column.addWidget(copyable(turn.text))
        self._column.addWidget(label("办理沿革", "section"))
        for line in page.history:
            self._column.addWidget(label(f"{line.moment}　{line.actor}", "small"))
            self._column.addWidget(copyable(f"{line.title}\n{line.detail}".strip()))
        self._column.addStretch(1)
