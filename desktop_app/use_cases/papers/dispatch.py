"""发文稿纸: the sheet a letter goes round with until it is signed, kept with that letter."""

from dataclasses import dataclass, replace

from db.unit_of_work import ReadView
from desktop_app.domain.record import Paper as IssuedPaper
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.printing.papers import FormRow, Letter, OpinionBox, Stamp, TableForm
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.papers.filled import form_of, letter_of, whole_paper
from desktop_app.use_cases.papers.issue import NO_PAPER, PDF
from desktop_app.use_cases.papers.press import page_count, render_pdf
from desktop_app.use_cases.papers.printable import refuse_missing
from desktop_app.values.ids import PaperId

DISPATCH = "dispatch_sheet"
"""Id of the sheet among the forms of issued papers."""
SERIES = "发文"
LETTER = "letter"
TITLE = "发文稿纸"
SIGNED_MM, SEEN_MM = 42.0, 30.0


@dataclass(frozen=True)
class DispatchEntry:
    """What the sheet says beside the letter; what is empty is written in by hand."""

    copies: int | None = None
    secrecy: str = ""
    """密级."""
    urgency: str = ""
    """紧急程度."""
    drafted_by: str = ""
    """拟稿人; empty takes the operator."""
    checked_by: str = ""
    """核稿人."""
    countersigners: tuple[str, ...] = ()
    """会签单位, each with a place of its own."""
    copy_to: str = ""
    """抄送; empty takes the letter's."""
    phone: str = ""
    note: str = ""


def goes_round(desk: Desk, paper: IssuedPaper) -> bool:
    """Whether an issued paper is a letter that goes round with a 发文稿纸."""
    if paper.is_void or paper.form == DISPATCH or not paper.digest:
        return False
    with desk.workspace.read() as view:
        _, spec = form_of(desk, view, paper.form, paper.subjects)
    return spec.layout == LETTER


def preview_dispatch(desk: Desk, paper_id: PaperId, entry: DispatchEntry) -> bytes:
    """The sheet of an issued letter as it would be issued, marked 预览."""
    with desk.workspace.read() as view:
        paper = _paper(view, paper_id)
        sheet = _sheet(desk, paper, _letter(desk, view, paper), entry)
        stamp = Stamp(log_head=view.log_head().digest, form=TITLE, is_preview=True)
    return render_pdf(sheet, stamp)


def issue_dispatch(desk: Desk, paper_id: PaperId, entry: DispatchEntry) -> IssuedPaper:
    """Issue the sheet: it takes its own number and is kept with the letter it goes round with."""
    require(desk, "papers.issue")
    with desk.workspace.read() as view:
        paper = _paper(view, paper_id)
    subjects = (Subject("paper", paper_id), *paper.subjects)
    act = desk.act("issue_paper", f"出具《{TITLE}》（{paper.title}）", subjects=subjects)
    with desk.workspace.begin(act) as uow:
        year = desk.today.year
        number = f"{SERIES}〔{year}〕{uow.papers.next_number(SERIES, year)}号"
        sheet = replace(_sheet(desk, paper, _letter(desk, uow, paper), entry), number=number)
        refuse_missing(sheet)
        head = uow.log_head().digest
        stamp = Stamp(log_head=head, number=number, form=TITLE, issued_on=desk.today)
        pdf = render_pdf(sheet, stamp)
        copy = render_pdf(sheet, replace(stamp, is_copy=True))
        return uow.papers.add(
            form=DISPATCH,
            title=f"{TITLE}（{paper.title}）",
            number=number,
            issued_on=desk.today,
            digest=desk.workspace.files.put(pdf, PDF),
            copy_digest=desk.workspace.files.put(copy, PDF),
            subjects=subjects,
            record_version=stamp.version,
            log_head=head,
            page_count=page_count(pdf),
        )


def _paper(view: ReadView, paper_id: PaperId) -> IssuedPaper:
    paper = view.papers.find(paper_id)
    if paper is None:
        raise Refused(f"没有序号为 {paper_id} 的文书", advice=NO_PAPER)
    if paper.is_void:
        raise Refused(
            f"《{paper.title}》已经作废", advice="请为重新出具的那一份出稿纸。", record=paper.number
        )
    return paper


def _letter(desk: Desk, view: ReadView, paper: IssuedPaper) -> Letter:
    """The letter as its form words it for its subjects; refused for other papers."""
    letter = None
    if paper.form != DISPATCH:
        pack, spec = form_of(desk, view, paper.form, paper.subjects)
        letter = letter_of(whole_paper(desk, view, pack, spec, paper.subjects))
    if letter is None:
        raise Refused(f"《{paper.title}》不是函件、批复一类的公文", advice="发文稿纸只随公文使用。")
    return letter


def _sheet(desk: Desk, paper: IssuedPaper, letter: Letter, entry: DispatchEntry) -> TableForm:
    office = desk.workspace.marker.office or letter.sender
    copies = f"{entry.copies}份" if entry.copies else ""
    return TableForm(
        title=f"{office}{TITLE}",
        head=(
            ("发文字号", paper.document_number),
            ("密级", entry.secrecy),
            ("紧急程度", entry.urgency),
            ("印发份数", copies),
            ("拟稿人", entry.drafted_by or desk.operator),
            ("联系电话", entry.phone),
        ),
        rows=(
            FormRow("标题", paper.title, 14),
            FormRow("主送", letter.addressee),
            FormRow("抄送", entry.copy_to or letter.copy_to),
            FormRow("附件", "\n".join(_numbered(letter.attachments))),
            FormRow("说明", entry.note, 14),
        ),
        opinions=(
            _place("签发", SIGNED_MM),
            *(_place(f"会签\n{each}", SEEN_MM) for each in entry.countersigners or ("",)),
            _place("核稿", SEEN_MM, entry.checked_by),
        ),
        foot=("拟稿、核稿、会签、签发依次办理；签发后由办公室编发文字号。",),
        continued=paper.title,
    )


def _numbered(names: tuple[str, ...]) -> tuple[str, ...]:
    """One alone gets no number."""
    if len(names) <= 1:
        return names
    return tuple(f"{place}.{name}" for place, name in enumerate(names, start=1))


def _place(label: str, height_mm: float, signer: str = "") -> OpinionBox:
    return OpinionBox(
        label.strip(), signer=signer, has_seal=False, signer_label="签字：", height_mm=height_mm
    )
