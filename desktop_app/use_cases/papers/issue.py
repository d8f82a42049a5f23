"""Preview, issue, reprint and void papers; a number is given at issue and never again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.record import Paper as IssuedPaper
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.printing.papers import Stamp
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import FormSpec
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.papers.conditions import refuse_ungranted
from desktop_app.use_cases.papers.content_parts import form_label
from desktop_app.use_cases.papers.earlier import Earlier, earlier_paper
from desktop_app.use_cases.papers.filled import (
    called,
    filled_paper,
    form_of,
    letter_of,
    refuse_incomplete,
)
from desktop_app.use_cases.papers.press import (
    letter_docx,
    missing_glyphs,
    page_count,
    page_images,
    render_pdf,
)
from desktop_app.use_cases.papers.sheets import Extra
from desktop_app.use_cases.regime import pack_having
from desktop_app.use_cases.standing.kinds import kind_of
from desktop_app.values.ids import PaperId

PDF = "application/pdf"
NO_PAPER = "文书的序号用 hengce show 编号 查看；窗口里在项目、单位的“材料”里找。"


@dataclass(frozen=True)
class FormChoice:
    """One paper the pack offers for a subject."""

    id: str
    title: str
    is_batch: bool
    is_letter: bool
    """Its wording can be edited before issue, and it also comes as .docx."""
    asks_due: bool = False
    """It names a day the act itself brings: until when an answer is asked for."""


@dataclass(frozen=True)
class Draft:
    """A paper not issued yet: the PDF, its pages as pictures, and what would go wrong."""

    form: FormChoice
    pdf: bytes
    body: tuple[str, ...]
    """Paragraphs of a letter as they stand, for editing; empty for other papers."""
    missing: tuple[str, ...]
    """Characters no font can print, with their places; issue is refused while there are any."""
    lacking: tuple[str, ...] = ()
    """What a letter names and nobody has recorded; issue is refused while there is any."""
    earlier: Earlier | None = None
    """The paper already issued for the same subjects, if any: a copy of it may be what is meant."""


def form_subject(desk: Desk, form: str) -> str:
    """What a form of the pack in force is printed for: project, unit, ..., or a register."""
    with desk.workspace.read() as view:
        pack = pack_having(desk, view, lambda each: any(one.id == form for one in each.forms))
    forms = {each.id: each for each in pack.forms}
    if form not in forms:
        listed = "、".join(f"{key}（{form_label(each, pack)}）" for key, each in forms.items())
        raise Refused(f"没有名为“{form}”的文书", advice=f"可用的文书：{listed}。")
    return forms[form].subject


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
        pack, spec = form_of(desk, view, form, subjects)
        filled = filled_paper(desk, view, pack, spec, subjects, body, extra)
        paper = filled.paper
        stamp = replace(_stamp(view, subjects), form=paper.title)
    missing = tuple(str(each) for each in missing_glyphs(paper))
    pdf = render_pdf(paper, replace(stamp, is_preview=True))
    letter = letter_of(paper)
    words = letter.body if letter else ()
    earlier = earlier_paper(desk, form, subjects, body=body, extra=extra)
    return Draft(choice_of(spec, pack), pdf, words, missing, filled.lacking, earlier)


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
        return issue_in(desk, uow, form, subjects, body, extra)


def issue_papers(
    desk: Desk, form: str, subjects: Sequence[Subject], *, extra: Extra | None = None
) -> tuple[IssuedPaper, ...]:
    """Issue one paper per subject, each with its own number, in one act: all of them, or none.

    A form that is one paper for many subjects (a list, a report) is issued once for all.
    """
    require(desk, "papers.issue")
    with desk.workspace.read() as view:
        _, spec = form_of(desk, view, form, subjects)
    if spec.is_batch:
        return (issue_paper(desk, form, subjects, extra=extra),)
    return issue_each(desk, form, [(subject, extra) for subject in subjects])


def issue_each(
    desk: Desk, form: str, wanted: Sequence[tuple[Subject, Extra | None]]
) -> tuple[IssuedPaper, ...]:
    """Issue one paper per subject in one act, each with what the act itself brings to it."""
    require(desk, "papers.issue")
    subjects = tuple(subject for subject, _ in wanted)
    many = f"（{len(subjects)} 份）" if len(subjects) > 1 else ""
    title = _title(desk, form, subjects)
    act = desk.act("issue_paper", f"出具《{title}》{many}", subjects=subjects)
    with desk.workspace.begin(act) as uow:
        return tuple(issue_in(desk, uow, form, (each,), None, extra) for each, extra in wanted)


def issue_in(
    desk: Desk,
    uow: UnitOfWork,
    form: str,
    subjects: Sequence[Subject],
    body: tuple[str, ...] | None,
    extra: Extra | None,
) -> IssuedPaper:
    """Issue one paper within an act: it takes its number and is kept as printed."""
    pack, spec = form_of(desk, uow, form, subjects)
    refuse_ungranted(desk, uow, spec, subjects)
    number = ""
    if spec.series:
        serial = uow.papers.next_number(spec.series, desk.today.year)
        number = f"{spec.series}〔{desk.today.year}〕{serial}号"
    filled = filled_paper(
        desk, uow, pack, spec, subjects, body, replace(extra or Extra(), number=number)
    )
    refuse_incomplete(spec, pack, filled)
    paper = filled.paper
    stamp = replace(_stamp(uow, subjects), number=number, issued_on=desk.today, form=paper.title)
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
        page_count=page_count(pdf),
    )


def paper_pdf(desk: Desk, paper_id: PaperId) -> bytes:
    """The paper exactly as issued."""
    with desk.workspace.read() as view:
        paper = view.papers.get(paper_id)
    _refuse_purged(paper)
    return desk.workspace.files.get(paper.digest)


def _refuse_purged(paper: IssuedPaper) -> None:
    if not paper.digest:
        raise Refused(
            "这份文书里有涉密项目或已清除的个人信息，电子件已按规定清除",
            advice="请查纸质件。",
            record=paper.number,
        )


def reprint_paper(desk: Desk, paper_id: PaperId) -> bytes:
    """The issued paper once more, every page marked 副本; the log counts the copies."""
    require(desk, "papers.reprint")
    with desk.workspace.read() as view:
        paper = view.papers.get(paper_id)
    _refuse_purged(paper)
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
        paper = view.papers.find(paper_id)
        if paper is None:
            raise Refused(f"没有序号为 {paper_id} 的文书", advice=NO_PAPER)
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
        pack, spec = form_of(desk, view, form, subjects)
        paper = filled_paper(desk, view, pack, spec, subjects, body, extra).paper
    letter = letter_of(paper)
    if letter is None:
        raise Refused(f"《{paper.title}》不是函件", advice="只有函件可以另存为 .docx。")
    return letter_docx(letter)


def page_pictures(
    pdf: bytes, dpi: int = 110, look: Callable[[], None] = lambda: None
) -> list[bytes]:
    """The pages of a PDF as PNG pictures; `look` is called before each and may raise Cancelled."""
    return page_images(pdf, dpi, look)


def _stamp(view: ReadView, subjects: Sequence[Subject]) -> Stamp:
    """The state of the records: of one subject its own version, of many only the log."""
    version = 1
    if len(subjects) == 1:
        kind = kind_of(subjects[0].kind)
        record = kind.read(view, (subjects[0].id,))[subjects[0].id]
        version = getattr(record, "version", 1)
    return Stamp(version=version, log_head=view.log_head().digest)


def _title(desk: Desk, form: str, subjects: Sequence[Subject]) -> str:
    with desk.workspace.read() as view:
        pack, spec = form_of(desk, view, form, subjects)
        return called(desk, view, pack, spec, subjects)


def choice_of(form: FormSpec, pack: Pack) -> FormChoice:
    """A form as lists offer it."""
    asks_due = any("{due}" in paragraph.text for paragraph in form.paragraphs)
    return FormChoice(
        form.id, form_label(form, pack), form.is_batch, form.layout == "letter", asks_due
    )
