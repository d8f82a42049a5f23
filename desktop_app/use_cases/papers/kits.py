"""All papers of a plan or a meeting together: its own ones, then those of its items in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.unit_of_work import ReadView
from desktop_app.domain.record import Paper, Subject
from desktop_app.domain.register import ENTRY, RegisterEntry
from desktop_app.errors import Refused
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import FormSpec
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.papers.content_parts import form_label
from desktop_app.use_cases.papers.filled import subject_label
from desktop_app.use_cases.papers.issue import issue_in, paper_pdf, preview_paper
from desktop_app.use_cases.papers.press import joined
from desktop_app.use_cases.papers.rows import in_order
from desktop_app.use_cases.papers.sheets import Extra
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.values.ids import EntryId


@dataclass(frozen=True)
class KitPart:
    """One paper of a kit: its form, what it is for, and the paper already issued, if any."""

    form: str
    title: str
    subject: Subject
    paper: Paper | None = None


def agenda_of(desk: Desk, parent: EntryId, kind: str) -> tuple[Subject, ...]:
    """The subjects of a kind below a plan or a meeting, in the order of its agenda.

    `project` gives the projects its rows name, each once; a register its rows themselves.
    """
    with desk.workspace.read() as view:
        course = course_of(desk, view, Subject(ENTRY, parent))
        return _below(view, course.pack, course.record, kind)


def kit_parts(desk: Desk, parent: EntryId, forms: Sequence[str]) -> tuple[KitPart, ...]:
    """The papers of a kit: those of the plan or meeting itself, then item by item.

    Within an item the forms come in the order given; what was issued already is taken as it is.
    """
    subject = Subject(ENTRY, parent)
    with desk.workspace.read() as view:
        course = course_of(desk, view, subject)
        pack, entry = course.pack, course.record
        specs = [_form(pack, each) for each in forms]
        own = [(spec, subject) for spec in specs if spec.subject == entry.register_id]
        kinds = dict.fromkeys(s.subject for s in specs if s.subject != entry.register_id)
        agenda = {kind: _below(view, pack, entry, kind) for kind in kinds}
        _refuse_bare(pack, entry, agenda)
        items = [
            (spec, item)
            for kind, found in agenda.items()
            for item in found
            for spec in specs
            if spec.subject == kind
        ]
        return tuple(
            KitPart(spec.id, form_label(spec, pack), each, _issued(view, spec.id, each))
            for spec, each in (*own, *items)
        )


def kit_pdf(desk: Desk, parts: Sequence[KitPart], *, extra: Extra | None = None) -> bytes:
    """The kit as one file: issued papers as they are, the others as previews."""
    return joined(
        [
            paper_pdf(desk, part.paper.id)
            if part.paper
            else preview_paper(desk, part.form, (part.subject,), extra=extra).pdf
            for part in parts
        ]
    )


def issue_kit(
    desk: Desk, parts: Sequence[KitPart], *, extra: Extra | None = None
) -> tuple[Paper, ...]:
    """Issue what is not issued yet, each paper with its own number: all of them, or none.

    Gives all papers of the kit in its order.
    """
    require(desk, "papers.issue")
    wanted = [part for part in parts if part.paper is None]
    if not wanted:
        return tuple(part.paper for part in parts if part.paper)
    subjects = tuple(dict.fromkeys(part.subject for part in wanted))
    act = desk.act("issue_paper", f"出具成套文书（{len(wanted)} 份）", subjects=subjects)
    with desk.workspace.begin(act) as uow:
        return tuple(
            part.paper or issue_in(desk, uow, part.form, (part.subject,), None, extra)
            for part in parts
        )


def papers_pdf(desk: Desk, papers: Sequence[Paper]) -> bytes:
    """Issued papers as one file, in the order given."""
    return joined([paper_pdf(desk, paper.id) for paper in papers])


def _form(pack: Pack, form: str) -> FormSpec:
    found = next((each for each in pack.forms if each.id == form), None)
    if found is None:
        listed = "、".join(f"{each.id}（{form_label(each, pack)}）" for each in pack.forms)
        raise Refused(f"没有名为“{form}”的文书", advice=f"可用的文书：{listed}。")
    return found


def _below(view: ReadView, pack: Pack, entry: RegisterEntry, kind: str) -> tuple[Subject, ...]:
    rows = view.registers.of_owners("parent_id", (entry.id,))
    registers = [spec for spec in pack.registers if spec.owner == entry.register_id]
    listed = [
        row
        for spec in sorted(registers, key=lambda spec: spec.order is None)
        for row in in_order(pack, spec.id, (r for r in rows if r.register_id == spec.id))
    ]
    if kind == "project":
        keys = dict.fromkeys(row.project_id for row in listed if row.project_id is not None)
        return tuple(Subject("project", key) for key in keys)
    return tuple(row.subject for row in listed if row.register_id == kind)


def _issued(view: ReadView, form: str, subject: Subject) -> Paper | None:
    """The newest paper of a form that is about this subject alone and still stands."""
    own = (
        paper
        for paper in reversed(view.papers.of(subject))
        if paper.form == form and paper.subjects == (subject,) and not paper.is_void
    )
    return next((paper for paper in own if paper.digest), None)


def _refuse_bare(pack: Pack, entry: RegisterEntry, agenda: dict[str, tuple[Subject, ...]]) -> None:
    for kind, found in agenda.items():
        if not found:
            raise Refused(
                f"“{entry.name}”下面没有{subject_label(pack, kind)}",
                advice="请先登记议题或项目，再打印成套文书。",
                record=entry.name,
            )
