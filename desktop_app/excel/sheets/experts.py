"""专家库: the experts who review projects."""

from desktop_app.excel.sheet import ColumnKind, ColumnSpec, SheetContext, SheetSpec

EXPERT_STATUSES = (("在库", "在库"), ("停用", "停用"), ("出库", "出库"))


# fmt: off
def experts_sheet(context: SheetContext) -> SheetSpec:
    """The sheet of experts."""
    return SheetSpec(
        id="experts",
        title="专家库",
        version="1",
        columns=(
            ColumnSpec("name", "姓名", required=True, width=12, max_length=50, is_personal=True,
                       aliases=("专家姓名",), example="某某"),
            ColumnSpec("unit_name", "工作单位", required=True, width=28, max_length=100,
                       aliases=("单位", "所在单位", "单位名称")),
            ColumnSpec("field", "专业领域", required=True, width=20, max_length=100,
                       aliases=("领域", "专业", "专长")),
            ColumnSpec("committee", "所属委员会", width=20, max_length=100,
                       aliases=("专家组", "委员会")),
            ColumnSpec("title", "职称", width=14, max_length=50, aliases=("职务职称", "职务")),
            ColumnSpec("phone", "联系电话", ColumnKind.PHONE, width=14, is_personal=True,
                       may_be_masked=True, aliases=("电话", "手机", "手机号")),
            ColumnSpec("status", "状态", ColumnKind.CHOICE, width=10, choices=EXPERT_STATUSES),
            *context.extra_columns,
            ColumnSpec("note", "备注", ColumnKind.LONG_TEXT, width=20, max_length=1000),
        ),
        key=("name", "unit_name"),
    )
