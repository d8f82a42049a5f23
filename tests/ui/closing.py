"""Real windows closed in the middle of work: `python -m tests.ui.closing`, one order a line.

Every order is a process of its own, started from this one, which has the modules loaded already;
where processes cannot be split, give one order at a time.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from typing_extensions import override

import desktop_app.use_cases.workspaces  # noqa: F401 - loaded once for all processes
from desktop_app.values.pinyin import search_key
from tests.ui.closing_works import WORKS, Go
from ui import application
from ui.main_window import MainWindow

AT_ONCE = 2
"""Processes side by side."""
LOOK_EVERY_MS = 5
NEVER_READY = 4
"""Exit code of a window that never came to the work it was to be closed in."""
PATIENCE_MS = 60_000


@dataclass(frozen=True)
class Order:
    """Close a window on this folder so many milliseconds after this work began."""

    folder: str
    work: str
    delay: int
    out: str
    """Where standard error goes; what the window told is beside it."""


@dataclass(frozen=True)
class Ending:
    """How a window ended."""

    order: Order
    code: int
    noise: tuple[str, ...]
    seconds: float
    """From the closing to the end of the process."""
    own_seconds: float
    """What of it the process computed; the rest it waited for its turn."""
    was_busy: bool


class Closing(MainWindow):
    """The real window with a hand that closes it."""

    order: Order

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(PATIENCE_MS, self, lambda: os._exit(NEVER_READY))
        WORKS[self.order.work](self, self._begin)

    def when(self, holds: Callable[[], object], then: Go) -> None:
        """Do something once this holds and the worker rests."""
        if self.shell.background.is_idle and holds():
            then()
        else:
            QTimer.singleShot(LOOK_EVERY_MS, self, lambda: self.when(holds, then))

    def _begin(self) -> None:
        QTimer.singleShot(self.order.delay, self, self._end)

    def _end(self) -> None:
        told = {
            "busy": not self.shell.background.is_idle,
            "at": time.time(),
            "used": time.process_time(),
        }
        Path(f"{self.order.out}.json").write_text(json.dumps(told))
        self.close()


# -- the processes


def run(order: Order) -> int:
    """One window from its start to its end; gives the exit code of the program."""
    target = os.open(f"{order.out}.err", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(target, 2)
    Closing.order = order
    application.MainWindow = Closing  # type: ignore[misc]
    clock = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    return application.run_window(folder=Path(order.folder), clock=lambda: clock, program="hengce")


def main() -> int:
    """Works the orders off; in a process split off, gives the exit code of its window."""
    orders = [Order(**json.loads(line)) for line in sys.stdin]
    if len(orders) == 1:
        return run(orders[0])
    search_key("预热")
    running: dict[int, Order] = {}
    for order in orders:
        if len(running) == AT_ONCE:
            _tell_next(running)
        child = os.fork()
        if child == 0:
            return run(order)
        running[child] = order
    while running:
        _tell_next(running)
    return 0


def _tell_next(running: dict[int, Order]) -> None:
    child, status, usage = os.wait4(-1, 0)
    order = running.pop(child)
    told = _told(order)
    seconds = time.time() - told.get("at", time.time())
    used = usage.ru_utime + usage.ru_stime
    ending = Ending(
        order,
        os.waitstatus_to_exitcode(status),
        noise_of(order),
        round(seconds, 3),
        round(used - told.get("used", used), 3),
        told.get("busy", False),
    )
    print(json.dumps(asdict(ending), ensure_ascii=False), flush=True)  # noqa: T201 - the answer


def _told(order: Order) -> dict[str, Any]:
    path = Path(f"{order.out}.json")
    return json.loads(path.read_text()) if path.is_file() else {}


def noise_of(order: Order) -> tuple[str, ...]:
    """What the process said on standard error."""
    lines = Path(f"{order.out}.err").read_text(encoding="utf-8", errors="replace").splitlines()
    return tuple(line for line in lines if "This plugin does not support" not in line)


if __name__ == "__main__":
    sys.exit(main())
