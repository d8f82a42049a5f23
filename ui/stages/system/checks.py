"""自检与日志: look for damage, and prove that the history was not rewritten."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop_app.errors import Cancelled
from desktop_app.use_cases import workspaces
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.progress import Steps
from ui.background import Progress, Task
from ui.shell import Shell
from ui.widgets.basics import button, clear, column, copyable, framed, label, row, scrolled
from ui.widgets.sign import SignDot

Lines = tuple[bool, str, tuple[str, ...]]
"""Whether all is well, the result in one sentence, and the single findings."""

Check = Callable[[Desk, Steps], Lines]


class ChecksPane(QWidget):
    """Two checks; each says its result in one sentence and lists what it found."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._results: dict[str, QVBoxLayout] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._actions: dict[str, str] = {}
        self._tasks: dict[str, Task[Lines]] = {}
        inner = QWidget()
        cards = column(
            self._card(
                "check", "数据自检", "检查数据文件有无损坏、记录之间有无矛盾。", "开始自检", _check
            ),
            self._card("mend", "自检并修复", "能自动修复的一并修复，修复前备份。", "修复", _mend),
            self._card(
                "log", "核验日志", "从头核对每一步操作，证明记录没有被改动。", "核验日志", _log
            ),
            None,
            spacing=12,
        )
        inner.setLayout(cards)
        layout = column(scrolled(inner))
        layout.setContentsMargins(0, 10, 0, 0)
        self.setLayout(layout)

    def _card(self, key: str, title: str, hint: str, action: str, work: Check) -> QFrame:
        run = button(action, lambda: self._run(key, work))
        self._buttons[key], self._actions[key] = run, action
        heading = row(label(title, "section"), None, run)
        result = QVBoxLayout()
        self._results[key] = result
        return framed(column(heading, label(hint, "muted", wrap=True), result, spacing=6))

    def _run(self, key: str, work: Check) -> None:
        if key in self._tasks:
            self._tasks[key].cancel()
            return
        place, doing = self._results[key], label("正在检查…", "muted")
        clear(place)
        place.addWidget(doing)
        self._tasks[key] = self._shell.run(
            lambda desk, task: work(desk, Steps(progress=task.progress)),
            lambda lines: self._show(key, lines),
            on_error=lambda error: self._failed(key, error),
            on_progress=lambda progress: doing.setText(_told(progress)),
            owner=self,
        )
        self._buttons[key].setText("停止")

    def _end(self, key: str) -> None:
        del self._tasks[key]
        self._buttons[key].setText(self._actions[key])
        clear(self._results[key])

    def _failed(self, key: str, error: BaseException) -> bool:
        self._end(key)
        if isinstance(error, Cancelled):
            self._results[key].addWidget(label("已停止，没有查完。", "muted"))
        return False

    def _show(self, key: str, lines: Lines) -> None:
        is_sound, sentence, findings = lines
        self._end(key)
        place = self._results[key]
        text = copyable(sentence, "pass" if is_sound else "fail")
        heading = row(SignDot("pass" if is_sound else "fail"), text)
        heading.setStretch(1, 1)
        place.addLayout(heading)
        for finding in findings:
            place.addWidget(copyable(finding))


def _told(progress: Progress) -> str:
    """How far a check is, in words."""
    part = f"（{progress.done} / {progress.total}）" if progress.total else ""
    return f"{progress.text or '正在检查'}{part}…"


def _check(desk: Desk, steps: Steps) -> Lines:
    report = workspaces.selfcheck(desk, steps=steps)
    found = tuple(f"{each.message}。{each.advice}" for each in report.faults)
    return not report.faults, report.title, found


def _mend(desk: Desk, steps: Steps) -> Lines:
    report = workspaces.selfcheck(desk, mend=True, steps=steps)
    found = tuple(f"{each.message}。{each.advice}" for each in report.faults)
    return not report.faults, report.title, found


def _log(desk: Desk, _steps: Steps) -> Lines:
    report = workspaces.verify_log(desk)
    head = f"共 {report.head.count} 步，摘要 {report.head.short}"
    found = tuple(fault.message for fault in report.faults)
    sentence = f"日志完整，{head}" if report.is_sound else f"日志有 {len(found)} 处不符，{head}"
    return report.is_sound, sentence, found
