"""Backups as the list shows them."""

from dataclasses import dataclass
from pathlib import Path

from desktop_app.use_cases import workspaces
from desktop_app.use_cases.desk import Desk

REASONS = {
    "import": "导入前",
    "undo": "撤销前",
    "by_hand": "手工备份",
    "migration": "升级前",
    "restore": "恢复前",
    "exit": "退出时",
    "purge": "清除后",
    "timer": "定时",
}
KILOBYTE = 1024


@dataclass(frozen=True)
class BackupRow:
    """One backup in words."""

    path: Path
    taken_at: str
    reason: str
    kilobytes: int
    acts: int
    """How many acts the log held then."""


def read_backups(desk: Desk) -> tuple[BackupRow, ...]:
    """The workspace's own backups, the newest first."""
    return tuple(
        BackupRow(
            each.path,
            f"{each.taken_at:%Y-%m-%d %H:%M}",
            REASONS.get(each.reason, "自动备份"),
            each.size // KILOBYTE,
            each.head.count,
        )
        for each in workspaces.backups(desk)
    )
