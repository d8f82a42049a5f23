"""A county whose papers can all be printed: projects walked through their lives, a yearly plan of
twelve, contracts, changes, inspections with findings, a meeting, systems, requests."""

from datetime import date
from types import SimpleNamespace

from desktop_app.domain.project import FundingLine
from desktop_app.domain.record import Subject
from desktop_app.domain.register import Owner
from desktop_app.use_cases import regulations
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.reserve_pool.materials import hand_in_all
from desktop_app.use_cases.reserve_pool.steps import note_findings, record_step
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.values.money import fen_from_wan
from tests.county import Office

STATED = {
    "by_reference_kind": "none",
    "is_cross_department": False,
    "uses_platform": True,
    "is_video_surveillance": False,
    "involves_data": True,
}
LONG_UNIT = "县九华河流域生态环境和水旱灾害防御综合指挥调度管理服务中心"
LONG_NAME = (
    "公共文化数字化服务平台和数字图书馆总分馆通借通还系统及“城乡一体”基层综合性文化服务中心"
    "数字化提升改造工程（一期）"
)
EXPERTS = (
    "周立群", "陈思远", "吴昊天", "欧阳文静", "赵堃", "买买提·吐尔逊江",
    "钱𬭎", "孙柏松", "李若溪", "郑国强", "王安石", "冯骥",
)  # fmt: skip
"""Twelve, one with a long name, one with a rare character."""
LONG_CONTENT = (
    "建设统一的事件受理、分拨、督办和评价流程，汇聚城管、公安、住建、水利、应急等八个部门的"
    "感知数据；建设事件库、部件库、人员库三类基础库；开发移动端和大屏端；完成与市级“一网统管”"
    "平台、县级大数据平台的对接；改造指挥中心机房和会商系统；配套网络安全和密码应用。"
)
ESTIMATE = (
    ("事件受理分拨系统", "development", "1", "168.5", "含流程引擎、工单、督办、评价"),
    ("基础库和数据治理", "data", "1", "96", "三类基础库，八个部门数据接入"),
    ("移动端和大屏端", "development", "1", "72.3", "安卓、鸿蒙、苹果三端"),
    ("应用服务器", "hardware", "6", "8.2", "2×32核，512GB内存，国产处理器"),
    ("数据库软件", "software", "2", "18.6", "国产集群版，含三年授权"),
    ("政务云资源", "cloud", "1", "31.25", "按批复的资源规格租用一年"),
    ("系统集成", "integration", "1", "45", ""),
    ("等保测评和密码评估", "security", "1", "28", "三级等保、商用密码应用安全性评估"),
    ("安全设备", "security", "4", "11.125", "防火墙、堡垒机、日志审计、签名验签"),
    ("监理", "supervision", "1", "18.4", ""),
    ("设计", "design", "1", "21.85", ""),
    ("培训", "training", "1", "6", "各部门操作人员二百人次"),
    ("预备费", "reserve", "1", "61.8", ""),
)  # fmt: skip
"""Sums to 680.00 万元."""
MANY_LINES = 65
"""Of the small project's estimate: a list of several pages."""
OTHERS = (
    ("智慧教育云平台升级改造", "县教育局", "upgrade", 380),
    ("公安合成作战平台", "县公安局", "new", 460),
    (LONG_NAME, LONG_UNIT, "new", 150),
    ("数字图书馆和总分馆通借通还系统", "县图书馆", "upgrade", 96.5),
    ("开发区企业服务平台", "县开发区管委会", "service", 120),
    ("城市生命线安全监测平台（续建）", "县城市管理局", "continuing", 820),
    ("政务内网运行维护", "县公安局", "om", 60),
    ("城乡公交一体化智能调度系统", "县建投集团", "new", 188),
    ("农村智慧广播扩容", "县文旅局", "upgrade", 45.6),
    ("中小学食堂互联网阳光厨房", "县教育局", "new", 199.99),
    ("燃气管网监测", "县城市管理局", "new", 210),
)


