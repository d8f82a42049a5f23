"""移交: projects go to another unit from a day on, with the reason and the paper."""

from collections.abc import Sequence

from desktop_app.domain.base_data import Unit
from desktop_app.domain.project import Project
from desktop_app.use_cases import base_data
from desktop_app.use_cases.going_live.projects import hand_over
from desktop_app.values.ids import ProjectId, UnitId
from ui.shell import Shell
from ui.widgets.dialog import Dialog
from ui.widgets.fields import ChoiceField, Form
from ui.widgets.grounds import GroundsFields

HINT = "移交以后由接收单位办理和填报；以前的公文、环节仍是原单位的。以后没有办过环节的，可以撤销。"


class HandoverDialog(Dialog):
    """Which unit takes them over, from when and why."""

    def __init__(self, shell: Shell, projects: Sequence[ProjectId], about: str) -> None:
        super().__init__(shell.window, "移交给另一单位", hint=f"{about}\n{HINT}")
        self._shell = shell
        self._projects = tuple(projects)
        self.unit = ChoiceField("接收单位", [], is_editable=True, hint="输入名称的一部分就能找到")
        self.grounds = GroundsFields(shell.surroundings.clock().date())
        form = Form()
        form.add(self.unit, required=True)
        self.grounds.add_to(form)
        layout = self.make_scrolling()
        layout.addWidget(form)
        layout.addStretch(1)
        self.add_cancel()
        self._action = self.add_action("登记移交", self._save)
        shell.run(lambda desk, _task: base_data.units(desk), self._offer, owner=self)

    def _offer(self, units: tuple[Unit, ...]) -> None:
        known = [(str(unit.id), unit.name) for unit in units if unit.valid_until is None]
        self.unit.offer([("", ""), *known])

    def _save(self) -> None:
        self.unit.complain("" if self.unit.value else "请选一个接收单位")
        is_right = self.grounds.is_right()
        if not (self.unit.value and is_right):
            return
        to, grounds = UnitId(int(self.unit.value)), self.grounds.value
        self._action.setEnabled(False)
        self._shell.run(
            lambda desk, _task: hand_over(desk, self._projects, to, grounds),
            self._saved,
            on_error=self._failed,
            owner=self,
        )

    def _failed(self, _error: BaseException) -> bool:
        self._action.setEnabled(True)
        return False

    def _saved(self, projects: tuple[Project, ...]) -> None:
        self._shell.changed("projects")
        self._shell.say(f"已移交：{'、'.join(each.code for each in projects)}")
        self.accept()
