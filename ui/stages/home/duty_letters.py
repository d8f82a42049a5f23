"""督办单: one letter to every unit that owes something, with all it owes by date."""

from collections.abc import Sequence

from typing_extensions import override

from desktop_app.domain.record import Paper
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers.duty_letters import (
    UnitDuties,
    issue_duty_letters,
    preview_duty_letters,
    unit_duties,
)
from ui.papers.previewing import BatchDialog, days_from_today
from ui.shell import Shell
from ui.widgets.basics import label
from ui.widgets.fields import DateField, Form
from ui.widgets.tick_list import CARRIED

HINT = "每个单位一份，列出它到期、超期的各项和依据；出具后在单位的“材料”里可以重印。"
NOTHING = "没有到期或者超期的事项。可以把“到期日”放晚一些，提前提醒。"
USUAL_DAYS = 15


class DutyLettersDialog(BatchDialog):
    """Every unit that owes something is ticked beforehand."""

    help_topic = "duty-letters"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "督办单", HINT, "督办哪些单位")
        self._until = DateField("到期日不晚于", days_from_today(shell, 0))
        self._due = DateField("请于何日前办结", days_from_today(shell, USUAL_DAYS))
        self._none = label(NOTHING, "banner-warn", wrap=True)
        self._none.hide()
        form = Form()
        form.add(self._until, self._due)
        self.side.addWidget(form)
        self.side.addWidget(self._none)
        self.side.addWidget(self.list, 1)
        self.side.addWidget(self.look_button)
        self._until.changed.connect(self.read)
        self._due.changed.connect(self.forget)
        self.read()

    def read(self) -> None:
        """Read who owes something by the day."""
        until = self._until.value
        self.forget()
        self._shell.run(
            lambda desk, _task: unit_duties(desk, until=until),
            self._show_units,
            owner=self,
            key="duty_letters",
        )

    def _show_units(self, units: Sequence[UnitDuties]) -> None:
        self.list.offer((f"{each.unit}（{len(each.lines)} 项）", each, True) for each in units)
        self._none.setHidden(bool(units))
        self.forget()

    @property
    def chosen(self) -> tuple[UnitDuties, ...]:
        """The units ticked."""
        return tuple(item.data(CARRIED) for item in self.list.ticked)

    @override
    def forget(self) -> None:
        self._action.setEnabled(False)
        self.look_button.setEnabled(bool(self.chosen))
        self.preview.cover.show_empty("还没有预览", "勾选单位，点“预览”，看过再出具。")

    @override
    def look(self) -> None:
        chosen, due = self.chosen, self._due.value
        self.show_pdf(
            lambda desk: preview_duty_letters(desk, chosen, due=due),
            lambda: self._action.setEnabled(True),
        )

    @override
    def issue(self, desk: Desk) -> tuple[Paper, ...]:
        return issue_duty_letters(desk, self.chosen, due=self._due.value)
