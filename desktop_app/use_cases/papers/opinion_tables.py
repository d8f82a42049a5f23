"""The content of forms as one table: cells, tables of register rows, checks, opinions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop_app.domain.record import StepRecord
from desktop_app.printing.papers import (
    CourseRow,
    FormGrid,
    FormRow,
    GateRow,
    OpinionBox,
    TableForm,
    VerdictRow,
    verdict_rows,
)
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import OUTCOME_LABELS, FormSpec
from desktop_app.rules.schema.form_parts import Cell, OpinionCell
from desktop_app.use_cases.papers.blanks import Blanks
from desktop_app.use_cases.papers.content_parts import Done, Gate, Occasion, Say, Sheet, sayer
from desktop_app.use_cases.papers.proceedings import step_of
from desktop_app.use_cases.papers.tables import grid, signers_of
from desktop_app.use_cases.papers.told import Told

LINE_MM = 7.5


def opinion_table(form: FormSpec, sheets: Sequence[Sheet], occasion: Occasion) -> TableForm:
    """The form as one ruled table."""
    sheet = sheets[0]
    say = sayer(sheets, occasion, form)
    cells = _cells(form, sheet, occasion.pack, say)
    verdicts = _shown_verdicts(form, sheet.told)
    note = sheet.told.note if sheet.told and verdicts else ""
    short = tuple((say(c.label), c.value) for c in cells if c.span == 1 and c.lines == 1)
    return TableForm(
        title=say(form.title),
        left=say(form.left),
        right=say(form.right),
        head=short,
        rows=(*_wide_rows(cells, say), *_grids(form, sheet, occasion.pack)),
        course=tuple(map(_course_row, sheet.course())) if form.show_course else (),
        gates=tuple(map(_gate_row, sheet.gates())) if form.show_gates else (),
        verdicts=verdicts,
        opinions=tuple(
            box
            for cell in form.opinions
            if sheet.holds(cell.when)
            for box in _opinions(cell, sheet, occasion.pack)
        ),
        signers=signers_of(form, say),
        foot=tuple(filter(None, (say(form.foot), *_body(form, sheet, say), note))),
        continued=f"{sheet.texts('project_code')} {sheet.texts('project_name')}".strip(),
    )


def _cells(form: FormSpec, sheet: Sheet, pack: Pack, say: Say) -> list[Cell]:
    """The cells that stand here, filled; what stands for a missing value differs."""
    blanks = Blanks(pack, looks_back=form.show_course or form.show_gates)
    return [
        cell.model_copy(update={"value": say(cell.value).strip() or blanks.text(cell)})
        for cell in (*form.head, *form.cells)
        if sheet.holds(cell.when)
    ]


def _body(form: FormSpec, sheet: Sheet, say: Say) -> Iterator[str]:
    return (say(each.text) for each in form.paragraphs if sheet.holds(each.when))


def _wide_rows(cells: Sequence[Cell], say: Say) -> tuple[FormRow, ...]:
    wide = [cell for cell in cells if cell.span != 1 or cell.lines > 1]
    return tuple(FormRow(say(c.label), c.value, (c.lines - 1) * LINE_MM) for c in wide)


def _grids(form: FormSpec, sheet: Sheet, pack: Pack) -> tuple[FormGrid, ...]:
    found = (grid(table, sheet, pack) for table in form.table)
    return tuple(each for each in found if each is not None)


def _course_row(done: Done) -> CourseRow:
    return CourseRow(
        done.on, done.procedure, done.step, done.outcome, done.signer, done.number, done.opinion
    )


def _gate_row(gate: Gate) -> GateRow:
    return GateRow(
        gate.step, gate.title, gate.clauses, gate.then, gate.then_on, gate.now, gate.message
    )


def _shown_verdicts(form: FormSpec, told: Told | None) -> tuple[VerdictRow, ...]:
    if told is None:
        return ()
    rows = verdict_rows(told.verdicts) if form.show_verdicts else ()
    alike = told.alike() if form.show_similar else None
    if alike is None or not alike.lines:
        return rows
    word = "已作决定" if alike.decision else "需人工判断"
    return (*rows, VerdictRow("相似项目比对", word, "；".join(alike.lines), note=alike.decision))


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
    step = step_of(pack, cell.step)
    labels: dict[str, str] = {}
    if step is not None:
        labels = {o: step.labels.get(o, OUTCOME_LABELS[o]) for o in step.outcomes}
    box = OpinionBox(
        label or cell.label,
        has_seal=cell.has_seal,
        signer_label=f"{cell.signer_label}：",
        choices=tuple(labels.values()) if len(labels) > 1 else (),
        height_mm=cell.lines * LINE_MM,
    )
    return box if record is None else _signed(box, record, labels.get(record.outcome, ""))


def _signed(box: OpinionBox, record: StepRecord, chosen: str) -> OpinionBox:
    text = record.opinion
    if record.override_reason:
        text += (
            f"（依{record.override_clause}，{record.override_by}决定：{record.override_reason}）"
        )
    return replace(box, text=text, signer=record.signer, dated=record.acted_on, chosen=chosen)
