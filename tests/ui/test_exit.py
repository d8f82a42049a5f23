"""G16: a real program closed in the middle of any work ends in order, at once, without a word."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.ui.closing import Order, noise_of
from tests.ui.closing_works import WORKS

ROOT = Path(__file__).resolve().parents[2]
CLOSES = 16
"""Of each work; with all works over 200."""
ON_THE_WORKER = {"read", "store", "issue", "print_list", "record", "undo", "back_up", "deaf_work"}


def _close(orders):
    """Exit codes and words on standard error, with how it went where that can be told."""
    if not hasattr(os, "fork"):
        return [(_driver([order]).returncode, noise_of(order), None) for order in orders]
    told = [json.loads(line) for line in _driver(orders).stdout.splitlines()]
    return [(each["code"], tuple(each["noise"]), each) for each in told]


def _driver(orders):
    lines = "".join(json.dumps(asdict(order)) + "\n" for order in orders)
    command = [sys.executable, "-m", "tests.ui.closing"]
    return subprocess.run(
        command, cwd=ROOT, input=lines, capture_output=True, text=True, timeout=900, check=False
    )


def _moments():
    """Milliseconds after the work began: close together at first, up to most of a second."""
    return [3 * number * number for number in range(CLOSES)]


@pytest.mark.parametrize("work", WORKS)
def test_window_closed_at_any_moment_of_its_work_ends_in_order(work, filled_folder, tmp_path):
    orders = []
    for moment in _moments():
        data = tmp_path / str(moment)
        shutil.copytree(filled_folder.parent, data)
        orders.append(Order(str(data / filled_folder.name), work, moment, f"{data}-told"))
    ended = _close(orders)
    assert [(code, noise) for code, noise, _ in ended] == [(0, ())] * CLOSES
    told = [each for _, _, each in ended if each is not None]
    busy = sum(each["was_busy"] for each in told)
    slowest = max((each["seconds"] for each in told), default=0)
    own = max((each["own_seconds"] for each in told), default=0)
    print(  # noqa: T201 - a figure to be read, not held
        f"{work}: {busy} in mid-work; slowest {slowest} s, of it computing at most {own} s"
    )
    assert busy > 0 or work not in ON_THE_WORKER or not told
    shutil.rmtree(tmp_path)  # a workspace for every close: over a gigabyte in all


def test_window_without_workspace_ends_in_order(tmp_path):
    orders = [
        Order(
            str(tmp_path / str(moment) / "workspace"), "start", moment, f"{tmp_path}/{moment}-told"
        )
        for moment in (0, 300)
    ]
    assert [(code, noise) for code, noise, _ in _close(orders)] == [(0, ())] * len(orders)
