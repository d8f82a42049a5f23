"""The story of the sample year as data: complete, in order, and about nothing that is not there."""

import tomllib
from datetime import date

import pytest

from desktop_app.errors import Cancelled
from desktop_app.use_cases.sample import create_sample, remove_sample
from desktop_app.use_cases.sample.acts import ACTS
from desktop_app.use_cases.sample.story import StoryClock, project_names, read_story
from desktop_app.use_cases.workspaces import create_workspace
from resources import resource

MOST_BYTES = 2_000_000
ACTS_OF_STORY = read_story().acts


def _table(name):
    return tomllib.loads(resource("samples", name).read_text("utf-8"))


def test_the_acts_stand_in_the_order_of_their_days():
    days = [act.on for act in ACTS_OF_STORY]
    assert days == sorted(days)
    assert {day.year for day in days} == {2024, 2025, 2026}


def test_the_last_chapter_is_counted_from_the_day_the_sample_is_made():
    later = read_story(date(2027, 3, 1)).acts
    assert later[-1].on == date(2027, 2, 25)
    assert later[0].on == ACTS_OF_STORY[0].on
    (meeting,) = [row for act in later for row in act.tables("row") if row.get("as") == "mt2"]
    assert meeting["held_on"] == date(2027, 2, 20)


def test_told_before_its_fixed_days_are_over_the_last_chapter_follows_them():
    acts = read_story(date(2025, 1, 1)).acts
    assert acts == ACTS_OF_STORY


def test_every_word_of_the_story_is_an_act_and_every_act_is_used():
    assert {act.do for act in ACTS_OF_STORY} == set(ACTS)


def test_sixty_projects_of_the_year_and_fourteen_of_the_years_before():
    assert len(project_names()) == 74
    assert len(_table("earlier.toml")["project"]) == 14


def test_every_project_comes_in_with_a_workbook():
    sent = {key for book in _table("workbooks.toml")["workbook"] for key in book["projects"]}
    assert sent == set(project_names())


def test_every_workbook_is_imported_on_or_after_its_day():
    dated = {book["file"]: book["dated"] for book in _table("workbooks.toml")["workbook"]}
    taken = {name: act.on for act in ACTS_OF_STORY for name in act.texts("files")}
    assert dated.keys() <= taken.keys()
    assert [name for name, day in dated.items() if day > taken[name]] == []


def test_every_workbook_of_the_story_ships_and_they_stay_small():
    folder = resource("samples", "workbooks")
    shipped = {path.name: path.stat().st_size for path in folder.iterdir()}
    assert {name for act in ACTS_OF_STORY for name in act.texts("files")} == set(shipped)
    assert sum(shipped.values()) < MOST_BYTES


def test_the_acts_name_only_projects_of_the_year():
    named = {key for act in ACTS_OF_STORY for key in (*act.texts("projects"), act.text("project"))}
    assert named - {""} <= set(project_names())


@pytest.mark.parametrize("table", ["units.toml", "experts.toml"])
def test_telephones_lie_in_an_area_that_does_not_exist(table):
    entries = next(iter(_table(table).values()))
    assert all(entry["phone"].startswith("0500-2") for entry in entries)


def test_a_sample_is_removed_without_a_trace_and_can_be_made_again(tmp_path):
    folder = tmp_path / "示例"
    for _ in range(2):
        create_workspace(folder, clock=StoryClock(read_story().begins), program="test")
        remove_sample(folder)
    assert list(tmp_path.iterdir()) == []


def test_a_cancelled_sample_leaves_nothing_behind(tmp_path):
    def stop(done, _total, _day):
        if done == 2:
            raise Cancelled

    clock = StoryClock(read_story().begins)
    with pytest.raises(Cancelled):
        create_sample(tmp_path / "示例", clock=clock, program="test", progress=stop)
    assert list(tmp_path.iterdir()) == []
