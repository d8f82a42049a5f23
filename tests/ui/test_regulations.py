"""法规: the office's own packs and their comparison in the real window."""

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from desktop_app.use_cases import own_packs, regulations
from tests.ui.screens import press, show_pane
from ui.stages.regulations.settings import open_dialog
from ui.widgets.fields import TextField


@pytest.fixture
def opened(monkeypatch):
    """The folders the window opened."""
    found = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(url.toLocalFile()))
    return found


def _words(page):
    return [each.text() for each in page.packs.findChildren(QLabel)]


def test_a_pack_is_begun_checked_and_taken_up_in_the_window(stand, opened):
    page = show_pane(stand, "regulations", 4)
    press(page.packs, "新建规则包…")
    dialog = stand.dialog()
    dialog._title.write("某县项目管理 2026")
    dialog._id.write("mouxian-2026")
    press(dialog, "新建")
    stand.settle(lambda: bool(opened))
    (folder,) = opened
    assert folder.endswith("mouxian-2026")
    stand.settle(lambda: "某县项目管理 2026" in _words(page))

    page.packs._take_up(next(each for each in page.packs._lines if each.id == "mouxian-2026"))
    dialog = stand.dialog()
    dialog._reason.write("某政办〔2026〕1号")
    press(dialog, "启用")
    stand.settle(lambda: any(each.is_current and each.folder for each in page.packs._lines))
    assert [each.id for each in page.packs._lines if each.is_current] == ["mouxian-2026"]


def test_faults_of_a_pack_stand_on_its_card_and_it_cannot_be_taken_up(stand):
    desk = stand.window.shell.desk
    folder = own_packs.new_pack(desk, "linxian-2026", "邻县办法")
    (folder / "rules.toml").write_text("[[rule]]\nid = 'a'\n", "utf-8")
    page = show_pane(stand, "regulations", 4)
    page.packs._verify.click()
    stand.settle(page.packs._verify.isEnabled)
    assert "本单位编写，有 5 处错误" in _words(page)
    assert any(text.startswith("rules.toml　rule[a].passes：缺少必填的键") for text in _words(page))
    named = {each.accessibleName() for each in page.packs.findChildren(QPushButton)}
    assert "打开文件夹linxian-2026" in named
    assert "启用linxian-2026" not in named


def test_two_packs_are_compared_and_the_whole_answer_stands_below(stand):
    own_packs.new_pack(stand.window.shell.desk, "mouxian-2026", "某县办法")
    pool = stand.open_stage("reserve_pool")
    stand.settle(lambda: pool.detail.shown is not None)
    code = pool.detail.shown.page.project.code
    pool.acts.open_comparison()
    dialog = stand.dialog()
    assert dialog._code.value == code
    dialog._packs.write("、".join(key for key in dialog._packs.boxes))
    press(dialog, "对照")
    stand.settle(lambda: dialog.grid is not None)
    assert code in dialog._words.text()
    kinds = {line.kind for line in dialog.grid.model.rows}
    assert "办理路线" in kinds
    assert "没有办件" in dialog._detail.text() or "没有这一项" in dialog._detail.text()


def test_the_words_of_a_clause_stand_beside_its_summary(stand, tmp_path, monkeypatch):
    path = tmp_path / "方案.txt"
    lines = ("一、总体要求", "（二）基本原则", "1.适用于全县。", "二、主要工作", "（一）计划")
    path.write_text("\n".join((*lines, "1.编规划。", "2.建储备库。", "3.编计划。")), "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    page = show_pane(stand, "regulations", 0)
    page.open_target("二(一)2")
    stand.settle()
    press(page.articles, "附上原文…")
    page.open_target("二(一)2")

    def shown():
        return [each.text() for each in page.articles.findChildren(QLabel)]

    stand.settle(lambda: "2.建储备库。" in shown())
    assert "原文（方案.txt）" in shown()
    press(page.articles, "看全文…")
    dialog = stand.dialog()
    (marked,) = dialog.area.extraSelections()
    assert marked.cursor.selectedText() == "2.建储备库。"


def test_a_value_of_the_law_is_amended_and_stands_in_two_periods(stand):
    page = show_pane(stand, "regulations", 1)
    grid = page.values.grid
    stand.settle(lambda: bool(grid.model.rows))
    line = next(each for each in grid.model.rows if each.id == "limit.upward_review")
    grid.select_key((line.id, line.since))
    press(page.values, "修订…(&X)")
    dialog = stand.dialog()
    typed = {"text": "400", "since": "2026-12-01", "reason": "某政办〔2026〕9号", "signer": "甲"}
    for key, text in typed.items():
        dialog._form.fields[key].write(text)
    press(dialog, "修订")

    def shown():
        rows = [each for each in grid.model.rows if each.id == line.id]
        return [(each.text, str(each.since), str(each.until)) for each in rows]

    stand.settle(lambda: len(shown()) == 2)
    assert shown() == [
        ("500.00 万元", "None", "2026-11-30"),
        ("400.00 万元", "2026-12-01", "None"),
    ]


def test_a_day_of_the_year_and_a_list_of_words_are_set_in_the_window(stand):
    desk = stand.window.shell.desk
    lines = {line.setting.id: line for line in regulations.settings(desk)}
    for key, typed, kept in (
        ("house.need_cutoff", "11月15日", "11月15日"),
        ("house.om_words", "运维、驻场", "运维、驻场"),
    ):
        open_dialog(stand.window.shell, lines[key])
        dialog = stand.dialog()
        (field,) = [f for f in dialog.findChildren(TextField) if f.title.startswith("取值")]
        dialog._signer.write("局长乙")
        dialog._reason.write("局务会议议定")
        field.write("")
        press(dialog, "签定")
        assert field.complaint == "没有填取值"
        field.write(typed)
        press(dialog, "签定")
        stand.settle(lambda key=key, kept=kept: _setting(desk, key) == kept)


def _setting(desk, key):
    return next(line.text for line in regulations.settings(desk) if line.setting.id == key)


def test_a_card_says_what_the_regulation_rests_on_and_what_it_ends(stand):
    page = show_pane(stand, "regulations", 4)
    stand.settle(lambda: bool(page.packs._lines))
    texts = _words(page)
    assert any(text.startswith("上位依据：") for text in texts)
    assert "施行后废止：《益阳市电子政务工程建设管理办法》（益政办发〔2013〕1号）" in texts
