"""C4: a plan that comes back, projects that leave it, rows that do not belong in it."""

import pytest

from desktop_app.use_cases.registers.editing import remove_entry
from tests.life import OFFICES
from tests.scenario.bureau import refusal

NAMES = ("城区停车诱导", "学校食堂监管", "水库大坝监测")


class Drafted:
    """Three projects of 100 万元 that applied, and a plan with all of them."""

    def __init__(self, bureau, ceiling="300"):
        units = ("县城市管理局", "县教育局", "县公安局")
        self.bureau = bureau
        self.lives = [
            bureau.project(name, 100, unit=unit).enter_pool()
            for name, unit in zip(NAMES, units, strict=True)
        ]
        self.life = self.lives[0].on(2024, 10, 8)
        for life in self.lives:
            life.record("plan_entry.apply", "done", facts={"plan_year": "2025"})
        self.plan = self.draft(ceiling)
        self.items = [self.item(life) for life in self.lives]

    def draft(self, ceiling="300", edition="1"):
        return self.life.row(
            "plan", owned=False, year="2025", edition=edition, title=f"计划{edition}",
            ceiling=ceiling,
        )  # fmt: skip

    def item(self, life, plan=None, **cells):
        given = {"decision": "列入", "asked": "100", "planned_amount": "100", **cells}
        return life.row(
            "plan_item", parent=plan or self.plan, project_name=life.project.name, **given
        )

    def opinion(self, office, life, plan=None, **cells):
        signed = {"signer": "某", "signed_on": "2024-10-08", "opinion": "同意", **cells}
        return life.row("plan_opinion", parent=plan or self.plan, office=OFFICES[office], **signed)

    def reviewed(self, plan=None):
        for office in OFFICES:
            for life in self.lives:
                self.opinion(office, life, plan)
            self.record(office, "done", plan)
        return self

    def listed(self):
        self.reviewed().record("list", "done")
        return self

    def answered(self, place, *lives):
        for life, item in zip(self.lives, self.items, strict=True):
            if life in (lives or self.lives):
                self.life.correct(item, **{f"{place}_result": "同意"})
        self.record(place, "agreed")
        return self

    def record(self, step, outcome, plan=None, **more):
        self.life.record(f"annual_plan.{step}", outcome, plan or self.plan, **more)
        return self

    def refused(self, step, outcome, plan=None, **more):
        """The refusal a step of the plan meets; nothing is stored."""
        before = self.life.digest()
        where = plan or self.plan
        found = refusal(self.life.record, f"annual_plan.{step}", outcome, where, **more)
        assert self.life.digest() == before
        return found

    def settled(self):
        self.record("government", "agreed", facts={"plan_meeting": "常务会议"})
        return self.record("issue", "issued")

    def states(self):
        return [life.now().state for life in self.lives]


@pytest.fixture
def drafted(bureau):
    return Drafted(bureau)


def test_a_plan_the_province_sends_back_is_listed_again_and_issued_once(drafted):
    drafted.listed().answered("city")
    drafted.record("province", "returned", opinion="请压减。")
    assert drafted.states() == ["plan_listed_state"] * 3
    drafted.life.correct(drafted.items[0], decision="核减列入", planned_amount="80", reason="压减")
    drafted.record("list", "done").answered("city").answered("province").settled()
    assert drafted.states() == ["planned_state"] * 3
    history = drafted.life.course().history
    steps = [r.step for r in history.records if r.case_id == history.cases_of("plan_entry")[0].id]
    assert steps == ["apply", "listed", "city", "province", "issue"]
    assert drafted.life.now().amounts["planned"] == 80_000_000


def test_a_project_put_off_in_the_first_list_applies_again_before_the_second(drafted):
    drafted.life.correct(drafted.items[1], decision="暂缓", reason="方案未定")
    drafted.listed().record("city", "returned", opinion="请完善。")
    drafted.life.correct(drafted.items[1], decision="列入", planned_amount="100")
    refused = drafted.refused("list", "done")
    assert refused.what.startswith("“学校食堂监管”：现在不能登记“列入计划清单”")
    drafted.lives[1].record("plan_entry.apply", "done", facts={"plan_year": "2025"})
    drafted.record("list", "done").answered("city").answered("province").settled()
    assert drafted.states() == ["planned_state"] * 3


def test_a_project_withdrawn_after_the_list_stops_the_plan_until_it_is_taken_off(drafted):
    drafted.listed()
    drafted.lives[2].record("withdrawal.withdraw", "done", opinion="资金未落实。")
    for life, item in zip(drafted.lives, drafted.items, strict=True):
        life.correct(item, city_result="同意", province_result="同意")
    refused = drafted.refused("city", "agreed")
    assert refused.what.startswith("“水库大坝监测”：现在不能登记“市级审核”")
    drafted.life.correct(drafted.items[2], decision="不列入", reason="单位撤回")
    drafted.record("city", "agreed").record("province", "agreed").settled()
    assert drafted.states() == ["planned_state", "planned_state", "withdrawn"]


