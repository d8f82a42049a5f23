"""单位名录: the units of the county, with kind, superior and contact."""

from desktop_app.excel.sheet import ColumnKind, ColumnSpec, SheetContext, SheetSpec


# fmt: off
def units_sheet(context: SheetContext) -> SheetSpec:
    """The sheet of units."""
    return SheetSpec(
        id="units",
        title="单位名录",
        version="1",
        columns=(
            ColumnSpec("name", "单位名称", required=True, width=30, max_length=100,
                       aliases=("单位全称", "名称"), example="某某局"),
            ColumnSpec("short_name", "简称", width=14, max_length=50),
            ColumnSpec("kind", "单位类型", ColumnKind.CHOICE, required=True, width=14,
                       choices=context.choices_of("unit_kind"), aliases=("类型", "单位类别")),
            ColumnSpec("owner_type", "机关性质", ColumnKind.CHOICE, width=14,
                       choices=context.choices_of("owner_type"), aliases=("主体类型", "单位性质")),
            ColumnSpec("superior", "上级主管单位", width=24, max_length=100,
                       aliases=("主管部门", "上级单位"), hint="没有的不填。"),
            ColumnSpec("aliases", "曾用名、别名", width=24, max_length=400,
                       aliases=("别名", "曾用名"), hint="多个用顿号隔开。"),
            ColumnSpec("credit_code", "统一社会信用代码", ColumnKind.CREDIT_CODE, width=22,
                       aliases=("信用代码",)),
            ColumnSpec("contact", "联系人", width=10, max_length=50, is_personal=True,
                       may_be_masked=True),
            ColumnSpec("phone", "联系电话", ColumnKind.PHONE, width=14, is_personal=True,
                       may_be_masked=True, aliases=("电话", "手机", "手机号")),
            ColumnSpec("valid_until", "停用日期", ColumnKind.DATE, width=12, hint="仍在用的不填。",
                       aliases=("撤销日期", "撤并日期")),
            *context.extra_columns,
            ColumnSpec("note", "备注", ColumnKind.LONG_TEXT, width=20, max_length=1000),
        ),
        key=("name",),
    )
