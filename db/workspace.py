"""The workspace folder: made once, opened by one writer, with every failure told plainly."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import RLock

from sqlalchemy import Connection, Engine

from db import anchors
from db.backup import FOLDER as BACKUP_FOLDER
from db.backup import Backup, believed_heads, list_backups, take_backup, thin_out
from db.belonging import told_apart
from db.clock_check import clock_notice
from db.connection import open_engine, write_transaction
from db.failpoints import failpoint
from db.file_backup import back_up_files
from db.files import FILE_NAME as FILES_NAME
from db.files import FileStore, create_file_store
from db.keys import (
    RecoveryKey,
    WorkspaceKey,
    default_key_file,
    new_key,
    recovery_key,
    write_key_file,
)
from db.lock import WriterLock, take_lock
from db.log import LogReport
from db.look import Look, nobody
from db.marker import DATABASE_NAME, Marker, new_marker, write_marker
from db.opening import check_path_length, check_readable, check_stamp, is_writable, read_key
from db.problems import driver_told_plainly, read_only, told_plainly
from db.purged_files import finish_purges
from db.schema import SCHEMA
from db.swap import SwapNote, check_no_note, finish_swap, forget_note
from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.record import Act, LogHead
from desktop_app.errors import EnvironmentProblem

Clock = Callable[[], datetime]


class Workspace:
    """An open workspace; one thread at a time works in it."""

    def __init__(
        self, folder: Path, key: WorkspaceKey, marker: Marker, *, clock: Clock, program: str
    ) -> None:
        self.folder = folder
        self.key = key
        self.marker = marker
        self.notice = ""
        """Why it is read-only, what could not be written, a wrong clock; empty if all is well."""
        self._clock = clock
        self._program = program
        self._lock: WriterLock | None = None
        self._mutex = RLock()
        self._active: Connection | None = None
        self._reading: Connection | None = None

    def start(self, lock: WriterLock | None) -> None:
        """Opens the files; without the lock only for reading."""
        self._lock = lock
        mode = "ro" if lock is None else "rw"
        self.engine: Engine = open_engine(self.database, self.key, mode=mode)
        check_stamp(self.folder, self.engine, SCHEMA)
        self.files = FileStore(self.folder, self.key, mode=mode)

    def upgrade(self) -> None:
        """Brings the files to the newest shape, with a backup of the older one."""
        from db.migrate import migrate  # noqa: PLC0415 - Alembic takes 0.2 s to load

        migrate(self.folder, self.key, at=self._clock(), program=self._program)

    @property
    def database(self) -> Path:
        """The main file."""
        return self.folder / DATABASE_NAME

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._lock is None

    @contextmanager
    def begin(self, act: Act) -> Iterator[UnitOfWork]:
        """One act: all of it is stored with its event, or nothing."""
        if self.is_read_only:
            raise read_only(self.folder)
        if (self._active or self._reading) is not None and self._is_mine():
            raise RuntimeError("an act or a reading is already under way")
        with self._mutex, driver_told_plainly(self.folder):
            with write_transaction(self.engine) as connection:
                unit = UnitOfWork(connection, act, self._clock(), self._program)
                with self._in_use(connection):
                    yield unit
                wrote = unit.write_event()
                head = unit.log_head()
                failpoint("commit.before")
            failpoint("commit.after")
        if wrote:
            self._anchor(head)

    @contextmanager
    def read(self) -> Iterator[ReadView]:
        """All records as they stand; within an act, as the act left them so far."""
        with self._mutex, driver_told_plainly(self.folder):
            open_already = self._active or self._reading
            if open_already is not None:
                yield ReadView(open_already)
                return
            with self.engine.connect() as connection, connection.begin():
                self._reading = connection
                try:
                    yield ReadView(connection)
                finally:
                    self._reading = None

    def log_head(self) -> LogHead:
        """The end of the log: number of events and closing digest."""
        with self.read() as view:
            return view.log_head()

    def verify_log(self, heads: Iterable[LogHead] = ()) -> LogReport:
        """`log verify` against the anchors of this folder and those handed in (from papers)."""
        with self.read() as view:
            return view.verify_log((*self.anchors(view), *heads))

    def anchors(self, view: ReadView) -> tuple[LogHead, ...]:
        """Ends of the log kept outside the database: the head file and the names of backups."""
        restored = [each for each in view.events.all() if each.act == "restore"]
        return (*anchors.read_anchors(self.folder), *believed_heads(self.folder, restored))

    def backup(self, reason: str, look: Look = nobody) -> Backup:
        """Takes a verified backup (`reason`: small letters, e.g. `import`) and thins older ones.

        `look` is called now and then and raises to stop the work: then there is no backup.
        """
        if self.is_read_only:
            raise read_only(self.folder)
        with self.undisturbed():
            now = self._clock()
            backup = take_backup(self.folder, self.engine, self.key, now, reason, look)
            back_up_files(self.folder, self.folder / BACKUP_FOLDER, self.key)
            thin_out(self.folder, now)
        return backup

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Keeps other threads out; not to be used within an act."""
        with self._mutex:
            if self._active is not None:
                raise RuntimeError("no backup inside an act")
            yield

    def backups(self) -> tuple[Backup, ...]:
        """The backups of this workspace, the newest first."""
        return list_backups(self.folder)

    def finish_purges(self) -> None:
        """Takes the stored files of purged projects out; done at every start as well."""
        with self.read() as view:
            finish_purges(view.connection, self.files, self.folder / BACKUP_FOLDER, self.key)

    def close(self) -> None:
        """Closes the files and gives the writer's place back."""
        self.files.close()
        self.engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def _is_mine(self) -> bool:
        """Whether the act under way is of this thread: only then the mutex can be taken twice."""
        taken = self._mutex.acquire(blocking=False)
        if taken:
            self._mutex.release()
        return taken

    @contextmanager
    def _in_use(self, connection: Connection) -> Iterator[None]:
        self._active = connection
        try:
            yield
        finally:
            self._active = None

    def _anchor(self, head: LogHead) -> None:
        """Writes the end of the log beside the data; the act is stored already, so only notes."""
        failpoint("anchor.before")
        try:
            anchors.append_anchor(self.folder, head)
        except OSError:
            self.notice = "日志锚点文件暂时写不进去；请检查磁盘空间和权限。"
        failpoint("anchor.after")


