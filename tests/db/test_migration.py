"""Older files are brought up on a copy; newer ones are refused; nothing is half done (T-B5)."""

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from db import failpoints
from db.backup import list_backups
from db.keys import default_key_file, read_key_file
from db.migrate import Plan, migrate
from db.restore import restore_backup
from db.schema import SCHEMA
from db.transfer import restore_from
from db.workspace import open_workspace
from desktop_app.errors import EnvironmentProblem

HISTORY = Path(__file__).parent / "history"
NEXT = Plan(SCHEMA + 1, (*Plan().places, Path(__file__).parent / "next_shape"))
SHAPE = text("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name")


class PowerCut(BaseException):
    """Stops the work where it stands."""


@pytest.fixture(params=range(1, SCHEMA + 1))
def old_folder(request, tmp_path):
    """A workspace as a program of that shape left it."""
    name = f"shape-{request.param}"
    shutil.copytree(HISTORY / name, tmp_path / name)
    shutil.copy(HISTORY / f"{name}.key", tmp_path / f"{name}.key")
    return tmp_path / name


def shape_of(workspace):
    with workspace.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(SHAPE)]


def test_every_older_shape_becomes_the_newest(old_folder, workspace, clock):
    old = open_workspace(old_folder, clock=clock, program="9.9")

    assert shape_of(old) == shape_of(workspace)
    assert old.verify_log().is_sound
    with old.read() as view:
        assert view.projects.get(1).code == "P-00001"
        assert len(view.projects.rows()) == 3
    old.close()


def test_the_backup_of_an_older_shape_is_brought_up_as_it_is_restored(old_folder, workspace, clock):
    open_workspace(old_folder, clock=clock, program="9.9").close()
    older = [each for each in list_backups(old_folder) if each.reason == "migration"]

    for backup in older:
        restore_backup(old_folder, backup, clock=clock, program="9.9", actor="张三")

    old = open_workspace(old_folder, clock=clock, program="9.9")
    assert shape_of(old) == shape_of(workspace)
    assert old.verify_log().is_sound
    with old.read() as view:
        assert len(view.projects.rows()) == 3
    old.close()


@pytest.fixture
def filled_folder(workspace, folder, new_act, every_table):
    with workspace.begin(new_act()) as unit:
        every_table(unit)
    workspace.close()
    return folder


def bring_up(folder, clock):
    key = read_key_file(default_key_file(folder))
    return migrate(folder, key, at=clock(), program="10", plan=NEXT)


def test_step_to_a_coming_shape_logs_the_rows_it_changes(filled_folder, clock, connect):
    bring_up(filled_folder, clock)

    with connect(filled_folder) as connection:
        title = connection.execute(text("SELECT title FROM event ORDER BY id DESC")).scalar()
        tables = connection.execute(text("SELECT table_name FROM change WHERE event_id = 3"))
        assert title == f"数据升级：版本 {SCHEMA} → {SCHEMA + 1}"
        assert tables.scalars().all() == ["project"]
        assert connection.execute(text("SELECT weight FROM project")).scalar_one() == 7


def test_backup_is_taken_before_the_step(filled_folder, clock):
    bring_up(filled_folder, clock)

    assert [each.reason for each in list_backups(filled_folder)] == ["migration"]


def test_backup_of_a_newer_shape_is_refused_and_nothing_changes(filled_folder, clock, tmp_path):
    shutil.copytree(filled_folder, tmp_path / "newer")
    shutil.copy(default_key_file(filled_folder), tmp_path / "newer.key")
    bring_up(tmp_path / "newer", clock)
    before = (filled_folder / "hengce.db").read_bytes()

    with pytest.raises(EnvironmentProblem, match=f"数据版本 {SCHEMA + 1}比本程序支持的版本"):
        restore_from(filled_folder, tmp_path / "newer" / "hengce.db", clock=clock, program="9.9")

    assert (filled_folder / "hengce.db").read_bytes() == before
    open_workspace(filled_folder, clock=clock, program="9.9").close()


def test_newer_file_is_refused_with_both_versions_named(filled_folder, clock):
    bring_up(filled_folder, clock)

    with pytest.raises(EnvironmentProblem) as refused:
        open_workspace(filled_folder, clock=clock, program="9.9")

    assert f"数据版本 {SCHEMA + 1}" in refused.value.what
    assert f"支持的版本 {SCHEMA} 新" in refused.value.what


def test_newer_file_under_an_older_marker_is_refused_too(filled_folder, clock):
    bring_up(filled_folder, clock)
    marker = filled_folder / "workspace.json"
    marker.write_text(json.dumps(json.loads(marker.read_text()) | {"schema": SCHEMA}))

    with pytest.raises(EnvironmentProblem, match=f"数据版本 {SCHEMA + 1}比"):
        open_workspace(filled_folder, clock=clock, program="9.9")


@pytest.mark.parametrize("place", ["migrate.copied", "migrate.upgraded", "migrate.ready"])
def test_cut_before_the_swap_leaves_the_old_file_untouched(filled_folder, clock, place):
    before = (filled_folder / "hengce.db").read_bytes()
    stop_at(place, filled_folder, clock)

    assert (filled_folder / "hengce.db").read_bytes() == before
    open_workspace(filled_folder, clock=clock, program="9.9").close()
    assert bring_up(filled_folder, clock)


@pytest.mark.parametrize("place", ["swap.noted", "swap.journals_gone", "swap.replaced"])
def test_cut_within_the_swap_is_finished_by_the_next_start(filled_folder, clock, place):
    stop_at(place, filled_folder, clock)

    with pytest.raises(EnvironmentProblem, match=f"数据版本 {SCHEMA + 1}"):
        open_workspace(filled_folder, clock=clock, program="9.9")
    assert not bring_up(filled_folder, clock)


def stop_at(place, folder, clock):
    def hook(name):
        if name == place:
            raise PowerCut

    failpoints.set_failpoint_hook(hook)
    try:
        with pytest.raises(PowerCut):
            bring_up(folder, clock)
    finally:
        failpoints.set_failpoint_hook(None)
