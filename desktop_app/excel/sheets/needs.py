"""需求征集表: what townships and departments need; money in 万元."""

from desktop_app.excel.sheet import ColumnKind, ColumnSpec, SheetContext, SheetSpec


# fmt: off
def needs_sheet(context: SheetContext) -> SheetSpec:
    """The need register's sheet."""
    return SheetSpec(
        id="needs",
        title="需求征集表",
        version="1",
        columns=(
            ColumnSpec("unit", "需求单位", width=20, max_length=100, suggestions=context.units,
                       aliases=("申报单位", "提出单位", "乡镇"), hint="与填报单位相同时可以不填。"),
            ColumnSpec("title", "需求名称", required=True, width=30, max_length=200,
                       aliases=("需求", "项目名称"), example="村级监控统一接入"),
            ColumnSpec("scenario", "应用场景", ColumnKind.LONG_TEXT, required=True, width=40,
                       max_length=4000, aliases=("场景", "需求内容", "场景描述"),
                       hint="谁在什么情况下用，解决什么问题。"),
            ColumnSpec("amount", "估算金额", ColumnKind.MONEY, unit="万元", width=12, minimum=0,
                       aliases=("预估金额", "金额", "投资估算"), hint="单位是万元。"),
            ColumnSpec("year", "期望年度", ColumnKind.YEAR, width=10,
                       aliases=("年度", "希望实施年度")),
            ColumnSpec("adopter", "拟牵头部门", width=20, max_length=100, suggestions=context.units,
                       aliases=("牵头部门", "承接部门")),
            *context.extra_columns,
            ColumnSpec("note", "备注", ColumnKind.LONG_TEXT, width=20, max_length=1000),
        ),
        key=("unit", "title"),
        unit_column="unit",
        sum_columns=("amount",),
    )
