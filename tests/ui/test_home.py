"""The home page shows what is known at once, says what waits, and goes on by itself."""

from datetime import UTC, datetime

import pytest
from shiboken6 import isValid

from desktop_app.use_cases import home
from desktop_app.use_cases.standing.refresh import settle
from ui import settling_work
from ui.stages.home.day_list import DayList

NEXT_DAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
A_MONTH_LATER = datetime(2026, 12, 22, 8, 0, tzinfo=UTC)


def entries(first, last):
    return [(f"第{n}项", ("reserve_pool", f"P{n}")) for n in range(first, last)]


@pytest.fixture
def day_list(qtbot):
    made = DayList("到期")
    qtbot.addWidget(made)
    return made


def test_the_first_of_many_are_shown_and_the_last_line_brings_more(day_list, qtbot):
    day_list.show_entries(entries(0, 200), "没有", total=450)
    assert (day_list.count(), day_list.item(200).text()) == (201, "… 还有 250 项，按回车接着显示")

    with qtbot.waitSignal(day_list.more_asked) as asked:
        day_list.itemActivated.emit(day_list.item(200))
    assert asked.args == [200]

    day_list.add_entries(entries(200, 400))
    assert (day_list.count(), day_list.currentRow()) == (401, 200)
    day_list.add_entries(entries(400, 450))
    assert (day_list.count(), day_list.item(449).text()) == (450, "第449项")


def test_an_entry_leads_to_its_place_and_nothing_leads_nowhere(day_list, qtbot):
    day_list.show_entries(entries(0, 3), "没有到期的事项。")
    with qtbot.waitSignal(day_list.chosen) as chosen:
        day_list.itemActivated.emit(day_list.item(2))
    assert chosen.args == ["reserve_pool", "P2"]

    day_list.show_entries([], "没有到期的事项。")
    with qtbot.assertNotEmitted(day_list.chosen), qtbot.assertNotEmitted(day_list.more_asked):
        day_list.itemActivated.emit(day_list.item(0))
    assert day_list.item(0).text() == "✓ 没有到期的事项。"


def test_a_new_day_is_worked_out_in_the_background_and_the_page_reads_itself_again(stand):
    page, shell = stand.open_stage("home"), stand.window.shell
    stand.settle()
    assert page.notice.isHidden()
    shell.desk.clock = lambda: NEXT_DAY

    page.reload()
    stand.settle()
    assert not page.notice.isHidden()
    assert page.notice.text.text().startswith("正在核查，还有")
    assert "2026-11-22 的核查结果" in page.notice.text.text()

    shell.settling.begin()
    stand.settle(page.notice.isHidden)
    assert home.home_page(shell.desk).is_of_today


def test_the_clerk_may_stop_it_and_go_on_later(stand, monkeypatch):
    page, shell = stand.open_stage("home"), stand.window.shell
    stand.settle()
    shell.desk.clock = lambda: NEXT_DAY
    monkeypatch.setattr("desktop_app.use_cases.standing.refresh.SLICE", 1)

    shell.settling.moved.connect(lambda *_: shell.settling.hold())
    shell.settling.begin()
    stand.settle()
    left = settling_work.left(shell.desk)
    assert left > 0
    assert (page.notice.stop.text(), page.notice.isHidden()) == ("继续核查", False)

    shell.settling.moved.disconnect()
    shell.settling.resume()
    stand.settle(lambda: settling_work.left(shell.desk) == 0)
    assert home.home_page(shell.desk).waiting == 0


def test_nothing_is_worked_out_where_nothing_may_be_written(stand, monkeypatch):
    page, desk = stand.open_stage("home"), stand.window.shell.desk
    desk.clock = lambda: NEXT_DAY
    monkeypatch.setattr(type(desk.workspace), "is_read_only", property(lambda _: True))

    page.reload()
    stand.window.shell.settling.begin()
    stand.settle()

    assert settling_work.left(desk) == 0
    assert "以只读方式打开，不重新核查" in page.notice.text.text()
    assert page.notice.stop.isHidden()


def test_many_duties_are_recorded_as_not_done_in_one_act(stand):
    page, shell = stand.open_stage("home"), stand.window.shell
    stand.settle()
    shell.desk.clock = lambda: A_MONTH_LATER
    settle(shell.desk)
    page.outputs.open_record()
    dialog = stand.dialog()
    stand.settle(lambda: dialog.list.count() > 1)
    count = dialog.list.count()
    dialog.tick_all()
    dialog.kind.write("missed")
    dialog._action.click()
    assert dialog.reason.complaint == "请写明理由"
    dialog.reason.area.setPlainText("局务会议逐项过了")
    dialog._action.click()
    stand.settle(lambda: not isValid(dialog))
    with stand.window.shell.desk.workspace.read() as view:
        titles = [event.title for event in view.events.latest(5)]
    assert any(f"等 {count} 项没有办" in title for title in titles)


def test_what_ran_out_long_ago_is_one_line_that_opens_its_list(stand):
    page = stand.open_stage("home")
    stand.settle()
    assert page.lapsed.isHidden()
    page.lapsed.click()
    dialog = stand.dialog()
    assert (dialog.scope.value, dialog.list.count()) == ("lapsed", 0)
    stand.close_dialogs()
