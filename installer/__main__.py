"""`python3 -m installer run|test|setup`: a fresh machine to a running or checked program."""

import os
import subprocess
import sys
from pathlib import Path

from installer.checks import run_checks
from installer.environment import ROOT, SetupError, prepare
from installer.system_packages import CHECKS, RUN, provide

USAGE = """用法：python3 -m installer 命令
  run     建立环境并打开示例工作区；没有显示器时改为离屏演示（hengce tour）
  test    建立环境并运行全部检查
  setup   只建立环境"""


def main(arguments: list[str]) -> int:
    """Carry out one command and return its exit code; 2 for wrong usage."""
    if not arguments or arguments[0] not in {"run", "test", "setup"}:
        print(USAGE)
        return 2
    command, *rest = arguments
    provide(CHECKS if command == "test" else RUN)
    try:
        python = prepare()
    except SetupError as problem:
        print(problem)
        return 1
    if command == "test":
        return run_checks(python, rest)
    return run_program(python) if command == "run" else 0


def run_program(python: Path) -> int:
    """Open the window on the sample workspace, or play the tour where there is no display."""
    if not _has_display():
        out = ROOT / "tour"
        print(f"没有显示器，改为离屏演示。图片、文书和工作簿将写入 {out}", flush=True)
        return _hengce(python, "tour", "--out", str(out))
    sample = ROOT / "sample"
    if not (sample / "workspace.json").exists():
        print(f"生成示例工作区：{sample}", flush=True)
        code = _hengce(python, "init", "--sample", "--data", str(sample))
        if code:
            return code
    return _hengce(python, "--data", str(sample))


def _has_display() -> bool:
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _hengce(python: Path, *arguments: str) -> int:
    environment = os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [str(python), "-m", "desktop_app", *arguments], cwd=ROOT, env=environment, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
