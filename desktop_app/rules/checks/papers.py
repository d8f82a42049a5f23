"""Papers and sheet columns: what each layout needs, placeholders, steps and facts."""

from collections.abc import Iterable, Mapping

from desktop_app.rules.checks.context import CheckContext
from desktop_app.rules.faults import FaultPlace
from desktop_app.rules.schema import (
    LINES_OF,
    OUTCOME_LABELS,
    PAPER_FIELDS,
    FormSpec,
    SheetColumn,
    SheetText,
)
from desktop_app.rules.schema.form_parts import FormColumn
from desktop_app.rules.wording import nearest

_NEEDS = {"letter": "body", "list": "columns", "receipt": "cells"}
_ONLY_IN: tuple[tuple[str, frozenset[str], str], ...] = (
    ("table", frozenset({"opinion_table"}), "清单写 register"),
    ("show_verdicts", frozenset({"opinion_table"}), "改用 opinion_table，或删去"),
    ("show_similar", frozenset({"opinion_table"}), "改用 opinion_table，或删去"),
    ("show_course", frozenset({"opinion_table"}), "改用 opinion_table，或删去"),
    ("show_gates", frozenset({"opinion_table"}), "改用 opinion_table，或删去"),
    ("register_", frozenset({"list"}), "意见表里的表格写 [[form.table]]"),
    ("spare", frozenset({"list"}), "意见表里的表格写 blank"),
    ("items", frozenset({"checklist"}), "改用 checklist，或删去"),
    ("signers", frozenset({"list", "checklist", "opinion_table"}), "函件、收据没有签字栏"),
    ("is_redhead", frozenset({"letter"}), "只有函件有红头"),
    ("is_missive", frozenset({"letter"}), "只有函件有信函格式"),
    ("is_upward", frozenset({"letter"}), "只有函件有签发人"),
)
"""Keys only some layouts know, and what to write instead."""


def check_forms(context: CheckContext) -> None:
    """Report papers that cannot be filled."""
    for form, place in context.of(FormSpec):
        _check_layout(form, place)
        _check_texts(form, place, context)
        _check_cells(form, place, context)
        _check_rows(form, place, context)
        _check_steps(form, place, context)
        context.known("role", form.sender, place.under("sender"))
        context.condition(form.when, place.under("when"))
        for index, role in enumerate(form.copy_to):
            context.known("role", role, place.under("copy_to", index))
        if form.procedure:
            context.known("procedure", form.procedure, place.under("procedure"))
        if form.group_by and form.group_by not in PAPER_FIELDS:
            context.known_name(form.group_by, place.under("group_by"))


def _check_layout(form: FormSpec, place: FaultPlace) -> None:
    needed = None if form.figures else _NEEDS.get(form.layout)
    if form.figures:
        _check_figures(form, place)
    if needed and not getattr(form, needed):
        place.under(needed).add(f"{form.layout} 版式不能没有 {needed}", "补上它，或换一种版式")
    tables = (form.cells, form.opinions, form.table, form.show_course, form.show_gates)
    if form.layout == "opinion_table" and not any(tables):
        place.add("opinion_table 版式须有 cells、opinions 或 table", "写表格内容和意见栏")
    if form.layout == "checklist" and not (form.items or form.procedure):
        place.add("checklist 版式须有 items 或 procedure", "写清单各项，或写取哪个办件的材料")
    for key, layouts, advice in _ONLY_IN:
        if getattr(form, key) and form.layout not in layouts:
            name = key.removesuffix("_")
            place.under(name).add(f"{name} 只用于 {'、'.join(sorted(layouts))} 版式", advice)
    if form.is_redhead and form.is_missive:
        place.under("is_missive").add("红头和信函格式只能选一种", "删去其中一个")


def _check_figures(form: FormSpec, place: FaultPlace) -> None:
    """Figures of a campaign have their own layout and columns."""
    layout = "letter" if form.figures == "effect" else "list"
    if form.layout != layout:
        place.under("layout").add(f"figures = {form.figures} 只用于 {layout} 版式", f"写 {layout}")
    if form.columns or form.register_:
        place.under("figures").add("figures 的列由程序定", "删去 columns 和 register")


