"""A bureau under the Tunxi regulation, and the life of its projects in few words."""

from datetime import date
from decimal import Decimal

from desktop_app.domain.project import FundingLine
from desktop_app.domain.record import Subject
from desktop_app.domain.register import Owner
from desktop_app.use_cases import regulations
from desktop_app.use_cases.own_facts import record_facts
from desktop_app.use_cases.reserve_pool.materials import hand_in_material
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from desktop_app.values.money import fen_from_wan
from tests.county import HandClock, Office
from tests.life import CREDIT_CODES, FIVE_ASPECTS, Life

PACK = "tunxi-2023"
UNITS = {
    "区教育局": ("department", "administration"),
    "区城管局": ("department", "administration"),
    "区文旅局": ("department", "administration"),
    "屯溪公安分局": ("department", "administration"),
    "区产投集团": ("state_company", "other"),
    "黎阳镇人民政府": ("township", "administration"),
    "老街街道办事处": ("subdistrict", "administration"),
}
RECORDED = {
    "by_reference_kind": "none",
    "is_cross_department": False,
    "is_cross_level": False,
    "is_outside_office": False,
    "uses_platform": True,
    "is_video_surveillance": False,
    "involves_data": True,
}
REVIEWED = {"need_necessity": "充分", "need_feasibility": "可行"}
TAKEN_IN = {
    "has_civil_works": "否",
    "is_high_energy": "否",
    "sharing_chapter_opinion": "符合要求",
    "deploy_network": "电子政务外网",
    "law_compliance": "均已逐项说明并符合",
    "intensive_check": "已充分利用",
    "unified_above": "省、市没有统建",
    "is_isolated": "否",
    "needs_level_test": "是",
    "needs_crypto_test": "是",
    "needs_software_test": "否",
    "lifecycle_number": "AH-2024-001",
}
TOPICS = {"topic_intensive_up": "符合", "topic_sharing_up": "符合", "topic_feasibility_up": "充分"}
GROUNDS = {
    "addition_ground": "区委、区政府明确要求",
    "addition_number": "屯委专〔2024〕6号",
    "addition_urgency": "主汛期以前必须建成。",
}
STARTED = {
    "implementing_body": "信息中心",
    "responsible_person": "赵某",
    "responsible_post": "主任",
    "responsible_phone": "0559-2510001",
    "management_rules": "是",
    "security_measures": "同步",
}
REPORT = {
    "report_progress": "软件开发完成六成。",
    "report_money": "已支付三成。",
    "report_users": "界面需优化。",
    "report_supervisor": "进度正常。",
}
SCORES = {
    "score_application": "90",
    "score_sharing": "80",
    "score_collaboration": "85",
    "score_benefit": "88",
}
THIRD_PARTY, EXPERTS, POOL, ADDED = "第三方审查", "专家论证评审", "入库论证", "增补论证"


def found_district(folder, day):
    """A workspace under the Tunxi pack made on a day, with the units of the district."""
    clock = HandClock(day)
    create_workspace(
        folder, clock=clock, program="test", pack=PACK, office_name="屯溪区数据资源管理局",
        operator="经办人甲",
    )  # fmt: skip
    desk = open_desk(folder, clock=clock, program="test", operator="经办人甲")
    with desk.workspace.begin(desk.act("seed", "登记单位")) as uow:
        for name, (kind, owner) in UNITS.items():
            uow.units.add(
                name=name, kind=kind, owner_type=owner, contact="联系人", phone="0559-2510001"
            )
        above = uow.units.first(name="区文旅局")
        uow.units.add(name="区图书馆", kind="institution", superior_id=above.id)
    desk.workspace.close()


class District:
    """The desk of the district bureau with its clock."""

    def __init__(self, folder, day):
        self.clock = HandClock(day)
        self.desk = open_desk(folder, clock=self.clock, program="test", operator="经办人甲")
        self.office = Office(self.desk)

    def project(self, name, wan, unit="区教育局", **more):
        """A complete application in 万元; `share` is what the district pays of it."""
        recorded = {**RECORDED, **more.pop("recorded", {})}
        share = more.pop("share", wan)
        lines = {"county": share, "transfer": Decimal(str(wan)) - Decimal(str(share))}
        funding = tuple(FundingLine(k, fen_from_wan(v)) for k, v in lines.items() if v)
        more = {"funding": funding, **more}
        applied = self.office.apply(name, unit=unit, wan=wan, recorded=recorded, **more)
        return TunxiLife(self.desk, self.clock, applied)

    def found(self, name):
        """A project that is there already."""
        with self.desk.workspace.read() as view:
            return TunxiLife(self.desk, self.clock, view.projects.first(name=name))

    def sign(self, reading, option):
        """The head signs one of the readings."""
        regulations.sign_reading(
            self.desk, reading, option, since=self.clock.now.date(), reason="局务会",
            signer="负责人",
        )  # fmt: skip

    def limited(self, wan):
        """The limit of scattered purchase as the office has it from today."""
        regulations.set_setting(
            self.desk, "house.scattered_limit", str(wan), since=self.clock.now.date(),
            reason="省里公布的现行标准", signer="负责人",
        )  # fmt: skip

    def chosen(self, life, papers):
        """The head decides which papers a project draws up."""
        record_facts(self.desk, life.subject, {"route_papers": papers, "papers_reason": "局务会"})

    def fault(self, unit, system, restriction):
        """A finding about one system of a unit; gives the row."""
        cells = {
            "title": f"{system}的问题", "source": "监督检查", "restriction": restriction,
            "found_on": self.clock.now.date().isoformat(), "system": system, "facts": "接口关闭。",
            "clause": "第四十三条", "due_on": self.clock.now.date().isoformat(),
        }  # fmt: skip
        owner = Owner(unit_id=self.office.unit(unit))
        return TunxiLife(self.desk, self.clock).row("finding", owner=owner, **cells)

    def close(self):
        self.desk.workspace.close()


