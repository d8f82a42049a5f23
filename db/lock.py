"""The writer's lock: one process writes at a time, and others learn who, where and since when.

The operating system holds the lock and frees it when a process dies; the text beside it names the
holder. A lock left by another computer is not taken over: nothing here can know if it still runs.
"""

import getpass
import json
import os
import socket
import sys
from contextlib import suppress
from datetime import datetime
from io import FileIO
from pathlib import Path

from desktop_app.errors import EnvironmentProblem

FILE_NAME = "hengce.lock"
LOCKED_BYTE = 1 << 30
"""Far behind the text, so that Windows lets others read who holds it."""

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        os.lseek(handle, LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class WriterLock:
    """The lock as held; `release` gives it back."""

    def __init__(self, file: FileIO) -> None:
        self._file = file

    def release(self) -> None:
        """Gives the lock back and takes the name away."""
        if not self._file.closed:
            self._file.seek(0)
            self._file.truncate()
            self._file.close()


def take_lock(folder: Path, since: datetime) -> WriterLock:
    """Takes the lock, or says who holds it; may raise OSError where writing is not allowed."""
    file = (folder / FILE_NAME).open("a+b", buffering=0)
    try:
        _take(file.fileno())
    except OSError as error:
        holder = _read(file)
        file.close()
        raise _held(folder, holder) from error
    holder = _read(file)
    if holder.get("host", socket.gethostname()) != socket.gethostname():
        file.close()
        raise _left_elsewhere(folder, holder)
    _write(file, since)
    return WriterLock(file)


def _read(file: FileIO) -> dict[str, str]:
    file.seek(0)
    try:
        stored = json.loads(file.read() or "{}")
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in dict(stored).items()}


def _write(file: FileIO, since: datetime) -> None:
    holder = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "user": _user(),
        "since": since.astimezone().isoformat(timespec="seconds"),
    }
    file.seek(0)
    file.truncate()
    with suppress(OSError):  # a full disk: the lock holds, only nobody learns whose it is
        file.write(json.dumps(holder, ensure_ascii=False).encode())


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no such account on this computer
        return "?"


def _held(folder: Path, holder: dict[str, str]) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"工作区已在使用：{_described(holder)}",
        advice="请在那个窗口继续办理，或关闭它后再打开。",
        record=str(folder),
    )


def _left_elsewhere(folder: Path, holder: dict[str, str]) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"工作区在另一台电脑上打开着：{_described(holder)}",
        advice=f"请先在那台电脑上关闭；确认它已不再使用时，可删除 {FILE_NAME} 后再打开。",
        record=str(folder),
    )


def _described(holder: dict[str, str]) -> str:
    if not holder:
        return "使用者刚刚打开"
    since = holder.get("since", "").replace("T", " ")[:16]
    return f"{holder.get('user')} 在 {holder.get('host')}，自 {since}（进程 {holder.get('pid')}）"
