"""Many subjects in one act: materials, findings, results, rows; all of them, or none."""

import pytest

from desktop_app.domain.record import Subject
from desktop_app.domain.register import Owner
from desktop_app.errors import Refused
from desktop_app.use_cases.registers.editing import EntryDraft, save_entries
from desktop_app.use_cases.reserve_pool.detail import project_page
from desktop_app.use_cases.reserve_pool.materials import hand_in_all
from desktop_app.use_cases.reserve_pool.steps import note_findings_each, record_each
from desktop_app.use_cases.standing.refresh import compare
from desktop_app.use_cases.standing.step_entry import StepEntry

PREREVIEW = "pool_entry.prereview"
FOUND = {"prereview_necessity": "充分", "prereview_feasibility": "可行"}


@pytest.fixture
def two(office):
    """Two applications of one office."""
    return [office.apply(name) for name in ("场馆预约", "路灯巡检")]


def events(office):
    with office.desk.workspace.read() as view:
        return [event.act for event in view.events.all()]


def test_every_material_of_two_projects_comes_in_with_one_act(office, two):
    before = len(events(office))
    hand_in_all(office.desk, [office.subject(each) for each in two], "pool_entry")

    pages = [project_page(office.desk, each.id) for each in two]
    assert all(m.is_there for page in pages for case in page.cases for m in case.materials)
    assert events(office)[before:] == ["hand_in_material"]


def test_each_project_gets_its_own_result_in_one_act(office, two):
    entries = [
        StepEntry(PREREVIEW, "agreed", signer="甲", opinion=f"同意{n}。", facts=FOUND)
        for n in (1, 2)
    ]
    before = len(events(office))
    results = record_each(
        office.desk, [(office.subject(p), e) for p, e in zip(two, entries, strict=True)]
    )

    assert [result.record.opinion for result in results] == ["同意1。", "同意2。"]
    assert [office.project(each).state for each in two] == ["in_pool", "in_pool"]
    assert events(office)[before:] == ["record_step"]


def test_nothing_is_recorded_where_nothing_is_chosen(office):
    with pytest.raises(Refused, match="没有选项目"):
        record_each(office.desk, [])
    with pytest.raises(Refused, match="没有选项目"):
        note_findings_each(office.desk, PREREVIEW, [])


def test_a_finding_the_step_does_not_ask_for_keeps_the_others_out_too(office, two):
    first, second = (office.subject(each) for each in two)
    before = office.digest()
    with pytest.raises(Refused, match="不登记“estimate_amount”"):
        note_findings_each(
            office.desk, PREREVIEW, [(first, FOUND), (second, {"estimate_amount": "3"})]
        )
    assert office.digest() == before


def test_one_faulty_row_keeps_the_good_ones_out(office, two):
    owner = Owner(project_id=two[0].id)
    good = EntryDraft("price_quote", {
        "item": "终端", "source": "甲店", "price": "3000", "quoted_on": "2026-07-01",
    }, owner)  # fmt: skip
    before = office.digest()
    with pytest.raises(Refused, match="报价"):
        save_entries(office.desk, [good, EntryDraft("price_quote", {"item": "终端"}, owner)])
    assert office.digest() == before

    other = EntryDraft("price_quote", {**good.given, "source": "乙店"}, owner)
    assert len(save_entries(office.desk, [good, other])) == 2


def test_papers_a_procedure_asks_for_are_shown_before_it_is_begun(office, two):
    project = two[0]
    office.agree(project, facts=FOUND)

    found = {each.procedure: each for each in project_page(office.desk, project.id).beginnings}
    assert found["merged_approval"].materials[0].title == "合并编报文本"
    hand_in_all(office.desk, [office.subject(project)], "merged_approval")
    page = project_page(office.desk, project.id)
    now = next(each for each in page.beginnings if each.procedure == "merged_approval")
    assert all(material.is_there for material in now.materials)


def test_acts_in_a_row_are_worked_out_after_the_last_of_them(office):
    office.desk.is_in_a_row = True
    project = office.apply("雨量测报")
    with office.desk.workspace.read() as view:
        assert Subject("project", project.id) in view.stale.touched()
    compare(office.desk)
    with office.desk.workspace.read() as view:
        assert view.stale.touched() == ()
        assert view.stale.count() > 0
