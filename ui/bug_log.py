"""The log of unexpected errors: trace and versions, never values of the records."""

import platform
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ui.error_dialog import BugReport


class BugLog:
    """Writes one file per error; without a writable folder the report still can be copied."""

    def __init__(self, folder: Path, clock: Callable[[], datetime], program: str) -> None:
        self._folder = folder
        self._clock = clock
        self._program = program

    def write(self, error: BaseException) -> BugReport:
        """Log an error; the report names places in the program and the kind of error."""
        log_id = f"{self._clock():%Y%m%d-%H%M%S}"
        places = "".join(
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}\n"
            for frame in traceback.extract_tb(error.__traceback__)
        )
        text = (
            f"{self._program}  {platform.platform()}\n"
            f"日志编号 {log_id}\n{type(error).__name__}\n{places}"
        )
        self._keep(log_id, text)
        return BugReport(log_id, text)

    def _keep(self, log_id: str, text: str) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"{log_id}.txt").write_text(text, encoding="utf-8")
        except OSError:
            return
