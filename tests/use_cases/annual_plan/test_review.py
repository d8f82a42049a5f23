"""The joint review: opinions side by side, who is missing, conflicts, nothing overwritten."""

import pytest

from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.use_cases.annual_plan.editions import new_edition
from desktop_app.use_cases.annual_plan.intake import NewItem, add_items
from desktop_app.use_cases.annual_plan.review import joint_review, reminders
from desktop_app.use_cases.papers.issue import preview_paper
from desktop_app.use_cases.papers.press import plain_text
from desktop_app.values.money import fen_from_wan


@pytest.fixture
def reviewed(planner):
    """Two projects with opinions: finance cuts one, the network office refuses the other."""
    one, two = planner.pool(平台=380, 网关=120)
    plan = planner.plan(projects=(one, two))
    planner.opinion(plan, one, "cyberspace")
    planner.opinion(plan, one, "finance", "adjusted", amount="300", comment="压减终端")
    planner.opinion(plan, two, "cyberspace", "refused", comment="没有安全方案")
    planner.opinion(plan, two, "planning")
    return plan


def row(planner, plan, name):
    return next(r for r in joint_review(planner.desk, plan).rows if r.item.name == name)


def test_every_office_stands_beside_every_project(planner, reviewed):
    page = joint_review(planner.desk, reviewed)

    assert [(o.label, o.is_asked, o.given, o.missing) for o in page.offices] == [
        ("县委网信办", True, 2, 0),
        ("县发展改革委", True, 1, 1),
        ("县财政局", True, 1, 1),
    ]
    assert page.missing == 2


def test_amounts_stand_side_by_side_and_nothing_is_overwritten(planner, reviewed):
    found = row(planner, reviewed, "平台")

    assert found.item.asked_fen == 380_000_000
    assert found.item.planned_fen is None
    assert found.opinions["finance"].amount_fen == 300_000_000
    assert found.altered_by == ("finance",)
    assert found.missing == ("planning",)


def test_who_refuses_and_where_offices_disagree_is_named(planner, reviewed):
    found = row(planner, reviewed, "网关")

    assert found.refused_by == ("cyberspace",)
    assert found.conflicts == ("有的部门同意，有的不同意",)
    remarks = planner.rows(reviewed)["网关"].remarks
    assert remarks == ("县委网信办不同意", "有的部门同意，有的不同意")


def test_different_amounts_are_a_conflict(planner, reviewed):
    with planner.desk.workspace.read() as view:
        one = view.projects.first(name="平台")
    planner.opinion(reviewed, one, "planning", "adjusted", amount="350")

    assert row(planner, reviewed, "平台").conflicts == ("建议金额不一致：300.00、350.00 万元",)


@pytest.mark.parametrize(
    ("opinion", "amount", "told"),
    [
        ("adjusted", "400", "建议金额 400.00 万元，高于申请的 380.00 万元"),
        ("adjusted", "3000000", "按元算是 300.00 万元"),
        ("adjusted", "0.03", "按万元算是 300.00 万元"),
        ("agreed", "300", "低于申请金额，却写了同意"),
        ("adjusted", "", "写了调整金额，没有写建议金额"),
    ],
)
def test_an_opinion_that_does_not_fit_is_named(planner, opinion, amount, told):
    (one,) = planner.pool(平台=380)
    plan = planner.plan(projects=(one,))
    planner.opinion(plan, one, "finance", opinion, amount=amount)

    assert told in "；".join(row(planner, plan, "平台").conflicts)


def test_an_opinion_on_a_project_that_is_not_in_the_plan_is_refused(planner):
    inside, outside = planner.pool(平台=380, 网关=120)
    plan = planner.plan(projects=(inside,))

    with pytest.raises(Refused, match="“网关”不在清单里") as refused:
        planner.opinion(plan, outside, "finance")

    assert refused.value.record == outside.code


def test_an_office_gives_one_opinion_on_a_project(planner):
    (one,) = planner.pool(平台=380)
    plan = planner.plan(projects=(one,))
    planner.opinion(plan, one, "finance")

    with pytest.raises(Refused, match="联审部门相同"):
        planner.opinion(plan, one, "finance", "refused")


def test_the_reminder_of_an_office_lists_what_it_owes(planner, reviewed):
    found = {reminder.label: reminder for reminder in reminders(planner.desk, reviewed)}

    assert list(found) == ["县发展改革委", "县财政局"]
    assert [r.project.name for r in found["县财政局"].rows] == ["网关"]
    text = found["县财政局"].text
    assert "联审共 2 个项目，你单位已出具意见 1 个，还有 1 个没有收到意见" in text
    assert "2、网关（县教育局）" in text


def test_nobody_is_reminded_when_everything_is_in(planner):
    (one,) = planner.pool(平台=380)
    plan = planner.plan(projects=(one,))
    planner.all_opinions(plan, (one,))

    assert reminders(planner.desk, plan) == ()
    assert planner.rows(plan)["平台"].opinions == "3/3"


def test_an_opinion_nobody_asked_for_stands_beside_the_others(planner):
    (one,) = planner.pool(平台=380)
    plan = planner.plan(projects=(one,))
    planner.opinion(plan, one, "police", "refused")

    offices = joint_review(planner.desk, plan).offices

    assert [(o.id, o.is_asked) for o in offices][-1] == ("police", False)
    assert row(planner, plan, "平台").refused_by == ("police",)


def _sheet(planner, project):
    pdf = preview_paper(planner.desk, "joint_review_sheet", [Subject("project", project.id)]).pdf
    return "".join(plain_text(pdf).split())


def test_the_review_sheet_tells_what_is_asked_of_the_newest_plan_and_its_opinions_alone(planner):
    (one,) = planner.pool(平台=380)
    plan = planner.plan(projects=(one,), 平台=200)
    planner.opinion(plan, one, "finance", "adjusted", amount="150", comment="压减终端")
    assert "申报金额380.00万元本年申请列入200.00万元" in _sheet(planner, one)
    new_edition(planner.desk, plan, reason="改")
    assert _sheet(planner, one).count("压减终端") == 1
    afresh = new_edition(planner.desk, planner.page(plan).editions[0].id, reason="重审",
                         with_opinions=False)  # fmt: skip
    assert "压减终端" not in _sheet(planner, one)
    planner.opinion(afresh, one, "finance", comment="财力可以安排")
    assert "县财政局同意财力可以安排" in _sheet(planner, one)


def test_the_review_sheet_of_a_project_put_off_is_that_of_the_year_it_asks_again(planner):
    (one,) = planner.pool(平台=380)
    plan = planner.plan(2027, projects=(one,))
    planner.all_opinions(plan, (one,))
    planner.put_off(plan, "平台")
    add_items(planner.desk, planner.plan(2028), [NewItem(one.id, fen_from_wan(120), "再报")])
    told = _sheet(planner, one)
    assert "本年申请列入120.00万元" in told
    assert "县财政局" not in told
