"""A paper filled for its subjects, with the attachments its letter names."""

from collections.abc import Sequence
from dataclasses import replace

from db.unit_of_work import ReadView
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.printing.papers import (
    Bundle,
    Checklist,
    Letter,
    ListPaper,
    Paper,
    Receipt,
    TableForm,
)
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema.forms import FormSpec
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers.content import paper_content
from desktop_app.use_cases.papers.content_parts import Sheet, form_label
from desktop_app.use_cases.papers.press import missing_glyphs
from desktop_app.use_cases.papers.sheets import Extra, occasion_of, sheets_of
from desktop_app.use_cases.regime import current_pack, stored_pack

MOST_NAMED = 5
PROBLEMS = "{problems}"
"""A paragraph that is nothing but the list of what must be mended."""
SUBJECT_LABELS = {"project": "项目", "need": "需求", "unit": "单位"}


def filled_paper(  # noqa: PLR0913, PLR0917 - one paper's whole question
    desk: Desk,
    view: ReadView,
    pack: Pack,
    spec: FormSpec,
    subjects: Sequence[Subject],
    body: tuple[str, ...] | None,
    extra: Extra | None,
) -> Paper:
    """The content of a form for its subjects; a letter brings the lists it names with it."""
    given = extra or Extra()
    sheets = sheets_of(desk, view, pack, spec, subjects, given)
    _refuse_unfit(spec, sheets)
    _refuse_empty(spec, sheets, given)
    paper = paper_content(spec, sheets, occasion_of(desk, view, pack, spec, sheets, given, body))
    if isinstance(paper, TableForm | ListPaper | Checklist | Receipt):
        return replace(paper, number=given.number)
    attached = [
        _annexed(
            paper_content(form, sheets, occasion_of(desk, view, pack, form, sheets, given, None)),
            mark,
        )
        for mark, form in _attached(pack, spec)
    ]
    parts = tuple(part for part in (paper, *attached) if not isinstance(part, Bundle))
    return Bundle(paper.title, parts) if attached else paper


def _annexed(paper: Paper, mark: str) -> Paper:
    """An attachment says above its title which one it is."""
    if isinstance(paper, Letter | TableForm | ListPaper | Checklist):
        return replace(paper, annex=mark)
    return paper


def _refuse_unfit(spec: FormSpec, sheets: Sequence[Sheet]) -> None:
    """Refuse a paper for subjects it does not fit: what it says would not be true of them."""
    unfit = [sheet for sheet in sheets if not sheet.holds(spec.when)]
    if unfit:
        named = "、".join(sheet.names.get("project_code", "") for sheet in unfit[:MOST_NAMED])
        more = f"等 {len(unfit)} 项" if len(unfit) > MOST_NAMED else ""
        raise Refused(
            f"{named}{more}还不能出《{form_label(spec)}》",
            advice="请先办到相应的环节，或改选别的文书。",
        )


def _refuse_empty(spec: FormSpec, sheets: Sequence[Sheet], extra: Extra) -> None:
    """Refuse a letter whose list of what to mend would be empty."""
    if PROBLEMS not in spec.body or extra.problems:
        return
    if not any(sheet.names.get("problems") for sheet in sheets):
        raise Refused(
            f"《{form_label(spec)}》没有可写的补正事项",
            advice="核查都已通过；确需退回的，先在“退回修改”里写明意见。",
        )


def _attached(pack: Pack, spec: FormSpec) -> list[tuple[str, FormSpec]]:
    """Forms a letter names as its attachments, with 附件 or 附件1: printed behind it."""
    is_only = len(spec.attachments) == 1
    return [
        ("附件" if is_only else f"附件{order}", form)
        for order, title in enumerate(spec.attachments, 1)
        for form in pack.forms
        if form.title == title and form.subject == spec.subject and form.is_batch == spec.is_batch
    ]


def letter_of(paper: Paper) -> Letter | None:
    """The letter of a paper, with or without attachments; None if it is no letter."""
    first = paper.parts[0] if isinstance(paper, Bundle) else paper
    return first if isinstance(first, Letter) else None


def form_of(
    desk: Desk, view: ReadView, form: str, subjects: Sequence[Subject]
) -> tuple[Pack, FormSpec]:
    """The pack of the first subject and its form; older projects keep their pack's forms."""
    pack = current_pack(desk, view)
    if subjects and subjects[0].kind == "project":
        project = view.projects.get(subjects[0].id)
        pack = stored_pack(desk, view, project.pack, project.pack_version)
    known = {each.id: each for each in pack.forms}
    if form not in known:
        listed = "、".join(f"{key}（{each.title}）" for key, each in known.items())
        raise Refused(f"没有名为“{form}”的文书", advice=f"可用的文书：{listed}。")
    if not subjects:
        raise Refused("没有选项目", advice="请先选中要出文书的行。")
    kinds = {each.kind for each in subjects}
    if kinds != {known[form].subject}:
        kind = SUBJECT_LABELS.get(known[form].subject, known[form].subject)
        raise Refused(
            f"《{known[form].title}》是按{kind}出的文书", advice=f"请选中{kind}后再出这份文书。"
        )
    return pack, known[form]


def refuse_missing(paper: Paper) -> None:
    """Refuse a paper with characters no font can print."""
    missing = missing_glyphs(paper)
    if missing:
        raise Refused(
            f"有 {len(missing)} 个字打印不出来：{'；'.join(map(str, missing[:5]))}",
            advice="请换用常用字，或在本机装好带这些字的字体后再出具。",
        )
