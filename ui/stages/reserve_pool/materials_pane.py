"""材料: what was applied for, what has to be handed in, papers issued and received."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.record import IncomingPaper, Paper
from desktop_app.use_cases.reserve_pool.views import Material, ProjectPage
from ui.shell import Shell
from ui.widgets.basics import button, clear, column, divider, label, name, row, scrolled
from ui.widgets.facts import FactList


class MaterialsPane(QWidget):
    """Papers can be opened, reprinted and given their 文号 from here."""

    paper_asked = Signal(object)
    incoming_asked = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 8, 6, 0)
        self._column.setSpacing(6)
        self.setLayout(column(scrolled(inner)))

    def show_project(self, page: ProjectPage) -> None:
        """Show the materials of one project."""
        clear(self._column)
        materials = [each for case in page.cases for each in case.materials]
        self._add_section("应报材料")
        for material in materials:
            self._column.addWidget(_material(material))
        if not materials:
            self._column.addWidget(label("这一环节没有规定材料。", "muted"))
        self._add_section("出具的文书")
        for paper in page.papers:
            self._add_paper(paper)
        if not page.papers:
            self._column.addWidget(label("还没有出具文书。", "muted"))
        self._add_incoming(page.incoming)
        self._add_section("申报内容")
        fields = FactList()
        fields.show_lines([(field.label, field.text) for field in page.fields])
        self._column.addWidget(fields)
        sources = sorted({field.source for field in page.fields if field.source})
        for source in sources:
            self._column.addWidget(label(f"来源：{source}", "small", wrap=True))
        self._column.addStretch(1)

    def _add_section(self, title: str) -> None:
        if self._column.count():
            self._column.addWidget(divider())
        self._column.addWidget(label(title, "section"))

    def _add_paper(self, paper: Paper) -> None:
        number = paper.document_number or paper.number or "（未编号）"
        void = "　作废" if paper.is_void else ""
        text = label(f"{paper.title}　{number}　{paper.issued_on}{void}", wrap=True)
        show = button("查看", lambda: self.paper_asked.emit(paper), "link")
        name(show, f"查看{paper.title}{paper.number}")
        line = row(text, show)
        line.setStretch(0, 1)
        self._column.addLayout(line)

    def _add_incoming(self, incoming: tuple[IncomingPaper, ...]) -> None:
        self._add_section("收文")
        for paper in incoming:
            text = f"{paper.sender}　{paper.number}　{paper.title}　{paper.dated}"
            self._column.addWidget(label(text, wrap=True))
        record = button("登记收文…", self.incoming_asked.emit)
        self._column.addLayout(row(record, None))


def _material(material: Material) -> QWidget:
    light = "pass" if material.is_there else ("fail" if material.is_required else "none")
    sign = {"pass": "✓ 已有", "fail": "× 缺", "none": "– 可选"}[light]
    note = f"　{material.note}" if material.note else ""
    made = QWidget()
    line = row(label(f"{material.title}{note}", wrap=True), label(sign, badge=light))
    line.setStretch(0, 1)
    made.setLayout(line)
    return made
