import shiboken6
from PySide6.QtCore import QObject, QTimer

from ui.turns import Turns


def test_each_piece_has_a_turn_of_its_own_and_what_waits_between_comes_through(qtbot):
    turns, owner, seen = Turns(), QObject(), []
    beat = QTimer()
    beat.setInterval(0)
    beat.timeout.connect(lambda: seen.append("beat"))
    beat.start()
    turns.run([lambda n=n: seen.append(n) for n in range(3)], owner, "tabs")
    assert (seen, turns.is_idle) == ([], False)

    qtbot.waitUntil(lambda: 2 in seen)
    beat.stop()

    assert [each for each in seen if each != "beat"] == [0, 1, 2]
    assert all("beat" in seen[seen.index(n) : seen.index(n + 1)] for n in range(2))
    assert turns.is_idle


def test_newer_work_of_a_screen_takes_the_place_of_what_waits(qtbot):
    turns, owner, other, seen = Turns(), QObject(), QObject(), []
    turns.run([lambda: seen.append("old")] * 2, owner, "tabs")
    turns.run([lambda: seen.append("other")], other, "tabs")
    turns.run([lambda: seen.append("new")], owner, "tabs")

    qtbot.waitUntil(lambda: turns.is_idle)

    assert seen == ["other", "new"]


def test_work_of_a_screen_that_is_gone_is_dropped(qtbot):
    turns, owner, other, seen = Turns(), QObject(), QObject(), []
    turns.run([lambda: seen.append("gone")], owner, "tabs")
    turns.run([lambda: seen.append("there")], other, "tabs")
    shiboken6.delete(owner)

    qtbot.waitUntil(lambda: turns.is_idle)

    assert seen == ["there"]


def test_a_generator_goes_on_from_stop_to_stop_until_newer_work_of_its_screen(qtbot):
    turns, owner, seen = Turns(), QObject(), []

    def parts(name, last):
        for number in range(last):
            seen.append(f"{name}{number}")
            yield
        seen.append(f"{name} done")

    turns.follow(parts("old", 99), owner, "page")
    QTimer.singleShot(0, lambda: turns.follow(parts("new", 2), owner, "page"))
    assert seen == []
    qtbot.waitUntil(lambda: turns.is_idle and bool(seen))

    started = seen.index("new0")
    assert seen[:started] == [f"old{number}" for number in range(started)]
    assert seen[started:] == ["new0", "new1", "new done"]
