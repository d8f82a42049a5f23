"""Projects under the Dongying regulation, from the yearly round to the evaluation."""

from datetime import date
from decimal import Decimal

from tests.life import CREDIT_CODES
from tests.scenario.regime_world import World

UNITS = {
    "市卫生健康委": "department",
    "市水务局": "department",
    "市医疗保险中心": "institution",
    "利津县大数据局": "county",
}
APPLIED = {
    "by_reference_kind": "none",
    "budget_year": 2026,
    "urgent_kind": "none",
    "provincial_state": "省里没有同类系统",
    "unified_use": "apart",
    "is_cross_department": False,
    "involves_data": True,
    "is_classified": False,
}
REVIEWED = {"necessity": "充分", "feasibility": "可行", "urgency": "必须办"}
SCHEME = {
    "scheme_items": "六项都有",
    "opinion_followed": "是",
    "use_cloud": "使用",
    "use_network": "使用",
    "use_data_platform": "使用",
    "use_brain": "不涉及",
    "cloud_native": "是",
    "ipv6": "是",
    "ai_place": "没有人工智能应用",
    "mobile_place": "基于“爱山东”或“山东通”",
    "crypto_scheme": "方案已落实",
    "security_facilities": "是",
}
TOPICS = {
    "topic_compliance": "符合",
    "topic_technical": "可行",
    "topic_policy": "符合",
    "topic_estimate": "合理",
}
STARTED = {
    "implementing_body": "信息中心",
    "responsible_person": "王某",
    "own_rules": "是",
    "rule_procurement": "是",
    "rule_supervision": "是",
    "rule_contract": "是",
    "rule_security": "是",
    "rule_audit": "是",
}
TESTED = {
    "graded_level": "第三级",
    "graded_report": "DB-2026-1",
    "graded_on": "2026-10-10",
    "crypto_report": "MP-2026-1",
    "crypto_on": "2026-10-20",
    "emergency_plan": "是",
}
SIX_RIGHTS = dict.fromkeys(
    ("owns_source", "owns_data", "owns_copyright", "owns_patent", "owns_trademark", "owns_use"),
    "是",
)


class Dongying(World):
    """The bureau of Dongying; the round of 2026 runs in July and August 2025."""

    def __init__(self, folder, day=date(2025, 7, 10)):
        super().__init__(folder, "dongying-2024", day, UNITS)

    def call(self, year="2026", opens="2025-07-01", closes="2025-08-31"):
        """The round of a budget year as its notice says."""
        self.round = self.bureau.row(
            "application_round", owned=False, budget_year=year, title=f"{year}年度集中申报通知",
            opens_on=opens, closes_on=closes,
        )  # fmt: skip

    def project(self, name, wan, unit="市卫生健康委", **more):
        recorded = {**APPLIED, **more.pop("recorded", {})}
        return self.apply(name, wan, unit, recorded=recorded, **more)


def pooled(life):
    """Both offices agree, the project is in the pool."""
    life.hand_in("pool_entry")
    life.record("pool_entry.bureau", "agreed", facts=REVIEWED)
    life.record("pool_entry.finance", "agreed")
    life.record("pool_entry.enter", "done")
    return life


def passed(life, wan):
    """The scheme handed in, argued by three offices and passed at an estimate."""
    rest = str(Decimal(str(wan)) - 20)
    told = {"is_trusted": "是", "quantity": "1"}
    life.row("estimate_line", order="1", item="平台软件", kind="定制开发", price=rest, **told)
    life.row("estimate_line", order="2", item="密码机", kind="硬件购置", price="20", **told)
    life.hand_in("scheme")
    life.record("scheme.submit", "done", facts=SCHEME)
    for office in ("cyberspace", "police", "cryptography"):
        life.record(f"scheme.{office}", "agreed")
    life.record("scheme.decision", "agreed", facts={**TOPICS, "estimate_amount": str(wan)})
    return life


