"""Brings a backup back in one act; the file it replaces stays as `…damaged-time`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db import anchors, chain
from db.backup import FOLDER as BACKUP_FOLDER
from db.backup import Backup, check_copy, copy_database, reading
from db.belonging import told_apart
from db.connection import open_raw
from db.failpoints import failpoint
from db.file_backup import bring_back_files
from db.files import FILE_NAME as FILES_NAME
from db.files import check_file_store
from db.keys import WorkspaceKey, default_key_file
from db.lock import take_lock
from db.marker import APPLICATION_ID, DATABASE_NAME
from db.opening import newer, read_key
from db.problems import Damaged, Foreign, told_plainly
from db.schema import SCHEMA, read_stamp
from db.swap import SwapNote, leave_note
from db.workspace import Clock, open_workspace
from desktop_app.domain.record import LogHead
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
    with told_plainly(folder):
        lock = take_lock(folder, now)
    try:
        with told_plainly(folder, needed_bytes=2 * backup.size):
            ready, found = _make_ready(folder, backup, key)
            if found < SCHEMA:
                from db.migrate import upgrade_copy  # noqa: PLC0415 - Alembic takes 0.2 s to load

                upgrade_copy(folder / ready, key, at=now, program=program)
            _put_files_back(folder, key)
            leave_note(folder, SwapNote(ready, kept, actor, reason))
    finally:
        lock.release()
    open_workspace(folder, clock=clock, program=program, key_file=key_file).close()
    return folder / kept


@contextmanager
def backup_told(path: Path, key: WorkspaceKey) -> Iterator[None]:
    """Says of the backup, not of the present data, that it is gone, another's or spoilt."""
    if not path.is_file():
        advice = "请检查路径，或另选一份备份。"
        raise EnvironmentProblem("找不到这份备份", advice=advice, record=str(path))
    try:
        with told_apart(path, key):
            yield
    except Foreign as error:
        raise EnvironmentProblem(
            "这不是本工作区的备份：不是用本工作区的密钥写成的",
            advice="请另选一份备份；要看别的工作区的，请连同它的密钥文件打开那个工作区。",
            record=str(path),
        ) from error
    except Damaged as error:
        raise EnvironmentProblem(
            "这份备份已损坏",
            advice="请另选一份备份；现在的数据没有改动。",
            record=str(path),
        ) from error


def head_and_schema(path: Path, key: WorkspaceKey) -> tuple[LogHead, int]:
    """End of the log in a backup and the number of its shape; what is no main file is refused."""
    with backup_told(path, key), told_plainly(path), reading(path, key) as connection:
        application, found = read_stamp(connection)
        if application != APPLICATION_ID or found == 0:
            raise _no_backup(path)
        if found > SCHEMA:
            raise newer(path, found, SCHEMA, "")
        return chain.log_head(connection), found


def _make_ready(folder: Path, backup: Backup, key: WorkspaceKey) -> tuple[str, int]:
    """A checked copy of a checked backup, ready to be put in place, and the number of its shape."""
    _, found = head_and_schema(backup.path, key)
    with backup_told(backup.path, key):
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
    return ready.name, found


def _no_backup(path: Path) -> EnvironmentProblem:
    return EnvironmentProblem(
        "这不是工作区主库的备份",
        advice="请选备份文件夹里的备份，或用“备份到”存出的文件；现在的数据没有改动。",
        record=str(path),
    )


def _put_files_back(folder: Path, key: WorkspaceKey) -> None:
    """Brings the file store back too, if it is lost or damaged and was backed up."""
    place = folder / BACKUP_FOLDER
    if (place / FILES_NAME).exists() and not check_file_store(folder, key):
        bring_back_files(folder, place)
