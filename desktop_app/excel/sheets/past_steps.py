"""历史环节补录表: the earlier steps of projects taken over in mid-life, one row each."""

from desktop_app.excel.sheet import ColumnKind, ColumnSpec, SheetContext, SheetSpec


# fmt: off
def past_steps_sheet(context: SheetContext) -> SheetSpec:
    """The sheet of steps that were taken before the program came."""
    return SheetSpec(
        id="past_steps",
        title="历史环节补录表",
        version="1",
        columns=(
            ColumnSpec("code", "项目编码", ColumnKind.CODE, width=16, max_length=40,
                       aliases=("编码", "项目编号"), hint="没有编码的，填项目名称和单位。"),
            ColumnSpec("name", "项目名称", required=True, width=28, max_length=200,
                       aliases=("项目全称",), hint="与在办项目补录表写得一样。",
                       example="智慧停车管理平台"),
            ColumnSpec("unit", "项目建设单位", suggestions=context.units, width=20, max_length=100,
                       aliases=("建设单位", "项目单位")),
            ColumnSpec("step", "环节", required=True, width=34, max_length=100,
                       suggestions=tuple(label for _, label in context.choices_of("past_step")),
                       aliases=("办理环节", "步骤"), hint="从下拉列表里选。"),
            ColumnSpec("outcome", "办理结果", required=True, width=12, max_length=40,
                       aliases=("结果", "审批结果"), hint="如同意、退回、完成。", example="同意"),
            ColumnSpec("acted_on", "办理日期", ColumnKind.DATE, required=True, width=12,
                       aliases=("批复日期", "日期"), hint="签批或落款的日期。",
                       example="2024-06-20"),
            ColumnSpec("document_number", "文号", width=22, max_length=60,
                       aliases=("批复文号", "文件编号")),
            ColumnSpec("signer", "签批人", width=12, max_length=50, aliases=("签发人",)),
            ColumnSpec("opinion", "意见", ColumnKind.LONG_TEXT, width=30, max_length=4000,
                       aliases=("审批意见", "办理意见")),
        ),
        key=("code", "name", "step", "acted_on"),
        unit_column="unit",
        notes=(
            "只填补录日期以前办的环节；这些环节标为“历史补录”，不核查。",
            "项目要先在在办项目补录表里，两张表可以一起导入。",
        ),
    )
