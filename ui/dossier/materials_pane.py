"""材料: what was applied for, what has to be handed in, papers issued and received."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app.domain.record import Subject
from desktop_app.use_cases.own_facts import OwnFact
from desktop_app.use_cases.reserve_pool.materials import hand_in_all, hand_in_material
from desktop_app.use_cases.reserve_pool.views import Beginning, CasePage, Field, Material
from ui.dossier.on_file import OnFile
from ui.dossier.paper_list import PaperList
from ui.shell import Shell
from ui.widgets.basics import button, clear, column, divider, label, name, row, scrolled
from ui.widgets.facts import FactList


@dataclass(frozen=True)
class _Group:
    """The papers of one procedure."""

    procedure: str
    heading: str
    materials: tuple[Material, ...]
    is_open: bool


def _of_case(case: CasePage) -> _Group:
    is_open = case.case.closed_on is None
    heading = case.title if is_open else f"{case.title}（已办结）"
    return _Group(case.case.procedure, heading, case.materials, is_open)


def _to_begin(beginning: Beginning) -> _Group:
    heading = f"可开始：{beginning.title}"
    return _Group(beginning.procedure, heading, beginning.materials, is_open=True)


class MaterialsPane(QWidget):
    """Materials are ticked off as they come in; papers can be opened, own facts entered."""

    facts_asked = Signal()
    """The facts of the project's own page are to be entered."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.papers = PaperList()
        self._materials = column(spacing=6)
        self._facts = FactList()
        self._fields = FactList()
        self._sources = label("", "small", wrap=True)
        self._facts_part = QWidget()
        enter = button("登记事项…", self.facts_asked.emit)
        parts = (divider(), label("本页登记的事项", "section"), self._facts, row(enter, None))
        self._facts_part.setLayout(column(*parts, spacing=6))
        self._fields_part = QWidget()
        about = (divider(), label("申报内容", "section"), self._fields, self._sources)
        self._fields_part.setLayout(column(*about, spacing=6))
        inner = QWidget()
        whole = column(
            label("应报材料（收到后打勾）", "section"),
            self._materials,
            divider(),
            self.papers,
            self._facts_part,
            self._fields_part,
            None,
            spacing=6,
        )
        whole.setContentsMargins(0, 8, 6, 0)
        inner.setLayout(whole)
        self.setLayout(column(scrolled(inner)))

    def show_file(
        self, page: OnFile, own_facts: Sequence[OwnFact], fields: Sequence[Field] = ()
    ) -> None:
        """Show the materials, papers and facts of one subject; `fields` of the application."""
        clear(self._materials)
        groups = [*map(_of_case, page.cases), *map(_to_begin, page.beginnings)]
        groups.sort(key=lambda group: not group.is_open)
        for group in groups:
            self._show_group(page.subject, group)
        if not any(group.materials for group in groups):
            self._materials.addWidget(label("这一环节没有规定材料。", "muted"))
        self.papers.show_file(page)
        self._facts_part.setVisible(bool(own_facts))
        self._facts.show_lines([(f.spec.label, f.text or "（未登记）") for f in own_facts])
        own = {fact.spec.name for fact in own_facts}
        self._show_fields([field for field in fields if field.key not in own])

    def _show_fields(self, fields: Sequence[Field]) -> None:
        self._fields_part.setVisible(bool(fields))
        self._fields.show_lines([(field.label, field.text) for field in fields])
        sources = sorted({field.source for field in fields if field.source})
        self._sources.setText("\n".join(f"来源：{source}" for source in sources))

    def _show_group(self, subject: Subject, group: _Group) -> None:
        """The papers of one procedure under its name, with one tick for all that are missing."""
        if not group.materials:
            return
        owed = [each for each in group.materials if not each.is_there]
        heading = row(label(group.heading, "muted", wrap=True))
        heading.setStretch(0, 1)
        if group.is_open and len(owed) > 1:
            procedure = group.procedure
            every = button("全部收到", lambda: self._hand_in_all(subject, procedure), "link")
            name(every, f"全部收到：{group.heading}", "这一办件要的材料都已收到")
            heading.addWidget(every)
        line = QWidget()
        line.setLayout(heading)
        self._materials.addWidget(line)
        for material in group.materials:
            self._materials.addWidget(self._material(subject, group, material))

    def _material(self, subject: Subject, group: _Group, material: Material) -> QWidget:
        light = "pass" if material.is_there else ("fail" if material.is_required else "none")
        sign = {"pass": "✓ 已有", "fail": "× 缺", "none": "– 可选"}[light]
        note = f"　{material.note}" if material.note else ""
        tick = QCheckBox()
        tick.setChecked(material.is_there)
        tick.setEnabled(group.is_open)
        name(tick, f"已收到{material.title}", "打勾登记收到，取消打勾撤回登记")
        tick.setToolTip("收到后打勾" if tick.isEnabled() else "已办结，不能再改")
        procedure, wanted = group.procedure, material.id
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

    def _hand_in_all(self, subject: Subject, procedure: str) -> None:
        self._shell.run(
            lambda desk, _task: hand_in_all(desk, (subject,), procedure),
            lambda _: self._handed_in("全部材料", is_there=True),
            owner=self,
        )

    def _handed_in(self, title: str, *, is_there: bool) -> None:
        self._shell.changed("projects")
        self._shell.say(f"{'已登记收到' if is_there else '已撤回登记'}：{title}")
