"""C1: 23 departments, 61 rows; 44 clean, 17 flagged, then 56 candidates."""

from decimal import Decimal

import pytest

from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.values.money import fen_from_wan
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


ASKED = {
    "县城市管理局": "652.00",  # 584.00 of the split + 68.00
    "县教育局": "671.99",  # 499.99 + 126.00 + 46.00
    "县应急管理局": "660.50",  # 500.00 + 88.50 + 72.00
    "县自然资源和规划局": "1282.40",  # 820.00 + 268.00 + 156.40 + 38.00
    "县数据资源管理局": "941.00",  # 120.00 + 620.00 + 145.00 + 56.00
    "县商务局": "492.00",  # 300.00 + 192.00
    "县公安局": "323.00",  # 236.00 + 87.00
    "县卫生健康委员会": "824.50",  # 436.50 + 210.00 + 112.00 + 66.00
    "县人力资源和社会保障局": "186.00",  # 54.00 + 132.00
    "县民政局": "178.20",  # 89.00 + 63.20 + 26.00
    "县住房和城乡建设局": "1027.00",  # 263.40 + 412.00 + 199.60 + 152.00
    "县交通运输局": "264.00",  # 93.00 + 171.00
    "县农业农村局": "209.80",  # 91.80 + 118.00
    "县水利局": "545.20",  # 178.20 + 143.00 + 224.00
    "县文化旅游体育局": "446.00",  # 356.00 + 41.00 + 49.00
    "县市场监督管理局": "190.00",  # 138.00 + 52.00
    "县发展和改革委员会": "289.00",  # 42.00 + 71.00 + 84.00 + 92.00
    "县医疗保障局": "109.00",
    "县林业局": "133.00",
    "县财政局": "158.00",  # 76.00 + 82.00
    "县司法局": "236.00",  # 47.50 + 115.00 + 73.50
}
"""What the 56 candidates ask for by sender in 万元, added up by hand; 9,818.59 together."""


def test_the_candidates_ask_for_9818_59_wan_as_added_up_by_hand(walk):
    with walk.desk.workspace.read() as view:
        names = {unit.id: unit.name for unit in view.units.all()}
        found: dict[str, int] = {}
        for each in view.projects.all():
            if each.state == "applied":
                sender = names[each.submitting_unit_id or each.unit_id]
                found[sender] = found.get(sender, 0) + (each.declared_fen or 0)
    assert found == {unit: fen_from_wan(wan) for unit, wan in ASKED.items()}
    assert sum(map(Decimal, ASKED.values())) == Decimal("9818.59")
    assert sum(found.values()) == 9_818_590_000


def test_importing_the_corrected_workbooks_again_changes_no_cell(walk):
    again = preview_import(walk.desk, walk.second_paths).preview
    assert [row.changes for file in again.files for row in file.rows if row.changes] == []


def _file(walk, name):
    return next(file for file in walk.first.files if file.file == name)


def _problems(walk, name):
    return _file(walk, name).problems
