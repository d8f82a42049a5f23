"""Takes the sample workspace away without a trace: its folder and the key file beside it."""

import shutil
from pathlib import Path

from desktop_app.errors import EnvironmentProblem
from desktop_app.use_cases.workspaces import key_file_of


def remove_sample(folder: Path) -> None:
    """Delete a closed sample workspace with its key; what is already gone is no fault."""
    try:
        if folder.exists():
            shutil.rmtree(folder)
        key_file_of(folder).unlink(missing_ok=True)
    except OSError as problem:
        raise EnvironmentProblem(
            f"示例工作区“{folder.name}”没有删干净", advice="请关闭占用它的程序后再删除。"
        ) from problem
