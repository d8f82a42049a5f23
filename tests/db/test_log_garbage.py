"""Cells of the log that no longer read are named; whoever reads the log goes on (T-C2, T-L3)."""
# ruff: noqa: S608 - the statements are the damage, made of the names below

import pytest
from sqlalchemy import text

from db import tables
from db.selfcheck import run_selfcheck
from db.wiping import purged_files
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused

GARBAGE = (
    "", "x", "{", "[]", "[[]]", "[5]", '[["project"]]', '[["project", "x"]]', "[[1, 2, 3, 4]]",
    '[[1, 5, "x"]]', "null", "{}", "2026-13-45", "[" * 5_000, "[[true, null, null]]",
    '[[2, "a", "b"]]',
)  # fmt: skip
KEYS = {"id", "event_id", "position"}
YES_OR_NO = {"clock_back", "is_undoable"}
"""Anything reads as yes or no: such a cell cannot be spoilt, only be changed."""
CELLS = [
    (name, column.name)
    for name in sorted(tables.LOG_TABLES)
    for column in tables.table(name).columns
    if column.name not in KEYS
]


@pytest.fixture
def filled(workspace, new_act, make_project):
    with workspace.begin(new_act()) as unit:
        make_project(unit, 1)
        unit.concern((Subject("project", 1),))
    with workspace.begin(new_act()) as unit:
        unit.projects.change(1, note="甲")
        unit.concern((Subject("project", 1),))
    return workspace


def spoil(workspace, table, column, value):
    """Put a value into the cell of the third event; gives what was there before."""
    where = "id = 3" if table == "event" else "event_id = 3"
    with workspace.engine.begin() as connection:
        old = connection.execute(text(f"SELECT {column} FROM {table} WHERE {where}")).scalar()
        statement = text(f"UPDATE {table} SET {column} = :v WHERE {where}")
        connection.execute(statement, {"v": value})
    return old


class LeaveItAsItWasError(Exception):
    pass


def revert(unit):
    unit.revert(3)
    assert unit.projects.get(1).note == ""
    raise LeaveItAsItWasError


def read_everything(workspace):
    """Every way the program reads the log."""
    with workspace.read() as view:
        events = view.events.all()
        assert view.events.latest(5)
        view.events.of(Subject("project", 1))
        for event in events:
            view.events.changes(event.id)
        view.events.history("project", 1)
        view.batches.all()
        purged_files(view.connection)
        assert workspace.anchors(view) is not None
    return events


@pytest.mark.parametrize(("table", "column"), CELLS, ids=[".".join(each) for each in CELLS])
def test_a_spoilt_cell_is_told_by_the_check_and_stops_no_reader(filled, table, column):
    rightful = spoil(filled, table, column, "x")
    for value in GARBAGE:
        spoil(filled, table, column, value)
        read_everything(filled)
        is_harmless = value == rightful or column in YES_OR_NO
        assert is_harmless or not filled.verify_log().is_sound, value


@pytest.mark.parametrize(("table", "column"), CELLS, ids=[".".join(each) for each in CELLS])
def test_an_act_with_a_spoilt_cell_is_undone_rightly_or_refused(filled, new_act, table, column):
    for value in GARBAGE:
        spoil(filled, table, column, value)
        with pytest.raises((Refused, LeaveItAsItWasError)), filled.begin(new_act("undo")) as unit:
            revert(unit)
        with filled.read() as view:
            assert view.projects.get(1).note == "甲"


@pytest.mark.parametrize(("table", "column"), CELLS, ids=[".".join(each) for each in CELLS])
def test_a_purge_goes_past_a_spoilt_cell(filled, new_act, table, column):
    for value in GARBAGE[:9]:
        spoil(filled, table, column, value)
    with filled.begin(new_act("purge", is_undoable=False)) as unit:
        unit.purge_project(1)
    with filled.read() as view:
        assert view.projects.get(1).name == "（涉密项目）"


def test_the_self_check_names_a_spoilt_cell(filled):
    spoil(filled, "change", "table_name", "nothing")
    assert run_selfcheck(filled).counts["log"] >= 1


def test_what_is_spoilt_is_named_with_the_event(filled):
    spoil(filled, "event", "at", "昨天")
    spoil(filled, "event", "subjects", "{")
    with filled.read() as view:
        event = view.events.get(3)
    assert event.spoilt == "时间、所涉对象"
    assert (event.title, event.subjects) == ("试做edit", ())


def test_changes_that_no_longer_read_are_told_as_spoilt(filled):
    spoil(filled, "change", "row_values", "[")
    with filled.read() as view:
        assert [(c.table, c.row_id, c.is_spoilt) for c in view.events.changes(3)] == [
            ("project", 1, True)
        ]
