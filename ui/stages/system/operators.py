"""经办人: who works at this desk; the log names them."""

from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop_app.domain.office import Operator
from desktop_app.use_cases import workspaces
from ui.shell import Shell
from ui.widgets.basics import button, column, label, name, row
from ui.widgets.fields import TextField


class OperatorsPane(QWidget):
    """A list of names; a new name is registered by sitting down under it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._names: list[str] = []
        self._list = QListWidget()
        self._list.setMaximumWidth(420)
        name(self._list, "经办人", "上下方向键选择")
        self._field = TextField("姓名", placeholder="新经办人的姓名")
        self._field.setMaximumWidth(260)
        add = button("登记并换成此人", self._add)
        take = button("换成所选经办人", self._take, "primary")
        hint = "每一步操作都以当前经办人的名义记入日志。"
        layout = column(
            label(hint, "muted"),
            self._list,
            row(take, None),
            row(self._field, add, None),
            None,
            spacing=10,
        )
        layout.setContentsMargins(0, 10, 0, 0)
        self.setLayout(layout)

    def reload(self) -> None:
        """Read the names again."""
        self._shell.run(
            lambda desk, _task: (workspaces.operators(desk), desk.operator),
            lambda made: self._show(*made),
            owner=self,
            key="system.operators",
        )

    def _show(self, operators: tuple[Operator, ...], current: str) -> None:
        self._list.clear()
        for each in operators:
            mark = "　（当前）" if each.name == current else ""
            self._list.addItem(QListWidgetItem(f"{each.name}{mark}"))
            if mark:
                self._list.setCurrentRow(self._list.count() - 1)
        self._names = [each.name for each in operators]

    def _take(self) -> None:
        place = self._list.currentRow()
        if 0 <= place < len(self._names):
            self._sit_down(self._names[place])

    def _add(self) -> None:
        self._field.complain("" if self._field.value else "请填写姓名")
        if self._field.value:
            self._sit_down(self._field.value)
            self._field.line.clear()

    def _sit_down(self, person: str) -> None:
        self._shell.run(
            lambda desk, _task: workspaces.choose_operator(desk, person),
            lambda operator: self._changed(operator.name),
            owner=self,
        )

    def _changed(self, person: str) -> None:
        self._shell.changed("operators")
        self._shell.say(f"现在由 {person} 办理")
