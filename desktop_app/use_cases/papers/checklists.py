"""Checklists and receipts: what has to be handed in, and what has come."""

from collections.abc import Sequence

from desktop_app.domain.procedure_view import MaterialView
from desktop_app.printing.papers import Checklist, ChecklistItem, Pair, Receipt
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import FormSpec
from desktop_app.rules.schema.form_parts import Cell, CheckItem
from desktop_app.use_cases.papers.blanks import Blanks
from desktop_app.use_cases.papers.content_parts import Occasion, Say, Sheet, sayer
from desktop_app.use_cases.papers.tables import signers_of


def checklist(form: FormSpec, sheets: Sequence[Sheet], occasion: Occasion) -> Checklist:
    """The form's own items, then the materials the procedure asks of this subject."""
    say = sayer(sheets, occasion, form)
    sheet = sheets[0]
    items = [_item(item, sheet, say) for item in form.items]
    if form.procedure:
        items += [_material(each) for each in sheet.materials(form.procedure)]
    return Checklist(
        title=say(form.title),
        items=tuple(items),
        left=say(form.left),
        right=say(form.right),
        head=_pairs((*form.head, *form.cells), sheet, occasion.pack, say),
        signers=signers_of(form, say),
        foot=tuple(filter(None, (say(form.foot),))),
    )


def _item(item: str | CheckItem, sheet: Sheet, say: Say) -> ChecklistItem:
    """One item: open for ink unless checks of the pack answer it."""
    if isinstance(item, str):
        return ChecklistItem(say(item))
    told = sheet.told.verdicts if sheet.told else ()
    found = [verdict for verdict in told if verdict.rule in item.checks and verdict.word]
    against = [verdict for verdict in found if verdict.light != "pass"]
    is_refused = any(verdict.light in {"fail", "warn"} for verdict in against)
    is_met = True if found and not against else None
    return ChecklistItem(
        say(item.text),
        is_ticked=False if is_refused else is_met,
        clause="、".join(dict.fromkeys(clause for each in found for clause in each.clauses)),
        remark="；".join(f"{each.word}：{each.message.rstrip('。')}" for each in against),
    )


def _material(material: MaterialView) -> ChecklistItem:
    """One material: ticked if it came, else left open for ink; what it must hold below it."""
    copies = f"（一式{material.copies}份）" if material.copies > 1 else ""
    maybe = "" if material.is_required else "（如有）"
    holds = f"\n应含：{'、'.join(material.items)}" if material.items else ""
    return ChecklistItem(
        f"{material.title}{copies}{maybe}{holds}",
        is_ticked=True if material.is_handed_in else None,
        clause="、".join(material.clauses),
    )


def receipt(form: FormSpec, sheets: Sequence[Sheet], occasion: Occasion) -> Receipt:
    """Two halves with the form's cells and its sentence."""
    say = sayer(sheets, occasion, form)
    said = (say(each.text) for each in form.paragraphs if sheets[0].holds(each.when))
    return Receipt(
        title=say(form.title),
        statement="".join((*said, say(form.foot))),
        lines=_pairs((*form.head, *form.cells), sheets[0], occasion.pack, say),
        issuer=occasion.pack.office_name(form.sender, occasion.on),
        handler=occasion.names.get("handler", ""),
        dated=occasion.on,
    )


def _pairs(cells: Sequence[Cell], sheet: Sheet, pack: Pack, say: Say) -> tuple[Pair, ...]:
    blanks = Blanks(pack)
    return tuple(
        (say(cell.label), say(cell.value).strip() or blanks.text(cell))
        for cell in cells
        if sheet.holds(cell.when)
    )
