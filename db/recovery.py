"""The way back without the key file: the printed recovery key makes it anew."""

from datetime import datetime
from pathlib import Path

from db.keys import RecoveryKey, default_key_file, write_key_file
from db.marker import read_marker
from db.problems import told_plainly
from desktop_app.errors import UserFacingError


def rebuild_key_file(folder: Path, recovery: RecoveryKey, at: datetime) -> Path:
    """Writes the key file of a workspace anew; one that lies there is kept under another name."""
    key, marker = recovery.key, read_marker(folder)
    if key.check_value(marker.id) != marker.key_check:
        raise UserFacingError(
            "这不是这个工作区的恢复密钥",
            advice="请核对打印件上的工作区，或另选工作区的文件夹。",
            record=str(folder),
        )
    path = default_key_file(folder)
    with told_plainly(folder.parent):
        if path.exists():
            path.rename(path.with_name(f"{path.name}.replaced-{at:%Y%m%dT%H%M%S}"))
        write_key_file(path, key)
    return path
