"""催报 in the window: letters to those that are missing, an answer without a workbook."""

import pytest

from desktop_app.use_cases import handouts, rounds
from tests.ui.screens import _on_worker, press
from ui.handing_out import rounds_dialog

ROUND = "pool_round"


@pytest.fixture
def dialog(stand, tmp_path):
    """The register of a round sent to three units, none of which has returned anything."""

    def send(desk):
        units = [each.unit for each in handouts.addressees(desk, ROUND) if each.is_meant][:3]
        keys = [unit.id for unit in units]
        rounds.hand_out(desk, kind=ROUND, title="征集", units=keys, folder=tmp_path / "out")
        return units

    names = _on_worker(stand, send)
    stand.window.shell.changed()
    stand.open_stage("reserve_pool").open_rounds()
    made = stand.dialog()
    stand.settle(lambda: len(made.grid.model.all_rows) == len(names))
    return made


def test_each_missing_unit_gets_a_letter_and_is_noted_as_chased(
    stand, dialog, tmp_path, monkeypatch
):
    folder = tmp_path / "letters"
    monkeypatch.setattr(rounds_dialog, "ask_folder", lambda *_: folder)
    press(dialog, "催报函")
    press(stand.dialog(), "写催报函")
    stand.settle(lambda: all(row.reminders for row in dialog.grid.model.all_rows))
    assert len(list(folder.glob("*.pdf"))) == 3


def test_a_unit_that_has_nothing_to_apply_for_is_noted_as_returned(stand, dialog):
    first = dialog.grid.current_row
    press(dialog, "登记答复")
    asked = stand.dialog()
    press(asked, "登记")
    stand.settle()
    (refused,) = stand.faults
    assert refused.what == "没有写单位怎么答复的"
    stand.faults.clear()
    asked.findChild(rounds_dialog.TextField).write("书面告知本年度无申报项目")
    press(asked, "登记")
    stand.settle(lambda: len(dialog.current.missing) == 2)
    row = next(each for each in dialog.grid.model.all_rows if each.id == first.id)
    assert row.returned_on is not None
