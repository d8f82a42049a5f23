"""What is on file about a project, a unit or a need, and what can be recorded from there."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop_app.domain.project import FundingLine
from desktop_app.domain.record import Subject
from desktop_app.use_cases import regime, workspaces
from desktop_app.use_cases.reserve_pool.editing import Application, add_application
from desktop_app.use_cases.reserve_pool.materials import hand_in_material
from desktop_app.use_cases.reserve_pool.steps import record_step
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.values.money import fen_from_wan
from tests.ui.conftest import standing
from ui.dossier import life_dialog

COUNTY = Path(__file__).parents[1] / "rule_packs" / "second_county"


def _clock():
    return datetime(2025, 6, 5, 9, 0, tzinfo=UTC)


def _press(root, text):
    buttons = [b for b in root.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    next(b for b in buttons if b.text().startswith(text)).click()


def _words(root):
    return "\n".join(each.text() for each in root.findChildren(QLabel) if each.isVisible())


@pytest.fixture
def other_county(qapp, tmp_path, monkeypatch):
    """The window under a pack with procedures about units, open groups and facts of the page."""
    shutil.copytree(COUNTY, tmp_path / "packs" / "wangxi-2025")
    monkeypatch.setattr(regime, "PACKS", tmp_path / "packs")
    folder = tmp_path / "filled" / "workspace"
    workspaces.create_workspace(
        folder, clock=_clock, program="t", pack="wangxi-2025", operator="甲"
    )
    desk = workspaces.open_desk(folder, clock=_clock, program="t", operator="甲")
    _fill(desk)
    desk.workspace.close()
    with standing(qapp, folder, tmp_path / "data", _clock) as made:
        yield made


def _fill(desk):
    with desk.workspace.begin(desk.act("seed", "登记单位")) as uow:
        uow.units.add(name="县教育局", kind="department", owner_type="administration")
    wan = fen_from_wan(300)
    texts = {"goal": "目标", "content": "内容", "route": "路线", "data_needed": "不需要"}
    kinds = {"nature": "new", "category": "business", "funding": (FundingLine("county", wan),)}
    recorded = {"deploy_kind": "county_cloud", "protection_level": 2}
    application = Application(
        name="课程系统", unit_id=1, declared_fen=wan, recorded=recorded, **texts, **kinds
    )
    subject = Subject("project", add_application(desk, application).id)
    for material in ("form", "scheme", "promise"):
        hand_in_material(desk, subject, "pool_entry", material)
    record_step(desk, subject, StepEntry("pool_entry.intake", "agreed", signer="局长"))


def _record(stand, **texts):
    """Fill in the dialog on top and record it."""
    dialog = stand.dialog()
    dialog._signer.line.setText("局长甲")
    dialog._opinion.area.setPlainText(texts.get("opinion", ""))
    dialog._number.line.setText(texts.get("number", ""))
    _press(dialog, "登记")
    stand.settle()


def test_one_more_office_is_asked_beside_an_open_step(other_county):
    stand = other_county
    page = stand.open_stage("reserve_pool")
    page.detail.tabs.setCurrentWidget(page.detail.steps)
    _press(page.detail.steps, "加记一家的意见")
    asking = stand.dialog()
    asking._office.box.setEditText("县审计局")
    _press(asking, "下一步")
    stand.settle(lambda: stand.dialog().windowTitle() == "登记：网信部门意见（县审计局）")
    _record(stand, opinion="注意留痕")
    stand.settle(lambda: "注意留痕" in _words(page.detail.steps))


def test_office_that_is_not_named_is_asked_for(other_county):
    stand = other_county
    page = stand.open_stage("reserve_pool")
    page.acts.open_reviewer("pool_entry.cyberspace")
    asking = stand.dialog()
    _press(asking, "下一步")
    assert asking._office.complaint == "请选一家，或写单位全称"


def test_facts_of_the_own_page_are_entered_there(other_county):
    stand = other_county
    page = stand.open_stage("reserve_pool")
    page.detail.tabs.setCurrentWidget(page.detail.materials)
    assert "（未登记）" in _words(page.detail.materials)
    _press(page.detail.materials, "登记事项")
    dialog = stand.dialog()
    field = dialog._facts["is_emergency"]
    field.box.setCurrentIndex(field.box.findData("true"))
    _press(dialog, "登记")
    stand.settle(lambda: page.detail.shown.page.project.recorded.get("is_emergency") is True)
    assert "（未登记）" not in _words(page.detail.materials)


def test_facts_of_a_unit_are_entered_at_the_unit(other_county):
    stand = other_county
    pane = stand.open_stage("base_data").panes[0]
    pane.file.setCurrentWidget(pane.file.materials)
    _press(pane.file.materials, "登记事项")
    dialog = stand.dialog()
    dialog._facts["false_report_count"].line.setText("2")
    _press(dialog, "登记")
    stand.settle(lambda: "2 次" in _words(pane.file.materials))


def test_procedure_about_a_unit_is_recorded_at_the_unit_and_its_hold_shows(other_county):
    stand = other_county
    pane = stand.open_stage("base_data").panes[0]
    pane.file.setCurrentWidget(pane.file.steps)
    menu = pane.file.open_menu(pane._more)
    next(each for each in menu.actions() if each.text().startswith("决定停止申报")).trigger()
    stand.settle()
    _record(stand, number="望数〔2026〕1号")
    stand.settle(lambda: "× 限制中：停止申报新项目" in _words(pane.file.steps))
    assert pane._act.isEnabled()
    pane.file.setCurrentWidget(pane.file.history)
    assert "登记“决定停止申报”的结果" in _words(pane.file.history)


def test_returned_application_is_taken_in_again_from_its_pane(stand):
    page = stand.open_stage("reserve_pool")
    page.detail.actions_offered["return"].click()
    _record(stand, opinion="材料不齐，请补报。")
    stand.settle(lambda: page.detail.actions_offered["record"].text() == "重新报送…")
    page.detail.actions_offered["record"].click()
    dialog = stand.dialog()
    _press(dialog, "登记重新报送")
    assert dialog._reason.complaint == "请写明单位补来了什么"
    dialog._reason.area.setPlainText("补来盖章说明")
    _press(dialog, "登记重新报送")
    stand.settle(lambda: len(page.detail.shown.page.cases) == 2)
    assert page.detail.shown.page.cases[0].case.attempt == 2
    assert page.detail.actions_offered["return"].isVisible()


def test_the_whole_dossier_is_written_from_the_whole_life(stand, tmp_path, monkeypatch):
    monkeypatch.setattr(life_dialog, "ask_folder", lambda *_: tmp_path)
    page = stand.open_stage("reserve_pool")
    page.grid.select_key(page.grid.model.all_rows[0].id)
    stand.settle(lambda: page.detail.shown is not None)
    page.acts.open_life()
    _press(stand.dialog(), "导出案卷")
    stand.settle()
    (folder,) = tmp_path.glob("QY2026-*")
    assert {"案卷目录.xlsx"} <= {each.name for each in folder.iterdir()}
    stand.close_dialogs()
