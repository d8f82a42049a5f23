"""A thousand tamperings of the log, each found and its first bad event named (T-L3)."""
# ruff: noqa: S608 - the statements are the damage, made of the names and numbers below

import random

import pytest
from sqlalchemy import text

from db.log import verify_log

TRIALS = 1_000
EVENTS = 12
FREE = 1_000
"""An event number nobody uses."""


@pytest.fixture
def filled(workspace, new_act, make_project):
    for number in range(1, EVENTS):
        with workspace.begin(new_act()) as unit:
            make_project(unit, number)
    return workspace


def edit_event(chance, event):
    column = chance.choice(["title", "actor", "act", "reason", "at", "pack", "previous", "digest"])
    return [f"UPDATE event SET {column} = {column} || 'x' WHERE id = {event}"], event


def edit_change(chance, event):
    column = chance.choice(["row_values", "digests"])
    spoilt = chance.choice([f"{column} || 'x'", f"replace({column}, '0', '7')"])
    return [f"UPDATE change SET {column} = {spoilt} WHERE event_id = {event}"], event


def delete(chance, event):
    table, key = chance.choice([("event", "id"), ("change", "event_id")])
    return [f"DELETE FROM {table} WHERE {key} = {event}"], event


def swap(chance, event):
    other = chance.choice([each for each in range(2, EVENTS + 1) if each != event])
    moves = ((event, FREE), (other, event), (FREE, other))
    return [f"UPDATE event SET id = {new} WHERE id = {old}" for old, new in moves], min(
        event, other
    )


def insert(chance, event):
    copied = """at, clock_back, actor, act, title, reason, subjects, program, pack, is_undoable,
        undoes, blanked, previous, digest"""
    source = chance.randint(2, event)
    moved = [f"UPDATE event SET id = id + 1 WHERE id = {n}" for n in range(EVENTS, event, -1)]
    copy = f"INSERT INTO event SELECT {event + 1}, {copied} FROM event WHERE id = {source}"
    return [*moved, copy], event + 1


def cut(_chance, event):
    return [
        f"DELETE FROM event WHERE id >= {event}",
        f"DELETE FROM change WHERE event_id >= {event}",
    ], event


WAYS = (edit_event, edit_change, delete, swap, insert, cut)


def test_every_tampering_is_found_at_its_first_event(filled):
    chance = random.Random(11)  # noqa: S311 - places of damage, no secret
    with filled.read() as view:
        anchors = filled.anchors(view)
    missed = []
    with filled.engine.connect() as connection:
        assert verify_log(connection, anchors).is_sound
        connection.rollback()
        for trial in range(TRIALS):
            statements, first = WAYS[trial % len(WAYS)](chance, chance.randint(2, EVENTS))
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            for statement in statements:
                connection.execute(text(statement))
            bad = [e.event for e in verify_log(connection, anchors).faults if e.event is not None]
            connection.rollback()
            if min(bad, default=None) != first:
                missed.append((statements, first, bad))
        assert verify_log(connection, anchors).is_sound
    assert missed == []


@pytest.fixture
def imported(workspace, new_act, make_project, values_of):
    """Event 3 adds 1,200 projects at once: more than one entry of the log per table."""
    with workspace.begin(new_act()) as unit:
        make_project(unit, 1)
    with workspace.begin(new_act("import")) as unit:
        unit.projects.add_many([values_of(1, number) for number in range(2, 1_202)])
    return workspace


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE project SET goal = '别的' WHERE id = 1100",
         "项目“P-01100 第1100号数据平台”：在程序之外被修改"),
        ("UPDATE project_amount SET amount_fen = amount_fen + 1 WHERE id = 700",
         "项目“P-00700 第700号数据平台”的项目金额：在程序之外被修改"),
        ("DELETE FROM recorded_fact WHERE id = 1200",
         "登记事项（第 1200 条）：在程序之外被删除"),
        ("""INSERT INTO funding_line SELECT 5000, project_id, 9, source, amount_fen
            FROM funding_line WHERE id = 7""",
         "项目“P-00007 第7号数据平台”的资金来源：在程序之外被添加"),
    ],
)  # fmt: skip
def test_one_row_of_a_bulk_import_changed_outside_is_named(imported, statement, sentence):
    assert imported.verify_log().is_sound

    with imported.engine.begin() as connection:
        connection.execute(text(statement))

    assert [fault.message for fault in imported.verify_log().faults] == [sentence]


@pytest.mark.parametrize("table", ["project", "project_amount", "funding_line", "recorded_fact"])
def test_a_spoilt_entry_of_a_bulk_import_is_found_at_its_event(imported, table):
    with imported.engine.begin() as connection:
        spoil = "UPDATE change SET digests = replace(digests, '7', '8') WHERE event_id = 3"
        connection.execute(text(f"{spoil} AND table_name = '{table}' AND first_id > 900"))

    faults = imported.verify_log().faults

    assert {fault.event for fault in faults if fault.message == "改动明细被改写"} == {3}
