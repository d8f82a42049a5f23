"""催办: what each office still owes, as a text to send and a workbook with the rows."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop_app.use_cases.annual_plan.review import Reminder
from desktop_app.use_cases.annual_plan.tables import reminder_table
from desktop_app.use_cases.annual_plan.views import PlanRow
from desktop_app.use_cases.shown_lists import export_each
from ui.handing_out.rounds_dialog import RoundsDialog
from ui.shell import Shell
from ui.widgets.basics import button, column, copyable, scrolled
from ui.widgets.dialog import Dialog
from ui.widgets.fields import ChoiceField
from ui.widgets.saving import ask_folder


class RemindersDialog(Dialog):
    """One office in view; the workbooks are written for all of them."""

    help_topic = "annual-plan"

    def __init__(
        self, shell: Shell, plan: PlanRow, sheet: str, found: tuple[Reminder, ...]
    ) -> None:
        missing = sum(len(each.rows) for each in found)
        hint = f"{plan.title}　第 {plan.edition} 版，{len(found)} 个部门共缺 {missing} 份意见"
        super().__init__(shell.window, "催办意见", hint=hint)
        self._shell = shell
        self._plan = plan
        self._sheet = sheet
        self._found = {each.office: each for each in found}
        choices = [(each.office, f"{each.label}（缺 {len(each.rows)}）") for each in found]
        self._office = ChoiceField("部门", choices)
        self._office.changed.connect(self._show_text)
        self._text = copyable("")
        self.body.addWidget(self._office)
        inner = QWidget()
        inner.setLayout(column(self._text, None))
        self.body.addWidget(scrolled(inner), 1)
        self.add_left(button("复制催办内容(&C)", self._copy))
        self.foot.addWidget(button("另存缺意见的工作簿…(&S)", self._save))
        self.add_cancel("关闭")
        self.add_action("登记催报…", self._open_rounds)
        self._show_text()

    def _show_text(self) -> None:
        self._text.setText(self._found[self._office.value].text if self._office.value else "")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.text())
        self._shell.say("已复制")

    def _save(self) -> None:
        folder = ask_folder(self, "工作簿存放到")
        if folder is None:
            return
        lists = [reminder_table(self._plan, each) for each in self._found.values()]
        self._shell.run(
            lambda desk, _task: export_each(desk, lists, folder),
            lambda paths: self._shell.say(f"已写出 {len(paths)} 个工作簿，放在 {folder.name}"),
            owner=self,
        )

    def _open_rounds(self) -> None:
        self.accept()
        RoundsDialog(self._shell, self._sheet).show_sized(960, 640)