def create_workspace(
    folder: Path,
    *,
    office_name: str,
    clock: Clock,
    program: str = "",
    key_file: Path | None = None,
) -> RecoveryKey:
    """Makes a new workspace in an empty or missing folder and gives the key for the safe."""
    check_path_length(folder)
    key = new_key()
    with told_plainly(folder.parent):
        _check_free(folder)
        folder.mkdir(parents=True, exist_ok=True)
        write_key_file(key_file or default_key_file(folder), key)
        failpoint("create.after_key")
        (folder / BACKUP_FOLDER).mkdir()
        from db.create import create_database  # noqa: PLC0415 - Alembic takes 0.2 s to load

        create_database(folder / DATABASE_NAME, key)
        create_file_store(folder / FILES_NAME, key)
        failpoint("create.before_marker")
        write_marker(folder, new_marker(key, office=office_name, schema=SCHEMA, program=program))
    act = Act("create_workspace", "新建工作区", "", is_undoable=False, is_kept_empty=True)
    workspace = open_workspace(folder, clock=clock, program=program, key_file=key_file)
    try:
        with workspace.begin(act):
            pass
    finally:
        workspace.close()
    return recovery_key(key)


def open_workspace(
    folder: Path,
    *,
    clock: Clock,
    program: str,
    writable: bool = True,
    key_file: Path | None = None,
) -> Workspace:
    """Opens a workspace; where the place allows no writing it opens read-only and says so."""
    marker, key = read_key(folder, key_file or default_key_file(folder), SCHEMA)
    workspace = Workspace(folder, key, marker, clock=clock, program=program)
    with told_plainly(folder), told_apart(workspace.database, key), driver_told_plainly(folder):
        lock = _lock_if(folder, workspace, clock(), wanted=writable)
        try:
            _start(workspace, lock)
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        workspace.notice = workspace.notice or clock_notice(workspace.engine, clock())
    return workspace


def _start(workspace: Workspace, lock: WriterLock | None) -> None:
    """Opens the files; a restore or migration that a crash cut short is finished and logged."""
    if lock is None:
        check_no_note(workspace.folder)
        check_readable(workspace.folder, workspace.marker, SCHEMA)
        workspace.start(lock)
        return
    note = finish_swap(workspace.folder)
    if workspace.marker.schema < SCHEMA:
        workspace.upgrade()
    workspace.start(lock)
    workspace.finish_purges()
    if note is None:
        return
    if note.reason:
        failpoint("restore.before_event")
        with workspace.begin(_restored(note)):
            pass
    forget_note(workspace.folder)


def _restored(note: SwapNote) -> Act:
    return Act(
        "restore", "从备份恢复", note.actor, note.reason, is_undoable=False, is_kept_empty=True
    )


def _lock_if(
    folder: Path, workspace: Workspace, since: datetime, *, wanted: bool
) -> WriterLock | None:
    """The writer's lock if writing is wanted and possible; else the notice says why not."""
    if not wanted:
        return None
    if not is_writable(folder):
        workspace.notice = str(read_only(folder))
        return None
    return take_lock(folder, since)


def _check_free(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise EnvironmentProblem(
            "文件夹里已有内容", advice="请另选一个空文件夹来新建工作区。", record=str(folder)
        )
