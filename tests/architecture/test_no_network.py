"""The program talks to nobody: it runs where there is no network, and no module opens a socket."""

import os
import re
import shutil
import subprocess
import sys

import pytest

NETWORK = re.compile(
    r"^\s*(?:import|from)\s+(?:socket|ssl|http|urllib\.request|ftplib|smtplib|requests|aiohttp)\b"
    r"|PySide6\.QtNetwork\b(?!.*QLocal)",
    re.MULTILINE,
)
NAMES_THE_HOST_ONLY = {"lock.py"}
"""`db/lock.py` writes the name of this PC into the lock file and opens nothing."""


def test_no_module_can_open_a_connection(modules):
    talkers = [
        path.name
        for path in modules
        if path.name not in NAMES_THE_HOST_ONLY and NETWORK.search(path.read_text("utf-8"))
    ]
    assert talkers == []


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or shutil.which("unshare") is None,
    reason="an empty network namespace takes root on Linux",
)
def test_a_workspace_is_made_and_checked_without_any_network(root, tmp_path):
    def hengce(*arguments):
        command = ["unshare", "-n", sys.executable, "-m", "desktop_app", *arguments]
        return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)

    folder = str(tmp_path / "工作区")
    made = hengce("init", "--data", folder, "--office", "某局")
    units = str(root / "resources" / "samples" / "workbooks" / "单位名录.xlsx")
    taken = hengce("import", units, "--sheet", "units", "--apply", "--data", folder)
    checked = hengce("selfcheck", "--data", folder)
    assert [made.returncode, taken.returncode, checked.returncode] == [0, 0, 0], checked.stdout
