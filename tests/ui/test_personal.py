"""Personal columns in the window: masked, shown in full for a reason and a while, purged."""

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from desktop_app.domain.register import Owner
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from tests.ui.screens import _on_worker, issued_from, press
from ui.registers.entry_dialog import EntryDialog
from ui.registers.personal_forms import SHOWN_SECONDS, RevealedDialog

LEGAL, PHONE, ACCOUNT = "司徒雁", "13856600004", "6228480000000004"


@pytest.fixture
def pane(stand):
    """The merchants of a campaign, one of them with everything personal filled in."""
    tab = stand.open_stage("vouchers")
    stand.settle(tab.campaign.cover.isVisible)
    tab.campaign.open_new()
    press(stand.dialog(), "新建")
    stand.settle(lambda: tab.campaign.book is not None)
    cells = {"number": 1, "name": "蓉城汽车", "legal_person": LEGAL, "phone": PHONE,
             "account": ACCOUNT}  # fmt: skip
    owner = Owner(parent_id=tab.campaign.book.campaign.id)
    _on_worker(stand, lambda desk: save_entry(desk, EntryDraft("merchant", cells, owner)))
    stand.settle(lambda: bool(tab.panes))
    found = tab.panes["merchant"]
    found.campaign = tab.campaign
    tab.tabs.setCurrentWidget(found)
    found.reload()
    stand.settle(lambda: found.list.grid is not None and found.list.current is not None)
    return found


def words(widget):
    return [each.text() for each in widget.findChildren(QLabel)]


def last_event(stand):
    def read(desk):
        with desk.workspace.read() as view:
            return view.events.latest(1)[0]

    return _on_worker(stand, read)


def test_the_list_the_card_and_the_form_show_no_more_than_the_mask(stand, pane):
    shown = " ".join((*pane.list.current.texts.values(), *words(pane)))
    assert "司**" in shown
    assert not any(each in shown for each in (LEGAL, PHONE, ACCOUNT))
    pane.list.open_change()
    stand.settle()
    dialog = stand.dialog()
    assert isinstance(dialog, EntryDialog)
    assert dialog._fields["phone"].value == "138****0004"
    dialog._fields["shop"].write("蓉城店")
    press(dialog, "保存")
    stand.settle(lambda: pane.list.current and pane.list.current.texts["shop"] == "蓉城店")
    assert pane.list.current.texts["phone"] == "138****0004"


def test_a_look_asks_why_is_logged_and_closes_by_itself(stand, pane):
    look = next(b for b in pane.findChildren(QPushButton) if b.text() == "查看个人信息…")
    look.click()
    form = stand.dialog()
    press(form, "查看")
    assert form._form.fields["reason"].complaint == "请填写理由"
    form._form.fields["reason"].write("核对账户")
    press(form, "查看")
    stand.settle(lambda: isinstance(stand.dialog(), RevealedDialog))
    shown = stand.dialog()
    assert {LEGAL, PHONE, ACCOUNT} <= set(words(shown))
    assert shown.timer.interval() == SHOWN_SECONDS * 1000
    event = last_event(stand)
    assert (event.act, event.reason) == ("personal_reveal", "核对账户")
    shown.timer.timeout.emit()
    assert not shown.isVisible()


@pytest.mark.parametrize(("reason", "phone"), [("", "138****0004"), ("送审计机构", PHONE)])
def test_an_export_is_masked_unless_a_reason_is_given(
    stand, pane, tmp_path, monkeypatch, reason, phone
):
    path = tmp_path / "商户.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    pane.export()
    form = stand.dialog()
    form._form.fields["reason"].write(reason)
    press(form, "导出")
    stand.settle(path.exists)
    cells = {str(c.value) for line in load_workbook(path).active.iter_rows() for c in line}
    assert phone in cells
    assert (LEGAL in cells) is bool(reason)
    assert (last_event(stand).act == "personal_export") is bool(reason)


def test_a_campaign_is_purged_from_the_window(stand, pane):
    lists = pane.campaign.lists
    lists.open_purge()
    stand.settle(lambda: stand.dialog() is not None)
    form = stand.dialog()
    assert "商户申报表：法定代表人 1" in " ".join(words(form))
    form._form.fields["reason"].write("保存期限届满")
    press(form, "清除")
    stand.settle(lambda: last_event(stand).act != "save_entry")
    stand.settle(lambda: pane.list.current and not pane.list.current.texts["phone"])
    paper = issued_from(stand, lists.open_certificate)
    assert paper.number.startswith("券清〔")
