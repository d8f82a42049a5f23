"""The built-in catalogue of facts: what the program knows about an application by itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from desktop_app.rules.schema.facts import FactType
from desktop_app.rules.verdict import JsonValue
from desktop_app.values.decisions import SIMILARITY_DECISIONS

Choice = tuple[str, str]
"""Id and Chinese label."""


@dataclass(frozen=True)
class FactSpec:
    """One fact: name, type, label, unit and choices; `origin` says who states it."""

    name: str
    type: FactType
    label: str
    subject: str = "project"
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    origin: Literal["builtin", "recorded", "step", "column", "counted"] = "builtin"
    """column = of a register's entry, counted = over the entries of a register."""
    fiscal: frozenset[str] = frozenset()
    """Choices that are fiscal money, for sources of money."""
    is_required: bool = False
    """The step where it is asked cannot be recorded without it."""
    hint: str = ""
    """What to mind when filling it in, as the pack says it."""
    personal: str | None = None
    """How a personal value is written (the format of its column): shown masked by it; None: of
    no person."""
    is_long: bool = False
    """A text of several lines."""
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    """Bounds of a number, both included; None: there is none."""


def bounds_text(spec: FactSpec) -> str:
    """The bounds of a number in words, e.g. `0 到 100`; empty where there are none."""
    if spec.at_least is None and spec.at_most is None:
        return ""
    low, high = ("不限" if each is None else f"{each:f}" for each in (spec.at_least, spec.at_most))
    return f"{low} 到 {high}"


@dataclass(frozen=True)
class FactValue:
    """A fact as known now; None = missing.

    Money is whole 分, a date ISO text, an exact decimal a text such as `0.15`, `choices` a tuple.

    `source` says where it came from, e.g. `储备库申报表 第12行`.
    """

    value: JsonValue
    source: str = ""
    tell: Callable[[], tuple[str, ...]] = field(default=tuple, compare=False, repr=False)
    """Puts into lines what a computed value is made of; a list does not ask."""

    @property
    def extra(self) -> tuple[str, ...]:
        """Lines that explain a computed value, e.g. the projects a sum is made of."""
        return self.tell()


Facts = Mapping[str, FactValue]


def _choices(text: str) -> tuple[Choice, ...]:
    pairs = (item.split("=") for item in text.split())
    return tuple((key, label) for key, label in pairs)


UNIT_KINDS = _choices(
    "department=县直部门 township=乡镇 subdistrict=街道 development_zone=开发区"
    " affiliated=直属机构 stationed=驻地单位 state_company=国有企业 institution=事业单位"
    " enterprise=企业 other=其他"
)
OWNER_TYPES = _choices(
    "party=党的机关 congress=人大机关 administration=行政机关 cppcc=政协机关"
    " supervision=监察机关 court=审判机关 procuratorate=检察机关 mass=群团"
    " authorised=授权组织 other=其他"
)
NATURES = _choices("new=新建 upgrade=升级改造 continuing=续建 om=运维 service=购买服务")
CATEGORIES = _choices(
    "network=电子政务网络平台 business=业务信息系统 resource=信息资源库"
    " security=信息安全基础设施 infrastructure=电子政务基础设施"
    " standards=电子政务标准化体系 support=相关支撑体系"
)
INFRASTRUCTURE_KINDS = _choices("data_centre=数据中心 machine_room=机房 video=视频监控 other=其他")
FUNDING_SOURCES = _choices(
    "county=县级财政资金 transfer=上级转移支付资金 pooled=统筹基建资金 own=单位自有资金"
    " company=企业投资 other=其他资金"
)
FISCAL_SOURCES = frozenset({"county", "transfer", "pooled"})
BY_REFERENCE_KINDS = _choices(
    "none=不属于 embedded=其他财政建设项目内含 company=企事业单位投资供部门使用"
    " own_money=事业单位自有资金通用类"
)
SUPERIOR_OPINIONS = _choices("agreed=同意 refused=不同意 none=未出具")
CITY_RESULTS = _choices("passed=通过 returned=退回 none=未反馈")

