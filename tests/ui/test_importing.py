"""The import window: preview at once, checks beside it, a stop that leaves nothing."""

import threading

import pytest
from PySide6.QtWidgets import QComboBox, QPushButton

from resources import resource
from tests.use_cases.import_books import POOL, application, pool_book, written
from ui.importing.wizard import DONE, MATCH, PREVIEW
from ui.settling_line import SettlingLine

BOOK = resource("samples", "workbooks") / "县农业农村局.xlsx"


def click(root, text):
    buttons = [b for b in root.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    next(b for b in buttons if b.text().startswith(text)).click()


@pytest.fixture
def wizard(stand):
    return stand.open_stage("reserve_pool").open_import()


def lights(wizard):
    return {row.plan.light_word for row in wizard.preview.grid.model.all_rows}


def test_rows_are_shown_before_their_checks_and_then_with_them(stand, wizard):
    wizard.files.take([BOOK])
    seen = []
    wizard.preview.grid.model.modelReset.connect(lambda: seen.append(lights(wizard)))

    stand.settle(lambda: wizard.step == PREVIEW)

    assert seen[0] == {"未核查"}
    assert "未核查" not in lights(wizard)
    assert wizard.preview.checks.isHidden()


@pytest.fixture
def held(stand, wizard):
    """Keeps the worker busy from the moment the preview is shown; set it to let go."""
    gate = threading.Event()
    background = stand.window.shell.background
    wizard.preview.grid.model.modelReset.connect(
        lambda: background.run(lambda _task: gate.wait(), lambda _done: None)
    )
    yield gate
    gate.set()


def test_checks_can_be_stopped_and_the_import_goes_on(stand, wizard, held, qtbot):
    wizard.files.take([BOOK])
    qtbot.waitUntil(lambda: wizard._checks is not None)
    wizard.preview.checks.stop.click()
    held.set()
    stand.settle(lambda: wizard.step == PREVIEW)

    assert wizard.preview.checks.words.text().startswith("核查已停止")
    assert lights(wizard) == {"未核查"}
    click(wizard, "确认导入")
    stand.settle(lambda: wizard.step == DONE)


def test_a_stop_while_writing_leaves_nothing_and_offers_the_import_again(stand, wizard):
    page = stand.open_stage("reserve_pool")
    before = page.grid.model.total
    wizard.files.take([BOOK])
    stand.settle(lambda: wizard.step == PREVIEW)

    click(wizard, "确认导入")
    click(wizard, "停止")
    stand.settle()

    assert (wizard.step, wizard._next.isEnabled()) == (PREVIEW, True)
    assert page.grid.model.total == before
    click(wizard, "确认导入")
    stand.settle(lambda: wizard.step == DONE)
    assert page.grid.model.total > before


def test_a_heading_matched_once_is_not_asked_again_but_can_be_changed(stand, wizard, tmp_path):
    titles = (*POOL[:7], "想达到什么", *POOL[8:])
    rows = [application(n, unit="县农业农村局") for n in (1, 2)]
    wizard.files.take([written(tmp_path / "a.xlsx", titles, rows[:1])])
    stand.settle(lambda: wizard.step == MATCH)
    box = wizard.match.findChild(QComboBox)
    box.setCurrentIndex(box.findData("goal"))
    click(wizard, "下一步")
    stand.settle(lambda: wizard.step == PREVIEW)
    click(wizard, "确认导入")
    stand.settle(lambda: wizard.step == DONE)

    again = stand.open_stage("reserve_pool").open_import()
    again.files.take([written(tmp_path / "b.xlsx", titles, rows[1:])])
    stand.settle(lambda: again.step == PREVIEW)
    click(again, "上一步")

    assert again.match.findChild(QComboBox).currentData() == "goal"


def test_checks_of_many_rows_follow_in_the_background_and_can_be_stopped(stand, wizard, tmp_path):
    wizard.files.take([pool_book(tmp_path / "many.xlsx", 230, unit="县农业农村局")])
    stand.settle(lambda: wizard.step == PREVIEW)
    settling = stand.window.shell.settling
    settling.moved.connect(lambda left, _total: settling.hold() if left else None)
    click(wizard, "确认导入")
    stand.settle(lambda: wizard.step == DONE)

    line = wizard.result_page.findChild(SettlingLine)
    assert line.text.text().startswith("已停下，还有 ")
    settling.moved.disconnect()
    settling.moved.connect(line.show_left)
    line.stop.click()
    stand.settle(line.isHidden)
    page = stand.open_stage("reserve_pool")
    assert "未核查" not in {row.light_word for row in page.grid.model.all_rows}
