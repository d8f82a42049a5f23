"""The workspace key: 32 random bytes in a key file, and its printable form for the safe."""

import base64
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.errors import EnvironmentProblem, UserFacingError

KEY_BYTES = 32
CHECK_BYTES = 2
GROUP = 5
HEADER = "hengce-key 1"


@dataclass(frozen=True)
class WorkspaceKey:
    """The key of one workspace; never shown by `repr`."""

    raw: bytes = field(repr=False)

    def hex(self) -> str:
        """The key as the database wants it."""
        return self.raw.hex()

    def check_value(self, workspace_id: str) -> str:
        """A value that tells whether a key is the right one without telling the key."""
        text = f"key check {workspace_id}".encode()
        return hmac.new(self.raw, text, "sha256").hexdigest()[:32]


@dataclass(frozen=True)
class RecoveryKey:
    """The key as printed for the safe: groups of five letters and digits with a check sum."""

    text: str = field(repr=False)

    @property
    def key(self) -> WorkspaceKey:
        """The key itself; a mistyped text is refused."""
        letters = "".join(self.text.upper().split()).replace("-", "")
        try:
            data = base64.b32decode(letters + "=" * (-len(letters) % 8))
        except ValueError as error:
            raise _mistyped() from error
        raw, check = data[:KEY_BYTES], data[KEY_BYTES:]
        if len(data) != KEY_BYTES + CHECK_BYTES or check != _check_sum(raw):
            raise _mistyped()
        return WorkspaceKey(raw)


def new_key() -> WorkspaceKey:
    """A fresh random key."""
    return WorkspaceKey(secrets.token_bytes(KEY_BYTES))


def recovery_key(key: WorkspaceKey) -> RecoveryKey:
    """The printable form of a key."""
    letters = base64.b32encode(key.raw + _check_sum(key.raw)).decode().rstrip("=")
    groups = (letters[start : start + GROUP] for start in range(0, len(letters), GROUP))
    return RecoveryKey("-".join(groups))


def default_key_file(folder: Path) -> Path:
    """Where the key lies unless told otherwise: beside the workspace folder, not in it."""
    return folder.with_name(f"{folder.name}.key")


def write_key_file(path: Path, key: WorkspaceKey) -> None:
    """Writes the key for its owner only; an existing file is never overwritten."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise EnvironmentProblem(
            "密钥文件已存在", advice="请先移走原密钥文件，或另选工作区名称。", record=str(path)
        ) from error
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{HEADER}\n{key.hex()}\n")
        file.flush()
        os.fsync(file.fileno())


def read_key_file(path: Path) -> WorkspaceKey:
    """The key in the file; the sentences tell a missing file from one that is no key."""
    try:
        lines = path.read_text(encoding="ascii").split("\n")
    except FileNotFoundError as error:
        raise EnvironmentProblem(
            "找不到密钥文件",
            advice="请把密钥文件放回原处；丢了的，在开始页点“打不开工作区”，用恢复密钥重建。",
            record=str(path),
        ) from error
    except PermissionError as error:
        raise EnvironmentProblem(
            "没有读取密钥文件的权限", advice="请以保存密钥的用户登录。", record=str(path)
        ) from error
    except UnicodeDecodeError:
        lines = []
    if len(lines) < 2 or lines[0] != HEADER or not _is_key(lines[1]):  # noqa: PLR2004 - two lines
        raise EnvironmentProblem(
            "密钥文件内容不对",
            advice="请换回原来的密钥文件，或用恢复密钥重建。",
            record=str(path),
        )
    return WorkspaceKey(bytes.fromhex(lines[1]))


def _is_key(text: str) -> bool:
    return len(text) == 2 * KEY_BYTES and set(text) <= set("0123456789abcdef")


def _check_sum(raw: bytes) -> bytes:
    return hashlib.new("sm3", raw).digest()[:CHECK_BYTES]


def _mistyped() -> UserFacingError:
    return UserFacingError("恢复密钥输入有误", advice="请对照打印件逐组核对后重新输入。")
