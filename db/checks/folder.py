"""What lies in the workspace folder: pages, stored files, leftovers of a crash, the head file."""

import re
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, select, text

from db import anchors, tables
from db.chain import log_head
from db.checks.finding import Finding, Repair
from db.files import FileStore
from db.labels import row_label
from db.marker import DATABASE_NAME
from db.purged_files import files_to_purge
from db.tracker import Tracker

LEFTOVERS = (
    "*.new",
    f"{DATABASE_NAME}.restoring",
    f"{DATABASE_NAME}.migrating",
    f"{DATABASE_NAME}.migrating-journal",
    "files.db.restoring",
    "backups/*.part",
    "backups/*.part-journal",
)


def bad_pages(connection: Connection) -> Iterator[Finding]:
    """Pages of the main file that fail their check."""
    for (fault,) in connection.execute(text("PRAGMA cipher_integrity_check")):
        number = re.search("[0-9]+", fault)
        place = f"第 {number[0]} 页" if number else fault
        yield Finding("page", f"数据文件有损坏的页：{place}", "请从最近一份备份恢复。")


def bad_structure(connection: Connection) -> Iterator[Finding]:
    """Faults of tables and indexes."""
    for (fault,) in connection.execute(text("PRAGMA integrity_check")):
        if fault != "ok":
            yield Finding("structure", f"数据文件结构有误：{fault}", "请从最近一份备份恢复。")


def missing_files(connection: Connection, files: FileStore) -> Iterator[Finding]:
    """Papers whose file is not in the file store."""
    for name in ("paper", "incoming_paper"):
        table = tables.table(name)
        statement = select(table.c.id, table.c.digest).where(table.c.digest != "")
        for key, digest in connection.execute(statement):
            if not files.has(digest):
                label = row_label(connection, name, key)
                message = f"{label}：附件库中没有它的文件"
                yield Finding("missing_file", message, "请从备份恢复附件库。")


def purged_but_stored(connection: Connection, files: FileStore) -> Iterator[Finding]:
    """Files that the log says were purged (涉密) and that are still there."""
    for digest in sorted(files_to_purge(connection)):
        if files.has(digest):
            message = f"已清除的文件 {digest[:16]} 还在附件库中"
            yield Finding("purged_file", message, "请以可写方式打开一次，程序会自动清除。")


def leftovers(folder: Path) -> Iterator[Finding]:
    """Half-made files of an interrupted backup, restore or migration."""
    for pattern in LEFTOVERS:
        for path in sorted(folder.glob(pattern)):
            message = f"上次中断留下的临时文件 {path.name}"
            yield Finding("leftover", message, "可自动清理。", _unlinking(path))


def missing_anchor(connection: Connection, folder: Path) -> Iterator[Finding]:
    """A head file that does not know the end of the log: a crash came between the two."""
    head = log_head(connection)
    if all(each.count < head.count for each in anchors.read_anchors(folder)):
        message = f"锚点文件没有记到第 {head.count} 号操作"
        yield Finding("anchor", message, "可自动补记。", _anchoring(folder))


def _unlinking(path: Path) -> Repair:
    def repair(_: Connection, __: Tracker) -> None:
        path.unlink(missing_ok=True)

    return repair


def _anchoring(folder: Path) -> Repair:
    def repair(connection: Connection, _: Tracker) -> None:
        anchors.append_anchor(folder, log_head(connection))

    return repair
