"""A backup counts only when it reads back equal; restore is one act (T-B1, T-B3)."""

import errno
import random
import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import text

from db import failpoints
from db.backup import check_copy, list_backups
from db.connection import open_raw
from db.keys import default_key_file, read_key_file
from db.restore import restore_backup
from db.transfer import restore_from
from db.workspace import open_workspace
from desktop_app.errors import EnvironmentProblem

TAMPERED = 1_000
DAMAGED = 60


@pytest.fixture
def filled(workspace, new_act, every_table):
    with workspace.begin(new_act()) as unit:
        every_table(unit)
    return workspace


@pytest.fixture
def shut(filled, folder, new_act):
    """A folder with a backup and one act more than the backup holds."""
    filled.files.put(b"scan", "image/png")
    filled.backup("import")
    with filled.begin(new_act()) as unit:
        unit.projects.change(1, note="备份之后")
    filled.close()
    return folder


def restore(folder, clock, backup=None):
    chosen = backup or list_backups(folder)[0]
    return restore_backup(folder, chosen, clock=clock, program="9.9", actor="张三")


def test_backup_tells_time_log_head_and_reason(filled, clock):
    backup = filled.backup("import")

    assert backup.taken_at == clock.now
    assert backup.head.count == 2
    assert filled.log_head().digest.startswith(backup.head.digest)
    assert filled.backups() == (backup,)


def test_one_flipped_bit_anywhere_refuses_the_backup(filled, folder, tmp_path):
    backup, key = filled.backup("exit"), read_key_file(default_key_file(folder))
    sound, chance = backup.path.read_bytes(), random.Random(5)  # noqa: S311 - places of damage, no secret
    copy = tmp_path / "tampered.db"
    refused = 0
    for _ in range(TAMPERED):
        place = chance.randrange(len(sound))
        flipped = bytes([sound[place] ^ (1 << chance.randrange(8))])
        copy.write_bytes(sound[:place] + flipped + sound[place + 1 :])
        with pytest.raises(EnvironmentProblem):
            check_copy(copy, key, backup.head)
        refused += 1

    assert refused == TAMPERED


def test_sound_backup_under_a_false_name_is_refused(filled, folder):
    backup = filled.backup("exit")
    false = backup.path.with_name(backup.path.name.replace("-2-", "-3-"))
    backup.path.rename(false)

    with pytest.raises(EnvironmentProblem, match="不一致"):
        check_copy(false, filled.key, list_backups(folder)[0].head)


def test_copy_that_differs_in_one_row_is_no_backup(filled, folder, connect):
    def spoil(name):
        if name == "backup.after_copy":
            (part,) = (folder / "backups").glob("*.part")
            spoil_row(part, filled.key)

    failpoints.set_failpoint_hook(spoil)
    try:
        with pytest.raises(EnvironmentProblem, match="与原数据不一致"):
            filled.backup("exit")
    finally:
        failpoints.set_failpoint_hook(None)

    assert filled.backups() == ()


def spoil_row(path, key):
    connection = open_raw(path, key, mode="rw")
    connection.execute("UPDATE note SET text = '别的话'")
    connection.close()


def test_file_backup_takes_only_what_is_new(filled, folder):
    first = filled.files.put(b"one", "text/plain")
    filled.backup("exit")
    second = filled.files.put(b"two", "text/plain")
    filled.backup("exit")

    (folder / "backups" / "marker").touch()
    filled.files.close()
    (folder / "files.db").write_bytes((folder / "backups" / "files.db").read_bytes())
    assert (filled.files.get(first), filled.files.get(second)) == (b"one", b"two")


def test_restore_brings_back_the_state_keeps_the_old_file_and_logs_itself(shut, reopen, clock):
    kept = restore(shut, clock)

    workspace = reopen()
    with workspace.read() as view:
        assert view.projects.get(1).note == ""
        (event,) = view.events.latest(1)
    assert (event.act, event.actor) == ("restore", "张三")
    assert event.reason.startswith("备份时日志到第 2 号，恢复前到第 3 号")
    assert workspace.verify_log().is_sound
    assert kept.name == "hengce.db.damaged-20260302T090000"
    assert kept.exists()


def test_restored_workspace_works_on_and_can_be_restored_again(shut, reopen, clock, new_act):
    restore(shut, clock)
    with reopen().begin(new_act()) as unit:
        unit.projects.change(1, note="又一次")
    clock.move(hours=1)
    later = reopen().backup("exit")
    reopen().close()

    restore(shut, clock, later)

    with reopen().read() as view:
        assert view.projects.get(1).note == "又一次"
    assert reopen().verify_log().is_sound


