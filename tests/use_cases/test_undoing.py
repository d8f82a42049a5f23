"""撤销 and 重做: one act at a time, with names, refused with the records that stand on it."""

import pytest

from desktop_app.errors import Refused
from desktop_app.use_cases import undoing
from desktop_app.use_cases.notes import add_note
from desktop_app.use_cases.papers.issue import issue_paper, set_document_number
from desktop_app.use_cases.reserve_pool.editing import Application, change_application
from desktop_app.use_cases.reserve_pool.listing import pool_list


def latest(office):
    return undoing.act_lines(office.desk, 1)[0]


def undo_latest(office):
    undoing.undo_event(office.desk, undoing.next_move(office.desk, "undo").line.act.id)


def redo_latest(office):
    undoing.redo_event(office.desk, undoing.next_move(office.desk, "redo").line.act.id)


def names(office):
    return [row.name for row in pool_list(office.desk).rows]


def findings(office, project):
    with office.desk.workspace.read() as view:
        return view.standings.of(office.subject(project)).findings


def test_undo_and_redo_go_back_and_forth_and_leave_the_content_as_it_was(office):
    before = office.digest()
    office.apply("甲平台")
    after = office.digest()
    undo_latest(office)
    assert office.digest() == before
    redo_latest(office)
    assert office.digest() == after
    undo_latest(office)
    assert office.digest() == before


def test_two_acts_are_undone_newest_first_and_done_again_oldest_first(office):
    office.apply("甲平台")
    office.apply("乙系统")
    undo_latest(office)
    undo_latest(office)
    assert names(office) == []
    redo_latest(office)
    assert names(office) == ["甲平台"]
    redo_latest(office)
    assert names(office) == ["甲平台", "乙系统"]


def test_the_checks_follow_an_undone_change(office):
    project = office.apply("甲平台")
    clean = findings(office, project)
    change_application(office.desk, project.id, Application("甲平台", project.unit_id))
    changed = findings(office, project)
    undo_latest(office)
    assert changed != clean
    assert findings(office, project) == clean


def test_moves_are_told_by_name(office):
    office.apply("甲平台")
    assert (
        undoing.next_move(office.desk, "undo").words
        == "撤销“登记申报‘甲平台’”（QY2026-001 甲平台）"
    )
    assert undoing.next_move(office.desk, "redo") is None
    undo_latest(office)
    assert undoing.next_move(office.desk, "redo").words == "重做“登记申报‘甲平台’”"


def test_what_stands_on_an_act_is_named_before_it_is_tried(office):
    project = office.apply("甲平台")
    event = latest(office).event.id
    add_note(office.desk, office.subject(project), "已联系")
    found = undoing.outlook(office.desk, event)
    assert found.obstacles == (f"项目“{project.code} 甲平台”：仍有备注",)
    with pytest.raises(Refused, match="仍有备注"):
        undoing.undo_event(office.desk, event)


def test_redo_is_refused_once_the_rows_were_changed(office):
    project = office.apply("甲平台")
    changed = Application("甲平台（改）", project.unit_id)
    change_application(office.desk, project.id, changed)
    undo_latest(office)
    again = Application("甲平台（再改）", project.unit_id)
    change_application(office.desk, project.id, again)
    found = undoing.next_move(office.desk, "redo")
    assert "甲平台（再改）" in found.obstacles[0]
    with pytest.raises(Refused, match="甲平台（再改）"):
        redo_latest(office)


def test_an_issued_paper_is_not_taken_back_and_nothing_older_behind_it(office):
    project = office.apply("甲平台")
    issue_paper(office.desk, "pool_application", [office.subject(project)])
    found = undoing.next_move(office.desk, "undo")
    assert found.line.act.act == "issue_paper"
    assert (found.line.state, found.line.move) == ("不可撤销", "")
    assert found.obstacles == ("该操作出具了文书；文书不能撤回，只能作废",)


def test_a_number_written_on_a_paper_can_be_taken_back(office):
    project = office.apply("甲平台")
    paper = issue_paper(office.desk, "pool_application", [office.subject(project)])
    set_document_number(office.desk, paper.id, "数资〔2026〕1号")
    undo_latest(office)
    with office.desk.workspace.read() as view:
        assert view.papers.get(paper.id).document_number == ""


def test_states_of_the_history_read_as_they_stand(office):
    office.apply("甲平台")
    undo_latest(office)
    redo_latest(office)
    states = [line.state for line in undoing.act_lines(office.desk, 3)]
    assert states == ["可撤销", "已重做", "可撤销"]
    undo_latest(office)
    states = [line.state for line in undoing.act_lines(office.desk, 4)]
    assert states == ["可重做", "已再次撤销", "已重做", "已撤销，可重做"]


def test_what_was_not_undone_cannot_be_done_again(office):
    office.apply("甲平台")
    with pytest.raises(Refused, match="没有撤销"):
        undoing.redo_event(office.desk, latest(office).event.id)


def test_log_stays_sound_through_undo_and_redo(office):
    office.apply("甲平台")
    undo_latest(office)
    redo_latest(office)
    undo_latest(office)
    assert office.desk.workspace.verify_log().is_sound
