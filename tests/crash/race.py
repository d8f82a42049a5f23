"""Many processes open one workspace at the same moment: prints how many became the writer."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from db.workspace import open_workspace
from desktop_app.errors import EnvironmentProblem

RUNNERS = 3


def race(folder: Path) -> str:
    """One start: the letters of the runners, w for the writer and r for a refused one."""
    start_reading, start = os.pipe()
    said_reading, said = os.pipe()
    hold_reading, hold = os.pipe()
    children = [os.fork() for _ in range(RUNNERS) if os.getpid() == MASTER]
    if os.getpid() != MASTER:
        os.close(start)
        os.close(hold)
        os.read(start_reading, 1)  # returns when the master closes its end
        os.write(said, attempt(folder, hold_reading, said))
        os._exit(0)
    os.close(start)
    letters = b""
    while len(letters) < RUNNERS:
        letters += os.read(said_reading, RUNNERS)
    os.close(hold)
    for child in children:
        os.waitpid(child, 0)
    for end in (start_reading, said_reading, said, hold_reading):
        os.close(end)
    return letters.decode()


def attempt(folder: Path, hold_reading: int, said: int) -> bytes:
    try:
        held = open_workspace(folder, clock=lambda: datetime.now(UTC), program="race")
    except EnvironmentProblem as problem:
        return b"r" if problem.what.startswith("工作区已在使用") else b"?"
    os.write(said, b"r" if held.is_read_only else b"w")
    os.read(hold_reading, 1)  # keeps the lock until all have said; then dies without giving it back
    os._exit(0)


if __name__ == "__main__":
    MASTER = os.getpid()
    for _ in range(int(sys.argv[2])):
        print("".join(sorted(race(Path(sys.argv[1])))))  # noqa: T201 - the answer