class World:
    """The county with the names of what was made in it."""

    def __init__(self, desk, clock):
        self.desk = desk
        self.clock = clock
        self.office = Office(desk)
        self.made = SimpleNamespace()
        self.number = 0

    def on(self, *day):
        self.clock.turn_to(date(*day))

    def subject(self, project):
        return Subject("project", project.id)

    def record(self, subject, step, outcome, **more):
        """A signed step with a document number of its own."""
        self.number += 1
        more.setdefault("document_number", f"县数〔{self.clock.now.year}〕{self.number}号")
        more.setdefault("signer", "刘建国")
        more.setdefault("opinion", "同意。")
        return record_step(self.desk, subject, StepEntry(step, outcome, **more))

    def hand_in(self, procedure, subject):
        """Every paper the procedure asks for."""
        hand_in_all(self.desk, (subject,), procedure)

    def row(self, register, *, parent=None, project=None, of_unit=None, system=None, **cells):
        """A row of a register; gives it as a subject."""
        owner = Owner(project, of_unit, system, parent.id if parent else None)
        return Subject("entry", save_entry(self.desk, EntryDraft(register, cells, owner)))

    def apply(self, name, unit, nature, wan, **recorded):
        money = (FundingLine("county", fen_from_wan(wan)),)
        return self.office.apply(
            name,
            unit=unit,
            wan=wan,
            nature=nature,
            funding=recorded.pop("funding", money),
            recorded={**STATED, **recorded.pop("stated", {})},
            **recorded,
        )


def build(desk, clock):
    """The whole county."""
    world = World(desk, clock)
    for part in (_office, _pool, _plan, _approval, _building, _others, _oversight, _acceptance):
        part(world)
    return world


def _office(world):
    world.on(2024, 9, 2)
    since = {"since": date(2024, 9, 1), "reason": "局务会议定", "signer": "负责人甲"}
    regulations.sign_reading(world.desk, "reading.change_sum", "cumulative", **since)
    regulations.sign_reading(world.desk, "reading.county_investment", "total", **since)
    with world.desk.workspace.begin(world.desk.act("seed", "登记系统")) as uow:
        uow.units.add(name="县数据资源管理局", kind="department", phone="0566-5021234")
        uow.units.add(name=LONG_UNIT, kind="institution", contact="联系人", phone="0566-5020033")
        police = uow.units.first(name="县公安局").id
        world.made.system = Subject(
            "system", uow.systems.add(name="视频图像综合应用平台", unit_id=police).id
        )


def _pool(world):
    world.on(2024, 9, 10)
    made, office = world.made, world.office
    made.project = office.apply(
        "县域“一网统管”平台（一期）",
        unit="县城市管理局",
        wan=680,
        goal="实现城市运行“一屏观全域、一网管全城”，事件处置时长压减三成。",
        content=LONG_CONTENT,
        route="微服务架构，部署在政务云，国产数据库和中间件，统一身份认证。",
        data_needed="人口、法人、地理空间基础库，公安视频，住建部件，水利监测数据。",
        funding=(
            FundingLine("county", fen_from_wan(580)),
            FundingLine("transfer", fen_from_wan(100)),
        ),
        recorded={**STATED, "is_cross_department": True},
    )
    made.others = [
        world.apply(
            name,
            unit,
            nature,
            wan,
            submitting_unit_id=office.unit("县文旅局") if unit == "县图书馆" else None,
            stated={"superior_opinion": "agreed", "parent_project": "QY-2022-011"},
        )
        for name, unit, nature, wan in OTHERS
    ]
    made.township = world.apply("智慧乡镇便民服务平台", "杜村乡人民政府", "new", 80)
    made.reference = office.apply(
        "新建医院楼宇智能化",
        unit="县建投集团",
        wan=112,
        funding=(FundingLine("own", fen_from_wan(112)),),
        recorded={"by_reference_kind": "embedded", "parent_project": "县人民医院新院区建设项目"},
    )
    made.returned = office.apply("档案数字化加工", unit="县教育局", wan=38, route="")
    made.added = world.apply("应急指挥视频会商系统", "县公安局", "new", 520)
    made.exception = world.apply(
        "公安信息网专用平台",
        "县公安局",
        "new",
        300,
        stated={
            "uses_platform": False,
            "platform_reason": "部署在公安信息网，按规定不得与电子政务外网互联",
        },
    )
    world.record(
        world.subject(made.returned),
        "pool_entry.prereview",
        "returned",
        opinion="技术路线没有写，请补充后重报。",
    )
    world.on(2024, 9, 20)
    for project in (made.project, *made.others, made.exception):
        world.record(
            world.subject(project),
            "pool_entry.prereview",
            "agreed",
            facts={"prereview_necessity": "充分", "prereview_feasibility": "可行"},
            override_reason="单位已说明，分别申报。",
        )
    world.record(world.subject(made.township), "conversion.convert", "done")


