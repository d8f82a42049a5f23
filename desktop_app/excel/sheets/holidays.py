"""法定节假日表: rest days and make-up working days of a year, entered once a year."""

from desktop_app.excel.sheet import ColumnKind, ColumnSpec, SheetContext, SheetSpec

DAY_KINDS = (
    ("rest", "休"),
    ("rest", "休息"),
    ("rest", "放假"),
    ("work", "班"),
    ("work", "上班"),
    ("work", "调休上班"),
)


# fmt: off
def holidays_sheet(context: SheetContext) -> SheetSpec:
    """The sheet of statutory rest days and make-up working days."""
    return SheetSpec(
        id="holidays",
        title="法定节假日表",
        version="1",
        columns=(
            ColumnSpec("day", "日期", ColumnKind.DATE, required=True, width=14,
                       example="2026-10-01"),
            ColumnSpec("kind", "休班", ColumnKind.CHOICE, required=True, width=10,
                       choices=DAY_KINDS, aliases=("类型", "休或班", "安排"), hint="休或班。",
                       example="休"),
            ColumnSpec("name", "节日名称", width=16, max_length=50, aliases=("节日", "名称")),
            ColumnSpec("source", "依据", width=36, max_length=200, aliases=("通知文号", "来源")),
            *context.extra_columns,
        ),
        key=("day",),
    )
