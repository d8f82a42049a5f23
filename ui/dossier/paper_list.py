"""Papers issued and received for one subject, each to be opened."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.record import IncomingPaper, Paper
from ui.dossier.on_file import OnFile
from ui.widgets.basics import button, clear, divider, label, name, row


class PaperList(QWidget):
    """Two lists under their headings; a received paper can be recorded here."""

    paper_asked = Signal(object)
    received_asked = Signal(object)
    """A received paper is to be shown."""
    incoming_asked = Signal()
    """A received paper is to be recorded."""
    book_asked = Signal()

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
            self._add_received(incoming)
        if not page.incoming:
            self._column.addWidget(label("还没有登记收文。", "muted"))
        record = button("登记收文…", self.incoming_asked.emit)
        book = button("收文登记簿…", self.book_asked.emit)
        self._column.addLayout(row(record, book, None))

    def _add_paper(self, paper: Paper) -> None:
        number = paper.document_number or paper.number or "（未编号）"
        void = "　作废" if paper.is_void else ""
        show = button("查看", lambda: self.paper_asked.emit(paper), "link")
        name(show, f"查看{paper.title}{paper.number}")
        self._add_line(f"{paper.title}　{number}　{paper.issued_on}{void}", show)

    def _add_received(self, paper: IncomingPaper) -> None:
        show = button("查看", lambda: self.received_asked.emit(paper), "link")
        name(show, f"查看收文{paper.number}")
        self._add_line(_incoming(paper), show)

    def _add_line(self, text: str, show: QPushButton) -> None:
        line = row(label(text, wrap=True), show)
        line.setStretch(0, 1)
        self._column.addLayout(line)


def _incoming(paper: IncomingPaper) -> str:
    scan = "　有扫描件" if paper.digest else ""
    return f"{paper.sender}　{paper.number}　{paper.title}　{paper.dated}{scan}"