APPLICATION_FACTS = (
    FactSpec("nature", "choice", "建设性质", choices=NATURES),
    FactSpec("category", "choice", "系统类别", choices=CATEGORIES),
    FactSpec("infrastructure_kind", "choice", "基础设施类型", choices=INFRASTRUCTURE_KINDS),
    FactSpec(
        "funding_source", "choices", "资金来源", choices=FUNDING_SOURCES, fiscal=FISCAL_SOURCES
    ),
    FactSpec("has_fiscal_funding", "bool", "使用财政资金"),
    FactSpec("funding_total", "money", "资金来源合计"),
    FactSpec("funding_difference", "money", "资金合计与申报金额之差"),
    FactSpec("goal", "text", "建设目标"),
    FactSpec("content", "text", "建设内容"),
    FactSpec("route", "text", "技术路线"),
    FactSpec("data_needed", "text", "数据需求"),
    FactSpec("by_reference_kind", "choice", "参照执行情形", choices=BY_REFERENCE_KINDS),
    FactSpec("is_classified", "bool", "涉密项目"),
    FactSpec("is_cross_department", "bool", "跨部门项目"),
    FactSpec("involves_data", "bool", "涉及数据资源"),
    FactSpec("catalogue_count", "integer", "数据目录条数", unit="条"),
    FactSpec("is_video_surveillance", "bool", "公共场所视频监控"),
    FactSpec("video_statement", "bool", "视频资源整合共享说明"),
    FactSpec("uses_platform", "bool", "依托省市一体化平台"),
    FactSpec("sector_design", "text", "行业统筹设计"),
    FactSpec("innovation", "text", "创新点"),
    FactSpec("reuse", "text", "可复用成果"),
    FactSpec("applied_on", "date", "申报日期"),
    FactSpec("year", "integer", "申报年度", unit="年"),
    FactSpec("project_code", "text", "项目编号"),
    FactSpec("parent_project", "text", "原项目编号"),
)
AMOUNT_FACTS = (
    FactSpec("declared_amount", "money", "申报金额"),
    FactSpec("planned_amount", "money", "计划安排金额"),
    FactSpec("feasibility_amount", "money", "可研金额"),
    FactSpec("estimate_amount", "money", "概算金额"),
    FactSpec("reviewed_amount", "money", "评审审定金额"),
    FactSpec("contract_amount", "money", "合同金额"),
    FactSpec("paid_amount", "money", "支付金额"),
    FactSpec("settled_amount", "money", "决算金额"),
    FactSpec("county_amount", "money", "县级投资额"),
    FactSpec("route_amount", "money", "投资额（确定办理路线）"),
)
UNIT_FACTS = (
    FactSpec("unit_kind", "choice", "单位类型", choices=UNIT_KINDS),
    FactSpec("owner_type", "choice", "机关类别", choices=OWNER_TYPES),
    FactSpec("unit_title", "text", "项目单位名称"),
    FactSpec("superior_title", "text", "主管部门名称"),
    FactSpec("has_superior", "bool", "有主管部门"),
    FactSpec("superior_opinion", "choice", "主管部门意见", choices=SUPERIOR_OPINIONS),
    FactSpec("submitted_by_superior", "bool", "由主管部门统一申报"),
)
SURROUNDING_FACTS = (
    FactSpec("similar_family_count", "integer", "本系统近12个月相似申报", unit="个"),
    FactSpec("similar_family_sum", "money", "相似申报合计（含本项目）"),
    FactSpec("split_lines_crossed", "integer", "合计达到而单项未达到的金额线", unit="条"),
    FactSpec("split_part_count", "integer", "正式拆分的其他部分", unit="个"),
    FactSpec("split_part_sum", "money", "正式拆分各部分投资额合计（含本项目）"),
    FactSpec("similar_elsewhere_count", "integer", "其他单位相似申报", unit="个"),
    FactSpec("similar_elsewhere_top", "integer", "其他单位最高相似度", unit="分"),
    FactSpec("similar_system_count", "integer", "相似的已建系统", unit="个"),
    FactSpec("duplicate_data_count", "integer", "与他处重复的数据项", unit="项"),
    FactSpec("parked_line_gap", "money", "距最近金额线的差额"),
    FactSpec("parked_line_name", "text", "最近的金额线"),
    FactSpec("parked_below_line", "bool", "紧贴金额线以下"),
    FactSpec("similarity_decided", "bool", "相似申报已作决定"),
    FactSpec("similarity_decision", "choice", "相似申报的决定", choices=SIMILARITY_DECISIONS),
)
STATE_BEFORE = "state_before"
"""The state a row of a register took the project out of, while it lasts."""
COURSE_FACTS = (
    FactSpec("in_pool_on", "date", "入库日期"),
    FactSpec("city_result", "choice", "市级审核备案结果", choices=CITY_RESULTS),
    FactSpec("need_adopted", "bool", "需求已明确统筹单位", subject="need"),
)
TAKEN_OVER_ON, OLDER_REGIME, PAST_PAPERS = "taken_over_on", "older_regime", "past_papers"
TAKING_OVER_FACTS = (
    FactSpec(TAKEN_OVER_ON, "date", "历史补录日期"),
    FactSpec(OLDER_REGIME, "text", "原适用办法"),
    FactSpec(PAST_PAPERS, "text", "补录的文号"),
)
"""What is known of a project that was taken over in mid-life."""
BUILTIN_FACTS: tuple[FactSpec, ...] = (
    *APPLICATION_FACTS,
    *AMOUNT_FACTS,
    *UNIT_FACTS,
    *SURROUNDING_FACTS,
    *COURSE_FACTS,
    *TAKING_OVER_FACTS,
)
"""Facts every pack may use without declaring them."""


COMPARED_FACTS = frozenset(spec.name for spec in SURROUNDING_FACTS)
"""Facts that come from holding an application against everything around it."""


def by_name(specs: Iterable[FactSpec]) -> dict[str, FactSpec]:
    """Look-up table of facts by name."""
    return {spec.name: spec for spec in specs}


def material_fact(procedure: str, material: str) -> str:
    """Name of the fact that a material of a procedure was handed in (已交)."""
    return f"material.{procedure}.{material}"
