"""Papers and sheet columns: what each layout needs, placeholders, steps and facts."""

from desktop_app.rules.checks.context import CheckContext
from desktop_app.rules.faults import FaultPlace
from desktop_app.rules.schema import OUTCOME_LABELS, PAPER_FIELDS, FormSpec, SheetColumn
from desktop_app.rules.wording import nearest

_NEEDS = {"letter": "body", "list": "columns", "receipt": "cells"}


def check_forms(context: CheckContext) -> None:
    """Report papers that cannot be filled."""
    for form, place in context.of(FormSpec):
        _check_layout(form, place)
        _check_texts(form, place, context)
        _check_cells(form, place, context)
        _check_rows(form, place, context)
        context.known("role", form.sender, place.under("sender"))
        context.condition(form.when, place.under("when"))
        for index, role in enumerate(form.copy_to):
            context.known("role", role, place.under("copy_to", index))
        if form.procedure:
            context.known("procedure", form.procedure, place.under("procedure"))
        _check_about(form, place.under("about"), context)
        if form.group_by and form.group_by not in PAPER_FIELDS:
            context.known_name(form.group_by, place.under("group_by"))


def _check_rows(form: FormSpec, place: FaultPlace, context: CheckContext) -> None:
    """Rows of registers: known registers, sound conditions, columns that can be filled."""
    if form.register_:
        context.known("register", form.register_, place.under("register"))
        if form.layout != "list":
            place.under("register").add(
                "register 只用于 list 版式", "意见表里的表格写 [[form.table]]"
            )
    context.condition(form.row_when, place.under("row_when"))
    if form.table and form.layout != "opinion_table":
        place.under("table").add("table 只用于 opinion_table 版式", "清单写 register")
    for index, table in enumerate(form.table):
        where = place.under("table", index)
        context.known("register", table.register_, where.under("register"))
        context.condition(table.when, where.under("when"))
        for number, column in enumerate(table.columns):
            value = where.under("columns", number).under("value")
            context.placeholders(column.value, value, PAPER_FIELDS)


def _check_layout(form: FormSpec, place: FaultPlace) -> None:
    needed = _NEEDS.get(form.layout)
    if needed and not getattr(form, needed):
        place.under(needed).add(f"{form.layout} 版式不能没有 {needed}", "补上它，或换一种版式")
    if form.layout == "opinion_table" and not (form.cells or form.opinions or form.table):
        place.add("opinion_table 版式须有 cells、opinions 或 table", "写表格内容和意见栏")
    if form.layout == "checklist" and not (form.items or form.procedure):
        place.add("checklist 版式须有 items 或 procedure", "写清单各项，或写取哪个办件的材料")


def _check_texts(form: FormSpec, place: FaultPlace, context: CheckContext) -> None:
    for key in ("title", "addressee", "left", "right", "foot"):
        context.placeholders(getattr(form, key), place.under(key), PAPER_FIELDS)
    for key in ("body", "attachments", "items"):
        for index, text in enumerate(getattr(form, key)):
            context.placeholders(text, place.under(key, index), PAPER_FIELDS)


def _check_about(form: FormSpec, place: FaultPlace, context: CheckContext) -> None:
    step, _, outcome = (form.about or "").partition(":")
    if step:
        context.known("step", step, place)
    if outcome and outcome not in OUTCOME_LABELS:
        place.add(f"“{outcome}”不是办理结果", f"结果有：{'、'.join(OUTCOME_LABELS)}")


def _check_cells(form: FormSpec, place: FaultPlace, context: CheckContext) -> None:
    for key in ("head", "cells"):
        for index, cell in enumerate(getattr(form, key)):
            where = place.under(key, index)
            context.placeholders(cell.value, where.under("value"), PAPER_FIELDS)
            context.condition(cell.when, where.under("when"))
    for index, column in enumerate(form.columns):
        where = place.under("columns", index).under("value")
        context.placeholders(column.value, where, PAPER_FIELDS)
    for index, opinion in enumerate(form.opinions):
        context.known("step", opinion.step, place.under("opinions", index).under("step"))


def check_sheets(context: CheckContext) -> None:
    """Report columns whose fact is unknown, and facts that are a column of one sheet twice."""
    seen: set[tuple[str, str]] = set()
    for column, place in context.of(SheetColumn):
        if column.fact not in context.names.facts:
            advice = nearest(column.fact, context.names.facts)
            place.under("fact").add(f"不认识事项“{column.fact}”", advice)
        elif context.names.facts[column.fact].origin == "step":
            place.under("fact").add("步骤给出的事项不能作表格的列", "写登记的事项")
        elif context.names.facts[column.fact].type in {"number", "choices"}:
            place.under("fact").add(
                "数值和多选事项不能作表格的列", "改用整数、金额或单选，或在步骤里登记（asks）"
            )
        if column.sheet != "reserve_pool":
            place.under("sheet").add(
                "只有 reserve_pool 可以加列", "别的表的列是固定的；这一项改在步骤里登记（asks）"
            )
        if (column.sheet, column.fact) in seen:
            place.under("fact").add("同一张表里已有这一列", "删去其中一列")
        seen.add((column.sheet, column.fact))
