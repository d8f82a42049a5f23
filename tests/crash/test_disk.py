"""A full, read-only or vanished disk: a sentence and no half state (T-K6, T-K7)."""

import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.problems import disk_full
from db.transfer import backup_to
from db.workspace import create_workspace, open_workspace
from desktop_app.domain.record import Act
from desktop_app.errors import EnvironmentProblem
from desktop_app.excel.listing import write_list
from desktop_app.excel.output import written_whole
from desktop_app.excel.sheet import ColumnSpec
from desktop_app.use_cases.places import write_file

TOLD = {"signal": 0, "code": 3}
OPERATIONS = ("import", "one paper", "one backup", "restore", "migrate")
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")


@pytest.fixture
def small_disk(tmp_path):
    """Mounts a disk of so many MB in memory."""
    mounted = []

    def mount(megabytes, options=""):
        place = tmp_path / f"disk-{megabytes}"
        place.mkdir()
        size = f"size={megabytes}m{options}"
        subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(place)], check=True)
        mounted.append(place)
        return place

    yield mount
    for place in mounted:
        subprocess.run(["umount", "-l", str(place)], check=False)


def move_to(place, folder):
    shutil.copytree(folder, place / "office")
    shutil.copy(f"{folder}.key", place / "office.key")
    return place / "office"


@pytest.fixture
def on_disk(small_disk, fresh, tmp_path):
    """A small disk, a workspace on it, and a journal beside it."""

    def make(megabytes):
        place = small_disk(megabytes)
        return place, move_to(place, fresh()), tmp_path / "journal"

    return make


