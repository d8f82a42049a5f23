"""Loads a module that brings Qt classes, on the worker, while the window is in use.

PySide makes a Qt class when it is first asked for. Where the window cuts in half-way and uses the
class, the program crashes: the worker keeps its turn until it next waits for the disk, between two
modules. No module takes long enough to be felt.
"""

import sys
from importlib import import_module
from types import ModuleType

WHOLE_SECONDS = 1.0
"""Longer than any one module takes."""


def load(path: str) -> ModuleType:
    """The module of that name."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(WHOLE_SECONDS)
    try:
        return import_module(path)
    finally:
        sys.setswitchinterval(usual)