def _plan(world):
    """The plan of 2025 with twelve projects in agenda order."""
    made = world.made
    world.on(2024, 10, 8)
    planned = (made.project, *made.others)
    for project in planned:
        subject = world.subject(project)
        world.record(subject, "city_filing.report", "reported", document_number="县数报〔2024〕9号")
        world.record(subject, "plan_entry.apply", "done", facts={"plan_year": "2025"})
    made.plan = world.row(
        "plan", year="2025", edition="1", title="2025年度政务信息化项目建设计划", ceiling="2800"
    )
    made.items = [
        world.row("plan_item", parent=made.plan, project=project.id, **_item(order, project))
        for order, project in enumerate(planned, start=1)
    ]
    for project in planned:
        for office in ("县委网信办", "县发展改革委", "县财政局"):
            _opinion(world, project, office)
    for step in ("cyberspace", "planning", "finance", "list"):
        world.record(made.plan, f"annual_plan.{step}", "done")
    world.on(2024, 11, 5)
    world.record(made.plan, "annual_plan.city", "agreed", document_number="池数函〔2024〕31号")
    world.on(2024, 11, 20)
    world.record(made.plan, "annual_plan.province", "agreed", document_number="皖数函〔2024〕88号")
    world.on(2024, 12, 16)
    world.record(
        made.plan,
        "annual_plan.government",
        "agreed",
        facts={"plan_meeting": "县政府第71次常务会议"},
    )
    world.record(made.plan, "annual_plan.issue", "issued", document_number="青数〔2024〕46号")


def _item(order, project):
    wan = project.declared_fen // 1_000_000 if project.declared_fen % 1_000_000 == 0 else None
    asked = str(wan) if wan is not None else f"{project.declared_fen / 1_000_000:g}"
    cells = {
        "order": str(order),
        "project_name": project.name,
        "asked": asked,
        "planned_amount": asked,
        "decision": "列入",
        "city_result": "同意",
        "province_result": "同意",
        "score": f"{96 - 2.5 * order:g}",
    }
    if order == 2:  # cut
        return {
            **cells,
            "decision": "核减列入",
            "planned_amount": "350",
            "reason": "大屏规模偏大，核减30万元",
        }
    if order in (9, 12):
        late = {
            "decision": "暂缓",
            "planned_amount": "0",
            "reason": "前期工作不够深入，待补充论证后再议",
        }
        return {**cells, **late, "city_result": "", "province_result": ""}
    if order == 11:
        out = {"decision": "不列入", "planned_amount": "0", "reason": "与市级阳光厨房平台重复"}
        return {**cells, **out, "city_result": "", "province_result": ""}
    return cells


def _opinion(world, project, office):
    is_cut = office == "县财政局" and project is world.made.others[0]
    cells = {
        "opinion": "调整金额后同意",
        "amount": "350",
        "comment": "大屏规模偏大，建议核减30万元",
    }
    world.row(
        "plan_opinion",
        parent=world.made.plan,
        project=project.id,
        office=office,
        signer="某某",
        signed_on="2024-10-08",
        **(cells if is_cut else {"opinion": "同意", "amount": ""}),
    )


def _approval(world):
    """The big project through both papers and both reviews above; experts, quotes, catalogue."""
    made = world.made
    subject = made.subject = world.subject(made.project)
    world.on(2025, 2, 10)
    _participants(world, made.project)
    made.review = _review(world, made.project, "可行性研究报告专家论证", "2025-02-08")
    world.hand_in("feasibility_approval", subject)
    world.record(
        subject,
        "feasibility_approval.accept",
        "done",
        facts={"has_civil_works": "否", "is_high_energy": "否"},
    )
    world.on(2025, 2, 20)
    world.record(
        subject, "feasibility_approval.decision", "agreed", facts={"feasibility_amount": "695"}
    )
    world.on(2025, 3, 17)
    _estimate(world, made.project)
    _catalogue(world, made.project)
    _review(world, made.project, "初步设计方案专家评审", "2025-03-14")
    world.hand_in("design_approval", subject)
    world.record(
        subject,
        "design_approval.accept",
        "done",
        facts={
            "sharing_chapter_opinion": "符合要求",
            "deploy_network": "电子政务外网",
            "law_compliance": "均已逐项说明并符合",
        },
        override_reason="委托有资质的设计单位编制。",
    )
    topics = ("basis", "necessity", "feasibility", "intensive_up", "sharing_up", "reuse")
    world.record(
        subject,
        "design_approval.upward.report",
        "reported",
        facts={f"topic_{each}": "met" for each in topics},
    )
    world.on(2025, 3, 28)
    world.record(
        subject, "design_approval.upward.city", "agreed", document_number="池数函〔2025〕12号"
    )
    world.on(2025, 4, 10)
    world.record(
        subject,
        "design_approval.upward.province",
        "agreed",
        document_number="皖数函〔2025〕47号",
        facts={"province_remarks": "同意。请加强与省一体化平台的数据共享。"},
    )
    world.on(2025, 4, 16)
    facts = {"estimate_amount": "680", "planned_yearly_om": "40"}
    note_findings(world.desk, subject, "design_approval.decision", facts)
    world.record(
        subject,
        "design_approval.decision",
        "agreed",
        facts=facts,
        override_reason="分工表已逐项比对，没有重复。",
    )


