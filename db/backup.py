"""Verified backups: one counts only after it was read back and found equal to the original."""

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

from db import chain
from db.connection import open_engine, open_raw
from db.digests import TableDigest, file_digests
from db.failpoints import failpoint
from db.keys import WorkspaceKey
from db.look import Look, nobody
from db.marker import DATABASE_NAME
from db.marker import FILE_NAME as MARKER_NAME
from db.problems import damaged, told_plainly
from db.retention import to_delete
from desktop_app.domain.record import Event, LogHead
from desktop_app.errors import EnvironmentProblem

FOLDER = "backups"
_NAME = re.compile(r"(\d{8}T\d{6}[+-]\d{4})-(\d+)-([0-9a-f]{16})-([a-z_]+)\.db")
_TIME = "%Y%m%dT%H%M%S%z"


@dataclass(frozen=True)
class Backup:
    """One backup as its name tells: when, the end of the log in it, and before what."""

    path: Path
    taken_at: datetime
    head: LogHead
    """Count and the first 16 letters of the digest."""
    reason: str

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return self.path.stat().st_size


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """The backups of a workspace, the newest first; other files are left out."""
    place = folder / FOLDER
    names = [_NAME.fullmatch(each.name) for each in place.iterdir()] if place.is_dir() else []
    found = (_backup(place, match) for match in names if match)
    return tuple(sorted(found, key=lambda each: (each.taken_at, each.head.count), reverse=True))


def believed_heads(folder: Path, restores: Sequence[Event]) -> Iterator[LogHead]:
    """The ends of the log that the names of the backups tell.

    A restore sets the log back, so backups taken before it count only up to where it set back.
    """
    for each in list_backups(folder):
        if all(each.head.count < back.id or _is_after(each.taken_at, back) for back in restores):
            yield each.head


def _is_after(taken_at: datetime, event: Event) -> bool:
    return event.at is not None and taken_at > event.at


def copies_since(
    folder: Path, event: Event, until: Event | None = None
) -> tuple[tuple[Path, datetime], ...]:
    """Backups and set-aside files that hold what an event brought, with when they were made.

    Args:
        folder: the workspace.
        event: the act that brought it.
        until: the act that took it out again: backups that hold this act hold it no more.
    """
    backups = [
        (each.path, each.taken_at)
        for each in list_backups(folder)
        if each.head.count >= event.id or event.at is None or each.taken_at >= event.at
        if until is None or each.head.count < until.id
    ]
    zone = event.at.tzinfo if event.at else UTC
    aside = [
        (path, datetime.fromtimestamp(path.stat().st_mtime, zone))
        for path in sorted(folder.glob(f"{DATABASE_NAME}.*"))
        if path.suffix != ".new"
    ]
    return (*backups, *aside)


def take_backup(
    folder: Path,
    engine: Engine,
    key: WorkspaceKey,
    at: datetime,
    reason: str,
    look: Look = nobody,
) -> Backup:
    """Copies the open main file among its backups and verifies the copy.

    `look` is called now and then and raises to stop the work: then there is no backup.
    """
    place = folder / FOLDER
    with told_plainly(folder, needed_bytes=(folder / DATABASE_NAME).stat().st_size):
        place.mkdir(exist_ok=True)
        with engine.connect() as connection, connection.begin():
            head = chain.log_head(connection)
        name = f"{at.astimezone().strftime(_TIME)}-{head.count}-{head.digest[:16]}-{reason}.db"
        copy_verified(engine, place / name, key, look)
        shutil.copyfile(folder / MARKER_NAME, place / MARKER_NAME)
        failpoint("backup.after_rename")
    return next(each for each in list_backups(folder) if each.path.name == name)


def copy_verified(engine: Engine, target: Path, key: WorkspaceKey, look: Look = nobody) -> None:
    """Copies the open main file; the copy gets its name only after it was read back as equal."""
    partial = target.with_name(f"{target.name}.part")
    partial.unlink(missing_ok=True)
    try:
        _copy_and_check(engine, partial, key, look)
    except BaseException:
        partial.unlink(missing_ok=True)
        partial.with_name(f"{partial.name}-journal").unlink(missing_ok=True)
        raise
    partial.replace(target)
    sync_folder(target.parent)


def _copy_and_check(engine: Engine, partial: Path, key: WorkspaceKey, look: Look) -> None:
    with engine.connect() as connection, connection.begin():
        head, expected = chain.log_head(connection), file_digests(connection, look)
    source = engine.raw_connection()
    try:
        copy_database(source.driver_connection, partial, key)
    finally:
        source.close()
    failpoint("backup.after_copy")
    check_copy(partial, key, head, expected, look)
    failpoint("backup.after_check")


def copy_database(source: Any, target: Path, key: WorkspaceKey) -> None:
    """Copies an open database page by page into a new file under the same key, down to the disk."""
    copy = open_raw(target, key, mode="rwc")
    try:
        source.backup(copy)
    finally:
        copy.close()
    target.with_name(f"{target.name}-journal").unlink(missing_ok=True)
    with target.open("r+b") as file:
        os.fsync(file.fileno())


def check_copy(
    path: Path,
    key: WorkspaceKey,
    head: LogHead,
    expected: tuple[TableDigest, ...] | None = None,
    look: Look = nobody,
) -> None:
    """Reads a backup whole: pages, end of the log, and rows of every table if told which."""
    with told_plainly(path), reading(path, key) as connection:
        if connection.execute(text("PRAGMA cipher_integrity_check")).first() is not None:
            raise damaged(path)
        found = chain.log_head(connection)
        if found.count != head.count or not found.digest.startswith(head.digest):
            raise _unequal(path)
        if expected is not None and file_digests(connection, look) != expected:
            raise _unequal(path)


@contextmanager
def reading(path: Path, key: WorkspaceKey) -> Iterator[Connection]:
    """A connection to a file that is not the open workspace."""
    engine = open_engine(path, key, mode="ro")
    try:
        with engine.connect() as connection, connection.begin():
            yield connection
    finally:
        engine.dispose()


def thin_out(folder: Path, now: datetime) -> tuple[Backup, ...]:
    """Deletes the backups no longer kept and gives them; none while the clock is in doubt."""
    backups = list_backups(folder)
    doomed = to_delete([each.taken_at for each in backups], now)
    gone = tuple(each for each in backups if each.taken_at in doomed)
    for each in gone:
        each.path.unlink()
    return gone


def sync_folder(folder: Path) -> None:
    """Makes renames in a folder durable; Windows has no such call and needs none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _backup(place: Path, match: "re.Match[str]") -> Backup:
    taken_at = datetime.strptime(match[1], _TIME)  # noqa: DTZ007 - the offset is in the text
    return Backup(place / match[0], taken_at, LogHead(int(match[2]), match[3]), match[4])


def _unequal(path: Path) -> EnvironmentProblem:
    return EnvironmentProblem(
        "备份与原数据不一致，未予采用",
        advice="请检查磁盘后重新备份；原数据未作改动。",
        record=path.name,
    )
