"""Every check of the project, cheapest first; the test run comes last and closes the output."""

import os
import subprocess
import time
from pathlib import Path

from installer.environment import ROOT

SHARED = ("-n", "auto", "--dist", "loadfile")
"""A worker for every core; the tests of a file stay together, for they share what they built."""


def run_checks(python: Path, extra: list[str]) -> int:
    """Run every check, cheapest first; gives the exit code of the first that fails."""
    code = ["desktop_app", "ui", "db", "resources", "installer", "tests"]
    scripts = python.parent
    steps = (
        ("格式", [str(scripts / "ruff"), "format", "--check", *code]),
        ("规范", [str(scripts / "ruff"), "check", *code]),
        ("层次", [str(scripts / "lint-imports")]),
        ("类型", [str(python), "-m", "mypy"]),
        ("规则包", [str(python), "-m", "desktop_app", "packs", "verify"]),
        ("测试", [str(python), "-m", "pytest", "-q", *SHARED, *extra]),
    )
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONUTF8": "1",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
    }
    for title, command in steps:
        print(f"== {title}：{Path(command[0]).name} {' '.join(command[1:])}", flush=True)
        started = time.monotonic()
        result = subprocess.run(command, cwd=ROOT, env=environment, check=False)
        if result.returncode:
            print(f"{title}未通过（{time.monotonic() - started:.0f} 秒）。", flush=True)
            return result.returncode
    return 0