def _participants(world, project):
    for unit, role, content in (
        ("县城市管理局", "牵头", "平台总体建设，事件受理分拨"),
        ("县公安局", "参建", "视频资源接入和目录级联"),
        ("县教育局", "参建", "校园周边部件普查"),
    ):
        world.row(
            "participant",
            project=project.id,
            unit=unit,
            role=role,
            content=content,
            business_flow="事件上报、分拨、处置、反馈",
            data_flow="部门业务库经县大数据平台汇聚",
            interface="目录级联接口、工单接口",
        )


def _review(world, project, title, day, kind="专家论证评审", names=EXPERTS):
    review = world.row(
        "expert_review",
        project=project.id,
        title=title,
        kind=kind,
        held_on=day,
        place="县行政中心301会议室",
        conclusion="通过",
        opinion="专家组听取了汇报，审阅了材料，经质询讨论，认为：建设依据充分，目标明确，方案可行，"
        "投资估算基本合理。建议：一是细化与市级平台的接口；二是补充密码应用方案；三是核减重复的硬件。",
    )
    for place, name in enumerate(names):
        world.row(
            "review_expert",
            parent=review,
            name=name,
            unit="安徽省大数据中心" if place % 2 else "池州学院大数据与人工智能学院",
            role="组长" if place == 0 else "成员",
            field="软件工程" if place % 2 else "网络安全",
            committee="省评审专家委员会" if place % 2 else "市评审专家委员会",
        )
    return review


def _estimate(world, project):
    with world.desk.workspace.read() as view:
        pack = course_of(world.desk, view, world.subject(project)).pack
    kinds = {c.id: c.label for f in pack.register("estimate_line").field for c in f.choices}
    for order, (item, kind, quantity, price, spec) in enumerate(ESTIMATE, start=1):
        world.row(
            "estimate_line",
            project=project.id,
            order=str(order),
            item=item,
            kind=kinds[kind],
            quantity=quantity,
            price=price,
            spec=spec,
            unit_name="台" if kind == "hardware" else "项",
            is_security="是" if kind == "security" else "否",
        )


def _catalogue(world, project):
    for place, name in enumerate(("城市事件信息", "城市部件信息", "网格人员信息"), start=1):
        world.row(
            "project_catalogue",
            project=project.id,
            code=f"341723-CG-{place:03}",
            name=name,
            item="编号、名称、位置、所属网格、状态、更新时间",
            source_system="一网统管平台",
            share_type="有条件共享",
            frequency="每日",
        )


