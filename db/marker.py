"""`workspace.json`: says what the folder is before any key is tried."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

from db.keys import WorkspaceKey
from desktop_app.errors import EnvironmentProblem

FILE_NAME = "workspace.json"
DATABASE_NAME = "hengce.db"
FORMAT = "hengce-workspace"
APPLICATION_ID = 0x48454E47
"""Written into the database file itself, so that a foreign one is known."""


@dataclass(frozen=True)
class Marker:
    """What the folder says about itself."""

    id: str
    schema: int
    key_check: str
    office: str
    program: str


def new_marker(key: WorkspaceKey, *, office: str, schema: int, program: str) -> Marker:
    """The marker of a new workspace."""
    workspace_id = uuid4().hex
    return Marker(workspace_id, schema, key.check_value(workspace_id), office, program)


def write_marker(folder: Path, marker: Marker) -> None:
    """Writes the marker in one move, so that it is never half there."""
    temporary = folder / f"{FILE_NAME}.new"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump({"format": FORMAT, **asdict(marker)}, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / FILE_NAME)


def read_marker(folder: Path) -> Marker:
    """The marker of the folder; the sentences tell missing, foreign and damaged apart."""
    path = folder / FILE_NAME
    if not folder.is_dir():
        raise EnvironmentProblem(
            "找不到工作区文件夹", advice="请检查路径，或新建工作区。", record=str(folder)
        )
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise EnvironmentProblem(
            "这个文件夹不是衡册工作区",
            advice="请选择含有 workspace.json 的文件夹，或新建工作区。",
            record=str(folder),
        ) from error
    except ValueError as error:
        raise _damaged(path) from error
    return _marker(path, stored)


def _marker(path: Path, stored: object) -> Marker:
    if not isinstance(stored, dict) or stored.get("format") != FORMAT:
        raise EnvironmentProblem(
            "workspace.json 属于别的程序", advice="请选择衡册的工作区文件夹。", record=str(path)
        )
    try:
        return Marker(**{name: stored[name] for name in Marker.__dataclass_fields__})
    except KeyError as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> EnvironmentProblem:
    return EnvironmentProblem(
        "工作区说明文件 workspace.json 已损坏",
        advice="请从备份文件夹取回该文件。",
        record=str(path),
    )
