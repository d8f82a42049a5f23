"""Step 4: what was stored, the workbooks to send back, and the way to take it all back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.use_cases.imports.views import ImportResult
from ui.error_dialog import Question
from ui.importing import work
from ui.importing.returns import ask_folder_and_write
from ui.settling_line import SettlingLine
from ui.shell import Shell
from ui.widgets.basics import button, clear, column, framed, label, row
from ui.widgets.sign import SignDot

POOL = "reserve_pool"


class DonePage(QWidget):
    """The result in one sentence, then what to do next."""

    finished = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 12, 0, 0)

    def show_result(self, result: ImportResult, looked: work.Looked | None) -> None:
        """Show what was stored."""
        clear(self._column)
        self._column.addLayout(
            row(SignDot("pass", 32), label(_sentence(result), "title", wrap=True))
        )
        self._column.itemAt(0).layout().setStretch(1, 1)  # type: ignore[attr-defined]  # a box
        stopped = [file for file in result.preview.files if file.problems]
        if stopped and looked is not None:
            self._column.addWidget(self._returns_card(len(stopped), looked))
        if result.batch is not None and any(f.sheet == POOL for f in result.preview.files):
            self._column.addWidget(self._next_card())
        if result.batch is not None:
            self._column.addWidget(self._undo_card(result))
        self._column.addStretch(1)

    def _returns_card(self, count: int, looked: work.Looked) -> QWidget:
        write = button(
            "生成退回件…(&R)", lambda: ask_folder_and_write(self._shell, self, looked), "primary"
        )
        text = f"{count} 个文件有问题或提示。生成批注后的原表和说明函，退给部门修改后可再导入。"
        return framed(
            column(label("退回部门", "section"), label(text, wrap=True), row(write, None))
        )

    def _next_card(self) -> QWidget:
        pool = self._shell.called("reserve_pool")
        look = button(f"到{pool}查看(&V)", self._go_to_pool)
        text = (
            f"到{pool}查看各行的核查结果，再登记办理结果。"
            "行数多时核查在后台接着做，还没做到的写着“未核查”。"
        )
        heading, words = label("接下来", "section"), label(text, wrap=True)
        return framed(column(heading, words, SettlingLine(self._shell), row(look, None)))

    def _go_to_pool(self) -> None:
        self.finished.emit()
        self._shell.go(POOL, "all")

    def _undo_card(self, result: ImportResult) -> QWidget:
        undo = button("撤销本次导入…", lambda: self._ask_undo(result), "danger")
        text = "导入前已自动备份。发现导错了，可以整批撤销。"
        return framed(column(label("撤销", "section"), label(text, wrap=True), row(undo, None)))

    def _ask_undo(self, result: ImportResult) -> None:
        text = f"新增的 {result.new} 行将删除，修改的 {result.changed} 行恢复原值。"
        question = Question("撤销本次导入", text, "撤销导入", "不撤销", is_dangerous=True)
        self._shell.ask(question, lambda: self._undo(result))

    def _undo(self, result: ImportResult) -> None:
        batch = result.batch
        if batch is None:
            return
        self._shell.run(
            lambda desk, _task: work.undo_import(desk, batch), lambda _: self._undone(), owner=self
        )

    def _undone(self) -> None:
        self._shell.changed()
        self._shell.say("已撤销本次导入")
        self.finished.emit()


def _sentence(result: ImportResult) -> str:
    if result.batch is None:
        return f"没有改动：{result.unchanged} 行与记录相同。"
    counts = f"新增 {result.new} 行，修改 {result.changed} 行，未变 {result.unchanged} 行"
    return f"已导入：{counts}。"
