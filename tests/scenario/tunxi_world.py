"""A district with one subject of every kind, so that every paper of its pack can be printed."""

from datetime import date

from desktop_app.domain.record import Subject
from desktop_app.domain.register import Owner
from desktop_app.use_cases.own_facts import record_facts
from tests.scenario.tunxi import (
    GROUNDS,
    REPORT,
    SCORES,
    TAKEN_IN,
    THIRD_PARTY,
    TOPICS,
    TunxiLife,
    tunxi_plan,
)

DAY = "2024-11-04"
VIDEO = {"is_video_surveillance": True, "video_statement": True, "is_cross_department": True}


class World:
    """What is there, by the kind of subject a paper is about."""

    def __init__(self, district):
        self.district = district
        self.hand = TunxiLife(district.desk, district.clock)
        self.made = {"unit": [Subject("unit", district.office.unit("区教育局"))]}
        built, plan = self._built()
        added, outside = self._added(), self._outside()
        self.made["project"] = [each.subject for each in (built, added, *outside)]
        self.made["plan"] = [plan]
        self.made["need"] = [self._need()]
        self._registers(built)

    def _built(self):
        """300.00 in the plan, approved, built, accepted, evaluated."""
        district = self.district
        life = district.project("智慧校园综合平台", 300).enter_pool().on(2024, 10, 8)
        plan = tunxi_plan((life,))
        life.on(2024, 11, 4).approved(300)
        self.made["expert_review"] = [life.reviewed("绩效评审")]
        self.made["procurement"] = [life.tendered("设备采购", 10)]
        self.made["contract"] = [life.contracted(286)]
        life.start().on(2024, 12, 20).record("yearly_report.evaluate", "done", facts=REPORT)
        self.made["change"] = [
            life.row(
                "change", number="BG-1", title="换型", decided_on="2024-12-20", moved="10",
                delta="0", case="技术方案完善优化", goal_unchanged="是", is_needed="是",
            )
        ]  # fmt: skip
        asked = {"extension_reason": "设备到货迟。", "extension_until": "2025-11-30"}
        life.on(2025, 3, 3).completed()
        life.record("acceptance_extension.apply", "done", facts=asked)
        life.hand_in("initial_acceptance")
        life.on(2025, 4, 1).record("initial_acceptance.accept", "agreed")
        life.tried(2025, 5, 6).hand_in("archive_acceptance")
        life.record("archive_acceptance.opinion", "agreed")
        life.shared()
        self._settled(life)
        life.accepted().record("final_acceptance.file", "filed")
        life.record("operation.start", "done")
        life.on(2026, 7, 1).hand_in("self_evaluation")
        life.record("self_evaluation.evaluate", "done", facts=SCORES)
        return life, plan

    def _settled(self, life):
        """The change approved, so that acceptance may go on."""
        row = self.made["change"][0]
        for step in ("review", "decision"):
            life.record(f"change_approval.{step}", "agreed", row)

    def _added(self):
        """600.00 of urgent video with an isolated system, up to its merged papers."""
        district = self.district
        life = district.project("天网应急补点", 600, unit="屯溪公安分局", recorded=VIDEO)
        life.hand_in("addition")
        life.record("addition.apply", "done", facts=GROUNDS, override_reason="金额已核实。")
        life.reviewed("增补论证")
        life.reviewed(THIRD_PARTY, 0, about="建议书")
        while turn := [step for step in life.turn() if step.startswith("addition.")]:
            facts = TOPICS if turn[0].endswith("upward.report") else {}
            life.record(turn[0], "reported" if facts else "agreed", facts=facts)
        life.designed(600).hand_in("merged_approval")
        facts = {**TAKEN_IN, "is_isolated": "是", "early_work_ready": "是"}
        life.record("merged_approval.accept", "done", facts=facts)
        life.reviewed(THIRD_PARTY, 0)
        day = life.clock.now.date().isoformat()
        self.made["change"].append(
            life.row("change", number="BG-2", title="加点", decided_on=day, moved="5", delta="0",
                     case="技术方案完善优化")
        )  # fmt: skip
        for role, unit in (("牵头", "屯溪公安分局"), ("参建", "区城管局")):
            life.row("participant", unit=unit, role=role, content=f"{unit}的部分")
        return life

    def _outside(self):
        """Projects that take the other ways: small, above, by reference, operation, a township."""
        make = self.district.project
        upper = make("省级统建接入", 80, recorded={"uses_platform": False, "is_cross_level": True})
        own = make("园区楼宇", 26, unit="区产投集团", recorded={"by_reference_kind": "company"})
        om = make("平台运维", 30, nature="om", unit="区城管局")
        town = make("便民服务一体机", 20, unit="黎阳镇人民政府")
        small = make("停车诱导", 30, unit="区城管局").enter_pool()
        record_facts(self.district.desk, upper.subject, {"is_isolated": "是"})
        small.hand_in("scheme_approval")
        taken = {"facts": TAKEN_IN, "override_reason": "紧急。"}
        small.record("scheme_approval.accept", "done", **taken)
        listed = make("阳光厨房", 60, unit="区城管局").enter_pool()
        listed.record("plan_entry.apply", "done", facts={"plan_year": "2027"})
        large = make("应急指挥", 500, unit="区城管局").added()
        large.designed(500).taken_in("feasibility_approval")
        amount = {"feasibility_amount": "500"}
        large.record("feasibility_approval.decision", "agreed", facts=amount)
        large.hand_in("design_approval")
        large.record("design_approval.accept", "done", facts=TAKEN_IN)
        return upper, own, om, town, small, listed, large

    def _need(self):
        life = self.district.project("便民大厅改造", 15, unit="老街街道办事处")
        life.record("conversion.convert", "done")
        with self.district.desk.workspace.read() as view:
            return Subject("need", view.needs.first().id)

    def _registers(self, built):
        """A row of every register a paper is about, and a system."""
        district, hand = self.district, self.hand
        unit = Owner(unit_id=built.project.unit_id, project_id=built.project.id)
        fault = district.fault("区教育局", "校园安防", "没有按要求共享或重复采集")
        with district.desk.workspace.begin(district.desk.act("seed", "登记系统")) as uow:
            system = uow.systems.add(name="校园安防", unit_id=built.project.unit_id).id
        named = {"year": "2026", "dated": DAY}
        self.made |= {
            "system": [Subject("system", system)],
            "finding": [fault],
            "inspection": [hand.row(
                "inspection", owner=unit, title="共享检查", inspected_on=DAY, office="区数据资源局",
                area="政务数据共享",
            )],
            "data_request": [hand.row("data_request", owner=unit, item="验收资料", asked_on=DAY)],
            "fund_record": [hand.row(
                "fund_record", owned=False, number="Z-1", title="年初预算", kind="收入",
                amount="1000", **named,
            )],
            "om_request": [hand.row(
                "om_request", owner=unit, year="2026", title="运维", system="校园安防", amount="9",
            )],
            "development_plan": [hand.row(
                "development_plan", owned=False, title="信息化建设规划", from_year="2026",
                to_year="2030", edition="1", summary="调研二十个部门。",
            )],
            "department_plan": [hand.row(
                "department_plan", owner=Owner(unit_id=built.project.unit_id), title="教育规划",
                received_on=DAY,
            )],
            "meeting": [hand.row(
                "meeting", owned=False, title="协商会", kind="协商机制会议", held_on=DAY,
            )],
        }  # fmt: skip


FIRST = date(2024, 9, 2)