def _building(world):
    """Procurement, contract with items, start, progress, two changes, payments."""
    made, subject = world.made, world.made.subject
    project = made.project.id
    world.on(2025, 6, 10)
    for item, prices in (
        ("应用服务器", (82000, 83500, 81800)),
        ("安全设备", (111000, 112500, 110900)),
    ):
        for source, price in zip(("浪潮合肥代理", "华为池州代理", "政采云"), prices, strict=True):
            world.row(
                "price_quote",
                project=project,
                item=item,
                spec="国产处理器，三年原厂维保",
                source=source,
                price=str(price),
                quoted_on="2025-04-21",
            )
    made.procurement = world.row(
        "procurement",
        project=project,
        title="县域“一网统管”平台（一期）采购",
        kind="建设实施",
        method="公开招标",
        budget="640",
        notice_number="QYXCG-2025-031",
        notice_on="2025-04-28",
        opened_on="2025-05-20",
        winner="安徽某某信息技术股份有限公司",
        price="618",
        requirement="具有独立承担民事责任的能力；具有履行合同所必需的设备和专业技术能力。",
        conditions_reviewed="没有排他性、指向性条件",
        ip_clause="第十二条",
    )
    world.record(made.procurement, "tender_review.review", "done")
    made.contract = world.row(
        "contract",
        project=project,
        number="QYCG-HT-2025-018",
        name="县域“一网统管”平台（一期）建设合同",
        kind="建设实施",
        signed_on="2025-06-06",
        party="安徽某某信息技术股份有限公司",
        credit_code="91341700MA2N000014",
        legal_person="王立新",
        amount="618",
        starts_on="2025-06-16",
        ends_on="2025-12-15",
        has_price_list="是",
        ip_clause="第十二条",
        has_interfaces="是",
        free_until="2030-12-31",
        has_subcontract="否",
    )
    for item, kind, quantity, price, _ in ESTIMATE[:9]:
        world.row(
            "contract_item",
            parent=made.contract,
            item=item,
            spec="见合同附件",
            unit_name="台" if kind == "hardware" else "项",
            quantity=quantity,
            price=f"{float(price) * 9500:g}",
        )
    world.hand_in("contract_filing", made.contract)
    world.record(made.contract, "contract_filing.file", "filed", override_reason="没有分包。")
    duties = {
        "实施进度": "程立",
        "建设质量": "程立",
        "网络安全": "许明",
        "资金使用": "胡静",
        "资产管理": "胡静",
        "运行维护": "许明",
    }
    for duty, person in duties.items():
        world.row("responsibility", project=project, duty=duty, person=person, post="副局长")
    world.on(2025, 6, 16)
    world.record(
        subject,
        "construction_start.start",
        "done",
        facts={
            "implementing_body": "县城市管理局信息中心",
            "responsible_person": "程立",
            "responsible_post": "副局长",
            "responsible_phone": "0566-5020011",
            "management_rules": "是",
            "security_measures": "同步",
            "supervision_exempt": "建设单位有专职技术人员，由本单位管理",
        },
    )
    world.on(2025, 9, 2)
    for month, percent, paid in (("2025-06-30", "10", "185.4"), ("2025-07-31", "35", "185.4"),
                                 ("2025-08-31", "60", "370.8")):  # fmt: skip
        world.row(
            "progress", project=project, month=month, percent=percent, paid=paid,
            done="完成平台主体开发和三个部门的数据接入，移动端上架内测。",
        )  # fmt: skip
    world.row("platform_report", project=project, kind="开工建设", reported_on="2025-06-20",
              receipt="AH-2506-7781", figures="开工日期2025年6月16日")  # fmt: skip
    for place, paid_on in enumerate(("2025-06-25", "2025-08-20"), start=1):
        world.row("payment", parent=made.contract, voucher=f"ZF-{place}", paid_on=paid_on,
                  amount="185.4")  # fmt: skip
    made.change = _change(world, "BG-1", "增加防汛监测接入", "60", "技术方案完善优化", "2025-08-01")
    for item, before, after in (("基础库和数据治理", "96", "126"), ("预备费", "61.8", "31.8")):
        world.row("change_line", parent=made.change, item=item, before=before, after=after)
    world.hand_in("change_filing", made.change)
    world.record(made.change, "change_filing.file", "filed")
    made.second = _change(
        world, "BG-2", "移动端增加市民随手拍", "41.5", "业务发展框架内调整", "2025-09-01"
    )
    world.row(
        "change_line", parent=made.second, item="移动端和大屏端", before="72.3", after="93.05"
    )
    world.row("change_line", parent=made.second, item="系统集成", before="45", after="24.25")
    world.hand_in("change_approval", made.second)
    world.record(made.second, "change_approval.review", "agreed")
    world.on(2025, 9, 15)
    world.record(
        made.second, "change_approval.government", "agreed", document_number="青政秘〔2025〕77号"
    )


def _change(world, number, title, moved, case, day):
    return world.row(
        "change", project=world.made.project.id, number=number, title=title, decided_on=day,
        moved=moved, delta="0", case=case, goal_unchanged="是", is_needed="是", filed_on=day,
        reason="现场调研后，主管部门要求把防汛监测一并纳入，避免重复建设。",
    )  # fmt: skip


