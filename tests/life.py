"""The life of projects at a desk in few words: every step with what a careful office would fill."""

from datetime import date
from decimal import Decimal

from desktop_app.domain.record import Subject
from desktop_app.domain.register import Owner
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.reserve_pool.materials import hand_in_all
from desktop_app.use_cases.reserve_pool.steps import record_step, steps_now
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.use_cases.standing.step_entry import StepEntry

PREREVIEW = {"prereview_necessity": "充分", "prereview_feasibility": "可行"}
CREDIT_CODES = ("91341700MA2N000014", "91341700MA2N000027", "91341700MA2N00003A")
RECORDED = {
    "is_cross_department": False,
    "uses_platform": True,
    "is_video_surveillance": False,
    "involves_data": True,
}
ACCEPTED = {
    "sharing_chapter_opinion": "符合要求",
    "deploy_network": "电子政务外网",
    "law_compliance": "均已逐项说明并符合",
}
PLAIN_BUILDING = {"has_civil_works": "否", "is_high_energy": "否"}
SIX_TOPICS = {
    "topic_basis": "充分",
    "topic_necessity": "充分",
    "topic_feasibility": "充分",
    "topic_intensive_up": "符合",
    "topic_sharing_up": "符合",
    "topic_reuse": "符合",
}
STARTED = {
    "implementing_body": "信息中心",
    "responsible_person": "赵某",
    "responsible_post": "主任",
    "responsible_phone": "0566-5020001",
    "management_rules": "是",
    "security_measures": "同步",
    "supervision_exempt": "规模小，由本单位管理",
}
FIVE_ASPECTS = {
    "accept_security": "合格",
    "accept_funds": "合格",
    "accept_archives": "合格",
    "accept_sharing": "合格",
    "accept_cryptography": "合格",
}
OFFICES = {"cyberspace": "县委网信办", "planning": "县发展改革委", "finance": "县财政局"}


