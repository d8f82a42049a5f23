"""Projects handed over, split and merged: the sums hold, both pages tell it, it can be undone."""

from datetime import date

import pytest

from desktop_app.domain.project import AmountKind, FundingLine
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.use_cases.going_live.grounds import Grounds
from desktop_app.use_cases.going_live.projects import Part, hand_over, split_project
from desktop_app.use_cases.papers.incoming import IncomingEntry, record_incoming
from desktop_app.use_cases.papers.issue import issue_paper
from desktop_app.use_cases.papers.proceedings import proceedings
from desktop_app.use_cases.project_life import project_life
from desktop_app.use_cases.reserve_pool.detail import project_page
from desktop_app.use_cases.reserve_pool.editing import merge_applications
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.reading import reading_of
from desktop_app.use_cases.undoing import next_move, undo_event
from desktop_app.values.money import fen_from_wan
from tests.county import merger

PAPER = Grounds(date(2026, 7, 20), "机构改革", "县编〔2026〕3号")


def part(office, name, wan, unit="县教育局", **more):
    fen = fen_from_wan(wan)
    return Part(name, office.unit(unit), {AmountKind.DECLARED: fen}, {"county": fen}, **more)


def last(office):
    return next_move(office.desk, "undo").line.event.id


def turns(office, project):
    return [line.text for line in project_page(office.desk, project.id).turns]


def test_handed_over_by_day_with_reason_and_paper(office):
    first, second = office.apply("甲平台"), office.apply("乙系统")
    to = office.unit("县公安局")
    hand_over(office.desk, [first.id, second.id], to, PAPER)

    moved = office.project(first)
    assert (moved.unit_id, moved.submitting_unit_id) == (to, to)
    told = "2026-07-20 由“县教育局”移交给“县公安局”（机构改革，县编〔2026〕3号）"
    assert turns(office, first) == turns(office, second) == [told]
    assert project_page(office.desk, first.id).unit == "县公安局"


def test_a_hand_over_is_undone_until_something_was_decided(office):
    project = office.apply("甲平台")
    before = office.digest()
    hand_over(office.desk, [project.id], office.unit("县公安局"), PAPER)
    undo_event(office.desk, last(office))
    assert office.digest() == before

    hand_over(office.desk, [project.id], office.unit("县公安局"), PAPER)
    handed = last(office)
    office.record(project, "pool_entry.prereview", "returned")
    with pytest.raises(Refused, match="不能撤销“移交项目”"):
        undo_event(office.desk, handed)


@pytest.mark.parametrize(
    ("unit", "grounds", "words"),
    [
        ("县教育局", PAPER, "本来就是"),
        ("县公安局", Grounds(date(2026, 7, 21), "依据"), "还没有到"),
        ("县公安局", Grounds(date(2026, 7, 19), "依据"), "早于申报日期"),
        ("县公安局", Grounds(date(2026, 7, 20), ""), "没有写依据"),
    ],
)
def test_what_cannot_be_handed_over_is_refused_whole(office, unit, grounds, words):
    project = office.apply("甲平台")
    before = office.digest()
    with pytest.raises(Refused, match=words):
        hand_over(office.desk, [project.id], office.unit(unit), grounds)
    assert office.digest() == before


def test_a_project_that_is_over_is_not_handed_over(office):
    project = office.apply("甲平台")
    office.record(project, "withdrawal.withdraw", "done")
    with pytest.raises(Refused, match="已撤回"):
        hand_over(office.desk, [project.id], office.unit("县公安局"), PAPER)


def test_split_in_three_the_amounts_add_up_and_all_pages_tell_it(office):
    whole = office.apply("大平台", wan=100)
    made = split_project(
        office.desk,
        whole.id,
        part(office, "大平台", 50),
        [part(office, "小系统", 29.99), part(office, "小应用", 20.01, unit="县公安局")],
        PAPER,
    )

    kept = office.project(whole)
    assert kept.amounts == {AmountKind.DECLARED: 50_000_000}
    assert kept.funding == (FundingLine("county", 50_000_000),)
    sums = [each.amounts[AmountKind.DECLARED] for each in made]
    assert sums == [29_990_000, 20_010_000]
    assert [each.state for each in made] == ["applied", "applied"]
    assert [line.partition("（")[0] for line in turns(office, whole)] == [
        f"2026-07-20 拆分出 {each.code}“{each.name}”" for each in made
    ]
    assert turns(office, made[0])[0].startswith(f"2026-07-20 由 {whole.code}“大平台”拆分而来")
    life = project_life(office.desk, made[1].id)
    assert [event.title for event in life.events if event.kind == "turn"]


@pytest.mark.parametrize(
    ("kept", "more", "words"),
    [
        (50, 49.99, "申报原为100.00 万元，各部分合计99.99 万元"),
        (50, 50.01, "各部分合计100.01 万元"),
    ],
)
def test_parts_that_do_not_add_up_are_refused(office, kept, more, words):
    whole = office.apply("大平台", wan=100)
    before = office.digest()
    with pytest.raises(Refused, match=words):
        split_project(
            office.desk, whole.id, part(office, "大平台", kept),
            [part(office, "小系统", more)], PAPER,
        )  # fmt: skip
    assert office.digest() == before


def test_sources_of_money_have_to_add_up_too(office):
    whole = office.apply("大平台", wan=100)
    fen = fen_from_wan(50)
    odd = Part("小系统", whole.unit_id, {AmountKind.DECLARED: fen}, {"own": fen})
    with pytest.raises(Refused, match="资金来源（own）原为没有"):
        split_project(office.desk, whole.id, part(office, "大平台", 50), [odd], PAPER)


