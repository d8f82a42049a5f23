"""Ways offices lay their workbooks out: titles, groups of columns, order and marks."""

from collections.abc import Mapping
from dataclasses import dataclass

TITLES = {
    "code": "项目编码",
    "name": "项目名称",
    "unit": "项目建设单位",
    "nature": "建设性质",
    "category": "项目类别",
    "infrastructure_kind": "基础设施类型",
    "by_reference_kind": "参照管理情形",
    "declared_amount": "申报金额",
    "funding.county": "县级财政资金",
    "funding.transfer": "上级转移支付资金",
    "funding.pooled": "统筹基建资金",
    "funding.own": "单位自有资金",
    "funding.company": "企业投资",
    "funding.other": "其他资金",
    "goal": "建设目标",
    "content": "主要建设内容",
    "route": "技术路线",
    "data_needed": "数据共享需求",
    "sector_design": "行业统筹设计",
    "shared_resources": "拟统筹利用的已有资源",
    "shared_data": "可共享的数据",
    "innovation": "创新点",
    "reuse": "可复用的省内成果",
    "catalogue_codes": "拟采集数据目录编码",
    "is_cross_department": "是否跨部门",
    "involves_data": "是否涉及数据",
    "is_video_surveillance": "是否视频监控",
    "video_statement": "是否附视频共享说明",
    "uses_platform": "是否依托统一平台",
    "platform_reason": "不依托平台原因",
    "superior_opinion": "主管部门意见",
    "parent_project": "所属项目",
    "is_classified": "是否涉密",
    "contact": "联系人",
    "phone": "联系电话",
    "note": "备注",
}
MONEY = tuple(key for key in TITLES if key == "declared_amount" or key.startswith("funding."))
LONG = (
    "goal", "content", "route", "data_needed", "sector_design", "shared_resources",
    "shared_data", "innovation", "reuse",
)  # fmt: skip
GROUPS = {
    "declared_amount": "资金情况",
    **dict.fromkeys(MONEY, "资金情况"),
    **dict.fromkeys(LONG, "建设方案"),
    "is_cross_department": "有关情况",
    "involves_data": "有关情况",
    "is_video_surveillance": "有关情况",
    "video_statement": "有关情况",
    "uses_platform": "有关情况",
}
RENAMED = {
    "name": "项目（场景）名称",
    "unit": "申报单位",
    "nature": "项目性质",
    "category": "类别",
    "declared_amount": "项目总投资",
    "goal": "项目目标",
    "content": "建设内容",
    "route": "主要技术路线",
    "data_needed": "共享需求",
    "sector_design": "行业顶层设计",
    "innovation": "创新引领",
    "contact": "项目联系人",
    "phone": "联系方式",
}


@dataclass(frozen=True)
class Layout:
    """How one office lays its workbook out."""

    titles: Mapping[str, str] | None = None
    moved: bool = False
    two_rows: bool = False
    counter: bool = True
    totals: bool = False
    foot: bool = True
    notes_above: bool = False
    cover_sheet: bool = False
    money: str = "number"
    """number | text | wide (full-width digits) | yuan (header and values in 元)."""
    dated: str = "chinese"
    """chinese | iso | dotted | cell (a real date beside its label)."""
    unit_beside: bool = False
    """The unit's name stands in the cell beside 填报单位."""
    font: str = "宋体"
    office: str = ""
    """xls | xlsx: written again by LibreOffice."""


LAYOUTS = {
    "plain": Layout(),
    "two_rows": Layout(two_rows=True, totals=True),
    "renamed": Layout(titles=RENAMED, moved=True, dated="iso"),
    "totals": Layout(totals=True, money="text", dated="dotted"),
    "notes": Layout(notes_above=True, cover_sheet=True, font="仿宋"),
    "wide": Layout(money="wide", dated="dotted", counter=False),
    "yuan": Layout(money="yuan", totals=True, dated="cell", unit_beside=True),
    "old": Layout(totals=True, office="xls", font="宋体"),
    "libre": Layout(two_rows=True, titles=RENAMED, office="xlsx", font="Noto Sans CJK SC"),
    "libre_plain": Layout(moved=True, totals=True, office="xlsx", foot=False),
}
