"""The ranking: every criterion visible, figures worked out by hand, orders by hand beside it."""

from datetime import date
from decimal import Decimal

import pytest

from desktop_app.domain.register import Owner
from desktop_app.errors import Refused
from desktop_app.use_cases.annual_plan.editions import start_plan
from desktop_app.use_cases.annual_plan.intake import NewItem, add_items
from desktop_app.use_cases.annual_plan.ranking import place_item, ranking, take_ranking
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.regulations import set_setting

SCORES = ("score_application", "score_sharing", "score_collaboration", "score_benefit")


def measures(planner, plan, name):
    rows = {row.item.name: row for row in ranking(planner.desk, plan).rows}
    return {m.criterion: m for m in rows[name].score.measures}


def total(planner, plan, name):
    rows = {row.item.name: row for row in ranking(planner.desk, plan).rows}
    return rows[name].score.total


@pytest.fixture
def evaluated(planner, office):
    """A project of a unit with recorded scores."""

    def make(name, unit, scores=(), post=None):
        project = planner.pooled(name, unit=unit)
        facts = dict(zip(SCORES, scores, strict=False))
        if post is not None:
            facts["post_score"] = post
        with office.desk.workspace.begin(office.desk.act("seed", "评价")) as uow:
            known = uow.projects.get(project.id).recorded
            uow.projects.change(project.id, recorded={**known, **facts})
        return project

    return make


@pytest.fixture
def troubled(office):
    """Registers findings that were not mended in time, and audit findings that are open."""

    def make(unit, findings=0):
        for n in range(findings):
            cells = {
                "title": f"问题{n}", "source": "监督检查", "found_on": "2026-01-05",
                "facts": "没有按期", "clause": "二(六)", "due_on": "2026-03-01",
            }  # fmt: skip
            save_entry(office.desk, EntryDraft("finding", cells, Owner(unit_id=office.unit(unit))))

    return make


def test_a_score_is_the_weighted_mean_of_what_is_known(planner, office, evaluated, troubled):
    evaluated("旧系统", "县教育局", (90, 80, 85, 88), post=70)
    troubled("县教育局", findings=2)
    project = planner.pooled("平台")
    plan = start_plan(office.desk, 2027)
    add_items(office.desk, plan, [NewItem(project.id, reason="急用", facts={"need_order": "3"})])

    found = measures(planner, plan, "平台")

    # 自评价 (90+80+85+88)/4 = 85.75；后评价 70；问题 2 个，5 个得零分：60 分；审计 0：100 分；
    # 需求第 3 位，11 位得零分：80 分；必要性充分：100 分。
    points = {key: found[key].points for key in found}
    assert points == {
        "self_evaluation": Decimal("85.75"),
        "post_evaluation": 70,
        "findings": 60,
        "audits": 100,
        "need": 80,
        "necessity": 100,
    }
    # (85.75×20 + 70×20 + 60×20 + 100×15 + 80×15 + 100×10) ÷ 100 = 80.15
    assert total(planner, plan, "平台") == Decimal("80.15")


def test_what_cannot_be_told_is_named_and_left_out_of_the_sum(planner, office):
    project = planner.pooled("平台")
    plan = planner.plan(projects=(project,))

    page = ranking(office.desk, plan)

    lacking = {m.title: m.lacking for m in page.rows[0].score.lacking}
    assert lacking == {
        "本单位已建项目自评价平均分": "资料不足，本单位没有登记过的项目",
        "本单位已建项目后评价得分": "资料不足，本单位没有登记过的项目",
        "本单位需求排序": "资料不足，缺少本单位需求排序",
    }
    # 问题 100×20 + 审计 100×15 + 必要性 100×10，除以 45
    assert page.rows[0].score.total == Decimal("100.00")
    assert page.rows[0].score.known_weight == 45
    assert page.lacking == tuple((title, 1) for title in lacking)


def test_the_unit_mean_names_the_projects_it_is_made_of(planner, office, evaluated):
    evaluated("旧甲", "县教育局", post=90)
    evaluated("旧乙", "县教育局", post=71)
    evaluated("别家", "县公安局", post=10)
    plan = planner.plan(projects=(planner.pooled("平台"),))

    found = measures(planner, plan, "平台")["post_evaluation"]

    assert found.points == Decimal("80.5")
    assert found.raw == "2 个项目平均 80.5 分"
    assert [line.partition(" ")[2] for line in found.details] == ["旧甲：90 分", "旧乙：71 分"]
    assert found.clauses == ("二(四)6",)


