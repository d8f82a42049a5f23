"""Closes the real program in the middle of things: it ends in order, at once, without a word."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import ui.main_window as main_window

class Closing(main_window.MainWindow):
    def showEvent(self, event):
        super().showEvent(event)
        QTimer.singleShot(int(sys.argv[2]), self.close)

import ui.application as application
application.MainWindow = Closing
clock = lambda: datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
sys.exit(application.run_window(folder=Path(sys.argv[1]), clock=clock, program="hengce"))
"""


def _run(folder: Path, delay: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", SCRIPT, str(folder), str(delay)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


def _noise(done: subprocess.CompletedProcess[str]) -> list[str]:
    lines = done.stderr.splitlines()
    return [line for line in lines if "This plugin does not support" not in line]


@pytest.mark.parametrize("delay", [0, 30, 150, 400, 900, 2500])
def test_window_closed_early_or_late_ends_in_order(delay, filled_folder, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(filled_folder.parent, data)
    done = _run(data / filled_folder.name, delay)
    assert (done.returncode, _noise(done)) == (0, [])


@pytest.mark.parametrize("delay", [0, 300])
def test_window_without_workspace_ends_in_order(delay, tmp_path):
    done = _run(tmp_path / "workspace", delay)
    assert (done.returncode, _noise(done)) == (0, [])
