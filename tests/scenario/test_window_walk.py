"""The whole walk in the real window: workbook in, verdicts, decision, paper, signed, in pool."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest

from desktop_app.use_cases.reserve_pool.detail import project_page
from tests.scenario.applications import row_of
from tests.scenario.books import Book, write_books
from tests.scenario.conftest import open_county
from tests.scenario.intake_walk import project_of
from tests.scenario.window_hand import Hand
from ui.application import make_window
from ui.view_store import ViewStore

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SPLIT = ("cg1", "cg2", "cg3")
REASON = "三项由不同科室使用，资金渠道不同，分别申报。"


@dataclass
class Seen:
    """What the clerk read on the screen on the way."""

    preview: str = ""
    done: str = ""
    checks: str = ""
    blocked: str = ""
    decided: str = ""
    foot: list[str] = field(default_factory=list)
    state: str = ""
    faults: list[BaseException] = field(default_factory=list)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, clock):
    folder = tmp_path_factory.mktemp("window") / "工作区"
    open_county(folder, clock).workspace.close()
    return folder


@pytest.fixture(scope="module")
def hand(qapp, folder):
    now = datetime(2026, 7, 7, 1, 0, tzinfo=UTC)
    store = ViewStore(folder.parent / "window.json")
    window, shell = make_window(qapp, folder, lambda: now, "test", store)
    window.faults = []
    shell.background.failed.disconnect()
    shell.background.failed.connect(window.faults.append)
    window.show()
    hand = Hand(window)
    hand.settle(lambda: shell.has_desk)
    yield hand
    window.close()
    window.deleteLater()


@pytest.fixture(scope="module")
def seen(hand, tmp_path_factory):
    """The walk itself, in the order a clerk takes it."""
    seen = Seen(faults=hand.window.faults)
    _import(hand, seen, tmp_path_factory.mktemp("books"))
    _look_and_decide(hand, seen)
    _issue_sheet(hand)
    _record(hand, seen)
    return seen


def _import(hand, seen, folder):
    rows = [row_of(key) for key in (*SPLIT, "cg4")]
    books = [Book("城管局.xlsx", "县城市管理局", date(2026, 7, 6), rows, "two_rows")]
    paths = list(write_books(books, folder).values())
    hand.window.open_stage("reserve_pool")
    hand.settle(lambda: hand.window.page("reserve_pool") is not None)
    hand.press("导入工作簿")
    wizard = hand.top
    wizard.files.drop.dropped.emit(paths)
    hand.settle(lambda: wizard.step == 2)
    seen.preview = hand.words()
    hand.press("确认导入")
    seen.done = hand.words()
    hand.press("完成")


def _look_and_decide(hand, seen):
    page = hand.window.page("reserve_pool")
    _select(hand, page, "智慧城管指挥平台（一期）")
    seen.checks = hand.words(page.detail)
    hand.press("登记判断")
    hand.choose("判断", "separate")
    hand.write("理由", REASON)
    hand.press("登记判断")
    _select(hand, page, "智慧城管指挥平台（一期）")
    seen.decided = hand.words(page.detail)


def _issue_sheet(hand):
    page = hand.window.page("reserve_pool")
    page.detail.print_asked.emit()
    hand.settle()
    hand.choose("文书", "prereview_opinion")
    hand.press("出具")
    hand.top.close()
    hand.settle()


def _record(hand, seen):
    page = hand.window.page("reserve_pool")
    seen.foot = hand.buttons()
    page.detail.actions_offered["record"].click()
    hand.settle()
    hand.write("签批人", "示例负责人")
    hand.write("意见", "同意入库。")
    hand.write("继续办理的理由", "金额由概算明细构成。")
    hand.press("登记")
    seen.state = hand.words(page.detail)


def _select(hand, page, name):
    row = next(row for row in page.grid.model.all_rows if row.name == name)
    page.grid.select_key(row.id)
    hand.settle(lambda: page.detail.shown and page.detail.shown.page.project.id == row.id)


def test_the_preview_shows_the_rows_before_anything_is_stored(seen):
    assert "共 1 个文件" in seen.preview


def test_the_end_of_the_import_says_what_was_stored(seen):
    assert "新增 4 行" in seen.done


def test_the_card_shows_verdict_clause_and_arithmetic(seen):
    assert "不得拆分申报" in seen.checks
    assert "二(一)2" in seen.checks
    assert "584.00" in seen.checks
    assert "相同片段" in seen.checks


def test_the_decision_stands_on_the_card_afterwards(seen):
    assert REASON in seen.decided


def test_the_project_is_in_the_pool_after_the_signed_result(seen):
    assert "在库" in seen.state


def test_the_records_hold_what_the_screen_did(seen, hand):
    desk = hand.window.shell.desk
    project = project_of(desk, "cg1")
    page = project_page(desk, project.id)
    assert project.state == "in_pool"
    assert [paper.form for paper in page.papers] == ["prereview_opinion"]
    assert [record.signer for case in page.cases for record in case.records] == ["示例负责人"]
    assert desk.workspace.verify_log().is_sound


def test_nothing_went_wrong_behind_the_screen(seen):
    assert seen.faults == []
