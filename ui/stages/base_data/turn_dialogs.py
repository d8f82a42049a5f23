"""更名 and 并入: a unit gets a new name, or goes into another one, from a day on."""

from desktop_app.domain.base_data import Unit
from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.use_cases import base_data
from desktop_app.use_cases.base_data import unit_subject
from desktop_app.use_cases.going_live.units import (
    MergerOutlook,
    merge_units,
    merger_outlook,
    rename_unit,
)
from desktop_app.values.ids import UnitId
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.act_dialog import ActDialog
from ui.widgets.basics import label
from ui.widgets.fields import ChoiceField, Form, TextField
from ui.widgets.grounds import GroundsFields

RENAME, MERGE = "unit_turn.rename", "unit_turn.merge"
RENAME_HINT = "起始日期以前的公文仍用旧名；按旧名找得到，按旧名报来的表照样收，并注明现在的名称。"
MERGE_HINT = "在办的项目和基础数据转到留下的单位；已经办结的项目和以前的公文仍是原单位的。"


class RenameDialog(ActDialog):
    """The new name, from when and why."""

    help_topic = "turns"

    def __init__(self, shell: Shell, unit: Unit) -> None:
        super().__init__(shell, f"“{unit.name}”更名", hint=RENAME_HINT)
        self._unit = unit
        self.name = TextField("新名称", unit.name)
        self.grounds = GroundsFields(shell.surroundings.clock().date())
        form = Form()
        form.add(self.name, required=True)
        self.grounds.add_to(form)
        layout = self.make_scrolling()
        layout.addWidget(form)
        layout.addStretch(1)
        self.add_cancel()
        self.add_act("登记更名", self._save)
        place = DraftPlace(RENAME, f"“{unit.name}”更名", unit.name, (unit_subject(unit),))
        DraftKeeper(shell, self, place, {"name": self.name, **self.grounds.fields})

    def _save(self) -> None:
        is_new = bool(self.name.value) and self.name.value != self._unit.name
        self.name.complain("" if is_new else "请填写新的单位全称")
        if not (self.grounds.is_right() and is_new):
            return
        unit_id, new, grounds = self._unit.id, self.name.value, self.grounds.value
        self.carry_out(
            lambda desk: rename_unit(desk, unit_id, new, grounds),
            lambda unit: f"已登记更名：{unit.name}",
            "units",
            "projects",
        )


class MergeUnitsDialog(ActDialog):
    """Which unit takes this one in, what goes over with it, from when and why."""

    help_topic = "turns"

    def __init__(self, shell: Shell, unit: Unit, units: tuple[Unit, ...]) -> None:
        super().__init__(shell, f"“{unit.name}”并入另一单位", hint=MERGE_HINT)
        self._unit = unit
        known = [(str(u.id), u.name) for u in units if u.id != unit.id and u.valid_until is None]
        self.into = ChoiceField("留下的单位", [("", ""), *known], is_editable=True,
                                hint="新组建的单位先登记，再把旧单位并入")  # fmt: skip
        self.moves = label("正在查看随之转过去的内容…", "banner-info", wrap=True)
        self.grounds = GroundsFields(shell.surroundings.clock().date())
        form = Form()
        form.add(self.into, required=True)
        self.grounds.add_to(form)
        layout = self.make_scrolling()
        layout.addWidget(self.moves)
        layout.addWidget(form)
        layout.addStretch(1)
        self.add_cancel()
        self.add_act("登记并入", self._save)
        place = DraftPlace(MERGE, f"“{unit.name}”并入", unit.name, (unit_subject(unit),))
        DraftKeeper(shell, self, place, {"into": self.into, **self.grounds.fields})
        shell.run(lambda desk, _task: merger_outlook(desk, [unit.id]), self._show, owner=self)

    def _show(self, seen: MergerOutlook) -> None:
        self.moves.setText(
            f"转到留下的单位：在办项目 {len(seen.projects)} 个，已建系统 {seen.systems} 个，"
            f"数据目录 {seen.items} 项，统筹需求 {seen.needs} 项，下级单位 {len(seen.below)} 个。"
            f"办结的 {seen.ended} 个项目不动。"
        )

    def _save(self) -> None:
        self.into.complain("" if self.into.value else "请选留下的单位")
        if not (self.grounds.is_right() and self.into.value):
            return
        unit_id, into = self._unit.id, UnitId(int(self.into.value))
        grounds = self.grounds.value
        self.carry_out(
            lambda desk: merge_units(desk, [unit_id], into, grounds),
            lambda kept: f"已登记：“{self._unit.name}”并入“{kept.name}”",
            "units",
            "projects",
        )


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again for the same unit."""
    key = draft.place.subjects[0].id

    def show(units: tuple[Unit, ...]) -> None:
        unit = next(each for each in units if each.id == key)
        if draft.place.kind == RENAME:
            RenameDialog(shell, unit).show_sized(540, 440)
        else:
            MergeUnitsDialog(shell, unit, units).show_sized(560, 520)

    shell.run(lambda desk, _task: base_data.units(desk), show, owner=shell.window)
