"""备份与恢复: verified copies, a copy elsewhere, and the way back."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.use_cases import workspaces
from ui.error_dialog import Question
from ui.shell import Shell
from ui.stages.system.backup_rows import REASONS, BackupRow, read_backups
from ui.table.column import Column, Kind
from ui.table.grid import GridView
from ui.table.output import ListOutput
from ui.widgets.basics import button, column, label, row

BACKUP = "备份文件 (*.db);;所有文件 (*)"


class BackupsPane(QWidget):
    """Every backup was reopened and compared before it counts."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.grid: GridView[BackupRow] = GridView(
            "system.backups", _columns(), row_key=lambda each: each.path, store=shell.store
        )
        ListOutput(shell, self.grid, "备份清单", self)
        now = button("立即备份", self._backup_now, "primary")
        elsewhere = button("备份到…(&S)", self._backup_to)
        self._restore = button("恢复到所选备份…", self._ask_restore, "danger")
        other = button("从文件恢复…", self._pick_backup)
        hint = "导入、撤销和升级前自动备份。请定期把备份存到另一块盘或U盘。"
        heading = row(label(hint, "muted", wrap=True), other, self._restore, elsewhere, now)
        heading.setStretch(0, 1)
        layout = column(heading, self.grid, spacing=10)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._restore.setEnabled(False)
        self.grid.current_changed.connect(lambda each: self._restore.setEnabled(each is not None))
        self.grid.cover.show_loading()

    def reload(self) -> None:
        """Read the list of backups again."""
        self._shell.run(
            lambda desk, _task: read_backups(desk), self._show, owner=self, key="system.backups"
        )

    def _show(self, rows: tuple[BackupRow, ...]) -> None:
        self.grid.set_rows(rows)
        if rows:
            self.grid.cover.hide()
        else:
            self.grid.cover.show_empty("还没有备份", "现在就做一次。", "立即备份", self._backup_now)

    def _backup_now(self) -> None:
        self._shell.run(
            lambda desk, _task: workspaces.backup_now(desk),
            lambda made: self._backed_up(f"{REASONS['by_hand']} {made.taken_at:%Y-%m-%d %H:%M}"),
            owner=self,
        )

    def _backup_to(self) -> None:
        proposed = f"衡册备份{self._shell.surroundings.clock():%Y%m%d-%H%M}.db"
        chosen, _ = QFileDialog.getSaveFileName(self, "备份到", proposed, BACKUP)
        if chosen:
            self._shell.run(
                lambda desk, _task: workspaces.backup(desk, Path(chosen)),
                lambda made: self._backed_up(made.name),
                owner=self,
            )

    def _backed_up(self, what: str) -> None:
        self._shell.say(f"已备份并核验：{what}")
        self.reload()

    def _pick_backup(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "选择备份文件", "", BACKUP)
        if chosen:
            self._ask(Path(chosen), Path(chosen).name)

    def _ask_restore(self) -> None:
        current = self.grid.current_row
        if current is not None:
            self._ask(current.path, f"{current.taken_at} 的备份")

    def _ask(self, path: Path, words: str) -> None:
        text = f"数据回到 {words} 时的样子。现在的数据另存一份，不会丢失。"
        question = Question("恢复备份", text, "恢复", "不恢复", is_dangerous=True)
        doors = self._shell.surroundings.doors
        self._shell.ask(
            question,
            lambda: self._shell.background.run(
                lambda _task: doors.restore(path), self._shell.sit_down, owner=self
            ),
        )


def _columns() -> tuple[Column[BackupRow], ...]:
    return (
        Column("at", "备份时间", lambda each: each.taken_at, Kind.CODE, 170),
        Column("size", "大小", lambda each: each.kilobytes, Kind.NUMBER, 110, unit="KB"),
        Column("acts", "备份时的操作数", lambda each: each.acts, Kind.NUMBER, 150),
        Column("reason", "缘由", lambda each: each.reason, width=200),
        Column("file", "文件名", lambda each: each.path.name, width=330, is_hidden=True),
    )
