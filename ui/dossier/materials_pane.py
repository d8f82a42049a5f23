"""材料: what was applied for, what has to be handed in, papers issued and received."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop_app.domain.record import IncomingPaper, Paper, Subject
from desktop_app.use_cases.reserve_pool.materials import hand_in_material
from desktop_app.use_cases.reserve_pool.views import CasePage, Material, ProjectPage
from ui.shell import Shell
from ui.widgets.basics import button, clear, column, divider, label, name, row, scrolled
from ui.widgets.facts import FactList


class MaterialsPane(QWidget):
    """Materials are ticked off as they come in; papers can be opened from here."""

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
        self._add_section("应报材料（收到后打勾）")
        for case in page.cases:
            for material in case.materials:
                self._column.addWidget(self._material(page.subject, case, material))
        if not any(case.materials for case in page.cases):
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

    def _material(self, subject: Subject, case: CasePage, material: Material) -> QWidget:
        light = "pass" if material.is_there else ("fail" if material.is_required else "none")
        sign = {"pass": "✓ 已有", "fail": "× 缺", "none": "– 可选"}[light]
        note = f"　{material.note}" if material.note else ""
        tick = QCheckBox()
        tick.setChecked(material.is_there)
        tick.setEnabled(case.case.closed_on is None)
        name(tick, f"已收到{material.title}", "打勾登记收到，取消打勾撤回登记")
        tick.setToolTip("收到后打勾" if tick.isEnabled() else "已办结，不能再改")
        procedure, wanted = case.case.procedure, material.id
        tick.clicked.connect(
            lambda is_there: self._hand_in(subject, procedure, wanted, is_there=is_there)
        )
        made = QWidget()
        line = row(tick, label(f"{material.title}{note}", wrap=True), label(sign, badge=light))
        line.setStretch(1, 1)
        made.setLayout(line)
        return made

    def _hand_in(self, subject: Subject, procedure: str, material: str, *, is_there: bool) -> None:
        self._shell.run(
            lambda desk, _task: hand_in_material(
                desk, subject, procedure, material, is_handed_in=is_there
            ),
            lambda made: self._handed_in(made.title, is_there=is_there),
            owner=self,
        )

    def _handed_in(self, title: str, *, is_there: bool) -> None:
        self._shell.changed("projects")
        self._shell.say(f"{'已登记收到' if is_there else '已撤回登记'}：{title}")
