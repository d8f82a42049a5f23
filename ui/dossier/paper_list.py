"""Papers issued and received for one subject, each to be opened."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.record import IncomingPaper, Paper
from ui.dossier.on_file import OnFile
from ui.widgets.basics import button, clear, divider, label, name, row


class PaperList(QWidget):
    """Two lists under their headings; a received paper can be recorded here."""

    paper_asked = Signal(object)
    incoming_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_file(self, page: OnFile) -> None:
        """Show the papers of one subject."""
        clear(self._column)
        self._column.addWidget(label("出具的文书", "section"))
        for paper in page.papers:
            self._add_paper(paper)
        if not page.papers:
            self._column.addWidget(label("还没有出具文书。", "muted"))
        self._column.addWidget(divider())
        self._column.addWidget(label("收文", "section"))
        for incoming in page.incoming:
            self._column.addWidget(label(_incoming(incoming), wrap=True))
        record = button("登记收文…", self.incoming_asked.emit)
        self._column.addLayout(row(record, None))

    def _add_paper(self, paper: Paper) -> None:
        number = paper.document_number or paper.number or "（未编号）"
        void = "　作废" if paper.is_void else ""
        text = label(f"{paper.title}　{number}　{paper.issued_on}{void}", wrap=True)
        show = button("查看", lambda: self.paper_asked.emit(paper), "link")
        name(show, f"查看{paper.title}{paper.number}")
        line = row(text, show)
        line.setStretch(0, 1)
        self._column.addLayout(line)


def _incoming(paper: IncomingPaper) -> str:
    return f"{paper.sender}　{paper.number}　{paper.title}　{paper.dated}"
