"""试算: other figures beside the clauses, and which projects would change; nothing stays."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from desktop_app.errors import Cancelled
from desktop_app.use_cases.progress import Steps
from desktop_app.use_cases.regulations import ValueLine
from desktop_app.use_cases.trial import Trial, TrialLine, try_values
from ui.background import Progress, Task
from ui.shell import Shell
from ui.table.column import Column, Kind
from ui.table.grid import GridView
from ui.table.output import ListOutput
from ui.widgets.basics import column, label, scrolled
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Form, TextField

HINT = "在要试的数值旁写上另一个数，点“试算”。只看会有什么变化，不写入任何数据；关掉窗口就放弃。"


class TrialDialog(Dialog):
    """Values of the law at the left, what would change at the right."""

    help_topic = "regulations"

    def __init__(self, shell: Shell, lines: Sequence[ValueLine]) -> None:
        super().__init__(shell.window, "试算", hint=HINT)
        self._shell = shell
        self._task: Task[Trial] | None = None
        form = Form()
        self._fields = {line.id: _field(line) for line in lines}
        form.add(*self._fields.values())
        self._words = label("还没有试算。", "muted", wrap=True)
        self.grid: GridView[TrialLine] = GridView(
            "regulations.trial",
            _columns(),
            row_key=lambda line: line.project_id,
            store=shell.store,
            search_text=lambda line: f"{line.code} {line.name} {line.unit}",
        )
        ListOutput(shell, self.grid, "试算结果", self)
        right = QWidget()
        self._detail = label("", wrap=True)
        self.grid.current_changed.connect(self._show_line)
        results = column(self._words, self.grid, self._detail, spacing=8)
        results.setStretch(1, 1)
        right.setLayout(results)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(scrolled(form))
        split.addWidget(right)
        split.setSizes([520, 640])
        split.setChildrenCollapsible(False)
        self.body.addWidget(split, 1)
        self.grid.cover.show_empty("没有结果", "写上数以后点“试算”。")
        self.add_cancel("关闭")
        self._action = self.add_action("试算", self._try)

    def _try(self) -> None:
        """Begin, or stop what is under way."""
        if self._task is not None:
            self._task.cancel()
            return
        tried = {name: field.value for name, field in self._fields.items() if field.value}
        if not tried:
            self._words.setText("请先在左边写上要试的数。")
            return
        self._action.setText("停止")
        self._words.setText("正在试算…")
        self._task = self._shell.run(
            lambda desk, task: try_values(
                desk, tried, Steps(lambda: task.is_cancelled, task.progress)
            ),
            self._show,
            on_error=self._failed,
            on_progress=self._tell,
            owner=self,
            key="trial",
        )

    def _tell(self, progress: Progress) -> None:
        self._words.setText(f"{progress.text} {progress.done}/{progress.total} 个项目")

    def _failed(self, error: BaseException) -> bool:
        self._ended()
        is_stopped = isinstance(error, Cancelled)
        self._words.setText("已停止，没有结果。" if is_stopped else "没有试算成。")
        return is_stopped

    def _ended(self) -> None:
        self._task = None
        self._action.setText("试算")

    def _show(self, trial: Trial) -> None:
        self._ended()
        tried = "；".join(
            f"{each.label}（{'、'.join(each.clauses)}）{each.now} → {each.tried}"
            for each in trial.values
        )
        others = len(trial.lines) - len(trial.rerouted)
        self._words.setText(
            f"{tried}。看了 {trial.looked_at} 个项目：{len(trial.rerouted)} 个改变办理路线，"
            f"{others} 个只有核查结果变化。没有写入任何数据。"
        )
        self.grid.set_rows(trial.lines)
        self._show_line(self.grid.current_row)
        if trial.lines:
            self.grid.cover.hide()
        else:
            self.grid.cover.show_empty("没有项目受影响", "换了这些数，结果和现在一样。")

    def _show_line(self, line: TrialLine | None) -> None:
        """The whole of what would change for the current project."""
        self._detail.setText("\n".join((*line.route, *line.checks)) if line else "")


def _field(line: ValueLine) -> TextField:
    return TextField(
        line.label, hint=f"现为 {line.text}　{'、'.join(line.clauses)}", placeholder="不试"
    )


def _columns() -> tuple[Column[TrialLine], ...]:
    return (
        Column("code", "项目编号", lambda line: line.code, Kind.CODE, 104),
        Column("name", "项目名称", lambda line: line.name, width=170),
        Column("unit", "单位", lambda line: line.unit, width=130),
        Column("amount", "投资额（万元）", lambda line: line.amount, Kind.FIGURE, 120),
        Column("route", "办理路线", lambda line: "；".join(line.route), width=360),
        Column("checks", "核查", lambda line: "；".join(line.checks), width=260),
    )
