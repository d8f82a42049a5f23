"""自检与日志: look for damage, and prove that the history was not rewritten."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop_app.use_cases import workspaces
from desktop_app.use_cases.desk import Desk
from ui.shell import Shell
from ui.widgets.basics import button, clear, column, copyable, framed, label, row, scrolled
from ui.widgets.sign import SignDot

Lines = tuple[bool, str, tuple[str, ...]]
"""Whether all is well, the result in one sentence, and the single findings."""

Check = Callable[[Desk], Lines]


class ChecksPane(QWidget):
    """Two checks; each says its result in one sentence and lists what it found."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._results: dict[str, QVBoxLayout] = {}
        self._buttons: dict[str, QPushButton] = {}
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
        self._buttons[key] = run
        heading = row(label(title, "section"), None, run)
        result = QVBoxLayout()
        self._results[key] = result
        return framed(column(heading, label(hint, "muted", wrap=True), result, spacing=6))

    def _run(self, key: str, work: Check) -> None:
        self._buttons[key].setEnabled(False)
        place = self._results[key]
        clear(place)
        place.addWidget(label("正在检查…", "muted"))
        self._shell.run(
            lambda desk, _task: work(desk),
            lambda lines: self._show(key, lines),
            on_error=lambda _error: self._failed(key),
            owner=self,
        )

    def _failed(self, key: str) -> bool:
        self._buttons[key].setEnabled(True)
        clear(self._results[key])
        return False

    def _show(self, key: str, lines: Lines) -> None:
        is_sound, sentence, findings = lines
        self._buttons[key].setEnabled(True)
        place = self._results[key]
        clear(place)
        text = copyable(sentence, "pass" if is_sound else "fail")
        heading = row(SignDot("pass" if is_sound else "fail"), text)
        heading.setStretch(1, 1)
        place.addLayout(heading)
        for finding in findings:
            place.addWidget(copyable(finding))


def _check(desk: Desk) -> Lines:
    report = workspaces.selfcheck(desk)
    found = tuple(f"{each.message}。{each.advice}" for each in report.faults)
    return not report.faults, report.title, found


def _mend(desk: Desk) -> Lines:
    report = workspaces.selfcheck(desk, mend=True)
    found = tuple(f"{each.message}。{each.advice}" for each in report.faults)
    return not report.faults, report.title, found


def _log(desk: Desk) -> Lines:
    report = workspaces.verify_log(desk)
    head = f"共 {report.head.count} 步，摘要 {report.head.short}"
    found = tuple(fault.message for fault in report.faults)
    sentence = f"日志完整，{head}" if report.is_sound else f"日志有 {len(found)} 处不符，{head}"
    return report.is_sound, sentence, found
