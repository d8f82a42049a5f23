"""A workspace that does not open is mended from the first page, within three clicks."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.use_cases import workspaces
from ui.doors import WorkspaceDoors
from ui.error_dialog import BugReport
from ui.rescue import RescueDialog
from ui.shell import Shell, Surroundings


def _clock():
    return datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@pytest.fixture
def made(tmp_path):
    """A workspace with one backup, and its printed key."""
    folder = tmp_path / "ws"
    key = workspaces.create_workspace(folder, clock=_clock, program="hengce", office_name="某局")
    desk = workspaces.open_desk(folder, clock=_clock, program="hengce", operator="甲")
    workspaces.backup_now(desk)
    desk.workspace.close()
    return folder, key.text


@pytest.fixture
def told():
    """What went wrong and was told to the user."""
    return []


@pytest.fixture
def dialog(qapp, qtbot, store, made, told):
    doors = WorkspaceDoors(made[0], _clock, "hengce")
    shell = Shell(Surroundings(doors, _clock, lambda _: BugReport("1", "")), qapp.theme, store)
    shell.background.failed.disconnect()
    shell.background.failed.connect(told.append)
    window = QWidget()
    qtbot.addWidget(window)
    shown = RescueDialog(shell, window)
    shown.show()
    qtbot.waitUntil(lambda: shown.backup.box.count() > 0, timeout=30_000)
    yield shown
    doors.close()
    shell.background.shutdown()


def _wait_for_desk(dialog, qtbot):
    qtbot.waitUntil(lambda: dialog._shell.has_desk, timeout=30_000)
    for shown in QApplication.topLevelWidgets():
        shown.close()
    return workspaces.opened(dialog._shell.desk)


def test_damaged_data_are_brought_back_from_the_newest_backup(dialog, qtbot, made, told):
    (made[0] / "hengce.db").write_bytes(b"\0" * 8_192)

    dialog._restore.click()

    assert _wait_for_desk(dialog, qtbot).folder == made[0]
    assert told == []
    assert list(made[0].glob("hengce.db.damaged-*"))


def test_a_lost_key_file_is_made_anew_from_the_printed_key(dialog, qtbot, made, told):
    key_file = workspaces.key_file_of(made[0])
    key_file.unlink()

    dialog.recovery.write(made[1].lower())
    dialog._rebuild.click()

    assert _wait_for_desk(dialog, qtbot).folder == made[0]
    assert told == []
    assert key_file.is_file()


def test_a_wrong_recovery_key_is_told_and_the_dialog_stays(dialog, qtbot, told):
    dialog._rebuild.click()
    assert dialog.recovery.complaint == "请填写恢复密钥"

    dialog.recovery.write("ABCDE")
    dialog._rebuild.click()
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)

    assert "恢复密钥输入有误" in str(told[0])
    assert dialog.isVisible()
    assert dialog._restore.isEnabled()


def test_a_folder_without_backups_offers_none(dialog, qtbot, tmp_path):
    dialog.folder.write(str(tmp_path))
    qtbot.waitUntil(lambda: dialog.backup.box.count() == 0, timeout=30_000)
    assert not dialog._restore.isEnabled()
    assert "没有备份" in dialog._told.text()
