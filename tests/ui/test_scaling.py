"""G8: nothing is cut off or out of reach at 100 to 200 %, light and dark, on 1366 × 768."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.screens import DIALOGS, PAGES

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("times", ["1", "1.25", "1.5", "2"])
def test_every_screen_fits_at_every_scaling(times, filled_folder, tmp_path):
    shutil.copytree(filled_folder.parent, tmp_path / "filled")
    command = [sys.executable, "-m", "tests.ui.scaled_walk", str(tmp_path), times]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert {name: cut for name, cut in told["faults"].items() if cut} == {}
    assert told["screens"] == 2 * (len(PAGES) + len(DIALOGS))
