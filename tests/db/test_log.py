"""The log tells of every change and shows every tampering (T-L1 to T-L4, T-T1)."""

import json

import pytest
from sqlalchemy import text

from db.tables import tracked_tables
from desktop_app.domain.record import LogHead, Subject

SWAPPED_EVENTS = """UPDATE event SET id = 99 WHERE id = 4;
    UPDATE event SET id = 4 WHERE id = 5; UPDATE event SET id = 5 WHERE id = 99"""
CHANGED_VALUES = """UPDATE change SET row_values = replace(row_values, '19800000', '1')
    WHERE event_id = 4"""
INSERTED_EVENT = """INSERT INTO event SELECT 20, at, clock_back, actor, act, title, reason,
    subjects, program, pack, is_undoable, undoes, blanked, previous, digest
    FROM event WHERE id = 6"""
INSERTED_UNIT = """INSERT INTO unit (name, kind, owner_type, short_name, aliases, credit_code,
    contact, phone, note, pinyin) VALUES ('乙局', '', '', '', '[]', '', '', '', '', '')"""


@pytest.fixture
def filled(workspace, new_act, make_project):
    for number in range(1, 7):
        with workspace.begin(new_act()) as unit:
            make_project(unit, number)
    return workspace


def tamper(workspace, statement):
    with workspace.engine.begin() as connection:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        for part in statement.split(";"):
            connection.execute(text(part))


def test_untouched_log_is_sound(filled):
    assert filled.verify_log().faults == ()


@pytest.mark.parametrize(
    ("statement", "event"),
    [
        ("UPDATE event SET title = '别的' WHERE id = 4", 4),
        ("UPDATE event SET actor = '李四' WHERE id = 3", 3),
        ("UPDATE event SET at = '2020-01-01T00:00:00+08:00' WHERE id = 5", 5),
        ("DELETE FROM event WHERE id = 4", 4),
        (SWAPPED_EVENTS, 4),
        ("UPDATE change SET digests = replace(digests, 'a', 'b') WHERE event_id = 4", 4),
        (CHANGED_VALUES, 4),
        ("UPDATE change SET row_values = NULL WHERE event_id = 4 AND position = 1", 4),
        ("DELETE FROM change WHERE event_id = 4", 4),
        ("UPDATE change SET event_id = 5, position = 9 WHERE event_id = 4 AND position = 1", 4),
        (INSERTED_EVENT, 8),
        ("DELETE FROM event WHERE id = 7; DELETE FROM change WHERE event_id = 7", 7),
        ("DELETE FROM event WHERE id > 4; DELETE FROM change WHERE event_id > 4", 5),
    ],
)  # fmt: skip
def test_tampered_log_names_its_first_bad_event(filled, statement, event):
    tamper(filled, statement)

    faults = [each for each in filled.verify_log().faults if each.event is not None]

    assert min(each.event for each in faults) == event


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE project_amount SET amount_fen = 1 WHERE id = 3",
         "项目“P-00003 第3号数据平台”的项目金额：在程序之外被修改"),
        ("DELETE FROM recorded_fact WHERE id = 2", "登记事项（第 2 条）：在程序之外被删除"),
        (INSERTED_UNIT, "单位“乙局”：在程序之外被添加"),
    ],
)  # fmt: skip
def test_row_changed_outside_the_program_is_named(filled, statement, sentence):
    tamper(filled, statement)

    assert [each.message for each in filled.verify_log().faults] == [sentence]


def test_every_tracked_table_shows_an_edit_from_outside(workspace, new_act, every_table):
    with workspace.begin(new_act()) as unit:
        every_table(unit)
    driver = workspace.engine.raw_connection().driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    for table in tracked_tables():
        driver.execute(f'UPDATE "{table.name}" SET id = 999 WHERE id = 1')  # noqa: S608

    found = {each.table for each in workspace.verify_log().faults}

    assert found == {each.name for each in tracked_tables()}


def test_cut_tail_is_found_by_any_single_anchor(filled, folder):
    printed = filled.log_head()
    short = LogHead(printed.count, printed.digest[:16])
    tamper(filled, "DELETE FROM event WHERE id = 7; DELETE FROM change WHERE event_id = 7;"
                   "DELETE FROM project_amount WHERE project_id = 6;"
                   "DELETE FROM funding_line WHERE project_id = 6;"
                   "DELETE FROM recorded_fact WHERE subject_id = 6;"
                   "DELETE FROM project WHERE id = 6")  # fmt: skip

    by_head_file = filled.verify_log().faults
    (folder / "hengce.head").unlink()

    assert [each.event for each in by_head_file] == [7]
    assert filled.verify_log().faults == ()
    assert [each.event for each in filled.verify_log([short]).faults] == [7]


