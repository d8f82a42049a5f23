"""Papers through the window: every kind of subject, kits, the sheet of a letter, what is due."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QPushButton

from desktop_app.use_cases.papers.issue import issue_paper
from desktop_app.use_cases.papers.register import issued_papers
from desktop_app.use_cases.papers.sheets import Extra
from tests.county import HandClock
from tests.papers_world import subjects_of
from tests.scenario.test_every_paper import FORMS, WITH_AN_ACT
from tests.ui.conftest import standing
from ui.papers.dialog import PaperDialog
from ui.papers.dispatch_dialog import DispatchDialog
from ui.papers.incoming_dialog import IncomingDialog
from ui.papers.kit_dialog import KitDialog
from ui.papers.viewer import PaperViewer
from ui.registers.register_pane import RegisterPane
from ui.stages.annual_plan.card import PlanCard
from ui.stages.home.duty_letters import DutyLettersDialog
from ui.widgets.verdict_card import VerdictCard


@pytest.fixture(scope="module")
def county(papers_county, tmp_path_factory):
    return papers_county.copied(tmp_path_factory.mktemp("window") / "ws")


@pytest.fixture
def at_desk(qapp, county, tmp_path):
    """The window on a copy of the county, on its last day."""
    with standing(qapp, county.folder, tmp_path / "data", HandClock(county.day)) as made:
        yield made


@pytest.fixture(scope="module")
def looking(qapp, county, tmp_path_factory):
    """The same for tests that only look."""
    folder = tmp_path_factory.mktemp("looking") / "data"
    with standing(qapp, county.folder, folder, HandClock(county.day)) as made:
        yield made


def _press(root, text):
    buttons = [b for b in root.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    next(b for b in buttons if b.text().startswith(text)).click()


def _read(stand, read):
    """What a function of the desk gives, read on the worker."""
    found = []
    stand.window.shell.run(lambda desk, _task: read(desk), found.append, owner=stand.window)
    stand.settle(lambda: bool(found))
    return found[0]


def _open(stand, dialog):
    dialog.show_sized(1120, 690)
    stand.settle()
    return dialog


MEETING = (
    "meeting_notice", "meeting_agenda", "meeting_sign_in", "expert_fee_sheet",
    "meeting_minutes", "meeting_decisions",
)  # fmt: skip
ONE_OF_A_KIND = {form.subject: form.id for form in FORMS.values() if form.id not in WITH_AN_ACT}


@pytest.mark.parametrize(("kind", "form"), ONE_OF_A_KIND.items())
def test_the_paper_dialog_shows_a_paper_of_every_kind_of_subject(looking, county, kind, form):
    subjects = subjects_of(county.made, FORMS[form])
    dialog = _open(looking, PaperDialog(looking.window.shell, subjects, kind, form=form))
    assert dialog.form == form
    assert dialog.preview.page_count >= 1
    looking.close_dialogs()


def test_letters_that_come_with_an_act_are_not_offered_for_a_unit(looking, county):
    dialog = _open(looking, PaperDialog(looking.window.shell, [county.made.unit], "单位"))
    box = dialog._choice.box
    assert [box.itemData(place) for place in range(box.count())] == ["reminder_letter"]
    looking.close_dialogs()


def test_a_day_is_asked_for_where_the_letter_names_one(looking, county):
    shell = looking.window.shell
    dialog = _open(looking, PaperDialog(shell, [county.made.unit], "单位", form="reminder_letter"))
    assert dialog._due.isVisible()
    assert "2027年7月27日前" in dialog._words.value  # fifteen days from the day of the county
    dialog._due.edit.setDate(QDate(2027, 8, 31))
    looking.settle()
    assert "2027年8月31日前" in dialog._words.value
    dialog._words.area.setPlainText("请于月底前报送。")
    dialog._due.edit.setDate(QDate(2027, 9, 30))
    looking.settle()
    assert dialog._words.value == "请于月底前报送。"
    looking.close_dialogs()


def test_what_a_letter_lacks_is_said_before_it_is_issued(looking, county):
    shell, made = looking.window.shell, county.made
    dialog = _open(looking, PaperDialog(shell, [made.finding], "问题", form="liability_referral"))
    assert "移送的机关、认定的依据和材料" in dialog._missing.text()
    assert dialog._missing.isVisible()
    assert not dialog._issue.isEnabled()
    looking.close_dialogs()


def test_the_papers_of_a_meeting_are_put_together_and_issued(at_desk, county):
    dialog = _open(at_desk, KitDialog(at_desk.window.shell, county.made.meeting.id, "会议"))
    assert dialog.chosen == MEETING
    _press(dialog, "预览")
    at_desk.settle()
    assert "共 6 份，其中 6 份还没有出具" in dialog._count.text()
    _press(dialog, "出具并打印")
    at_desk.settle()
    papers = _read(at_desk, issued_papers)
    assert tuple(paper.form for paper in papers[-6:]) == MEETING
    assert any(isinstance(each, QPrintDialog) for each in QApplication.topLevelWidgets())
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QPrintDialog):
            each.reject()


def _unfinished(stand, county):
    """The projects of the plan whose state still has a review sheet, in agenda order."""

    def read(desk):
        states = {"plan_applied", "plan_listed_state", "planned_state", "plan_deferred"}
        with desk.workspace.read() as view:
            listed = [view.projects.get(p.id) for p in (county.made.project, *county.made.others)]
        return [each.id for each in listed if each.state in states]

    return _read(stand, read)


def test_the_review_sheets_of_a_plan_come_in_agenda_order(looking, county):
    dialog = _open(looking, KitDialog(looking.window.shell, county.made.plan.id, "计划"))
    dialog.list.tick_shown(is_ticked=False)
    sheet = next(
        i for i in dialog.list.items_in_order if i.text() == "逐项：年度计划项目联审会签表"
    )
    sheet.setCheckState(Qt.CheckState.Checked)
    _press(dialog, "预览")
    looking.settle()
    assert [part.subject.id for part in dialog._parts] == _unfinished(looking, county)
    looking.close_dialogs()


def test_the_kit_of_a_plan_is_in_its_menu(looking, county):
    looking.open_stage("annual_plan")
    card = looking.window.findChild(PlanCard)
    looking.settle(lambda: bool(card.file.also))
    menu = card.file.open_menu(card._more)
    next(act for act in menu.actions() if act.text() == "成套文书…").trigger()
    menu.close()
    dialog = looking.dialog()
    assert isinstance(dialog, KitDialog)
    assert "joint_agenda" in dialog.chosen
    looking.close_dialogs()


def test_the_kit_of_a_meeting_is_in_the_menu_of_its_register(looking, county):
    page = looking.open_stage("oversight")
    looking.settle(lambda: "meeting" in page.panes)
    pane = page.panes["meeting"]
    page.tabs.setCurrentWidget(pane)
    looking.settle(lambda: pane.list.grid is not None)
    pane.show_key(county.made.meeting.id)
    looking.settle()
    menu = pane.file.open_menu(pane._more)
    next(act for act in menu.actions() if act.text() == "成套文书…").trigger()
    menu.close()
    assert "expert_fee_sheet" in looking.dialog().chosen
    looking.close_dialogs()


def test_rows_of_a_register_are_printed_as_one_list(looking, county):
    page = looking.open_stage("oversight")
    looking.settle(lambda: "finding" in page.panes)
    pane = page.panes["finding"]
    page.tabs.setCurrentWidget(pane)
    looking.settle(lambda: pane.list.grid is not None)
    pane.list.grid.table.selectAll()
    looking.settle()
    pane._open_print()
    dialog = looking.dialog()
    box = dialog._choice.box
    box.setCurrentIndex(box.findData("finding_list"))
    looking.settle()
    assert dialog.preview.page_count == 1
    assert len(dialog._subjects) == 2
    looking.close_dialogs()


def test_a_letter_goes_round_with_its_sheet(at_desk, county):
    extra = Extra(due=date(2027, 8, 2))
    letter = _read(
        at_desk,
        lambda desk: issue_paper(desk, "rectification_notice", [county.made.finding], extra=extra),
    )
    viewer = _open(at_desk, PaperViewer(at_desk.window.shell, letter))
    _press(viewer, "发文稿纸")
    at_desk.settle()
    dialog = at_desk.dialog()
    assert isinstance(dialog, DispatchDialog)
    dialog._copies.line.setText("二十")
    _press(dialog, "出具")
    assert dialog._copies.complaint
    dialog._copies.line.setText("20")
    dialog._signers.area.setPlainText("县财政局\n县审计局")
    _press(dialog, "出具")
    at_desk.settle()
    sheet = _read(at_desk, issued_papers)[-1]
    assert (sheet.form, sheet.number) == ("dispatch_sheet", "发文〔2027〕1号")
    at_desk.close_dialogs()


def test_a_paper_issued_already_is_told_of_and_may_be_issued_again(at_desk, county):
    subjects, form = [county.made.second], "change_opinion"
    issued = _read(at_desk, lambda desk: issue_paper(desk, form, subjects))
    dialog = _open(at_desk, PaperDialog(at_desk.window.shell, subjects, "变更", form=form))
    assert f"{issued.number}今天已经出具，内容没有变化" in dialog._missing.text()
    assert dialog._missing.isVisible()
    assert dialog._issue.isEnabled()
    at_desk.close_dialogs()


def test_a_table_has_no_sheet_to_go_round_with(looking, county):
    found = _read(looking, issued_papers)
    table = next((paper for paper in found if paper.form == "change_opinion"), None)
    if table is None:
        table = _read(looking, lambda d: issue_paper(d, "change_opinion", [county.made.second]))
    viewer = _open(looking, PaperViewer(looking.window.shell, table))
    assert not viewer._dispatch.isVisible()
    looking.close_dialogs()


def test_units_are_reminded_of_what_they_owe(at_desk):
    dialog = _open(at_desk, DutyLettersDialog(at_desk.window.shell))
    assert dialog.chosen, "nothing is due in the county"
    count = len(dialog.chosen)
    _press(dialog, "预览")
    at_desk.settle()
    assert dialog.preview.page_count >= count
    _press(dialog, "出具并打印")
    at_desk.settle()
    letters = [paper for paper in _read(at_desk, issued_papers) if paper.form == "duty_letter"]
    assert len(letters) == count
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QPrintDialog):
            each.reject()


def test_a_received_paper_serves_a_row_of_a_register(at_desk, county):
    subjects = (county.made.contract, county.made.finding)
    dialog = _open(at_desk, IncomingDialog(at_desk.window.shell, subjects, "合同和问题"))
    dialog._number.line.setText("青财〔2027〕5号")
    dialog._title.line.setText("关于合同付款的函")
    dialog._sender.line.setText("县财政局")
    _press(dialog, "登记")
    at_desk.settle()

    def received(desk):
        with desk.workspace.read() as view:
            return [paper.number for each in subjects for paper in view.incoming.of(each)]

    assert _read(at_desk, received) == ["青财〔2027〕5号"] * 2


def test_a_check_that_holds_shows_what_is_left_under_its_caps(looking, county):
    page = looking.open_stage("construction")
    pane = next(each for each in page.findChildren(RegisterPane) if each.head.id == "change")
    page.tabs.setCurrentWidget(pane)
    looking.settle()
    pane.show_key(county.made.change.id)
    looking.settle(lambda: pane.file.shown is not None)
    pane.file.setCurrentWidget(pane.checks)
    looking.settle()
    cards = {
        card.accessibleName().partition("：")[2]: "".join(card.texts)
        for card in pane.checks.findChildren(VerdictCard)
    }
    assert "还可增加" in cards["投资增减不大于调整金额"]
    assert "还可增加" not in cards["自主调整的限额"], "over the cap: what would turn it is told"
