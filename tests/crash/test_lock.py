"""One writer at a time; the others learn who, where and since when (T-K8)."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from db.workspace import open_workspace
from desktop_app.errors import EnvironmentProblem

STARTS = 200


def test_two_hundred_race_starts_have_exactly_one_writer_each(fresh):
    race = Path(__file__).parent / "race.py"

    ran = subprocess.run(
        [sys.executable, str(race), str(fresh()), str(STARTS)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert Counter(ran.stdout.split()) == {"rrw": STARTS}


def test_second_instance_is_told_who_where_and_since(fresh, utc):
    folder = fresh()
    first = open_workspace(folder, clock=utc, program="9.9")

    with pytest.raises(EnvironmentProblem) as told:
        open_workspace(folder, clock=utc, program="9.9")

    assert f"在 {socket.gethostname()}，自 20" in told.value.what
    assert f"（进程 {os.getpid()}）" in told.value.what
    first.close()


def test_second_instance_may_look(fresh, utc):
    folder = fresh()
    first = open_workspace(folder, clock=utc, program="9.9")
    second = open_workspace(folder, clock=utc, program="9.9", writable=False)

    with second.read() as view:
        assert view.projects.count() == 12
    assert second.is_read_only
    second.close()
    first.close()


def test_lock_of_a_killed_process_is_taken_over(foreman, fresh, tmp_path, utc):
    folder = fresh()
    order = {"failpoint": "commit.before", "hit": 1}

    assert (
        foreman.do(folder, tmp_path / "journal", "one import", **order)["signal"] == signal.SIGKILL
    )
    held = json.loads((folder / "hengce.lock").read_text())
    open_workspace(folder, clock=utc, program="9.9").close()

    assert int(held["pid"]) != os.getpid()
    assert (folder / "hengce.lock").read_text() == ""


def test_lock_left_by_another_computer_is_not_taken_over(fresh, utc):
    folder = fresh()
    holder = {"pid": "7", "host": "别处", "user": "李四", "since": "2026-03-02T09:00:00+08:00"}
    (folder / "hengce.lock").write_text(json.dumps(holder))

    with pytest.raises(EnvironmentProblem) as told:
        open_workspace(folder, clock=utc, program="9.9")

    assert told.value.what == (
        "工作区在另一台电脑上打开着：李四 在 别处，自 2026-03-02 09:00（进程 7）"
    )
    assert "可删除 hengce.lock" in told.value.advice
