"""From a form of the pack and the facts of its subjects to the content of a paper."""

from collections.abc import Callable, Sequence

from desktop_app.domain.record import StepRecord
from desktop_app.printing.papers import (
    Align,
    Bundle,
    Cell,
    Checklist,
    ColumnKind,
    FormRow,
    Letter,
    LetterKind,
    ListColumn,
    ListGroup,
    ListPaper,
    OpinionBox,
    Paper,
    Receipt,
    TableForm,
    VerdictRow,
    verdict_rows,
)
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema.common import OUTCOME_LABELS
from desktop_app.rules.schema.forms import Cell as FormCell
from desktop_app.rules.schema.forms import FormColumn, FormSpec, OpinionCell
from desktop_app.use_cases.papers.blanks import blank_texts
from desktop_app.use_cases.papers.checklists import checklist, receipt
from desktop_app.use_cases.papers.content_parts import Occasion, Sheet, fill, fill_names
from desktop_app.use_cases.papers.told import Told

LINE_MM = 7.5
Single = Letter | TableForm | ListPaper | Checklist | Receipt


def paper_content(form: FormSpec, sheets: Sequence[Sheet], occasion: Occasion) -> Paper:
    """The content of the paper for these subjects; several single papers become one bundle."""
    builders: dict[str, Callable[[FormSpec, Sequence[Sheet], Occasion], Single]] = {
        "letter": _letter,
        "opinion_table": _opinion_table,
        "list": _list,
        "checklist": checklist,
        "receipt": receipt,
    }
    build = builders[form.layout]
    if form.is_batch or len(sheets) <= 1:
        return build(form, sheets, occasion)
    return Bundle(
        fill_names(sheets, occasion)(form.title),
        tuple(build(form, (sheet,), occasion) for sheet in sheets),
    )


def _letter(form: FormSpec, sheets: Sequence[Sheet], occasion: Occasion) -> Letter:
    say = fill_names(sheets, occasion)
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
    say = fill_names(sheets, occasion)
    blanks = blank_texts(occasion.pack) if form.opinions else {}
    cells = [
        cell.model_copy(update={"value": say(cell.value) or blanks.get(cell.value, "")})
        for cell in (*form.head, *form.cells)
        if sheet.holds(cell.when)
    ]
    verdicts = _shown_verdicts(form, sheet.told)
    note = sheet.told.note if sheet.told and verdicts else ""
    short = tuple((say(c.label), c.value) for c in cells if c.span == 1 and c.lines == 1)
    return TableForm(
        title=say(form.title),
        left=say(form.left),
        right=say(form.right) or "金额单位：万元",
        head=short,
        rows=_wide_rows(cells, say),
        verdicts=verdicts,
        opinions=tuple(
            box for cell in form.opinions for box in _opinions(cell, sheet, occasion.pack)
        ),
        foot=tuple(filter(None, (say(form.foot), *map(say, form.body), note))),
        continued=f"{sheet.names.get('project_code', '')} {sheet.names.get('project_name', '')}",
    )


def _wide_rows(cells: Sequence[FormCell], say: Callable[[str], str]) -> tuple[FormRow, ...]:
    wide = [cell for cell in cells if cell.span != 1 or cell.lines > 1]
    return tuple(FormRow(say(c.label), c.value, (c.lines - 1) * LINE_MM) for c in wide)


def _shown_verdicts(form: FormSpec, told: Told | None) -> tuple[VerdictRow, ...]:
    if told is None:
        return ()
    rows = verdict_rows(told.verdicts) if form.show_verdicts else ()
    if not (form.show_similar and told.similar):
        return rows
    decided = told.similar_decision
    word = "已作决定" if decided else "需人工判断"
    return (*rows, VerdictRow("相似项目比对", word, "；".join(told.similar), note=decided))


def _opinions(cell: OpinionCell, sheet: Sheet, pack: Pack) -> tuple[OpinionBox, ...]:
    """The box of a step, and one for every reviewer the clerk added beside it."""
    added = [key for key in sheet.records if key.startswith(f"{cell.step}@")]
    boxes = [_opinion(cell, sheet.records.get(cell.step), pack)]
    for key in added:
        role = key.partition("@")[2]
        boxes.append(_opinion(cell, sheet.records[key], pack, label=f"{_reviewer(pack, role)}意见"))
    return tuple(boxes)


def _reviewer(pack: Pack, role: str) -> str:
    return next((o.names[-1].name for o in pack.offices if o.role == role), role)


def _opinion(
    cell: OpinionCell, record: StepRecord | None, pack: Pack, label: str = ""
) -> OpinionBox:
    procedure, _, path = cell.step.partition(".")
    step = next((flat.step for flat in pack.steps_of(procedure) if flat.path == path), None)
    labels: dict[str, str] = {}
    if step is not None:
        labels = {o: step.labels.get(o, OUTCOME_LABELS[o]) for o in step.outcomes}
    choices = tuple(labels.values())
    height = cell.lines * LINE_MM
    if record is None:
        return OpinionBox(
            label or cell.label,
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
        label or cell.label,
        text,
        record.signer,
        record.acted_on,
        has_seal=cell.has_seal,
        signer_label=f"{cell.signer_label}：",
        choices=choices,
        chosen=labels.get(record.outcome, ""),
        height_mm=height,
    )


def _list(form: FormSpec, sheets: Sequence[Sheet], occasion: Occasion) -> ListPaper:
    say = fill_names((), occasion)
    titles = dict.fromkeys(_group(sheet, form) for sheet in sheets)
    by_group = [(t, [x for x in sheets if _group(x, form) == t]) for t in titles]
    order = iter(range(1, len(sheets) + 1))
    groups = tuple(
        ListGroup(title, tuple(_list_row(form.columns, x, str(next(order))) for x in members))
        for title, members in by_group
    )
    return ListPaper(
        title=say(form.title),
        columns=tuple(map(_column, form.columns)),
        rows=() if form.group_by else tuple(row for group in groups for row in group.rows),
        groups=groups if form.group_by else (),
        left=say(form.left),
        right=say(form.right),
        foot=tuple(filter(None, (say(form.foot), *map(say, form.body)))),
        is_landscape=form.landscape,
    )


def _group(sheet: Sheet, form: FormSpec) -> str:
    """What the list groups this subject by; empty where it has no groups."""
    return sheet.names.get(form.group_by, "") if form.group_by else ""


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
