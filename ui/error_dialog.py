"""The only place that shows boxes: errors the user can mend, bugs, and questions."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.errors import EnvironmentProblem, UserFacingError
from ui.widgets.basics import button, column, copyable, label, row
from ui.widgets.dialog import Dialog
from ui.widgets.sign import SignDot


@dataclass(frozen=True)
class BugReport:
    """What the log kept of an unexpected error: its number and the text to send on."""

    log_id: str
    text: str


@dataclass(frozen=True)
class Question:
    """A question before an act; the buttons are verbs, e.g. 撤销导入 / 不撤销."""

    title: str
    text: str
    yes: str
    no: str = "取消"
    is_dangerous: bool = False


def show_error(parent: QWidget | None, error: UserFacingError) -> Dialog:
    """Show what happened, to which record, what to do now and the clauses."""
    title = "环境问题" if isinstance(error, EnvironmentProblem) else "没有完成"
    dialog = Dialog(parent, title)
    dialog.setObjectName("error")
    parts = _error_parts(error)
    texts = column(copyable(error.what, "section"), spacing=10)
    for heading, text in parts:
        texts.addWidget(label(heading, "small"))
        texts.addWidget(copyable(text))
    dialog.body.addLayout(_beside_sign("fail", texts))
    dialog.body.addStretch(1)
    plain = "\n".join([error.what, *(f"{heading}：{text}" for heading, text in parts)])
    dialog.add_left(_copy_button(plain, "复制"))
    dialog.add_action("知道了", dialog.accept)
    dialog.show_sized(480, 260)
    return dialog


def show_bug(parent: QWidget | None, report: BugReport) -> Dialog:
    """Say that the program itself failed; the report can be copied, no trace is shown."""
    dialog = Dialog(parent, "程序出错")
    dialog.setObjectName("bug")
    texts = column(
        label("程序内部出错，这一步没有完成。已经保存的数据不受影响。", "section", wrap=True),
        label("怎么办", "small"),
        label("请复制报告交给维护人员；可以继续使用，或重新打开程序再试。", wrap=True),
        label("日志编号", "small"),
        copyable(report.log_id),
        spacing=8,
    )
    dialog.body.addLayout(_beside_sign("warn", texts))
    dialog.body.addStretch(1)
    dialog.add_left(_copy_button(report.text, "复制报告"))
    dialog.add_action("知道了", dialog.accept)
    dialog.show_sized(480, 280)
    return dialog


def ask(parent: QWidget | None, question: Question, on_yes: Callable[[], object]) -> Dialog:
    """Ask before an act; `on_yes` runs only when the act was chosen by its verb."""
    dialog = Dialog(parent, question.title)
    dialog.setObjectName("question")
    light = "fail" if question.is_dangerous else "judge"
    texts = column(label(question.text, wrap=True))
    dialog.body.addLayout(_beside_sign(light, texts))
    dialog.body.addStretch(1)
    cancel = dialog.add_cancel(question.no)
    role = "danger" if question.is_dangerous else "primary"
    dialog.add_action(question.yes, dialog.accept, role)
    dialog.accepted.connect(on_yes)
    if question.is_dangerous:
        cancel.setDefault(True)
        cancel.setFocus()
    dialog.show_sized(460, 200)
    return dialog


def _error_parts(error: UserFacingError) -> list[tuple[str, str]]:
    clauses: tuple[str, ...] = getattr(error, "clauses", ())
    parts = [
        ("涉及", error.record),
        ("怎么办", error.advice),
        ("依据", "、".join(clauses)),
    ]
    return [(heading, text) for heading, text in parts if text]


def _beside_sign(light: str, texts: QVBoxLayout) -> QHBoxLayout:
    sign = column(SignDot(light, 28), None)
    made = row(sign, spacing=14)
    made.addLayout(texts, 1)
    return made


def _copy_button(text: str, title: str) -> QWidget:
    def copy() -> None:
        QGuiApplication.clipboard().setText(text)
        made.setText("已复制")

    made = button(title, copy)
    return made
