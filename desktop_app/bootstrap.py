"""Composition root: reads the environment, owns the clock, and starts what was asked for."""

import gc
import logging
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from desktop_app.cli.arguments import parse
from desktop_app.cli.usage_words import UsageError

WRONG_USAGE = 2


def run(arguments: Sequence[str]) -> int:
    """Carry out the process's arguments: window, tour or one command; gives the exit code."""
    _prepare_output()
    try:
        parsed = parse(arguments)
    except UsageError as problem:
        print(problem, file=sys.stderr)  # noqa: T201 - wrong usage is told on the error stream
        return WRONG_USAGE
    if parsed.command == "":
        return _window(parsed)
    if parsed.command == "tour":
        return _tour(parsed)
    from desktop_app.cli.main import Surroundings  # noqa: PLC0415 - the window must not wait for it
    from desktop_app.cli.main import run as run_command  # noqa: PLC0415

    return run_command(parsed, Surroundings(now, program_version(), default_folder()))


def now() -> datetime:
    """The moment with the offset of this PC; the only place that reads the clock."""
    return datetime.now().astimezone()


def program_version() -> str:
    """Version of the program as installed."""
    try:
        return f"hengce {version('hengce')}"
    except PackageNotFoundError:
        return "hengce"


def default_folder() -> Path:
    """Where the workspace lies if nothing else is said: HENGCE_DATA, else the user's own folder."""
    chosen = os.environ.get("HENGCE_DATA")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path  # noqa: PLC0415 - only without a chosen folder

    return user_data_path("hengce", appauthor=False) / "workspace"


def _prepare_output() -> None:
    """UTF-8 on every console, and no library chatter between the lines."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    logging.getLogger("alembic").setLevel(logging.WARNING)


def _window(parsed: Namespace) -> int:
    gc.disable()  # nothing of what is loaded is garbage; the window searches from then on
    from ui.application import run_window  # noqa: PLC0415 - Qt is loaded for the window only

    return run_window(folder=parsed.data or default_folder(), clock=now, program=program_version())


def _without_size_hints(_kind: object, _context: object, message: str | None) -> None:
    """Passes Qt's messages on, but for the one its offscreen screen has for every dialog."""
    if message and "propagateSizeHints" not in message:
        sys.stderr.write(f"{message}\n")


def _tour(parsed: Namespace) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import qInstallMessageHandler  # noqa: PLC0415 - Qt for the window only

    from ui.tour import run_tour  # noqa: PLC0415 - Qt is loaded for the window only

    qInstallMessageHandler(_without_size_hints)
    return run_tour(parsed.out, clock=now, program=program_version())
