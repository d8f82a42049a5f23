"""A paper filled for its subjects, with the attachments its letter names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from db.unit_of_work import ReadView
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.printing.papers import Bundle, Letter, Paper, PictureSheet, Receipt
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import SUBJECT_LABELS, FormSpec
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers.content import Single, paper_content
from desktop_app.use_cases.papers.content_parts import Sheet, form_label, sayer
from desktop_app.use_cases.papers.lacking import lacking
from desktop_app.use_cases.papers.newer_forms import lent_forms
from desktop_app.use_cases.papers.occasions import occasion_of
from desktop_app.use_cases.papers.printable import refuse_missing
from desktop_app.use_cases.papers.sheets import Extra, sheets_of
from desktop_app.use_cases.papers.texts import required_names
from desktop_app.use_cases.regime import current_pack
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.reading import Reading, reading_of
from desktop_app.use_cases.vouchers.figure_papers import FigureOrder, figure_paper

MOST_NAMED = 5
PROBLEMS = "{problems}"
"""A paragraph that is nothing but the list of what must be mended."""


NOTHING_TO_MEND = "核查都已通过；确需退回的，先在“退回修改”里写明意见。"
FROM_ELSEWHERE = "要写的事项由到期事项或者退回的工作簿带出，请从那里出这份函件。"


@dataclass(frozen=True)
class Filled:
    """A paper ready to be laid out, and what its text still lacks."""

    paper: Paper
    lacking: tuple[str, ...] = ()


def filled_paper(  # noqa: PLR0913, PLR0917 - one paper's whole question
    desk: Desk,
    view: ReadView,
    pack: Pack,
    spec: FormSpec,
    subjects: Sequence[Subject],
    body: tuple[str, ...] | None,
    extra: Extra | None,
) -> Filled:
    """The content of a form for its subjects; a letter brings the lists it names with it."""
    given, reading = extra or Extra(), reading_of(desk, view)
    sheets = sheets_of(reading, spec, subjects, given)
    _refuse_unfit(spec, pack, sheets)
    _refuse_empty(spec, pack, sheets, given)
    occasion = occasion_of(reading, pack, spec, sheets, given, body)
    if spec.figures is not None:
        paper: Paper = figure_paper(
            FigureOrder(desk, spec, subjects, sayer(sheets, occasion, spec), body)
        )
    else:
        paper = paper_content(spec, sheets, occasion)
    if isinstance(paper, Bundle):
        first, *rest = paper.parts
        if not isinstance(first, Letter | PictureSheet):
            first = replace(first, number=given.number)
        return Filled(replace(paper, parts=(first, *rest)), lacking(spec, sheets, occasion))
    if not isinstance(paper, Letter):
        return Filled(replace(paper, number=given.number))
    whole = _with_attachments(reading, pack, spec, subjects, paper, given)
    return Filled(whole, lacking(spec, sheets, occasion))


def called(
    desk: Desk, view: ReadView, pack: Pack, spec: FormSpec, subjects: Sequence[Subject]
) -> str:
    """The title a form has for its subjects; of several, or where it is still open, its label."""
    names = required_names(spec.title)
    if names and (len(subjects) == 1 or spec.is_batch):
        given, reading = Extra(), reading_of(desk, view)
        sheets = sheets_of(reading, spec, subjects, given)
        say = sayer(sheets, occasion_of(reading, pack, spec, sheets, given, None), spec)
        if all(say(f"{{{name}}}") for name in names):
            return say(spec.title)
    return form_label(spec, pack)


def whole_paper(
    desk: Desk, view: ReadView, pack: Pack, spec: FormSpec, subjects: Sequence[Subject]
) -> Paper:
    """What a form says of its subjects now, whether or not it could still be issued for them."""
    given, reading = Extra(), reading_of(desk, view)
    sheets = sheets_of(reading, spec, subjects, given)
    return paper_content(spec, sheets, occasion_of(reading, pack, spec, sheets, given, None))


def _with_attachments(
    reading: Reading,
    pack: Pack,
    spec: FormSpec,
    subjects: Sequence[Subject],
    paper: Letter,
    given: Extra,
) -> Paper:
    """A letter with those of its attachments that are papers themselves, marked as such."""
    parts: list[Single] = []
    for place, form in _attached(pack, spec):
        sheets = sheets_of(reading, form, subjects, given)
        if all(sheet.holds(form.when) for sheet in sheets):
            occasion = occasion_of(reading, pack, form, sheets, given, None)
            part = paper_content(form, sheets, occasion)
            parts += [] if isinstance(part, Bundle) else [_marked(part, spec, place)]
    return Bundle(paper.title, (paper, *parts)) if parts else paper


def _marked(part: Single, spec: FormSpec, place: int) -> Single:
    """An attachment under its mark: 附件, or with its number where there are several."""
    mark = "附件" if len(spec.attachments) == 1 else f"附件{place}"
    return part if isinstance(part, Receipt) else replace(part, annex=mark)


def _refuse_unfit(spec: FormSpec, pack: Pack, sheets: Sequence[Sheet]) -> None:
    """Refuse a paper for subjects it does not fit: what it says would not be true of them."""
    unfit = [sheet for sheet in sheets if not sheet.holds(spec.when)]
    if unfit:
        named = "、".join(sheet.texts.label for sheet in unfit[:MOST_NAMED])
        more = f"等 {len(unfit)} 项" if len(unfit) > MOST_NAMED else ""
        raise Refused(
            f"{named}{more}还不能出《{form_label(spec, pack)}》",
            advice="请先办到相应的环节，或改选别的文书。",
        )


def comes_with_an_act(spec: FormSpec) -> bool:
    """Whether what a letter asks to mend is brought by the act it goes with, not by its subject."""
    return spec.subject != "project" and any(each.text == PROBLEMS for each in spec.paragraphs)


def _refuse_empty(spec: FormSpec, pack: Pack, sheets: Sequence[Sheet], extra: Extra) -> None:
    """Refuse a letter whose list of what to mend would be empty."""
    if all(each.text != PROBLEMS for each in spec.paragraphs) or extra.problems:
        return
    if not any(sheet.texts("problems") for sheet in sheets):
        raise Refused(
            f"《{form_label(spec, pack)}》没有可写的补正事项",
            advice=FROM_ELSEWHERE if comes_with_an_act(spec) else NOTHING_TO_MEND,
        )


def _attached(pack: Pack, spec: FormSpec) -> list[tuple[int, FormSpec]]:
    """Forms a letter names as its attachments, each with its place among them."""
    return [
        (place, form)
        for place, title in enumerate(spec.attachments, start=1)
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
    reading = reading_of(desk, view)
    courses = courses_of(reading, subjects)
    pack = courses[subjects[0]].pack if subjects else current_pack(desk, view)
    known = {each.id: each for each in pack.forms}
    if form not in known:
        lent = {spec.id: (newer, spec) for newer, spec in lent_forms(desk, view, pack)}
        if form in lent:
            pack, known[form] = lent[form]
    if form not in known:
        listed = "、".join(f"{key}（{form_label(each, pack)}）" for key, each in known.items())
        raise Refused(f"没有名为“{form}”的文书", advice=f"可用的文书：{listed}。")
    if not subjects:
        raise Refused("没有选项目", advice="请先选中要出文书的行。")
    if {course.governed_as for course in courses.values()} != {known[form].subject}:
        kind = subject_label(pack, known[form].subject)
        raise Refused(
            f"《{form_label(known[form], pack)}》是按{kind}出的文书",
            advice=f"请选中{kind}后再出这份文书。",
        )
    return pack, known[form]


def subject_label(pack: Pack, kind: str) -> str:
    """What a clerk calls the subjects of a form: 项目, 单位, or one row of a register."""
    if kind in SUBJECT_LABELS:
        return SUBJECT_LABELS[kind]
    return next((each.label for each in pack.registers if each.id == kind), kind)


def refuse_incomplete(spec: FormSpec, pack: Pack, filled: Filled) -> None:
    """Refuse a letter with holes in its text, or a paper with characters no font can print."""
    if filled.lacking:
        raise Refused(
            f"《{form_label(spec, pack)}》还缺：{'、'.join(filled.lacking)}",
            advice="请先登记这些内容，或在正文里直接写明后再出具。",
        )
    refuse_missing(filled.paper)
