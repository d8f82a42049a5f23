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
from desktop_app.use_cases.papers.filled import called, subject_label
from desktop_app.use_cases.papers.issue import issue_in, paper_pdf, preview_paper
from desktop_app.use_cases.papers.press import joined
from desktop_app.use_cases.papers.rows import in_order
from desktop_app.use_cases.papers.sheets import Extra
from desktop_app.use_cases.papers.told import holds_in
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import course_of, courses_of
from desktop_app.use_cases.standing.reading import reading_of
from desktop_app.values.ids import EntryId


@dataclass(frozen=True)
class KitPart:
    """One paper of a kit: its form, what it is for, and the paper already issued, if any."""

    form: str
    title: str
    subject: Subject
    paper: Paper | None = None


@dataclass(frozen=True)
class KitForm:
    """A paper a kit may hold: of the plan or meeting itself, or of the items on its agenda."""

    id: str
    title: str
    is_own: bool


def kit_forms(desk: Desk, parent: EntryId) -> tuple[KitForm, ...]:
    """The papers that can be put together: the own ones, then those that fit an item below."""
    with desk.workspace.read() as view:
        course = course_of(desk, view, Subject(ENTRY, parent))
        pack, entry = course.pack, course.record
        kinds = {form.subject for form in pack.forms if not form.is_batch}
        below = {
            kind: _courses(desk, view, _below(view, pack, entry, kind))
            for kind in kinds - {entry.register_id}
        }
        own = [form for form in pack.forms if form.subject == entry.register_id]
        items = [
            form
            for form in pack.forms
            if not form.is_batch
            and any(holds_in(c, form.when) for c in below.get(form.subject, ()))
        ]
        return (
            *(
                KitForm(f.id, called(desk, view, pack, f, (course.subject,)), is_own=True)
                for f in own
                if holds_in(course, f.when)
            ),
            *(KitForm(f.id, form_label(f, pack), is_own=False) for f in items),
        )


def agenda_of(desk: Desk, parent: EntryId, kind: str) -> tuple[Subject, ...]:
    """The subjects of a kind below a plan or a meeting, in the order of its agenda.

    `project` gives the projects its rows name, each once; a register its rows themselves.
    """
    with desk.workspace.read() as view:
        course = course_of(desk, view, Subject(ENTRY, parent))
        return _below(view, course.pack, course.record, kind)


def kit_parts(desk: Desk, parent: EntryId, forms: Sequence[str]) -> tuple[KitPart, ...]:
    """The papers of a kit: those of the plan or meeting itself, then item by item.

    Within an item the forms come in the order given; a form that does not fit an item is left
    out for it; what was issued already is taken as it is.
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
            (spec, item.subject)
            for kind, found in agenda.items()
            for item in _courses(desk, view, found)
            for spec in specs
            if spec.subject == kind and holds_in(item, spec.when)
        ]
        _refuse_unfit(pack, specs, own, items)
        return tuple(
            KitPart(
                spec.id, called(desk, view, pack, spec, (each,)), each, _issued(view, spec.id, each)
            )
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


def _courses(desk: Desk, view: ReadView, subjects: Sequence[Subject]) -> tuple[Course, ...]:
    """In the order of the agenda, which reading does not keep."""
    found = courses_of(reading_of(desk, view), subjects)
    return tuple(found[each] for each in subjects if each in found)


Wanted = Sequence[tuple[FormSpec, Subject]]


def _refuse_unfit(pack: Pack, specs: Sequence[FormSpec], own: Wanted, items: Wanted) -> None:
    """Refuse a form that fits nothing on the agenda."""
    used = {form.id for form, _ in (*own, *items)}
    unfit = [form_label(form, pack) for form in specs if form.id not in used]
    if unfit:
        raise Refused(
            f"议程上没有可出《{'》《'.join(unfit)}》的事项",
            advice="请先办到相应的环节，或去掉这份文书。",
        )


def _refuse_bare(pack: Pack, entry: RegisterEntry, agenda: dict[str, tuple[Subject, ...]]) -> None:
    for kind, found in agenda.items():
        if not found:
            raise Refused(
                f"“{entry.name}”下面没有{subject_label(pack, kind)}",
                advice="请先登记议题或项目，再打印成套文书。",
                record=entry.name,
            )
