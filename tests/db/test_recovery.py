"""A lost or wrong key file is made anew from the printed key, and from no other."""

import shutil

import pytest

from db.keys import RecoveryKey, default_key_file, recovery_key
from db.keys import new_key as fresh
from db.recovery import rebuild_key_file
from db.workspace import create_workspace, open_workspace
from desktop_app.errors import UserFacingError


@pytest.fixture
def printed(tmp_path, clock):
    """A workspace with its printed key."""
    folder = tmp_path / "bureau"
    return folder, create_workspace(folder, office_name="某局", clock=clock)


def test_a_lost_key_file_is_made_anew(printed, clock):
    folder, recovery = printed
    default_key_file(folder).unlink()

    assert rebuild_key_file(folder, recovery, clock()) == default_key_file(folder)

    open_workspace(folder, clock=clock, program="9.9").close()


def test_the_wrong_file_in_its_place_is_kept_under_another_name(printed, folder, clock):
    bureau, recovery = printed
    shutil.copy(default_key_file(folder), default_key_file(bureau))
    wrong = default_key_file(bureau).read_bytes()

    rebuild_key_file(bureau, recovery, clock())

    open_workspace(bureau, clock=clock, program="9.9").close()
    (kept,) = bureau.parent.glob("bureau.key.replaced-*")
    assert kept.read_bytes() == wrong


def test_the_key_of_another_workspace_is_refused_and_nothing_changes(printed, clock):
    folder, _ = printed
    before = default_key_file(folder).read_bytes()

    with pytest.raises(UserFacingError, match="这不是这个工作区的恢复密钥"):
        rebuild_key_file(folder, recovery_key(fresh()), clock())

    assert default_key_file(folder).read_bytes() == before


def test_a_mistyped_key_is_refused(printed, clock):
    folder, recovery = printed
    wrong = "A" if recovery.text[0] != "A" else "B"

    with pytest.raises(UserFacingError, match="恢复密钥输入有误"):
        rebuild_key_file(folder, RecoveryKey(wrong + recovery.text[1:]), clock())
