"""Lists of what changes about a plan: editions, additions, the year's end."""

from desktop_app.use_cases.annual_plan.table_parts import (
    NARROW,
    PROJECT,
    WIDE,
    money_column,
    plan_list_of,
    project_cells,
)
from desktop_app.use_cases.annual_plan.views import AdditionList, CarryOver, CarryRow, Comparison
from desktop_app.use_cases.annual_plan.year_end import CONFIRM, FATES
from desktop_app.use_cases.shown_lists import ShownColumn, ShownList


def comparison_table(found: Comparison) -> ShownList:
    """The differences between two editions."""
    columns = (
        ShownColumn("kind", "变动", width=60),
        *PROJECT,
        ShownColumn("before", "原处理意见", width=NARROW),
        money_column("was", "原安排金额"),
        ShownColumn("after", "现处理意见", width=NARROW),
        money_column("now", "现安排金额"),
        money_column("moved", "增减"),
        ShownColumn("reason", "理由", width=WIDE),
    )
    rows = [
        (
            row.kind_label,
            *project_cells(row.project),
            row.before_decision,
            row.before.planned_fen if row.before else None,
            row.after_decision,
            row.after.planned_fen if row.after else None,
            row.moved_fen,
            row.reason,
        )
        for row in found.rows
    ]
    view = f"第 {found.new.edition} 版与第 {found.old.edition} 版相比"
    return plan_list_of("计划两版对照表", found.new, columns, rows, view)


def additions_table(found: AdditionList) -> ShownList:
    """The projects let in beside the plan, or on their way."""
    columns = (
        *PROJECT,
        money_column("amount", "申报金额"),
        ShownColumn("opened", "开始办理", "date", width=NARROW),
        ShownColumn("outcome", "结果", width=NARROW),
        ShownColumn("step", "待办", width=140),
        ShownColumn("approved", "批准日期", "date", width=NARROW),
        ShownColumn("number", "批准文号", width=160),
    )
    rows = [
        (
            *project_cells(row.project),
            row.amount_fen,
            row.opened_on,
            row.outcome,
            row.step,
            row.approved_on,
            row.document_number,
        )
        for row in found.rows
    ]
    return plan_list_of("计划外追加项目", found.plan, columns, rows, f"{found.plan.year} 年度")


def carry_table(found: CarryOver) -> ShownList:
    """What becomes of every project at the year's end."""
    columns = (
        ShownColumn("what", "去向", width=130),
        *PROJECT,
        money_column("asked", "下年申请"),
        money_column("planned", "本年安排"),
        money_column("paid", "已付"),
        ShownColumn("state", "现在的状态", width=120),
        ShownColumn("why", "说明", width=WIDE),
    )
    rows = [
        (
            FATES[row.what],
            *project_cells(row.project),
            row.asked_fen,
            row.planned_fen,
            row.paid_fen,
            row.project.state_label,
            row.why,
        )
        for row in found.rows
    ]
    return plan_list_of("年底结转清单", found.plan, columns, rows, f"转入 {found.to_year} 年度")


def confirm_tables(found: CarryOver) -> tuple[ShownList, ...]:
    """The applications still waiting in the pool, one list for every unit to confirm."""
    by_unit: dict[str, list[CarryRow]] = {}
    for row in found.of(CONFIRM):
        by_unit.setdefault(row.project.unit, []).append(row)
    why = ShownColumn("why", "申报情况", width=WIDE)
    columns = (*PROJECT[:2], money_column("asked", "申报金额"), why)
    return tuple(
        plan_list_of(
            f"{unit}在库待确认项目",
            found.plan,
            columns,
            [(r.project.code, r.project.name, r.asked_fen, r.why) for r in rows],
            f"请确认是否继续申请列入 {found.to_year} 年度的计划",
        )
        for unit, rows in by_unit.items()
    )
