"""The self-check says how far it is, can be stopped, and names what it found."""

import threading

import pytest

from desktop_app.use_cases import workspaces
from ui.stages.system.checks import ChecksPane


@pytest.fixture
def pane(stand):
    return stand.open_stage("system").findChild(ChecksPane)


def texts(pane, key):
    layout = pane._results[key]
    widgets = [layout.itemAt(place).widget() for place in range(layout.count())]
    return [widget.text() for widget in widgets if widget is not None]


def test_a_sound_workspace_passes_and_the_button_is_as_before(stand, pane):
    stand.settle()
    pane._buttons["check"].click()
    assert pane._buttons["check"].text() == "停止"
    stand.settle()

    assert pane._buttons["check"].text() == "开始自检"
    assert workspaces.selfcheck(stand.window.shell.desk).title.endswith("项检查全部通过")
    assert texts(pane, "check") == []  # nothing found: only the sentence, in a row of its own


def test_a_check_under_way_tells_how_far_it_is_and_can_be_stopped(stand, pane, monkeypatch, qtbot):
    def endless(_desk, *, steps, mend=False):
        while True:
            steps.at(100, 5_000, "正在核查")
            threading.Event().wait(0.002)

    monkeypatch.setattr(workspaces, "selfcheck", endless)
    stand.settle()
    pane._buttons["check"].click()
    qtbot.waitUntil(lambda: texts(pane, "check") == ["正在核查（100 / 5000）…"])

    pane._buttons["check"].click()
    stand.settle()

    assert texts(pane, "check") == ["已停止，没有查完。"]
    assert pane._buttons["check"].text() == "开始自检"
