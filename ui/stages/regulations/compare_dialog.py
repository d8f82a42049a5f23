"""对照: one project under several packs, or the packs against each other; nothing is written."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from desktop_app.use_cases.comparing import (
    ComparedLine,
    Comparison,
    compare_packs,
    compare_project,
)
from desktop_app.use_cases.desk import Desk
from ui.shell import Shell
from ui.table.column import Column
from ui.table.grid import GridView
from ui.table.output import ListOutput
from ui.widgets.basics import clear, copyable, label
from ui.widgets.dialog import Dialog
from ui.widgets.fields import ChoicesField, Form, TextField
from ui.widgets.quick_filters import QuickFilters

HINT = (
    "勾选要对照的规则包；写上项目编号，看同一个项目各怎么办，不写就对照规则包本身。不写入任何数据。"
)
DIFFERENT, ALL = "different", "all"
SHOWN = 2
"""How many packs are ticked at first."""
WIDE, NARROW = 380, 240
"""Width of an answer beside one other, and among several."""


class CompareDialog(Dialog):
    """The packs to tick and the project at the top, question by question below."""

    help_topic = "packs"

    def __init__(self, shell: Shell, packs: Sequence[tuple[str, str]], code: str = "") -> None:
        super().__init__(shell.window, "规则包对照", hint=HINT)
        self._shell = shell
        ticked = "、".join(key for key, _ in packs[:SHOWN])
        self._packs = ChoicesField("规则包", packs, ticked)
        self._code = TextField("项目编号", code, placeholder="不写就对照规则包本身")
        form = Form()
        form.add(self._packs, self._code)
        self._words = label("还没有对照。", "muted", wrap=True)
        self.chips = QuickFilters()
        self.chips.chosen.connect(self._choose)
        self.chips.hide()
        self._place = QVBoxLayout()
        self.grid: GridView[ComparedLine] | None = None
        self._detail = copyable("")
        form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        for part in (form, self._words, self.chips):
            self.body.addWidget(part)
        self.body.addLayout(self._place, 1)
        self.body.addWidget(self._detail)
        self.body.addStretch(0)
        self.add_cancel("关闭")
        self.add_action("对照", self._compare)

    def _compare(self) -> None:
        packs = [each for each in self._packs.value.split("、") if each]
        code = self._code.value
        self._words.setText("正在对照…")
        self._shell.run(
            lambda desk, _task: _found(desk, packs, code),
            self._show,
            on_error=self._failed,
            owner=self,
            key="compare",
        )

    def _failed(self, _error: BaseException) -> bool:
        self._words.setText("没有对照成。")
        return False

    def _show(self, found: Comparison) -> None:
        about = f"{found.code} {found.name}：" if found.code else ""
        self._words.setText(
            f"{about}共 {len(found.lines)} 项，{len(found.differing)} 项不同（{found.on} 的情况）。"
        )
        clear(self._place)
        grid: GridView[ComparedLine] = GridView(
            f"regulations.compare.{len(found.packs)}",
            _columns(found.packs),
            row_key=lambda line: (line.kind, line.id),
            store=self._shell.store,
            search_text=lambda line: f"{line.kind} {line.question}",
        )
        title = f"规则包对照（{found.code} {found.name}）" if found.code else "规则包对照"
        ListOutput(self._shell, grid, title, grid)
        grid.current_changed.connect(lambda line: self._show_line(found, line))
        self._place.addWidget(grid)
        self.grid = grid
        grid.set_rows(found.lines)
        self.chips.show_chips(
            [
                (DIFFERENT, "不同的", len(found.differing)),
                (ALL, "全部", len(found.lines)),
            ]
        )
        self.chips.show()
        self.chips.choose(DIFFERENT if found.differing else ALL)

    def _show_line(self, found: Comparison, line: ComparedLine | None) -> None:
        """The whole of every answer to the current question."""
        told = [] if line is None else zip(found.packs, line.answers, strict=True)
        texts = [f"{title}：{answer.told}" for (_, title), answer in told]
        self._detail.setText("\n".join(texts))

    def _choose(self, key: str) -> None:
        if self.grid is not None:
            keeps = key == DIFFERENT
            self.grid.set_keep((lambda line: line.differs) if keeps else None, "不同的" * keeps)


def _found(desk: Desk, packs: Sequence[str], code: str) -> Comparison:
    return compare_project(desk, code, packs) if code else compare_packs(desk, packs)


def _columns(packs: Sequence[tuple[str, str]]) -> tuple[Column[ComparedLine], ...]:
    width = WIDE if len(packs) <= SHOWN else NARROW
    return (
        Column("kind", "类别", lambda line: line.kind, width=90),
        Column("question", "问题", lambda line: line.question, width=190),
        *(
            Column(f"pack{place}", title, _answer(place), width=width)
            for place, (_, title) in enumerate(packs)
        ),
    )


def _answer(place: int) -> Callable[[ComparedLine], str]:
    def text(line: ComparedLine) -> str:
        return line.answers[place].told

    return text
