"""Backups at a place of the user's choice: a stick, another disk."""

from pathlib import Path

from db.backup import Backup, copy_verified
from db.keys import default_key_file
from db.marker import DATABASE_NAME
from db.opening import read_key
from db.problems import told_plainly
from db.restore import head_and_schema, restore_backup
from db.schema import SCHEMA
from db.workspace import Clock, Workspace


def backup_to(workspace: Workspace, file: Path) -> Path:
    """Writes a verified copy of the main file to `file`; an older one there is replaced."""
    size = (workspace.folder / DATABASE_NAME).stat().st_size
    with workspace.undisturbed(), told_plainly(file.parent, needed_bytes=size):
        copy_verified(workspace.engine, file, workspace.key)
    return file


def restore_from(
    folder: Path,
    file: Path,
    *,
    clock: Clock,
    program: str,
    actor: str = "",
    key_file: Path | None = None,
) -> Path:
    """Brings back a copy from any place; gives where the replaced file was kept."""
    _, key = read_key(folder, key_file or default_key_file(folder), SCHEMA)
    head, _ = head_and_schema(file, key)
    backup = Backup(file, clock(), head, "file")
    return restore_backup(
        folder, backup, clock=clock, program=program, actor=actor, key_file=key_file
    )
