"""The few Debian packages that Qt, venv and the checks need on a bare system."""

import ctypes.util
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Need:
    """One system package and how to see that what it brings is there."""

    package: str
    is_there: Callable[[], bool]


def _library(name: str) -> Callable[[], bool]:
    return lambda: ctypes.util.find_library(name) is not None


def has_office_part(name: str) -> bool:
    """Whether LibreOffice has its part "sc" (workbooks) or "sw" (texts): each brings `soffice`."""
    program = shutil.which("soffice")
    return program is not None and any(Path(program).resolve().parent.glob(f"*{name}lo.*"))


def _office(name: str) -> Callable[[], bool]:
    return lambda: has_office_part(name)


RUN = (
    Need("python3-venv", lambda: importlib.util.find_spec("ensurepip") is not None),
    Need("libglib2.0-0", _library("glib-2.0")),
    Need("libgl1", _library("GL")),
    Need("libegl1", _library("EGL")),
    Need("libxkbcommon0", _library("xkbcommon")),
    Need("libfreetype6", _library("freetype")),
    Need("libfontconfig1", _library("fontconfig")),
    Need("libdbus-1-3", _library("dbus-1")),
    Need("libxkbcommon-x11-0", _library("xkbcommon-x11")),
    Need("libxcb-cursor0", _library("xcb-cursor")),
    Need("libxcb-icccm4", _library("xcb-icccm")),
    Need("libxcb-keysyms1", _library("xcb-keysyms")),
    Need("libxcb-shape0", _library("xcb-shape")),
)
CHECKS = (
    *RUN,
    Need("libreoffice-calc-nogui", _office("sc")),
    Need("libreoffice-writer-nogui", _office("sw")),
)


def provide(needs: Iterable[Need]) -> None:
    """Install what is missing when root on a Debian-like system, else print the exact command."""
    if sys.platform != "linux":
        return
    missing = [need.package for need in needs if not need.is_there()]
    if not missing:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        prefix = "sudo " if shutil.which("apt-get") else ""
        print(f"缺少系统组件，请先执行：{prefix}{' '.join(command)}", flush=True)
        return
    print(f"安装系统组件：{'、'.join(missing)}", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], check=False, stdout=subprocess.DEVNULL)
    subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL)
