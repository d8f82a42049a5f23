"""Puts a finished file in its place in one step, so that no half file is ever seen."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop_app.errors import EnvironmentProblem

_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
"""Seconds; virus scanners and a just-closed WPS hold a file for about this long on Windows."""


def draft_of(out: Path) -> Path:
    """Where a file is written before it is whole."""
    return out.with_name(f".{out.name}.part")


@contextmanager
def written_whole(out: Path) -> Iterator[Path]:
    """A path to write to; moved to `out` when the work is done, removed when it is not."""
    draft = draft_of(out)
    try:
        yield draft
        _replace(draft, out)
    except OSError as error:
        raise EnvironmentProblem(
            f"“{out.name}”写不进去",
            advice="请关闭正在打开它的程序，确认磁盘有空间后重试，或换一个能写入的位置。",
            record=str(out),
        ) from error
    finally:
        with suppress(OSError):  # a disk that takes no file lets none be removed either
            draft.unlink(missing_ok=True)


def _replace(draft: Path, out: Path) -> None:
    for wait in _WAITS:
        try:
            os.replace(draft, out)  # noqa: PTH105 - Path.replace is the same call
        except PermissionError:
            time.sleep(wait)
        else:
            return
    os.replace(draft, out)  # noqa: PTH105