@pytest.mark.parametrize(("name", "words"), [("", "没有名称"), ("大平台", "同名")])
def test_a_part_needs_a_name_of_its_own(office, name, words):
    whole = office.apply("大平台", wan=100)
    with pytest.raises(Refused, match=words):
        split_project(
            office.desk, whole.id, part(office, "大平台", 50), [part(office, name, 50)], PAPER
        )


def test_a_project_in_the_pool_is_split_where_it_stands(office):
    whole = office.apply("大平台", wan=100)
    office.agree(whole)
    (made,) = split_project(
        office.desk, whole.id, part(office, "大平台", 60), [part(office, "小系统", 40)], PAPER
    )
    page = project_page(office.desk, made.id)
    assert page.state_label == "在库"
    open_cases = [case.case.procedure for case in page.cases if case.case.closed_on is None]
    assert open_cases == ["city_filing"]


def test_a_split_is_taken_back_whole_until_a_part_was_decided(office):
    whole = office.apply("大平台", wan=100)
    before = office.digest()
    parts = (part(office, "大平台", 60), [part(office, "小系统", 40)])
    split_project(office.desk, whole.id, *parts, PAPER)
    undo_event(office.desk, last(office))
    assert office.digest() == before

    (made,) = split_project(office.desk, whole.id, *parts, PAPER)
    done = last(office)
    office.record(made, "pool_entry.prereview", "returned")
    with pytest.raises(Refused, match="不能撤销"):
        undo_event(office.desk, done)


def test_a_merger_is_told_on_both_pages(office):
    kept, gone = office.apply("甲平台"), office.apply("乙平台")
    merge_applications(office.desk, kept.id, gone.id, merger())
    assert turns(office, kept) == [f"2026-07-20 并入了 {gone.code}“乙平台”（同一平台）"]
    assert turns(office, gone) == [f"2026-07-20 并入 {kept.code}“甲平台”（同一平台）"]


def test_a_merger_has_the_day_and_the_paper_it_was_decided_on(office, clock):
    kept, gone = office.apply("甲平台"), office.apply("乙平台")
    clock.turn_to(date(2026, 7, 24))
    minutes = IncomingEntry("县政办纪〔2026〕9号", "专题会议纪要", "县政府办", date(2026, 7, 22))
    paper = record_incoming(office.desk, minutes, (office.subject(gone),))
    entry = merger(acted_on=date(2026, 7, 22), signer="李局长", incoming_paper_id=paper.id)
    merge_applications(office.desk, kept.id, gone.id, entry)
    told = f"2026-07-22 并入了 {gone.code}“乙平台”（同一平台，县政办纪〔2026〕9号）"
    assert turns(office, kept) == [told]
    with office.desk.workspace.read() as view:
        (step,) = view.steps.of_subject(office.subject(gone))
    assert (step.acted_on, step.incoming_paper_id) == (date(2026, 7, 22), paper.id)


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 7, 19), "早于留下的项目的申报日期"), (date(2026, 7, 21), "还没有到")],
)
def test_a_merger_is_not_decided_before_the_application_nor_tomorrow(office, day, words):
    kept, gone = office.apply("甲平台"), office.apply("乙平台")
    before = office.digest()
    with pytest.raises(Refused, match=words):
        merge_applications(office.desk, kept.id, gone.id, merger(acted_on=day))
    assert office.digest() == before


def test_a_part_tells_the_steps_and_papers_it_inherits_and_where_they_lie(office, clock):
    whole = office.apply("大平台", wan=100)
    office.agree(whole)
    subject = office.subject(whole)
    issue_paper(office.desk, "prereview_opinion", [subject])
    (made,) = split_project(
        office.desk, whole.id, part(office, "大平台", 60), [part(office, "小系统", 40)], PAPER
    )
    clock.turn_to(date(2026, 7, 21))
    office.record(whole, "city_filing.report", "reported")

    told = project_page(office.desk, made.id).inherited
    assert [(each.kind, each.title) for each in told] == [
        ("step", "县级预审"),
        ("paper", "出具《政务信息化项目储备库预审意见表》"),
    ]
    assert {each.origin for each in told} == {f"{whole.code}“大平台”"}
    assert told[0].on == date(2026, 7, 20)
    assert project_page(office.desk, whole.id).inherited == ()
    life = project_life(office.desk, made.id)
    assert [each.title for each in life.events if each.origin] == [each.title for each in told]


def test_a_part_of_a_part_inherits_from_both(office):
    whole = office.apply("大平台", wan=100)
    office.agree(whole)
    (middle,) = split_project(
        office.desk, whole.id, part(office, "大平台", 60), [part(office, "小系统", 40)], PAPER
    )
    office.record(middle, "city_filing.report", "reported")
    (least,) = split_project(
        office.desk, middle.id, part(office, "小系统", 30), [part(office, "小应用", 10)], PAPER
    )
    told = project_page(office.desk, least.id).inherited
    assert [(each.title, each.origin) for each in told] == [
        ("县级预审", f"{whole.code}“大平台”"),
        ("报送市级", f"{middle.code}“小系统”"),
    ]


def test_the_life_line_of_a_part_prints_what_it_inherits(office):
    whole = office.apply("大平台", wan=100)
    office.agree(whole)
    (made,) = split_project(
        office.desk, whole.id, part(office, "大平台", 60), [part(office, "小系统", 40)], PAPER
    )
    with office.desk.workspace.read() as view:
        reading = reading_of(office.desk, view)
        subject = Subject("project", made.id)
        done = proceedings(reading, courses_of(reading, (subject,))[subject])
    assert [(each.step, each.opinion.endswith(f"承自 {whole.code}")) for each in done] == [
        ("县级预审", True)
    ]
