"""What the database driver and the disk report, as sentences a clerk can act on."""

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from desktop_app.errors import EnvironmentProblem

MEGABYTE = 1024 * 1024
FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
DENIED_ERRNOS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class Damaged(EnvironmentProblem):
    """A file whose pages fail their check, or that is none of ours."""


class Foreign(Damaged):
    """A file no page of which was written under the key of the workspace."""


@contextmanager
def driver_told_plainly(folder: Path, *, needed_bytes: int = MEGABYTE) -> Iterator[None]:
    """Turns errors of the database driver into sentences; everything else passes untouched."""
    try:
        yield
    except DBAPIError as error:
        raise _of_driver(error.orig, folder, needed_bytes) or error from error
    except dbapi2.Error as error:
        raise _of_driver(error, folder, needed_bytes) or error from error


@contextmanager
def told_plainly(folder: Path, *, needed_bytes: int = MEGABYTE) -> Iterator[None]:
    """Turns errors of disk, lock and file into sentences; bugs pass through untouched."""
    try:
        with driver_told_plainly(folder, needed_bytes=needed_bytes):
            yield
    except OSError as error:
        raise _of_system(error, folder, needed_bytes) or error from error


def disk_full(folder: Path, needed_bytes: int) -> EnvironmentProblem:
    """The sentence for a full disk, with needed and free room in MB.

    What is free now, the act undone, was not enough.
    """
    free = shutil.disk_usage(folder).free // MEGABYTE
    needed = max(free + 1, -(-needed_bytes // MEGABYTE))
    return EnvironmentProblem(
        f"磁盘空间不足：至少需要 {needed} MB，剩余 {free} MB",
        advice="本次操作未保存任何内容；请清理磁盘后再做一次。",
        record=str(folder),
    )


def damaged(folder: Path) -> Damaged:
    """The sentence for a file whose pages fail their check."""
    return Damaged(
        "数据文件已损坏",
        advice="请从最近一份备份恢复（打不开时在开始页点“打不开工作区”）；损坏的文件会原样保留。",
        record=str(folder),
    )


def read_only(folder: Path) -> EnvironmentProblem:
    """The sentence for a folder or file that may not be written."""
    return EnvironmentProblem(
        "工作区所在位置不允许写入",
        advice="目前只能查看；请取得该文件夹的写入权限后重新打开。",
        record=str(folder),
    )


def occupied(folder: Path) -> EnvironmentProblem:
    """The sentence for a file another program holds."""
    return EnvironmentProblem(
        "数据文件正被另一个程序占用", advice="请关闭占用它的程序后再做一次。", record=str(folder)
    )


def disk_failed(folder: Path) -> EnvironmentProblem:
    """The sentence for a disk that does not read or write."""
    return EnvironmentProblem(
        "读写数据文件时磁盘出错",
        advice="本次操作未保存；请检查磁盘或网络盘是否仍然连着，再重新打开。",
        record=str(folder),
    )


def unwritable(folder: Path) -> EnvironmentProblem:
    """The sentence for a refused write: the place is gone, or it allows none."""
    return read_only(folder) if folder.exists() else disk_failed(folder)


SENTENCES: dict[str, Callable[[Path], EnvironmentProblem]] = {
    "readonly database": unwritable,
    "locked": occupied,
    "not a database": damaged,
    "malformed": damaged,
    "disk I/O error": disk_failed,
    "unable to open": disk_failed,
}


def _of_driver(
    error: BaseException | None, folder: Path, needed_bytes: int
) -> EnvironmentProblem | None:
    text = str(error)
    if "disk is full" in text:
        return disk_full(folder, needed_bytes)
    sentences = (make(folder) for part, make in SENTENCES.items() if part in text)
    return next(sentences, None)


def _of_system(error: OSError, folder: Path, needed_bytes: int) -> EnvironmentProblem | None:
    if error.errno in FULL_ERRNOS:
        return disk_full(folder, needed_bytes)
    if error.errno in DENIED_ERRNOS:
        return read_only(folder)
    return None