class TunxiLife(Life):
    """One project under the Tunxi regulation."""

    def reviewed(self, kind, experts=3, about=""):
        """A review with its experts, held today."""
        review = self.row(
            "expert_review", title=f"{about}{kind}{self.clock.now:%m%d}", kind=kind,
            conclusion="通过", held_on=self.clock.now.date().isoformat(), body="某某咨询公司",
        )  # fmt: skip
        for name in ("张一", "李二", "王三")[:experts]:
            self.row("review_expert", parent=review, name=name, unit="市信息中心", role="成员")
        return review

    def enter_pool(self, why="金额已核实。"):
        self.record("pool_entry.review", "agreed", facts=REVIEWED, override_reason=why)
        self.reviewed(POOL)
        self.record("pool_entry.argument", "agreed")
        self.record("pool_entry.decision", "agreed", override_reason=why)
        return self

    def enter_plan(self, year=2025):
        tunxi_plan((self,), year)
        return self

    def gone_up(self, procedure):
        """Reported, agreed by the city, then by the province."""
        self.record(f"{procedure}.upward.report", "reported", facts=TOPICS)
        self.record(f"{procedure}.upward.city", "agreed")
        self.record(f"{procedure}.upward.province", "agreed")
        return self

    def added(self):
        """The urgent addition up to its decision, by whatever way the amount sends it."""
        self.hand_in("addition")
        self.record("addition.apply", "done", facts=GROUNDS, override_reason="金额已核实。")
        self.reviewed(ADDED)
        self.reviewed(THIRD_PARTY, 0, about="建议书")
        while turn := [step for step in self.turn() if step.startswith("addition.")]:
            step = turn[0]
            facts = TOPICS if step.endswith("upward.report") else {}
            self.record(step, "reported" if facts else "agreed", facts=facts)
        return self

    def designed(self, wan):
        """The estimate with its tests, a catalogue, who designed it."""
        rest = str(Decimal(str(wan)) - 14)
        lines = (
            ("1", "平台软件", "定制开发", rest, "不是测评费用"),
            ("2", "等保测评", "测评检测", "8", "等级保护和测评"),
            ("3", "密评", "测评检测", "6", "密码应用评估"),
        )
        for order, item, kind, price, test in lines:
            self.row(
                "estimate_line", order=order, item=item, kind=kind, quantity="1", price=price,
                test=test,
            )  # fmt: skip
        self.row(
            "project_catalogue", code=f"M-{self.project.id}", name=f"{self.project.name}目录",
            item="编号", share_type="无条件共享", share_scope="各部门都可以用",
        )  # fmt: skip
        self.row(
            "contract", number=f"SJ-{self.project.id}", kind="咨询设计", party="设计公司",
            amount="0", signed_on=self.clock.now.date().isoformat(), credit_code=CREDIT_CODES[0],
            ip_clause="第6条", legal_person="钱某", address="黄山",
        )  # fmt: skip
        return self

    def taken_in(self, procedure, **facts):
        """Accepted, examined, argued, seen by the departments."""
        self.hand_in(procedure)
        taken = {**TAKEN_IN, **facts}
        if procedure == "merged_approval":
            taken["early_work_ready"] = "是"
        self.record(f"{procedure}.accept", "done", facts=taken)
        self.reviewed(THIRD_PARTY, 0)
        opinion = {"evaluator_sharing_opinion": "符合要求"}
        self.record(f"{procedure}.third_party", "done", facts=opinion)
        self.reviewed(EXPERTS)
        self.record(f"{procedure}.experts", "agreed")
        while seen := [s for s in self.turn() if s.startswith(f"{procedure}.departments.")]:
            self.record(seen[0], "agreed")
        return self

    def approved(self, wan, procedure="feasibility_approval", step="final_decision"):
        """From acceptance to the reply, with city and province where the amount asks for them."""
        self.designed(wan).taken_in(procedure)
        if f"{procedure}.upward.report" in self.turn():
            self.gone_up(procedure)
        self.record(f"{procedure}.{step}", "agreed", facts={"estimate_amount": str(wan)})
        return self

    def tendered(self, title, wan):
        """The procurement needs compared with the estimate and reviewed; then the notice."""
        tender = self.row(
            "procurement", title=title, kind="建设实施", method="公开招标", budget=str(wan),
            ip_clause="第7条",
        )  # fmt: skip
        self.row(
            "purchase_line", parent=tender, approved_item="平台软件", item="平台软件",
            quantity="1", amount=str(wan),
        )  # fmt: skip
        self.hand_in("demand_review", tender)
        self.record("demand_review.review", "agreed", tender)
        self.correct(tender, notice_on=self.clock.now.date().isoformat())
        return tender

    def contracted(self, wan, number="HT-1", party="建设公司", code=CREDIT_CODES[1]):
        """Reviewed, tendered, signed and filed, with a supervisor beside; gives the contract."""
        today = self.clock.now.date().isoformat()
        self.tendered(f"采购{number}", wan)
        contract = self.row(
            "contract", number=number, name="平台合同", kind="建设实施", signed_on=today,
            party=party, credit_code=code, legal_person="孙某", address="合肥", amount=str(wan),
            ip_clause="第7条", has_subcontract="否", is_joint="否",
        )  # fmt: skip
        self.row("contract_item", parent=contract, item="平台软件", quantity="1", price="1000000")
        self.row(
            "contract", number=f"JL-{number}", name="监理合同", kind="监理", signed_on=today,
            party="监理公司", credit_code=CREDIT_CODES[2], amount="3",
        )  # fmt: skip
        self.hand_in("contract_filing", contract)
        self.record("contract_filing.file", "filed", contract)
        return contract

    def start(self):
        self.record("construction_start.start", "done", facts=STARTED)
        return self

    def completed(self):
        self.record("completion.complete", "done")
        return self

    def tried(self, *ended):
        """A trial run from today to a day."""
        self.record("trial_run.start", "done")
        self.on(*ended)
        self.record("trial_run.end", "done")
        return self

    def shared(self):
        """The catalogue put on the city's platform, shared, and confirmed by the bureau."""
        today = self.clock.now.date().isoformat()
        with self.desk.workspace.read() as view:
            rows = [e.id for e in view.registers.of_register("project_catalogue")
                    if e.project_id == self.project.id]  # fmt: skip
        for key in rows:
            self.correct(Subject("entry", key), registered_on=today, shared_on=today)
        self.record("sharing_confirmation.confirm", "agreed")
        return self

    def papers(self, *but):
        """The six papers of acceptance except those named."""
        with self.desk.workspace.read() as view:
            pack = self.course().pack
            del view
        for material in pack.procedure("final_acceptance").material:
            if material.id not in but:
                hand_in_material(self.desk, self.subject, "final_acceptance", material.id)
        return self

    def accepted(self):
        """Applied for, organised, accepted and filed."""
        self.papers()
        self.record("final_acceptance.apply", "done")
        self.record("final_acceptance.organise", "done")
        self.reviewed("验收专家组")
        facts = {**FIVE_ASPECTS, "acceptance_departments": "区财政局、区委网信办"}
        self.record("final_acceptance.conclude", "agreed", facts=facts)
        return self

    def built(self, wan, *, contract=None):
        """From the plan to the beginning of the building."""
        self.approved(wan)
        self.contracted(contract or Decimal(str(wan)) - 14)
        return self.start()


