"""数据资源目录: the data items the units hold and share."""

from desktop_app.excel.sheet import ColumnKind, ColumnSpec, SheetContext, SheetSpec

SHARE_TYPES = (("无条件共享", "无条件共享"), ("有条件共享", "有条件共享"), ("不予共享", "不予共享"))
FREQUENCIES = tuple(
    (text, text) for text in ("实时", "每日", "每周", "每月", "每季度", "每半年", "每年", "不定期")
)


# fmt: off
def catalogue_sheet(context: SheetContext) -> SheetSpec:
    """The sheet of data-catalogue items."""
    return SheetSpec(
        id="catalogue",
        title="数据资源目录",
        version="1",
        columns=(
            ColumnSpec("code", "目录编码", ColumnKind.CODE, required=True, width=20, max_length=60,
                       aliases=("编码", "资源编码", "目录代码"), example="SJ-0001"),
            ColumnSpec("name", "目录名称", required=True, width=28, max_length=200,
                       aliases=("资源名称", "名称", "数据资源名称")),
            ColumnSpec("item", "数据项", ColumnKind.LONG_TEXT, required=True, width=30,
                       max_length=4000, aliases=("信息项", "数据项名称")),
            ColumnSpec("owner_unit", "提供单位", width=24, max_length=100,
                       suggestions=context.units, aliases=("责任单位", "数据提供方", "所属单位"),
                       hint="与填报单位相同时可以不填。"),
            ColumnSpec("source_system", "来源系统", width=24, max_length=200,
                       aliases=("所属系统", "系统名称")),
            ColumnSpec("share_type", "共享类型", ColumnKind.CHOICE, width=14, choices=SHARE_TYPES,
                       aliases=("共享属性",)),
            ColumnSpec("update_frequency", "更新频率", ColumnKind.CHOICE, width=12,
                       choices=FREQUENCIES, aliases=("更新周期",)),
            ColumnSpec("is_public", "是否开放", ColumnKind.BOOLEAN, width=10,
                       aliases=("是否公开", "是否向社会开放")),
            *context.extra_columns,
            ColumnSpec("note", "备注", ColumnKind.LONG_TEXT, width=20, max_length=1000),
        ),
        key=("code",),
        unit_column="owner_unit",
    )
