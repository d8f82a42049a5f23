"""What is checked before a workspace opens, each failure with its own sentence."""

import os
from pathlib import Path

from sqlalchemy import Engine

from db.files import FILE_NAME
from db.keys import WorkspaceKey, read_key_file
from db.marker import APPLICATION_ID, DATABASE_NAME, Marker, read_marker
from db.schema import read_stamp
from desktop_app.errors import EnvironmentProblem

FILES = (DATABASE_NAME, FILE_NAME)
_PLAIN = b"SQLite format 3\0"
LONGEST_PATH = 490
"""Bytes; the database library takes 512 for the path of a file and its journal."""


def read_key(folder: Path, key_file: Path, schema: int) -> tuple[Marker, WorkspaceKey]:
    """Marker and key of the folder, checked against each other and against the newest schema."""
    check_path_length(folder)
    marker = read_marker(folder)
    if marker.schema > schema:
        raise newer(folder, marker.schema, schema, marker.program)
    key = read_key_file(key_file)
    if key.check_value(marker.id) != marker.key_check:
        raise EnvironmentProblem(
            "密钥与这个工作区不符",
            advice="请换回本工作区的密钥文件，或用恢复密钥重建。",
            record=str(key_file),
        )
    return marker, key


def check_path_length(folder: Path) -> None:
    """Refuses a folder whose path is too long for the database library."""
    length = len(os.fsencode(folder.absolute()))
    if length > LONGEST_PATH:
        raise EnvironmentProblem(
            f"文件夹路径过长（{length} 字节，最多 {LONGEST_PATH} 字节，一个汉字占 3 字节）",
            advice="请把工作区移到层级较浅、名称较短的文件夹。",
            record=folder.name,
        )


def is_writable(folder: Path) -> bool:
    """Whether folder and files may be written, found by opening them for writing."""
    if not os.access(folder, os.W_OK):
        return False
    try:
        for name in FILES:
            with (folder / name).open("r+b"):
                pass
    except FileNotFoundError as error:
        raise missing_file(folder, str(error.filename)) from error
    except OSError:
        return False
    return True


def check_stamp(folder: Path, engine: Engine, schema: int) -> None:
    """Reads the file for the first time: foreign and newer ones are refused."""
    application, found = 0, 0
    if not _is_plain(folder / DATABASE_NAME):
        with engine.connect() as connection:
            application, found = read_stamp(connection)
    if application != APPLICATION_ID:
        raise EnvironmentProblem(
            "数据文件不是衡册的数据",
            advice="请放回本工作区的 hengce.db，或从备份恢复。",
            record=str(folder),
        )
    if found > schema:
        raise newer(folder, found, schema, "")


def _is_plain(database: Path) -> bool:
    """Whether it is an unencrypted database, which none of ours ever is."""
    with database.open("rb") as file:
        return file.read(len(_PLAIN)) == _PLAIN


def newer(folder: Path, found: int, known: int, program: str) -> EnvironmentProblem:
    """The sentence for data of a newer program, with both versions."""
    by = f"（由 {program} 写成）" if program else ""
    return EnvironmentProblem(
        f"数据版本 {found}{by}比本程序支持的版本 {known} 新",
        advice="请安装新版程序后再打开；数据未作任何改动。",
        record=str(folder),
    )


def check_readable(folder: Path, marker: Marker, schema: int) -> None:
    """Refuses to only read what lacks a file, or is of an older shape and must be brought up."""
    for name in FILES:
        if not (folder / name).exists():
            raise missing_file(folder, name)
    if marker.schema < schema:
        raise EnvironmentProblem(
            f"数据版本 {marker.schema} 比本程序的版本 {schema} 旧，需要先升级",
            advice="请以可写方式打开一次，程序会先备份再升级。",
            record=str(folder),
        )


def missing_file(folder: Path, name: str) -> EnvironmentProblem:
    """The sentence for a folder that lacks one of its files."""
    return EnvironmentProblem(
        f"工作区缺少文件 {Path(name).name}",
        advice="请从备份恢复；切勿用空文件代替。",
        record=str(folder),
    )
