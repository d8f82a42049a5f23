"""From a form of the pack and the facts of its subjects to the content of a paper."""

from collections.abc import Callable, Sequence

from desktop_app.printing.papers import (
    Bundle,
    Checklist,
    Letter,
    LetterKind,
    ListGroup,
    ListPaper,
    Paper,
    Receipt,
    TableForm,
)
from desktop_app.rules.schema import FormSpec
from desktop_app.rules.schema.common import PLACEHOLDER
from desktop_app.use_cases.papers.checklists import checklist, receipt
from desktop_app.use_cases.papers.content_parts import (
    Occasion,
    RowsWanted,
    Sheet,
    sayer,
)
from desktop_app.use_cases.papers.opinion_tables import opinion_table
from desktop_app.use_cases.papers.tables import Listing, listing, signers_of

Single = Letter | TableForm | ListPaper | Checklist | Receipt


def paper_content(form: FormSpec, sheets: Sequence[Sheet], occasion: Occasion) -> Paper:
    """The content of the paper for these subjects; several single papers become one bundle."""
    builders: dict[str, Callable[[FormSpec, Sequence[Sheet], Occasion], Single]] = {
        "letter": _letter,
        "opinion_table": opinion_table,
        "list": _list,
        "checklist": checklist,
        "receipt": receipt,
    }
    build = builders[form.layout]
    if form.is_batch or len(sheets) <= 1:
        return build(form, sheets, occasion)
    return Bundle(
        sayer(sheets, occasion, form)(form.title),
        tuple(build(form, (sheet,), occasion) for sheet in sheets),
    )


def _letter(form: FormSpec, sheets: Sequence[Sheet], occasion: Occasion) -> Letter:
    say = sayer(sheets, occasion, form)
    body = occasion.body if occasion.body is not None else _said(form, sheets, say)
    pack, on = occasion.pack, occasion.on
    return Letter(
        title=say(form.title),
        addressee=say(form.addressee),
        body=tuple(line for text in body for line in text.split("\n")),
        sender=pack.office_name(form.sender, on),
        dated=on,
        attachments=tuple(map(say, form.attachments)),
        copy_to="、".join(pack.office_name(role, on) for role in form.copy_to),
        remark=say(form.foot),
        kind=_kind(form),
        is_upward=form.is_upward,
        names=_names_in(form.title, say),
    )


def _names_in(title: str, say: Callable[[str], str]) -> tuple[str, ...]:
    """What the placeholders of a title stand for, years left out."""
    said = (say(f"{{{name}}}") for name in PLACEHOLDER.findall(title))
    return tuple(text for text in said if text and not text.isdigit())


def _kind(form: FormSpec) -> LetterKind:
    if form.is_redhead:
        return LetterKind.REDHEAD
    return LetterKind.MISSIVE if form.is_missive else LetterKind.PLAIN


def _said(form: FormSpec, sheets: Sequence[Sheet], say: Callable[[str], str]) -> tuple[str, ...]:
    """The paragraphs that hold for every subject, filled; one with nothing to say is left out."""
    texts = (
        say(paragraph.text)
        for paragraph in form.paragraphs
        if all(sheet.holds(paragraph.when) for sheet in sheets)
    )
    return tuple(text for text in texts if text)


def _list(form: FormSpec, sheets: Sequence[Sheet], occasion: Occasion) -> ListPaper:
    """The subjects one to a row; with a register, the rows of that register instead."""
    rows = sheets
    if form.register_:
        wanted = RowsWanted(form.register_, form.scope, form.row_when, form.with_ended)
        rows = [row for sheet in sheets for row in sheet.rows(wanted)]
    made = listing(occasion.pack, form.columns, _grouped(form, rows))
    subjects = sheets if form.register_ else ()
    say = sayer(subjects, occasion, form, **made.sums, **_counted(form, made))
    spare = (("",) * len(made.columns),) * form.spare
    return ListPaper(
        title=say(form.title),
        columns=made.columns,
        rows=() if form.group_by else (*(r for _, group in made.groups for r in group), *spare),
        groups=tuple(ListGroup(*group) for group in made.groups) if form.group_by else (),
        left=say(form.left),
        right=say(form.right),
        signers=signers_of(form, say),
        foot=tuple(filter(None, (say(form.foot), *(say(p.text) for p in form.paragraphs)))),
        is_landscape=form.landscape,
    )


def _counted(form: FormSpec, made: Listing) -> dict[str, str]:
    """How many rows a list of register rows has; other lists count their subjects."""
    rows = sum(len(group) for _, group in made.groups)
    return {"count": str(rows)} if form.register_ else {}


def _grouped(form: FormSpec, rows: Sequence[Sheet]) -> list[tuple[str, list[Sheet]]]:
    """The rows by what the form groups them by, groups in the order of their first row."""
    groups: dict[str, list[Sheet]] = {}
    for row in rows:
        groups.setdefault(row.texts(form.group_by) if form.group_by else "", []).append(row)
    return list(groups.items())
