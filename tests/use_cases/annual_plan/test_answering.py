"""What city and province say of the items of a plan, entered for many at once."""

import pytest

from desktop_app.errors import Refused
from desktop_app.use_cases.annual_plan.additions import additions
from desktop_app.use_cases.annual_plan.answering import Answer, answer_items
from desktop_app.use_cases.annual_plan.deciding import Decision, decide_items
from desktop_app.use_cases.annual_plan.regime_plans import plans_of_regime


def cells(planner, plan):
    with planner.desk.workspace.read() as view:
        rows = view.registers.of_owners("parent_id", (plan,))
        return {row.name: row.cells for row in rows if row.register_id == "plan_item"}


def test_an_answer_stands_on_every_item_chosen_and_is_taken_back_as_one(planner):
    plan = planner.plan(projects=planner.pool(甲=100, 乙=50, 丙=20))
    keys = {name: item.id for name, item in planner.items(plan).items()}

    answer_items(
        planner.desk, plan, [keys["甲"], keys["乙"]], Answer("city_result", "agreed", "可行")
    )

    found = cells(planner, plan)
    assert [found[name].get("city_result") for name in "甲乙丙"] == ["agreed", "agreed", None]
    assert found["甲"]["city_note"] == "可行"
    planner.undo()
    assert [c.get("city_result") for c in cells(planner, plan).values()] == [None] * 3


def test_an_answer_of_nobody_or_of_no_kind_is_refused(planner):
    plan = planner.plan(projects=planner.pool(甲=100))
    key = planner.items(plan)["甲"].id

    for answer in (Answer("planned_amount", "agreed"), Answer("city_result", "maybe")):
        with pytest.raises(Refused, match="哪一级的什么结果"):
            answer_items(planner.desk, plan, [key], answer)
    with pytest.raises(Refused, match="没有选项目"):
        answer_items(planner.desk, plan, [], Answer("city_result", "agreed"))


def test_an_issued_plan_takes_no_answers_any_more(planner):
    projects = planner.pool(甲=100)
    plan = planner.plan(projects=projects)
    planner.all_opinions(plan, projects)
    key = planner.items(plan)["甲"].id
    decide_items(planner.desk, plan, [Decision(key, "included")])
    planner.issue(plan)

    with pytest.raises(Refused, match="已冻结"):
        answer_items(planner.desk, plan, [key], Answer("city_result", "returned"))


def test_what_is_in_no_plan_may_ask_for_a_way_in_beside_it(planner):
    inside, _outside = planner.pool(甲=100, 乙=50)
    plan = planner.plan(projects=[inside])

    found = additions(planner.desk, plan)

    assert [each.name for each in found.may_ask] == ["乙"]
    assert found.first_step == "addition.prereview"
    assert "县政府批准" in found.help


def test_the_regime_names_its_plans_and_long_plans(planner):
    found = plans_of_regime(planner.desk)

    assert found.plans == ("plan",)
    (planning,) = found.plannings
    assert (planning.plans, planning.departments) == ("development_plan", "department_plan")
