"""The virtual environment in `.venv/`, made from the hash-locked list and nothing else."""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "installer" / "lock.txt"
FOLDER = ROOT / ".venv"
OLDEST, TOO_NEW = (3, 11), (3, 14)


class SetupError(Exception):
    """The environment cannot be made; the text says why and what to do."""


def python() -> Path:
    """The interpreter inside `.venv/`."""
    return FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def prepare() -> Path:
    """Make `.venv/` if it is missing or its list is out of date, and return its interpreter."""
    if not OLDEST <= sys.version_info[:2] < TOO_NEW:
        found = ".".join(map(str, sys.version_info[:3]))
        raise SetupError(f"需要 Python 3.11 至 3.13，当前为 {found}。请安装后用该版本重新运行。")
    wanted = _fingerprint()
    mark = FOLDER / "hengce-lock.sha256"
    if python().exists() and mark.exists() and mark.read_text("ascii") == wanted:
        print(f"[1/2] 运行环境已就绪：{FOLDER}")
        return python()
    print(f"[1/2] 建立运行环境：{FOLDER}（Python {sys.version.split()[0]}）", flush=True)
    if FOLDER.exists():
        shutil.rmtree(FOLDER)
    venv.create(FOLDER, with_pip=True)
    print(f"[2/2] 按 {LOCK.relative_to(ROOT)} 安装依赖（逐个核对哈希）", flush=True)
    _pip("--require-hashes", "--only-binary", ":all:", "-r", str(LOCK))
    _pip("--no-build-isolation", "--no-deps", "--no-index", "-e", str(ROOT))
    mark.write_text(wanted, "ascii")
    return python()


def _fingerprint() -> str:
    material = LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    version = f"{sys.version_info[0]}.{sys.version_info[1]}".encode()
    return hashlib.sha256(material + version).hexdigest()


def _pip(*arguments: str) -> None:
    command = [str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    result = subprocess.run([*command, *arguments], check=False)
    if result.returncode:
        raise SetupError(
            "依赖安装失败，原因见上。请检查网络或软件源设置后重新运行；已装好的部分不会重复下载。"
        )
