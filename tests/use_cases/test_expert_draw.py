"""Experts drawn by lot: who must stay away, the same lot from the same seed, nothing half-drawn."""

import random

import pytest

from desktop_app.domain.base_data import Expert
from desktop_app.domain.expert_draw import Candidate, draw
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner
from desktop_app.errors import Refused
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.registers.expert_draw import DrawRequest, draw_experts, draw_outlook

PEOPLE = (
    ("甲", "市信息中心", "软件", "在库"),
    ("乙", "市信息中心", "软件", "在库"),
    ("丙", "省测评中心", "软件", ""),
    ("丁", "省测评中心", "安全", "在库"),
    ("戊", "县教育局", "软件", "在库"),
    ("己", "甲设计院", "软件", "在库"),
    ("庚", "市信息中心", "软件", "停用"),
)


@pytest.fixture
def review(office):
    """A review of a project of 县教育局 that 甲设计院 has designed; seven experts on the list."""
    desk = office.desk
    with desk.workspace.begin(desk.act("seed", "专家")) as uow:
        for name, unit, field, status in PEOPLE:
            uow.experts.add(name=name, unit_name=unit, field=field, status=status)
    project = office.apply("甲平台")
    owner = Owner(project_id=project.id)
    procured = {"title": "咨询设计", "kind": "design", "method": "dispersed", "winner": "甲设计院"}
    save_entry(desk, EntryDraft("procurement", procured, owner))
    held = {"title": "可行性论证", "kind": "experts", "held_on": "2026-07-20"}
    return save_entry(desk, EntryDraft("expert_review", held, owner))


def rows(office, review):
    with office.desk.workspace.read() as view:
        found = view.registers.of_owners("parent_id", (review,))
        return {row.name: (row.cells["role"], row.cells.get("reason", "")) for row in found}


def test_who_has_an_interest_is_named_before_the_lot_is_drawn(office, review):
    outlook = draw_outlook(office.desk, review)

    assert outlook.fields == ("安全", "软件")
    assert outlook.free == 4
    assert {each.expert.name: each.reason for each in outlook.recused} == {
        "戊": "工作单位是项目单位",
        "己": "工作单位是采购的中标单位",
    }


def test_members_reserves_and_those_who_stay_away_stand_on_the_list(office, review):
    lot = draw_experts(office.desk, review, DrawRequest(2, 1, ("软件",)))
    found = rows(office, review)

    assert lot.candidates == 3
    assert sorted(role for role, _ in found.values()) == [
        "member", "member", "recused", "recused", "reserve",
    ]  # fmt: skip
    assert {name for name, (role, _) in found.items() if role == "recused"} == {"戊", "己"}
    assert {each.name for each in (*lot.members, *lot.reserves)} == {"甲", "乙", "丙"}


def test_the_lot_can_be_drawn_again_from_what_is_on_file(office, review):
    lot = draw_experts(office.desk, review, DrawRequest(3))
    with office.desk.workspace.read() as view:
        note = view.notes.of(Subject(ENTRY, review))[0].text
    order = sorted(["甲|市信息中心", "乙|市信息中心", "丙|省测评中心", "丁|省测评中心"])
    random.Random(lot.seed).shuffle(order)  # noqa: S311 - the same lot again

    assert [each.name for each in lot.members] == [key[0] for key in order[:3]]
    assert lot.seed in note
    assert "候选 4 人" in note


def test_too_few_candidates_are_refused_and_nothing_is_stored(office, review):
    before = office.digest()
    with pytest.raises(Refused, match="只有 1 人，要抽 2 人") as refused:
        draw_experts(office.desk, review, DrawRequest(2, 0, ("安全",)))
    assert "在“基础数据”的“专家”页补充：导入填好的“专家库”表" in refused.value.advice
    assert office.digest() == before


def test_a_second_draw_leaves_out_who_is_on_the_list_already(office, review):
    first = draw_experts(office.desk, review, DrawRequest(2))
    second = draw_experts(office.desk, review, DrawRequest(2))

    assert not {e.name for e in first.members} & {e.name for e in second.members}
    with pytest.raises(Refused, match="只有 0 人"):
        draw_experts(office.desk, review, DrawRequest(1))


@pytest.mark.parametrize("request_", [DrawRequest(0), DrawRequest(1, -1)])
def test_a_draw_of_nobody_is_refused(office, review, request_):
    with pytest.raises(Refused, match="人数不对"):
        draw_experts(office.desk, review, request_)


def test_each_candidate_has_the_same_chance():
    people = [Candidate(Expert(n, f"专家{n:02}", "单位", "软件")) for n in range(1, 11)]
    hits = dict.fromkeys((each.expert.name for each in people), 0)
    for seed in range(2_000):
        for each in draw(people, 3, 0, str(seed)).members:
            hits[each.name] += 1

    assert sum(hits.values()) == 6_000
    assert all(500 <= count <= 700 for count in hits.values())
