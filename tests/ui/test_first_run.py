"""A new workspace from the window: under a shipped pack, or under one's own."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.use_cases import workspaces
from desktop_app.use_cases.regime import default_pack, shipped_packs
from ui.application import Application
from ui.doors import WorkspaceDoors
from ui.error_dialog import BugReport
from ui.first_run import NewWorkspaceDialog
from ui.shell import Shell, Surroundings
from ui.view_store import ViewStore

OTHER = "tunxi-2023"


def _clock() -> datetime:
    return datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@pytest.fixture
def told() -> list[BaseException]:
    """What went wrong and was told to the user."""
    return []


@pytest.fixture
def dialog(
    qapp: Application, qtbot, store: ViewStore, tmp_path: Path, told: list[BaseException]
) -> Iterator[NewWorkspaceDialog]:
    doors = WorkspaceDoors(tmp_path / "none", _clock, "hengce")
    report = BugReport("20261122-1", "")
    shell = Shell(Surroundings(doors, _clock, lambda _error: report), qapp.theme, store)
    shell.background.failed.disconnect()
    shell.background.failed.connect(told.append)
    window = QWidget()
    qtbot.addWidget(window)
    made = NewWorkspaceDialog(shell, window)
    made.show()
    qtbot.waitUntil(lambda: made._pack.box.count() > 0, timeout=30_000)
    yield made
    doors.close()
    shell.background.shutdown()


def test_the_usual_pack_is_offered_first_and_no_voucher_pack(dialog: NewWorkspaceDialog) -> None:
    box = dialog._pack.box
    offered = [box.itemData(place) for place in range(box.count())]
    assert offered[0] == default_pack() == dialog._pack.value
    assert OTHER in offered
    assert len(offered) == len(shipped_packs()) - 1  # the one of vouchers is taken up later


def test_a_workspace_begins_under_the_pack_chosen(
    dialog: NewWorkspaceDialog, qtbot, tmp_path: Path
) -> None:
    dialog._office.write("某区数据局")
    dialog._operator.write("甲")
    dialog._folder.write(str(tmp_path / "made"))
    dialog._pack.write(OTHER)
    dialog._create()
    qtbot.waitUntil(lambda: dialog._shell.has_desk, timeout=30_000)
    for shown in QApplication.topLevelWidgets():
        shown.close()
    assert workspaces.opened(dialog._shell.desk).pack_title.startswith("屯溪区")


def test_ones_own_pack_is_checked_and_chosen_at_once(
    dialog: NewWorkspaceDialog, qtbot, tmp_path: Path, told: list[BaseException]
) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    for name, content in shipped_packs()[OTHER].items():
        (folder / name).write_bytes(content.replace(b'id = "tunxi-2023"', b'id = "mine-2026"', 1))
    dialog._take_pack(str(folder))
    qtbot.waitUntil(lambda: dialog._pack.value == str(folder), timeout=30_000)
    assert dialog._pack.box.currentText().endswith("（自己的）")
    (folder / "rules.toml").write_text("[[rule]]\nid = 3\n", encoding="utf-8")
    dialog._take_pack(str(folder))
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert "处错误" in str(told[0])
