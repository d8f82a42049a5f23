"""A workspace that does not open: a backup in its place, or the key file from the recovery key."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.shell import Shell
from ui.widgets.basics import button, label, row
from ui.widgets.dialog import Dialog
from ui.widgets.fields import ChoiceField, Form, TextField

if TYPE_CHECKING:  # use cases bring the database with them: not before the first paint
    from desktop_app.use_cases.desk import Desk

BACKUP = "备份文件 (*.db *.hcbak);;所有文件 (*)"
HINT = "现在的文件都原样留着，不会丢。"


class RescueDialog(Dialog):
    """Works on the folder alone: nothing of the workspace need be readable."""

    help_topic = "backup"

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent, "打不开工作区", hint=HINT)
        self._shell = shell
        self.folder = TextField("工作区文件夹", str(shell.surroundings.doors.usual_folder))
        self.backup = ChoiceField("备份", (), hint="数据文件损坏的：选一份备份，点“从备份恢复”。")
        self.recovery = TextField(
            "恢复密钥",
            hint="密钥文件丢失的：照打印件填写，点“重建密钥文件”。",
            placeholder="新建工作区时打印的一长串字母和数字",
        )
        form = Form()
        form.add(self.folder, self.backup, self.recovery)
        self.body.addWidget(form)
        self.body.addLayout(
            row(
                None,
                button("选择文件夹…", self._pick_folder),
                button("选择备份文件…", self._pick_backup, tip="存在别处的备份"),
            )
        )
        self._told = label("", "muted", wrap=True)
        self.body.addWidget(self._told)
        self.body.addStretch(1)
        self.add_cancel()
        self._rebuild = self.add_action("重建密钥文件", self._rebuild_key, "")
        self._restore = self.add_action("从备份恢复", self._restore_backup)
        self.folder.changed.connect(self._look)
        self._look()

    def _look(self) -> None:
        """Offer the backups of the folder."""
        doors, folder = self._shell.surroundings.doors, Path(self.folder.value)
        self._shell.background.run(
            lambda _task: doors.backups(folder), self._offer, owner=self, key="rescue"
        )

    def _offer(self, backups: Sequence[tuple[str, str]]) -> None:
        self.backup.offer(list(backups))
        self._restore.setEnabled(bool(backups))
        self._told.setText("" if backups else "这个文件夹里没有备份；存在别处的，请选择备份文件。")

    def _pick_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选择工作区文件夹")
        if chosen:
            self.folder.write(chosen)

    def _pick_backup(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "选择备份文件", "", BACKUP)
        if chosen:
            self._offer([(chosen, Path(chosen).name)])

    def _restore_backup(self) -> None:
        doors, folder = self._shell.surroundings.doors, Path(self.folder.value)
        backup = Path(self.backup.value)
        self._enter(lambda: doors.restore_in(folder, backup))

    def _rebuild_key(self) -> None:
        doors, folder = self._shell.surroundings.doors, Path(self.folder.value)
        recovery = self.recovery.value
        self.recovery.complain("" if recovery else "请填写恢复密钥")
        if recovery:
            self._enter(lambda: doors.rebuild_key(folder, recovery))

    def _enter(self, mend: Callable[[], "Desk"]) -> None:
        """Mend and open; the dialog stays if it fails."""
        self._allow(allowed=False)
        self._shell.background.run(
            lambda _task: mend(), self._entered, on_error=self._failed, owner=self
        )

    def _entered(self, desk: "Desk") -> None:
        self.accept()
        self._shell.sit_down(desk)

    def _failed(self, _error: BaseException) -> bool:
        self._allow(allowed=True)
        return False

    def _allow(self, *, allowed: bool) -> None:
        self._rebuild.setEnabled(allowed)
        self._restore.setEnabled(allowed and bool(self.backup.value))