class Life:
    """One subject and its project, driven through the use cases from the application on."""

    def __init__(self, desk, clock, project=None):
        self.desk = desk
        self.clock = clock
        self.project = project
        self.subject = Subject("project", project.id) if project else None

    def on(self, *day):
        """The desk's day from here on."""
        self.clock.turn_to(date(*day))
        return self

    def record(self, step, outcome, subject=None, **more):
        """A signed step with a document number of its own."""
        where = subject or self.subject
        with self.desk.workspace.read() as view:
            numbered = f"县数〔{self.clock.now.year}〕{view.steps.count() + 1}号"
        more = {"document_number": numbered, "opinion": "同意。", **more}
        return record_step(self.desk, where, StepEntry(step, outcome, signer="负责人甲", **more))

    def row(self, register, *, parent=None, owned=True, owner=None, **cells):
        """A row of a register, of the project unless it stands elsewhere; gives it as a subject."""
        place = owner or Owner(
            project_id=self.project.id if owned and self.project else None,
            parent_id=parent.id if parent else None,
        )
        return Subject("entry", save_entry(self.desk, EntryDraft(register, cells, place)))

    def correct(self, row, why="核对后更正", **cells):
        """Other cells for a row."""
        save_entry(self.desk, EntryDraft("", cells, entry_id=row.id, reason=why))

    def hand_in(self, procedure, subject=None):
        """Every paper the procedure asks for."""
        hand_in_all(self.desk, (subject or self.subject,), procedure)

    # -- what can be seen

    def course(self, subject=None):
        with self.desk.workspace.read() as view:
            course = course_of(self.desk, view, subject or self.subject)
            # Worked out while the view is open.
            course.verdicts, course.duties, dict(course.facts)
            return course

    def verdicts(self, subject=None):
        """Every check of a subject that is judged now, by id."""
        return {verdict.rule: verdict for verdict in self.course(subject).verdicts}

    def before(self, procedure, subject=None):
        """The checks that stand at the first step of a procedure not begun yet, by id."""
        with self.desk.workspace.read() as view:
            course = course_of(self.desk, view, subject or self.subject)
            return {v.rule: v for step in course.first_steps(procedure) for v in step.verdicts}

    def duties(self, subject=None):
        """Every duty by date of a subject, by id."""
        return {duty.id: duty for duty in self.course(subject).duties}

    def turn(self, subject=None):
        """The steps that may be recorded now, by reference."""
        return {step.reference: step for step in steps_now(self.desk, subject or self.subject)}

    def steps_of(self, procedure, subject=None):
        """The running or last case of a procedure as it stands."""
        with self.desk.workspace.read() as view:
            course = course_of(self.desk, view, subject or self.subject)
            return course.view(course.history.cases_of(procedure)[-1])

    def clauses(self, step, subject=None):
        """What a step of the pack rests on."""
        procedure, _, path = step.partition(".")
        pack = self.course(subject).pack
        found = next(flat.step for flat in pack.steps_of(procedure) if flat.path == path)
        return pack.clauses(found.rows or pack.procedure(procedure).rows)

    def now(self):
        """The project as it is."""
        with self.desk.workspace.read() as view:
            return view.projects.get(self.project.id)

    def entry(self, row):
        """A row as it is."""
        with self.desk.workspace.read() as view:
            return view.registers.get(row.id)

    def digest(self):
        with self.desk.workspace.read() as view:
            return view.content_digest()

    # -- stages

    def enter_pool(self, why="金额已核实。"):
        self.hand_in("pool_entry")
        self.record("pool_entry.prereview", "agreed", facts=PREREVIEW, override_reason=why)
        return self

    def enter_plan(self):
        plan_for((self,))
        return self

    def add_outside_plan(self):
        self.hand_in("addition")
        self.record("addition.prereview", "agreed", facts=PREREVIEW)
        self.record("addition.government", "agreed")
        return self

    def designed(self, wan, number="SJ-1"):
        """The papers of a design: estimate, catalogue, expert review, who designed it."""
        line = {"kind": "定制开发", "quantity": "1"}
        rest = str(Decimal(str(wan)) - 10)
        self.row("estimate_line", order="1", item="平台软件", price=rest, **line)
        self.row(
            "estimate_line", order="2", item="等保测评", kind="安全与密码", quantity="1",
            price="10", is_security="是",
        )  # fmt: skip
        self.row(
            "project_catalogue", code=f"M-{self.project.id}", name=f"{self.project.name}目录",
            item="编号", share_type="无条件共享",
        )  # fmt: skip
        self.reviewed("专家论证评审")
        self.row(
            "contract", number=number, kind="咨询设计", party="县内设计公司", amount="0",
            signed_on=self.clock.now.date().isoformat(), credit_code=CREDIT_CODES[0],
            ip_clause="第6条", legal_person="钱某", address="池州",
        )  # fmt: skip
        return self

    def reviewed(self, kind, experts=3):
        review = self.row(
            "expert_review", title=kind, kind=kind, conclusion="通过",
            held_on=self.clock.now.date().isoformat(),
        )  # fmt: skip
        for name in ("张一", "李二", "王三")[:experts]:
            self.row("review_expert", parent=review, name=name, unit="市信息中心", role="成员")

    def approve_merged(self, wan):
        self.hand_in("merged_approval")
        self.record("merged_approval.accept", "done", facts={**PLAIN_BUILDING, **ACCEPTED})
        facts = {"estimate_amount": str(wan), "planned_yearly_om": "20"}
        self.record("merged_approval.decision", "agreed", facts=facts)
        return self

    def contracted(self, wan, number="HT-1", party="建设公司", code=CREDIT_CODES[1]):
        """Tendered, signed and filed; gives the contract."""
        today = self.clock.now.date().isoformat()
        tender = self.row(
            "procurement", title=f"采购{number}", kind="建设实施", method="公开招标",
            notice_on=today, requirement="独立法人", ip_clause="第7条",
            conditions_reviewed="没有排他性、指向性条件",
        )  # fmt: skip
        for source in ("甲店", "乙店", "丙店"):
            self.row("price_quote", item=number, source=source, price="30000", quoted_on=today)
        self.record("tender_review.review", "done", tender)
        contract = self.row(
            "contract", number=number, name="平台合同", kind="建设实施", signed_on=today,
            party=party, credit_code=code, legal_person="孙某", address="合肥", amount=str(wan),
            has_price_list="是", ip_clause="第7条", has_interfaces="是",
            free_until="2030-12-31", has_subcontract="否",
        )  # fmt: skip
        self.row("contract_item", parent=contract, item="平台软件", quantity="1", price="3500000")
        self.hand_in("contract_filing", contract)
        self.record("contract_filing.file", "filed", contract)
        return contract

    def start(self):
        self.record("construction_start.start", "done", facts=STARTED)
        return self

    def tried(self, *ended):
        """A trial run from today to a day."""
        self.record("trial_run.start", "done")
        self.on(*ended)
        self.record("trial_run.end", "done")
        return self

    def initially_accepted(self):
        self.hand_in("initial_acceptance")
        self.record("initial_acceptance.accept", "agreed")
        return self

    def accepted_by_unit(self):
        self.record("unit_acceptance.accept", "agreed", facts=FIVE_ASPECTS)
        return self

    def applied_for_acceptance(self):
        self.hand_in("bureau_acceptance")
        self.record("bureau_acceptance.apply", "done")
        self.record("bureau_acceptance.organise", "done")
        self.reviewed("验收专家组")
        return self

    def accepted_by_bureau(self):
        self.applied_for_acceptance()
        facts = {**FIVE_ASPECTS, "acceptance_departments": "县财政局、县委网信办"}
        self.record("bureau_acceptance.conclude", "agreed", facts=facts)
        return self

    def archived(self):
        self.hand_in("archive_acceptance")
        self.record("archive_acceptance.opinion", "agreed")
        return self


def plan_for(lives, year=2025):
    """Applied for, reviewed by three offices, listed, agreed above, settled, issued; the plan."""
    first = lives[0]
    for life in lives:
        life.record("plan_entry.apply", "done", facts={"plan_year": str(year)})
    edition = str(first.project.id)
    plan = first.row("plan", owned=False, year=str(year), edition=edition, title=f"{year}年计划")
    for life in lives:
        _reviewed_item(life, plan)
    for office in OFFICES:
        first.record(f"annual_plan.{office}", "done", plan)
    for step, outcome in (("list", "done"), ("city", "agreed"), ("province", "agreed")):
        first.record(f"annual_plan.{step}", outcome, plan)
    first.record("annual_plan.government", "agreed", plan, facts={"plan_meeting": "常务会议"})
    first.record("annual_plan.issue", "issued", plan)
    return plan


def _reviewed_item(life, plan):
    wan = str(Decimal(life.project.amounts["declared"]) / 1_000_000)
    results = {"decision": "列入", "city_result": "同意", "province_result": "同意"}
    name = life.project.name
    life.row("plan_item", parent=plan, project_name=name, asked=wan, planned_amount=wan, **results)
    signed = {"signer": "某", "signed_on": life.clock.now.date().isoformat()}
    for label in OFFICES.values():
        life.row("plan_opinion", parent=plan, office=label, opinion="同意", **signed)