def test_backup_name_anchors_the_log(filled, folder):
    filled.backup("exit")
    (folder / "hengce.head").unlink()
    tamper(filled, "DELETE FROM event WHERE id = 7; DELETE FROM change WHERE event_id = 7")

    assert "日志末尾缺失：锚点记到第 7 号" in [e.message for e in filled.verify_log().faults]


def test_older_copy_of_the_whole_file_is_found(reopen, folder, new_act, make_project):
    workspace = reopen()
    with workspace.begin(new_act()) as unit:
        make_project(unit, 1)
    workspace.close()
    older = (folder / "hengce.db").read_bytes()
    with reopen().begin(new_act()) as unit:
        make_project(unit, 2)
    reopen().close()
    (folder / "hengce.db").write_bytes(older)

    assert [each.event for each in reopen().verify_log().faults] == [3]


def test_change_without_effect_leaves_no_event(filled, new_act):
    before = filled.log_head()

    with filled.begin(new_act()) as unit:
        unit.projects.change(1, name="第1号数据平台")

    assert filled.log_head() == before


def test_failed_act_leaves_neither_change_nor_event(filled, new_act):
    before = filled.log_head()

    with pytest.raises(ZeroDivisionError):
        rename_and_fail(filled, new_act)

    with filled.read() as view:
        assert view.projects.get(1).name == "第1号数据平台"
    assert filled.log_head() == before


def rename_and_fail(workspace, new_act):
    with workspace.begin(new_act()) as unit:
        unit.projects.change(1, name="改名")
        _ = 1 // 0


def test_change_keeps_old_and_new_values_and_counts_the_version(filled, new_act):
    with filled.begin(new_act()) as unit:
        changed = unit.projects.change(2, goal="便民")

    with filled.read() as view:
        (change,) = view.events.changes(8)
    assert (change.before, change.after) == (
        {"goal": "", "version": 1},
        {"goal": "便民", "version": 2},
    )
    assert changed.version == 2


def test_event_says_who_what_why_and_with_which_rules(filled, new_act, clock):
    subject = Subject("project", 1)
    act = new_act("approve", reason="补正", subjects=(subject,), pack="blank 1")

    with filled.begin(act) as unit:
        unit.projects.change(1, note="x")

    with filled.read() as view:
        (event,) = view.events.latest(1)
        assert view.events.of(subject) == (event,)
    told = (event.actor, event.title, event.reason, event.pack, event.program, event.at)
    assert told == ("张三", "试做approve", "补正", "blank 1", "9.9", clock.now)


@pytest.mark.parametrize("step", [{"hours": -1}, {"days": -1}, {"days": -3652}])
def test_clock_set_back_is_flagged_and_changes_no_order(filled, new_act, clock, step):
    clock.move(**step)

    with filled.begin(new_act()) as unit:
        unit.projects.change(1, note="迟")

    with filled.read() as view:
        events = view.events.all()
    assert [each.sequence for each in events] == list(range(1, 9))
    assert [each.clock_back for each in events] == [False] * 7 + [True]
    assert filled.verify_log().is_sound


def test_clock_set_forward_is_no_fault(filled, new_act, clock):
    clock.move(days=3652)

    with filled.begin(new_act()) as unit:
        unit.projects.change(1, note="早")

    with filled.read() as view:
        assert not view.events.get(8).clock_back
    assert filled.verify_log().is_sound


def test_wiped_values_leave_the_chain_whole(filled, new_act):
    with filled.begin(new_act("purge", is_undoable=False)) as unit:
        unit.purge_project(3)

    with filled.engine.connect() as connection:
        kept = connection.execute(text("SELECT group_concat(row_values) FROM change")).scalar_one()
    assert "第3号" not in kept
    assert "第2号" in kept
    assert filled.verify_log().is_sound


def test_values_wiped_without_an_act_are_a_fault(filled):
    with filled.engine.begin() as connection:
        change = connection.execute(text("SELECT row_values FROM change WHERE id = 2")).scalar_one()
        entry = json.loads(change)[0]
        wiped = json.dumps([[entry[0], "0" * 32]])
        connection.execute(text("UPDATE change SET row_values = :v WHERE id = 2"), {"v": wiped})

    assert not filled.verify_log().is_sound
