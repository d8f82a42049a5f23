"""Ends of the log kept outside the database: only they show that its tail was cut or rewritten."""

import os
from collections.abc import Iterable
from pathlib import Path

from desktop_app.domain.record import LogHead

FILE_NAME = "hengce.head"


def append_anchor(folder: Path, head: LogHead) -> None:
    """Adds the end of the log as one line to the file beside the data."""
    with (folder / FILE_NAME).open("a", encoding="ascii") as file:
        file.write(f"{head.count} {head.digest}\n")
        file.flush()
        os.fsync(file.fileno())


def read_anchors(folder: Path) -> tuple[LogHead, ...]:
    """The ends written so far; a line torn by a power cut is left out."""
    path = folder / FILE_NAME
    if not path.exists():
        return ()
    lines = path.read_text(encoding="ascii", errors="replace").split("\n")
    return tuple(_heads(lines))


def set_aside(folder: Path, label: str) -> None:
    """Keeps the ends of a log that was replaced by a backup, under another name."""
    path = folder / FILE_NAME
    if path.exists():
        path.replace(folder / f"{FILE_NAME}.before-{label}")


def _heads(lines: Iterable[str]) -> Iterable[LogHead]:
    for line in lines:
        count, _, digest = line.partition(" ")
        if count.isdecimal() and len(digest) == 64:  # noqa: PLR2004 - letters of an SM3 value
            yield LogHead(int(count), digest)