def _acceptance(world):
    """Initial acceptance, trial run with a longer term, archives, acceptance, evaluation."""
    made, subject = world.made, world.made.subject
    world.on(2026, 1, 20)
    world.hand_in("initial_acceptance", subject)
    world.record(subject, "initial_acceptance.accept", "agreed")
    world.on(2026, 1, 21)
    world.record(subject, "trial_run.start", "done")
    world.record(
        subject,
        "acceptance_extension.apply",
        "done",
        facts={"extension_reason": "市级平台接口调整，须联调", "extension_until": "2026-06-30"},
    )
    world.record(
        subject,
        "acceptance_extension.reply",
        "agreed",
        document_number="青数函〔2026〕6号",
        facts={"extension_granted_until": "2026-06-30"},
    )
    world.on(2026, 5, 22)
    world.record(
        subject, "trial_run.extension", "noted",
        facts={"trial_reason": "汛期前后两种工况都要验证，三个月不够。"},
    )  # fmt: skip
    world.record(subject, "trial_run.end", "done")
    for order, title in enumerate(
        ("可研批复", "初设批复", "中标通知书", "建设合同", "竣工图和操作手册"), 1
    ):
        world.row(
            "archive_item", project=made.project.id, order=str(order), title=title,
            number=f"青数〔2025〕{order}号", author="县数据资源管理局", dated="2025-04-16",
            phase="立项审批", pages=str(order * 7), copies="2", is_electronic="是",
        )  # fmt: skip
    world.on(2026, 6, 3)
    world.hand_in("archive_acceptance", subject)
    world.record(subject, "archive_acceptance.opinion", "agreed")
    world.hand_in("bureau_acceptance", subject)
    world.record(subject, "bureau_acceptance.apply", "done")
    world.record(subject, "bureau_acceptance.organise", "done")
    _review(world, made.project, "竣工验收", "2026-06-08", kind="验收专家组")
    world.on(2026, 6, 8)
    aspects = ("security", "funds", "archives", "sharing", "cryptography")
    world.record(
        subject,
        "bureau_acceptance.conclude",
        "agreed",
        facts={
            **{f"accept_{each}": "合格" for each in aspects},
            "acceptance_departments": "县委网信办、县财政局、县档案局、县委办公室",
        },
        opinion="验收组同意通过竣工验收。",
    )
    world.on(2027, 7, 12)
    world.hand_in("self_evaluation", subject)
    world.record(
        subject,
        "self_evaluation.evaluate",
        "done",
        facts={
            "score_application": "90", "score_sharing": "82", "score_collaboration": "85",
            "score_benefit": "88",
            "evaluation_problems": "部分部门数据更新不及时，已约定更新频率。",
        },
    )  # fmt: skip
    for step in ("bureau_receipt", "finance_receipt"):
        world.record(subject, f"self_evaluation.{step}", "noted")
    world.record(subject, "self_evaluation.closed", "done")
    world.record(
        subject,
        "post_evaluation.evaluate",
        "done",
        facts={"post_body": "安徽某某工程咨询有限公司", "post_score": "86",
               "post_findings": "随手拍月活跃用户偏低。"},
    )  # fmt: skip


def _others(world):
    """A small project accepted by its unit, a service, an addition, an exception."""
    made, office = world.made, world.office
    world.on(2025, 9, 16)
    made.added = world.subject(made.added)
    prereview = {"prereview_necessity": "充分", "prereview_feasibility": "可行"}
    world.hand_in("addition", made.added)
    world.record(made.added, "addition.prereview", "agreed", facts=prereview)
    world.record(made.added, "addition.government", "agreed", document_number="青政秘〔2025〕80号")
    _review(world, made.exception, "平台例外专业评审", "2025-09-12", kind="平台例外专业评审")
    made.service = world.subject(made.others[4])
    world.hand_in("service_approval", made.service)
    answers = {
        "sharing_chapter_opinion": "符合要求",
        "deploy_network": "电子政务外网",
        "law_compliance": "均已逐项说明并符合",
    }
    world.record(
        made.service, "service_approval.accept", "done", facts=answers,
        override_reason="委托有资质的设计单位编制。",
    )  # fmt: skip
    _small(world, made.others[2], answers)
    made.unit = Subject("unit", office.unit("县城市管理局"))
    made.needs = [Subject("need", need.id) for need in _needs(world)]


def _needs(world):
    with world.desk.workspace.read() as view:
        return view.needs.all()


def _small(world, project, answers):
    """150.00 万元: one merged paper, built, accepted by the unit itself and filed."""
    made = world.made
    subject = made.small = world.subject(project)
    works = {"has_civil_works": "否", "is_high_energy": "否"}
    for place in range(1, MANY_LINES + 1):  # 130.00 together
        world.row(
            "estimate_line", project=project.id, order=str(place), item=f"第{place}功能模块",
            kind="定制开发", quantity="1", price="2", is_security="否", spec=LONG_CONTENT[:40],
        )  # fmt: skip
    world.row(
        "estimate_line", project=project.id, order=str(MANY_LINES + 1), item="密码应用",
        kind="安全与密码", quantity="1", price="20", is_security="是",
    )  # fmt: skip
    world.row(
        "project_catalogue", project=project.id, code="341723-WH-001", name="文化场馆信息",
        item="名称、地址、开放时间", share_type="无条件共享",
    )  # fmt: skip
    _review(world, project, "合并编报文本专家论证", "2025-09-10", names=EXPERTS[5:8])
    world.hand_in("merged_approval", subject)
    reason = {"override_reason": "委托有资质的设计单位编制。"}
    world.record(subject, "merged_approval.accept", "done", facts={**answers, **works}, **reason)
    amounts = {"estimate_amount": "150", "planned_yearly_om": "8"}
    world.record(subject, "merged_approval.decision", "agreed", facts=amounts)
    _small_bought(world, project)
    _small_built(world, subject)


