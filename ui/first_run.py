"""The page without a workspace: make one, open one, or look at the sample data."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ui.rescue import RescueDialog
from ui.shell import NewWorkspace, Shell
from ui.widgets.basics import button, column, copyable, framed, label, name, row
from ui.widgets.dialog import Dialog
from ui.widgets.fields import ChoiceField, Form, TextField
from ui.widgets.saving import PACK
from ui.widgets.states import StateCover

if TYPE_CHECKING:  # use cases bring the database with them: not before the first paint
    from desktop_app.use_cases.desk import Desk

WIDTH = 620


class FirstRunPage(QWidget):
    """Three ways to begin, the usual one first."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.setProperty("role", "page")
        outer = QVBoxLayout(self)
        card = framed(self._ways(), margin=28)
        card.setFixedWidth(WIDTH)
        outer.addStretch(2)
        outer.addLayout(row(None, card, None))
        outer.addStretch(3)
        self.cover = StateCover(self)

    def _ways(self) -> QVBoxLayout:
        create = button("新建工作区…(&N)", self._ask_new, "primary")
        name(create, "新建工作区", "填写单位名称和经办人，选择存放位置")
        folder = button("打开已有工作区…(&O)", self._pick_folder)
        name(folder, "打开已有工作区", "选择工作区所在的文件夹")
        sample = button("用示例数据看看(&S)", self._open_sample)
        name(sample, "用示例数据看看", "虚构的一年数据，可随意试用，删除后不留痕迹")
        rescue = button("打不开工作区…(&R)", self._ask_rescue)
        name(rescue, "打不开工作区", "从备份恢复，或用恢复密钥重建密钥文件")
        return column(
            label("欢迎使用衡册", "headline"),
            label(
                "项目、材料、核查和公文都在这台电脑上，加密保存，不需要联网。", "muted", wrap=True
            ),
            12,
            _way(create, "为本单位建立新的工作区。"),
            _way(folder, "打开以前建立的、或从备份恢复的工作区。"),
            _way(sample, "虚构的一年数据，可随意试用，不影响正式数据。"),
            _way(rescue, "数据文件损坏、密钥文件丢失时：从备份恢复，重建密钥文件。"),
            spacing=10,
        )

    def _ask_new(self) -> None:
        NewWorkspaceDialog(self._shell, self).show_sized(600, 480)

    def _ask_rescue(self) -> None:
        RescueDialog(self._shell, self).show_sized(600, 440)

    def _pick_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "选择工作区文件夹")
        if folder:
            doors = self._shell.surroundings.doors
            self._enter("正在打开工作区…", lambda: doors.open_folder(Path(folder)))

    def _open_sample(self) -> None:
        doors = self._shell.surroundings.doors
        self._enter("正在准备示例数据，第一次约需一两分钟…", doors.open_sample)

    def _enter(self, words: str, enter: Callable[[], "Desk"]) -> None:
        """Say what is going on until the workspace is open; the ways come back if it fails."""
        self.cover.show_loading(words)
        self._shell.background.run(
            lambda _task: enter(), self._shell.sit_down, on_error=self._not_entered, owner=self
        )

    def _not_entered(self, _error: BaseException) -> bool:
        self.cover.hide()
        return False


def _way(action: QWidget, text: str) -> QVBoxLayout:
    action.setFixedWidth(220)
    return column(row(action, label(text, "muted", wrap=True), spacing=16))


class NewWorkspaceDialog(Dialog):
    """Asks for office, operator, pack and folder, then shows the recovery key once."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent, "新建工作区", hint="以后都可以修改，存放位置除外。")
        self._shell = shell
        self._office = TextField("单位名称", placeholder="例如：某某县数据资源管理局")
        self._operator = TextField("经办人", placeholder="本人姓名")
        self._folder = TextField("存放位置", hint="一个空文件夹；不要放在网络盘或U盘上。")
        self._packs: list[tuple[str, str]] = []
        self._pack = ChoiceField("规则包", (), hint="照哪一部办法办；以后可以启用别的。")
        form = Form()
        form.add(self._office, self._operator, self._folder, self._pack, required=True)
        self.body.addWidget(form)
        self.body.addLayout(
            row(
                None,
                button("选择存放位置…", self._pick),
                button("从规则包文件夹…", self._pick_pack_folder, tip="用本单位编写的规则包"),
                button("从规则包文件…", self._pick_pack_file, tip="用导出的规则包文件"),
            )
        )
        self.body.addStretch(1)
        self.add_cancel()
        self._action = self.add_action("新建", self._create)
        doors = shell.surroundings.doors
        shell.background.run(lambda _task: doors.packs(), self._offer, owner=self)

    def _offer(self, packs: Sequence[tuple[str, str]], current: str = "") -> None:
        self._packs = list(dict([*self._packs, *packs]).items())
        self._pack.offer(self._packs, current)

    def _pick_pack_folder(self) -> None:
        self._take_pack(QFileDialog.getExistingDirectory(self, "选择规则包的文件夹"))

    def _pick_pack_file(self) -> None:
        self._take_pack(QFileDialog.getOpenFileName(self, "选择规则包文件", "", PACK)[0])

    def _take_pack(self, place: str) -> None:
        """Check the pack of one's own and choose it; its faults are told at once."""
        if place:
            doors = self._shell.surroundings.doors
            self._shell.background.run(
                lambda _task: doors.own_pack(Path(place)),
                lambda title: self._offer([(place, f"{title}（自己的）")], place),
                owner=self,
            )

    def _pick(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "选择存放位置")
        if folder:
            self._folder.line.setText(folder)

    def _create(self) -> None:
        if not self._is_complete():
            return
        request = NewWorkspace(
            Path(self._folder.value), self._office.value, self._operator.value, self._pack.value
        )
        doors = self._shell.surroundings.doors
        self._action.setEnabled(False)
        self._shell.background.run(
            lambda _task: doors.create(request),
            lambda made: self._done(*made),
            on_error=self._failed,
            owner=self,
        )

    def _is_complete(self) -> bool:
        for field in (self._folder, self._operator, self._office):
            field.complain("" if field.value else f"请填写{field.title}")
        return all(f.value for f in (self._office, self._operator, self._folder))

    def _failed(self, _error: BaseException) -> bool:
        self._action.setEnabled(True)
        return False

    def _done(self, desk: object, recovery_key: str) -> None:
        self.accept()
        show_recovery_key(self._shell, recovery_key)
        self._shell.sit_down(desk)  # type: ignore[arg-type]  # the desk the doors made


def show_recovery_key(shell: Shell, recovery_key: str) -> None:
    """Show the recovery key, which no one can look up later."""
    dialog = Dialog(shell.window, "请保存恢复密钥", hint="密钥文件丢失时，只有它能打开数据。")
    key = copyable(recovery_key, "title")
    key.setAlignment(Qt.AlignmentFlag.AlignCenter)
    dialog.body.addWidget(key)
    advice = "请抄写或打印一份，与电脑分开保管。关闭后不再显示。"
    dialog.body.addWidget(label(advice, "banner-warn", wrap=True))
    dialog.body.addStretch(1)
    dialog.add_action("已妥善保存", dialog.accept)
    dialog.show_sized(560, 260)
