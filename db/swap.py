"""Puts a finished file in the place of the main file, so that a crash leaves one of the two.

The new file is made ready first and then named in a note; whoever opens the folder after a crash
finishes what the note says. The replaced file is kept, its stale journals must not stay beside
the new one: they would be played back into it.
"""

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from db.anchors import set_aside
from db.backup import sync_folder
from db.failpoints import failpoint
from db.marker import DATABASE_NAME
from desktop_app.errors import EnvironmentProblem

NOTE_NAME = "hengce.swap"
JOURNALS = ("-journal", "-wal", "-shm")


@dataclass(frozen=True)
class SwapNote:
    """What is to be put in place, and what the log must say of it."""

    ready: str
    kept_as: str = ""
    """Name for the replaced file; empty to drop it (a migrated file holds all of it)."""
    actor: str = ""
    reason: str = ""
    """Text of the restore event; empty where the new file already tells of itself."""


def leave_note(folder: Path, note: SwapNote) -> None:
    """From here on the swap happens: now, or when the folder is next opened."""
    partial = folder / f"{NOTE_NAME}.new"
    with partial.open("w", encoding="utf-8") as file:
        json.dump(asdict(note), file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(folder / NOTE_NAME)
    sync_folder(folder)
    failpoint("swap.noted")


def finish_swap(folder: Path) -> SwapNote | None:
    """Does what a note says and gives it, to be logged and then forgotten; None without one."""
    path = folder / NOTE_NAME
    if not path.exists():
        return None
    note = SwapNote(**json.loads(path.read_text(encoding="utf-8")))
    ready, database = folder / note.ready, folder / DATABASE_NAME
    if ready.exists():
        if note.kept_as:
            _keep(database, folder / note.kept_as)
            failpoint("swap.kept")
            set_aside(folder, note.kept_as.rpartition("-")[2])
        for ending in JOURNALS:
            database.with_name(database.name + ending).unlink(missing_ok=True)
        failpoint("swap.journals_gone")
        ready.replace(database)
        sync_folder(folder)
    failpoint("swap.replaced")
    return note


def forget_note(folder: Path) -> None:
    """The swap is done and logged."""
    (folder / NOTE_NAME).unlink(missing_ok=True)
    sync_folder(folder)


def check_no_note(folder: Path) -> None:
    """Refuses to read a folder whose swap is not finished: reading may not change it."""
    if (folder / NOTE_NAME).exists():
        raise EnvironmentProblem(
            "上次的恢复或升级没有做完",
            advice="请以可写方式打开一次，程序会自动做完。",
            record=str(folder),
        )


def _keep(database: Path, kept: Path) -> None:
    """Keeps the file and its journals under another name, complete before the old one goes."""
    for ending in ("", *JOURNALS):
        source = database.with_name(database.name + ending)
        if source.exists():
            shutil.copyfile(source, kept.with_name(kept.name + ending))
