"""储备库申报表: one row per project a department applies for; money in 万元."""

from collections.abc import Mapping

from desktop_app.excel.sheet import Choices, ColumnKind, ColumnSpec, SheetSpec

FUNDING_PREFIX = "funding."
"""Keys of the funding columns are `funding.<source>`, one per choice of `funding_source`."""


# fmt: off
def reserve_pool_sheet(
    extra_columns: tuple[ColumnSpec, ...],
    choices: Mapping[str, Choices],
    units: tuple[str, ...] = (),
) -> SheetSpec:
    """The application sheet, with one money column per funding source and the pack's columns."""
    funding = _funding_columns(choices.get("funding_source", ()))
    columns = (
        *_identity_columns(choices, units),
        *funding,
        *_content_columns(),
        *_question_columns(choices),
        *extra_columns,
        ColumnSpec("note", "备注", ColumnKind.LONG_TEXT, width=20, max_length=1000),
    )
    keys = tuple(column.key for column in funding)
    return SheetSpec(
        id="reserve_pool",
        title="储备库申报表",
        version="1",
        columns=columns,
        key=("unit", "name"),
        unit_column="unit",
        notes=(
            "金额单位为万元，最多填到小数点后六位；各项资金之和应等于申报金额。",
            "涉密项目不得填入本表，请按保密规定另行报送。",
        ),
        sum_columns=("declared_amount", *keys),
        parts={"declared_amount": keys},
    )


def _identity_columns(
    choices: Mapping[str, Choices], units: tuple[str, ...]
) -> tuple[ColumnSpec, ...]:
    choice = ColumnKind.CHOICE
    return (
        ColumnSpec("code", "项目编码", ColumnKind.CODE, width=16, max_length=40,
                   hint="由主管部门编号，首次申报不填。", aliases=("编码", "项目编号", "储备编号")),
        ColumnSpec("name", "项目名称", required=True, width=30, max_length=200,
                   hint="写全称，不写简称。",
                   aliases=("项目全称", "申报项目名称", "项目（场景）名称"),
                   example="政务服务一窗受理平台"),
        ColumnSpec("unit", "项目建设单位", suggestions=units, width=20, max_length=100,
                   hint="与填报单位相同时可以不填。",
                   aliases=("申报单位", "建设单位", "项目单位", "项目申报单位")),
        ColumnSpec("nature", "建设性质", choice, required=True, width=12,
                   choices=choices.get("nature", ()), hint="从下拉列表里选。",
                   aliases=("项目性质", "性质")),
        ColumnSpec("category", "项目类别", choice, width=20, choices=choices.get("category", ()),
                   hint="从下拉列表里选。", aliases=("类别", "项目类型", "建设类别")),
        ColumnSpec("infrastructure_kind", "基础设施类型", choice, width=14,
                   choices=choices.get("infrastructure_kind", ()), hint="不建基础设施的不填。"),
        ColumnSpec("by_reference_kind", "参照管理情形", choice, width=18,
                   choices=choices.get("by_reference_kind", ()), hint="一般项目选“不属于”。",
                   aliases=("参照执行情形",)),
        ColumnSpec("declared_amount", "申报金额", ColumnKind.MONEY, unit="万元", required=True,
                   width=12, minimum=0, hint="单位是万元，不是元。",
                   aliases=("项目总投资", "总投资", "投资金额", "申请金额", "项目金额", "投资估算"),
                   example="198.00"),
    )


def _funding_columns(sources: Choices) -> tuple[ColumnSpec, ...]:
    return tuple(
        ColumnSpec(FUNDING_PREFIX + code, label, ColumnKind.MONEY, unit="万元", width=12, minimum=0,
                   hint="单位是万元；没有的不填。", aliases=(f"其中：{label}",))
        for code, label in sources
    )


def _content_columns() -> tuple[ColumnSpec, ...]:
    long = ColumnKind.LONG_TEXT
    return (
        ColumnSpec("goal", "建设目标", long, width=30, max_length=4000,
                   aliases=("项目目标", "目标"), hint="要解决什么问题，达到什么效果。"),
        ColumnSpec("content", "主要建设内容", long, width=36, max_length=8000,
                   aliases=("建设内容", "主要内容", "项目内容"), hint="分点写清建什么。"),
        ColumnSpec("route", "技术路线", long, width=30, max_length=4000,
                   aliases=("技术方案", "主要技术路线"), hint="用什么架构、平台和技术。"),
        ColumnSpec("data_needed", "数据共享需求", long, width=26, max_length=4000,
                   aliases=("共享需求", "数据需求"), hint="需要哪些部门的什么数据。"),
        ColumnSpec("catalogue_codes", "拟采集数据目录编码", width=22, max_length=2000,
                   aliases=("数据目录编码", "目录编码"), hint="多个编码用顿号隔开。"),
    )


def _question_columns(choices: Mapping[str, Choices]) -> tuple[ColumnSpec, ...]:
    yes_no = ColumnKind.BOOLEAN
    return (
        ColumnSpec("is_cross_department", "是否跨部门", yes_no, width=10,
                   aliases=("是否跨部门项目",)),
        ColumnSpec("involves_data", "是否涉及数据", yes_no, width=10,
                   aliases=("是否涉及数据采集",)),
        ColumnSpec("is_video_surveillance", "是否视频监控", yes_no, width=10,
                   aliases=("是否视频监控项目",)),
        ColumnSpec("video_statement", "是否附视频共享说明", yes_no, width=12,
                   aliases=("视频资源整合共享说明",), hint="视频监控项目必须附说明。"),
        ColumnSpec("uses_platform", "是否依托统一平台", yes_no, width=12,
                   aliases=("是否使用统一平台",)),
        ColumnSpec("superior_opinion", "主管部门意见", ColumnKind.CHOICE, width=14,
                   choices=choices.get("superior_opinion", ()), aliases=("上级主管部门意见",),
                   hint="下属单位申报时填。"),
        ColumnSpec("parent_project", "所属项目", width=20, max_length=200,
                   hint="含在别的财政项目里的，填那个项目名称。"),
        ColumnSpec("is_classified", "是否涉密", yes_no, width=10, aliases=("涉密", "涉密情况"),
                   hint="涉密项目不得填入本表。", example="否"),
        ColumnSpec("contact", "联系人", width=10, max_length=50, is_personal=True,
                   may_be_masked=True, aliases=("项目联系人",)),
        ColumnSpec("phone", "联系电话", ColumnKind.PHONE, width=14, is_personal=True,
                   may_be_masked=True, aliases=("电话", "手机", "手机号", "联系方式")),
    )
