"""Tells a damaged file of this workspace from one that was never written under its key."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.connection import open_unread
from db.keys import WorkspaceKey
from db.problems import Damaged, Foreign

PAGE_BYTES = 4_096


def is_of_key(path: Path, key: WorkspaceKey) -> bool:
    """Whether any page of the file passes its check under the key, however damaged the others."""
    pages = -(-path.stat().st_size // PAGE_BYTES)
    connection = open_unread(path, key)
    try:
        failed = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    finally:
        connection.close()
    return len(failed) < pages


@contextmanager
def told_apart(path: Path, key: WorkspaceKey) -> Iterator[None]:
    """Says of a file none of whose pages is of the key that it is another's, not damaged."""
    try:
        yield
    except Damaged as error:
        if isinstance(error, Foreign) or not path.is_file() or is_of_key(path, key):
            raise
        raise Foreign(
            f"{path.name} 不是用本工作区的密钥写成的：是别的工作区的文件，或者开头已被改写",
            advice="请放回本工作区的这个文件；找不到的，从备份恢复，现在的文件会原样保留。",
            record=str(path),
        ) from error
