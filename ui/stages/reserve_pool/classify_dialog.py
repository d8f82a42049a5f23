"""Marking a project as 涉密: the reason is asked, the content goes, what is left to do is told."""

from PySide6.QtWidgets import QProgressBar

from desktop_app.domain.project import Project
from desktop_app.use_cases.reserve_pool import classifying
from desktop_app.use_cases.reserve_pool.classifying import Classified
from ui.background import Progress
from ui.shell import Shell
from ui.widgets.basics import label
from ui.widgets.dialog import Dialog
from ui.widgets.fields import LongTextField

WARNING = (
    "只保留编号、单位、日期和审核文号。申报内容、意见、备注、附件、出具的文书和操作记录里的内容"
    "一并清除，不能恢复；文书里提到它的清单也一并清除，请查纸质件。"
)


class ClassifyDialog(Dialog):
    """Nothing happens before the reason is written and the button is pressed."""

    help_topic = "classified"

    def __init__(self, shell: Shell, project: Project) -> None:
        super().__init__(shell.window, "标为涉密", hint=f"{project.code}　{WARNING}")
        self._shell = shell
        self._project = project
        self._reason = LongTextField("依据", rows=3, hint="定密文书的文号一类；不要写涉密内容")
        self._bar = QProgressBar()
        self._bar.setAccessibleName("清除进度")
        self._bar.setTextVisible(False)
        self._bar.hide()
        self.body.addWidget(self._reason)
        self.body.addWidget(self._bar)
        self.body.addStretch(1)
        self.add_cancel("不标")
        self._action = self.add_action("标为涉密", self._mark, "danger")

    def _mark(self) -> None:
        reason, project_id = self._reason.value, self._project.id
        self._reason.complain("" if reason else "请写明依据")
        if not reason:
            return
        self._action.setEnabled(False)
        self._bar.show()
        self._shell.run(
            lambda desk, task: classifying.mark_classified(
                desk, project_id, reason, progress=task.progress
            ),
            self._done,
            on_error=self._failed,
            on_progress=self._show_progress,
            owner=self,
        )

    def _show_progress(self, progress: Progress) -> None:
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)

    def _failed(self, _error: BaseException) -> bool:
        self._bar.hide()
        self._action.setEnabled(True)
        return False

    def _done(self, done: Classified) -> None:
        self._shell.store.forget(done.name)
        self._shell.changed("projects", "papers", "backups")
        self.accept()
        LeftToDoDialog(self._shell, done).show_sized(620, 480)


class LeftToDoDialog(Dialog):
    """What the program cannot take back by itself: older backups, other applications."""

    help_topic = "classified"

    def __init__(self, shell: Shell, done: Classified) -> None:
        super().__init__(shell.window, "已标为涉密并清除内容", hint=done.project.code)
        layout = self.make_scrolling()
        for heading, lines in left_to_do(done):
            layout.addWidget(label(heading, "section", wrap=True))
            for line in lines:
                layout.addWidget(label(line, wrap=True))
        layout.addStretch(1)
        self.add_action("知道了", self.accept)


def left_to_do(done: Classified) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Headings and lines of what is to be done by hand now."""
    copies = tuple(f"{each.taken_at:%Y-%m-%d %H:%M}　{each.path.name}" for each in done.copies)
    outside = ("导出的表格、另存的文书、拷到别处的备份和部门报来的原件不归程序管，请一并清理。",)
    parts = (
        (f"这 {len(copies)} 份旧备份里还有它的内容，请按保密规定销毁（已另作新备份）：", copies),
        (f"清除了 {len(done.papers)} 份文书、收文的电子件，请查纸质件：", done.papers),
        ("这些项目的申报内容里提到它，请逐个核对：", done.mentions),
        ("程序以外", outside),
    )
    return tuple((heading, lines) for heading, lines in parts if lines)