def test_a_project_the_government_strikes_out_is_not_planned(drafted):
    drafted.listed().answered("city").answered("province")
    drafted.life.correct(drafted.items[1], decision="不列入", reason="常务会议未通过")
    drafted.settled()
    assert drafted.states() == ["planned_state", "plan_deferred", "planned_state"]
    last = drafted.lives[1].course().history.latest("plan_entry.issue")
    assert (last.outcome, last.opinion) == ("deferred", "常务会议未通过")


def test_a_project_stands_in_a_plan_once(drafted):
    before = drafted.life.digest()
    refused = refusal(drafted.item, drafted.life)
    assert refused.what == "年度计划清单里已有“城区停车诱导”，一个项目只登记一条"
    assert drafted.life.digest() == before


def test_a_project_planned_by_one_plan_is_not_listed_by_another(drafted):
    drafted.listed().answered("city").answered("province").settled()
    second = drafted.draft(edition="2")
    drafted.item(drafted.life, second)
    for office in OFFICES:
        drafted.opinion(office, drafted.life, second)
        drafted.record(office, "done", second)
    refused = drafted.refused("list", "done", second)
    assert refused.what.startswith("“城区停车诱导”：现在不能登记“列入计划清单”")


def test_an_opinion_on_a_project_outside_the_list_is_refused_and_fills_no_gap(drafted):
    stranger = drafted.bureau.project("图书借阅", 50, unit="县文旅局")
    for life in drafted.lives[:2]:
        drafted.opinion("finance", life)
    assert "不在清单里" in refusal(drafted.opinion, "finance", stranger).what
    refused = drafted.refused("finance", "done")
    verdict = drafted.life.verdicts(drafted.plan)["finance_opinions"]
    assert "财政部门意见齐全：不通过（二(一)3）" in refused.what
    assert next(f for f in verdict.facts if f.name == "plan_without_finance").source == NAMES[2]


def test_two_opinions_of_one_office_on_one_project_are_refused(drafted):
    drafted.opinion("finance", drafted.life)
    refused = refusal(drafted.opinion, "finance", drafted.life)
    assert refused.what == "年度计划联审意见表里已有“县财政局”，联审部门相同"


def test_a_project_an_office_refused_is_listed_only_with_a_reason(drafted):
    drafted.reviewed()
    with drafted.bureau.desk.workspace.read() as view:
        row = next(
            each for each in view.registers.of_register("plan_opinion")
            if each.project_id == drafted.life.project.id
        )  # fmt: skip
    drafted.life.correct(row, opinion="不同意", comment="与在建平台重复")
    refused = drafted.refused("list", "done")
    assert "有部门不同意的没有列入（提醒）" in refused.what
    assert "二(一)3" in refused.clauses
    drafted.record("list", "done", override_reason="已与网信办会商一致。")
    assert drafted.states() == ["plan_listed_state"] * 3


@pytest.mark.parametrize(("ceiling", "word"), [("300", "通过"), ("300.01", "通过")])
def test_a_list_within_the_ceiling_passes(bureau, ceiling, word):
    drafted = Drafted(bureau, ceiling)
    assert drafted.life.verdicts(drafted.plan)["plan_within_ceiling"].word == word


def test_a_list_one_cent_above_the_ceiling_is_for_a_person_to_judge(bureau):
    drafted = Drafted(bureau, "299.99").reviewed()
    verdict = drafted.life.verdicts(drafted.plan)["plan_within_ceiling"]
    assert verdict.word == "需人工判断"
    assert verdict.message == "清单合计 300.00 万元，超过资金总额度 299.99 万元。"
    assert "清单合计不超过总额度（需人工判断）" in drafted.refused("list", "done").what


def test_a_listed_amount_may_not_be_empty_nor_a_cut_go_unexplained(drafted):
    drafted.reviewed().life.correct(drafted.items[0], planned_amount="")
    assert "列入的都写了安排金额：不通过（二(一)3）" in drafted.refused("list", "done").what
    drafted.life.correct(drafted.items[0], planned_amount="99.99")
    assert "核减、暂缓、不列入都有理由：不通过" in drafted.refused("list", "done").what


def test_the_province_before_the_city_takes_a_reason(drafted):
    drafted.listed()
    for item in drafted.items:
        drafted.life.correct(item, province_result="同意")
    refused = drafted.refused("province", "agreed")
    assert "先市后省（提醒）" in refused.what
    drafted.record("province", "agreed", override_reason="省局来文先到。")


def test_an_item_leaves_a_listed_plan_only_with_a_reason_and_an_issued_one_never(drafted):
    desk = drafted.bureau.desk
    drafted.listed()
    unexplained = refusal(remove_entry, desk, drafted.items[2].id)
    assert unexplained.what == "计划项目“水库大坝监测”已登记办理环节，删除须写明原因"
    drafted.answered("city").answered("province").settled()
    frozen = refusal(remove_entry, desk, drafted.items[2].id, reason="误列")
    late = refusal(drafted.item, drafted.bureau.project("图书借阅", 50, unit="县文旅局"))
    assert "已冻结，不能再改动" in frozen.what
    assert "已冻结，不能再改动" in late.what
    assert "二(一)4" in late.clauses
