"""The file store: attachments and issued papers by digest.

A stored file never changes. Only what tells of a project that became 涉密 is ever taken out.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from sqlalchemy import (
    Column,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    Table,
    Text,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError

from db.belonging import told_apart
from db.connection import open_engine, write_transaction
from db.failpoints import failpoint
from db.keys import WorkspaceKey
from db.marker import APPLICATION_ID
from db.problems import MEGABYTE, damaged, driver_told_plainly
from desktop_app.errors import UserFacingError

FILE_NAME = "files.db"
METADATA = MetaData()
STORED_FILE = Table(
    "stored_file",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("digest", Text, unique=True, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)


def content_digest(content: bytes) -> str:
    """The SM3 value a file is named by."""
    return hashlib.new("sm3", content).hexdigest()


def create_file_store(path: Path, key: WorkspaceKey) -> None:
    """Makes an empty file store."""
    engine = open_engine(path, key, mode="rwc")
    try:
        with write_transaction(engine) as connection:
            METADATA.create_all(connection)
            connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
    finally:
        engine.dispose()


def check_file_store(folder: Path, key: WorkspaceKey) -> bool:
    """Whether the store is there and every page of it passes its check."""
    path = folder / FILE_NAME
    if not path.exists():
        return False
    engine = open_engine(path, key, mode="ro")
    try:
        with engine.connect() as connection:
            return connection.execute(text("PRAGMA cipher_integrity_check")).first() is None
    except DBAPIError:
        return False
    finally:
        engine.dispose()


class FileStore:
    """Files by digest; a file once stored never changes."""

    def __init__(self, folder: Path, key: WorkspaceKey, *, mode: str) -> None:
        self._folder = folder
        self._key = key
        self._engine: Engine = open_engine(folder / FILE_NAME, key, mode=mode)
        self._mutex = RLock()

    def put(self, content: bytes, media_type: str) -> str:
        """Stores a file and gives its digest; the same content is stored once."""
        digest = content_digest(content)
        room = len(content) * 2
        with (
            self._mutex,
            self._told(needed_bytes=room),
            write_transaction(self._engine) as connection,
        ):
            if connection.execute(_key_of(digest)).scalar() is None:
                row = {"digest": digest, "media_type": media_type, "content": content}
                connection.execute(STORED_FILE.insert().values(**row))
            failpoint("files.before_commit")
        failpoint("files.after_commit")
        return digest

    def get(self, digest: str) -> bytes:
        """The file of that digest; a missing or altered one is told as damage."""
        statement = select(STORED_FILE.c.content).where(STORED_FILE.c.digest == digest)
        with self._mutex, self._told(), self._engine.connect() as connection:
            content: bytes | None = connection.execute(statement).scalar()
        if content is None:
            raise UserFacingError(
                "附件库中没有这个文件", advice="请从备份恢复附件库。", record=digest[:16]
            )
        if content_digest(content) != digest:
            raise damaged(self._folder)
        return content

    def has(self, digest: str) -> bool:
        """Whether a file of that digest is stored."""
        with self._mutex, self._told(), self._engine.connect() as connection:
            return connection.execute(_key_of(digest)).scalar() is not None

    def purge(self, digests: Iterable[str]) -> None:
        """Takes files out for good (涉密); nothing is written if none of them is stored."""
        with self._mutex, self._told():
            purge_from(self._engine, digests)

    def close(self) -> None:
        """Closes the connection."""
        self._engine.dispose()

    @contextmanager
    def _told(self, *, needed_bytes: int = MEGABYTE) -> Iterator[None]:
        path = self._folder / FILE_NAME
        with (
            told_apart(path, self._key),
            driver_told_plainly(self._folder, needed_bytes=needed_bytes),
        ):
            yield


def purge_from(engine: Engine, digests: Iterable[str]) -> None:
    """Takes files out of a store; their pages are overwritten (secure_delete)."""
    with engine.connect() as connection:
        stored = {key for each in digests if (key := connection.execute(_key_of(each)).scalar())}
    if stored:
        with write_transaction(engine) as connection:
            for key in sorted(stored):
                connection.execute(STORED_FILE.delete().where(STORED_FILE.c.id == key))
            failpoint("purge.files_before_commit")


def _key_of(digest: str) -> Select[tuple[int]]:
    return select(STORED_FILE.c.id).where(STORED_FILE.c.digest == digest)
