"""Writing to places the user chose: a folder or disk that does not let us gives a sentence."""

from pathlib import Path

from desktop_app.errors import EnvironmentProblem
from desktop_app.excel.output import written_whole

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
    with written_whole(path) as draft:
        draft.write_bytes(content)
    return path