def test_weights_are_settings_of_the_office_by_date(planner, office, evaluated):
    evaluated("旧系统", "县教育局", post=40)
    plan = planner.plan(projects=(planner.pooled("平台"),))
    # 40×20 + 100×20 + 100×15 + 100×10 = 5300，除以 65 = 81.538…
    assert total(planner, plan, "平台") == Decimal("81.54")

    for setting in ("findings", "audits", "necessity"):
        set_setting(
            office.desk, f"house.rank_{setting}", 0,
            since=date(2026, 7, 20), reason="局务会", signer="负责人",
        )  # fmt: skip

    assert total(planner, plan, "平台") == Decimal("40.00")
    weights = {line[0]: line[2] for line in ranking(office.desk, plan).criteria}
    assert (weights["findings"], weights["post_evaluation"]) == ("0", "20")


def test_equal_scores_share_a_place_and_say_so(planner, office, troubled):
    troubled("县公安局", findings=5)
    same = [
        planner.pooled(name, unit=unit) for name, unit in (("甲", "县教育局"), ("乙", "县文旅局"))
    ]
    worse = planner.pooled("丙", unit="县公安局")
    plan = planner.plan(projects=(worse, *same))

    rows = ranking(office.desk, plan).rows

    assert [(r.item.name, r.rank, r.is_tied) for r in rows] == [
        ("甲", 1, True),
        ("乙", 1, True),
        ("丙", 3, False),
    ]
    # 丙：问题 5 个 0 分×20 + 审计 100×15 + 必要性 100×10 = 2500，除以 45
    assert rows[-1].score.total == Decimal("55.56")


def test_the_ranking_is_taken_as_one_act_with_its_basis(planner, office, troubled):
    troubled("县公安局", findings=5)
    worse = planner.pooled("丙", unit="县公安局")
    better = planner.pooled("甲")
    plan = planner.plan(projects=(worse, better))
    before = office.digest()

    assert take_ranking(office.desk, plan) == 2

    items = planner.items(plan)
    assert [(i.name, i.order, i.rank, i.score) for i in items.values()] == [
        ("甲", 1, 1, Decimal("100.00")),
        ("丙", 2, 2, Decimal("55.56")),
    ]
    assert "本单位逾期没有整改到位的问题：5 个，0.00 分 × 20" in items["丙"].score_basis
    assert "资料不足" in items["丙"].score_basis
    planner.undo()
    assert office.digest() == before


def test_a_place_by_hand_stays_beside_the_computed_one_with_its_reason(planner, office, troubled):
    troubled("县公安局", findings=5)
    worse = planner.pooled("丙", unit="县公安局")
    plan = planner.plan(projects=(planner.pooled("甲"), planner.pooled("乙"), worse))
    take_ranking(office.desk, plan)
    item = planner.items(plan)["丙"]

    place_item(office.desk, plan, item.id, 1, reason="省级督办")
    take_ranking(office.desk, plan)

    items = planner.items(plan)
    assert [(i.name, i.order, i.rank) for i in items.values()] == [
        ("丙", 1, 3),
        ("甲", 2, 1),
        ("乙", 3, 1),
    ]
    assert items["丙"].order_reason == "省级督办"


def test_an_item_goes_back_to_its_computed_place(planner, office, troubled):
    troubled("县公安局", findings=5)
    worse = planner.pooled("丙", unit="县公安局")
    plan = planner.plan(projects=(planner.pooled("甲"), worse))
    take_ranking(office.desk, plan)
    item = planner.items(plan)["丙"]
    place_item(office.desk, plan, item.id, 1, reason="督办")

    place_item(office.desk, plan, item.id, None)

    assert [i.name for i in planner.items(plan).values()] == ["甲", "丙"]
    assert planner.items(plan)["丙"].order_reason == ""


@pytest.mark.parametrize(
    ("place", "reason", "told"), [(1, "", "理由"), (0, "急", "没有第 0 位"), (3, "急", "第 3 位")]
)
def test_a_place_by_hand_needs_a_reason_and_a_place_there_is(planner, office, place, reason, told):
    plan = planner.plan(projects=planner.pool(甲=10, 乙=20))
    item = planner.items(plan)["甲"]

    with pytest.raises(Refused, match=told):
        place_item(office.desk, plan, item.id, place, reason=reason)


def test_a_score_that_has_changed_since_it_was_taken_is_marked(planner, office, troubled):
    plan = planner.plan(projects=planner.pool(甲=10))
    take_ranking(office.desk, plan)
    troubled("县教育局", findings=1)

    row = ranking(office.desk, plan).rows[0]

    assert row.has_changed
    assert row.item.score == Decimal("100.00")
    # 80×20 + 100×15 + 100×10 = 4100，除以 45
    assert row.score.total == Decimal("91.11")


def test_an_empty_plan_is_not_ranked(planner, office):
    with pytest.raises(Refused, match="还没有项目"):
        take_ranking(office.desk, planner.plan())
