"""Opens the encrypted file: key, durability settings and real transactions, for every connection.

The rollback journal is cut to length zero at commit and the folder is synced (TRUNCATE, EXTRA):
of the modes tried under simulated power cuts only this family lost nothing. No write-ahead log.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from db.keys import WorkspaceKey

BUSY_MS = 5_000
SETTINGS = (
    "PRAGMA cipher_memory_security = OFF",
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -65536",
    f"PRAGMA busy_timeout = {BUSY_MS}",
)
SILENT = "PRAGMA cipher_log_level = NONE"
"""The library would write its own English lines beside the sentence the user gets."""
READ_ONLY_SETTINGS = tuple(each for each in SETTINGS if "journal_mode" not in each)


def open_raw(path: Path, key: WorkspaceKey, *, mode: str) -> Any:
    """A driver connection to the file; `mode` is ro, rw or rwc as in SQLite's file addresses."""
    connection = open_unread(path, key, mode=mode)
    for setting in READ_ONLY_SETTINGS if mode == "ro" else SETTINGS:
        connection.execute(setting)
    return connection


def open_unread(path: Path, key: WorkspaceKey, *, mode: str = "ro") -> Any:
    """The same before the file is read for the first time: it may be damaged or another's."""
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        check_same_thread=False,
        isolation_level=None,  # else Python's driver commits before DDL behind our back
        timeout=BUSY_MS / 1000,
    )
    connection.execute(SILENT)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def open_engine(path: Path, key: WorkspaceKey, *, mode: str = "rw") -> Engine:
    """An engine with exactly one connection to the file, shared by all who ask."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: open_raw(path, key, mode=mode),
        module=dbapi2,
        poolclass=StaticPool,
        hide_parameters=True,  # personal data must not reach error texts and logs
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def write_transaction(engine: Engine) -> Iterator[Connection]:
    """A transaction that holds the writer's place from its start."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection
