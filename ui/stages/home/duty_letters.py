"""督办单: one letter to every unit that owes something, with all it owes by date."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop_app.domain.record import Paper
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers.duty_letters import (
    UnitDuties,
    issue_duty_letters,
    preview_duty_letters,
    unit_duties,
)
from ui.papers.previewing import PreviewDialog, days_from_today
from ui.shell import Shell
from ui.widgets.basics import button, label, name
from ui.widgets.fields import DateField, Form

HINT = "每个单位一份，列出它到期、超期的各项和依据；出具后在单位的“材料”里可以重印。"
NOTHING = "没有到期或者超期的事项。可以把“到期日”放晚一些，提前提醒。"
USUAL_DAYS = 15


class DutyLettersDialog(PreviewDialog):
    """Every unit that owes something is ticked beforehand."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "督办单", HINT)
        self.setProperty("help", "duty-letters")
        self._until = DateField("到期日不晚于", days_from_today(shell, 0))
        self._due = DateField("请于何日前办结", days_from_today(shell, USUAL_DAYS))
        self._list = QListWidget()
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        name(self._list, "督办哪些单位", "空格键勾选")
        self._none = label(NOTHING, "banner-warn", wrap=True)
        self._none.hide()
        form = Form()
        form.add(self._until, self._due)
        self.side.addWidget(form)
        self.side.addWidget(self._none)
        self.side.addWidget(self._list, 1)
        self._look = button("预览(&P)", self.look)
        self.side.addWidget(self._look)
        self.add_cancel("关闭")
        self._issue = self.add_action("出具并打印…", self._issue_all)
        self._until.changed.connect(self.read)
        self._due.changed.connect(self._forget)
        self._list.itemChanged.connect(lambda _: self._forget())
        self.read()

    def read(self) -> None:
        """Read who owes something by the day."""
        until = self._until.value
        self._forget()
        self._shell.run(
            lambda desk, _task: unit_duties(desk, until=until),
            self._show_units,
            owner=self,
            key="duty_letters",
        )

    def _show_units(self, units: Sequence[UnitDuties]) -> None:
        self._list.clear()
        for each in units:
            item = QListWidgetItem(f"{each.unit}（{len(each.lines)} 项）")
            item.setData(Qt.ItemDataRole.UserRole, each)
            item.setToolTip(item.text())
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self._list.addItem(item)
        self._none.setHidden(bool(units))
        self._forget()

    @property
    def chosen(self) -> tuple[UnitDuties, ...]:
        """The units ticked."""
        items = [self._list.item(place) for place in range(self._list.count())]
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def _forget(self) -> None:
        """Another choice: it has to be looked at before it is issued."""
        self._issue.setEnabled(False)
        self._look.setEnabled(bool(self.chosen))
        self.preview.cover.show_empty("还没有预览", "勾选单位，点“预览”，看过再出具。")

    def look(self) -> None:
        """Show the letters of the units ticked."""
        chosen, due = self.chosen, self._due.value

        def make(desk: Desk) -> bytes:
            return preview_duty_letters(desk, chosen, due=due)

        self.show_pdf(make, lambda: self._issue.setEnabled(True))

    def _issue_all(self) -> None:
        chosen, due = self.chosen, self._due.value
        self._issue.setEnabled(False)
        self._shell.run(
            lambda desk, _task: issue_duty_letters(desk, chosen, due=due),
            self._issued,
            on_error=self._not_issued,
            owner=self,
        )

    def _not_issued(self, _error: BaseException) -> bool:
        self._issue.setEnabled(True)
        return False

    def _issued(self, papers: tuple[Paper, ...]) -> None:
        from ui.papers.printer import ask_and_print  # noqa: PLC0415 - the printers are asked late

        self._shell.changed("papers")
        self._shell.say(f"已出具督办单 {len(papers)} 份")
        self.accept()
        if self._shell.window is not None:
            ask_and_print(self._shell, self._shell.window, papers)