def proposed(life, wan):
    """Finance proposes the budget."""
    life.hand_in("budget")
    life.record("budget.send", "done", facts={"is_key_project": "否"})
    life.record("budget.propose", "agreed", facts={"reviewed_amount": str(wan)})
    return life


def listed(world, lives, ceiling="3000"):
    """The yearly list with these projects, agreed by the government and issued."""
    for life in lives:
        life.record("list_entry.suggest", "done", facts={"list_year": "2026"})
    plan = world.bureau.row(
        "plan", owned=False, year="2026", edition="1", title="2026年度市级政务数字化项目清单",
        ceiling=ceiling,
    )  # fmt: skip
    for life in lives:
        wan = str(Decimal(life.now().amounts["reviewed"]) / 1_000_000)
        life.row(
            "list_item", parent=plan, project_name=life.project.name, asked=wan,
            planned_amount=wan, urgency="必须办", decision="列入",
        )  # fmt: skip
    world.bureau.record("annual_list.finance", "agreed", plan)
    world.bureau.record("annual_list.suggest", "done", plan)
    world.bureau.record("annual_list.government", "agreed", plan)
    world.bureau.record("annual_list.issue", "issued", plan)
    return plan


def tendered(life, wan, **more):
    """A procurement whose lines are those of the scheme, found consistent."""
    today = life.clock.now.date().isoformat()
    rest = str(Decimal(str(wan)) - 20)
    tender = life.row(
        "procurement", title="平台采购", kind="建设实施", method="公开招标", budget=str(wan),
        sent_on=today, ip_clause="第5条", ip_six="是", **more,
    )  # fmt: skip
    for item, amount in (("平台软件", rest), ("密码机", "20")):
        life.row(
            "consistency_line", parent=tender, item=item, approved_item=item, quantity="1",
            approved_amount=amount, amount=amount,
        )  # fmt: skip
    life.hand_in("consistency", tender)
    return tender


def contracted(life, wan, *signed):
    """Signed on a day and filed; gives the contract."""
    contract = life.row(
        "contract", number=f"HT-{life.project.id}", name="平台合同", kind="建设实施",
        signed_on=date(*signed).isoformat(), party="建设公司", credit_code=CREDIT_CODES[1],
        amount=str(wan), starts_on=date(*signed).isoformat(), ends_on="2026-10-31",
        has_subcontract="否", **SIX_RIGHTS,
    )  # fmt: skip
    life.hand_in("contract_filing", contract)
    return contract


def issued(world, name="智慧水务", wan=680, unit="市水务局"):
    """A project on the issued list of 2026."""
    life = passed(pooled(world.project(name, wan, unit)), wan)
    life.on(2025, 10, 15)
    proposed(life, wan)
    life.on(2026, 2, 10)
    listed(world, [life])
    return life


def building(world, name="智慧水务", wan=680):
    """The same under construction, its contract of nine tenths filed."""
    life = issued(world, name, wan)
    life.on(2026, 3, 10)
    life.record("consistency.review", "agreed", tendered(life, wan))
    life.on(2026, 4, 1)
    contract = contracted(life, wan * 9 / 10, 2026, 4, 1)
    life.record("contract_filing.file", "filed", contract)
    life.record("construction_start.start", "done", facts=STARTED)
    return life


def checked(life):
    """The bureau's check before acceptance passed."""
    life.row(
        "archive_item", order="1", title="项目建设方案", pages="80", copies="1",
        is_electronic="是",
    )  # fmt: skip
    life.row(
        "project_catalogue", code=f"M-{life.project.id}", name="水务监测数据", item="水位",
        share_type="无条件共享", frequency="每日", pooled_on="2026-10-12", shared_on="2026-10-12",
    )  # fmt: skip
    life.hand_in("acceptance_check")
    life.record("acceptance_check.apply", "done", facts=TESTED)
    life.record("acceptance_check.check", "agreed", facts={"built_as_reviewed": "是"})
    return life