@pytest.mark.parametrize("way", ["flip", "zero", "truncate", "text"])
def test_any_damage_is_told_and_repaired_by_one_restore(shut, reopen, clock, way):
    sound, chance = (shut / "hengce.db").read_bytes(), random.Random(way)  # noqa: S311
    for _ in range(DAMAGED // 4):
        (shut / "hengce.db").write_bytes(damage(sound, way, chance))
        (shut / "hengce.db-journal").write_bytes(chance.randbytes(5_000))

        restore(shut, clock)

        workspace = reopen()
        assert workspace.verify_log().is_sound
        assert not (shut / "hengce.db-journal").exists() or journal_is_empty(shut)
        workspace.close()
        clock.move(seconds=1)


def journal_is_empty(folder):
    return (folder / "hengce.db-journal").stat().st_size == 0


def damage(content, way, chance):
    place = chance.randrange(len(content) - 512)
    if way == "flip":
        return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
    if way == "zero":
        return content[:place] + bytes(512) + content[place + 512 :]
    if way == "truncate":
        return content[:place]
    return "这不是数据库".encode() * 2_000


def test_stale_journal_is_not_played_into_the_restored_file(shut, reopen, clock, connect):
    """A copy over a file whose hot journal stayed gave a corrupt database when measured."""
    hot = hot_journal(shut, connect)
    (shut / "hengce.db-journal").write_bytes(hot)

    kept = restore(shut, clock)

    assert reopen().verify_log().is_sound
    assert kept.with_name(kept.name + "-journal").read_bytes() == hot


def hot_journal(folder, connect):
    with connect(folder) as connection:
        connection.execute(text("PRAGMA cache_size = 1"))
        connection.execute(text("UPDATE project SET note = hex(randomblob(20000))"))
        journal = (folder / "hengce.db-journal").read_bytes()
        connection.rollback()
    return journal


def test_damaged_file_store_comes_back_with_the_restore(shut, reopen, clock):
    (shut / "files.db").write_bytes(b"\0" * 4_096)

    restore(shut, clock)

    workspace = reopen()
    assert workspace.files.has(workspace.files.put(b"scan", "image/png"))


def test_damaged_backup_is_not_restored(shut, clock):
    (backup,) = list_backups(shut)
    backup.path.write_bytes(backup.path.read_bytes()[:-4_096])
    before = (shut / "hengce.db").read_bytes()

    with pytest.raises(EnvironmentProblem, match="这份备份已损坏") as told:
        restore(shut, clock)

    assert told.value.record == str(backup.path)
    assert (shut / "hengce.db").read_bytes() == before


def test_the_file_store_is_no_backup_of_the_main_file(shut, clock):
    before = (shut / "hengce.db").read_bytes()

    with pytest.raises(EnvironmentProblem, match="这不是工作区主库的备份"):
        restore_from(shut, shut / "files.db", clock=clock, program="9.9")

    assert (shut / "hengce.db").read_bytes() == before


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "找不到这份备份"), (b"text", "这不是本工作区的备份"), (b"", "这不是工作区主库的备份")],
)
def test_what_is_no_backup_is_not_restored(shut, clock, tmp_path, content, told):
    if content is not None:
        (tmp_path / "a.db").write_bytes(content)
    before = (shut / "hengce.db").read_bytes()

    with pytest.raises(EnvironmentProblem, match=told):
        restore_from(shut, tmp_path / "a.db", clock=clock, program="9.9")

    assert (shut / "hengce.db").read_bytes() == before


def test_plain_text_never_reaches_the_disk(shut):
    written = [each.read_bytes() for each in shut.rglob("*") if each.is_file()]

    assert not any("数据平台".encode() in content for content in written)
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(shut / "hengce.db").execute("SELECT * FROM project")


def test_backup_before_the_restored_state_is_no_false_alarm(shut, reopen, clock):
    first = list_backups(shut)[0]
    clock.move(minutes=1)
    reopen().backup("exit")
    reopen().close()
    clock.move(minutes=1)

    restore(shut, clock, first)

    assert reopen().verify_log().is_sound


def test_open_workspace_is_not_restored_under_its_user(shut, reopen, clock):
    reopen()

    with pytest.raises(EnvironmentProblem, match="工作区已在使用"):
        restore(shut, clock)


def test_a_place_that_allows_no_writing_is_told(shut, clock, monkeypatch):
    def refuse(_folder, _since):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("db.restore.take_lock", refuse)
    with pytest.raises(EnvironmentProblem, match="不允许写入"):
        restore(shut, clock)


def test_pending_restore_is_not_read_past(shut, clock):
    def stop(name):
        if name == "swap.noted":
            raise KeyboardInterrupt

    failpoints.set_failpoint_hook(stop)
    try:
        with pytest.raises(KeyboardInterrupt):
            restore(shut, clock)
    finally:
        failpoints.set_failpoint_hook(None)

    with pytest.raises(EnvironmentProblem, match="没有做完"):
        open_workspace(shut, clock=clock, program="9.9", writable=False)
    open_workspace(shut, clock=clock, program="9.9").close()
    assert timedelta(0) == clock() - clock.now
