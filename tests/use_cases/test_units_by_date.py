"""Units renamed and merged from a day on: who finds them by which name, and what goes over."""

from datetime import date

import pytest

from desktop_app.errors import Refused
from desktop_app.use_cases.base_data import former_names_told
from desktop_app.use_cases.going_live.grounds import Grounds
from desktop_app.use_cases.going_live.units import merge_units, merger_outlook, rename_unit
from desktop_app.use_cases.home import search
from desktop_app.use_cases.imports.apply import apply_import
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.reserve_pool.listing import pool_list
from desktop_app.use_cases.undoing import next_move, undo_event
from tests.use_cases.import_books import POOL, application, written

PAPER = Grounds(date(2026, 7, 10), "机构改革方案", "县编〔2026〕3号")


def undo(office):
    undo_event(office.desk, next_move(office.desk, "undo").line.event.id)


def name_on(office, unit_id, *day):
    with office.desk.workspace.read() as view:
        return view.units.name_on(unit_id, date(*day))


def unit(office, name):
    with office.desk.workspace.read() as view:
        return view.units.first(name=name)


def test_the_old_name_holds_to_the_day_before_and_lists_show_the_new_one(office):
    office.apply("甲平台")
    key = office.unit("县教育局")
    rename_unit(office.desk, key, "县教育体育局", PAPER)

    assert name_on(office, key, 2026, 7, 9) == "县教育局"
    assert name_on(office, key, 2026, 7, 10) == "县教育体育局"
    assert [row.unit for row in pool_list(office.desk).rows] == ["县教育体育局"]
    assert former_names_told(office.desk)[key] == "县教育局 至 2026-07-09"


def test_it_is_found_by_the_old_name_and_its_initials(office):
    rename_unit(office.desk, office.unit("县教育局"), "县育才局", PAPER)
    for text in ("县教育局", "xjyj"):
        assert [(hit.title, hit.detail) for hit in search(office.desk, text)] == [
            ("县育才局", "单位 · 原县教育局")
        ]


def test_a_book_under_the_old_name_is_taken_under_the_new_one_with_a_note(office, tmp_path):
    key = office.unit("县教育局")
    rename_unit(office.desk, key, "县教育体育局", PAPER)
    book = written(tmp_path / "a.xlsx", POOL, [application(1), application(2, unit="县公安局")])
    plan = preview_import(office.desk, [book])

    assert plan.preview.files[0].problems == ()
    note = "“县教育局”（用到 2026-07-09）现在叫“县教育体育局”，申报表!B2按“县教育体育局”收。"
    assert note in plan.preview.files[0].notes
    apply_import(office.desk, plan)
    with office.desk.workspace.read() as view:
        assert view.projects.get(1).unit_id == key


def test_a_list_of_units_under_an_old_name_makes_no_second_unit(office, tmp_path):
    rename_unit(office.desk, office.unit("县教育局"), "县教育体育局", PAPER)
    titles = ("单位名称", "单位类型", "上级主管单位")
    book = written(tmp_path / "u.xlsx", titles, [("县教育局", "县直部门", "")])
    plan = preview_import(office.desk, [book], sheet="units")

    file = plan.preview.files[0]
    assert [row.kind for row in file.rows] == ["skipped"]
    assert "现在叫“县教育体育局”" in file.problems[0].message


@pytest.mark.parametrize(
    ("name", "grounds", "words"),
    [
        ("县教育局", PAPER, "现在就叫"),
        ("县公安局", PAPER, "现在或以前的名称"),
        ("", PAPER, "没有填"),
        ("县育才局", Grounds(date(2026, 7, 21), "依据"), "还没有到"),
        ("县育才局", Grounds(date(2026, 7, 1), " "), "没有写依据"),
    ],
)
def test_a_name_that_cannot_be_given_is_refused(office, name, grounds, words):
    before = office.digest()
    with pytest.raises(Refused, match=words):
        rename_unit(office.desk, office.unit("县教育局"), name, grounds)
    assert office.digest() == before


def test_a_second_name_cannot_begin_before_the_first_one_ended(office):
    key = office.unit("县教育局")
    rename_unit(office.desk, key, "县教育体育局", PAPER)
    with pytest.raises(Refused, match="上一个名称用到 2026-07-09"):
        rename_unit(office.desk, key, "县育才局", PAPER)
    rename_unit(office.desk, key, "县育才局", Grounds(date(2026, 7, 11), "再次更名"))
    names = [name_on(office, key, 2026, 7, day) for day in (9, 10, 11)]
    assert names == ["县教育局", "县教育体育局", "县育才局"]


def test_a_merged_unit_hands_over_what_is_live_and_keeps_what_is_over(office):
    live = office.apply("甲平台", unit="县文旅局")
    over = office.apply("乙平台", unit="县文旅局")
    office.record(over, "withdrawal.withdraw", "done")
    gone, into = office.unit("县文旅局"), office.unit("县教育局")

    seen = merger_outlook(office.desk, [gone])
    assert (seen.projects, seen.ended, seen.below) == ((live.code,), 1, ("县图书馆",))
    merge_units(office.desk, [gone], into, PAPER)

    assert office.project(live).unit_id == into
    assert office.project(over).unit_id == gone
    assert unit(office, "县图书馆").superior_id == into
    assert unit(office, "县文旅局").valid_until == date(2026, 7, 9)
    assert former_names_told(office.desk)[into] == "县文旅局（已并入） 至 2026-07-09"


def test_a_book_of_the_merged_unit_is_taken_for_the_one_that_took_it_in(office, tmp_path):
    gone, into = office.unit("县文旅局"), office.unit("县教育局")
    merge_units(office.desk, [gone], into, PAPER)
    book = written(tmp_path / "a.xlsx", POOL, [application(1, unit="县文旅局")])
    plan = preview_import(office.desk, [book])

    assert any("“县文旅局”（用到 2026-07-09）已并入“县教育局”" in n for n in
               plan.preview.files[0].notes)  # fmt: skip
    assert ("县教育局", "单位 · 已并入的县文旅局") in [
        (hit.title, hit.detail) for hit in search(office.desk, "县文旅局")
    ]


def test_a_merger_is_taken_back_whole_until_something_was_decided(office):
    live = office.apply("甲平台", unit="县文旅局")
    before = office.digest()
    merge_units(office.desk, [office.unit("县文旅局")], office.unit("县教育局"), PAPER)
    undo(office)
    assert office.digest() == before

    merge_units(office.desk, [office.unit("县文旅局")], office.unit("县教育局"), PAPER)
    merged = next_move(office.desk, "undo").line.event.id
    office.record(live, "pool_entry.prereview", "returned")
    with pytest.raises(Refused, match=live.code):
        undo_event(office.desk, merged)


def test_a_unit_that_is_gone_takes_nobody_in(office):
    gone, into = office.unit("县文旅局"), office.unit("县教育局")
    merge_units(office.desk, [gone], into, PAPER)
    for absorbed, kept in ((gone, into), (into, gone)):
        with pytest.raises(Refused, match="已经不再存在"):
            merge_units(office.desk, [absorbed], kept, PAPER)
    with pytest.raises(Refused, match="同一个"):
        merge_units(office.desk, [into], into, PAPER)