def _fields(form: FormSpec) -> dict[str, str]:
    """What the texts of a form may name besides names of the pack."""
    return {**PAPER_FIELDS, **{f"{LINES_OF}{each.id}": each.id for each in form.lines}}


def _check_texts(form: FormSpec, place: FaultPlace, context: CheckContext) -> None:
    fields = _fields(form)
    for key in ("title", "addressee", "left", "right", "foot"):
        context.placeholders(getattr(form, key), place.under(key), fields)
    for index, text in enumerate(form.attachments):
        context.placeholders(text, place.under("attachments", index), fields)
    _check_items(form, place, context)
    for index, paragraph in enumerate(form.paragraphs):
        context.placeholders(paragraph.text, place.under("body", index), fields)
        context.condition(paragraph.when, place.under("body", index))
    for index, signer in enumerate(form.signers):
        context.placeholders(signer.value, place.under("signers", index), fields)


def _check_items(form: FormSpec, place: FaultPlace, context: CheckContext) -> None:
    for index, item in enumerate(form.items):
        where = place.under("items", index)
        text = item if isinstance(item, str) else item.text
        context.placeholders(text, where, _fields(form))
        for number, rule in enumerate(() if isinstance(item, str) else item.checks):
            context.known("rule", rule, where.under("checks", number))


def _check_cells(form: FormSpec, place: FaultPlace, context: CheckContext) -> None:
    fields = _fields(form)
    for key in ("head", "cells"):
        for index, cell in enumerate(getattr(form, key)):
            where = place.under(key, index)
            context.placeholders(cell.value, where.under("value"), fields)
            context.condition(cell.when, where.under("when"))
    _check_columns(form.columns, place, context, fields)


def _check_columns(
    columns: Iterable[FormColumn],
    place: FaultPlace,
    context: CheckContext,
    fields: Mapping[str, str],
) -> None:
    for index, column in enumerate(columns):
        context.placeholders(column.value, place.under("columns", index).under("value"), fields)


def _check_rows(form: FormSpec, place: FaultPlace, context: CheckContext) -> None:
    """Rows of registers: known registers, sound conditions, columns that can be filled."""
    if form.register_:
        context.known("register", form.register_, place.under("register"))
    context.condition(form.row_when, place.under("row_when"))
    for index, table in enumerate(form.table):
        where = place.under("table", index)
        context.known("register", table.register_, where.under("register"))
        context.condition(table.when, where.under("when"))
        _check_columns(table.columns, where, context, PAPER_FIELDS)
    for index, lines in enumerate(form.lines):
        where = place.under("lines", index)
        context.known("register", lines.register_, where.under("register"))
        context.condition(lines.when, where.under("when"))
        context.placeholders(lines.text, where.under("text"), PAPER_FIELDS)


def _check_steps(form: FormSpec, place: FaultPlace, context: CheckContext) -> None:
    """Steps a form names: whose result it tells or grants, whose opinions it holds."""
    step, _, outcome = (form.about or "").partition(":")
    if step:
        context.known("step", step, place.under("about"))
    if outcome and outcome not in OUTCOME_LABELS:
        place.under("about").add(f"“{outcome}”不是办理结果", f"结果有：{'、'.join(OUTCOME_LABELS)}")
    for index, reference in enumerate(form.grants):
        context.known("step", reference, place.under("grants", index))
    for index, opinion in enumerate(form.opinions):
        where = place.under("opinions", index)
        context.known("step", opinion.step, where.under("step"))
        context.condition(opinion.when, where.under("when"))


NEVER_LEFT_OUT = frozenset({"nature", "declared_amount", "is_classified"})
"""Columns the program itself needs of every application."""


def check_sheet_texts(context: CheckContext) -> None:
    """Report headings and omissions of columns the application form does not have."""
    for text, place in context.of(SheetText):
        named = {"titles": tuple(text.titles), "without": text.without}
        for key, facts in named.items():
            if facts and text.id != "reserve_pool":
                place.under(key).add("只有 reserve_pool 可以改列", "别的表的列是固定的")
            for fact in facts:
                if fact not in context.builtin:
                    advice = nearest(fact, context.builtin)
                    place.under(key).add(f"“{fact}”不是自带的列", advice)
        for fact in NEVER_LEFT_OUT.intersection(text.without):
            place.under("without").add(f"“{fact}”这一列不能去掉", "程序要用它，从 without 里删去")


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
