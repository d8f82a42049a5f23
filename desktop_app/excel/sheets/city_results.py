"""市级审核备案结果回执: what the superior office answered, one row per project."""

from desktop_app.excel.sheet import ColumnKind, ColumnSpec, SheetContext, SheetSpec

CITY_RESULTS = (
    ("agreed", "通过"),
    ("agreed", "同意"),
    ("agreed", "审核通过"),
    ("agreed", "同意备案"),
    ("agreed", "已备案"),
    ("returned", "退回"),
    ("returned", "不通过"),
    ("returned", "退回修改"),
)


# fmt: off
def city_results_sheet(context: SheetContext) -> SheetSpec:
    """The sheet of results that comes back from the superior office."""
    return SheetSpec(
        id="city_results",
        title="市级审核备案结果回执",
        version="1",
        columns=(
            ColumnSpec("code", "项目编码", ColumnKind.CODE, required=True, width=16, max_length=40,
                       aliases=("编码", "项目编号", "储备编号")),
            ColumnSpec("name", "项目名称", required=True, width=30, max_length=200),
            ColumnSpec("unit", "项目建设单位", width=24, max_length=100,
                       aliases=("建设单位", "申报单位", "单位名称")),
            ColumnSpec("result", "审核结果", ColumnKind.CHOICE, required=True, width=12,
                       choices=context.choices_of("city_result", CITY_RESULTS),
                       aliases=("审核备案结果", "备案结果", "结果")),
            ColumnSpec("opinion", "审核意见", ColumnKind.LONG_TEXT, width=36, max_length=4000,
                       aliases=("意见",)),
            ColumnSpec("document_number", "文号", width=20, max_length=60,
                       aliases=("批复文号", "备案文号")),
            ColumnSpec("dated", "日期", ColumnKind.DATE, required=True, width=12,
                       aliases=("审核日期", "备案日期", "办理日期")),
            *context.extra_columns,
            ColumnSpec("note", "备注", ColumnKind.LONG_TEXT, width=20, max_length=1000),
        ),
        key=("code",),
        unit_column="unit",
    )