def _small_bought(world, project):
    made = world.made
    world.on(2025, 9, 26)
    procured = world.row(
        "procurement", project=project.id, title="公共文化平台采购", kind="建设实施",
        method="竞争性磋商",
        notice_number="QYXCG-2025-077", notice_on="2025-09-18", opened_on="2025-09-24",
        winner="池州某某科技有限公司", price="146", ip_clause="第九条",
        requirement="具有独立承担民事责任的能力", conditions_reviewed="没有排他性、指向性条件",
    )  # fmt: skip
    contract = world.row(
        "contract", project=project.id, number="QYCG-HT-2025-031", name="公共文化平台合同",
        kind="建设实施", signed_on="2025-09-26", party="池州某某科技有限公司",
        credit_code="91341700MA2N000027", amount="146", starts_on="2025-09-28",
        ends_on="2025-12-28", has_price_list="是", ip_clause="第九条", has_interfaces="否",
        has_subcontract="否",
    )  # fmt: skip
    world.row("contract_item", parent=contract, item="平台软件", quantity="1", price="1460000")
    world.hand_in("contract_filing", contract)
    world.record(contract, "contract_filing.file", "filed", override_reason="没有分包。")
    made.small_procurement = procured


def _small_built(world, subject):
    world.record(
        subject,
        "construction_start.start",
        "done",
        facts={
            "implementing_body": "县文化馆", "responsible_person": "姚文", "management_rules": "是",
            "responsible_post": "馆长", "responsible_phone": "0566-5020022",
            "security_measures": "同步",
            "supervision_exempt": "建设单位有专职技术人员，由本单位管理",
        },
    )  # fmt: skip
    world.on(2025, 9, 28)
    world.record(subject, "trial_run.start", "done")
    world.on(2025, 12, 28)
    world.record(subject, "trial_run.end", "done")
    world.on(2026, 1, 5)
    world.hand_in("archive_acceptance", subject)
    world.record(subject, "archive_acceptance.opinion", "agreed")
    world.hand_in("unit_acceptance", subject)
    aspects = ("security", "funds", "archives", "sharing", "cryptography")
    world.record(
        subject, "unit_acceptance.accept", "agreed",
        facts={f"accept_{each}": "合格" for each in aspects},
    )  # fmt: skip
    world.record(subject, "unit_acceptance.file", "filed")


def _oversight(world):
    """Inspection with findings, sanctions, publicity, a meeting, plans, requests, systems."""
    made, office = world.made, world.office
    world.on(2026, 1, 12)
    education = office.unit("县教育局")
    made.inspection = world.row(
        "inspection", of_unit=education, title="2025年度政务信息化项目专项检查",
        inspected_on="2026-01-08", office="县数据资源管理局、县财政局", area="建设资金使用",
        result="抽查三个项目的合同、付款和验收资料，发现一个项目未及时备案合同。",
    )  # fmt: skip
    made.finding = world.row(
        "finding", of_unit=education, project=made.others[0].id,
        title="合同签订后三个月没有备案", source="监督检查", found_on="2026-01-08",
        facts="2025年9月签订的智慧教育云平台建设合同，至检查之日没有报备。",
        clause="二(三)4", cause="主观原因", due_on="2026-01-31",
    )  # fmt: skip
    world.record(made.finding, "rectification.notice", "issued", document_number="青数〔2026〕2号")
    made.second_finding = world.row(
        "finding", of_unit=education, title="信息化资产没有登记", source="审计",
        found_on="2026-01-08", due_on="2026-02-28", clause="二(六)2",
        facts="抽查的一百二十台终端没有登记卡。",
    )  # fmt: skip
    _meeting(world)
    made.publicity = world.row(
        "publicity", title="2025年度政务信息化项目建设计划", kind="年度计划",
        arisen_on="2026-01-09", place="县政府网站信息公开栏目", published_on="2026-01-10",
        until="2026-01-16", text="2025年度政务信息化项目建设计划已经县政府确定，共九个项目。",
    )  # fmt: skip
    made.development = world.row(
        "development_plan", title="青阳县数字政府建设规划", from_year="2026", to_year="2028",
        edition="1", partners="县发展改革委、县财政局",
        summary="走访二十三个部门，征集需求一百一十六条，归并为三十一项任务。",
    )  # fmt: skip
    made.department = world.row(
        "department_plan", of_unit=education, title="青阳县教育数字化三年行动计划",
        received_on="2026-01-06", content="建设教育云平台，统一校园视频接入。", alignment="衔接",
        alignment_reason="与本县规划第三章一致，视频接入县公安平台。",
    )  # fmt: skip
    made.request = world.row(
        "om_request", of_unit=education, year="2026", title="智慧教育云平台运维",
        amount="38.6", last_year="35.2", scheme="驻场两人，七乘二十四小时响应。",
        platforms="部署在政务云，接入统一身份认证。",
    )  # fmt: skip
    for code, item, quantity, price in (
        ("YW-01", "驻场运维", "24", "12000"), ("YW-07", "应用软件维护", "1", "98000"),
    ):  # fmt: skip
        world.row(
            "om_line", parent=made.request, service_code=code, item=item, quantity=quantity,
            price=price,
        )  # fmt: skip
    for month, used in (("2025-11-30", "62"), ("2025-12-31", "71")):
        world.row(
            "resource_usage", system=made.system.id, month=month, cloud_quota="128",
            cloud_used=used, users="463", calls="182300",
        )  # fmt: skip
    world.row(
        "security_test", system=made.system.id, kind="等级保护测评", tested_on="2025-10-22",
        level="三级", filing_number="34172300018", body="安徽某某测评有限公司",
        report_number="DB-2025-118", result="基本符合",
    )  # fmt: skip


