"""机关: the offices the regulation names, what they are called today and were before."""

from PySide6.QtWidgets import QWidget

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.use_cases.going_live.offices import OfficeLine, office_lines, rename_office
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.table.column import Column, Kind
from ui.table.grid import GridView
from ui.table.output import ListOutput
from ui.widgets.act_dialog import ActDialog
from ui.widgets.basics import button, column, label, row
from ui.widgets.fields import Form, TextField
from ui.widgets.grounds import GroundsFields

HINT = (
    "办法里写明的部门。改了名的在这里登记新名称和起始日期：以前的公文仍用旧名，以后的公文用新名；"
    "部门用旧名报回的表照样收。"
)


class OfficesPane(QWidget):
    """A list of offices; the current one can be given a new name."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.grid: GridView[OfficeLine] = GridView(
            "base_data.offices", _columns(), row_key=lambda each: each.role, store=shell.store
        )
        ListOutput(shell, self.grid, "机关", self)
        self.grid.opened.connect(lambda _: self.open_rename())
        heading = row(label(HINT, "muted", wrap=True), button("更名…", self.open_rename))
        heading.setStretch(0, 1)
        layout = column(heading, self.grid, spacing=10)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.grid.cover.show_loading()

    def reload(self) -> None:
        """Read the offices again."""
        self._shell.run(
            lambda desk, _task: office_lines(desk),
            self._show,
            owner=self,
            key="base_data.offices",
        )

    def _show(self, lines: tuple[OfficeLine, ...]) -> None:
        self.grid.cover.hide()
        self.grid.set_rows(lines)

    def open_rename(self) -> None:
        """Give the current office a new name from a day on."""
        current = self.grid.current_row
        if current is not None:
            RenameOfficeDialog(self._shell, current).show_sized(540, 470)


class RenameOfficeDialog(ActDialog):
    """The new name, from when and why."""

    help_topic = "turns"

    def __init__(self, shell: Shell, office: OfficeLine) -> None:
        super().__init__(shell, f"“{office.name}”更名", hint=f"办法里叫“{office.label}”。")
        self._office = office
        self.name = TextField("新名称", office.name)
        self.grounds = GroundsFields(shell.surroundings.clock().date())
        form = Form()
        form.add(self.name, required=True)
        self.grounds.add_to(form)
        layout = self.make_scrolling()
        layout.addWidget(form)
        layout.addStretch(1)
        self.add_cancel()
        self.add_act("登记更名", self._save)
        title = f"“{office.name}”更名"
        place = DraftPlace("office", title, office.label, more={"role": office.role})
        DraftKeeper(shell, self, place, {"name": self.name, **self.grounds.fields})

    def _save(self) -> None:
        is_new = bool(self.name.value) and self.name.value != self._office.name
        self.name.complain("" if is_new else "请填写新的全称")
        if not (self.grounds.is_right() and is_new):
            return
        role, new, grounds = self._office.role, self.name.value, self.grounds.value
        self.carry_out(
            lambda desk: rename_office(desk, role, new, grounds),
            lambda office: f"已登记更名：{office.name}",
        )


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again for the same office."""
    role = draft.place.more["role"]

    def show(lines: tuple[OfficeLine, ...]) -> None:
        office = next(each for each in lines if each.role == role)
        RenameOfficeDialog(shell, office).show_sized(540, 470)

    shell.run(lambda desk, _task: office_lines(desk), show, owner=shell.window)


def _columns() -> tuple[Column[OfficeLine], ...]:
    return (
        Column("label", "办法里叫", lambda each: each.label, width=220),
        Column("name", "现在的名称", lambda each: each.name, width=260),
        Column("since", "自", lambda each: each.since, Kind.DATE, 110),
        Column("earlier", "曾用名",
               lambda each: "；".join(f"{name} 至 {until}" for name, until in each.earlier),
               width=360),
    )  # fmt: skip
