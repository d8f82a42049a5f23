"""Taking over, units and projects by date, another pack version: through the window."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton
from shiboken6 import isValid

from desktop_app.use_cases import drafts
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.regime import default_pack, shipped_packs, store_pack
from desktop_app.use_cases.reserve_pool.steps import record_step
from desktop_app.use_cases.standing.step_entry import StepEntry
from tests.ui.screens import _on_worker
from tests.use_cases.import_books import written
from ui.drafts import keeper
from ui.drafts.kinds import reopen
from ui.importing.wizard import DONE, PREVIEW
from ui.registers import personal_forms

RUNNING = ("项目名称", "项目建设单位", "当前状态", "适用办法", "申报日期", "申报金额（万元）",
           "批复日期")  # fmt: skip
STEPS = ("项目名称", "项目建设单位", "环节", "办理结果", "办理日期", "文号")


def press(root, text):
    buttons = [b for b in root.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    next(b for b in buttons if b.text().startswith(text)).click()


def words(root):
    return "\n".join(each.text() for each in root.findChildren(QLabel) if each.isVisible())


def choose(menu, text):
    next(each for each in menu.actions() if each.text().startswith(text)).trigger()
    menu.close()


@pytest.fixture
def books(tmp_path):
    unit = "县住房和城乡建设局"
    first = [
        ("老平台", unit, "已批复", "", "2024-09-02", 198, "2024-09-01"),
        ("更老的平台", unit, "建设中", "县旧办法（2016）", "2018-03-01", 80, ""),
    ]
    second = [("老平台", unit, "县级预审", "同意", "2024-09-20", "旧1号")]
    return [
        written(tmp_path / "在办.xlsx", RUNNING, first),
        written(tmp_path / "环节.xlsx", STEPS, second),
    ]


@pytest.fixture
def pane(stand):
    page = stand.open_stage("system")
    page.tabs.setCurrentWidget(page.going_live)
    stand.settle()
    return page.going_live


@pytest.fixture
def pool(stand):
    """The list of the reserve pool with its first row current."""
    page = stand.open_stage("reserve_pool")
    page.grid.select_key(page.grid.model.all_rows[0].id)
    stand.settle(lambda: page.detail.shown is not None)
    return page


def more(page):
    """The menu that the button 更多 under the project opens."""
    (button,) = [b for b in page.detail.findChildren(QPushButton) if b.accessibleName() == "更多"]
    button.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_both_books_come_in_together_and_the_list_says_what_is_in_doubt(stand, pane, books):
    wizard = pane.open_import()
    wizard.files.take(books)
    stand.settle(lambda: wizard.step == PREVIEW)
    assert "补录存疑" in [i.text(0)[:4] for i in _branches(wizard.preview.problems)]
    press(wizard, "确认导入")
    stand.settle(lambda: wizard.step == DONE)
    wizard.close()
    stand.settle(lambda: pane.grid.model.total == 2)

    rows = {row.name: row for row in pane.grid.model.all_rows}
    assert rows["老平台"].doubts == ("批复日期 2024-09-01 早于入库日期 2024-09-20",)
    assert (rows["更老的平台"].regime, rows["更老的平台"].is_judged) == ("县旧办法（2016）", False)


def _branches(tree):
    return [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]


def test_the_head_of_a_project_taken_over_says_so(stand, pane, books):
    test_both_books_come_in_together_and_the_list_says_what_is_in_doubt(stand, pane, books)
    page = stand.open_stage("reserve_pool")
    page.open_target("QY2024-001")
    stand.settle(lambda: page.detail.shown is not None)
    told = page.detail.past.text()
    assert "历史补录：2026-11-22 起接着办" in told
    assert "补录存疑：批复日期 2024-09-01" in told


def test_every_application_is_written_from_the_pool(stand, pool, tmp_path, monkeypatch):
    out = tmp_path / "申报表.xlsx"
    monkeypatch.setattr(personal_forms, "ask_where", lambda *_: out)
    choose(more(pool), "导出全部")
    press(stand.dialog(), "导出")
    stand.settle(out.is_file)
    (file,) = _on_worker(stand, lambda desk: preview_import(desk, [out]).preview.files)
    assert file.count("unchanged") == pool.grid.model.total > 0


def test_selected_projects_are_handed_over(stand, pool):
    menu = more(pool)
    choose(menu, "移交给另一单位")
    dialog = stand.dialog()
    press(dialog, "登记移交")
    assert "请选一个接收单位" in words(dialog)
    dialog.unit.box.setCurrentIndex(dialog.unit.box.findText("县公安局"))
    dialog.grounds.reason.area.setPlainText("职能划转")
    press(dialog, "登记移交")
    stand.settle(lambda: not isValid(dialog))

    stand.settle(lambda: pool.detail.shown.page.turns != ())
    assert "移交给“县公安局”（职能划转）" in pool.detail.shown.page.turns[0].text
    pool.detail.tabs.setCurrentWidget(pool.detail.history)
    assert "移交给“县公安局”" in words(pool.detail.history)


def test_a_split_shows_what_stays_while_it_is_typed(stand, pool):
    project = pool.detail.shown.page.project
    before = project.amounts["declared"]
    choose(more(pool), "拆分项目")
    dialog = stand.dialog()
    (part,) = dialog.parts
    part.name.line.setText("子系统一期")
    for field in (*part.amounts.values(), *part.funding.values()):
        field.line.setText("1")
    assert f"{project.code} 留下：申报" in dialog.left.text()
    dialog.grounds.reason.area.setPlainText("分期建设")
    press(dialog, "登记拆分")
    stand.settle(lambda: not isValid(dialog))

    stand.settle(lambda: pool.detail.shown.page.turns != ())
    assert pool.detail.shown.page.project.amounts["declared"] == before - 1_000_000
    assert any(row.name == "子系统一期" for row in pool.grid.model.all_rows)


def test_a_draft_of_a_split_brings_all_its_parts_back(stand, pool, monkeypatch):
    monkeypatch.setattr(keeper, "SAVE_MS", 0)
    choose(more(pool), "拆分项目")
    dialog = stand.dialog()
    dialog.parts[0].name.line.setText("子系统一期")
    for name in ("子系统二期", "子系统三期"):
        press(dialog, "再拆出一个")
        dialog.parts[-1].name.line.setText(name)
    next(iter(dialog.parts[2].amounts.values())).line.setText("3.5")
    stand.settle(lambda: any("3.5" in draft.values.values() for draft in _drafts(stand)))
    dialog.may_leave = lambda: True
    dialog.reject()
    stand.settle(lambda: not isValid(dialog))

    (draft,) = _drafts(stand)
    reopen(stand.window.shell, draft)
    stand.settle(lambda: len(stand.dialog().parts) == 3)
    parts = stand.dialog().parts
    assert [part.name.value for part in parts] == ["子系统一期", "子系统二期", "子系统三期"]
    assert next(iter(parts[2].amounts.values())).written == "3.5"
    stand.close_dialogs()


def _drafts(stand):
    return drafts.drafts(stand.window.shell.desk)


def test_the_page_of_a_part_shows_what_was_done_before_the_split(stand, pool):
    entry = StepEntry("pool_entry.prereview", "returned", signer="李局长", opinion="请补正")
    record_step(stand.window.shell.desk, pool.detail.shown.page.subject, entry)
    stand.window.shell.changed()
    stand.settle(lambda: pool.detail.shown.page.project.state == "returned")
    test_a_split_shows_what_stays_while_it_is_typed(stand, pool)
    whole = pool.detail.shown.page.project.code
    (row,) = [row for row in pool.grid.model.all_rows if row.name == "子系统一期"]
    pool.grid.select_key(row.id)
    stand.settle(lambda: pool.detail.shown.page.project.code == row.code)
    pool.detail.tabs.setCurrentWidget(pool.detail.steps)
    told = words(pool.detail.steps)
    assert f"拆分以前的经过　承自 {whole}" in told
    assert "县级预审　退回补正　李局长" in told


def test_another_version_shows_what_differs_before_it_is_taken(stand, pool):
    _store_newer(stand.window.shell.desk)
    choose(more(pool), "改用规则包版本")
    dialog = stand.dialog()
    assert "1 个项目" in dialog.told.text()
    texts = [branch.text(0) for branch in _branches(dialog.tree)]
    assert any("处不同" in text for text in texts)
    dialog.grounds.reason.area.setPlainText("新办法施行")
    press(dialog, "改用这一版")
    stand.settle(lambda: not isValid(dialog))
    stand.settle(lambda: pool.detail.shown.page.project.pack_version == "9.0.0")


def _store_newer(desk):
    files = dict(shipped_packs()[default_pack()])
    head = files["pack.toml"].decode()
    old = next(line for line in head.splitlines() if line.startswith("version"))
    files["pack.toml"] = head.replace(old, 'version = "9.0.0"').encode()
    with desk.workspace.begin(desk.act("enable_pack", "存入新版")) as uow:
        store_pack(uow, files, date(2026, 11, 22))


def test_a_unit_is_renamed_and_found_by_its_old_name(stand):
    page = stand.open_stage("base_data")
    units = page.panes[0]
    units.show_key(_key(units, "县公安局"))
    stand.settle()
    units.open_rename()
    dialog = stand.dialog()
    dialog.name.line.setText("县公安和应急局")
    dialog.grounds.reason.area.setPlainText("机构改革")
    press(dialog, "登记更名")
    stand.settle(lambda: not isValid(dialog))
    stand.settle(lambda: _key(units, "县公安和应急局") is not None)
    row = next(r for r in units.grid.model.all_rows if r.unit.name == "县公安和应急局")
    assert row.formerly == "县公安局 至 2026-11-21"


def _key(pane, name):
    return next((r.unit.id for r in pane.grid.model.all_rows if r.unit.name == name), None)


def test_a_unit_is_merged_into_another(stand):
    page = stand.open_stage("base_data")
    units = page.panes[0]
    units.show_key(_key(units, "县公安局"))
    stand.settle()
    units.open_merger()
    dialog = stand.dialog()
    assert "在办的项目" in words(dialog)
    assert "转到留下的单位：在办项目" in dialog.moves.text()
    dialog.into.box.setCurrentIndex(dialog.into.box.findText("县住房和城乡建设局"))
    dialog.grounds.reason.area.setPlainText("机构改革")
    press(dialog, "登记并入")
    stand.settle(lambda: not isValid(dialog))
    stand.settle()
    row = next(r for r in units.grid.model.all_rows if r.unit.name == "县公安局")
    assert row.unit.valid_until == date(2026, 11, 21)


def test_an_office_of_the_regulation_gets_a_new_name(stand):
    page = stand.open_stage("base_data")
    page.tabs.setCurrentWidget(page.offices)
    stand.settle(lambda: page.offices.grid.model.total > 0)
    page.offices.grid.select_key("finance")
    page.offices.open_rename()
    dialog = stand.dialog()
    dialog.name.line.setText("县财政金融局")
    dialog.grounds.reason.area.setPlainText("机构改革")
    press(dialog, "登记更名")
    stand.settle(lambda: not isValid(dialog))
    stand.settle()
    line = next(r for r in page.offices.grid.model.all_rows if r.role == "finance")
    assert (line.name, line.earlier[-1][1]) == ("县财政金融局", date(2026, 11, 21))


def test_what_was_typed_into_a_hand_over_is_kept_and_comes_back(stand, pool):
    choose(more(pool), "移交给另一单位")
    dialog = stand.dialog()
    dialog.unit.box.setCurrentIndex(dialog.unit.box.findText("县公安局"))
    dialog.grounds.reason.area.setPlainText("职能划转，会议纪要第3号")
    stand.settle(lambda: _kept(stand) == ["handover"])
    dialog.may_leave = lambda: True
    dialog.reject()
    stand.settle(lambda: not isValid(dialog))

    (draft,) = drafts.drafts(stand.window.shell.desk)
    reopen(stand.window.shell, draft)
    again = stand.dialog()
    stand.settle(lambda: bool(again.grounds.reason.value))
    assert again.grounds.reason.value == "职能划转，会议纪要第3号"
    assert again.unit.box.currentText() == "县公安局"
    stand.close_dialogs()


def _kept(stand):
    return [each.place.kind for each in drafts.drafts(stand.window.shell.desk)]
