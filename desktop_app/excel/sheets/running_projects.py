"""在办项目补录表: projects an office starts with in mid-life, one row each; money in 万元."""

from desktop_app.excel.sheet import ColumnKind, ColumnSpec, SheetContext, SheetSpec

AMOUNTS = (
    ("declared", "申报金额", ("申请金额", "总投资")),
    ("planned", "计划安排金额", ("计划金额",)),
    ("feasibility", "可研金额", ("可研批复金额",)),
    ("estimate", "概算金额", ("批复概算", "批复金额")),
    ("reviewed", "评审审定金额", ("财评金额", "审定金额")),
    ("contract", "合同金额", ("签约金额",)),
    ("paid", "已支付金额", ("支付金额", "累计支付")),
    ("settled", "决算金额", ("结算金额",)),
)
"""Kinds of amounts of a project with the titles of their columns."""
AMOUNT_SUFFIX = "_amount"


# fmt: off
def running_projects_sheet(context: SheetContext) -> SheetSpec:
    """The sheet of running projects; the pack's dates are its further columns."""
    return SheetSpec(
        id="running_projects",
        title="在办项目补录表",
        version="1",
        columns=(
            *_identity(context),
            *(ColumnSpec(key + AMOUNT_SUFFIX, title, ColumnKind.MONEY, unit="万元", width=12,
                         minimum=0, aliases=aliases, hint="单位是万元；不知道的不填。",
                         example="198.00" if key == "declared" else "")
              for key, title, aliases in AMOUNTS),
            *context.extra_columns,
            ColumnSpec("past_papers", "已有文号", ColumnKind.LONG_TEXT, width=30, max_length=1000,
                       aliases=("相关文号", "文号"),
                       hint="批复、合同、验收等的文号，用分号隔开；每一步的文号填在历史环节补录表。"),
            ColumnSpec("note", "备注", ColumnKind.LONG_TEXT, width=20, max_length=1000),
        ),
        key=("unit", "name"),
        unit_column="unit",
        notes=(
            "补录的项目从现在的状态接着办；补录以前的环节和期限不核查，也不算逾期。",
            "适用办法不在下拉列表里的，写原办法的名称：按原样收，这个项目不核查。",
            "涉密项目不得填入本表。",
        ),
        sum_columns=tuple(key + AMOUNT_SUFFIX for key, _, _ in AMOUNTS),
    )


def _identity(context: SheetContext) -> tuple[ColumnSpec, ...]:
    choice = ColumnKind.CHOICE
    return (
        ColumnSpec("code", "项目编码", ColumnKind.CODE, width=16, max_length=40,
                   hint="以前编过号的填原来的编号；没有的不填，由程序编。",
                   aliases=("编码", "项目编号")),
        ColumnSpec("name", "项目名称", required=True, width=30, max_length=200,
                   aliases=("项目全称",), hint="写全称，不写简称。", example="智慧停车管理平台"),
        ColumnSpec("unit", "项目建设单位", suggestions=context.units, width=20, max_length=100,
                   hint="可以写旧名，程序按今天的单位收。",
                   aliases=("建设单位", "项目单位", "申报单位")),
        ColumnSpec("state", "当前状态", required=True, width=16, max_length=40,
                   suggestions=_labels(context, "state"), aliases=("项目状态", "目前状态", "进度"),
                   hint="从下拉列表里选，是现在办到的地步。", example="建设中"),
        ColumnSpec("regime", "适用办法", width=26, max_length=200,
                   suggestions=_labels(context, "regime"), aliases=("适用制度", "立项依据办法"),
                   hint="不填为现行办法；更早的办法写名称，不核查。"),
        ColumnSpec("track", "列入方式", width=14, max_length=40,
                   suggestions=_labels(context, "track"), hint="列入计划或计划外，不清楚的不填。"),
        ColumnSpec("nature", "建设性质", choice, width=12, choices=context.choices_of("nature"),
                   aliases=("项目性质", "性质"), hint="从下拉列表里选。"),
        ColumnSpec("category", "项目类别", choice, width=18,
                   choices=context.choices_of("category"), aliases=("类别", "项目类型"),
                   hint="从下拉列表里选。"),
        ColumnSpec("content", "主要建设内容", ColumnKind.LONG_TEXT, width=30, max_length=8000,
                   aliases=("建设内容",), hint="用来查重复建设，能填尽量填。"),
        ColumnSpec("applied_on", "申报日期", ColumnKind.DATE, required=True, width=12,
                   aliases=("申报时间", "立项日期"), hint="当年申报或立项的日期。",
                   example="2024-03-15"),
    )


def _labels(context: SheetContext, what: str) -> tuple[str, ...]:
    return tuple(label for _, label in context.choices_of(what))
