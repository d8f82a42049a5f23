"""Registering a unit, or changing one; an old paper keeps the old name."""

from desktop_app.domain.base_data import Unit
from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.use_cases import base_data
from desktop_app.use_cases.base_data import OWNER_TYPE_LABELS, UNIT_KIND_LABELS, unit_subject
from desktop_app.values.identity import credit_code_fault, phone_fault
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.act_dialog import ActDialog
from ui.widgets.fields import ChoiceField, Form, TextField


class UnitDialog(ActDialog):
    """The fields of one unit; None registers a new one."""

    def __init__(self, shell: Shell, unit: Unit | None, units: tuple[Unit, ...]) -> None:
        title = "登记单位" if unit is None else f"修改单位“{unit.name}”"
        super().__init__(shell, title, hint="改名后，以前的公文仍用旧名。")
        self._unit = unit
        self._name = TextField("单位全称", unit.name if unit else "")
        self._kind = ChoiceField("类型", list(UNIT_KIND_LABELS.items()), unit.kind if unit else "")
        owners = [("", "（不填）"), *OWNER_TYPE_LABELS.items()]
        self._owner = ChoiceField("单位性质", owners, unit.owner_type if unit else "")
        above = [("", "（没有）"), *((str(u.id), u.name) for u in units if u != unit)]
        current = str(unit.superior_id) if unit and unit.superior_id else ""
        self._superior = ChoiceField("上级单位", above, current)
        self._short = TextField("简称", unit.short_name if unit else "")
        self._credit = TextField("统一社会信用代码", unit.credit_code if unit else "")
        self._contact = TextField("联系人", unit.contact if unit else "")
        self._phone = TextField("电话", unit.phone if unit else "")
        self._note = TextField("备注", unit.note if unit else "")
        form = Form()
        form.add(self._name, self._kind, required=True)
        form.add(self._owner, self._superior, self._short, self._credit)
        form.add(self._contact, self._phone, self._note)
        self.make_scrolling().addWidget(form)
        self.add_cancel()
        self.add_act("保存", self._save)
        typed = {
            "name": self._name,
            "kind": self._kind,
            "owner": self._owner,
            "superior": self._superior,
            "short": self._short,
            "credit": self._credit,
            "contact": self._contact,
            "phone": self._phone,
            "note": self._note,
        }
        subjects = (unit_subject(unit),) if unit else ()
        DraftKeeper(shell, self, DraftPlace("unit", title, "", subjects), typed)

    def _save(self) -> None:
        if not self._is_right():
            return
        unit_id = self._unit.id if self._unit else None
        superior = int(self._superior.value) if self._superior.value else None
        values: dict[str, object] = {
            "name": self._name.value,
            "kind": self._kind.value,
            "owner_type": self._owner.value,
            "superior_id": superior,
            "short_name": self._short.value,
            "credit_code": self._credit.value,
            "contact": self._contact.value,
            "phone": self._phone.value,
            "note": self._note.value,
        }
        self.carry_out(
            lambda desk: base_data.save_unit(desk, unit_id, **values),
            lambda unit: f"已保存：{unit.name}",
            "units",
        )

    def _is_right(self) -> bool:
        credit, phone = self._credit.value, self._phone.value
        complaints = (
            (self._phone, phone_fault(phone) if phone else None),
            (self._credit, credit_code_fault(credit) if credit else None),
            (self._name, None if self._name.value else "请填写单位全称"),
        )
        for field, complaint in complaints:
            field.complain(complaint or "")
        return not any(complaint for _, complaint in complaints)


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again, for a new unit or for the one that was being changed."""
    key = draft.place.subjects[0].id if draft.place.subjects else None

    def show(units: tuple[Unit, ...]) -> None:
        unit = next((each for each in units if each.id == key), None)
        UnitDialog(shell, unit, units).show_sized(560, 620)

    shell.run(lambda desk, _task: base_data.units(desk), show, owner=shell.window)
