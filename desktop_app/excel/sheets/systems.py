"""既有系统清单: the systems the units already run."""

from desktop_app.excel.sheet import ColumnKind, ColumnSpec, SheetContext, SheetSpec

SYSTEM_STATUSES = (("在用", "在用"), ("在建", "在建"), ("停用", "停用"), ("已整合", "已整合"))


# fmt: off
def systems_sheet(context: SheetContext) -> SheetSpec:
    """The sheet of existing systems."""
    return SheetSpec(
        id="systems",
        title="既有系统清单",
        version="1",
        columns=(
            ColumnSpec("name", "系统名称", required=True, width=30, max_length=200,
                       aliases=("信息系统名称", "名称"), example="政务办公系统"),
            ColumnSpec("unit", "所属单位", width=24, max_length=100, suggestions=context.units,
                       aliases=("单位名称", "建设单位", "使用单位"),
                       hint="与填报单位相同时可以不填。"),
            ColumnSpec("category", "系统类别", ColumnKind.CHOICE, width=20,
                       choices=context.choices_of("category"), aliases=("类别", "项目类别")),
            ColumnSpec("content", "主要功能", ColumnKind.LONG_TEXT, width=40, max_length=8000,
                       aliases=("功能", "主要内容", "建设内容")),
            ColumnSpec("built_year", "建成年份", ColumnKind.YEAR, width=10,
                       aliases=("建成年度", "建设年份")),
            ColumnSpec("status", "状态", ColumnKind.CHOICE, width=10, choices=SYSTEM_STATUSES,
                       aliases=("使用状态", "运行状态")),
            *context.extra_columns,
            ColumnSpec("note", "备注", ColumnKind.LONG_TEXT, width=20, max_length=1000),
        ),
        key=("unit", "name"),
        unit_column="unit",
    )
