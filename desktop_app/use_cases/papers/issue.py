"""Preview, issue, reprint and void papers; a number is given at issue and never again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from db.unit_of_work import ReadView
from desktop_app.domain.record import Paper as IssuedPaper
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.printing.papers import (
    Checklist,
    Letter,
    ListPaper,
    Paper,
    Receipt,
    Stamp,
    TableForm,
)
from desktop_app.printing.render import letter_docx, missing_glyphs, page_images, render_pdf
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema.forms import FormSpec
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.papers.content import paper_content
from desktop_app.use_cases.papers.sheets import Extra, occasion_of, sheets_of
from desktop_app.use_cases.regime import current_pack, stored_pack
from desktop_app.values.ids import PaperId

PDF = "application/pdf"


@dataclass(frozen=True)
class FormChoice:
    """One paper the pack offers for a subject."""

    id: str
    title: str
    is_batch: bool
    is_letter: bool
    """Its wording can be edited before issue, and it also comes as .docx."""


@dataclass(frozen=True)
class Draft:
    """A paper not issued yet: the PDF, its pages as pictures, and what would go wrong."""

    form: FormChoice
    pdf: bytes
    body: tuple[str, ...]
    """Paragraphs of a letter as they stand, for editing; empty for other papers."""
    missing: tuple[str, ...]
    """Characters no font can print, with their places; issue is refused while there are any."""


def forms_for(desk: Desk, subject_kind: str, stage: str = "") -> tuple[FormChoice, ...]:
    """The papers of the pack in force for a kind of subject (and stage)."""
    with desk.workspace.read() as view:
        pack = current_pack(desk, view)
    return tuple(
        _choice(form)
        for form in pack.forms
        if form.subject == subject_kind and stage in ("", form.stage)
    )


def preview_paper(
    desk: Desk,
    form: str,
    subjects: Sequence[Subject],
    *,
    body: tuple[str, ...] | None = None,
    extra: Extra | None = None,
) -> Draft:
    """The paper as it would be issued now, without number and marked 预览."""
    with desk.workspace.read() as view:
        pack, spec = _form(desk, view, form, subjects)
        paper = _content(desk, view, pack, spec, subjects, body, extra)
        stamp = _stamp(view, spec, subjects)
    missing = tuple(str(each) for each in missing_glyphs(paper))
    pdf = render_pdf(paper, replace(stamp, is_preview=True))
    return Draft(_choice(spec), pdf, paper.body if isinstance(paper, Letter) else (), missing)


def issue_paper(
    desk: Desk,
    form: str,
    subjects: Sequence[Subject],
    *,
    body: tuple[str, ...] | None = None,
    extra: Extra | None = None,
) -> IssuedPaper:
    """Issue the paper: it takes its own number, is kept as printed, and cannot change any more."""
    require(desk, "papers.issue")
    title = _title(desk, form, subjects)
    act = desk.act("issue_paper", f"出具《{title}》", subjects=tuple(subjects))
    with desk.workspace.begin(act) as uow:
        pack, spec = _form(desk, uow, form, subjects)
        number = ""
        if spec.series:
            serial = uow.papers.next_number(spec.series, desk.today.year)
            number = f"{spec.series}〔{desk.today.year}〕{serial}号"
        given = replace(extra or Extra(), number=number)
        paper = _content(desk, uow, pack, spec, subjects, body, given)
        _refuse_missing(paper)
        stamp = replace(_stamp(uow, spec, subjects), number=number, issued_on=desk.today)
        pdf = render_pdf(paper, stamp)
        copy = render_pdf(paper, replace(stamp, is_copy=True))
        return uow.papers.add(
            form=form,
            title=paper.title,
            number=number,
            issued_on=desk.today,
            digest=desk.workspace.files.put(pdf, PDF),
            copy_digest=desk.workspace.files.put(copy, PDF),
            subjects=tuple(subjects),
            record_version=stamp.version,
            log_head=stamp.log_head,
            page_count=len(page_images(pdf, 10)),
        )


def paper_pdf(desk: Desk, paper_id: PaperId) -> bytes:
    """The paper exactly as issued."""
    with desk.workspace.read() as view:
        return desk.workspace.files.get(view.papers.get(paper_id).digest)


def reprint_paper(desk: Desk, paper_id: PaperId) -> bytes:
    """The issued paper once more, every page marked 副本; the log counts the copies."""
    require(desk, "papers.reprint")
    with desk.workspace.read() as view:
        paper = view.papers.get(paper_id)
    act = desk.act("reprint_paper", f"重印《{paper.title}》副本", subjects=paper.subjects)
    with desk.workspace.begin(act) as uow:
        uow.papers.change(paper_id, copies=paper.copies + 1)
    return desk.workspace.files.get(paper.copy_digest)


def void_paper(desk: Desk, paper_id: PaperId, reason: str) -> IssuedPaper:
    """Mark an issued paper as spoiled (作废); its number stays used."""
    require(desk, "papers.void")
    if not reason.strip():
        raise Refused("作废没有写理由", advice="请写明作废的理由，日志和清单上都会留下。")
    with desk.workspace.read() as view:
        paper = view.papers.get(paper_id)
    act = desk.act(
        "void_paper", f"作废《{paper.title}》{paper.number}", reason=reason, subjects=paper.subjects
    )
    with desk.workspace.begin(act) as uow:
        return uow.papers.void(paper_id, reason)


def set_document_number(desk: Desk, paper_id: PaperId, number: str) -> IssuedPaper:
    """Type in the 文号 the secretariat gave after signing; one number serves one paper."""
    require(desk, "papers.number")
    with desk.workspace.read() as view:
        paper = view.papers.get(paper_id)
        taken = [p for p in view.papers.where(document_number=number) if p.id != paper_id]
    if taken and number:
        raise Refused(f"文号“{number}”已用于《{taken[0].title}》", advice="请核对文号后重新填写。")
    act = desk.act("set_document_number", f"登记文号 {number}", subjects=paper.subjects)
    with desk.workspace.begin(act) as uow:
        return uow.papers.change(paper_id, document_number=number)


def letter_as_docx(
    desk: Desk,
    form: str,
    subjects: Sequence[Subject],
    *,
    body: tuple[str, ...] | None = None,
    extra: Extra | None = None,
) -> bytes:
    """The letter as a .docx for the secretariat to finish; refused for other papers."""
    with desk.workspace.read() as view:
        pack, spec = _form(desk, view, form, subjects)
        paper = _content(desk, view, pack, spec, subjects, body, extra)
    if not isinstance(paper, Letter):
        raise Refused(f"《{paper.title}》不是函件", advice="只有函件可以另存为 .docx。")
    return letter_docx(paper)


def page_pictures(pdf: bytes, dpi: int = 110) -> list[bytes]:
    """The pages of a PDF as PNG pictures."""
    return page_images(pdf, dpi)


def _content(  # noqa: PLR0913, PLR0917 - one paper's whole question
    desk: Desk,
    view: ReadView,
    pack: Pack,
    spec: FormSpec,
    subjects: Sequence[Subject],
    body: tuple[str, ...] | None,
    extra: Extra | None,
) -> Paper:
    given = extra or Extra()
    sheets = sheets_of(desk, view, pack, spec, subjects, given)
    paper = paper_content(spec, sheets, occasion_of(desk, pack, spec, sheets, given, body))
    if isinstance(paper, TableForm | ListPaper | Checklist | Receipt):
        return replace(paper, number=given.number)
    return paper


def _form(
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
    return pack, known[form]


def _stamp(view: ReadView, spec: FormSpec, subjects: Sequence[Subject]) -> Stamp:
    version = 1
    if len(subjects) == 1 and subjects[0].kind == "project":
        version = view.projects.get(subjects[0].id).version
    return Stamp(version=version, log_head=view.log_head().digest, form=spec.title)


def _title(desk: Desk, form: str, subjects: Sequence[Subject]) -> str:
    with desk.workspace.read() as view:
        _, spec = _form(desk, view, form, subjects)
    return spec.title


def _refuse_missing(paper: Paper) -> None:
    missing = missing_glyphs(paper)
    if missing:
        raise Refused(
            f"有 {len(missing)} 个字打印不出来：{'；'.join(map(str, missing[:5]))}",
            advice="请换用常用字，或在本机装好带这些字的字体后再出具。",
        )


def _choice(form: FormSpec) -> FormChoice:
    return FormChoice(form.id, form.title, form.is_batch, form.layout == "letter")
