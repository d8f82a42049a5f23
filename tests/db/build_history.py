"""Writes a file of the present shape beside the older ones, for the steps up from it.

Usage: python tests/db/build_history.py. To be run once, when a shape is finished and before the
next migration is begun; a file of an older shape is never written again.
"""

import shutil
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).parent)]

from conftest import HandClock, act, add_project, fill_every_table  # noqa: E402 - found by now

from db.schema import SCHEMA  # noqa: E402
from db.workspace import create_workspace, open_workspace  # noqa: E402

HISTORY = Path(__file__).parent / "history"
KEPT = ("hengce.db", "hengce.head", "files.db", "workspace.json")


def main() -> None:
    """Three projects and a row in every table, as this program stores them."""
    name = f"shape-{SCHEMA}"
    with tempfile.TemporaryDirectory() as scratch:
        folder, clock = Path(scratch) / name, HandClock()
        create_workspace(folder, office_name="试验机关", clock=clock)
        workspace = open_workspace(folder, clock=clock, program="9.9")
        with workspace.begin(act("fill")) as unit:
            fill_every_table(unit)
        for number in (2, 3):
            with workspace.begin(act("add")) as unit:
                add_project(unit, number)
        workspace.close()
        (HISTORY / name).mkdir(exist_ok=True)
        for each in KEPT:
            shutil.copy(folder / each, HISTORY / name / each)
        shutil.copy(folder.with_suffix(".key"), HISTORY / f"{name}.key")


if __name__ == "__main__":
    main()