def _meeting(world):
    made = world.made
    made.meeting = world.row(
        "meeting", title="2026年第一次政务信息化项目协商会议", kind="协商机制会议",
        held_on="2026-01-15", time="上午9:00", place="县行政中心301会议室", chair="刘建国",
        recorder="经办人甲", summary="会议听取了2025年度项目进展情况，研究了验收和整改事项。",
    )  # fmt: skip
    matters = (
        (
            "县域“一网统管”平台（一期）试运行安排",
            made.project,
            "同意转入试运行，汛前完成验证。",
            "县城市管理局",
        ),
        ("公共文化数字化服务平台验收备案", made.others[2], "予以备案。", LONG_UNIT),
        ("智慧教育云平台合同备案整改", made.others[0], "月底前补报合同，按期整改。", "县教育局"),
    )
    for order, (matter, project, decision, unit) in enumerate(matters, start=1):
        world.row(
            "meeting_item", parent=made.meeting, project=project.id, order=str(order),
            matter=matter, decision=decision, responsible=unit, due_on="2026-01-31",
        )  # fmt: skip
    people = [("刘建国", "县数据资源管理局", "局长", "成员", None),
              ("程立", "县城市管理局", "副局长", "成员", None),
              ("胡静", "县财政局", "股长", "列席", None)]  # fmt: skip
    people += [(name, "安徽省大数据中心", "高级工程师", "专家", "800") for name in EXPERTS]
    for name, unit, post, role, fee in people:
        world.row(
            "meeting_attendee", parent=made.meeting, name=name, unit=unit, post=post, role=role,
            is_present="是", **({"fee": fee} if fee else {}),
        )  # fmt: skip


def subjects_of(made, form):
    """Whom a form of the pack is printed for in this county."""
    fitting = {
        "scheme_opinion": [_of(made.reference)],
        "return_letter": [_of(made.returned)],
        "need_notice": [_of(made.township)],
        "pool_list": [_of(each) for each in (made.project, *made.others)],
        "city_report": [_of(made.exception)],
        "city_list": [_of(made.exception)],
        "plan_prereview_opinion": [_of(made.returned)],
        "addition_prereview_opinion": [made.added],
        "joint_review_sheet": [_of(made.others[0])],
        "proposal_reply": [made.added],
        "merged_approval_checklist": [made.small],
        "merged_reply": [made.small],
        "service_approval_checklist": [made.service],
        "service_reply": [made.service],
        "om_project_opinion": [_of(made.others[6])],
        "exception_opinion": [_of(made.exception)],
        "exception_report": [_of(made.exception)],
        "change_opinion": [made.second],
        "change_request": [made.second],
        "acceptance_filing_form": [made.small],
        "acceptance_filing_receipt": [made.small],
        "evaluation_summary": [made.subject, made.small],
        "finding_list": [made.finding, made.second_finding],
    }
    usual = {
        "project": [made.subject],
        "unit": [made.unit],
        "need": made.needs,
        "system": [made.system],
        "development_plan": [made.development],
        "department_plan": [made.department],
        "expert_review": [made.review],
        "om_request": [made.request],
    }
    kind = form.subject
    return fitting.get(form.id) or usual.get(kind) or [getattr(made, kind)]


def _of(project):
    return Subject("project", project.id)
