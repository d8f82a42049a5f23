"""What was issued of a form before: told ahead of a second number, printed again as a copy."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from db.unit_of_work import ReadView
from desktop_app.domain.record import Paper as IssuedPaper
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.printing.papers import Stamp
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers.content_parts import form_label
from desktop_app.use_cases.papers.filled import filled_paper, form_of
from desktop_app.use_cases.papers.press import render_pdf
from desktop_app.use_cases.papers.sheets import Extra


@dataclass(frozen=True)
class Earlier:
    """The newest valid paper of a form for the same subjects."""

    paper: IssuedPaper
    is_unchanged: bool
    """Issued today it would be the same sheet again, to the letter."""

    @property
    def told(self) -> str:
        """What a clerk is told of it before another number is given."""
        named = f"《{self.paper.title}》{self.paper.number}"
        if self.is_unchanged:
            return f"{named}今天已经出具，内容没有变化"
        return f"{named}已于 {self.paper.issued_on.isoformat()} 出具，现在仍然有效"


def earlier_paper(
    desk: Desk,
    form: str,
    subjects: Sequence[Subject],
    *,
    body: tuple[str, ...] | None = None,
    extra: Extra | None = None,
) -> Earlier | None:
    """The newest valid paper of the form for exactly these subjects; None if there is none."""
    with desk.workspace.read() as view:
        issued = _issued(view, form, subjects)
        if not issued:
            return None
        paper = issued[-1]
        is_of_today = paper.issued_on == desk.today and bool(paper.digest)
        again = _again(desk, view, paper, subjects, body, extra) if is_of_today else b""
    return Earlier(paper, is_of_today and again == desk.workspace.files.get(paper.digest))


def refuse_unchanged(
    desk: Desk, form: str, subjects: Sequence[Subject], *, extra: Extra | None = None
) -> tuple[Earlier, ...]:
    """The earlier papers that stay valid beside new ones; refused where one would be the same."""
    found = [
        earlier_paper(desk, form, group, extra=extra) for group in _sheets(desk, form, subjects)
    ]
    earlier = tuple(each for each in found if each is not None)
    same = [each.told for each in earlier if each.is_unchanged]
    if same:
        raise Refused(
            "；".join(same),
            advice="再要一份请打印副本（编号不变）；原件不用了的，先作废再重新出具。",
        )
    return earlier


def papers_for_copies(
    desk: Desk, form: str, subjects: Sequence[Subject]
) -> tuple[IssuedPaper, ...]:
    """The newest valid papers of the form, one per subject or one for all; none may be missing."""
    papers = []
    for group in _sheets(desk, form, subjects):
        with desk.workspace.read() as view:
            issued = _issued(view, form, group)
            pack, spec = form_of(desk, view, form, group)
        if not issued:
            raise Refused(
                f"《{form_label(spec, pack)}》还没有出具过，没有副本可打",
                advice="请先正式出具；只想看看的，打印预览。",
            )
        papers.append(issued[-1])
    return tuple(papers)


def _sheets(desk: Desk, form: str, subjects: Sequence[Subject]) -> list[tuple[Subject, ...]]:
    """The subjects as they share papers: all together on a list, else each alone."""
    with desk.workspace.read() as view:
        _, spec = form_of(desk, view, form, subjects)
    return [tuple(subjects)] if spec.is_batch else [(each,) for each in subjects]


def _issued(view: ReadView, form: str, subjects: Sequence[Subject]) -> list[IssuedPaper]:
    """The valid papers of the form for exactly these subjects, the oldest first."""
    known = view.papers.of(subjects[0]) if subjects else ()
    return [
        each
        for each in known
        if each.form == form and not each.is_void and set(each.subjects) == set(subjects)
    ]


def _again(
    desk: Desk,
    view: ReadView,
    paper: IssuedPaper,
    subjects: Sequence[Subject],
    body: tuple[str, ...] | None,
    extra: Extra | None,
) -> bytes:
    """What the sheet would be now under the number and foot line it has."""
    pack, spec = form_of(desk, view, paper.form, subjects)
    given = replace(extra or Extra(), number=paper.number)
    filled = filled_paper(desk, view, pack, spec, subjects, body, given)
    stamp = Stamp(
        version=paper.record_version,
        log_head=paper.log_head,
        number=paper.number,
        form=filled.paper.title,
        issued_on=paper.issued_on,
    )
    return render_pdf(filled.paper, stamp)
