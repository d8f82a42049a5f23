"""Long plans: editions in turn, departments' plans beside them, projects under them."""

import pytest

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner
from desktop_app.errors import Refused
from desktop_app.use_cases.annual_plan.planning import planning_page, revise_planning
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.reserve_pool.materials import hand_in_material
from desktop_app.use_cases.reserve_pool.steps import record_step
from desktop_app.use_cases.standing.step_entry import StepEntry

FIRST = {"title": "数字政府建设规划", "from_year": "2026", "to_year": "2030", "edition": "1"}


def record(desk, plan, step, outcome, number):
    entry = StepEntry(step, outcome, signer="甲", opinion="同意。", document_number=number)
    record_step(desk, Subject(ENTRY, plan), entry)


@pytest.fixture
def in_force(desk):
    """The first edition, approved by the county government."""
    plan = save_entry(desk, EntryDraft("development_plan", FIRST, Owner()))
    hand_in_material(desk, Subject(ENTRY, plan), "plan_making", "development_plan_text")
    record(desk, plan, "plan_making.draft", "done", "")
    record(desk, plan, "plan_making.city", "agreed", "市数〔2026〕1号")
    record(desk, plan, "plan_making.government", "agreed", "青政秘〔2026〕1号")
    return plan


def editions(desk):
    return [(e.edition, e.state_label) for _, found in planning_page(desk).plans for e in found]


def test_a_plan_in_force_is_revised_by_a_new_edition(desk, in_force):
    new = revise_planning(desk, in_force, {"change_reason": "上级新部署"})

    assert editions(desk) == [(2, "编制中"), (1, "施行中")]
    with desk.workspace.read() as view:
        assert "planning_edition" in {event.act for event in view.events.latest(3)}
    assert planning_page(desk).plans[0][1][0].change_reason == "上级新部署"
    hand_in_material(desk, Subject(ENTRY, new), "plan_revision", "assessment_report")
    record(desk, new, "plan_revision.assessment", "done", "")
    record(desk, new, "plan_revision.government", "agreed", "青政秘〔2026〕5号")
    assert editions(desk) == [(2, "施行中"), (1, "已被新版替代")]


def test_a_plan_in_force_is_not_changed_itself(desk, in_force):
    with pytest.raises(Refused, match="冻结") as refused:
        save_entry(desk, EntryDraft("", {"to_year": "2031"}, entry_id=in_force, reason="改"))

    assert "新编一版" in refused.value.advice


def test_a_plan_still_drawn_up_is_changed_and_not_revised(desk):
    plan = save_entry(desk, EntryDraft("development_plan", FIRST, Owner()))

    with pytest.raises(Refused, match="还没有批准施行"):
        revise_planning(desk, plan, {})


def test_only_the_newest_edition_is_revised(desk, in_force):
    revise_planning(desk, in_force, {"change_reason": "新部署"})

    with pytest.raises(Refused, match="第 2 版才是最新"):
        revise_planning(desk, in_force, {})


def test_departments_plans_without_an_opinion_come_first(desk, office):
    owner = Owner(unit_id=office.unit("县教育局"))
    for title, alignment in (("教育规划", "fits"), ("校园规划", "")):
        cells = {"title": title, "received_on": "2026-07-01", "alignment": alignment}
        save_entry(desk, EntryDraft("department_plan", cells, owner))

    found = planning_page(desk).departments

    assert [(d.title, d.unit, d.alignment) for d in found] == [
        ("校园规划", "县教育局", ""),
        ("教育规划", "县教育局", "衔接"),
    ]


def test_projects_stand_under_the_plan_they_name(desk, office, planner, in_force):
    named, strange, _ = planner.pool(甲=10, 乙=20, 丙=30)
    for project, basis in ((named, "《数字政府建设规划》"), (strange, "智慧县城规划")):
        office.record(
            project, "plan_entry.apply", "done", facts={"plan_year": "2027", "plan_basis": basis}
        )

    page = planning_page(desk)

    assert [(p.project.name, p.plan) for p in page.projects] == [
        ("乙", ""),
        ("甲", "数字政府建设规划"),
    ]
    assert page.unnamed == 1