def tunxi_plan(lives, year=2025):
    """Applied for, listed by rank, agreed by city and province, approved, issued and filed."""
    first = lives[0]
    for life in lives:
        life.record("plan_entry.apply", "done", facts={"plan_year": str(year)})
        if "plan_entry.police" in life.turn():
            life.record("plan_entry.police", "agreed")
    edition = str(first.project.id)
    plan = first.row("plan", owned=False, year=str(year), edition=edition, title=f"{year}年计划")
    results = {
        "decision": "列入",
        "city_result": "同意",
        "province_result": "同意",
        "origin": "新申请",
    }
    for rank, life in enumerate(lives, start=1):
        wan = str(Decimal(life.project.amounts["declared"]) / 1_000_000)
        life.row(
            "plan_item", parent=plan, project_name=life.project.name, asked=wan, rank=str(rank),
            planned_amount=wan, **results,
        )  # fmt: skip
    first.record("annual_plan.list", "done", plan)
    for step in ("city", "province", "government"):
        first.record(f"annual_plan.{step}", "agreed", plan)
    first.record("annual_plan.issue", "issued", plan)
    first.record("plan_filing.city", "reported", plan)
    first.record("plan_filing.province", "filed", plan)
    return plan


FIRST_DAY = date(2024, 9, 2)
