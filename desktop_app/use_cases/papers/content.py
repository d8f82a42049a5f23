"""From a form of the pack and the facts of its subjects to the content of a paper."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop_app.domain.record import StepRecord
from desktop_app.printing.papers import (
    Align,
    Bundle,
    Cell,
    Checklist,
    ChecklistItem,
    ColumnKind,
    FormRow,
    Letter,
    LetterKind,
    ListColumn,
    ListGroup,
    ListPaper,
    OpinionBox,
    Pair,
    Paper,
    Receipt,
    TableForm,
    VerdictRow,
    verdict_rows,
)
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema.common import OUTCOME_LABELS, PLACEHOLDER
from desktop_app.rules.schema.forms import Cell as FormCell
from desktop_app.rules.schema.forms import FormColumn, FormSpec, OpinionCell
from desktop_app.rules.verdict import Verdict
from desktop_app.values.money import Fen, wan_text

LINE_MM = 7.5
Single = Letter | TableForm | ListPaper | Checklist | Receipt


@dataclass(frozen=True)
class Sheet:
    """What one subject brings to a paper: the texts its placeholders stand for, and its records."""

    names: Mapping[str, str]
    amounts: Mapping[str, Fen] = field(default_factory=dict)
    """Money by fact name, for columns that are summed."""
    holds: Callable[[str], bool] = lambda _condition: True
    """Whether a condition of the pack holds for this subject."""
    records: Mapping[str, StepRecord] = field(default_factory=dict)
    """The latest record of each step, by `procedure.step`."""
    verdicts: tuple[Verdict, ...] = ()
    similar: tuple[str, ...] = ()
    """Lines about similar projects, with the decision."""


@dataclass(frozen=True)
class Occasion:
    """What all subjects of one paper share."""

    pack: Pack
    on: date
    names: Mapping[str, str]
    """Placeholders of the whole paper: count, total, office names, due, problems, ..."""
    body: tuple[str, ...] | None = None
    """The clerk's own wording of a letter; None takes the form's."""


def fill(text: str, names: Mapping[str, str]) -> str:
    """The text with its placeholders replaced; what is not known stays empty."""
    return PLACEHOLDER.sub(lambda match: names.get(match.group(1), ""), text)


def paper_content(form: FormSpec, sheets: Sequence[Sheet], occasion: Occasion) -> Paper:
    """The content of the paper for these subjects; several single papers become one bundle."""
    builders: dict[str, Callable[[FormSpec, Sequence[Sheet], Occasion], Single]] = {
        "letter": _letter,
        "opinion_table": _opinion_table,
        "list": _list,
        "checklist": _checklist,
        "receipt": _receipt,
    }
    build = builders[form.layout]
    if form.is_batch or len(sheets) <= 1:
        return build(form, sheets, occasion)
    return Bundle(
        _names(sheets, occasion)(form.title),
        tuple(build(form, (sheet,), occasion) for sheet in sheets),
    )


def _names(sheets: Sequence[Sheet], occasion: Occasion) -> Callable[[str], str]:
    names = dict(occasion.names)
    if len(sheets) == 1:
        names |= {key: text for key, text in sheets[0].names.items() if text or key not in names}
    return lambda text: fill(text, names)


def _letter(form: FormSpec, sheets: Sequence[Sheet], occasion: Occasion) -> Letter:
    say = _names(sheets, occasion)
    body = occasion.body if occasion.body is not None else tuple(map(say, form.body))
    pack, on = occasion.pack, occasion.on
    return Letter(
        title=say(form.title),
        addressee=say(form.addressee),
        body=tuple(line for text in body for line in text.split("\n")),
        sender=pack.office_name(form.sender, on),
        dated=on,
        attachments=tuple(map(say, form.attachments)),
        copy_to="、".join(pack.office_name(role, on) for role in form.copy_to),
        kind=LetterKind.REDHEAD if form.is_redhead else LetterKind.PLAIN,
    )


def _opinion_table(form: FormSpec, sheets: Sequence[Sheet], occasion: Occasion) -> TableForm:
    sheet = sheets[0]
    say = _names(sheets, occasion)
    cells = [cell for cell in (*form.head, *form.cells) if sheet.holds(cell.when)]
    short = tuple((say(c.label), say(c.value)) for c in cells if c.span == 1 and c.lines == 1)
    return TableForm(
        title=say(form.title),
        right=say(form.right) or "金额单位：万元",
        head=short,
        rows=_wide_rows(cells, say),
        verdicts=_shown_verdicts(sheet) if form.show_verdicts else (),
        opinions=tuple(_opinion(cell, sheet, occasion.pack) for cell in form.opinions),
        foot=tuple(filter(None, (say(form.foot), *map(say, form.body)))),
        continued=f"{sheet.names.get('project_code', '')} {sheet.names.get('project_name', '')}",
    )


def _wide_rows(cells: Sequence[FormCell], say: Callable[[str], str]) -> tuple[FormRow, ...]:
    wide = [cell for cell in cells if cell.span != 1 or cell.lines > 1]
    return tuple(FormRow(say(c.label), say(c.value), (c.lines - 1) * LINE_MM) for c in wide)


def _shown_verdicts(sheet: Sheet) -> tuple[VerdictRow, ...]:
    rows = verdict_rows(sheet.verdicts)
    if not sheet.similar:
        return rows
    return (*rows, VerdictRow("相似项目比对", "需人工判断", "；".join(sheet.similar)))


def _opinion(cell: OpinionCell, sheet: Sheet, pack: Pack) -> OpinionBox:
    record = sheet.records.get(cell.step)
    procedure, _, step_id = cell.step.partition(".")
    step = next(s for s in pack.procedure(procedure).step if s.id == step_id)
    labels: dict[str, str] = {
        outcome: step.labels.get(outcome, OUTCOME_LABELS[outcome]) for outcome in step.outcomes
    }
    choices = tuple(labels.values())
    height = cell.lines * LINE_MM
    if record is None:
        return OpinionBox(
            cell.label,
            has_seal=cell.has_seal,
            signer_label=f"{cell.signer_label}：",
            choices=choices,
            height_mm=height,
        )
    text = record.opinion
    if record.override_reason:
        text += (
            f"（依{record.override_clause}，{record.override_by}决定：{record.override_reason}）"
        )
    return OpinionBox(
        cell.label,
        text,
        record.signer,
        record.acted_on,
        has_seal=cell.has_seal,
        signer_label=f"{cell.signer_label}：",
        choices=choices,
        chosen=labels[record.outcome],
        height_mm=height,
    )


def _list(form: FormSpec, sheets: Sequence[Sheet], occasion: Occasion) -> ListPaper:
    say = _names((), occasion)
    numbered = [(sheet, str(order)) for order, sheet in enumerate(sheets, 1)]
    rows = [(sheet, _list_row(form.columns, sheet, order)) for sheet, order in numbered]
    groups: tuple[ListGroup, ...] = ()
    if form.group_by:
        titles = dict.fromkeys(sheet.names.get(form.group_by, "") for sheet in sheets)
        groups = tuple(
            ListGroup(title, tuple(r for s, r in rows if s.names.get(form.group_by) == title))
            for title in titles
        )
    return ListPaper(
        title=say(form.title),
        columns=tuple(map(_column, form.columns)),
        rows=() if groups else tuple(row for _, row in rows),
        groups=groups,
        left=say(form.left),
        right=say(form.right),
        foot=tuple(filter(None, (say(form.foot), *map(say, form.body)))),
        is_landscape=form.landscape,
    )


def _column(column: FormColumn) -> ListColumn:
    return ListColumn(
        column.title,
        weight=float(column.width or 1),
        kind=ColumnKind.WAN if column.is_sum else ColumnKind.TEXT,
        align=Align(column.align),
        is_sum=column.is_sum,
    )


def _list_row(columns: Sequence[FormColumn], sheet: Sheet, order: str) -> tuple[Cell, ...]:
    names = {**sheet.names, "order": order}
    cells: list[Cell] = []
    for column in columns:
        key = column.value.strip("{}")
        cells.append(
            sheet.amounts.get(key)
            if column.is_sum and key in sheet.amounts
            else fill(column.value, names)
        )
    return tuple(cells)


def _checklist(form: FormSpec, sheets: Sequence[Sheet], occasion: Occasion) -> Checklist:
    say = _names(sheets, occasion)
    materials = occasion.pack.procedure(form.procedure).material if form.procedure else ()
    items = [ChecklistItem(say(text)) for text in form.items]
    items += [ChecklistItem(material.title) for material in materials]
    return Checklist(
        title=say(form.title),
        items=tuple(items),
        right=say(form.right),
        head=_pairs((*form.head, *form.cells), sheets[0], say),
        foot=tuple(filter(None, (say(form.foot),))),
    )


def _receipt(form: FormSpec, sheets: Sequence[Sheet], occasion: Occasion) -> Receipt:
    say = _names(sheets, occasion)
    return Receipt(
        title=say(form.title),
        statement="".join(map(say, form.body)),
        lines=_pairs((*form.head, *form.cells), sheets[0], say),
        issuer=occasion.pack.office_name(form.sender, occasion.on),
        dated=occasion.on,
    )


def _pairs(cells: Sequence[FormCell], sheet: Sheet, say: Callable[[str], str]) -> tuple[Pair, ...]:
    return tuple((say(cell.label), say(cell.value)) for cell in cells if sheet.holds(cell.when))


def total_text(amounts: Sequence[Fen]) -> str:
    """The sum of amounts in 万元 as a letter says it."""
    return f"{wan_text(Fen(sum(amounts)))} 万元"
