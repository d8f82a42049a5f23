"""Writing to places the user chose: a folder or disk that does not let us gives a sentence."""

from contextlib import suppress
from pathlib import Path

from desktop_app.errors import EnvironmentProblem

UNSAFE_IN_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))
"""For `translate`: what no system lets stand in the name of a file."""

ADVICE = "请换一个能写入的位置，确认磁盘有空间，并关闭正在打开它的程序。"


def make_folder(folder: Path) -> Path:
    """The folder, made if it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise EnvironmentProblem("这个文件夹建不了", advice=ADVICE, record=str(folder)) from problem
    return folder


def write_file(path: Path, content: bytes) -> Path:
    """Write a file of the user's choice, whole or not at all, with the folders it needs."""
    make_folder(path.parent)
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as problem:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise EnvironmentProblem("文件写不进去", advice=ADVICE, record=str(path)) from problem
    return path
