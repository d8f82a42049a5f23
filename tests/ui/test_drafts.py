"""What is typed outlives a crash or a close, is offered again, and goes once it is done with."""

import os
import shutil
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop_app.use_cases import drafts as cases
from desktop_app.use_cases import workspaces
from desktop_app.use_cases.annual_plan.editions import start_plan
from desktop_app.use_cases.imports.apply import apply_import
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.reserve_pool.steps import record_step
from desktop_app.use_cases.standing.step_entry import StepEntry
from resources import resource
from tests.ui.conftest import _clock, standing
from tests.ui.screens import DIALOGS
from ui.drafts import keeper
from ui.drafts.keeper import DraftKeeper
from ui.drafts.kinds import REOPENERS, reopen
from ui.drafts.leave_dialog import LeaveDialog
from ui.widgets.dialog import Dialog
from ui.widgets.fields import ChoiceField, DateField, Field, LongTextField, MoneyField, TextField
from ui.widgets.note_dialog import NoteDialog

ROOT = Path(__file__).resolve().parents[2]
NEEDS = resource("samples", "workbooks") / "朱备镇需求.xlsx"
TYPED = "电话联系，答复周五前补报"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """Typing goes to disk without the two seconds of patience."""
    monkeypatch.setattr(keeper, "SAVE_MS", 0)