def fill(place, leave):
    """Fills the disk up to so many bytes."""
    free = shutil.disk_usage(place).free - leave
    with (place / "ballast").open("wb") as file:
        for _ in range(max(0, free) // 4_096):
            file.write(bytes(4_096))


@needs_root
@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("megabytes", [2, 4, 8, 16])
def test_full_disk_is_told_and_work_goes_on_when_there_is_room(
    foreman, on_disk, inspected, journal_lines, operation, megabytes
):
    place, folder, journal = on_disk(megabytes)
    fill(place, 8_192)

    assert foreman.do(folder, journal, operation) == TOLD
    told = [each["told"] for each in journal_lines(journal) if "told" in each]
    (place / "ballast").unlink()

    assert told[0].startswith("磁盘空间不足：至少需要 ")
    assert " MB，剩余 0 MB" in told[0]
    assert inspected(folder, journal) == []
    foreman.do(folder, journal, "one import")
    assert inspected(folder, journal) == []


def test_what_is_free_is_never_called_enough(tmp_path):
    needed, free = re.findall("([0-9]+) MB", disk_full(tmp_path, 1).what)
    assert int(needed) > int(free)


@needs_root
def test_a_place_that_takes_no_file_is_told(small_disk):
    place = small_disk(2, ",ro")

    with (
        pytest.raises(EnvironmentProblem, match="写不进去"),
        written_whole(place / "表.xlsx") as at,
    ):
        at.write_bytes(b"x")


def test_limit_on_the_size_of_files_is_told_without_half_state(
    foreman, fresh, tmp_path, inspected, journal_lines
):
    folder, journal = fresh(), tmp_path / "journal"
    limit = (folder / "hengce.db").stat().st_size + 200_000

    assert foreman.do(folder, journal, "import", file_limit=limit) == TOLD
    assert "磁盘" in str(journal_lines(journal)[-1]["told"])
    assert inspected(folder, journal) == []


def as_plain_user(folder, work):
    """Does the work as a user whom permission bits stop, and gives what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        try:
            said = work(folder)
        except EnvironmentProblem as problem:
            said = str(problem)
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as file:
        said = file.read()
    os.waitpid(child, 0)
    return said


@pytest.fixture
def open_folder(fresh):
    """A workspace that any user may reach and write."""
    place = Path("/tmp") / f"hengce-rights-{os.getpid()}"  # noqa: S108 - pytest's own is closed
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    folder = move_to(place, fresh())
    for each in (place, place / "office.key", *place.rglob("*")):
        each.chmod(0o777 if each.is_dir() else 0o666)
    yield folder
    place.chmod(0o777)
    shutil.rmtree(place)


def look(folder):
    workspace = open_workspace(folder, clock=lambda: datetime.now(UTC), program="9.9")
    with workspace.read() as view:
        said = f"{workspace.is_read_only} {view.projects.count()} {workspace.notice}"
    try:
        with workspace.begin(Act("edit", "改", "张三")):
            pass
    except EnvironmentProblem as problem:
        said += f" {problem}"
    workspace.close()
    return said


def test_read_only_folder_opens_for_reading_and_says_why(open_folder):
    open_folder.chmod(0o555)

    said = as_plain_user(open_folder, look)

    assert said.startswith("True 12 工作区所在位置不允许写入")


@pytest.mark.parametrize("name", ["hengce.db", "files.db"])
def test_read_only_file_opens_for_reading_and_says_why(open_folder, name):
    (open_folder / name).chmod(0o444)

    assert as_plain_user(open_folder, look).startswith("True 12 工作区所在位置不允许写入")


def test_writable_folder_opens_for_writing(open_folder):
    assert as_plain_user(open_folder, look) == "False 12 "


def test_key_file_of_another_user_is_told(open_folder):
    open_folder.with_name("office.key").chmod(0o600)

    assert as_plain_user(open_folder, look).startswith("没有读取密钥文件的权限")


@needs_root
def test_read_only_disk_opens_for_reading(fresh, small_disk):
    place = small_disk(8)
    folder = move_to(place, fresh())
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)

    assert look(folder).startswith("True 12 工作区所在位置不允许写入")


def write_much(workspace):
    with workspace.begin(Act("edit", "改", "张三")) as unit:
        unit.projects.change(1, note="x" * 200_000)


@needs_root
def test_with_no_byte_left_records_are_read_and_writes_are_refused(on_disk, utc):
    place, folder, _ = on_disk(8)
    fill(place, 0)
    workspace = open_workspace(folder, clock=utc, program="9.9")

    with workspace.read() as view:
        assert view.projects.count() == 12
    with pytest.raises(EnvironmentProblem, match="磁盘空间不足"):
        write_much(workspace)
    workspace.close()


@needs_root
def test_a_file_that_finds_no_room_is_told_and_leaves_nothing(small_disk):
    place = small_disk(2)
    fill(place, 0)
    columns = [ColumnSpec("name", "名称")]

    with pytest.raises(EnvironmentProblem, match="写不进去"):
        write_list(columns, [{"name": "甲"}], place / "清单.xlsx", title="清单")

    with pytest.raises(EnvironmentProblem, match=r"“清单[.]pdf”写不进去"):
        write_file(place / "清单.pdf", b"%PDF" * 9_999)

    assert [each.name for each in place.iterdir()] == ["ballast"]


@needs_root
def test_a_backup_that_finds_no_room_leaves_nothing_beside_it(fresh, small_disk, utc):
    place = small_disk(2)
    fill(place, 0)
    workspace = open_workspace(fresh(), clock=utc, program="9.9")

    with pytest.raises(EnvironmentProblem, match="磁盘空间不足"):
        backup_to(workspace, place / "备份.hcbak")
    workspace.close()

    assert [each.name for each in place.iterdir()] == ["ballast"]


@needs_root
def test_disk_taken_out_while_open_is_told(fresh, small_disk, utc):
    place = small_disk(8)
    folder = move_to(place, fresh())
    workspace = open_workspace(folder, clock=utc, program="9.9")
    subprocess.run(["umount", "-l", str(place)], check=True)

    with pytest.raises(EnvironmentProblem, match="读写数据文件时磁盘出错"):
        write_much(workspace)
    workspace.close()
    with pytest.raises(EnvironmentProblem, match="找不到工作区文件夹"):
        open_workspace(folder, clock=utc, program="9.9")


def test_long_chinese_path_with_spaces_works(tmp_path, utc):
    folder = tmp_path / ("数字资源 管理处 2026年" * 3) / ("项目 储备库" * 6)
    create_workspace(folder, office_name="试验机关", clock=utc)

    workspace = open_workspace(folder, clock=utc, program="9.9")

    assert workspace.backup("exit").path.exists()
    workspace.close()


def test_path_too_long_for_the_database_is_told_before_anything_is_made(tmp_path, utc):
    folder = tmp_path / ("很长的文件夹名称" * 8) / ("很长的文件夹名称" * 8) / ("长" * 60)

    with pytest.raises(EnvironmentProblem, match="文件夹路径过长"):
        create_workspace(folder, office_name="试验机关", clock=utc)

    assert list(tmp_path.iterdir()) == []
