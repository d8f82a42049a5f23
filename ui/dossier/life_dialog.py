"""项目全貌: one project on one page, from the application to the last evaluation, and ahead."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop_app.domain.life_event import LifeEvent
from desktop_app.rules.verdict import Verdict
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.project_life import ProjectLife, RegisterSum, project_life
from desktop_app.values.ids import ProjectId
from desktop_app.values.money import wan_text
from desktop_app.values.stages import stage_title
from ui.shell import Shell
from ui.stages_in_order import PROJECT_STAGES
from ui.widgets.basics import button, clear, column, divider, framed, label, row, scrolled
from ui.widgets.dialog import Dialog
from ui.widgets.facts import FactList
from ui.widgets.saving import ask_folder
from ui.widgets.sign import SIGNS
from ui.widgets.stage_bar import StageBar

DAY_WIDTH = 84
NEEDS = {"optional": "（可选）", "unclear": "（待定）"}


class LifeDialog(Dialog):
    """The life line at the left; amounts, registers and the way ahead at the right."""

    def __init__(self, shell: Shell, project_id: ProjectId, words: str) -> None:
        super().__init__(shell.window, "项目全貌", hint=words)
        self._shell = shell
        self._bar = StageBar()
        self._events = QVBoxLayout()
        self._side = QVBoxLayout()
        left, right = QWidget(), QWidget()
        left.setLayout(self._events)
        right.setLayout(self._side)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(scrolled(left))
        split.addWidget(scrolled(right))
        split.setSizes([700, 400])
        split.setChildrenCollapsible(False)
        self.body.addWidget(self._bar)
        self.body.addWidget(split, 1)
        self.add_left(button("导出案卷…", partial(self._export, project_id)))
        self.add_cancel("关闭")
        shell.run(lambda desk, _task: project_life(desk, project_id), self._show, owner=self)

    def _export(self, project_id: ProjectId) -> None:
        """Ask for a folder and write all that is on record about the project into it."""
        folder = ask_folder(self, "案卷写到哪个文件夹")
        if folder is not None:
            self._shell.run(
                lambda desk, _task: _write_dossier(desk, project_id, folder),
                self._shell.say,
                owner=self,
            )

    def _show(self, life: ProjectLife) -> None:
        titles = {stage: stage_title(stage, life.tab_titles) for stage in PROJECT_STAGES}
        self._bar.show_stages(
            [(title, life.stages.get(stage)) for stage, title in titles.items()],
            titles.get(life.stage, ""),
        )
        clear(self._events)
        self._events.setSpacing(4)
        year = 0
        for event in life.events:
            if event.on.year != year:
                year = event.on.year
                self._events.addWidget(label(f"{year} 年", "section"))
            self._events.addWidget(_EventRow(event))
        self._events.addStretch(1)
        self._show_side(life)

    def _show_side(self, life: ProjectLife) -> None:
        clear(self._side)
        head = FactList()
        head.show_lines([("状态", life.state_label), ("适用的办法", life.pack_title)])
        amounts = FactList()
        amounts.show_lines([(title, f"{wan_text(fen)} 万元") for title, fen in life.amounts])
        registers = FactList()
        registers.show_lines([(each.label, _sum_text(each)) for each in life.registers])
        parts = ((head, ""), (amounts, "金额"), (registers, "台账"))
        for widget, title in parts:
            if title:
                self._side.addWidget(label(title, "section"))
            self._side.addWidget(widget)
            self._side.addSpacing(8)
        if not life.registers:
            self._side.addWidget(label("还没有登记台账。", "muted"))
        self._side.addWidget(label("往后要办的", "section"))
        for each in life.ahead:
            clauses = "、".join(each.clauses)
            self._side.addWidget(label(f"{each.title}（{clauses}）", wrap=True))
            steps = "、".join(f"{s.title}{NEEDS.get(s.need, '')}" for s in each.steps)
            self._side.addWidget(label(steps, "small", wrap=True))
        if not life.ahead:
            self._side.addWidget(label("没有了。", "muted"))
        self._side.addStretch(1)


class _EventRow(QWidget):
    """One day of the life line; the checks of that day unfold under it."""

    def __init__(self, event: LifeEvent) -> None:
        super().__init__()
        day = label(event.on.isoformat(), "muted")
        day.setFixedWidth(DAY_WIDTH)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        amount = f"　{wan_text(event.amount_fen)} 万元" if event.amount_fen is not None else ""
        texts.addWidget(label(f"{event.title}{amount}", wrap=True))
        origin = f"承自 {event.origin}" if event.origin else ""
        told = "　".join(part for part in (event.detail, event.number, origin) if part)
        if told:
            texts.addWidget(label(told, "small", wrap=True))
        self._checks = framed(column(*map(_check_line, event.verdicts), spacing=2), margin=8)
        self._checks.hide()
        if event.verdicts:
            texts.addWidget(button(_summary(event.verdicts), partial(self._toggle), "link"))
            texts.addWidget(self._checks)
        texts.addWidget(divider())
        line = row(day, texts)
        line.setAlignment(day, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        self.setLayout(line)

    def _toggle(self) -> None:
        self._checks.setVisible(self._checks.isHidden())


def _write_dossier(desk: Desk, project_id: ProjectId, folder: Path) -> str:
    """Write the dossier; what was written, in words."""
    from desktop_app.use_cases.dossier_export import export_dossier  # noqa: PLC0415 - seldom used

    found = export_dossier(desk, project_id, folder)
    return f"已写出案卷 {len(found.files)} 个文件：{found.path.name}"


def _check_line(verdict: Verdict) -> QWidget:
    clauses = "、".join(verdict.clauses)
    return label(f"{SIGNS[verdict.light]} {verdict.title}：{verdict.word}（{clauses}）", wrap=True)


def _summary(verdicts: tuple[Verdict, ...]) -> str:
    """What the checks said when it was decided, e.g. 当时核查 15 项：通过 14、提醒 1."""
    words = [verdict.word for verdict in verdicts]
    told = "、".join(f"{word} {words.count(word)}" for word in dict.fromkeys(words))
    return f"当时核查 {len(verdicts)} 项：{told} ▾"


def _sum_text(each: RegisterSum) -> str:
    sums = "　".join(f"{title} {wan_text(fen)} 万元" for title, fen in each.sums)
    return f"{each.count} 条　{sums}".rstrip()
