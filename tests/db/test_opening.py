"""Each way a workspace may not open has its own sentence."""

import json
import shutil
import sqlite3

import pytest

from db.keys import RecoveryKey, default_key_file, recovery_key, write_key_file
from db.schema import SCHEMA
from db.workspace import create_workspace, open_workspace
from desktop_app.errors import EnvironmentProblem, UserFacingError


def refusal(folder, clock, **how):
    with pytest.raises(EnvironmentProblem) as told:
        open_workspace(folder, clock=clock, program="9.9", **how)
    assert told.value.advice
    return told.value.what


def test_missing_folder(tmp_path, clock):
    assert refusal(tmp_path / "nowhere", clock) == "找不到工作区文件夹"


def test_folder_of_something_else(tmp_path, clock):
    assert refusal(tmp_path, clock) == "这个文件夹不是衡册工作区"


def test_marker_of_another_program(folder, clock):
    (folder / "workspace.json").write_text('{"format": "other"}')

    assert refusal(folder, clock) == "workspace.json 属于别的程序"


@pytest.mark.parametrize("content", ["{", '{"format": "hengce-workspace"}'])
def test_damaged_marker(folder, clock, content):
    (folder / "workspace.json").write_text(content)

    assert refusal(folder, clock) == "工作区说明文件 workspace.json 已损坏"


def test_missing_key(folder, clock):
    default_key_file(folder).unlink()

    assert refusal(folder, clock) == "找不到密钥文件"


@pytest.mark.parametrize("content", [b"", b"hengce-key 1\nabc\n", "密钥".encode(), b"\xff" * 80])
def test_key_file_that_is_no_key(folder, clock, content):
    default_key_file(folder).write_bytes(content)

    assert refusal(folder, clock) == "密钥文件内容不对"


def test_key_of_another_workspace(folder, tmp_path, clock):
    create_workspace(tmp_path / "other", office_name="别处", clock=clock)
    shutil.copy(tmp_path / "other.key", default_key_file(folder))

    assert refusal(folder, clock) == "密钥与这个工作区不符"


FOREIGN = "不是用本工作区的密钥写成的：是别的工作区的文件，或者开头已被改写"


def test_database_of_another_workspace(folder, tmp_path, clock):
    create_workspace(tmp_path / "other", office_name="别处", clock=clock)
    shutil.copy(tmp_path / "other" / "hengce.db", folder / "hengce.db")

    assert refusal(folder, clock) == f"hengce.db {FOREIGN}"
    assert refusal(folder, clock, writable=False) == f"hengce.db {FOREIGN}"


@pytest.mark.parametrize("place", [16, 64, 4_095])
def test_a_damaged_first_page_is_told_as_damage(folder, clock, place):
    with (folder / "hengce.db").open("r+b") as file:
        file.seek(place)
        file.write(b"\x55\xaa")

    assert refusal(folder, clock) == "数据文件已损坏"


def test_file_store_of_another_workspace(folder, tmp_path, clock):
    create_workspace(tmp_path / "other", office_name="别处", clock=clock)
    shutil.copy(tmp_path / "other" / "files.db", folder / "files.db")
    workspace = open_workspace(folder, clock=clock, program="9.9")

    try:
        with pytest.raises(EnvironmentProblem, match=f"files.db {FOREIGN}"):
            workspace.files.put(b"scan", "image/png")
    finally:
        workspace.close()


def test_foreign_plain_database(folder, clock):
    (folder / "hengce.db").unlink()
    with sqlite3.connect(folder / "hengce.db") as foreign:
        foreign.execute("CREATE TABLE x (a)")
    foreign.close()

    assert refusal(folder, clock) == "数据文件不是衡册的数据"


def test_empty_database_file_is_not_taken_for_a_new_one(folder, clock):
    (folder / "hengce.db").write_bytes(b"")

    assert refusal(folder, clock) == "数据文件不是衡册的数据"


@pytest.mark.parametrize("writable", [True, False])
@pytest.mark.parametrize("name", ["hengce.db", "files.db"])
def test_missing_file(folder, clock, name, writable):
    (folder / name).unlink()

    assert refusal(folder, clock, writable=writable) == f"工作区缺少文件 {name}"


def test_the_library_adds_no_lines_of_its_own_to_a_damaged_file(folder, clock, capfd):
    with (folder / "hengce.db").open("r+b") as file:
        file.seek(64)
        file.write(b"damaged")

    assert refusal(folder, clock, writable=False) == "数据文件已损坏"
    assert capfd.readouterr() == ("", "")


def test_newer_marker_names_both_versions(folder, clock):
    marker = folder / "workspace.json"
    newer = json.loads(marker.read_text()) | {"schema": 42, "program": "5.0"}
    marker.write_text(json.dumps(newer))

    assert refusal(folder, clock) == f"数据版本 42（由 5.0 写成）比本程序支持的版本 {SCHEMA} 新"


def test_refused_opening_leaves_no_lock(folder, clock):
    key = default_key_file(folder).read_bytes()
    (folder / "hengce.db").rename(folder / "aside")
    (folder / "hengce.db").write_bytes(b"")
    refusal(folder, clock)
    (folder / "aside").replace(folder / "hengce.db")

    open_workspace(folder, clock=clock, program="9.9").close()

    assert default_key_file(folder).read_bytes() == key


def test_workspace_is_not_made_over_other_files(tmp_path, clock):
    (tmp_path / "letter.txt").write_text("x")

    with pytest.raises(EnvironmentProblem, match="文件夹里已有内容"):
        create_workspace(tmp_path, office_name="某局", clock=clock)


def test_key_file_is_never_overwritten(tmp_path, clock):
    (tmp_path / "office.key").write_text("old")

    with pytest.raises(EnvironmentProblem, match="密钥文件已存在"):
        create_workspace(tmp_path / "office", office_name="某局", clock=clock)


def test_lost_key_file_is_made_again_from_the_printed_key(tmp_path, clock):
    folder = tmp_path / "office"
    printed = create_workspace(folder, office_name="某局", clock=clock)
    default_key_file(folder).unlink()

    typed = RecoveryKey(printed.text.lower().replace("-", " "))
    write_key_file(default_key_file(folder), typed.key)

    open_workspace(folder, clock=clock, program="9.9").close()


def test_mistyped_recovery_key_is_refused(tmp_path, clock):
    printed = create_workspace(tmp_path / "office", office_name="某局", clock=clock).text
    wrong = ("A" if printed[0] != "A" else "B") + printed[1:]

    with pytest.raises(UserFacingError, match="恢复密钥输入有误"):
        _ = RecoveryKey(wrong).key


def test_key_is_not_shown_by_repr(workspace):
    assert workspace.key.hex() not in repr(workspace.key)
    assert recovery_key(workspace.key).text not in repr(recovery_key(workspace.key))
    assert default_key_file(workspace.folder).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("hours", "is_told"), [(-24 * 3650, True), (-24, True), (-0.5, True), (-0.4, False), (1, False)]
)
@pytest.mark.parametrize("writable", [True, False])
def test_a_clock_behind_the_log_is_told(folder, clock, hours, is_told, writable):
    clock.move(hours=hours)
    workspace = open_workspace(folder, clock=clock, program="9.9", writable=writable)

    assert ("早于上一次操作的时间（2026-03-02 09:00）" in workspace.notice) is is_told
    workspace.close()
