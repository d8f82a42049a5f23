"""移交: projects go to another unit from a day on, with the reason and the paper."""

from collections.abc import Sequence

from desktop_app.domain.base_data import Unit
from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import Subject
from desktop_app.use_cases import base_data
from desktop_app.use_cases.going_live.projects import hand_over
from desktop_app.values.ids import ProjectId, UnitId
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.act_dialog import ActDialog
from ui.widgets.fields import ChoiceField, Form
from ui.widgets.grounds import GroundsFields

HINT = "移交以后由接收单位办理和填报；以前的公文、环节仍是原单位的。以后没有办过环节的，可以撤销。"


class HandoverDialog(ActDialog):
    """Which unit takes them over, from when and why."""

    help_topic = "turns"

    def __init__(
        self, shell: Shell, projects: Sequence[ProjectId], about: str, units: Sequence[Unit]
    ) -> None:
        super().__init__(shell, "移交给另一单位", hint=f"{about}\n{HINT}")
        self._projects = tuple(projects)
        known = [(str(unit.id), unit.name) for unit in units if unit.valid_until is None]
        hint = "输入名称的一部分就能找到"
        self.unit = ChoiceField("接收单位", [("", ""), *known], is_editable=True, hint=hint)
        self.grounds = GroundsFields(shell.surroundings.clock().date())
        form = Form()
        form.add(self.unit, required=True)
        self.grounds.add_to(form)
        layout = self.make_scrolling()
        layout.addWidget(form)
        layout.addStretch(1)
        self.add_cancel()
        self.add_act("登记移交", self._save)
        subjects = tuple(Subject("project", each) for each in projects)
        place = DraftPlace("handover", "移交给另一单位", about, subjects)
        DraftKeeper(shell, self, place, {"unit": self.unit, **self.grounds.fields})

    def _save(self) -> None:
        self.unit.complain("" if self.unit.value else "请选一个接收单位")
        is_right = self.grounds.is_right()
        if not (self.unit.value and is_right):
            return
        to, grounds = UnitId(int(self.unit.value)), self.grounds.value
        self.carry_out(
            lambda desk: hand_over(desk, self._projects, to, grounds),
            lambda projects: f"已移交：{'、'.join(each.code for each in projects)}",
            "projects",
        )


def open_handover(shell: Shell, projects: Sequence[ProjectId], about: str) -> None:
    """Read the units, then ask which of them takes the projects over."""

    def show(units: tuple[Unit, ...]) -> None:
        HandoverDialog(shell, projects, about, units).show_sized(560, 530)

    shell.run(lambda desk, _task: base_data.units(desk), show, owner=shell.window)


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again for the same projects."""
    ids = [ProjectId(each.id) for each in draft.place.subjects]
    open_handover(shell, ids, draft.place.about)
