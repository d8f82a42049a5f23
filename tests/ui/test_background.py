import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject

from desktop_app.errors import Cancelled
from ui.background import Background, Progress


def test_work_runs_on_one_thread_and_comes_back_in_the_ui_thread(background, qtbot):
    seen = []
    for _ in range(2):
        background.run(
            lambda _task: threading.current_thread().name,
            lambda name: seen.append((name, threading.current_thread() is threading.main_thread())),
        )
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [("work", True), ("work", True)]


def test_error_goes_to_its_own_handler(background, qtbot):
    seen = []
    background.run(
        lambda _task: 1 // 0, seen.append, on_error=lambda error: bool(seen.append(error)) or True
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0], ZeroDivisionError)


def test_unhandled_error_is_told_to_the_window(background, qtbot):
    with qtbot.waitSignal(background.failed) as failed:
        background.run(lambda _task: 1 // 0, lambda _: None)
    assert isinstance(failed.args[0], ZeroDivisionError)


def test_cancel_stops_work_at_its_next_report_and_stores_nothing(background, qtbot):
    begun, ended, stored = threading.Event(), [], []

    def work(task):
        begun.set()
        while True:
            task.progress(0, 10)
            threading.Event().wait(0.005)

    task = background.run(
        work, stored.append, on_error=lambda error: bool(ended.append(error)) or True
    )
    assert begun.wait(2)
    task.cancel()
    qtbot.waitUntil(lambda: bool(ended), timeout=500)
    assert (isinstance(ended[0], Cancelled), stored) == (True, [])


def test_work_nobody_waits_for_gives_way_to_a_screen(background, qtbot):
    begun, seen = threading.Event(), []

    def slowly(task):
        begun.set()
        while True:
            task.progress(0)
            threading.Event().wait(0.002)

    task = background.run(
        slowly, seen.append, on_error=lambda error: bool(seen.append(type(error))) or True
    )
    task.gives_way = True
    assert begun.wait(2)
    background.run(lambda _task: "screen", seen.append)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [Cancelled, "screen"]


def test_progress_is_shown_in_order(background, qtbot):
    seen = []

    def work(task):
        for done in range(3):
            task.progress(done, 3, "表")

    background.run(work, lambda _: seen.append("done"), on_progress=seen.append)
    qtbot.waitUntil(lambda: "done" in seen)
    assert seen == [Progress(0, 3, "表"), Progress(1, 3, "表"), Progress(2, 3, "表"), "done"]


def test_newer_work_with_the_same_key_takes_the_place_of_older(background, qtbot):
    gate, seen = threading.Event(), []
    background.run(lambda _task: gate.wait(2), lambda _: seen.append("first"), key="list")
    background.run(lambda _task: None, lambda _: seen.append("second"), key="list")
    background.run(lambda _task: None, lambda _: seen.append("third"), key="list")
    gate.set()
    qtbot.waitUntil(lambda: "third" in seen)
    assert seen == ["third"]


def test_result_is_dropped_when_the_screen_is_gone(background, qtbot):
    gate, seen, owner = threading.Event(), [], QObject()
    background.run(lambda _task: gate.wait(2), lambda _: seen.append("late"), owner=owner)
    background.run(lambda _task: None, lambda _: seen.append("next"))
    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["next"]


@pytest.mark.parametrize("_round", range(20))
def test_closing_in_the_middle_of_work_ends_the_thread(qapp, _round):
    background = Background()

    def work(task):
        while True:
            task.progress(0)
            threading.Event().wait(0.002)

    background.run(work, lambda _: None)
    assert background.shutdown()


def test_last_thing_the_worker_does_is_to_close_what_it_opened(qapp):
    background, closed = Background(), []
    background.shutdown(lambda: closed.append(threading.current_thread().name))
    assert closed == ["work"]
