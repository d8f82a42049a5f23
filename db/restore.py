"""Brings a backup back in one act; the file it replaces stays as `…damaged-time`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db import anchors
from db.backup import FOLDER as BACKUP_FOLDER
from db.backup import Backup, check_copy, copy_database
from db.connection import open_raw
from db.failpoints import failpoint
from db.file_backup import bring_back_files
from db.files import FILE_NAME as FILES_NAME
from db.files import check_file_store
from db.keys import WorkspaceKey, default_key_file
from db.lock import take_lock
from db.marker import DATABASE_NAME
from db.opening import read_key
from db.problems import Damaged, told_plainly
from db.schema import SCHEMA
from db.swap import SwapNote, leave_note
from db.workspace import Clock, open_workspace
from desktop_app.errors import EnvironmentProblem


def restore_backup(
    folder: Path,
    backup: Backup,
    *,
    clock: Clock,
    program: str,
    actor: str,
    key_file: Path | None = None,
) -> Path:
    """Makes the backup the main file and logs it; gives where the replaced file was kept."""
    _, key = read_key(folder, key_file or default_key_file(folder), SCHEMA)
    now = clock()
    kept = f"{DATABASE_NAME}.damaged-{now:%Y%m%dT%H%M%S}"
    lost = max((head.count for head in anchors.read_anchors(folder)), default=0)
    reason = f"备份时日志到第 {backup.head.count} 号，恢复前到第 {lost} 号；原文件存为 {kept}"
    lock = take_lock(folder, now)
    try:
        with told_plainly(folder, needed_bytes=2 * backup.size):
            ready = _make_ready(folder, backup, key)
            _put_files_back(folder, key)
            leave_note(folder, SwapNote(ready, kept, actor, reason))
    finally:
        lock.release()
    open_workspace(folder, clock=clock, program=program, key_file=key_file).close()
    return folder / kept


@contextmanager
def backup_told(path: Path) -> Iterator[None]:
    """Says of the backup, not of the present data, that it is gone or spoilt."""
    if not path.is_file():
        advice = "请检查路径，或另选一份备份。"
        raise EnvironmentProblem("找不到这份备份", advice=advice, record=str(path))
    try:
        yield
    except Damaged as error:
        raise EnvironmentProblem(
            "这份备份已损坏，或不是本工作区的备份",
            advice="请另选一份备份；现在的数据没有改动。",
            record=str(path),
        ) from error


def _make_ready(folder: Path, backup: Backup, key: WorkspaceKey) -> str:
    """A checked copy of a checked backup, ready to be put in place."""
    with backup_told(backup.path):
        check_copy(backup.path, key, backup.head)
    ready = folder / f"{DATABASE_NAME}.restoring"
    ready.unlink(missing_ok=True)
    source = open_raw(backup.path, key, mode="ro")
    try:
        copy_database(source, ready, key)
    finally:
        source.close()
    check_copy(ready, key, backup.head)
    failpoint("restore.ready")
    return ready.name


def _put_files_back(folder: Path, key: WorkspaceKey) -> None:
    """Brings the file store back too, if it is lost or damaged and was backed up."""
    place = folder / BACKUP_FOLDER
    if (place / FILES_NAME).exists() and not check_file_store(folder, key):
        bring_back_files(folder, place)
