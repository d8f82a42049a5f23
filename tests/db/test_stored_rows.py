"""Many rows at once come to the same form and the same digests as one row by itself."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from db import tables
from db.raw_rows import StoredRows, all_digests, all_rows, row_digest
from desktop_app.domain.project import AmountKind
from desktop_app.domain.record import Subject

VALUES = st.one_of(st.none(), st.integers(-(2**62), 2**62), st.text(max_size=12), st.floats())
NAMES = ("amount", "id", "name", "note")
BEIJING = timezone(timedelta(hours=8))


@given(st.lists(st.tuples(VALUES, st.integers(1), VALUES, VALUES), min_size=1, max_size=8))
def test_digests_taken_together_are_those_of_each_row(rows):
    stored = StoredRows.of_rows(NAMES, rows)

    assert stored.digests() == [row_digest(row) for row in stored.as_dicts()]


def test_the_digest_of_a_row_is_the_one_older_logs_hold():
    """As `openssl dgst -sm3` gives it of {"amount":5,"id":1,"name":"数\\"据\\n","note":""}."""
    row = {"amount": 5, "id": 1, "name": '数"据\n', "note": ""}

    assert row_digest(row) == "292cb1db20607ad144b04fe3f252ddd0"


@pytest.fixture
def unit(workspace, new_act):
    with workspace.begin(new_act()) as unit:
        yield unit


def test_what_is_remembered_of_a_row_is_what_the_file_holds(unit, every_table):
    every_table(unit)
    remembered = {
        (run.table.name, key): digest
        for run in unit._tracker.runs
        for key, _, digest in run.digests
        if digest is not None
    }

    for table in tables.tracked_tables():
        found = dict(all_digests(unit.connection, table))
        assert found == {k: row_digest(row) for k, row in all_rows(unit.connection, table)}
        assert found == {key: remembered[table.name, key] for key in found}


def test_days_moments_and_lists_come_back_from_rows_added_together(unit):
    moment = datetime(2026, 3, 2, 23, 30, tzinfo=BEIJING)
    about = Subject("unit", 1)
    notes = [
        {"subject": about, "kind": "note", "text": t, "noted_at": moment, "actor": "甲"}
        for t in "ab"
    ]
    unit.notes.add_many(notes)
    unit.units.add_many(
        [
            {"name": n, "kind": "department", "aliases": (n,), "valid_until": date(2026, 1, 31)}
            for n in "丙丁"
        ]
    )

    assert [note.noted_at for note in unit.notes.of(about)] == [moment, moment]
    assert [each.aliases for each in unit.units.all()] == [("丙",), ("丁",)]
    assert unit.units.all()[0].valid_until == date(2026, 1, 31)


def test_columns_not_given_take_what_a_single_row_takes(unit, values_of):
    unit.units.add(name="甲局", kind="department")
    unit.projects.add(**values_of(1, 1))
    unit.projects.add_many([values_of(1, 2)])

    one, other = unit.connection.execute(select(tables.table("project"))).mappings()

    same = {"id", "code", "name", "pinyin"}
    assert {k: v for k, v in one.items() if k not in same} == {
        k: v for k, v in other.items() if k not in same
    }


@pytest.mark.parametrize("order", [1, -1])
def test_rows_added_together_may_each_give_other_columns(unit, order):
    rows = [
        {"name": "甲局", "kind": "department"},
        {"name": "乙局", "kind": "department", "contact": "李四", "aliases": ("乙",)},
    ]
    unit.units.add_many(rows[::order])

    found = {each.name: (each.contact, each.aliases) for each in unit.units.all()}
    assert found == {"甲局": ("", ()), "乙局": ("李四", ("乙",))}


def test_a_column_nobody_has_is_a_bug_not_data(unit):
    with pytest.raises(TypeError, match="unit has no column colour"):
        unit.units.add_many([{"name": "甲局", "kind": "department", "colour": "红"}])


@pytest.mark.parametrize("value", [True, "5", 5.0])
def test_one_value_of_the_wrong_kind_among_many_is_a_bug(unit, values_of, value):
    unit.units.add(name="甲局", kind="department")
    rows = [values_of(1, n) for n in range(1, 5)]
    rows[2]["year"] = value

    with pytest.raises(TypeError, match=r"project\.year does not take"):
        unit.projects.add_many(rows)


def test_many_changes_of_different_columns_are_logged_as_they_are_stored(
    workspace, new_act, make_project
):
    with workspace.begin(new_act()) as unit:
        for number in range(1, 4):
            make_project(unit, number)
    with workspace.begin(new_act()) as unit:
        changes = {
            1: {"goal": "新", "applied_on": date(2026, 4, 1)},
            2: {"goal": "新", "amounts": {AmountKind.PAID: 7}},
            3: {"is_classified": True},
        }
        assert unit.projects.change_many(changes) == 3

    assert workspace.verify_log().is_sound
    with workspace.read() as view:
        first, second, third = view.projects.all()
        assert (first.goal, first.applied_on) == ("新", date(2026, 4, 1))
        assert second.amounts == {AmountKind.PAID: 7}
        assert (third.is_classified, third.version) == (True, 2)
