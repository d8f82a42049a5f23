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
