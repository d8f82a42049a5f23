"""Projects under the Yiyang regulation, from the money to the evaluation."""

from datetime import date
from decimal import Decimal

from desktop_app.domain.register import Owner
from tests.life import CREDIT_CODES
from tests.scenario.regime_world import World

UNITS = {
    "市教育局": "department",
    "市水利局": "department",
    "市信息中心": "institution",
    "赫山区数据局": "county",
}
APPLIED = {
    "by_reference_kind": "none",
    "decided_by": "unit",
    "is_special": True,
    "existing_use": "利用全市统一认证和政务云。",
    "uses_platform": True,
    "is_cross_department": False,
    "involves_data": True,
    "is_classified": False,
}
SEVEN = {
    f"review_{topic}": "符合"
    for topic in ("goal", "site", "function", "idea", "sharing", "equipment", "estimate")
}
EIGHT = (
    "approval_paper",
    "implementation",
    "completion_report",
    "supervision_report",
    "trial_report",
    "training_report",
    "test_report",
    "safety_report",
)


class Yiyang(World):
    """The approval bureau of Yiyang."""

    def __init__(self, folder, day=date(2024, 9, 2)):
        super().__init__(folder, "yiyang-2020", day, UNITS)

    def project(self, name, wan, unit="市水利局", **more):
        recorded = {**APPLIED, **more.pop("recorded", {})}
        return self.apply(name, wan, unit, recorded=recorded, **more)


def funded(life, wan, major="否"):
    """The study written, the money settled, the design made."""
    life.hand_in("funding")
    money = {"sought_amount": str(wan), "idle_amount": "0", "own_amount": "0"}
    told = {"paper_kind": "建设方案", "paper_complete": "是", "many_years": "否"}
    life.record("funding.study", "done", facts={**money, **told, "planned_cost": str(wan)})
    life.record("funding.confirm", "agreed")
    life.hand_in("design")
    facts = {"design_items": "四项都有", "is_major": major, "major_reason": "由本局认定。"}
    life.record("design.submit", "done", facts=facts)
    return life


def papers(life, wan):
    """The estimate in two lines and the catalogue."""
    rest = str(Decimal(str(wan)) - 20)
    told = {"base": "不属于", "quantity": "1"}
    life.row("estimate_line", order="1", item="平台软件", kind="定制开发", price=rest, **told)
    life.row("estimate_line", order="2", item="防火墙", kind="硬件购置", price="20", **told)
    life.row(
        "project_catalogue", code=f"M-{life.project.id}", name="水雨情", item="水位",
        share_type="无条件共享",
    )  # fmt: skip
    return life


def agreed(life, wan):
    """The application reviewed with its four papers and agreed, outside the plan with a reason."""
    life.hand_in("project_review")
    told = {"chapter_in_paper": "是", "chapter_in_design": "是", "basic_kind": "不是"}
    life.record("project_review.accept", "done", facts=told)
    life.record(
        "project_review.decision", "agreed", facts={"estimate_amount": str(wan)},
        override_reason="市政府已批示。",
    )  # fmt: skip
    return life


def examined(life):
    """The technical review of seven topics."""
    life.row(
        "expert_review", title="初设评审", kind="技术评审", conclusion="通过",
        held_on=life.clock.now.date().isoformat(),
    )  # fmt: skip
    life.record("technical_review.experts", "agreed")
    life.record("technical_review.opinion", "agreed", facts=SEVEN)
    return life


def budgeted(life, wan):
    """The performance goals and the five costs, finance's report."""
    for indicator, weight in (("系统可用率", "60"), ("活跃用户", "40")):
        life.row("performance_goal", indicator=indicator, target="95", weight=weight)
    life.row(
        "review_line", item="平台软件", cost="系统集成造价", declared=str(wan), reviewed=str(wan)
    )
    life.hand_in("budget_review")
    life.record("budget_review.submit", "done", facts={"in_procurement": "是"})
    life.record("budget_review.finance", "agreed", facts={"reviewed_amount": str(wan)})
    return life


def ready(world, name="智慧水利", wan=680, major="否", **more):
    """A project whose budget has been reviewed; `more` is said in its application."""
    life = papers(funded(world.project(name, wan, **more), wan, major), wan)
    return budgeted(examined(agreed(life, wan)), wan)


def contract(life, wan, kind="建设实施", **more):
    """A contract with three years of operation in it."""
    day = life.clock.now.date().isoformat()
    given = {"om_from": "2025-12-01", "om_until": "2028-12-01", **more}
    return life.row(
        "contract", number=f"{kind}-{life.project.id}", kind=kind, signed_on=day, party="建设公司",
        credit_code=CREDIT_CODES[1], amount=str(wan), **given,
    )  # fmt: skip


def building(world, name="智慧水利", wan=680, major="否", **more):
    """The same under construction."""
    life = ready(world, name, wan, major, **more)
    tender = life.row(
        "procurement", title="平台", kind="建设实施", method="公开招标", budget=str(wan)
    )
    life.record("tender_check.check", "done", tender)
    signed = contract(life, wan)
    life.row("contract_item", parent=signed, item="平台软件", quantity="1", price="6000000")
    life.record("contract_check.check", "done", signed)
    life.record("construction_start.start", "done")
    return life


def initially_accepted(life):
    """Goods with papers, custom software third_party, the unit's own acceptance."""
    day = life.clock.now.date().isoformat()
    life.row("delivery_item", item="防火墙", kind="硬件产品", quantity="1", has_paper="是")
    third_party(life, "定制开发软件", day)
    life.hand_in("initial_acceptance")
    life.record("initial_acceptance.accept", "agreed", facts={"has_custom_software": "是"})
    return life


def third_party(life, kind, day):
    return life.row(
        "third_party_test", kind=kind, body="省软件评测中心", qualification="CNAS", result="合格",
        report_number=f"JC-{kind}", tested_on=day,
    )  # fmt: skip


def applied_for_acceptance(life):
    life.hand_in("completion")
    facts = {"platform_connected_on": life.clock.now.date().isoformat()}
    life.record("completion.apply", "done", facts=facts)
    return life


def accepted(life):
    """Initial acceptance, application with eight papers, the bureau's acceptance."""
    applied_for_acceptance(initially_accepted(life))
    life.record("completion.accept", "agreed", facts={"refused_changes_made": "否"})
    return life


def audit_round(world, year=2025):
    return world.bureau.row("audit_round", owned=False, year=str(year), title=f"{year}年度审计安排")


def under(parent, life):
    """A row below another that names a project."""
    return Owner(project_id=life.project.id, parent_id=parent.id)
