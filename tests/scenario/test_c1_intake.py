"""C1: 23 departments, 61 rows; 44 clean, 17 flagged, then 56 candidates."""

import pytest

from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.values.money import Fen
from tests.scenario import intake
from tests.scenario.intake_walk import flagged_titles, subject_of, walk_intake


@pytest.fixture(scope="module")
def walk(county, clock, tmp_path_factory):
    return walk_intake(county, clock, tmp_path_factory.mktemp("books"))


def test_sixty_one_rows_come_from_23_workbooks(walk):
    assert len(walk.first.files) == 23
    assert sum(len(file.rows) for file in walk.first.files) == 61


def test_exactly_the_planted_rows_are_flagged(walk):
    assert flagged_titles(walk.first) == {intake.project_name(key) for key in intake.PLANTED}
    assert len(flagged_titles(walk.first)) == 17


@pytest.mark.parametrize("key", intake.YUAN_FOR_WAN)
def test_yuan_in_a_column_of_wan_is_asked_at_the_cell_and_holds_the_workbook(walk, key):
    name = intake.project_name(key)
    file = next(f for f in walk.first.files if name in {row.title for row in f.rows})
    row = next(row for row in file.rows if row.title == name)
    asked = [p for p in file.problems if p.cause == "money_unit"]
    assert {p.cell.rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for p in asked} >= {
        str(row.row)
    }
    assert file.is_stopped


def test_a_missing_nature_is_named_at_its_cell(walk):
    problems = _problems(walk, "县司法局.xlsx")
    assert [(p.cell, p.cause, p.value) for p in problems] == [("申报表!D5", "missing", "")]


def test_a_missing_content_is_a_verdict_and_stops_nothing(walk):
    file = _file(walk, "县交通运输局.xlsx")
    assert not file.is_stopped
    assert [row.light for row in file.rows] == ["fail", "pass"]


def test_the_row_sent_again_is_named_and_left_out(walk):
    file = _file(walk, "县文化旅游体育局.xlsx")
    assert [row.kind for row in file.rows] == ["new", "skipped", "new", "new"]
    assert [(p.cause, p.stops) for p in file.problems] == [("duplicate_row", False)]


def test_two_groups_are_found_and_nothing_else(walk):
    members = {frozenset(member.name for member in group.members) for group in walk.first.similar}
    assert members == {
        frozenset(intake.project_name(key) for key in intake.SPLIT),
        frozenset(intake.project_name(key) for key in intake.PAIR),
    }


def test_the_workbooks_without_cell_problems_are_stored(walk):
    assert walk.applied.new == 38
    assert walk.applied.changed == 0


def test_every_workbook_comes_back_with_a_cover_note(walk):
    assert len(walk.returned) == 23
    assert all(each.workbook.exists() and each.cover_note.exists() for each in walk.returned)


def test_importing_the_same_workbooks_again_changes_nothing_and_says_so(walk):
    changed = [row for file in walk.again.files for row in file.rows if row.changes]
    stored = [file for file in walk.again.files if not file.is_stopped]
    assert changed == []
    assert all(file.count("new") == 0 for file in stored)
    assert all(file.is_repeated for file in stored)


def test_the_corrected_workbooks_bring_the_missing_rows(walk):
    assert not any(file.is_stopped for file in walk.second.files)
    assert walk.second_applied.new == 22
    assert walk.second_applied.changed == 1


def test_fifty_six_candidates_are_left_after_the_second_round(walk):
    with walk.desk.workspace.read() as view:
        states = [project.state for project in view.projects.all()]
    assert states.count("applied") == 56
    assert states.count("merged") == 2
    assert states.count("refused") == 2
    assert states.count("in_pool") == 1


def test_no_candidate_is_flagged_any_more(walk):
    with walk.desk.workspace.read() as view:
        lights = [row.light for row in view.projects.rows() if row.state == "applied"]
    assert [light for light in lights if light in {"fail", "judge"}] == []


def test_the_refused_township_carries_the_article_that_forbids_it(walk):
    subject = subject_of(walk.desk, "xz1")
    with walk.desk.workspace.read() as view:
        record = view.steps.of_subject(subject)[-1]
    verdict = next(v for v in record.verdicts if v.rule == "no_township_building")
    assert (verdict.outcome, record.outcome) == ("fail", "refused")
    assert "二(一)2" in verdict.clauses


def test_the_candidates_ask_for_9818_59_wan(walk):
    with walk.desk.workspace.read() as view:
        candidates = [p for p in view.projects.all() if p.state == "applied"]
    total = Fen(sum(p.declared_fen or 0 for p in candidates))
    assert total == 9_818_590_000


def test_importing_the_corrected_workbooks_again_changes_no_cell(walk):
    again = preview_import(walk.desk, walk.second_paths).preview
    assert [row.changes for file in again.files for row in file.rows if row.changes] == []


def _file(walk, name):
    return next(file for file in walk.first.files if file.file == name)


def _problems(walk, name):
    return _file(walk, name).problems