def _press(root, text):
    buttons = [b for b in root.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    next(b for b in buttons if b.text().startswith(text)).click()


def _words(root):
    return "\n".join(each.text() for each in root.findChildren(QLabel) if each.isVisible())


def _on_disk(stand):
    return cases.drafts(stand.window.shell.desk)


def _open_note(stand):
    stand.open_stage("reserve_pool").acts.open_note()
    return stand.dialog()


def _type_note(stand, text=TYPED):
    dialog = _open_note(stand)
    dialog._text.area.setPlainText(text)
    stand.settle(lambda: bool(_on_disk(stand)))
    return dialog


def _leave(stand, dialog, how):
    dialog.close()
    asking = next(w for w in QApplication.topLevelWidgets() if isinstance(w, LeaveDialog))
    _press(asking, how)
    stand.settle()


def test_typing_is_kept_without_being_asked(stand):
    _type_note(stand)
    (draft,) = _on_disk(stand)
    assert (draft.values["text"], draft.place.title) == (TYPED, "备注和催办")
    stand.close_dialogs()


def test_what_was_taken_back_is_no_draft(stand):
    dialog = _type_note(stand)
    dialog._text.area.clear()
    stand.settle(lambda: _on_disk(stand) == ())
    dialog.close()
    stand.settle()
    assert not any(isinstance(w, LeaveDialog) for w in QApplication.topLevelWidgets())


def test_draft_goes_once_it_is_saved(stand):
    dialog = _type_note(stand)
    _press(dialog, "保存")
    stand.settle(lambda: _on_disk(stand) == ())
    assert not stand.window.drafts_bar.isVisible()


def test_draft_goes_when_it_is_given_up(stand):
    _leave(stand, _type_note(stand), "不保存")
    stand.settle(lambda: _on_disk(stand) == ())
    assert not stand.window.drafts_bar.isVisible()


def test_going_on_leaves_dialog_and_text(stand):
    dialog = _type_note(stand)
    _leave(stand, dialog, "继续填写")
    assert dialog.isVisible()
    assert dialog._text.value == TYPED
    stand.close_dialogs()


def test_draft_that_is_put_by_waits_under_the_tabs(stand):
    _leave(stand, _type_note(stand), "留作草稿")
    bar = stand.window.drafts_bar
    stand.settle(bar.isVisible)
    assert bar.open_button.text() == "恢复未保存的 1 处修改…"
    bar.open_button.click()
    listed = stand.dialog()
    assert TYPED in _words(listed)
    _press(listed, "打开")
    stand.settle()
    dialog = stand.dialog()
    assert (type(dialog), dialog._text.value) == (NoteDialog, TYPED)
    assert not bar.isVisible()
    stand.close_dialogs()
    assert _on_disk(stand) == ()


def test_same_dialog_offers_what_was_typed_before(stand):
    _leave(stand, _type_note(stand), "留作草稿")
    dialog = _open_note(stand)
    assert "填写的内容没有保存" in _words(dialog)
    _press(dialog, "恢复")
    assert dialog._text.value == TYPED
    stand.settle(lambda: len(_on_disk(stand)) == 1)
    stand.close_dialogs()


def test_new_typing_never_overwrites_an_undecided_draft(stand):
    _leave(stand, _type_note(stand), "留作草稿")
    dialog = _open_note(stand)
    dialog._text.area.setPlainText("另一条")
    stand.settle(lambda: len(_on_disk(stand)) == 2)
    assert {draft.values["text"] for draft in _on_disk(stand)} == {TYPED, "另一条"}
    _press(dialog, "丢弃")
    stand.settle(lambda: len(_on_disk(stand)) == 1)
    stand.close_dialogs()


def test_all_can_be_given_up_after_a_question(stand):
    _leave(stand, _type_note(stand), "留作草稿")
    _press(stand.window.drafts_bar.open_list(), "全部丢弃")
    _press(stand.dialog(), "全部丢弃")
    stand.settle(lambda: _on_disk(stand) == ())
    stand.close_dialogs()


def test_put_off_hides_the_offer_until_there_is_more(stand):
    _leave(stand, _type_note(stand), "留作草稿")
    bar = stand.window.drafts_bar
    stand.settle(bar.isVisible)
    _press(bar, "以后再说")
    assert not bar.isVisible()


def test_closing_the_window_in_the_middle_keeps_the_last_letter(
    qapp, filled_folder, tmp_path, monkeypatch
):
    monkeypatch.setattr(keeper, "SAVE_MS", 600_000)
    with standing(qapp, filled_folder, tmp_path / "first") as stand:
        _open_note(stand)._text.area.setPlainText(TYPED)
    with standing(qapp, tmp_path / "first" / "workspace", tmp_path / "again") as stand:
        bar = stand.window.drafts_bar
        stand.settle(bar.isVisible)
        assert bar.open_button.text() == "恢复未保存的 1 处修改…"
        (draft,) = _on_disk(stand)
        reopen(stand.window.shell, draft)
        assert stand.dialog()._text.value == TYPED
        stand.close_dialogs()


# -- every dialog comes back as it was left


def _pool(stand):
    return stand.open_stage("reserve_pool")


def _open_need(stand):
    desk = stand.window.shell.desk
    apply_import(desk, preview_import(desk, [NEEDS]))
    _pool(stand).more.open_needs()
    stand.dialog()._record_first()


def _open_letter(stand):
    page = _pool(stand)
    flagged = next(row for row in page.grid.model.all_rows if row.light in {"fail", "judge"})
    page.grid.select_key(flagged.id)
    stand.settle(lambda: page.detail.shown.page.project.id == flagged.id)
    page.acts.open_print()
    dialog = stand.dialog()
    box = dialog._choice.box
    places = range(box.count())
    box.setCurrentIndex(next(n for n in places if "函" in box.itemText(n)))
    stand.settle(lambda: dialog._keeper is not None)


def _open_setting(stand):
    page = stand.open_stage("regulations")
    page.tabs.setCurrentWidget(page.settings)
    stand.settle()
    _press(page.settings, "设定")


def _open_reading(stand):
    page = stand.open_stage("regulations")
    page.tabs.setCurrentWidget(page.readings)
    stand.settle()
    _press(page.readings, "签定")


def _open_resubmit(stand):
    page = _pool(stand)
    form = page.detail.shown.forms[0]
    entry = StepEntry(form.reference, "returned", signer="局长", opinion="请补报")
    record_step(stand.window.shell.desk, page.acts.subjects()[0], entry)
    stand.window.shell.changed()
    stand.settle(lambda: "resubmit" in page.detail.shown.page.actions)
    page.acts.open_resubmit()


def _open_decide(stand):
    desk = stand.window.shell.desk
    for book in ("县城管局第一次.xlsx", "县城管局补报.xlsx"):
        apply_import(desk, preview_import(desk, [NEEDS.with_name(book)]))
    stand.window.shell.changed()
    page = _pool(stand)
    first = next(row for row in page.grid.model.all_rows if row.name == "智慧城管指挥平台（一期）")
    page.grid.select_key(first.id)
    stand.settle(lambda: bool(page.detail.shown.page.similar))
    page.acts.open_decide(page.detail.shown.page.similar[0])


def _open_planning(stand):
    desk = stand.window.shell.desk
    cells = {"title": "建设规划", "from_year": "2026", "to_year": "2030", "edition": "1"}
    save_entry(desk, EntryDraft("development_plan", cells))
    page = stand.open_stage("annual_plan")
    stand.settle(lambda: bool(page.plannings))
    pane = page.plannings["development_plan"]
    page.tabs.setCurrentWidget(pane)
    stand.settle(lambda: pane.panes["development_plan"].list.current is not None)
    pane.open_revision()


def _open_plan(stand):
    start_plan(stand.window.shell.desk, 2027)
    page = stand.open_stage("annual_plan")
    stand.settle(lambda: page.plan is not None and page.plan.book is not None)
    page.plan.ceiling.open_ceiling()


OPENERS = {
    "plan": _open_plan,
    "planning": _open_planning,
    "reading": _open_reading,
    "resubmit": _open_resubmit,
    "decide": _open_decide,
    "application": lambda stand: _pool(stand).more.open_change(),
    "merge": lambda stand: _pool(stand).more.open_merge(),
    "need": _open_need,
    "record": lambda stand: _pool(stand).detail.actions_offered["record"].click(),
    "letter": _open_letter,
    "incoming": lambda stand: _pool(stand).acts.open_incoming(),
    "incoming corrected": DIALOGS["修改收文"],
    "note": lambda stand: _pool(stand).acts.open_note(),
    "unit": lambda stand: stand.open_stage("base_data").panes[0]._edit(None),
    "setting": _open_setting,
    "duties": lambda stand: stand.open_stage("home").outputs.open_record(),
}


def _typed(dialog):
    """Every field with what stands in it, by its place."""
    return [field.written for field in dialog.findChildren(Field) if not field.isHidden()]


def _fill(dialog):
    for number, field in enumerate(dialog.findChildren(Field)):
        if isinstance(field, MoneyField):
            field.write("12.5")
        elif isinstance(field, TextField | LongTextField):
            field.write(f"填写{number}")
        elif isinstance(field, DateField):
            field.write("2026-11-20")
        elif isinstance(field, ChoiceField) and field.title != "文书":
            field.box.setCurrentIndex(field.box.count() - 1)


def _kept_dialog(stand):
    """The dialog whose typing is kept, once it has its fields."""
    shown = lambda: [  # noqa: E731 - looked at again and again
        w
        for w in QApplication.topLevelWidgets()
        if isinstance(w, Dialog) and w.isVisible() and w.findChildren(DraftKeeper)
    ]
    stand.settle(lambda: bool(shown()))
    return shown()[0]


@pytest.mark.parametrize("kind", OPENERS)
def test_every_dialog_comes_back_as_it_was_left(stand, kind):
    OPENERS[kind](stand)
    dialog = _kept_dialog(stand)
    _fill(dialog)
    left = _typed(dialog)
    stand.settle(lambda: bool(_on_disk(stand)))
    (draft,) = _on_disk(stand)
    assert draft.place.kind == kind.partition(" ")[0]
    dialog.may_leave = lambda: True
    for each in [w for w in QApplication.topLevelWidgets() if isinstance(w, Dialog)]:
        each.close()
    stand.settle(lambda: bool(stand.window.shell.drafts.waiting))
    reopen(stand.window.shell, stand.window.shell.drafts.waiting[0])
    stand.settle()
    again = _kept_dialog(stand)
    stand.settle()
    assert _typed(again) == left
    stand.close_dialogs()
    assert _on_disk(stand) == ()


@pytest.mark.parametrize("module", sorted(set(REOPENERS.values())))
def test_every_kind_can_be_opened_again(module):
    assert callable(import_module(module).reopen)


ALLOWED = {"classify_dialog.py", "viewer.py", "facts_dialog.py", "grounds.py"}
"""Void and 涉密 ask one sentence that is not to be kept; facts are fields of any kind;
the grounds of a turn are fields the dialogs that ask for them keep."""


def test_every_dialog_with_long_texts_keeps_drafts():
    texts = {path: path.read_text("utf-8") for path in (ROOT / "ui").rglob("*.py")}
    writing = {p.name: t for p, t in texts.items() if "= LongTextField(" in t}
    assert len(writing) > 8
    keeping = {name for name, t in writing.items() if "DraftKeeper(" in t or "AskedForm(" in t}
    assert set(writing) - keeping - ALLOWED == set()


CRASH = """
import sys, types
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtCore import QTimer
import ui.drafts.keeper as keeper
import ui.application as application
from ui.main_window import MainWindow
keeper.SAVE_MS = 100
class Typing(MainWindow):
    def showEvent(self, event):
        super().showEvent(event)
        QTimer.singleShot(200, self.look)
    def look(self):
        page = self.page("reserve_pool")
        if not self.shell.has_desk or page is None or page.grid.current_row is None:
            if self.shell.has_desk:
                self.open_stage("reserve_pool")
            QTimer.singleShot(100, self.look)
            return
        page.acts.open_note()
        from PySide6.QtWidgets import QApplication
        from ui.widgets.note_dialog import NoteDialog
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, NoteDialog))
        dialog._text.area.setPlainText("崩溃前写的")
        QTimer.singleShot(100, self.tell)
    def tell(self):
        if self.shell.drafts._unwritten or not self.shell.drafts._drafts:
            QTimer.singleShot(20, self.tell)
        else:
            print("kept", flush=True)
application.MainWindow = Typing
clock = lambda: datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
sys.exit(application.run_window(folder=Path(sys.argv[1]), clock=clock, program="hengce"))
"""


def test_killed_program_leaves_what_was_typed(filled_folder, tmp_path):

    shutil.copytree(filled_folder.parent, tmp_path / "data")
    folder = tmp_path / "data" / filled_folder.name
    command = [sys.executable, "-c", CRASH, str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout.readline().strip() == b"kept"
        os.kill(process.pid, signal.SIGKILL)
    desk = workspaces.open_desk(folder, clock=_clock, program="hengce", operator="经办甲")
    (draft,) = cases.drafts(desk)
    desk.workspace.close()
    assert draft.values["text"] == "崩溃前写的"
