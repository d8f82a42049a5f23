"""What was typed but not saved: a small encrypted file beside the data, outside log and backups."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from db.connection import open_raw
from db.keys import WorkspaceKey

FILE_NAME = "drafts.db"
TABLE = (
    "CREATE TABLE IF NOT EXISTS draft (key TEXT PRIMARY KEY, body TEXT NOT NULL, at TEXT NOT NULL)"
)


class DraftStore:
    """Texts by key; the last one put under a key counts. A file that cannot be read is dropped.

    A draft is a convenience: losing one loses no record, so nothing here stops the work.
    """

    def __init__(self, folder: Path, key: WorkspaceKey) -> None:
        self._path = folder / FILE_NAME
        self._key = key

    def put(self, key: str, body: str, at: str) -> None:
        """Keep a text under a key; `at` is the moment as ISO text."""
        with self._opened() as connection:
            connection.execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?)", (key, body, at))

    def all(self) -> list[tuple[str, str]]:
        """Keys and texts, the newest first."""
        if not self._path.exists():
            return []
        with self._opened() as connection:
            rows = connection.execute("SELECT key, body FROM draft ORDER BY at DESC, key")
            return [(str(key), str(body)) for key, body in rows]

    def drop(self, keys: Iterable[str]) -> None:
        """Take texts out for good; the file goes with the last one."""
        if not self._path.exists():
            return
        with self._opened() as connection:
            connection.executemany("DELETE FROM draft WHERE key = ?", [(key,) for key in keys])
            is_empty = connection.execute("SELECT 1 FROM draft").fetchone() is None
        if is_empty:
            self._path.unlink(missing_ok=True)

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        """A connection for one act, committed at its end; a spoilt file is made anew."""
        try:
            connection = self._connect()
        except dbapi2.DatabaseError:
            self._path.unlink(missing_ok=True)
            connection = self._connect()
        with closing(connection):
            yield connection

    def _connect(self) -> Any:
        connection = open_raw(self._path, self._key, mode="rwc")
        try:
            connection.execute(TABLE)
        except dbapi2.DatabaseError:
            connection.close()
            raise
        return connection
