"""What a purge does to every table, and that no table is forgotten."""

import json

from sqlalchemy import text
from sqlmodel import AutoString

from db import tables
from db.chain import entry_digest
from db.purge_plan import (
    BLANKED,
    DELETED,
    MENTIONS,
    SHARED,
    STUB,
    STUB_KEY,
    UNTOUCHED,
)
from db.raw_rows import read_rows, row_digest
from db.stored_files import FILE_COLUMNS
from db.stored_form import stored_values
from desktop_app.values.pinyin import search_key

EVERY_TABLE = {table.name for table in tables.METADATA.sorted_tables} - tables.LOG_TABLES


def test_every_table_says_what_a_purge_does_to_its_rows():
    told = [*BLANKED, *DELETED, *UNTOUCHED]
    assert set(told) == EVERY_TABLE
    assert len(told) == len(set(told))


def test_the_key_of_the_stub_is_that_of_its_name():
    assert search_key(STUB) == STUB_KEY


def test_every_column_of_the_plan_is_there_and_takes_the_value():
    for plan in (BLANKED, SHARED):
        for name, cells in plan.items():
            stored_values(tables.table(name), tuple(cells), [cells])
    for plan in (FILE_COLUMNS, MENTIONS):
        for name, columns in plan.items():
            assert set(columns) <= set(tables.table(name).columns.keys())


def test_every_text_of_a_blanked_table_is_blanked_or_known_to_hold_no_content():
    plain = {
        "project": {"code", "state", "pack", "pack_version", "track"},
        "need": {"status"},
        "register_entry": {"register_id", "pack", "pack_version", "state"},
        "procedure_case": {"procedure", "subject_kind", "pack", "pack_version", "outcome"},
        "step_record": {"step", "outcome", "actor", "document_number"},
        "deadline_record": {"subject_kind", "deadline", "kind"},
        "paper": {"form", "number", "document_number", "log_head"},
        "paper_subject": {"subject_kind"},
        "incoming_paper": {"number", "sender"},
        "incoming_subject": {"subject_kind"},
        "similarity_decision": {"decision", "decided_by", "clause"},
        "similarity_member": set(),
        "succession": {"kind", "before", "after", "document_number"},
        "batch_file": {"digest"},
    }
    for name, cells in BLANKED.items():
        columns = tables.table(name).columns
        texts = {each.name for each in columns if isinstance(each.type, AutoString)}
        assert texts - set(cells) == plain[name], name


def test_a_purge_reaches_every_row_of_the_project_and_no_other(workspace, new_act, every_table):
    with workspace.begin(new_act()) as unit:
        every_table(unit)
        other = unit.projects.add(
            code="P-2", name="别的平台", unit_id=1, year=2026, state="applied", pack="blank",
            pack_version="1", applied_on=unit.projects.get(1).applied_on, goal="别的目标",
        )  # fmt: skip
    with workspace.begin(new_act("purge", is_undoable=False)) as unit:
        unit.purge_project(1)
    with workspace.read() as view:
        assert view.projects.get(other.id) == other
        assert view.notes.all() == ()
        assert (view.papers.get(1).title, view.papers.get(1).digest) == ("（已清除）", "")
        assert view.incoming.get(1).title == "（已清除）"
        assert view.decisions.all()[0].reason == "（已清除）"
        assert view.needs.get(1).title == "需求"
        assert view.batches.all()[0].files[0][0] == "（已清除）"
    assert workspace.verify_log().is_sound


def test_a_project_is_purged_after_another_one_of_the_same_act(workspace, new_act, make_project):
    with workspace.begin(new_act("import")) as unit:
        first, second = make_project(unit, 1), make_project(unit, 2)
    with workspace.begin(new_act("bulk")) as unit:
        unit.projects.change_many({first: {"goal": "甲"}, second: {"goal": "乙"}})
    for key in (first, second):
        with workspace.begin(new_act("purge", is_undoable=False)) as unit:
            unit.purge_project(key)
    with workspace.engine.connect() as connection:
        kept = connection.execute(text("SELECT group_concat(row_values) FROM change")).scalar_one()
    assert "数据平台" not in kept
    assert workspace.verify_log().is_sound


def test_the_purging_event_names_what_it_wiped(workspace, new_act, make_project, every_table):
    with workspace.begin(new_act()) as unit:
        every_table(unit)
    with workspace.begin(new_act("purge", is_undoable=False)) as unit:
        unit.purge_project(1)
    with workspace.engine.connect() as connection:
        last = text("SELECT blanked FROM event ORDER BY id DESC LIMIT 1")
        blanked = json.loads(connection.execute(last).scalar_one())
    assert {entry[1] for entry in blanked if len(entry) == 3} == {"event", "file"}
    assert sum(len(entry) == 2 for entry in blanked) > 10


def test_no_guess_at_what_was_purged_can_be_tried_against_the_log(workspace, new_act, make_project):
    with workspace.begin(new_act()) as unit:
        first, second = make_project(unit, 1), make_project(unit, 2)
        unit.projects.change(first, goal="甲")
    table = tables.table("project")
    with workspace.engine.connect() as connection:
        before = read_rows(connection, table, (first, second))
        values = connection.execute(text("SELECT row_values FROM change")).scalars().all()
    guesses = {entry_digest(e) for each in values for e in json.loads(each) if e[0] == first}
    guesses.add(row_digest(before[first]))
    with workspace.begin(new_act("purge", is_undoable=False)) as unit:
        unit.purge_project(first)
    with workspace.engine.connect() as connection:
        told = " ".join(map(str, connection.execute(text("SELECT * FROM change"))))
    assert not any(each in told for each in guesses)
    assert row_digest(before[second]) in told
    assert workspace.verify_log().is_sound
